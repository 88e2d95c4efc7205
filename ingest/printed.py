"""What stands on a printed page, before lines and tables are made of it."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Tag:
    """The structure element that marked content belongs to.

    Attributes:
        element: A number for the paragraph, cell or heading, unique on its page; 0 for none.
        level: Of a heading, 1 outermost; 0 otherwise.
    """

    element: int = 0
    level: int = 0


NO_TAG = Tag()


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a space between them, of one style.

    Attributes:
        text: As extracted.
        x0: Left edge in points.
        x1: Right edge.
        y: Baseline, upwards from the page's lower edge.
        size: Font size in points.
        bold: Whether the font is bold.
        spaced: Whether white space stands before it.
        tag: Its structure tag.
        glyphs: Where PDFium counts each of its characters on the page; empty elsewhere.
    """

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool = False
    spaced: bool = True
    tag: Tag = NO_TAG
    glyphs: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A printed horizontal or vertical line, or an edge of a box."""

    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def horizontal(self) -> bool:
        """Whether it runs across the page."""
        return self.x1 - self.x0 >= self.y1 - self.y0


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """What stands on a page.

    Attributes:
        words: In the order of the content stream, upright.
        rules: Lines and box edges, upright.
        turned: Text that runs in another direction than most of the page.
        turned_words: The words of it.
        tagged: Whether the page has structure tags.
        complete: False where the page holds more than is sane and the rest was left out.
        hidden: How many characters nobody can see on it; they are left out.
    """

    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    turned: list[str] = field(default_factory=list)
    turned_words: list[Word] = field(default_factory=list)
    tagged: bool = False
    complete: bool = True
    hidden: int = 0

    @property
    def letters(self) -> int:
        """How many characters its words have."""
        return sum(len(word.text) for word in self.words)
