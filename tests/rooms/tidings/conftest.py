"""Acts of the ministry, the worker after each, and a mail server that listens."""

from aiosmtpd.controller import Controller
from imoit.workflows.actors.operations import current_actor
from imoit.workflows.jobs import storage as jobs
from imoit.workflows.jobs.operations.working import work_off
from imoit.workflows.notices import storage
from imoit.workflows.notices.operations.showing import listing
from plone import api
from plone.app.testing import login
from plone.app.testing import logout

import email
import email.policy
import os
import pytest
import socket
import transaction


@pytest.fixture
def site(functional, tmp_path):
    """The site of the ministry, with a store of notices of its own."""
    before = os.environ["IMOIT_NOTICES"]
    os.environ["IMOIT_NOTICES"] = str(tmp_path / "notices.sqlite")
    transaction.commit()
    yield functional["portal"]
    storage.close()
    os.environ["IMOIT_NOTICES"] = before
    for lane in ("quick", "slow"):
        jobs.queue(lane).flush_queue()


@pytest.fixture
def works_off(site):
    """Commit, then run what may begin."""
    path = "/".join(site.getPhysicalPath())

    def run():
        transaction.commit()
        count = work_off(site._p_jar.db(), path)
        site._p_jar.sync()
        return count

    return run


@pytest.fixture
def told(site, works_off):
    """Return what somebody reads behind the bell: (kind, abstract) of each notice."""

    def read(name, *, unread=True):
        works_off()
        login(site, name)
        try:
            found = listing(current_actor(), size=300, unread=unread)[1]
        finally:
            logout()
        return sorted((one.notice.kind, one.line.get("subject", "")) for one in found)

    return read


class Mails:
    """Keeps what it is sent."""

    def __init__(self):
        self.kept = []
        self.refused = set()

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refused:
            return "550 no such person"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = email.message_from_bytes(envelope.content, policy=email.policy.default)
        self.kept.append((envelope.rcpt_tos, mail))
        return "250 OK"

    def to(self, name):
        """Return the text of each mail to *name*."""
        return [
            mail.get_content()
            for addresses, mail in self.kept
            if addresses == [f"{name}@moit.example"]
        ]


@pytest.fixture
def mails(site):
    """A mail server that the site is set up for; everybody has an address."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = Mails()
    server = Controller(kept, hostname="127.0.0.1", port=port)
    server.start()
    api.portal.set_registry_record("plone.smtp_host", "127.0.0.1")
    api.portal.set_registry_record("plone.smtp_port", port)
    api.portal.set_registry_record("plone.email_from_address", "imoit@moit.example")
    for name in site.acl_users.source_users.getUserIds():
        user = site.portal_membership.getMemberById(name)
        user.setMemberProperties({"email": f"{name}@moit.example"})
    transaction.commit()
    yield kept
    server.stop()
