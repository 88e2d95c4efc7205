"""RAGAS's metrics on the answers, with the judge of one's choice or with none.

Where RAGAS fails in Korean and Japanese it is not asked: ROUGE (0.0 for equal Korean texts) is left
out for CHRF, and quoted spans are ``eval.quoted_spans``'s. RAGAS's metrics by id know no
alternatives among gold passages; ``id context precision`` and ``id context recall`` do.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from corpus.errors import EngineError
from eval.judges.judge import Judge
from eval.judges.ragas import as_ragas_embedding, as_ragas_llm, load_ragas
from eval.quoted_spans import spans_found
from eval.samples import Sample
from ingest.clean import fold_space

log = logging.getLogger(__name__)

METRICS = "ragas.metrics.collections"
FAITHFULNESS = "faithfulness"
JUDGED = (
    FAITHFULNESS,
    "response relevancy",
    "context precision",
    "context recall",
    "factual correctness",
    "noise sensitivity",
)
"""By a judge. Noise sensitivity is better when lower."""
UNJUDGED = (
    "id context precision",
    "id context recall",
    "quoted spans found",
    "semantic similarity",
    "CHRF",
)

Score = Callable[..., Awaitable[Any]]
Embed = Callable[[str], list[float]]


@dataclass(frozen=True, slots=True)
class RagasScores:
    """What RAGAS makes of one answer.

    Attributes:
        scores: By metric, in [0, 1]; NaN where the metric failed; absent where it has no meaning.
        statements: Those that faithfulness judged: statement, verdict (0 or 1) and reason.
        failures: Why a metric failed, by its name.
    """

    scores: Mapping[str, float]
    statements: tuple[Mapping[str, Any], ...] = ()
    failures: Mapping[str, str] = field(default_factory=dict)


def score_samples(
    samples: Sequence[Sample], embed: Embed, judge: Judge | None = None
) -> list[RagasScores]:
    """Return the scores of every sample, in order.

    Args:
        samples: Questions with their answers.
        embed: Returns the vector of a text, for semantic similarity.
        judge: None for the metrics that need none only.

    Raises:
        UsageError: The extra ``eval`` is not installed.
    """
    load_ragas(METRICS)

    async def score_all() -> list[RagasScores]:
        found = []
        for done, sample in enumerate(samples, 1):
            found.append(await _score(sample, embed, judge))
            log.info("%d of %d answers judged", done, len(samples))
        return found

    return asyncio.run(score_all())


async def _score(sample: Sample, embed: Embed, judge: Judge | None) -> RagasScores:
    statements: list[Mapping[str, Any]] = []
    asked = _unjudged(sample, embed)
    if judge is not None:
        asked |= _judged(sample, embed, judge, statements)
    scores = dict(_by_id(sample))
    failures: dict[str, str] = {}
    for name, ask in asked.items():
        try:
            scores[name] = float((await ask()).value)
        except (EngineError, ValueError) as error:
            # RAGAS raises ValueError where a judge gives fewer verdicts than statements.
            scores[name], failures[name] = float("nan"), str(error)
    return RagasScores(scores, tuple(statements), failures)


def _by_id(sample: Sample) -> dict[str, float]:
    found = {}
    if sample.has_answer:
        found["id context recall"] = sum(sample.parts) / len(sample.parts)
        if sample.relevant:
            found["id context precision"] = sum(sample.relevant) / len(sample.relevant)
    if (share := spans_found(sample.response, [c.quote for c in sample.contexts])) is not None:
        found["quoted spans found"] = share
    return found


def _unjudged(sample: Sample, embed: Embed) -> dict[str, Callable[[], Awaitable[Any]]]:
    if sample.status != "answered" or not sample.has_answer:
        return {}
    ragas = load_ragas(METRICS)
    pair = {"reference": sample.reference, "response": _words(sample)}
    return {
        "semantic similarity": lambda: ragas.SemanticSimilarity(
            embeddings=as_ragas_embedding(embed)
        ).ascore(**pair),
        "CHRF": lambda: ragas.CHRFScore().ascore(**pair),
    }


def _judged(
    sample: Sample, embed: Embed, judge: Judge, statements: list[Mapping[str, Any]]
) -> dict[str, Callable[[], Awaitable[Any]]]:
    ragas = load_ragas(METRICS)
    known = {context.as_read: context.evidence for context in sample.contexts}

    def reply(prompt: str, response_model: type[BaseModel]) -> BaseModel:
        return judge.reply(prompt, response_model, known)

    def overheard(prompt: str, response_model: type[BaseModel]) -> BaseModel:
        said = reply(prompt, response_model)
        rows = said.model_dump().get("statements", ())
        statements.extend(row for row in rows if isinstance(row, dict))
        return said

    llm = as_ragas_llm(reply)
    question, response = sample.question, _words(sample)
    contexts = [context.as_read for context in sample.contexts]
    cited = [context.as_read for context in sample.cited]
    asked: dict[str, Callable[[], Awaitable[Any]]] = {}
    if cited:
        asked[FAITHFULNESS] = lambda: ragas.Faithfulness(llm=as_ragas_llm(overheard)).ascore(
            user_input=question, response=response, retrieved_contexts=cited
        )
        if judge.writes:
            asked["response relevancy"] = lambda: ragas.AnswerRelevancy(
                llm=llm, embeddings=as_ragas_embedding(embed), strictness=1
            ).ascore(user_input=question, response=response)
    if not sample.has_answer or not contexts:
        return asked
    asked["context precision"] = lambda: ragas.ContextPrecision(llm=llm).ascore(
        user_input=question, reference=sample.reference, retrieved_contexts=contexts
    )
    asked["context recall"] = lambda: ragas.ContextRecall(llm=llm).ascore(
        user_input=question, reference=sample.reference, retrieved_contexts=contexts
    )
    if cited:
        asked["factual correctness"] = lambda: ragas.FactualCorrectness(llm=llm).ascore(
            response=response, reference=sample.reference
        )
        asked["noise sensitivity"] = lambda: ragas.NoiseSensitivity(llm=llm).ascore(
            user_input=question,
            response=response,
            reference=sample.reference,
            retrieved_contexts=contexts,
        )
    return asked


def _words(sample: Sample) -> str:
    """What the answer claims, a line a sentence, without notices that the assistant adds itself."""
    return "\n".join(fold_space(sentence.text) for sentence in sample.sentences)
