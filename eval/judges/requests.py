"""Reads back what RAGAS asks a judge: its prompts end in the input as JSON."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

_BEFORE, _AFTER = "\ninput: ", "\nOutput:"

Wanted = Literal["statements", "verdicts", "usefulness", "attribution", "writing"]
"""What a request wants: a text in statements, whether each statement follows from a context,
whether a context helps, which statements of an answer a context holds, or free writing."""


@dataclass(frozen=True, slots=True)
class Request:
    """A prompt of RAGAS, taken apart.

    Attributes:
        wanted: What it asks for.
        given: Its input, by name.
    """

    wanted: Wanted
    given: dict[str, Any]

    @property
    def text(self) -> str:
        """The text to be parted into statements."""
        return str(
            self.given.get("answer") or self.given.get("text") or self.given.get("response") or ""
        )


def read_request(prompt: str, response_model: type[BaseModel]) -> Request:
    """Return what a prompt asks for.

    Args:
        prompt: As ``BasePrompt.to_string`` makes it. Its input is JSON, so no text of a document
            or an answer can hold the line breaks that part it from the rest.
        response_model: What RAGAS wants back.

    Raises:
        ValueError: The prompt is not of that form.
    """
    _, found, rest = prompt.rpartition(_BEFORE)
    if not found:
        raise ValueError("the prompt has no input")
    given = json.loads(rest.rpartition(_AFTER)[0] or rest)
    return Request(_wanted(set(response_model.model_fields), given), given)


def _wanted(fields: set[str], given: dict[str, Any]) -> Wanted:
    if fields == {"statements"}:
        return "verdicts" if "statements" in given else "statements"
    if fields == {"claims"}:
        return "statements"
    if fields == {"classifications"}:
        return "attribution"
    return "usefulness" if fields == {"reason", "verdict"} else "writing"


def with_input(prompt: str, given: dict[str, Any]) -> str:
    """Return a prompt with another input."""
    before, found, _ = prompt.rpartition(_BEFORE)
    return f"{before}{found}{json.dumps(given, ensure_ascii=False, indent=4)}{_AFTER} "
