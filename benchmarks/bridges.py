"""Measures what carries a question to passages in another language: each bridge alone, and all.

Run ``python -m benchmarks.bridges LIBRARY [--model]``, where LIBRARY holds the documents of the
golden questions. The dev half is asked; the test half stays unseen.

The first table switches the bridges of the product on and off, ranked as the product ranks. The
second tries what the product does without. Each gives the product's candidates other cosines to
the question, the ranking is fitted anew with them, and the figures are cross-validated
(``benchmarks.fit_ranking``):

- *titles in both languages*: passages are embedded with the title of their instrument in the other
  language, too.
- *digests*: the question is moved towards the other language's wording of the three lines of our
  own digests that are nearest to it.
- *sentences*: the best sentence of a passage, embedded with title and heading, is a further sign.
- *local model* (``--model``): the question is moved towards its translation by the local model.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.open import open_library
from assistant.settings import load_settings
from benchmarks.fit_ranking import Array, Example, cross_validate
from corpus.catalog import load_catalog
from corpus.types import Filters
from eval.golden import GoldenQuestion, load_golden
from eval.judging import as_ranked, judge, summarise
from index.alignment import blend, sentence_pairs
from index.embedders import embed_passages, embed_questions
from index.library import Library
from index.ranking import Signs
from index.retrieval import PRODUCT, Pool, Steps, gather, question_vectors, retrieve
from ingest.sentences import split_sentences

Vectors = NDArray[np.float32]
Cosines = Callable[["Asked"], Array]

_NONE = replace(PRODUCT, glossary=False, translation=False, alignment=False)
SWITCHED: dict[str, Steps] = {
    "none": _NONE,
    "glossary": replace(_NONE, glossary=True),
    "terms translated": replace(_NONE, translation=True),
    "alignment": replace(_NONE, alignment=True),
    "all": PRODUCT,
    "all but glossary": replace(PRODUCT, glossary=False),
    "all but terms translated": replace(PRODUCT, translation=False),
    "all but alignment": replace(PRODUCT, alignment=False),
}
_GROUPS = ("same language", "cross-language", "ko→en", "en→ko")
_METRICS = ("hit@1", "hit@5", "MRR@10")
_LINES = 3
_PROMPT = (
    "Translate the question into {language}. Do not answer it. Write only the translated question."
)
_NAMES = {"ko": "Korean", "en": "English", "ja": "Japanese"}


@dataclass(frozen=True, slots=True)
class Asked:
    """A golden question with its candidates.

    Attributes:
        question: Which.
        pool: What retrieval brings up.
        relevant: Shape (candidates,), whether each holds the answer.
        vectors: The question's, by language of the passages.
    """

    question: GoldenQuestion
    pool: Pool
    relevant: NDArray[np.bool_]
    vectors: dict[str, Vectors]


def switched(library: Library, questions: Sequence[GoldenQuestion]) -> None:
    """Print what each bridge of the product is worth."""
    places = {r.info.slug: library.document(r.info.slug).places for r in library.documents()}
    print("| bridges | " + " | ".join(f"{g}, {m}" for g in _GROUPS for m in _METRICS) + " |")
    print("| --- " * (len(_GROUPS) * len(_METRICS) + 1) + "|")
    for name, steps in SWITCHED.items():
        found = summarise(
            [
                judge(
                    q,
                    [
                        as_ranked(hit.passage, places)
                        for hit in retrieve(library, q.question, 10, Filters(), steps).hits
                    ],
                )
                for q in questions
            ]
        )
        cells = [f"{found[f'{m}/{g}'].mean:.2f}" for g in _GROUPS for m in _METRICS]
        print(f"| {name} | " + " | ".join(cells) + " |", flush=True)


def ask(library: Library, questions: Sequence[GoldenQuestion]) -> list[Asked]:
    """Return the candidates of each question."""
    places = {r.info.slug: library.document(r.info.slug).places for r in library.documents()}
    asked = []
    for question in questions:
        pool = gather(library, question.question)
        ranked = [as_ranked(pool.passages[c.id], places) for c in pool.candidates]
        relevant = np.array(judge(question, ranked).relevant)
        asked.append(Asked(question, pool, relevant, question_vectors(library, pool.question)))
    return asked


def untried(asked: Sequence[Asked], cosines: Cosines | None, *, beside: bool = False) -> str:
    """Return the figures of a ranking whose cosines come from elsewhere.

    Args:
        asked: The questions.
        cosines: Returns them, shape (candidates,); None leaves the product's.
        beside: They are a further sign and do not replace the product's.
    """
    examples = []
    for one in asked:
        signs = np.array(one.pool.signs, dtype=float)
        if cosines is not None:
            found = cosines(one)
            known = found[~np.isnan(found)]
            found = np.where(np.isnan(found), known.min() if len(known) else 0.0, found)
            if beside:
                signs = np.c_[signs, found]
            else:
                signs[:, Signs._fields.index("cosine")] = found
                standing = _standing_out(found, [c.language for c in one.pool.candidates])
                signs[:, Signs._fields.index("standing_out")] = standing
        examples.append(Example(one.question, signs, one.relevant))
    return cross_validate(examples, 3.0)


def _standing_out(cosines: Array, languages: Sequence[str]) -> Array:
    standing = np.zeros(len(cosines))
    for language in set(languages):
        among = np.array([lang == language for lang in languages])
        standing[among] = (cosines[among] - cosines[among].mean()) / (cosines[among].std() + 1e-6)
    return standing


def stored(library: Library, asked: Sequence[Asked]) -> dict[str, Vectors]:
    """Return the vectors of all candidates."""
    found: dict[str, Vectors] = {}
    for language in library.vectors.languages:
        ids = {c.id for one in asked for c in one.pool.candidates if c.language == language}
        found |= library.vectors.vectors(language, sorted(ids))
    return found


def both_titles(library: Library, asked: Sequence[Asked]) -> Cosines:
    """Embed the candidates with their instrument's other title."""
    titles = {entry.slug: entry.titles for entry in load_catalog()}
    passages = {i: p for one in asked for i, p in one.pool.passages.items()}
    texts = []
    for passage in passages.values():
        info = library.shelf.infos[passage.document]
        names = titles.get(info.instrument or "", {})
        other = " ".join(name for lang, name in names.items() if lang != info.language)
        texts.append(f"{other}\n{passage.context}\n{passage.text}".strip())
    vectors = dict(zip(passages, embed_passages(library.embedder, texts), strict=True))
    return lambda one: np.array(
        [vectors[c.id] @ one.vectors[c.language] for c in one.pool.candidates]
    )


