"""Kinds of work that tests register, and the worker that works them off."""

from imoit.workflows.jobs import storage
from imoit.workflows.jobs.interfaces import IKind
from imoit.workflows.jobs.operations.working import work_off
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.refusal import _
from zope.component import getGlobalSiteManager

import pytest
import transaction


@pytest.fixture
def kinds():
    """Register kinds of work for one test: `kinds(name, run, **more)`."""
    registry, names = getGlobalSiteManager(), []

    def register(name, run, **more):
        registry.registerUtility(Kind(title=_("Work"), run=run, **more), IKind, name)
        names.append(name)

    yield register
    for name in names:
        registry.unregisterUtility(provided=IKind, name=name)


@pytest.fixture
def site(functional):
    """The site of the ministry, its changes committed for the worker to see."""
    transaction.commit()
    empty()
    yield functional["portal"]
    empty()


def empty():
    """Forget what tests of other rooms left in the queues."""
    for lane in ("quick", "slow"):
        storage.queue(lane).flush_queue()


@pytest.fixture
def works_off(site):
    """Commit, then run what may begin."""
    database = site._p_jar.db()
    path = "/".join(site.getPhysicalPath())

    def run():
        transaction.commit()
        count = work_off(database, path)
        site._p_jar.sync()
        return count

    return run


@pytest.fixture
def request_of_site(functional):
    """The request of the same site."""
    return functional["request"]
