"""What a file is, by its bytes and not by its name; and whether a scan is good."""

from collections.abc import Iterable
from collections.abc import Mapping
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from imoit.workflows.refusal import FieldError
from imoit.workflows.refusal import Sentence
from pathlib import PurePath
from typing import Any
from typing import NamedTuple

import hashlib
import io
import zipfile


ROLES = ("main", "attachment", "signed_scan", "opinion")
CODE_MARK = "IMOIT1:"  # so begins what the QR code on a slip says
LIMIT_MB = 50  # the field's gateways refuse more
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

# Texts that are drawn as PDF, to be read in the browser.
DRAWN = (_OFFICE[".docx"], _OFFICE[".odt"])


# Old kinds are drawn first, then read. What has a text at all:
OLD = {"application/msword": ".doc", "application/vnd.ms-excel": ".xls"}
PICTURES = ("image/png", "image/jpeg", "image/tiff")
_PACKED = tuple(kind for suffix, kind in _OFFICE.items() if suffix != ".zip")
READ = ("application/pdf", *PICTURES, *_PACKED, *OLD)
# Of these roles every file counts, of the others the newest.
OTHERS = ("attachment", "opinion")
# What led to a document: once it is out, only who had a part in it opens these.
MAKING = ("main", "opinion", "void_scan")
READ_DRAFTS = "iMOIT: Read drafts"


class Reading(NamedTuple):
    """How the text of a file stands: how far, after how many tries, and why not."""

    state: str  # read, queued, running, failed, none, not_read
    done: int = 0
    of: int = 0
    tries: int = 0
    why: Sentence | None = None
    unread: int = 0  # pages that nobody could see
    seen: int = 0  # pages that were recognised


class Preview(NamedTuple):
    """How the preview of a file stands, how far it is, and why there is none."""

    state: str  # ready, queued, running, failed, off, none, not_drawn
    done: int = 0
    of: int = 0
    why: Sentence | None = None


class Drawing(NamedTuple):
    """How the pictures of the pages stand, and how large each one is."""

    state: str  # ready, queued, running, failed, none, not_drawn
    done: int = 0
    of: int = 0
    why: Sentence | None = None
    sizes: tuple[tuple[int, int], ...] = ()


# What programs call these kinds when they know no better.
_VAGUE = ("", "application/octet-stream", "application/x-download")
_ALIASES = {
    "image/jpg": "image/jpeg",
    "image/pjpeg": "image/jpeg",
    "image/tif": "image/tiff",
    "application/x-pdf": "application/pdf",
    "application/x-zip-compressed": "application/zip",
}
# What lies inside each kind of office file.
_INSIDE = {
    ".docx": "word/document.xml",
    ".xlsx": "xl/workbook.xml",
    ".pptx": "ppt/presentation.xml",
    ".odt": "content.xml",
    ".ods": "content.xml",
}


def kind(name: str, data: bytes, declared: str = "", limit_mb: int = LIMIT_MB) -> str:
    """Return the content type of a file whose name, first bytes and inside agree.

    *declared* is what the sender calls it; it must not say something else. Else 422.
    """
    if not data:
        raise BadValue(_("The file is empty."), field="file", code="empty")
    if len(data) > limit_mb * 1024**2:
        raise BadValue(
            _("The file is larger than ${limit} MB.", limit=limit_mb),
            field="file",
            code="too_large",
        )
    suffix = PurePath(name).suffix.lower()
    for magic, kinds in _MAGIC:
        if data.startswith(magic) and suffix in kinds:
            if magic.startswith(b"PK"):
                _check_zip(data, suffix)
            _check_declared(declared, kinds[suffix])
            return kinds[suffix]
    raise BadValue(
        _(
            "This file is not accepted: use PDF, DOCX, XLSX, ODT, PNG, JPEG or TIFF, "
            "with a name that fits its content."
        ),
        field="file",
        code="type",
    )


def _check_declared(declared: str, found: str) -> None:
    said = declared.partition(";")[0].strip().lower()
    said = _ALIASES.get(said, said)
    packed = found in _OFFICE.values() and said == "application/zip"
    if said not in _VAGUE and said != found and not packed:
        raise BadValue(
            _("The file is sent as ${said} and is ${found}.", said=said, found=found),
            field="file",
            code="type",
        )


def _check_zip(data: bytes, suffix: str) -> None:
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
    except zipfile.BadZipFile:
        raise _damaged() from None
    members = archive.infolist()
    _check_members(members)
    try:
        _check_opened(archive, members)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError, OSError):
        raise _damaged() from None
    inside = _INSIDE.get(suffix, "")
    if inside and inside not in archive.namelist():
        raise BadValue(
            _("The inside of the file is not what its name says."),
            field="file",
            code="type",
        )


def _damaged() -> BadValue:
    return BadValue(
        _("The file is damaged and cannot be opened."), field="file", code="damaged"
    )


