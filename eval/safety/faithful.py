"""Whether an answer is faithful to its sources, whatever it says of itself."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from assistant.verification import Claim, Evidence, judge_claims
from corpus.errors import PolicydeskError
from eval.safety.conduct import Json
from index.embedders import embed_passages
from index.library import Library
from ingest.clean import fold_space
from ingest.language import detect_language, passage_language

_MARK = re.compile(r"\[(\d+)\]")


def find_unfaithful(answer: Json, library: Library) -> str:
    """Return the first fault of an answer; empty where there is none.

    Every mark has a citation, every quote stands word for word where its locator says, and every
    sentence is in a quote that it cites or is borne out by them. That is judged anew from the
    quotes, by the rules that the suite ``verification`` measures.

    Args:
        answer: JSON of the contract.
        library: That was asked.
    """
    return next(_faults(answer, library), "")


def _faults(answer: Json, library: Library) -> Iterator[str]:
    citations = {citation["n"]: citation for citation in answer["citations"]}
    if not answer["sentences"]:
        yield "it answers without a sentence"
    for mark in _MARK.findall(answer["answer"]):
        if int(mark) not in citations:
            yield f"[{mark}] has no citation"
    for n, citation in citations.items():
        if not _stands_there(citation, library):
            yield f"the quote of [{n}] does not stand where it says"
    for sentence in answer["sentences"]:
        cited = [citations[n] for n in sentence["citations"] if n in citations]
        if not cited:
            yield f"nothing is cited for: {sentence['text']}"
        elif not _is_borne_out(sentence["text"], cited, library):
            yield f"its sources do not bear out: {sentence['text']}"


def _stands_there(citation: Json, library: Library) -> bool:
    try:
        text = library.document(citation["document"]).text
    except PolicydeskError:
        return False
    place = citation["locator"]
    there = text[place["char_start"] : place["char_end"]]
    return fold_space(there) == fold_space(citation["quote"])


def _is_borne_out(text: str, cited: Sequence[Json], library: Library) -> bool:
    if any(fold_space(text) in fold_space(citation["quote"]) for citation in cited):
        return True

    def embed(texts: Sequence[str]) -> NDArray[np.float32]:
        return embed_passages(library.embedder, texts)

    evidence = tuple(
        Evidence(
            quote=c["quote"],
            language=passage_language(c["quote"], c["language"]),
            about="\n\n".join([c["title"], *c["locator"]["heading"]]),
            address=c["locator"]["address"],
            date=c["date"],
            publisher=c["publisher"],
        )
        for c in cited
    )
    claim = Claim(text, detect_language(text), evidence)
    return judge_claims([claim], embed)[0].verdict == "supported"
