"""Keeps of a draft what its quotes bear out: checks each sentence, repairs it once, or drops it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from assistant.verification import Claim, Finding, Judgement, evidence_of, judge_claims
from assistant.verification.judging import Embed
from corpus.types import Citation, Sentence
from ingest.clean import fold_space
from ingest.language import detect_language
from ingest.sentences import split_sentences

Fate = Literal["kept", "replaced", "left out"]

_LOOP_WORDS = 30
_LOOP_SHARE = 0.2


@dataclass(frozen=True, slots=True)
class Checked:
    """What became of one sentence of a draft.

    Attributes:
        sentence: As it may be shown; as written where it is left out.
        fate: Whether it is kept, perhaps with other citations; replaced by the source's own words;
            or left out.
        findings: What spoke against it as written.
    """

    sentence: Sentence
    fate: Fate
    findings: tuple[Finding, ...] = ()


def verify_sentences(
    sentences: Sequence[Sentence], evidence: Sequence[Citation], embed: Embed
) -> tuple[Checked, ...]:
    """Return what becomes of each sentence of a draft.

    Word for word from a quote that it cites, a sentence is supported with score 1. Any other is
    judged by the quotes that it cites. Where they do not bear it out, it is repaired once: it cites
    the quotes that do; or, where the nearest quote is in its language and speaks of the same, the
    source's sentence takes its place. Else it is left out.

    Args:
        sentences: As an engine wrote them.
        evidence: Every quote that a sentence may cite.
        embed: Returns unit vectors of n texts, shape (n, dimension); called at most once.

    Raises:
        KeyError: A sentence cites a number that does not exist.
    """
    by_number = {citation.n: citation for citation in evidence}
    cited = [[by_number[n] for n in sentence.citations] for sentence in sentences]
    known = [_known(s, quotes) for s, quotes in zip(sentences, cited, strict=True)]
    asked = [s for s, checked in zip(sentences, known, strict=True) if checked is None]
    judged = iter(_judge(asked, evidence, embed))
    shown: list[Checked] = []
    for sentence, already in zip(sentences, known, strict=True):
        checked = already or _settle(sentence, evidence, next(judged))
        if checked.fate != "replaced" or not _is_said(checked.sentence, shown):
            shown.append(checked)
        else:
            shown.append(replace(checked, sentence=sentence, fate="left out"))
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class _Judged:
    """A sentence's judgement by what it cites, and by each quote alone, cited or not."""

    together: Judgement
    alone: dict[int, Judgement]


def _judge(
    sentences: Sequence[Sentence], evidence: Sequence[Citation], embed: Embed
) -> list[_Judged]:
    pieces = {citation.n: evidence_of(citation) for citation in evidence}
    claims: list[Claim] = []
    for sentence in sentences:
        language = detect_language(sentence.text)
        claims.append(Claim(sentence.text, language, tuple(pieces[n] for n in sentence.citations)))
        claims += [Claim(sentence.text, language, (piece,)) for piece in pieces.values()]
    judgements = iter(judge_claims(claims, embed))
    return [_Judged(next(judgements), {n: next(judgements) for n in pieces}) for _ in sentences]


def _settle(sentence: Sentence, evidence: Sequence[Citation], judged: _Judged) -> Checked:
    supporting = [n for n, one in judged.alone.items() if _bears_out(one)]
    together = judged.together
    if together.verdict == "supported":
        # A quote that bears the sentence out alone makes those that do not superfluous.
        numbers = tuple(supporting) if set(supporting) & set(sentence.citations) else ()
        kept = replace(
            sentence,
            citations=numbers or sentence.citations,
            verdict="supported",
            score=max([together.score, *(judged.alone[n].score for n in numbers)]),
        )
        return Checked(kept, "kept")
    if supporting:
        score = max(judged.alone[n].score for n in supporting)
        moved = replace(sentence, citations=tuple(supporting), verdict="supported", score=score)
        return Checked(moved, "kept", together.findings)
    own_words = next(_own_words(sentence, evidence, judged), None)
    if own_words is not None:
        return Checked(own_words, "replaced", together.findings)
    dropped = replace(sentence, verdict="unsupported", score=together.score)
    return Checked(dropped, "left out", together.findings)


def _bears_out(judgement: Judgement) -> bool:
    """Whether a quote bears a sentence out by its own words, every number and date in them."""
    found = {finding.check for finding in judgement.findings}
    return judgement.verdict == "supported" and not found & {"number", "date"}


def _own_words(
    sentence: Sentence, evidence: Sequence[Citation], judged: _Judged
) -> Iterator[Sentence]:
    """Yield the sentence of a quote that says otherwise, where it is in the same language."""
    language = detect_language(sentence.text)
    for citation in evidence:
        one = judged.alone[citation.n]
        if one.verdict == "contradicted" and evidence_of(citation).language == language:
            text = fold_space(citation.quote[one.start : one.end])
            yield Sentence(text, (citation.n,), "supported", 1.0)


def _known(sentence: Sentence, cited: Sequence[Citation]) -> Checked | None:
    """What becomes of a sentence of which that is certain without a judgement."""
    if _is_verbatim(sentence.text, cited):
        return Checked(replace(sentence, verdict="supported", score=1.0), "kept")
    if _repeats(sentence.text):
        return Checked(replace(sentence, verdict="unsupported", score=0.0), "left out")
    return None


def _repeats(text: str) -> bool:
    """Whether a model got caught in a loop; every word of that is in the source."""
    words = text.casefold().split()
    return len(words) >= _LOOP_WORDS and len(set(words)) < _LOOP_SHARE * len(words)


def _is_verbatim(text: str, cited: Sequence[Citation]) -> bool:
    """Whether a text is one or more whole sentences of a quote."""
    text = fold_space(text)
    return any(text in _runs(citation.quote) for citation in cited)


def _runs(quote: str) -> Iterator[str]:
    """Yield every run of whole sentences of a quote, and the quote itself."""
    quote = fold_space(quote)
    yield quote
    spans = split_sentences(quote, detect_language(quote))
    for at, first in enumerate(spans):
        for last in spans[at:]:
            yield quote[first.start : last.end]


def _is_said(sentence: Sentence, shown: Sequence[Checked]) -> bool:
    return any(
        sentence.text in checked.sentence.text for checked in shown if checked.fate != "left out"
    )
