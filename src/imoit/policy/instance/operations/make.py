"""Making a site of its own."""

from AccessControl import SpecialUsers
from AccessControl.SecurityManagement import newSecurityManager
from imoit.policy.instance import domain
from imoit.policy.instance import storage
from imoit.policy.instance.domain import Wish
from imoit.policy.instance.operations.terminal import step
from imoit.policy.instance.storage import Place
from imoit.policy.setup import demo
from logging.config import fileConfig
from pathlib import Path
from Products.CMFPlone.factory import addPloneSite
from Testing.makerequest import makerequest
from typing import Any
from zope.component.hooks import setSite
from Zope2.Startup.run import configure_wsgi

import transaction
import Zope2


SITE = "imoit"


def make(where: Place, asked: Wish, password: str) -> None:
    """Make a whole site in *where*; whatever fails leaves nothing behind."""
    storage.begin(where)
    with step("starting Zope"):
        app = open_zope(where, where.making, asked)
    with step(f"the site “{SITE}”"):
        root = storage.new_root_password(where)
        app.acl_users.userFolderAddUser("root", root, ["Manager"], [])
        portal = _add_site(app)
    with step("iMOIT and the profile for a site of its own"):
        _apply(portal, "imoit.policy:default")
        _apply(portal, "imoit.policy:site")
    if asked.kind == domain.DEMO:
        with step("the demo ministry"):
            _apply(portal, "imoit.policy:demo")
            demo.load(portal)
    else:
        login = asked.administrator
        portal.acl_users.userFolderAddUser(login, password, ["Manager"], [])
    transaction.commit()
    Zope2.DB.close()
    storage.keep(where, asked.kind)


def open_zope(where: Place, data: Path, asked: Wish) -> Any:
    """Open the database in *data* as the system; return Zope's root."""
    home = storage.configure(where, data, asked)
    fileConfig(home / "wsgi.ini", disable_existing_loggers=False)
    configure_wsgi(str(home / "zope.conf"))
    app = makerequest(Zope2.app())
    newSecurityManager(None, SpecialUsers.system)
    return app


def _add_site(app: Any) -> Any:
    portal = addPloneSite(
        app,
        SITE,
        title="iMOIT",
        distribution_name="classic",
        default_language="vi",
        portal_timezone="Asia/Ho_Chi_Minh",
        setup_content=False,
    )
    transaction.commit()
    setSite(portal)
    return portal


def _apply(portal: Any, profile: str) -> None:
    portal.portal_setup.runAllImportStepsFromProfile(f"profile-{profile}")
    transaction.commit()
