"""Scores the text read from each PDF of a folder beside plain ``pypdf``.

Run ``python -m benchmarks.text_quality FOLDER [PART OF A NAME]``.

Prints per document pages, then for ``page.extract_text()`` and for policydesk seconds, characters,
four parts and their mean, the score. Each part is a share in [0, 1] and catches another way in
which a reader harms search and citation:

words   Known words among all words, so that glued, split and unmended hyphenated ones count
        against it. English: what stands between spaces, lower or title case, looked up in the
        word list of ``wordfreq``; names are missing on both sides alike. Korean: how far the
        spaces agree (F1) with those that kiwi would set.
whole   Line ends that stand where something ends. A line end is wrong where the next line goes on
        in lower case, where the line ends in a comma, a hyphen or a word like "the", or between
        Hangul of one sentence; a numbered point in the middle of a line is a missing line end and
        counts as wrong too. A table row, a heading and a list item are lines of their own.
clean   Running headers, footers and page numbers that are gone. What they are is told from the
        plain text alone: lines at the edge of at least three pages and a fifth of them, digits
        aside.
order   Paragraphs, list items and cells of the PDF's own structure tags, page by page, whose
        letters stand in the text in one piece. Most policy PDFs are tagged by the program that
        wrote them, so the tags say what the author meant. policydesk regroups the lines of a
        paragraph by them, so on tagged files this part flatters it. Absent where there are none.

The mean is plain, because none of the four may be traded for another and each is 1 for perfect
text; a product would only say "bad" of plain text, whose furniture is all there.
"""

from __future__ import annotations

import ctypes
import re
import sys
import time
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

from ingest.korean import kiwi
from ingest.readers.pdf import read_pdf

_EDGE_LINES = 3
_SHORTEST_TAGGED = 20
_RARE = 1e-7
_UNFINISHED = re.compile(
    r"(?:[,\-\u2010]|\b(?:a|an|and|as|at|by|for|from|in|of|on|or|the|to|with|which|their))$", re.I
)
_ENDED = re.compile(r"[.?!:;。…|][\"'”’)\]」』⁰¹²³⁴⁵⁶⁷⁸⁹]*$")
_KOREAN_ENDED = re.compile(r"(?:[다음함됨임것항])$")
_POINT = re.compile(
    r"^(?:[•●○–\-*]|\([a-z]{1,4}\)|[a-z]{1,4}[.)]|https?:|www\.|\(?\d{1,3}[.)]|[①-⑳]|[가-하]\. )"
)
_MISSING_END = re.compile(r"[.;:] (?:and |or )?(?:\([a-z]{1,3}\)|\(\d{1,2}\)|[①-⑳]|\d{1,2}\.) \S")
_COLUMNS = "  secs   chars words whole clean order score"
_INLINE = {"Span", "Link", "Reference", "Strong", "Em", "NonStruct", "Quote", "Code", "Annot"}


@dataclass(frozen=True, slots=True)
class Quality:
    """The parts of the score; None where a part does not apply."""

    words: float | None
    whole: float | None
    clean: float | None
    order: float | None

    @property
    def score(self) -> float:
        """The mean of the parts that apply."""
        parts = [p for f in fields(self) if (p := getattr(self, f.name)) is not None]
        return sum(parts) / len(parts) if parts else 0.0


def measure(text: str, plain_pages: Sequence[str], tagged: Sequence[str]) -> Quality:
    """Return the quality of ``text``, whose line feeds end paragraphs, items and rows.

    Args:
        text: What a reader made of the document.
        plain_pages: The plain extraction of each page, line by line as printed.
        tagged: The text of each tagged element; empty without tags.
    """
    return Quality(
        words=known_words(text),
        whole=whole_lines(text),
        clean=furniture_gone(text, plain_pages),
        order=tagged_in_one_piece(text, tagged),
    )


