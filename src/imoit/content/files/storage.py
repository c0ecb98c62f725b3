"""Previews, kept once for the same bytes; reached through the files they show."""

from BTrees.OOBTree import OOBTree
from plone import api
from plone.namedfile.file import NamedBlobFile
from typing import Any
from zope.annotation.interfaces import IAnnotations


KEY = "imoit.files.previews"


def preview(sha256: str) -> Any | None:
    """Return the preview of the file with this checksum, None while there is none."""
    return IAnnotations(api.portal.get()).get(KEY, {}).get(sha256)


def keep_preview(sha256: str, pdf: bytes) -> None:
    """Keep *pdf* as the preview of every file with this checksum."""
    notes = IAnnotations(api.portal.get())
    if KEY not in notes:
        notes[KEY] = OOBTree()
    notes[KEY][sha256] = NamedBlobFile(
        data=pdf, contentType="application/pdf", filename=f"{sha256[:12]}.pdf"
    )
