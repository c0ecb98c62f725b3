"""How many objects a page wakes from a cold cache.

`loads.py zope.conf login "accept path" ...` publishes each path in this process, as the
login, and prints what the database loaded.
"""

from io import BytesIO
from urllib.parse import quote
from ZODB.ActivityMonitor import ActivityMonitor
from Zope2.Startup.run import configure_wsgi
from ZPublisher.WSGIPublisher import publish_module

import base64
import json
import sys
import Zope2


def environ(path: str, login: str, accept: str) -> dict:
    path, _, query = path.partition("?")
    token = base64.b64encode(f"{login}:imoit-demo".encode()).decode()
    return {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "QUERY_STRING": quote(query, safe="=&+"),
        "SCRIPT_NAME": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "8080",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": "localhost:8080",
        "HTTP_ACCEPT": accept,
        "HTTP_AUTHORIZATION": f"Basic {token}",
        "wsgi.input": BytesIO(b""),
        "wsgi.errors": sys.stderr,
        "wsgi.url_scheme": "http",
    }


def main(conf: str, login: str, paths: list[str]) -> None:
    configure_wsgi(conf)
    Zope2.startup_wsgi()
    db = Zope2.DB
    found = []
    for request in paths:
        accept, _, path = request.partition(" ")
        status: list[str] = []
        for _time in range(2):  # the first one compiles templates
            db.cacheMinimize()
            monitor = ActivityMonitor()
            db.setActivityMonitor(monitor)
            publish_module(environ(path, login, accept), keep(status))
        found.append([sum(entry[1] for entry in monitor.log), status[-1]])
    sys.stdout.write(json.dumps(found) + "\n")


def keep(status: list[str]):
    """Return a start_response that keeps the status only."""

    def start_response(line, _headers, _exc_info=None):
        status.append(line)

    return start_response


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3:])
