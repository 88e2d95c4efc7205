"""Finds the numbered paragraphs of declarations and the numbered items of codes.

A declaration is cited by paragraph (¶4), a code of conduct by item (Action 7). Lists inside a
report are numbered too but cited by nobody, so only a count that carries its section is taken.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass

from ingest.blocks import Block

_NUMBERED = re.compile(r"^(?P<n>\d{1,3})\.\s+(?=\S)")
_ITEM = re.compile(r"^(?P<n>\d{1,2})[.)]?\s+(?=[A-Z“‘\"'])")
_ROMAN = re.compile(r"^(?P<n>[IVX]{1,6})\.\s+(?=\S)")
_ROMAN_NUMERALS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII")
_MARKED = re.compile(r"^(?:\(\w{1,5}\)|[a-z]\)|\d+(?:\.\d+)+\.?|[•◦*-])\s")
_NOUNS = "action|principle|commitment|recommendation|measure|outcome"
_ANNOUNCED = re.compile(
    rf"\bfollowing\s+(?:[a-z-]+\s+){{0,4}}?(?P<noun>{_NOUNS})s\b[^.]{{0,80}}:$", re.IGNORECASE
)
_TITLED = re.compile(r"\b(?P<noun>Commitment|Principle|Action)s\b")
_DECLARATION = re.compile(r"\bDeclaration\b|선언|宣言")
_FOOTNOTE_CALL = re.compile(r"\[footnote (\d{1,3})\]")
_IMPRINT = re.compile(
    r"©|Crown copyright|Open Government Licence|is licensed under|permission from the copyright|"
    r"This publication is available|^(?:Updated|Published) \d|공공누리"
)
_NOTES = re.compile(r"^(?:End|Foot)?notes?$|^(?:주석|미주|각주)$", re.IGNORECASE)
_DECLARED = re.compile(r"\b(?:Declaration|Statement|Communiqué)\b|선언|성명|의향서|宣言|声明")
_LEADERS = re.compile(r"\.{4}|(?:\. ){4}")
_SHORTEST_PARAGRAPH = 80
_SIGNATORIES = 3
_MOST_COUNTED = 20
_LEAST_SHARE = 0.2
_MOST_BETWEEN = 2
_FEWEST = 2
_LONG = 5
_FEWEST_ITEMS = 3


@dataclass(frozen=True, slots=True)
class NumberedParagraph:
    """The address of a block that begins a numbered paragraph or item.

    Attributes:
        address: ``¶4``, ``Action 7``, ``footnote 2``; ``[¶4]`` where the count is ours because the
            document prints none.
        holds_what_follows: Whether plain paragraphs up to the next number belong to it.
    """

    address: str
    holds_what_follows: bool = False


def number_paragraphs(blocks: Sequence[Block]) -> dict[int, NumberedParagraph]:
    """Return the numbered paragraphs and items of a document by the index of their block."""
    found: dict[int, NumberedParagraph] = {}
    # Counted once: a hostile text may hold a hundred thousand lists.
    called = {int(n) for block in blocks for n in _FOOTNOTE_CALL.findall(block.text)}
    plain = _plain(blocks)
    above = _headings_above(blocks)
    for chain in _chains(blocks):
        heading = above[next(iter(chain))]
        if note := _kind_of_notes(chain, called, heading):
            found |= {at: NumberedParagraph(f"{note} {n}", True) for at, n in chain.items()}
        elif _carries_the_text(blocks, list(chain), plain, heading):
            found |= {at: NumberedParagraph(f"¶{n}") for at, n in chain.items()}
    found |= _announced_items(blocks)
    if not found and _is_declaration(blocks):
        body = _body(blocks)
        if len(body) <= _MOST_COUNTED:
            found = {at: NumberedParagraph(f"[¶{n}]") for n, at in enumerate(body, 1)}
    return found


def is_imprint(text: str) -> bool:
    """Whether a paragraph is about the publication (licence, copyright), not part of it."""
    return bool(_IMPRINT.search(text))


def _chains(blocks: Sequence[Block]) -> list[dict[int, int]]:
    """Counts from 1 among the paragraphs, number by index of block.

    A list inside a count does not end it, and a long count survives the loss of a number.
    """
    chains: list[dict[int, int]] = []
    ending: defaultdict[int, list[dict[int, int]]] = defaultdict(list)
    for at, block in enumerate(blocks):
        m = _NUMBERED.match(block.text) if block.kind == "paragraph" else None
        if not m or "↩" in block.text[-4:] or _LEADERS.search(block.text):
            continue
        number = int(m["n"])
        if number == 1:
            chains.append({})
            chain = chains[-1]
        elif ending[number - 1]:
            chain = ending[number - 1].pop()
        elif ending[number - 2] and len(ending[number - 2][-1]) > _LONG:
            chain = ending[number - 2].pop()
        else:
            continue
        chain[at] = number
        ending[number].append(chain)
    return [chain for chain in chains if len(chain) >= _FEWEST]


def _kind_of_notes(chain: Mapping[int, int], called: Set[int], heading: str) -> str:
    """Whether a count is the notes that ``[footnote 3]`` calls, or a list of notes."""
    if called and called == set(chain.values()):
        return "footnote"
    return "endnote" if _NOTES.match(heading) else ""


def _carries_the_text(
    blocks: Sequence[Block], chain: Sequence[int], plain: int, heading: str
) -> bool:
    """Whether the numbers are how the document is cited, not a list that it holds.

    Either plain paragraphs between the numbers are few and the count makes up much of the
    document, or the count is a declaration that the document reprints under a heading.
    """
    between = _plain(blocks[chain[0] : chain[-1]]) - len(chain) + 1
    if between > _MOST_BETWEEN * len(chain):
        return False
    return bool(_DECLARED.search(heading)) or len(chain) >= _LEAST_SHARE * plain


def _headings_above(blocks: Sequence[Block]) -> list[str]:
    """The heading above each block, empty where there is none."""
    above: list[str] = []
    heading = ""
    for block in blocks:
        above.append(heading)
        heading = block.text if block.kind == "heading" else heading
    return above


def _plain(blocks: Sequence[Block]) -> int:
    return sum(
        b.kind == "paragraph"
        and len(b.text) >= _SHORTEST_PARAGRAPH
        and not is_imprint(b.text)
        and not _MARKED.match(b.text)
        for b in blocks
    )


def _announced_items(blocks: Sequence[Block]) -> dict[int, NumberedParagraph]:
    """The items of "the following actions:", or a title's Commitments in Roman numerals."""
    for at, block in enumerate(blocks):
        if block.kind == "paragraph" and (m := _ANNOUNCED.search(block.text)):
            found = _items(blocks, at + 1, _ITEM, m["noun"].capitalize(), str)
            if len(found) >= _FEWEST_ITEMS:
                return found
    title = next((b.text for b in blocks if b.kind == "heading"), "")
    if m := _TITLED.search(title):
        found = _items(blocks, 0, _ROMAN, m["noun"], lambda n: _ROMAN_NUMERALS[n - 1])
        if len(found) >= _FEWEST_ITEMS:
            return found
    return {}