def moved(towards: Callable[[Asked, str], Vectors | None], vectors: dict[str, Vectors]) -> Cosines:
    """Return cosines of a question that is moved towards another text.

    Args:
        towards: Returns the text's vector for passages of a language; None leaves the question.
        vectors: Of the candidates.
    """

    def cosines(one: Asked) -> Array:
        place = {}
        for language, own in one.vectors.items():
            other = towards(one, language)
            place[language] = own if other is None else blend(own, other)
        return np.array([vectors[c.id] @ place[c.language] for c in one.pool.candidates])

    return cosines


def by_digests(library: Library) -> Callable[[Asked, str], Vectors | None]:
    """Return what moves a question towards the digests' wording in the other language."""
    sides = ("en", "ko")
    pairs = sentence_pairs()
    lines = {
        side: embed_passages(library.embedder, [pair[at] for pair in pairs])
        for at, side in enumerate(sides)
    }

    def towards(one: Asked, language: str) -> Vectors | None:
        asked_in = one.pool.language
        if asked_in == language or {asked_in, language} - set(sides):
            return None
        own = embed_questions(library.embedder, [one.pool.question])[0]
        nearest = np.argsort(-(lines[asked_in] @ own))[:_LINES]
        mean: Vectors = lines[language][nearest].mean(axis=0)
        return mean / np.float32(np.linalg.norm(mean))

    return towards


def by_sentences(library: Library, asked: Sequence[Asked]) -> Cosines:
    """Return the cosine of each candidate's best sentence."""
    owners, texts = [], []
    for passage in {i: p for one in asked for i, p in one.pool.passages.items()}.values():
        info = library.shelf.infos[passage.document]
        place = " › ".join([info.title, *passage.locator.heading[-1:]])[:160]
        for span in split_sentences(passage.text, info.language):
            owners.append(passage.id)
            texts.append(f"{place}\n{passage.text[span.start : span.end]}")
    vectors = embed_passages(library.embedder, texts)
    rows: dict[str, list[int]] = {}
    for row, owner in enumerate(owners):
        rows.setdefault(owner, []).append(row)

    def cosines(one: Asked) -> Array:
        return np.array(
            [
                max(vectors[rows[c.id]] @ one.vectors[c.language]) if c.id in rows else np.nan
                for c in one.pool.candidates
            ]
        )

    return cosines


def by_local_model(library: Library, asked: Sequence[Asked]) -> Callable[[Asked, str], Vectors]:
    """Return what moves a question towards its translation by the local model."""
    from assistant.engines.local import LocalEngine
    from assistant.open import open_engine

    engine = open_engine(load_settings(), "local")
    assert isinstance(engine, LocalEngine)
    known: dict[tuple[str, str], Vectors] = {}
    took = []
    for one in asked:
        for language in one.vectors:
            if language in _NAMES and language != one.pool.language:
                began = time.perf_counter()
                system = _PROMPT.format(language=_NAMES[language])
                text = engine.complete(
                    [
                        {"role": "system", "content": system},
                        {"role": "user", "content": one.pool.question},
                    ],
                    96,
                    timeout_s=60,
                )
                took.append(time.perf_counter() - began)
                vector = embed_questions(library.embedder, [text or one.pool.question])[0]
                known[one.question.id, language] = vector
    print(f"local model: {np.median(took):.1f} s a translation (median of {len(took)})")
    return lambda one, language: known.get((one.question.id, language), one.vectors[language])


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("library", type=Path)
    parser.add_argument("--model", action="store_true", help="try the local model, too")
    arguments = parser.parse_args()
    library = open_library(load_settings(library=arguments.library))
    questions = [q for q in load_golden() if q.places and q.split == "dev"]
    switched(library, questions)
    asked = ask(library, questions)
    vectors = stored(library, asked)
    print(f"\nas it is: {untried(asked, None)}", flush=True)
    titles = both_titles(library, asked)
    print(f"titles in both languages: {untried(asked, titles)}", flush=True)
    digests = moved(by_digests(library), vectors)
    print(f"digests: {untried(asked, digests)}", flush=True)
    sentences = by_sentences(library, asked)
    print(f"sentences: {untried(asked, sentences, beside=True)}", flush=True)
    if arguments.model:
        translated = moved(by_local_model(library, asked), vectors)
        print(f"local model: {untried(asked, translated)}", flush=True)
    library.close()


if __name__ == "__main__":
    main()
