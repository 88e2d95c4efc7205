"""Prints small PDFs for tests."""

import re
from pathlib import Path

from fpdf import FPDF

CJK_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/nanum/NanumGothic.ttf",
    "/System/Library/Fonts/AppleSDGothicNeo.ttc",
)
SENTENCE = "The board reviews every crossing once a year and writes down what it found there. "


def blank_page() -> FPDF:
    pdf = FPDF(format="A4")
    pdf.add_page()
    pdf.set_font("Helvetica", size=11)
    return pdf


def print_lines(*lines: str) -> bytes:
    """One page with one printed line per argument."""
    pdf = blank_page()
    for line in lines:
        pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def print_pages(*pages: str) -> bytes:
    """One page per argument, each a paragraph."""
    pdf = FPDF(format="A4")
    pdf.set_font("Helvetica", size=11)
    for text in pages:
        pdf.add_page()
        pdf.multi_cell(0, 6, text)
    return bytes(pdf.output())


def print_words(*lines: str) -> bytes:
    """One page on which every word is placed on its own."""
    pdf = blank_page()
    for number, line in enumerate(lines):
        x = 15.0
        for word in line.split():
            pdf.text(x, 20 + 6 * number, word)
            x += pdf.get_string_width(word + " ")
    return bytes(pdf.output())


def print_power(before: str, power: str, after: str, *, rise: bool = False) -> bytes:
    """One line with a smaller, raised piece: placed higher, or by the text-rise operator."""
    pdf = blank_page()
    if rise:
        pdf.write(6, before)
        pdf.char_vpos = "SUP"
        pdf.write(6, power)
        pdf.char_vpos = "LINE"
        pdf.write(6, after)
        return bytes(pdf.output())
    pdf.text(15, 20, before)
    x = 15 + pdf.get_string_width(before)
    pdf.set_font_size(7)
    pdf.text(x, 18.5, power)
    x += pdf.get_string_width(power)
    pdf.set_font_size(11)
    pdf.text(x, 20, after)
    return bytes(pdf.output())


def print_notice(pages: int) -> bytes:
    """A report with a running header, a page number and a chapter title on every page."""

    class Notice(FPDF):
        def header(self) -> None:
            self.set_font("Helvetica", size=8)
            self.cell(0, 5, "Ministry of Bridges - Annual notice", new_x="LMARGIN", new_y="NEXT")
            self.ln(6)

        def footer(self) -> None:
            self.set_y(-15)
            self.set_font("Helvetica", size=8)
            self.cell(0, 5, f"Page {self.page_no()} of {pages}", align="C")

    pdf = Notice(format="A4")
    for number in range(pages):
        letter = chr(ord("A") + number)
        pdf.add_page()
        pdf.set_font("Helvetica", "B", 16)
        pdf.cell(0, 10, f"Chapter on topic {letter}", new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Helvetica", size=11)
        pdf.multi_cell(0, 6, f"Sentinel {letter} opens this page. " + SENTENCE * 4)
    return bytes(pdf.output())


def print_korean(*lines: str) -> bytes | None:
    """One page of Korean lines, or None where no font of this system has Hangul."""
    font = next((f for f in CJK_FONTS if Path(f).exists()), None)
    if font is None:
        return None
    pdf = FPDF(format="A4")
    # Face 1 of the Noto collection is the Korean one.
    pdf.add_font("Korean", fname=font, collection_font_number=1 if "Noto" in font else 0)
    pdf.add_page()
    pdf.set_font("Korean", size=11)
    for line in lines:
        pdf.cell(0, 6, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(pdf.output())


def print_columns(left: str, right: str, title: str = "") -> bytes:
    """One page with a title across two columns of prose."""
    pdf = blank_page()
    if title:
        pdf.set_font("Helvetica", "B", 18)
        pdf.cell(0, 12, title, new_x="LMARGIN", new_y="NEXT")
        pdf.set_font("Helvetica", size=11)
    top = pdf.get_y()
    for x, text in ((15, left), (110, right)):
        pdf.set_xy(x, top)
        pdf.multi_cell(80, 6, text, align="L")
    return bytes(pdf.output())


def print_table(*rows: tuple[str, ...], widths: tuple[int, ...], pages: int = 1) -> bytes:
    """A ruled table with a bold header, all of it on each page."""
    pdf = FPDF(format="A4")
    pdf.set_font("Helvetica", size=10)
    for _ in range(pages):
        pdf.add_page()
        with pdf.table(col_widths=widths, text_align="LEFT") as table:
            for cells in rows:
                row = table.row()
                for cell in cells:
                    row.cell(cell)
    return bytes(pdf.output())


def print_notes(*pages: tuple[str, tuple[str, ...]], note_size: float = 8) -> bytes:
    """Pages of text with notes in small type at their feet.

    ``^9`` in a text is a raised call; each note begins with its raised number.
    """
    pdf = FPDF(format="A4")
    for text, notes in pages:
        pdf.add_page()
        _write_with_calls(pdf, text, 11)
        pdf.set_y(250)
        for note in notes:
            _write_with_calls(pdf, note, note_size)
            pdf.ln(4)
    return bytes(pdf.output())


def _write_with_calls(pdf: FPDF, text: str, size: float) -> None:
    x, y = pdf.l_margin, pdf.get_y() + 6
    for part in re.split(r"(\^\d+)", text):
        call = part.startswith("^")
        pdf.set_font("Helvetica", size=size * 0.65 if call else size)
        pdf.text(x, y - size * 0.13 if call else y, part.lstrip("^"))
        x += pdf.get_string_width(part.lstrip("^"))


def print_footed(*pages: tuple[str, str, str]) -> bytes:
    """Pages of (header, text, footer), the last line of the text at one height on every page."""
    pdf = FPDF(format="A4")
    pdf.set_auto_page_break(False)
    for header, text, footer in pages:
        pdf.add_page()
        pdf.set_font("Helvetica", size=8)
        pdf.text(15, 12, header)
        pdf.text(100, 290, footer)
        pdf.set_font("Helvetica", size=11)
        for number, line in enumerate(text.split("\n")):
            pdf.text(15, 250 + 6 * number, line)
    return bytes(pdf.output())


def print_turned(text: str, beside: str) -> bytes:
    """One page of text with a line beside it that runs upwards."""
    pdf = blank_page()
    pdf.multi_cell(150, 6, text)
    with pdf.rotation(90, 195, 150):
        pdf.text(195, 150, beside)
    return bytes(pdf.output())
