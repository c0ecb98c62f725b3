"""`python -m tests.rooms.configuration.alone <act> <folder>`: a whole demo site in a
process of its own, which one may kill."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from imoit.policy.instance import domain
from imoit.policy.instance import storage
from imoit.policy.instance.operations.make import open_zope
from imoit.workflows.configuration.operations import drafts
from imoit.workflows.configuration.operations import facts
from imoit.workflows.configuration.operations import publishing
from imoit.workflows.configuration.operations import renewing
from imoit.workflows.configuration.storage import versions
from imoit.workflows.jobs.interfaces import IKind
from imoit.workflows.jobs.operations import running
from imoit.workflows.jobs.operations import sites
from imoit.workflows.jobs.operations import working
from imoit.workflows.jobs.operations.queueing import get
from imoit.workflows.journal.operations import lines
from imoit.workflows.process.domain import changes
from imoit.workflows.process.domain.shape import Rule
from imoit.workflows.turns.operations import one_by_one
from pathlib import Path
from plone import api
from tests.rooms.ministry import acting
from zope.component import getGlobalSiteManager

import json
import os
import sys
import transaction
import Zope2


SITE = "/imoit"
PROCESS = "incoming"
READ = ("View", "Access contents information")
GOALS = {"in_progress": "submitted"}


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
        publishing.publish(PROCESS, manager, "Thu hẹp.", GOALS)
        transaction.commit()


def die(database):
    """Work until a chunk is committed, then be killed before the next one."""
    renewing.CHUNK = 12
    working.sweep(database, SITE)
    _follow(database, running.Engine(database, lambda: os.kill(os.getpid(), 9)))


def _follow(database, engine):
    for job in [job for job, _lane in working.waiting(database, SITE)]:
        if _kind(database, job) == renewing.KIND_ID:
            engine.run(SITE, job)


def clash(database):
    """Work, while another writes the first letter of each chunk before its commit."""
    renewing.CHUNK = 12
    working.sweep(database, SITE)
    begun = []

    def run(work):
        mark = work.cursor
        cursor = renewing.run(work)
        begun.append(mark)
        if begun.count(mark) == 1:
            _elsewhere(partial(write_first, database, mark))
        return cursor

    kind = replace(renewing.KIND, run=run)
    getGlobalSiteManager().registerUtility(kind, IKind, renewing.KIND_ID)
    _follow(database, running.Engine(database))
    _keep("begun", [str(mark) for mark in begun])


def _elsewhere(act):
    """Do *act* as another instance would: in its own thread, without our turn."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(act).result(60)


def write_first(database, mark):
    """Write the first letter behind *mark* as it was before the chunk, and commit."""
    with sites.opened(database, SITE) as portal:
        path = next(path for _mark, path in facts.things(PROCESS, mark) if path)
        letter = portal.unrestrictedTraverse(path)
        letter.subject = f"Sửa cùng lúc {letter.subject}"
        letter.reindexObject(idxs=["Title"])
        transaction.commit()


def publish_at_once(database):
    """Publish; before the commit another publishes the same and writes a letter."""
    with sites.opened(database, SITE, writing=True), acting("quantri") as manager:
        drafts.change(PROCESS, without_readers, manager)
        transaction.commit()
    tries = []

    def act(manager):
        tries.append(manager.person)
        publishing.publish(PROCESS, manager, "Thu hẹp.", GOALS)
        if len(tries) == 1:
            _elsewhere(partial(write_first, database, None))
            _elsewhere(partial(_publish, database))

    with sites.opened(database, SITE), acting("quantri") as manager:
        ((_manager, refusal),) = one_by_one([manager], act)
        found = [len(tries), refusal.status, len(versions(PROCESS))]
    _keep("published", found)


def _publish(database):
    with sites.opened(database, SITE), acting("quantri") as manager:
        publishing.publish(PROCESS, manager, "Thu hẹp.", GOALS)
        transaction.commit()


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
    _keep("found", found)


def _keep(name, found):
    (Path(sys.argv[2]) / f"{name}.json").write_text(json.dumps(found))


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
        "subject": letter.subject,
        "told": [line.act for line in lines(letter.UID())].count("process_moved"),
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
    acts = (publish, publish_at_once, die, clash, look)
    {act.__name__: act for act in acts}[sys.argv[1]](Zope2.DB)
