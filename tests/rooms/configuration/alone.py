"""`python -m tests.rooms.configuration.alone <act> <folder>`: a whole demo site in a
process of its own, which one may kill."""

from imoit.policy.instance import domain
from imoit.policy.instance import storage
from imoit.policy.instance.operations.make import open_zope
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.operations import renewing
from imoit.workflows.jobs.operations import running
from imoit.workflows.jobs.operations import sites
from imoit.workflows.jobs.operations import working
from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.shape import Rule
from pathlib import Path
from plone import api
from tests.rooms.ministry import acting

import json
import os
import sys
import transaction
import Zope2


SITE = "/imoit"
PROCESS = "incoming"
READ = ("View", "Access contents information")


def without_readers(process):
    """Nobody sees a letter for having a part in it alone; what is in progress moves."""
    for permission in READ:
        rules = {}
        for state in process.states:
            roles = process.rule(state, permission).roles
            kept = tuple(role for role in roles if role != "Document Reader")
            rules[state.id] = Rule(False, kept)
        process = changes.set_rules(process, permission, rules)
    return changes.remove_state(process, "in_progress")


def publish(database):
    """Put a narrower process into force, and say where the letters in progress go."""
    with sites.opened(database, SITE, writing=True), acting("quantri") as manager:
        drafts.change(PROCESS, without_readers, manager)
        goals = {"in_progress": "submitted"}
        publishing.publish(PROCESS, manager, "Thu hẹp.", goals)
        transaction.commit()


def die(database):
    """Work until a chunk is committed, then be killed before the next one."""
    renewing.CHUNK = 12
    working.sweep(database, SITE)
    ready = [job for job, _lane in working.waiting(database, SITE)]
    engine = running.Engine(database, lambda: os.kill(os.getpid(), 9))
    for job in ready:
        if _kind(database, job) == renewing.KIND_ID:
            engine.run(SITE, job)


def _kind(database, job):
    with sites.opened(database, SITE):
        return get(job).kind


def look(database):
    """Say how each letter stands, and the job."""
    with sites.opened(database, SITE) as portal:
        job = get(drafts.storage.shelf(PROCESS).job)
        found = {
            "job": [job.state, job.done, job.of],
            "things": [_standing(portal, path) for path in _paths()],
        }
    (Path(sys.argv[2]) / "found.json").write_text(json.dumps(found))


def _paths():
    return [path for _mark, path in facts.things(PROCESS) if path]


def _standing(portal, path):
    catalog = api.portal.get_tool("portal_catalog")
    letter = portal.unrestrictedTraverse(path)
    index = catalog._catalog.getIndex("allowedRolesAndUsers")
    moves = [
        line["actor"]
        for line in letter.workflow_history[PROCESS]
        if line["comments"] == "v2" and not line["action"]
    ]
    return {
        "state": letter.workflow_history[PROCESS][-1]["review_state"],
        "listed": catalog.unrestrictedSearchResults(UID=letter.UID())[0].review_state,
        "moves": moves,
        "view": sorted(letter._View_Permission),
        "entry": sorted(index.getEntryForObject(catalog.getrid(path))),
    }


if __name__ == "__main__":
    wish = domain.wish(domain.DEMO, os.environ)
    where = storage.place(wish)
    open_zope(where, where.data, wish)
    {"publish": publish, "die": die, "look": look}[sys.argv[1]](Zope2.DB)
