"""What happened to a document, in words, from the lines of the journal."""

from collections.abc import Iterable
from imoit.content.correspondence.services.content import named
from imoit.workflows.actors.operations import directory
from imoit.workflows.journal.domain import Line
from imoit.workflows.refusal import _
from imoit.workflows.refusal import Sentence
from typing import NamedTuple


SAID = {
    "receive": _("${who} took the letter in"),
    "register": _("${who} registered the letter"),
    "refuse": _("${who} refused the letter"),
    "submitted_to": _("${who} submitted it to ${to}"),
    "send_back": _("${who} sent it back"),
    "directive": _("${who} gave a directive"),
    "open": _("${who} opened the task"),
    "read": _("${who} read the document"),
    "progress": _("${who} reported ${percent} %"),
    "report": _("${who} reported the result"),
    "accept": _("${who} accepted the result"),
    "close": _("A supporting task was closed with the lead"),
    "return": _("${who} returned it"),
    "recall": _("${who} recalled it"),
    "pause": _("${who} stopped the clock of a task"),
    "resume": _("${who} let the clock run again"),
    "ask_extension": _("${who} asked for more time"),
    "grant_extension": _("${who} granted more time"),
    "refuse_extension": _("${who} granted no more time"),
    "take_note": _("${who} took note of what was returned"),
    "mark_seen": _("${who} took note"),
    "complete": _("Work on the document was finished"),
    "file": _("${who} put it on file"),
    "reopen": _("${who} reopened it"),
    "attach": _("${who} added the file ${name}"),
    "change": _("${who} corrected the record"),
    "draft": _("${who} began the draft"),
    "send_to_head": _("${who} sent the draft to the head of the unit"),
    "approve_content": _("${who} approved the content"),
    "approve_form": _("${who} approved the form"),
    "return_to_unit": _("${who} returned it to the head of the unit"),
    "return_to_form": _("${who} returned it to the check of form"),
    "to_secretary": _("${who} received the signing folder"),
    "to_leader": _("${who} laid the signing folder before the leader"),
    "back": _("${who} got the signing folder back"),
    "signature": _("${who} recorded the signature of ${signer}"),
    "take_number": _("${who} gave the number"),
    "published_to": _("${who} published ${symbol}"),
    "restrict": _("${who} stopped the publication"),
    "lift_restriction": _("${who} lifted the restriction"),
    "lift_to_signed": _("${who} lifted the restriction"),
    "lift_to_numbered": _("${who} lifted the restriction"),
    "lift_to_signing": _("${who} lifted the restriction"),
    "lift_to_filed": _("${who} lifted the restriction"),
    "lift_to_recalled": _("${who} lifted the restriction"),
    "lift_to_replaced": _("${who} lifted the restriction"),
    "dispatch": _("${who} recorded how it was sent"),
    "use_copy": _("${who} recorded a use of the file copy"),
    "copy_back": _("${who} took the file copy back"),
    "void_number": _("${who} declared the number void"),
    "replace": _("${who} replaced the document"),
    "save_version": _("${who} saved version ${version}"),
    "take_pen": _("${who} began to write"),
    "ask_opinion": _("${who} asked for opinions"),
    "give_opinion": _("${who} gave an opinion"),
    "go_on": _("${who} decided to go on without the missing opinions"),
    "add_recipients": _("${who} sent it to more recipients"),
    "correct": _("${who} named a letter that corrects it"),
    "copy": _("${who} made the copy ${symbol}"),
    "shelve": _("${who} recorded the place of the original"),
}
# Each of these comes with a fuller line of its own, which takes its reason over.
DOUBLED = ("submit", "redirect", "direct", "forward", "record_signature", "publish")
NOTES = ("read", "open")
RED = ("refuse", "return", "recall", "send_back", "return_to_unit", "return_to_form")


class Happening(NamedTuple):
    """One line: when, what, what was said with it, and how it is drawn."""

    time: str
    act: str
    text: Sentence
    words: str
    kind: str


def happenings(lines: Iterable[Line]) -> list[Happening]:
    """Return what happened, newest first; each reader's first reading only."""
    found: list[Happening] = []
    readers: set[str] = set()
    reason = ""
    for line in lines:
        if line.act in DOUBLED:
            reason = line.details.get("reason", "")
        elif line.act in SAID and (line.act, line.person) not in readers:
            if line.act == "read":
                readers.add(("read", line.person))
            found.append(_happening(line, reason))
            reason = ""
    return found[::-1]


def _happening(line: Line, reason: str) -> Happening:
    kind = "is-note" if line.act in NOTES else "is-red" if line.act in RED else ""
    words = line.details.get("reason") or line.details.get("text") or reason
    return Happening(line.time, line.act, sentence(line), words, kind)


def sentence(line: Line) -> Sentence:
    """Return the sentence of an act, with its blanks filled."""
    details = line.details
    return _(
        SAID[line.act].text,
        who=line.name or directory().who(line.person),
        to=named(details["to"])["title"] if line.act == "submitted_to" else "",
        percent=details.get("percent", ""),
        name=details.get("name", ""),
        signer=details.get("title", ""),
        symbol=details.get("symbol", ""),
        version=details.get("version", ""),
    )
