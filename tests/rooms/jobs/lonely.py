"""A site with nothing but jobs, for processes of their own that one may kill."""

from App.config import getConfiguration
from BTrees.OOBTree import OOBTree
from five.localsitemanager import make_objectmanager_site
from imoit.workflows.jobs import storage
from imoit.workflows.jobs.interfaces import IKind
from imoit.workflows.jobs.operations import sites
from imoit.workflows.jobs.operations import working
from imoit.workflows.jobs.operations.queueing import queue
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.refusal import _
from OFS.Application import Application
from OFS.Folder import Folder
from pathlib import Path
from ZODB import DB
from ZODB.FileStorage import FileStorage
from zope.annotation.attribute import AttributeAnnotations
from zope.annotation.interfaces import IAttributeAnnotatable
from zope.component import provideAdapter
from zope.component import provideUtility
from zope.interface import classImplements

import json
import os
import time
import transaction


PATH = "/site"
CHUNKS = 4


def count(work):
    """Count one more chunk of this job in the site, and in a file outside."""
    cursor = work.cursor or 0
    seen = work.portal.seen
    seen[work.id] = seen.get(work.id, 0) + 1
    with Path(os.environ["LONELY_FILE"]).open("a") as file:
        file.write(f"{work.id} {cursor}\n")
    work.progress(cursor + 1, CHUNKS)
    time.sleep(0.001)
    return cursor + 1 if cursor + 1 < CHUNKS else None


def deadly(work):
    """Take the whole process down."""
    os.kill(os.getpid(), 9)


KINDS = {
    "count": Kind(title=_("Work"), run=count),
    "deadly": Kind(title=_("Work"), run=deadly, tries=2),
}


def prepare(folder):
    """Give what Zope would have set up; return the database."""
    getConfiguration().clienthome = str(folder)
    os.environ[storage.SETTING] = (folder / "queue").read_text()
    os.environ["LONELY_FILE"] = str(folder / "outside")
    classImplements(Folder, IAttributeAnnotatable)
    provideAdapter(AttributeAnnotations)
    for name, kind in KINDS.items():
        provideUtility(kind, IKind, name)
    return DB(FileStorage(str(folder / "Data.fs")))


def make(folder, kinds):
    """Make the site, with one job of each kind named."""
    database = prepare(folder)
    connection = database.open()
    connection.root()["Application"] = app = Application()
    app._setObject("site", Folder("site"))
    app.site.seen = OOBTree()
    make_objectmanager_site(app.site)
    transaction.commit()
    connection.close()
    with sites.opened(database, PATH):
        for kind in kinds:
            queue(kind)
        transaction.commit()
    database.close()


def work(folder):
    """Work until nothing waits."""
    database = prepare(folder)
    working.sweep(database, PATH)
    working.work_off(database, PATH)
    database.close()


def look(folder):
    """Write down what the jobs did in the site, and how they stand."""
    database = prepare(folder)
    with sites.opened(database, PATH) as site:
        shelf = storage.shelf(site)
        jobs = [*shelf.waiting.values(), *shelf.finished.values()]
        found = [list(site.seen.items()), [(job.state, job.tries) for job in jobs]]
    database.close()
    (folder / "found.json").write_text(json.dumps(found))
