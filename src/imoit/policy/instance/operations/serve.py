"""Serving a site."""

from collections.abc import Callable
from imoit.policy.instance import domain
from imoit.policy.instance import storage
from imoit.policy.instance.domain import Wish
from imoit.policy.instance.operations.terminal import step
from imoit.policy.instance.storage import Place
from imoit.workflows.jobs import subscribers as jobs
from logging.config import fileConfig
from paste.deploy import loadapp
from waitress import create_server

import os
import socket
import Zope2


THREADS = 4


def serve(
    where: Place, asked: Wish, held: list[socket.socket], ready: Callable[[], None]
) -> None:
    """Serve the site until a signal comes; the database is closed after it."""
    os.environ[jobs.SETTING] = jobs.HERE
    os.environ["IMOIT_ADDRESS"] = domain.address(asked)
    with step("starting iMOIT"):
        home = storage.configure(where, where.data, asked)
        fileConfig(home / "wsgi.ini", disable_existing_loggers=False)
        app = loadapp(f"config:{home / 'wsgi.ini'}")
    server = create_server(app, sockets=held, threads=THREADS)
    ready()
    server.run()
    server.close()
    jobs.end()
    Zope2.DB.close()
