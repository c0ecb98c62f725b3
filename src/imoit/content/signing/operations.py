"""What can be done about signing: record a written authority, find a folder."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import date
from datetime import datetime
from imoit.content.files.operations import attach
from imoit.content.signing import domain
from imoit.content.signing import storage
from imoit.content.signing.domain import Authority
from imoit.workflows.actors.domain import Actor
from imoit.workflows.actors.domain import Party
from imoit.workflows.actors.operations import party
from imoit.workflows.calendar import clock
from imoit.workflows.journal.operations import record
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import Conflict
from imoit.workflows.refusal import NotAllowed
from imoit.workflows.refusal import NotThere
from plone import api
from secrets import token_hex
from typing import Any


def authorise(
    values: dict[str, Any], by: Actor, now: datetime | None = None
) -> Authority:
    """Record the written decision by which somebody signs TUQ. for the Minister."""
    post = _post(values["post"], "post")
    giver = _post(values["given_by"], "given_by")
    if not values["symbol"]:
        raise BadValue(_("This is required."), field="symbol", code="required")
    first, last = values["valid_from"], values["valid_to"]
    domain.check_authority(giver.function, post.function, first, last, values["scope"])
    found = Authority(
        token_hex(6),
        post.id.removeprefix("post:"),
        post.title,
        giver.id.removeprefix("post:"),
        giver.title,
        values["symbol"],
        values["scope"],
        tuple(values["types"]),
        first.isoformat(),
        last.isoformat(),
    )
    storage.keep(found)
    record("authorise", "", actor=by, details=_plain(found), now=now)
    return found


def _post(principal: str, field: str) -> Party:
    found = party(principal, field)
    if found.kind != "post":
        raise BadValue(_("Name a post."), field=field, code="not_a_post")
    return found


def _plain(found: Authority) -> dict[str, Any]:
    return {**found._asdict(), "types": list(found.types)}


def end_authority(name: str, by: Actor, now: datetime | None = None) -> Authority:
    """End a written authority today; what was signed by it before stays."""
    found = next((a for a in storage.authorities() if a.id == name), None)
    if found is None:
        raise NotThere(_("There is no such authority."))
    if found.ended:
        raise Conflict(_("This authority has ended already."))
    ended = found._replace(ended=(now or clock.now()).date().isoformat())
    storage.keep(ended)
    record("end_authority", "", actor=by, details=_plain(ended), now=now)
    return ended


def check_signer(who: Party, capacity: str, type_name: str, day: date) -> None:
    """Refuse with 422 who may not sign such a document in such a capacity."""
    domain.check_signer(
        who.id.removeprefix("post:"),
        who.function,
        capacity,
        type_name,
        day,
        storage.authorities(),
    )


def folder_for_all() -> bool:
    """Tell whether every signature needs the paper folder, below the leaders too."""
    return bool(
        api.portal.get_registry_record("imoit.signing.folder_for_all", default=False)
    )


def new_folder(document: Any) -> None:
    """Give the folder of *document* a new code; an older slip no longer counts."""
    document.folder_code = domain.new_code()
    document.folder_made = clock.now().isoformat(timespec="seconds")
    storage.keep_code(document.folder_code, document.UID())


def find(text: str) -> Any:
    """Return the document whose folder bears the scanned code, if one may see it.

    Refuses with 422 a misread code, with 404 one that leads nowhere, with 409 an old
    slip.
    """
    code = domain.read_code(text)
    brains = api.portal.get_tool("portal_catalog")(UID=storage.uid_of(code) or "-")
    if not brains:
        raise NotThere(_("No folder that you may see bears this code."))
    document = brains[0].getObject()
    if document.folder_code != code:
        raise Conflict(
            _("This slip is old: the draft was returned and has a new slip."),
            field="code",
            code="old_slip",
        )
    return document


def paper_of(codes: Iterable[str]) -> Any | None:
    """Return the document whose folder's code stands on a scanned page, if one may see
    it; None where no code is ours. Refuses with 409 an old slip.
    """
    for text in codes:
        with suppress(BadValue, NotThere):
            return find(text)
    return None


def take_scan(document: Any, name: str, data: bytes, by: Actor, door: str) -> Any:
    """Add the scan of the signed paper to its document; return the document.

    Refuses with 409 in a state that takes none, with 403 who may not add it.
    """
    if not document.accepts("signed_scan"):
        raise Conflict(
            _(
                "This is the paper of “${title}”, which takes no scan as it stands "
                "now.",
                title=document.symbol() or document.Title(),
            ),
            field="file",
            code="own_paper",
        )
    if not api.user.has_permission("iMOIT: Attach file", obj=document):
        raise NotAllowed(_("You may not add files to this document."))
    attach(document, name=name, data=data, by=by, role="signed_scan", door=door)
    return document


def refuse_paper(codes: Iterable[str]) -> None:
    """Refuse to register a paper that we signed as a letter of others."""
    paper = paper_of(codes)
    if paper is not None:
        raise Conflict(
            _(
                "This is the signed paper of “${title}”. Take it in with the scans: it "
                "goes to its document by itself.",
                title=paper.symbol() or paper.Title(),
            ),
            field="file",
            code="own_paper",
        )
