"""Templates of letters: a DOCX with blanks, filled in a sandbox."""

from collections.abc import Mapping
from docxtpl import DocxTemplate
from imoit.content.admission.domain import fold
from imoit.workflows.refusal import _
from imoit.workflows.refusal import BadValue
from jinja2.exceptions import TemplateError
from jinja2.sandbox import SandboxedEnvironment
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import io
import re


SHIPPED = Path(__file__).resolve().parent.parent / "templates"
# Which of the shipped ones serves which type; every other named type has a general one.
FORMS = {
    "Công văn": "cong-van.docx",
    "Quyết định": "quyet-dinh.docx",
    "Tờ trình": "to-trinh.docx",
    "Thông báo": "thong-bao.docx",
    "Giấy mời": "giay-moi.docx",
}
OTHER = "van-ban-co-ten-loai.docx"
# What a template may name, with an example of each.
BLANKS: Mapping[str, Any] = {
    "type_name": "Công văn",
    "subject": "trả lời về chữ ký số",
    "notation": "BCT-TTTN",
    "unit": "Cục Quản lý và Phát triển thị trường trong nước",
    "unit_symbol": "TTTN",
    "year": 2026,
    "recipients": ["Văn phòng Bộ"],
    "answers": "công văn số 4527/BKHCN-VP ngày 12 tháng 11 năm 2026",
    "signing": ["KT. BỘ TRƯỞNG", "THỨ TRƯỞNG"],
    "signer": "Lê Thị Thanh Vân",
    "drafter": "Đặng Thùy Linh",
}


def shipped(type_name: str) -> bytes:
    """Return the template that comes with iMOIT for a type of document."""
    wanted = {fold(name): file for name, file in FORMS.items()}
    return (SHIPPED / wanted.get(fold(type_name), OTHER)).read_bytes()


def bare(subject: str) -> str:
    """Return an abstract without the `V/v` that stands in the template."""
    return re.sub(r"^V/v\s+", "", subject)


def slug(type_name: str) -> str:
    """Return the name of a file for a type of document."""
    return fold(type_name).replace(" ", "-")


def fill(template: bytes, blanks: Mapping[str, Any]) -> bytes:
    """Return *template* with its blanks filled; else 422 with what is wrong in it.

    Templates are code: they run in a sandbox that gives them nothing but the blanks.
    """
    sandbox = SandboxedEnvironment(autoescape=True)
    out = io.BytesIO()
    try:
        document = DocxTemplate(io.BytesIO(template))
        document.render(dict(blanks), sandbox, autoescape=True)
        document.save(out)
    except TemplateError as problem:
        raise BadValue(
            _("The template is wrong: ${problem}", problem=str(problem)),
            field="file",
            code="template",
        ) from problem
    except (BadZipFile, KeyError, ValueError, TypeError, ArithmeticError) as problem:
        raise BadValue(
            _("This is not a DOCX template."), field="file", code="template"
        ) from problem
    return out.getvalue()


def check(template: bytes) -> None:
    """Refuse with 422 a template that cannot be filled or names an unknown blank."""
    fill(template, BLANKS)
    unknown = DocxTemplate(io.BytesIO(template)).get_undeclared_template_variables(
        SandboxedEnvironment(autoescape=True)
    ) - set(BLANKS)
    if unknown:
        raise BadValue(
            _(
                "The template names blanks that do not exist: ${names}",
                names=", ".join(sorted(unknown)),
            ),
            field="file",
            code="unknown_blank",
        )