def _items(
    blocks: Sequence[Block],
    start: int,
    pattern: re.Pattern[str],
    noun: str,
    spell: Callable[[int], str],
) -> dict[int, NumberedParagraph]:
    found: dict[int, NumberedParagraph] = {}
    for at in range(start, len(blocks)):
        m = pattern.match(blocks[at].text) if blocks[at].kind in ("paragraph", "heading") else None
        if m and len(found) < len(_ROMAN_NUMERALS) and m["n"] == spell(len(found) + 1):
            found[at] = NumberedParagraph(f"{noun} {m['n']}", True)
    return found


def _is_declaration(blocks: Sequence[Block]) -> bool:
    headings = [b.text for b in blocks if b.kind == "heading"]
    return any(_DECLARATION.search(text) for text in headings[:3]) and len(headings) < 6


def _body(blocks: Sequence[Block]) -> list[int]:
    """Whole paragraphs from the first to the list of who signed."""
    found: list[int] = []
    short = 0
    for at, block in enumerate(blocks):
        if block.kind != "paragraph" or is_imprint(block.text):
            continue
        short = short + 1 if len(block.text) < _SHORTEST_PARAGRAPH else 0
        if found and short == _SIGNATORIES:
            break
        whole = re.search(r"[.:!?。]”?$", block.text) and not re.match(r"[a-z]", block.text)
        if whole and not short:
            found.append(at)
    return found
