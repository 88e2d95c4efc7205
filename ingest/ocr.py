"""Recognises the text of scanned PDF pages with Tesseract, on this machine alone."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ingest.lines import Line
from ingest.ocr_lines import (
    PageImage,
    Word,
    compose_lines,
    hangul_share,
    ink_covered,
    join_rows,
    lies_on_its_side,
    reading_confidence,
    words_of,
)

if TYPE_CHECKING:
    from PIL.Image import Image

INSTALL_EXTRA = "pip install 'policydesk[ocr]'"
LANGUAGES: Mapping[str, str] = MappingProxyType(
    {"kor": "Korean", "eng": "English", "jpn": "Japanese"}
)
FEWEST_CHARACTERS = 20
"""A page with fewer and a picture over most of it is a scan with a stamp or a page number."""

_DPI = 300
# A4 at 300 dpi has 9 million pixels, A2 35 million; a larger page is drawn at fewer dpi.
_MOST_PIXELS = 40_000_000
_LONGEST_SIDE = 16_000
# A picture inside the page is unpacked whole, however small the page is drawn.
_MOST_PICTURE_PIXELS = 400_000_000
_PICTURE_SHARE = 0.5
_PAGE_SECONDS = 120.0
_MOST_WORKERS = 4
# On pages of three languages drawn at 300 dpi the right way up, means were 91 to 96; lying or
# upside down they were 43 to 57.
_GOOD_CONFIDENCE = 80.0
_LEAST_CONFIDENCE = 60.0
_GOOD_COVER = 0.8
# Right for every lying page tried, in three languages, from 1.5 on.
_TURN_CONFIDENCE = 1.0
# A lying page may be read as well as an upright one, or next to nothing of it with confidence.
_UNSURE = 5.0
# With English and Japanese at hand, Korean syllables are taken for Latin letters: eight pages of a
# Korean bill, at 200 and 300 dpi, had 5.2% wrong characters with all three, 3.3% with Korean alone.
_MOSTLY_KOREAN, _SOME_KOREAN = 0.85, 0.5
# Columns are only found by 3, but it drops most of a Korean page with wide line spacing.
_COLUMNS, _ONE_COLUMN = 3, 4
_BLANK = "blank"


@dataclass(frozen=True, slots=True)
class Recognition:
    """What came of recognising pages.

    Attributes:
        pages: The lines of each page that could be read, by its 1-based number.
        blank: Pages that turned out to have nothing on them.
        warnings: One line each for pages that could not, and for what is not installed.
    """

    pages: Mapping[int, list[Line]]
    blank: frozenset[int] = frozenset()
    warnings: tuple[str, ...] = ()


class _Unreadable(Exception):
    """A page that gives no text; the message says why, without a full stop."""


def missing_parts() -> str | None:
    """Return what is to be installed before anything is recognised; None if nothing is."""
    extra = find_spec("pytesseract")
    languages = _languages(shutil.which("tesseract"))
    if extra and languages & LANGUAGES.keys():
        return None
    steps = [] if extra else [INSTALL_EXTRA]
    if not languages & LANGUAGES.keys():
        steps.append(_debian(LANGUAGES, engine=True))
    return " and ".join(steps)


def at_hand() -> str:
    """Return the languages that scans are recognised in on this machine; empty for none."""
    if missing_parts():
        return ""
    languages = _languages(shutil.which("tesseract"))
    return "+".join(code for code in LANGUAGES if code in languages)


def advise() -> str:
    """Return what a user can do about a document without any text that was read."""
    if missing := missing_parts():
        return f"To have its text recognised (OCR), run {missing}, then add it again."
    if lacking := _lacking():
        return f"To recognise all languages, run {_debian(lacking)}, then add it again."
    return "Scan it again at 300 dpi, or add a copy that has text."


def find_scans(data: bytes, lengths: Sequence[int]) -> list[int]:
    """Return the 1-based pages whose text, if any, is only in a picture.

    Args:
        data: A PDF.
        lengths: Characters of text found on each of its pages.
    """
    few = [n for n, length in enumerate(lengths, 1) if length < FEWEST_CHARACTERS]
    if not few:
        return few
    from pypdfium2 import PdfDocument, PdfiumError

    from ingest.readers.pdfium import LOCK

    scans = []
    with LOCK:
        try:
            document = PdfDocument(data)
        except PdfiumError:
            return few
        try:
            for number in few:
                try:
                    share = 1.0 if not lengths[number - 1] else _picture_share(document[number - 1])
                    scan = share > _PICTURE_SHARE
                except (PdfiumError, IndexError):
                    scan = True
                scans += [number] if scan else []
        finally:
            document.close()
    return scans


def recognise_pages(data: bytes, pages: Sequence[int], path: Path) -> Recognition:
    """Return the text of pages that have none, as far as it can be recognised.

    One page's failure does not stop the others. Each takes at most two minutes.

    Args:
        data: A PDF.
        pages: 1-based numbers, as ``find_scans`` gives them.
        path: For the log only.
    """
    if not pages:
        return Recognition({})
    if missing := missing_parts():
        return Recognition(
            {},
            warnings=(
                f"little or no text on page(s) {_ranges(pages)}: to recognise it, run {missing}",
            ),
        )
    languages = _languages(shutil.which("tesseract"))
    chosen = "+".join(code for code in LANGUAGES if code in languages)
    found: dict[int, list[Line]] = {}
    blank: set[int] = set()
    failed: dict[str, list[int]] = {}

    def recognise(number: int) -> list[Line] | str:
        try:
            return _recognise_page(data, number, chosen, turn="osd" in languages)
        except _Unreadable as reason:
            return str(reason)

    workers = min(_MOST_WORKERS, os.cpu_count() or 1)
    with ThreadPoolExecutor(workers) as pool:
        for number, outcome in zip(pages, pool.map(recognise, pages), strict=True):
            if outcome == _BLANK:
                blank.add(number)
            elif isinstance(outcome, str):
                failed.setdefault(outcome, []).append(number)
            else:
                found[number] = outcome
    warnings = [f"page(s) {_ranges(at)}: {reason}" for reason, at in failed.items()]
    if (lacking := _lacking()) and len(blank) < len(pages):
        names = " and ".join(LANGUAGES[code] for code in lacking)
        warnings.append(f"{names} cannot be recognised on scanned pages: run {_debian(lacking)}")
    return Recognition(found, frozenset(blank), tuple(warnings))


def _recognise_page(data: bytes, number: int, languages: str, *, turn: bool) -> list[Line]:
    """Return a page's lines.

    Raises:
        _Unreadable: It has none, or it took too long or too much.
    """
    from pypdfium2 import PdfiumError
    from pytesseract import TesseractError

    until = time.monotonic() + _PAGE_SECONDS
    try:
        page = _draw(data, number)
        if page.blank:
            raise _Unreadable(_BLANK)
        words, page = _best_reading(page, languages, turn=turn, until=until)
    except (PdfiumError, TesseractError, OSError, ValueError, MemoryError) as error:
        kind = type(error).__name__
        raise _Unreadable(f"text recognition failed ({kind})") from error
    lines = compose_lines(words, number, page.dpi)
    if not lines:
        raise _Unreadable("no text recognised")
    if reading_confidence(words) < _LEAST_CONFIDENCE:
        raise _Unreadable("too unclear to be recognised")
    return lines


def _best_reading(
    page: PageImage, languages: str, *, turn: bool, until: float
) -> tuple[tuple[Word, ...], PageImage]:
    """Return the words of a page and the page turned upright.

    Most pages take one run. Where it leaves ink unread or is unsure, the page may lie on its side.
    Tesseract's search for columns loses lines of Korean or sees columns where there are none, so
    Korean is read again by columns as white space parts them.
    """
    words = _read(page, languages, _COLUMNS, until)
    if turn and not _is_good(words, page) and (angle := _orientation(page, until)):
        upright = page.turned(angle)
        again = _read(upright, languages, _COLUMNS, until)
        if reading_confidence(again) >= reading_confidence(words) - _UNSURE:
            words, page = again, upright
    if _is_good(words, page) and hangul_share(words) < _SOME_KOREAN:
        return words, page
    other = _read_columns(page, languages, until)
    # Elsewhere a tenth more, because reading across columns loses hardly a word but all sense.
    if hangul_share(other) < _SOME_KOREAN and _weight(other) <= 1.1 * _weight(words):
        return words, page
    if "kor" in languages and hangul_share(other) >= _MOSTLY_KOREAN:
        korean = _read_columns(page, "kor", until)
        if _weight(korean) > 0.98 * _weight(other):
            other = korean
    return other, page


def _is_good(words: tuple[Word, ...], page: PageImage) -> bool:
    if reading_confidence(words) < _GOOD_CONFIDENCE or lies_on_its_side(words):
        return False
    return ink_covered(words, page) >= _GOOD_COVER


def _weight(words: tuple[Word, ...]) -> float:
    return sum(word.confidence * len(word.text) for word in words)


def _read(page: PageImage, languages: str, layout: int, until: float) -> tuple[Word, ...]:
    tesseract = _tesseract()
    config = f"--psm {layout} --dpi {round(page.dpi)}"
    kind = tesseract.Output.DICT
    return words_of(
        _run(
            tesseract.image_to_data,
            page.image,
            until,
            lang=languages,
            config=config,
            output_type=kind,
        )
    )


def _read_columns(page: PageImage, languages: str, until: float) -> tuple[Word, ...]:
    """Return the words of each half of a page where white space parts two, else of the whole."""
    gutter = page.gutter()
    if gutter is None:
        return join_rows(_read(page, languages, _ONE_COLUMN, until))
    left = join_rows(_read(page.part(0, gutter), languages, _ONE_COLUMN, until))
    width = page.image.width
    right = join_rows(_read(page.part(gutter, width), languages, _ONE_COLUMN, until))
    blocks = max((word.line[0] for word in left), default=0)
    moved = (
        replace(w, left=w.left + gutter, line=(w.line[0] + blocks, *w.line[1:])) for w in right
    )
    return (*left, *moved)


def _orientation(page: PageImage, until: float) -> int:
    """Return by how many degrees clockwise a page must be turned; 0 when that cannot be told."""
    tesseract = _tesseract()
    half = page.image.resize((page.image.width // 2 or 1, page.image.height // 2 or 1))
    config = f"--dpi {round(page.dpi / 2)}"
    try:
        found = _run(
            tesseract.image_to_osd, half, until, config=config, output_type=tesseract.Output.DICT
        )
    except tesseract.TesseractError:
        return 0  # "Too few characters"
    return int(found["rotate"]) if found["orientation_conf"] >= _TURN_CONFIDENCE else 0


def _run(work: Any, image: Image, until: float, **options: Any) -> Any:
    """Call pytesseract with the time that is left.

    Raises:
        _Unreadable: There is none left.
    """
    left = until - time.monotonic()
    try:
        if left > 0:
            return work(image, timeout=left, **options)
    except RuntimeError as error:
        if "timeout" not in str(error):
            raise
    raise _Unreadable(f"not recognised within {_PAGE_SECONDS:.0f} s")


@cache
def _tesseract() -> Any:
    """Return pytesseract, whose processes use one thread each: pages run side by side."""
    from pytesseract import pytesseract

    # Set for this process too, it would slow the local model, which uses OpenMP.
    pytesseract.environ = {**os.environ, "OMP_THREAD_LIMIT": "1"}
    return pytesseract


def _draw(data: bytes, number: int) -> PageImage:
    """Return a page as a grey picture.

    Raises:
        _Unreadable: A picture on it would take gigabytes.
    """
    from pypdfium2 import PdfDocument

    from ingest.readers.pdfium import LOCK

    with LOCK:
        document = PdfDocument(data)
        try:
            page = document[number - 1]
            width, height = (max(side, 1.0) for side in page.get_size())
            if _picture_pixels(page) > _MOST_PICTURE_PIXELS:
                raise _Unreadable("the picture on it is too large to be recognised")
            scale = min(
                _DPI / 72,
                (_MOST_PIXELS / (width * height)) ** 0.5,
                _LONGEST_SIDE / max(width, height),
            )
            image = page.render(scale=scale, grayscale=True).to_pil().convert("L")
        finally:
            document.close()
    return PageImage(image, scale * 72)


def _pictures(page: Any) -> Iterable[Any]:
    from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

    return page.get_objects(filter=[FPDF_PAGEOBJ_IMAGE], max_depth=4)  # type: ignore[no-any-return]


def _picture_share(page: Any) -> float:
    """Return how much of a page its pictures cover, in [0, 1]; scans may come in strips."""
    x0, y0, x1, y1 = page.get_cropbox()
    covered = 0.0
    for picture in _pictures(page):
        left, bottom, right, top = picture.get_bounds()
        covered += max(min(right, x1) - max(left, x0), 0) * max(min(top, y1) - max(bottom, y0), 0)
    return float(min(covered / max((x1 - x0) * (y1 - y0), 1), 1.0))


def _picture_pixels(page: Any) -> int:
    sizes = (picture.get_px_size() for picture in _pictures(page))
    return max((width * height for width, height in sizes), default=0)


@cache
def _languages(tesseract: str | None) -> frozenset[str]:
    """Return the codes that a Tesseract has data for; none without Tesseract or its wrapper."""
    if tesseract is None:
        return frozenset()
    import subprocess

    try:
        listed = subprocess.run(
            [tesseract, "--list-langs"], capture_output=True, text=True, timeout=30, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return frozenset()
    return frozenset(listed.stdout.split("\n")[1:]) - {""}


def _lacking() -> list[str]:
    languages = _languages(shutil.which("tesseract"))
    return [code for code in LANGUAGES if code not in languages]


def _debian(codes: Iterable[str], *, engine: bool = False) -> str:
    names = [f"tesseract-ocr-{code}" for code in codes if code != "eng" or not engine]
    return " ".join(["apt-get install", *(["tesseract-ocr"] if engine else []), *names])


def _ranges(numbers: Iterable[int]) -> str:
    """Return page numbers as people write them: ``3, 5-9``."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][-1] == number - 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
