"""Makes PDFs whose pages are pictures of text, as scanners do."""

import random
from collections.abc import Sequence
from pathlib import Path

from fpdf import FPDF
from PIL import Image, ImageDraw, ImageFont

from tests.documents.printing import CJK_FONTS

_DEJAVU = "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"
# Faces of the Noto collection; its Japanese forms of the ideographs are face 0.
_FACES = {"ja": 0, "ko": 1}
DPI = 200
A4 = (1654, 2339)


def font_for(language: str) -> tuple[str, int] | None:
    """The file and face that can write a language on this system, or None."""
    path = _DEJAVU if language == "en" else CJK_FONTS[0]
    return (path, _FACES.get(language, 0)) if Path(path).exists() else None


def draw_page(
    lines: Sequence[str],
    language: str = "en",
    *,
    title: str = "",
    columns: int = 1,
    number: int = 0,
) -> Image.Image:
    """An A4 page at 200 dpi of 11-point lines below a title of 20, each column all lines.

    Numbered pages carry a running header and, at the foot, their number.
    """
    found = font_for(language)
    assert found is not None
    page = Image.new("L", A4, 250)
    pen = ImageDraw.Draw(page)
    small, large = (ImageFont.truetype(found[0], pt * DPI // 72, index=found[1]) for pt in (11, 20))
    top = 200
    if number:
        pen.text((180, 90), "Ministry of Bridges", font=small, fill=20)
        pen.text((A4[0] // 2 - 40, A4[1] - 130), f"Page {number}", font=small, fill=20)
    if title:
        pen.text((180, top), title, font=large, fill=20)
        top += 120
    for column in range(columns):
        for number, line in enumerate(lines):
            left = 180 + column * (A4[0] - 260) // columns
            pen.text((left, top + number * 46), line, font=small, fill=20)
    return page


def draw_noise() -> Image.Image:
    """A page covered in strokes that are no letters."""
    chance = random.Random(7)
    page = Image.new("L", A4, 250)
    pen = ImageDraw.Draw(page)
    for _ in range(1500):
        x, y = chance.randrange(100, 1500), chance.randrange(100, 2200)
        points = [(x + chance.randrange(40), y + chance.randrange(40)) for _ in range(4)]
        pen.line(points, fill=30, width=chance.choice((2, 3, 5)))
    return page


def bind(*pages: Image.Image | str, stamp: str = "") -> bytes:
    """A PDF with a page for each argument: a picture fills it, text is printed on it.

    Args:
        pages: In order.
        stamp: Text printed over every picture.
    """
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    pdf.set_font("Helvetica", size=11)
    for page in pages:
        wide = not isinstance(page, str) and page.width > page.height
        pdf.add_page("landscape" if wide else "portrait")
        if isinstance(page, str):
            pdf.multi_cell(0, 6, page)
            continue
        pdf.image(page, 0, 0, pdf.w, pdf.h)
        if stamp:
            pdf.text(15, pdf.h - 7, stamp)
    return bytes(pdf.output())
