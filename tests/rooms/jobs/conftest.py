"""Kinds of work that tests register, and the worker that works them off."""

from imoit.workflows.jobs import storage
from imoit.workflows.jobs.interfaces import IKind
from imoit.workflows.jobs.operations.working import begin_scheduled
from imoit.workflows.jobs.operations.working import work_off
from imoit.workflows.jobs.schema import Kind
from imoit.workflows.refusal import _
from tests import postgresql
from tests import redis_server
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


@pytest.fixture(scope="session")
def redis():
    """A server of Redis."""
    with redis_server.running() as server:
        yield server


@pytest.fixture(scope="session")
def postgres():
    """A server of PostgreSQL."""
    with postgresql.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "redis", "postgres"])
def setting(request, monkeypatch, tmp_path):
    """Each place where a queue may lie, set for this process."""
    found = f"sqlite:{tmp_path / 'jobs.sqlite'}"
    if request.param != "sqlite":
        found = request.getfixturevalue(request.param).address
    monkeypatch.setenv(storage.SETTING, found)
    return found


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
def quiet(site):
    """A site whose daily work is done: a worker that begins now writes nothing."""
    database, path = site._p_jar.db(), "/".join(site.getPhysicalPath())
    begin_scheduled(database, path)
    work_off(database, path)
    empty()
    site._p_jar.sync()
    return site


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
