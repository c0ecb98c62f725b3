"""The kinds of notices, who is mailed what, and how a mail is worded."""

from collections.abc import Iterable
from collections.abc import Mapping
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Sentence
from string import Template
from typing import Any
from typing import NamedTuple


DIGEST, URGENT, AT_ONCE, NONE = "digest", "urgent", "at_once", "none"
MAILS = {
    URGENT: _("At once if urgent"),
    DIGEST: _("In the digest"),
    AT_ONCE: _("At once"),
    NONE: _("No mail"),
}


class Kind(NamedTuple):
    """A kind of notice.

    *always*: an order; it cannot be switched off in the page. *bare*: it is told,
    without a word on the document, to those who may not see the document any more.
    *timed*: its deadline is shown. *page*: it is about no document; this page of the
    site, reached by the words *leads*, shows what it is about.
    """

    title: Sentence
    icon: str
    mail: str = DIGEST
    always: bool = False
    bare: bool = False
    timed: bool = False
    page: str = ""
    leads: Sentence | None = None


DELEGATIONS = _("Delegations")
# Degrees of urgency, as they are written on the wire.
PLAIN, EXPRESS = 0, 3
KINDS = {
    "task": Kind(_("New task"), "send", mail=URGENT, always=True, timed=True),
    "overdue": Kind(
        _("A task is overdue"), "exclamation-octagon-fill", always=True, timed=True
    ),
    "due_soon": Kind(_("A deadline comes near"), "clock-history", timed=True),
    "to_direct": Kind(
        _("A letter waits for your directive"), "pencil", mail=URGENT, always=True
    ),
    "dictated": Kind(
        _("A directive was written down for you: confirm it"),
        "pencil",
        mail=URGENT,
        always=True,
    ),
    "to_register": Kind(
        _("A letter waits to be registered"), "file-earmark-arrow-up", mail=URGENT
    ),
    "to_submit": Kind(
        _("An urgent letter waits to be submitted"), "alarm-fill", mail=URGENT
    ),
    "to_approve": Kind(_("A draft waits for you"), "pencil-square", mail=URGENT),
    "to_number": Kind(
        _("A signed document waits for its number"), "check2-circle", mail=URGENT
    ),
    "published": Kind(
        _("A document was sent to you"), "file-earmark-text", mail=URGENT
    ),
    "informed": Kind(_("For your information"), "eye"),
    "returned": Kind(_("Returned with a reason"), "reply", mail=URGENT),
    "recalled": Kind(_("Taken back by who gave it"), "x-lg", always=True, bare=True),
    "superseded": Kind(
        _("A directive was replaced by a new one"), "arrow-repeat", always=True
    ),
    "extension_asked": Kind(_("More time is asked for"), "hourglass-split", timed=True),
    "extension_granted": Kind(_("More time was granted"), "check-lg", timed=True),
    "extension_refused": Kind(_("More time was refused"), "x", timed=True),
    "dictation_dropped": Kind(
        _("What you wrote down was not confirmed"), "x", mail=URGENT
    ),
    "corrected": Kind(_("The record of a letter was corrected"), "pencil"),
    "reported": Kind(_("A result was reported"), "check2-circle"),
    "accepted": Kind(_("Your result was accepted"), "check-circle-fill"),
    "received": Kind(_("Your directive was received"), "eye", mail=NONE),
    "delegated": Kind(
        _("A post was delegated to you"),
        "people-fill",
        always=True,
        page="@@delegations",
        leads=DELEGATIONS,
    ),
    "delegation_ended": Kind(
        _("A delegation to you was ended"),
        "people-fill",
        page="@@delegations",
        leads=DELEGATIONS,
    ),
}


class Choice(NamedTuple):
    """What a person chose for one kind."""

    bell: bool
    mail: str


class Notice(NamedTuple):
    """One notice to the members of one group; *urgent* is a degree from 0 to 3."""

    id: str
    time: str
    kind: str
    uid: str
    item: str
    group: str
    person: str
    name: str
    due: str
    urgent: int
    read: bool = False


def choice(kind: str, chosen: Mapping[str, Any]) -> Choice:
    """Return what counts for *kind*: what was *chosen*, else what it comes with."""
    known, own = KINDS[kind], chosen.get(kind, {})
    return Choice(
        known.always or bool(own.get("bell", True)), own.get("mail", known.mail)
    )


def read_choices(
    data: Mapping[str, Any], before: Mapping[str, Any]
) -> dict[str, dict[str, Any]]:
    """Return *before* changed by *data*; refuse kinds and values that are not known."""
    after = {kind: dict(found) for kind, found in before.items()}
    for kind, wish in data.items():
        if kind not in KINDS or not isinstance(wish, Mapping):
            raise BadValue(
                _("There is no such kind of notice."), field=kind, code="unknown"
            )
        after[kind] = _read_choice(kind, wish, choice(kind, before))
    return after


def _read_choice(kind: str, wish: Mapping[str, Any], now: Choice) -> dict[str, Any]:
    bell, mail = wish.get("bell", now.bell), wish.get("mail", now.mail)
    if not isinstance(bell, bool) or mail not in MAILS:
        raise BadValue(_("This value is not known."), field=kind, code="unknown_value")
    if not bell and KINDS[kind].always:
        raise BadValue(
            _("Orders and what is overdue are always shown."),
            field=kind,
            code="always",
        )
    return {"bell": bell, "mail": mail}


def is_mailed(
    notice: Notice, chosen: Mapping[str, Any], *, at_once: bool = False
) -> bool:
    """Tell whether *notice* goes by mail; *at_once*: in a mail of this moment.

    What is express goes at once to everybody.
    """
    if at_once:
        return goes_at_once(notice, chosen)
    return notice.urgent == EXPRESS or choice(notice.kind, chosen).mail != NONE


def goes_at_once(notice: Notice, chosen: Mapping[str, Any]) -> bool:
    """Tell whether *notice* waits for no digest, by what was *chosen*."""
    mail = choice(notice.kind, chosen).mail
    if mail == URGENT:
        return notice.urgent > PLAIN
    return mail == AT_ONCE or notice.urgent == EXPRESS


class Words(NamedTuple):
    """The words of mails: whole mail, one line of it, titles of kinds."""

    mail: str
    line: str
    kinds: Mapping[str, str]


def compose(
    words: Words, name: str, lines: Iterable[Mapping[str, str]], settings: str
) -> tuple[str, str]:
    """Return subject and text of a mail with *lines*, in their order."""
    printed = []
    for number, line in enumerate(lines, 1):
        values = {**line, "n": str(number), "title": words.kinds[line["kind"]]}
        text = Template(words.line).substitute(values)
        printed.append("\n".join(row for row in text.splitlines() if row.strip()))
    text = Template(words.mail).substitute(
        count=len(printed), name=name, lines="\n\n".join(printed), settings=settings
    )
    subject, _end, body = text.partition("\n")
    return subject.removeprefix("Subject: "), body.lstrip("\n")


def read_kinds(text: str) -> dict[str, str]:
    """Return the titles of kinds from lines `kind: title`."""
    pairs = (line.partition(":") for line in text.splitlines() if line.strip())
    return {kind.strip(): title.strip() for kind, _colon, title in pairs}
