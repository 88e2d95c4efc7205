"""The judge that answers RAGAS by the rules that also verify answers: no model, no chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from assistant.verification import Claim, Evidence, Judgement, judge_claims
from assistant.verification.judging import Embed
from corpus.errors import UsageError
from eval.judges.requests import Request, read_request
from ingest.clean import fold_space
from ingest.language import detect_language
from ingest.sentences import split_sentences


@dataclass(frozen=True, slots=True)
class Opinion:
    """What is held of one statement.

    Attributes:
        statement: As asked.
        verdict: Whether the context bears it out.
        support: Probability of that.
        reason: In a few words.
    """

    statement: str
    verdict: bool
    support: float
    reason: str


@dataclass(frozen=True, slots=True)
class RulesJudge:
    """Judges statements by the claim verification of the assistant.

    Attributes:
        embed: Returns unit vectors of n texts, shape (n, dimension).
    """

    embed: Embed
    label: str = "rules"
    writes: bool = False

    def reply(
        self, prompt: str, response_model: type[BaseModel], known: Mapping[str, Evidence]
    ) -> BaseModel:
        """Return what RAGAS wants back for a prompt; see ``Judge.reply``.

        Raises:
            UsageError: It wants free writing.
        """
        return response_model.model_validate(
            self._fields(read_request(prompt, response_model), known)
        )

    def judge(
        self, statements: Sequence[str], context: str, known: Mapping[str, Evidence]
    ) -> list[Opinion]:
        """Return the opinion on each statement, in order.

        Args:
            statements: To be judged.
            context: What by; RAGAS joins several contexts to one text.
            known: What is known of a context beside its words (title, headings, date,
                publisher), by the text that RAGAS was given of it.
        """
        words = fold_space(context)
        evidence = tuple(one for text, one in known.items() if text in context)
        evidence = evidence or (Evidence(context, detect_language(context)),)
        claims = [
            Claim(s, detect_language(s), evidence) for s in statements if fold_space(s) not in words
        ]
        found = iter(judge_claims(claims, self.embed))
        return [
            Opinion(s, True, 1.0, "word for word")
            if fold_space(s) in words
            else _opinion(s, next(found))
            for s in statements
        ]

    def _fields(self, request: Request, known: Mapping[str, Evidence]) -> dict[str, Any]:
        given = request.given
        match request.wanted:
            case "statements":
                return dict.fromkeys(("statements", "claims"), split_statements(request.text))
            case "verdicts":
                found = self.judge(given["statements"], given["context"], known)
                return {"statements": [verdicts_row(o) for o in found]}
            case "attribution":
                found = self.judge(split_statements(given["answer"]), given["context"], known)
                return {"classifications": [_row(o, "attributed") for o in found]}
            case "usefulness":
                found = self.judge(split_statements(given["answer"]), given["context"], known)
                useful = any(o.verdict for o in found)
                return {"reason": "; ".join(o.reason for o in found), "verdict": int(useful)}
            case _:
                raise UsageError(
                    "rules cannot write", "judge rules", "Choose the judge local or api for this."
                )


def split_statements(text: str) -> list[str]:
    """Return the sentences of a text; a line end is the end of one."""
    language = detect_language(text)
    return [
        fold_space(line[span.start : span.end])
        for line in text.splitlines()
        if line.strip()
        for span in split_sentences(line, language)
    ]


def _opinion(statement: str, found: Judgement) -> Opinion:
    checks = ", ".join(dict.fromkeys(finding.check for finding in found.findings))
    reason = f"{found.verdict}: {checks}" if checks else found.verdict
    return Opinion(statement, found.verdict == "supported", found.score, reason)


def verdicts_row(opinion: Opinion) -> dict[str, Any]:
    """Return an opinion as RAGAS wants a verdict."""
    return _row(opinion, "verdict")


def _row(opinion: Opinion, name: str) -> dict[str, Any]:
    return {
        "statement": opinion.statement,
        "reason": opinion.reason,
        name: int(opinion.verdict),
    }
