"""Texts from a word processor, made for the tests."""

from io import BytesIO

import zipfile


NAMES = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "svg": "urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
}
KIND = "application/vnd.oasis.opendocument.text"
MANIFEST = (
    '<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    f'<m:file-entry m:full-path="/" m:media-type="{KIND}"/>'
    '<m:file-entry m:full-path="content.xml" m:media-type="text/xml"/></m:manifest>'
)


def packed(members):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return out.getvalue()


def odt(body):
    names = " ".join(f'xmlns:{short}="{long}"' for short, long in NAMES.items())
    content = (
        f'<office:document-content {names} office:version="1.2"><office:body>'
        f"<office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed(
        {"mimetype": KIND, "META-INF/manifest.xml": MANIFEST, "content.xml": content}
    )


def picture_at(address):
    """Return a paragraph with a picture that lies elsewhere."""
    return (
        '<text:p><draw:frame text:anchor-type="as-char" svg:width="5cm" '
        f'svg:height="5cm"><draw:image xlink:href="{address}" xlink:type="simple" '
        'xlink:show="embed" xlink:actuate="onLoad"/></draw:frame></text:p>'
    )


def words_at(address):
    """Return a section whose words lie elsewhere."""
    return (
        f'<text:section text:name="S"><text:section-source xlink:href="{address}"/>'
        "<text:p>cũ</text:p></text:section>"
    )


def damaged_docx():
    return packed({"word/document.xml": "<w:document>", "[Content_Types].xml": ""})
