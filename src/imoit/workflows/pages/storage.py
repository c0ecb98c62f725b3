"""Styles, fonts and scripts: their address changes with their content."""

from functools import lru_cache
from pathlib import Path
from Products.Five.browser.resource import Directory
from Products.Five.browser.resource import DirectoryResource
from Products.Five.browser.resource import FileResource
from Products.Five.browser.resource import FileResourceFactory
from typing import Any
from zope.browserresource.file import File

import hashlib


FOLDER = Path(__file__).parent / "static"
NAME = "imoit"
YEAR = 365 * 24 * 3600

# Zope's own table and the machine's do not know these well; a module must be a script.
KINDS = {
    ".js": "text/javascript",
    ".mjs": "text/javascript",
    ".wasm": "application/wasm",
    ".woff2": "font/woff2",
}


@lru_cache(maxsize=1)
def version() -> str:
    """Return the mark of the present content of the folder."""
    found = hashlib.sha256()
    for path in sorted(FOLDER.rglob("*.*")):
        if path.suffix in (".css", ".js", ".svg"):
            found.update(path.read_bytes())
    return "v" + found.hexdigest()[:10]


def address() -> str:
    """Return the path of the folder, its version in it."""
    return f"++resource++{NAME}/{version()}"


class KnownFile(File):
    """A file whose kind follows from its name."""

    def __init__(self, path: str, name: str):
        super().__init__(path, name)
        self.content_type = KINDS.get(Path(name).suffix, self.content_type)


class LastingFile(FileResource):
    """A file that browsers keep: when it changes, so does its address."""

    __roles__ = None  # public, as every style sheet
    cacheTimeout = YEAR


class LastingFileFactory(FileResourceFactory):
    """Makes files that browsers keep."""

    factory = KnownFile
    resource = LastingFile


class StaticFolder(DirectoryResource):
    """The folder and those in it, with or without the version in the path."""

    __roles__ = None
    resource_factories: dict = {}  # noqa: RUF012 - Five's own way
    default_factory = LastingFileFactory

    def get(self, name: str, default: Any = None) -> Any:
        if name == version():
            return self
        path = Path(self.context.path) / name
        if path.is_dir():
            found = StaticFolder(Directory(str(path), name), self.request)
            found.__name__, found.__parent__ = name, self
            return found
        found = super().get(name, None)
        if found is None:
            raise KeyError(name)
        return found


def static(request: Any) -> StaticFolder:
    """Return the folder of styles, fonts and scripts."""
    found = StaticFolder(Directory(str(FOLDER), NAME), request)
    found.__name__ = NAME
    return found
