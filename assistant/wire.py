"""Between the types and the JSON that CONTRACT promises; fields are added, never renamed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from assistant.check import Check
from corpus.types import (
    Answer,
    Citation,
    DocumentInfo,
    Hit,
    Locator,
    Narrowing,
    Passage,
    SearchResult,
)
from index.records import DocumentRecord
from index.verification import Verification
from ingest.report import IngestReport

if TYPE_CHECKING:
    from assistant.translate import Translation

Json = dict[str, Any]


def locator_json(locator: Locator) -> Json:
    """A locator."""
    return {
        "page": locator.page,
        "page_label": locator.page_label,
        "ocr": locator.ocr,
        "heading": list(locator.heading),
        "address": locator.address,
        "char_start": locator.char_start,
        "char_end": locator.char_end,
    }


def info_json(info: DocumentInfo) -> Json:
    """A document's metadata as it stands in a hit."""
    return {
        "document": info.slug,
        "title": info.title,
        "publisher": info.publisher,
        "date": info.date,
        "language": info.language,
        "kind": info.kind,
        "status": info.status,
        "source_url": info.source_url,
        "is_digest": info.is_digest,
        "instrument": info.instrument,
        "version": info.version,
        "found": list(info.found),
    }


def hit_json(hit: Hit) -> Json:
    """A hit."""
    return {
        "rank": hit.rank,
        "score": round(hit.score, 4),
        "passage_id": hit.passage.id,
        **info_json(hit.info),
        "locator": locator_json(hit.passage.locator),
        "text": hit.passage.text,
        "copies": [
            {"document": copy.document, "locator": locator_json(copy.locator)}
            for copy in hit.copies
        ],
    }


def narrowing_json(narrowing: Narrowing) -> Json:
    """What a search was narrowed to; ``from_question`` are the words that asked for it."""
    filters = narrowing.filters
    return {
        "publishers": list(filters.publishers),
        "languages": list(filters.languages),
        "documents": list(filters.documents),
        "kinds": list(filters.kinds),
        "statuses": list(filters.statuses),
        "names": list(filters.names),
        "after": filters.after,
        "before": filters.before,
        "from_question": list(narrowing.words),
        "documents_left": narrowing.documents,
    }


def search_json(result: SearchResult) -> Json:
    """A search result."""
    return {
        "question": result.question,
        "language": result.language,
        "confidence": round(result.confidence, 4),
        "hits": [hit_json(hit) for hit in result.hits],
        "filters": narrowing_json(result.narrowing),
        "timings": result.timings.as_dict(),
    }


def translation_json(made: Translation | None) -> Json:
    """A citation's translation, or null and why it was withheld."""
    if made is None or made.withheld:
        return {"translation": None, "translation_withheld": made.withheld if made else None}
    shown = {"text": made.text, "engine": made.engine, "language": made.language}
    return {"translation": shown, "translation_withheld": None}


def citation_json(citation: Citation) -> Json:
    """A citation; ``locator`` is the quote's, ``passage_locator`` the whole passage's."""
    fields = hit_json(citation.hit)
    return {
        "n": citation.n,
        "quote": citation.quote,
        **fields,
        "locator": locator_json(citation.locator),
        "passage_locator": fields["locator"],
    }


def answer_json(answer: Answer, translations: Mapping[int, Translation] | None = None) -> Json:
    """An answer.

    Args:
        answer: What was found.
        translations: Of its quotes, by citation number; None where none were asked for.
    """
    citations = [citation_json(citation) for citation in answer.citations]
    if translations is not None:
        for citation in citations:
            citation.update(translation_json(translations.get(citation["n"])))
    return {
        "question": answer.question,
        "understood_as": answer.understood_as,
        "understood_by": answer.understood_by,
        "language": answer.language,
        "status": answer.status,
        "answer": answer.text,
        "sentences": [
            {
                "text": s.text,
                "citations": list(s.citations),
                "verdict": s.verdict,
                "score": round(s.score, 4),
            }
            for s in answer.sentences
        ],
        "citations": citations,
        "warnings": list(answer.warnings),
        "notices": list(answer.notices),
        "engine": answer.engine,
        "filters": narrowing_json(answer.narrowing),
        "timings": answer.timings.as_dict(),
    }


def check_json(check: Check) -> Json:
    """A check of a draft; ``score`` is the probability that the library bears the sentence out."""
    return {
        "sentences": [
            {
                "text": s.text,
                "verdict": s.verdict,
                "score": round(s.score, 4),
                "citations": [citation_json(c) for c in s.citations],
                "reason": s.reason,
            }
            for s in check.sentences
        ],
        "summary": {
            "supported": check.count("supported"),
            "contradicted": check.count("contradicted"),
            "not_found": check.count("not found"),
            "skipped": check.skipped,
        },
    }


def report_json(report: IngestReport) -> Json:
    """An ingest report."""
    return {
        "added": list(report.added),
        "updated": list(report.updated),
        "unchanged": report.unchanged,
        "rejected": [{"path": r.path, "reason": r.reason} for r in report.rejected],
        "passages": report.passages,
        "seconds": report.seconds,
        "embed_seconds": report.embed_seconds,
        "store_seconds": report.store_seconds,
        "read_seconds": report.read_seconds,
        "warnings": [{"path": w.path, "warning": w.warning} for w in report.warnings],
        "duplicates": [{"path": d.path, "document": d.document} for d in report.duplicates],
        "missing": list(report.missing),
        "removed": list(report.removed),
    }


def record_json(record: DocumentRecord) -> Json:
    """A document of ``library list``."""
    return {
        **info_json(record.info),
        "passages": record.passages,
        "sha256": record.sha256,
        "source_path": record.source_path,
    }


def related_json(related: Iterable[tuple[DocumentInfo, str]]) -> list[Json]:
    """The other documents of the same instrument, as ``library show`` names them."""
    return [{"document": info.slug, "relation": relation} for info, relation in related]


def passage_json(passage: Passage) -> Json:
    """A passage of ``library show``."""
    return {
        "passage_id": passage.id,
        "locator": locator_json(passage.locator),
        "text": passage.text,
    }


def verification_json(found: Verification) -> Json:
    """The outcome of ``library verify``."""
    return {
        "documents": found.documents,
        "passages": found.passages,
        "problems": list(found.problems),
        "repaired": found.repaired,
        "agrees": not found.problems,
    }
