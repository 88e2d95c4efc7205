"""Rules first; a language model where they are in doubt, and for what they cannot do."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import BaseModel

from assistant.verification import Evidence
from eval.judges.judge import Judge
from eval.judges.requests import read_request, with_input
from eval.judges.rules import RulesJudge, verdicts_row

DOUBT = (0.3, 0.7)


@dataclass(frozen=True, slots=True)
class RulesAndModel:
    """Judges by rules where these are sure.

    Attributes:
        rules: Who judges first.
        model: Who judges what the rules leave in doubt.
        doubt: Between these probabilities of support the model decides.
    """

    rules: RulesJudge
    model: Judge
    doubt: tuple[float, float] = DOUBT
    writes: bool = True

    @property
    def label(self) -> str:
        """Of both."""
        return f"{self.rules.label}+{self.model.label}"

    def reply(
        self, prompt: str, response_model: type[BaseModel], known: Mapping[str, Evidence]
    ) -> BaseModel:
        """Return the reply of whoever is to give it; see ``Judge.reply``."""
        request = read_request(prompt, response_model)
        if request.wanted == "writing":
            return self.model.reply(prompt, response_model, known)
        if request.wanted != "verdicts":
            return self.rules.reply(prompt, response_model, known)
        found = self.rules.judge(request.given["statements"], request.given["context"], known)
        low, high = self.doubt
        doubtful = [o.statement for o in found if low <= o.support <= high]
        rows = [verdicts_row(o) for o in found]
        if doubtful:
            asked = with_input(prompt, request.given | {"statements": doubtful})
            said = json.loads(self.model.reply(asked, response_model, known).model_dump_json())
            decided = dict(zip(doubtful, said["statements"], strict=False))
            rows = [
                decided.get(row["statement"], row) | {"statement": row["statement"]} for row in rows
            ]
        return response_model.model_validate({"statements": rows})
