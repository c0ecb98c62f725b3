"""An upgrade never overwrites a process that the site manager has taken over."""

from imoit.workflows.calendar import clock
from imoit.workflows.configuration import storage
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.storage import Draft
from imoit.workflows.process.domain.reading import digest
from imoit.workflows.process.domain.shape import Process
from imoit.workflows.process.storage import from_xml
from imoit.workflows.process.storage import read
from imoit.workflows.process.storage import write
from plone import api
from zope.annotation.interfaces import IAnnotations
from zope.globalrequest import getRequest


REMEMBERED = "imoit.processes.in_force"


def taken_over() -> list[str]:
    """Return the processes that were published here at least once."""
    known: dict = IAnnotations(api.portal.get()).get(storage.KEY) or {}
    return [n for n in known if n in facts.tool() and known[n].versions]


def remember(event) -> None:
    """Note what is in force before a profile is imported."""
    request = getRequest()
    if request is not None and event.profile_id:
        found = {name: read(facts.flow(name)) for name in taken_over()}
        IAnnotations(request)[REMEMBERED] = found


def brought(event, name: str, process: Process) -> Process | None:
    """Return the definition of the profile itself: importing mixes it with ours."""
    context = event.tool._getImportContext(event.profile_id)
    text = context.readDataFile("definition.xml", f"workflows/{name}")
    if text is None:
        return None
    return from_xml(text.decode("utf-8"), facts.tool(), process.roles)


def keep_what_is_in_force(event) -> None:
    """Put back what a profile overwrote; what it brought becomes a draft."""
    request = getRequest()
    before = IAnnotations(request).pop(REMEMBERED, {}) if request is not None else {}
    for name, process in before.items():
        flow = facts.tool()._getOb(name, None)
        if flow is None or read(flow) == process:
            continue
        write(flow, process)
        shipped = brought(event, name, process)
        if shipped is not None and storage.draft(name) is None:
            moment = clock.now().isoformat(timespec="seconds")
            number = len(storage.versions(name)) + 1
            text = storage.written(shipped)
            draft = Draft(text, digest(process), "", "", moment, number, {})
            storage.keep_draft(name, draft)