def known_words(text: str) -> float | None:
    """Return the share of known words, by the language that most letters are of."""
    hangul = len(re.findall("[가-힣]", text))
    if hangul > len(re.findall("[A-Za-z]", text)):
        return _korean_spaces(text)
    known = _english()
    found: list[bool] = []
    for token in text.split():
        bare = token.strip(".,;:?!()[]{}<>\"'“”‘’«»|•*…–—0123456789⁰¹²³⁴⁵⁶⁷⁸⁹")
        bare = re.sub(r"['’]s?$", "", bare)
        for word in re.split(r"[-/–—‐‑]", bare):
            # Acronyms, addresses and numbers are no words.
            if re.fullmatch(r"[A-Za-z]?[a-z]+", word):
                found.append(len(word) == 1 or word.lower() in known)
    return sum(found) / len(found) if found else None


@cache
def _english() -> frozenset[str]:
    from wordfreq import get_frequency_dict

    return frozenset(word for word, f in get_frequency_dict("en").items() if f > _RARE)


def _korean_spaces(text: str) -> float | None:
    lines = [" ".join(line.split()) for line in text.split("\n")]
    lines = [line for line in lines if len(re.findall("[가-힣]", line)) > 5]
    right = ours = theirs = 0
    for line, spaced in zip(lines, kiwi().space(lines, reset_whitespace=True), strict=True):
        have, want = _spaces(line), _spaces(str(spaced))
        right, ours, theirs = right + len(have & want), ours + len(have), theirs + len(want)
    return 2 * right / (ours + theirs) if ours + theirs else None


def _spaces(line: str) -> set[int]:
    """The number of letters before each space."""
    places, letters = set(), 0
    for character in line:
        if character == " ":
            places.add(letters)
        else:
            letters += 1
    return places


