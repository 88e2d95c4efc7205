"""The JSON of a brief; fields are added, never renamed."""

from __future__ import annotations

from collections.abc import Sequence

from assistant.briefs.contents import Chapter, Contents, Said
from assistant.wire import Json, citation_json, info_json
from corpus.types import Brief


def brief_json(brief: Brief, contents: Contents) -> Json:
    """A brief; ``citations`` has one entry for each mark, whose ``n`` is the footnote's number.

    Args:
        brief: As written.
        contents: What it says, as ``read_brief`` returns it.
    """
    return {
        "topic": contents.topic,
        "language": contents.language,
        "date": contents.date,
        "engines": list(contents.engines),
        "outline": [
            {
                "heading": section.point.heading,
                "question": section.point.question,
                "about": section.point.about,
                "documents": list(section.point.documents),
                "apart": section.point.apart,
            }
            for section in brief.sections
        ],
        "summary": _said_json(contents.summary),
        "sections": [_chapter_json(chapter) for chapter in contents.chapters],
        "open_questions": [
            {"question": asked.question, "reason": asked.reason}
            for asked in contents.open_questions
        ],
        "warnings": list(contents.warnings),
        "citations": [citation_json(note) for note in contents.notes],
        "sources": [
            {**info_json(s.info), "sha256": s.sha256, "accessed": s.accessed}
            for s in contents.sources
        ],
    }


def _chapter_json(chapter: Chapter) -> Json:
    return {
        "heading": chapter.heading,
        "notices": list(chapter.notices),
        "same_as": chapter.repeats or None,
        "sentences": _said_json(chapter.said),
        "table": [
            {
                "document": row.name,
                "publisher": row.publisher,
                "date": row.date,
                "sentences": _said_json(row.said),
            }
            for row in chapter.rows
        ],
    }


def _said_json(sentences: Sequence[Said]) -> list[Json]:
    return [
        {
            "text": said.text,
            "citations": list(said.notes),
            "verdict": said.verdict,
            "score": round(said.score, 4),
        }
        for said in sentences
    ]
