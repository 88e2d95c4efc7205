"""Puts the labelled claims to a judge, as RAGAS would."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from corpus.errors import EngineError
from corpus.types import Citation
from eval.claims import LabelledClaim
from eval.judges.accuracy import JudgeAccuracy, accuracy_of
from eval.judges.judge import Judge
from eval.judges.ragas import load_ragas
from eval.samples import context_of
from eval.verification_suite import claims_with_evidence
from index.library import Library

log = logging.getLogger(__name__)


def measure_judge(judge: Judge, library: Library, claims: Sequence[LabelledClaim]) -> JudgeAccuracy:
    """Return a judge's balanced accuracy on claims whose documents the library holds.

    Raises:
        UsageError: The extra ``eval`` is not installed, or a document is another than the claims'.
    """
    rows = []
    for claim, evidence in claims_with_evidence(library, claims):
        is_supported = claim.label == "supported"
        try:
            said = _is_supported(judge, claim.text, evidence)
        except EngineError as error:
            log.warning("%s: %s", claim.id, error)
            said = not is_supported
        rows.append((claim.language, claim.split, is_supported, said))
        log.info("%d of %d claims judged", len(rows), len(claims))
    return accuracy_of(judge.label, rows)


def _is_supported(judge: Judge, text: str, evidence: Sequence[Citation]) -> bool:
    util = load_ragas("ragas.metrics.collections.faithfulness.util")
    contexts = [context_of(citation) for citation in evidence]
    asked = util.NLIStatementInput(
        context="\n".join(context.as_read for context in contexts), statements=[text]
    )
    known = {context.as_read: context.evidence for context in contexts}
    prompt = util.NLIStatementPrompt().to_string(asked)
    reply = judge.reply(prompt, util.NLIStatementOutput, known)
    verdicts = reply.model_dump()["statements"]
    return bool(verdicts and verdicts[0]["verdict"])
