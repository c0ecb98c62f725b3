"""What a file is, by its first bytes and not by its name."""

from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from pathlib import PurePath

import hashlib
import io
import zipfile


ROLES = ("main", "attachment", "signed_scan")
LIMIT = 50 * 1024 * 1024  # bytes; the field's gateways refuse more
OPENED_LIMIT = 300 * 1024 * 1024
MEMBER_LIMIT = 5000

_OFFICE = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pptx": (
        "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    ),
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".zip": "application/zip",
}
_MAGIC = (
    (b"%PDF-", {".pdf": "application/pdf"}),
    (b"\x89PNG\r\n", {".png": "image/png"}),
    (b"\xff\xd8\xff", {".jpg": "image/jpeg", ".jpeg": "image/jpeg"}),
    (b"II*\x00", {".tif": "image/tiff", ".tiff": "image/tiff"}),
    (b"MM\x00*", {".tif": "image/tiff", ".tiff": "image/tiff"}),
    (b"PK\x03\x04", _OFFICE),
    (
        b"\xd0\xcf\x11\xe0",
        {".doc": "application/msword", ".xls": "application/vnd.ms-excel"},
    ),
)


def kind(name: str, data: bytes) -> str:
    """Return the content type of a file whose name and first bytes agree; else 422."""
    if not data:
        raise BadValue(_("The file is empty."), field="file", code="empty")
    if len(data) > LIMIT:
        raise BadValue(
            _("The file is larger than ${limit} MB.", limit=LIMIT // 1024**2),
            field="file",
            code="too_large",
        )
    suffix = PurePath(name).suffix.lower()
    for magic, kinds in _MAGIC:
        if data.startswith(magic) and suffix in kinds:
            if magic.startswith(b"PK"):
                _check_zip(data)
            return kinds[suffix]
    raise BadValue(
        _(
            "This file is not accepted: use PDF, DOCX, XLSX, ODT, PNG, JPEG or TIFF, "
            "with a name that fits its content."
        ),
        field="file",
        code="type",
    )


def _check_zip(data: bytes) -> None:
    try:
        members = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise BadValue(
            _("The file is damaged and cannot be opened."), field="file", code="damaged"
        ) from None
    bomb = (
        len(members) > MEMBER_LIMIT
        or sum(m.file_size for m in members) > OPENED_LIMIT
        or any(
            m.file_size > 1024**2 and m.file_size > 150 * max(m.compress_size, 1)
            for m in members
        )
    )
    if bomb:
        raise BadValue(
            _("The file grows too large when it is opened."), field="file", code="bomb"
        )
    if any(m.filename.endswith("vbaProject.bin") for m in members):
        raise BadValue(
            _("Files with macros are not accepted."), field="file", code="macro"
        )


def check_role(role: str, content_type: str) -> None:
    """Refuse an unknown role, and a scan that is no PDF (NĐ 30/2020, Phụ lục I)."""
    if role not in ROLES:
        raise BadValue(_("This role is not known."), field="role", code="unknown_value")
    if role == "signed_scan" and content_type != "application/pdf":
        raise BadValue(
            _("The scan of the signed and stamped paper must be a PDF."),
            field="file",
            code="not_pdf",
        )


def checksum(data: bytes) -> str:
    """Return the SHA-256 of *data* in hexadecimal."""
    return hashlib.sha256(data).hexdigest()
