"""Checks claims against quotes, in any of three languages, with rules first and a model last."""

from assistant.verification.evidence import Evidence, evidence_from, evidence_of
from assistant.verification.judging import Claim, Judgement, judge_claims
from assistant.verification.source import Finding
from assistant.verification.verdict import ClaimVerdict

__all__ = [
    "Claim",
    "ClaimVerdict",
    "Evidence",
    "Finding",
    "Judgement",
    "evidence_from",
    "evidence_of",
    "judge_claims",
]
