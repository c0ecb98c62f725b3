"""Letters that say their own words: what they look like is drawn at once."""

from imoit.content.registers.operations.pdf import FONTS
from PIL import ImageDraw
from PIL import ImageFont
from tests.rooms import ministry

import io
import pikepdf
import pypdfium2


BOLD = FONTS / "DejaVuSerifCondensed-Bold.ttf"


def sample(name="letter-00.pdf"):
    return (ministry.SAMPLES / name).read_bytes()


def saying(line, data=None):
    """Return a letter with one line more at its head, in letters."""
    with pikepdf.open(io.BytesIO(data or sample())) as pdf:
        page = pdf.pages[0]
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font,
            Subtype=pikepdf.Name.Type1,
            BaseFont=pikepdf.Name("/Times-Bold"),
            Encoding=pikepdf.Name.WinAnsiEncoding,
            ToUnicode=pdf.make_stream(mapped(line)),
        )
        page.add_resource(
            pdf.make_indirect(font), pikepdf.Name.Font, pikepdf.Name("/Fx")
        )
        codes = "".join(f"{code:02x}" for code, _letter in coded(line))
        drawn = f"q BT /Fx 13 Tf 90 640 Td <{codes}> Tj ET Q".encode()
        page.contents_add(pdf.make_stream(drawn), prepend=True)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def coded(line):
    letters = dict.fromkeys(line)
    codes = {letter: at for at, letter in enumerate(letters, 65)}
    return [(codes[letter], letter) for letter in line]


def mapped(line):
    rows = dict(coded(line))
    lines = [
        f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>"
        for code, letter in rows.items()
    ]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "1 begincodespacerange <00> <ff> endcodespacerange",
            f"{len(lines)} beginbfchar",
            *lines,
            "endbfchar endcmap end end",
        ]
    ).encode()


def stamped(said):
    """Return a scan with a red stamp in its head."""
    page = pypdfium2.PdfDocument(sample())[0].render(scale=200 / 72).to_pil()
    page, font = page.convert("RGB"), ImageFont.truetype(str(BOLD), 44)
    ImageDraw.Draw(page).text((310, 420), said, (200, 30, 40), font, anchor="ls")
    out = io.BytesIO()
    page.save(out, "PDF", resolution=200)
    return out.getvalue()


def bound(*letters):
    """Return the letters as one PDF."""
    with pikepdf.new() as pdf:
        for data in letters:
            with pikepdf.open(io.BytesIO(data)) as letter:
                pdf.pages.extend(letter.pages)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()
