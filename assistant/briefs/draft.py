"""A brief in the making: parts that are added, edited, moved, removed and written one by one.

Every change returns a new draft and asks the library nothing; summary, open questions and sources
follow from the sections that are there (``brief_of``, ``assistant.briefs.contents.read_brief``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from assistant.briefs.outline import MOST_POINTS, heading_of
from corpus.errors import UsageError
from corpus.types import Brief, Outline, Point, Section


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a brief.

    Attributes:
        key: Names it for as long as the draft lives, wherever it moves.
        point: What it is to say.
        section: What the library says to that, or said to an earlier question; None before it
            is written.
    """

    key: int
    point: Point
    section: Section | None = None

    @property
    def is_stale(self) -> bool:
        """Whether the section answers another question than the one that is asked now."""
        return self.section is not None and not _asks_the_same(self.point, self.section.point)

    @property
    def needs_writing(self) -> bool:
        """Whether there is something to ask that no section answers."""
        return bool(self.point.question) and (self.section is None or self.is_stale)


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief in the making.

    Attributes:
        title: Of the brief.
        language: ISO 639-1 code.
        parts: In order.
        next_key: Of the part that is added next.
    """

    title: str
    language: str
    parts: tuple[Part, ...] = ()
    next_key: int = 1

    def part(self, key: int) -> Part:
        """Return a part.

        Raises:
            UsageError: There is none of that key.
        """
        return self.parts[self.position(key)]

    def position(self, key: int) -> int:
        """Return the 0-based place of a part.

        Raises:
            UsageError: There is none of that key.
        """
        for at, part in enumerate(self.parts):
            if part.key == key:
                return at
        raise UsageError(
            "the brief has no such part", "brief", "It was removed; undo brings it back."
        )


def start_draft(outline: Outline) -> Draft:
    """Return the draft of an outline, nothing of it written."""
    draft = Draft(outline.topic, outline.language)
    for point in outline.points:
        draft = add_part(draft, point)
    return draft


def add_part(draft: Draft, point: Point, section: Section | None = None) -> Draft:
    """Return a draft with one more part at its end.

    Raises:
        UsageError: It has as many as a brief may have.
    """
    if len(draft.parts) >= MOST_POINTS:
        raise UsageError(
            f"a brief has at most {MOST_POINTS} parts", draft.title, "Remove one first."
        )
    part = Part(draft.next_key, point, section)
    return replace(draft, parts=(*draft.parts, part), next_key=draft.next_key + 1)


def edit_part(
    draft: Draft, key: int, *, heading: str | None = None, question: str | None = None
) -> Draft:
    """Return a draft with a part's heading or question changed; its section stays as it is.

    A question in the reader's own words says everything itself: only a comparison still asks its
    own documents. A part without a heading gets that of its question.

    Args:
        draft: To change.
        key: Of the part.
        heading: None leaves it.
        question: None leaves it.

    Raises:
        UsageError: There is none of that key.
    """
    at = draft.position(key)
    point = draft.parts[at].point
    if question is not None and question != point.question:
        documents = point.documents if point.apart else ()
        point = replace(point, question=question, about="", documents=documents)
    if heading is not None:
        point = replace(point, heading=heading)
    if not point.heading:
        point = replace(point, heading=heading_of(point.question))
    return _with_part(draft, at, replace(draft.parts[at], point=point))


def move_part(draft: Draft, key: int, by: int) -> Draft:
    """Return a draft with a part some places further down, or up; never beyond the ends.

    Raises:
        UsageError: There is none of that key.
    """
    at = draft.position(key)
    rest = [*draft.parts[:at], *draft.parts[at + 1 :]]
    rest.insert(min(max(at + by, 0), len(rest)), draft.parts[at])
    return replace(draft, parts=tuple(rest))


def remove_part(draft: Draft, key: int) -> Draft:
    """Return a draft without a part.

    Raises:
        UsageError: There is none of that key.
    """
    at = draft.position(key)
    return replace(draft, parts=(*draft.parts[:at], *draft.parts[at + 1 :]))


def put_section(draft: Draft, key: int, section: Section) -> Draft:
    """Return a draft with a part written.

    Raises:
        UsageError: There is none of that key.
    """
    at = draft.position(key)
    return _with_part(draft, at, replace(draft.parts[at], section=section))


def restore_draft(earlier: Draft, now: Draft) -> Draft:
    """Return an earlier draft again, with what has been written for its parts since.

    Args:
        earlier: As it was before a change.
        now: As it is.
    """
    written = {part.key: part.section for part in now.parts if not part.is_stale}
    parts = []
    for part in earlier.parts:
        section = written.get(part.key)
        if part.section is None and section and _asks_the_same(part.point, section.point):
            part = replace(part, section=section)
        parts.append(part)
    return replace(earlier, parts=tuple(parts), next_key=max(earlier.next_key, now.next_key))


def brief_of(draft: Draft, today: date | None = None) -> Brief:
    """Return the brief that the written parts of a draft make.

    A section that answers an earlier question keeps that question and its heading, so that no
    answer stands below a heading that it was not written for.

    Args:
        draft: As far as it is written.
        today: The date that the brief bears; None takes that of the clock.
    """
    sections = (
        part.section
        if part.is_stale
        else replace(part.section, point=replace(part.section.point, heading=part.point.heading))
        for part in draft.parts
        if part.section is not None
    )
    when = (today or date.today()).isoformat()
    return Brief(draft.title, draft.language, when, tuple(sections))


def _asks_the_same(one: Point, other: Point) -> bool:
    return replace(one, heading="") == replace(other, heading="")


def _with_part(draft: Draft, at: int, part: Part) -> Draft:
    return replace(draft, parts=(*draft.parts[:at], part, *draft.parts[at + 1 :]))
