"""How well a judge judges: on the labelled claims, through the prompts that RAGAS asks it."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from eval.claims import CLAIMS
from eval.metrics import Estimate, balanced_accuracy, estimate_json

RECORDED = Path(__file__).with_name("accuracy.json")
"""What was measured, by the judge's label; written by ``benchmarks.record_judges``."""
GROUPS = ("all", "en", "ko", "dev", "test")


@dataclass(frozen=True, slots=True)
class JudgeAccuracy:
    """Balanced accuracy of a judge: is a claim supported or not?

    Attributes:
        label: Of the judge.
        claims: Which version of the claims.
        groups: By group: all, language of the claim, split.
    """

    label: str
    claims: str
    groups: Mapping[str, Estimate]

    @property
    def overall(self) -> Estimate:
        """On all claims; on the test half alone where that is lower, since rules are fitted."""
        return min(self.groups["all"], self.groups["test"], key=lambda found: found.mean)

    def as_json(self) -> dict[str, Any]:
        """The row of a report."""
        return {name: estimate_json(found) for name, found in self.groups.items()}


def accuracy_of(label: str, rows: Sequence[tuple[str, str, bool, bool]]) -> JudgeAccuracy:
    """Return the accuracy of a judge.

    Args:
        label: Of the judge.
        rows: Of every claim: its language, its split, whether it is supported, and whether the
            judge says so.
    """
    names = ("not supported", "supported")

    def share(group: str) -> Estimate:
        chosen = [row for row in rows if group in ("all", row[0], row[1])]
        return balanced_accuracy([names[r[2]] for r in chosen], [names[r[3]] for r in chosen])

    return JudgeAccuracy(label, claims_version(), {group: share(group) for group in GROUPS})


def claims_version(path: Path = CLAIMS) -> str:
    """Return the beginning of the SHA-256 of the labelled claims."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def recorded_accuracy(label: str, path: Path = RECORDED) -> JudgeAccuracy | None:
    """Return what was measured of a judge; None where it was not, or on other claims."""
    found = json.loads(path.read_text(encoding="utf-8")).get(label)
    if found is None or found["claims"] != claims_version():
        return None
    groups = {
        name: Estimate(e["mean"], e["ci95"][0], e["ci95"][1], e["n"])
        for name, e in found["groups"].items()
    }
    return JudgeAccuracy(label, found["claims"], groups)


def unmeasured(label: str) -> JudgeAccuracy:
    """Return the accuracy of a judge of which nothing is known: no gate may rest on it."""
    nothing = Estimate(math.nan, math.nan, math.nan, 0)
    return JudgeAccuracy(label, claims_version(), dict.fromkeys(GROUPS, nothing))


def record_accuracy(accuracy: JudgeAccuracy, path: Path = RECORDED) -> None:
    """Keep what was measured, beside what is recorded of other judges."""
    kept = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    kept[accuracy.label] = {"claims": accuracy.claims, "groups": accuracy.as_json()}
    text = json.dumps(dict(sorted(kept.items())), indent=2, ensure_ascii=False)
    path.write_text(text + "\n", encoding="utf-8")