def _check_opened(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> None:
    """Count what really comes out: the directory can lie."""
    left = OPENED_LIMIT
    for member in members:
        with archive.open(member) as opened:
            while piece := opened.read(1024**2):
                left -= len(piece)
                if left < 0:
                    raise _bomb()


def _bomb() -> BadValue:
    return BadValue(
        _("The file grows too large when it is opened."), field="file", code="bomb"
    )


def _check_members(members: list[zipfile.ZipInfo]) -> None:
    bomb = (
        len(members) > MEMBER_LIMIT
        or sum(m.file_size for m in members) > OPENED_LIMIT
        or any(
            m.file_size > 1024**2 and m.file_size > 150 * max(m.compress_size, 1)
            for m in members
        )
    )
    if bomb:
        raise _bomb()
    names = [m.filename.replace("\\", "/") for m in members]
    if any(name.startswith("/") or ".." in name.split("/") for name in names):
        raise _damaged()
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


# ---- the scan: NĐ 30/2020, Phụ lục I asks for PDF 1.4 or later, colour, 200 dpi ----
QUALITY = ("version", "colour", "resolution")
SAFETY = ("readable", "encrypted", "active", "pages")
MODES = ("flag", "refuse")
LEAST_VERSION = (1, 4)
LEAST_DPI = 200


class Facts(NamedTuple):
    """What the inspector saw in a file; the numbers of pages count from 1."""

    unreadable: str = ""  # damaged, password, blank, heavy
    version: str = ""  # of a PDF; nothing for an image
    encrypted: bool = False
    active: tuple[str, ...] = ()
    pages: int = 0
    scanned: int = 0  # pages that are one image
    grey: tuple[int, ...] = ()
    dpi: int = 0  # the least of all scanned pages
    coarse: tuple[int, ...] = ()
    codes: tuple[str, ...] = ()  # QR codes that begin with our mark


class Rules(NamedTuple):
    """What the site manager decided: how much, and which check refuses."""

    most_mb: int = LIMIT_MB
    most_pages: int = 2000
    refuse: frozenset[str] = frozenset({"readable", "active", "pages"})


class Check(NamedTuple):
    """One check of a file: its id, how it came out, and why."""

    id: str
    state: str  # ok, flagged, refused
    code: str = ""
    values: Mapping[str, Any] = {}

    def plain(self) -> dict[str, Any]:
        """Return what is kept with the file: plain values."""
        return {**self._asdict(), "values": dict(self.values)}


UNREADABLE = {
    "damaged": _("The file is damaged and cannot be opened."),
    "password": _("The file asks for a password and cannot be read."),
    "blank": _("The first page is blank."),
    "heavy": _("Opening the file takes too much time or memory."),
}
_SAID = {
    **UNREADABLE,
    "encrypted": _("The file is encrypted."),
    "active": _("The file can act by itself: ${names}."),
    "pages": _("${count} pages, at most ${limit} are accepted."),
    "old": _("PDF ${version}; the decree asks for 1.4 or later."),
    "not_pdf": _("The scan is no PDF."),
    "grey": _("Not in colour: page ${pages}."),
    "coarse": _("${dpi} dpi on page ${pages}; the decree asks for 200 or more."),
}
GOOD = {
    "readable": _("Readable"),
    "encrypted": _("Not encrypted"),
    "active": _("Cannot act by itself"),
    "pages": _("Number of pages within bounds"),
    "version": _("PDF 1.4 or later"),
    "colour": _("In colour"),
    "resolution": _("200 dpi or more"),
}


def said(check: Mapping[str, Any]) -> Sentence:
    """Return the sentence of a kept check."""
    if check["state"] == "ok":
        return GOOD[check["id"]]
    return _(_SAID[check["code"]].text, **check["values"])


def judge(facts: Facts, rules: Rules) -> list[Check]:
    """Return how a scan stands, check by check.

    What exhausts the inspector is refused whatever the rules say.
    """
    checks = [
        _one("readable", bool(facts.unreadable), facts.unreadable),
        _one("encrypted", facts.encrypted, "encrypted"),
        _one("active", bool(facts.active), "active", names=", ".join(facts.active)),
        _one(
            "pages",
            facts.pages > rules.most_pages,
            "pages",
            count=facts.pages,
            limit=rules.most_pages,
        ),
        *_quality(facts),
    ]
    return [_judged(check, rules) for check in checks]


def _quality(facts: Facts) -> list[Check]:
    if facts.unreadable in ("damaged", "password", "heavy"):
        return []
    old = bool(facts.version) and _numbers(facts.version) < LEAST_VERSION
    code = "old" if facts.version else "not_pdf"
    checks = [_one("version", old or not facts.version, code, version=facts.version)]
    if facts.scanned:
        coarse = _listed(facts.coarse)
        checks += [
            _one("colour", bool(facts.grey), "grey", pages=_listed(facts.grey)),
            _one("resolution", bool(coarse), "coarse", dpi=facts.dpi, pages=coarse),
        ]
    return checks


def _one(name: str, wrong: bool, code: str, **values: Any) -> Check:
    return Check(name, "flagged", code, values) if wrong else Check(name, "ok")


def _judged(check: Check, rules: Rules) -> Check:
    if check.state == "ok":
        return check
    refused = check.id in rules.refuse or check.code == "heavy"
    return check._replace(state="refused" if refused else "flagged")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split(".") if part.isdigit())


def _listed(pages: tuple[int, ...]) -> str:
    """Return the first numbers of pages, and that there are more."""
    return ", ".join(str(page) for page in pages[:5]) + ("…" if len(pages) > 5 else "")


def check_good(checks: Iterable[Check]) -> None:
    """Refuse with 422 what the rules refuse: every reason at once."""
    errors = tuple(
        FieldError("file", check.code, said(check.plain()))
        for check in checks
        if check.state == "refused"
    )
    if errors:
        raise BadValue(errors[0].message, errors=errors)


def overall(checks: Iterable[Mapping[str, Any]]) -> str:
    """Return how the whole stands: good, flagged, or nothing when never looked at."""
    states = {check["state"] for check in checks}
    if not states:
        return ""
    return "good" if states == {"ok"} else "flagged"
