"""Opens the judge that a setting names."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.engines import Completer
from assistant.engines.local import LocalEngine
from assistant.open import open_engine
from assistant.settings import Settings
from assistant.verification.judging import Embed
from corpus.errors import UsageError
from eval.judges.both import RulesAndModel
from eval.judges.judge import Judge
from eval.judges.model import api_judge, local_judge
from eval.judges.rules import RulesJudge
from index.embedders import embed_passages
from index.library import Library

_MOST_REMEMBERED = 20_000
JUDGES = ("rules", "local", "api", "rules+local")


def open_judge(name: str, library: Library, settings: Settings) -> Judge:
    """Return a judge.

    Args:
        name: One of ``JUDGES``.
        library: Whose embedding model the rules use.
        settings: Where models and endpoints are.

    Raises:
        EngineError: The model is not here.
        UsageError: There is no such judge, or the endpoint is not configured.
    """
    rules = RulesJudge(_remembering(lambda texts: embed_passages(library.embedder, texts)))
    match name:
        case "rules":
            return rules
        case "local":
            return _local(settings)
        case "rules+local":
            return RulesAndModel(rules, _local(settings))
        case "api":
            engine = open_engine(settings, "api")
            assert isinstance(engine, Completer), "the API engine completes prompts"
            return api_judge(engine)
        case _:
            raise UsageError("there is no such judge", name, f"Choose one of: {', '.join(JUDGES)}.")


def _remembering(embed: Embed) -> Embed:
    """Return an embedding that knows texts again: RAGAS asks of the same contexts many times."""
    known: dict[str, NDArray[np.float32]] = {}

    def embed_new(texts: Sequence[str]) -> NDArray[np.float32]:
        if len(known) > _MOST_REMEMBERED:
            known.clear()
        if new := [text for text in dict.fromkeys(texts) if text not in known]:
            known.update(zip(new, embed(new), strict=True))
        return np.stack([known[text] for text in texts])

    return embed_new


def _local(settings: Settings) -> Judge:
    engine = open_engine(settings, "local")
    assert isinstance(engine, LocalEngine), "the local engine runs here"
    return local_judge(engine)