def whole_lines(text: str) -> float | None:
    """Return the share of line ends that are right."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    if len(lines) < 2:
        return None
    broken = sum(_goes_on(a, b) for a, b in pairwise(lines))
    missing = sum(len(_MISSING_END.findall(line)) for line in lines)
    return 1 - (broken + missing) / (len(lines) - 1 + missing)


def _goes_on(line: str, following: str) -> bool:
    if _ENDED.search(line) or _POINT.match(following) or "|" in line:
        return False
    if re.match(r"[a-z]", following) or _UNFINISHED.search(line):
        return True
    hangul = re.search("[가-힣]$", line) and re.match("[가-힣]", following)
    return bool(hangul) and len(line) > 20 and not _KOREAN_ENDED.search(line)


def furniture_gone(text: str, plain_pages: Sequence[str]) -> float | None:
    """Return the share of running lines and page numbers that are not in ``text``."""
    pages = [[_shape(line) for line in page.split("\n") if line.strip()] for page in plain_pages]
    edges = [page[:_EDGE_LINES] + page[_EDGE_LINES:][-_EDGE_LINES:] for page in pages]
    seen = Counter(shape for edge in edges for shape in set(edge))
    least = max(3, len(pages) // 5)
    running = {shape: n for shape, n in seen.items() if n >= least}
    if not running:
        return None
    plain = Counter(shape for page in pages for shape in page)
    lines = Counter(_shape(line) for line in text.split("\n"))
    folded, folded_plain = _shape(text), " ".join(shape for page in pages for shape in page)
    left = 0
    for shape, n in running.items():
        if len(re.findall(r"[^\W\d_]", shape)) >= 8:
            in_body = folded_plain.count(shape) - n
            left += min(n, max(0, folded.count(shape) - in_body))
        else:
            left += min(n, max(0, lines[shape] - (plain[shape] - n)))
    return 1 - left / sum(running.values())


def _shape(text: str) -> str:
    return " ".join(re.sub(r"\d+", "#", text).lower().split())


def tagged_in_one_piece(text: str, tagged: Sequence[str]) -> float | None:
    """Return the share of ``tagged`` texts that stand in ``text``, comparing letters."""
    whole = _letters(text)
    wanted = [w for w in map(_letters, tagged) if len(w) >= _SHORTEST_TAGGED]
    return sum(w in whole for w in wanted) / len(wanted) if wanted else None


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKC", text).lower() if c.isalpha())


def tagged_texts(path: Path) -> list[str]:
    """Return the text of each tagged paragraph, item and cell, per page."""
    import pypdfium2

    found: list[str] = []
    with pypdfium2.PdfDocument(path) as document:
        for page in document:
            found.extend(_tagged_on(page))
    return found


def _tagged_on(page: Any) -> Iterator[str]:
    from pypdfium2 import raw

    tree = raw.FPDF_StructTree_GetForPage(page)
    if not tree:
        return
    marked: dict[int, list[str]] = {}
    textpage = page.get_textpage()
    for i in range(textpage.count_chars()):
        item = raw.FPDFText_GetTextObject(textpage, i)
        mark = raw.FPDFPageObj_GetMarkedContentID(item) if item else -1
        marked.setdefault(mark, []).append(chr(raw.FPDFText_GetUnicode(textpage, i)))
    pieces: list[list[int]] = []

    def walk(element: Any) -> None:
        if _type_of(element) not in _INLINE or not pieces:
            pieces.append([])
        own = pieces[-1]
        for i in range(max(0, raw.FPDF_StructElement_CountChildren(element))):
            child = raw.FPDF_StructElement_GetChildAtIndex(element, i)
            if child:
                walk(child)
                if _type_of(child) not in _INLINE:
                    own = []
                    pieces.append(own)
            else:
                own.append(raw.FPDF_StructElement_GetChildMarkedContentID(element, i))

    for i in range(raw.FPDF_StructTree_CountChildren(tree)):
        child = raw.FPDF_StructTree_GetChildAtIndex(tree, i)
        if child:
            walk(child)
    for piece in pieces:
        yield "".join("".join(marked.get(mark, ())) for mark in piece if mark >= 0)
    raw.FPDF_StructTree_Close(tree)


def _type_of(element: Any) -> str:
    from pypdfium2 import raw

    length = raw.FPDF_StructElement_GetType(element, None, 0)
    buffer = ctypes.create_string_buffer(length)
    raw.FPDF_StructElement_GetType(element, buffer, length)
    return buffer.raw.decode("utf-16-le").rstrip("\0")


def _plain(path: Path) -> list[str]:
    from pypdf import PdfReader

    return [page.extract_text() for page in PdfReader(path).pages]


def main(folder: Path, wanted: Sequence[str]) -> None:
    """Print the figures of every PDF in one folder."""
    print(f"{'':32} pages | {_COLUMNS} | {_COLUMNS}  (pypdf | policydesk)")
    totals: dict[str, list[tuple[float, float]]] = {"pypdf": [], "policydesk": []}
    for path in sorted(folder.glob("*.pdf")):
        if wanted and not any(part in path.name for part in wanted):
            continue
        start = time.perf_counter()
        pages = _plain(path)
        took = {"pypdf": time.perf_counter() - start}
        start = time.perf_counter()
        reading = read_pdf(path.read_bytes(), path)
        took["policydesk"] = time.perf_counter() - start
        texts = {
            "pypdf": "\n".join(pages),
            # A reader strips bullets; the text of a list item still is a line of its own.
            "policydesk": "\n".join(
                ("• " if block.kind == "item" else "") + block.text for block in reading.blocks
            ),
        }
        tagged = tagged_texts(path)
        row = f"{path.stem[:32]:32} {len(pages):5}"
        for name, text in texts.items():
            quality = measure(text, pages, tagged)
            totals[name].append((took[name], quality.score))
            parts = " ".join(
                f"{p:5.3f}" if (p := getattr(quality, f.name)) is not None else "    -"
                for f in fields(quality)
            )
            row += f" | {took[name]:6.2f} {len(text):7} {parts} {quality.score:.3f}"
        print(row, flush=True)
    for name, figures in totals.items():
        seconds = sum(s for s, _ in figures)
        print(f"{name:10} {seconds:6.1f} s, score {sum(q for _, q in figures) / len(figures):.3f}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2:])
