"""Says what filters understood from questions are worth, and whether they lose answers.

Run ``python -m benchmarks.asked_filters LIBRARY``, where LIBRARY holds the documents that the
golden questions ask about. First it lists the golden questions that are taken to restrict
themselves, with how many documents are left and whether the gold is among them. Then every golden
question is asked again with the year and publisher of its gold before it ("In the 2023 NIST
documents, …"), and hit@5 is printed without and with narrowing.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from statistics import mean

from assistant.open import open_library
from assistant.settings import load_settings
from corpus.types import DocumentInfo, Filters
from eval.golden import GoldenQuestion, load_golden
from eval.judging import as_ranked, judge
from index.asked.understand import understand_filters
from index.filters import select_documents
from index.library import Library
from index.proper_names import names_document

_NAMES = {
    "National Institute of Standards and Technology": ("NIST", "NIST", "NIST"),
    "OECD": ("OECD", "OECD", "OECD"),
    "United Nations": ("UN", "유엔", "国連"),
    "G7": ("G7", "G7", "G7"),
    "Republic of Korea": ("Korean", "한국", "韓国"),
    "United States": ("US", "미국", "米国"),
    "United Kingdom": ("UK", "영국", "英国"),
    "European Union": ("EU", "EU", "EU"),
    "Japan": ("Japanese", "일본", "日本"),
}
_WORDED = {
    "en": "In the {year} {name} documents, {question}",
    "ko": "{year}년 {name} 문서에서 {question}",
    "ja": "{year}年の{name}の文書で、{question}",
}


def restricted(question: GoldenQuestion, info: DocumentInfo) -> str | None:
    """Return a question with year and publisher of its document before it; None for others."""
    name = next((n for n in _NAMES if names_document(info, n)), None)
    form = _WORDED.get(question.language)
    if name is None or form is None or not info.date:
        return None
    called = dict(zip(_WORDED, _NAMES[name], strict=True))[question.language]
    return form.format(year=info.date[:4], name=called, question=question.question)


def list_understood(questions: Iterable[GoldenQuestion], infos: list[DocumentInfo]) -> int:
    """Print the golden questions that restrict themselves; return how many lose their gold."""
    lost = 0
    for question in questions:
        asked = understand_filters(question.question, question.language, infos)
        if not asked.words:
            continue
        left = {info.slug for info in select_documents(infos, asked.filters)}
        gold = {place.document for place in question.places}
        gone = bool(gold) and not gold & left
        lost += gone
        print(f"{question.id:10} {'LOST' if gone else 'kept'} {len(left):3} {asked.words}")
    return lost


def main(folder: Path) -> None:
    """Print both parts."""
    library: Library = open_library(load_settings(library=folder))
    infos = library.shelf.infos
    questions = load_golden()
    print(f"golden questions that lose their gold: {list_understood(questions, [*infos.values()])}")
    places = {slug: library.document(slug).places for slug in infos}
    scores: dict[str, dict[str, list[float]]] = {}
    understood = []
    for question in questions:
        held = [p.document for p in question.places if p.document in infos]
        worded = restricted(question, infos[held[0]]) if held else None
        if worded is None:
            continue
        for name, asked, narrow in (
            ("plain", question.question, False),
            ("restricted, not narrowed", worded, False),
            ("restricted, narrowed", worded, True),
        ):
            found = library.search(asked, 8, Filters(), narrow=narrow)
            hit = judge(question, [as_ranked(h.passage, places) for h in found.hits])
            for group in ("all", question.pair):
                scores.setdefault(group, {}).setdefault(name, []).append(hit.scores["hit@5"])
        understood.append(bool(found.narrowing.words))
    print(f"restricted questions understood: {mean(understood):.3f} of {len(understood)}")
    for group, systems in sorted(scores.items()):
        cells = ", ".join(f"{name} {mean(values):.3f}" for name, values in systems.items())
        print(f"hit@5 {group} (n = {len(systems['plain'])}): {cells}")
    library.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
