"""A site with iMOIT installed, for tests."""

from imoit.policy.setup.demo_ministry import load_people
from pathlib import Path
from plone.app.testing import applyProfile
from plone.app.testing import FunctionalTesting
from plone.app.testing import IntegrationTesting
from plone.app.testing import PLONE_FIXTURE
from plone.app.testing import PloneSandboxLayer
from plone.testing.zope import WSGI_SERVER_FIXTURE

import atexit
import imoit.policy
import os
import plone.restapi
import shutil
import tempfile


# Tests have no instance whose folder would hold a journal.
_folder = Path(tempfile.mkdtemp(prefix="imoit-journal-"))
atexit.register(shutil.rmtree, _folder, ignore_errors=True)
os.environ.setdefault("IMOIT_JOURNAL", str(_folder / "journal.sqlite"))
os.environ.setdefault("IMOIT_JOBS_QUEUE", "memory:")
os.environ.setdefault("IMOIT_WORDS", str(_folder))
os.environ.setdefault("IMOIT_NOTICES", str(_folder / "notices.sqlite"))


class StockLayer(PloneSandboxLayer):
    """Plone as an integrator has it: iMOIT is there and not installed."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configuration_context):
        self.loadZCML(package=plone.restapi)
        self.loadZCML(package=imoit.policy)


class MinistryLayer(PloneSandboxLayer):
    """Plone with iMOIT and the profile for a site of its own."""

    defaultBases = (PLONE_FIXTURE,)

    def setUpZope(self, app, configuration_context):
        self.loadZCML(package=plone.restapi)
        self.loadZCML(package=imoit.policy)

    def setUpPloneSite(self, portal):
        portal.portal_workflow.setDefaultChain("simple_publication_workflow")
        applyProfile(portal, "imoit.policy:default")
        applyProfile(portal, "imoit.policy:site")
        load_people(portal)


FIXTURE = MinistryLayer()
INTEGRATION = IntegrationTesting(bases=(FIXTURE,), name="imoit:Integration")
FUNCTIONAL = FunctionalTesting(bases=(FIXTURE,), name="imoit:Functional")
ACCEPTANCE = FunctionalTesting(
    bases=(FIXTURE, WSGI_SERVER_FIXTURE), name="imoit:Acceptance"
)
STOCK = FunctionalTesting(bases=(StockLayer(),), name="imoit:Stock")
