"""Words of a question that the library, or what was found in it, does not hold."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from corpus.naming import find_named, squeeze
from corpus.types import DocumentInfo, Hit
from index.analyzers import analyze
from index.expansion import Idea, expand, find_ideas
from index.glossary import Match, find_terms
from index.library import Library
from ingest.korean import kiwi

_LATIN = re.compile(r"[A-Za-z0-9][\w.&’'/-]*")
_CJK_RUN = re.compile("[\u30a1-\u30ff\u4e00-\u9fff々ー]{2,}")
# Japanese without a glossary term is cut in pairs of characters; these hold inflection only.
_HIRAGANA = re.compile("[\u3041-\u309f]")
_NUMBER = re.compile(r"[\d.,:()/-]+")
_POSSESSIVE = re.compile(r"['’]s$")
_VERB_LIKE = re.compile(r"(?:ed|ing|s)$")
# Names that say of what country or month something is, and that texts put in another way.
_ADJECTIVES = (
    "american", "australian", "british", "canadian", "chinese", "european", "french", "german",
    "indian", "italian", "japanese", "korean", "singaporean", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december",
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
)  # fmt: skip
_ASKING = frozenset(
    (
        "얼마", "얼마나", "모두", "동안", "시간", "오늘", "내일", "어제", "가지", "경우", "언제",
        "어디", "누구", "무엇", "며칠", "long", "often", "soon", "old", "high", "large", "big",
        "about", "after", "again", "against", "any", "before", "between", "down", "during", "each",
        "every", "he", "i", "me", "my", "off", "over", "she", "since", "tell", "until", "us",
        "which", "within", "without",
    )
)  # fmt: skip


def find_absent(library: Library, question: str, language: str) -> tuple[str, ...]:
    """Return the words of a question that no passage of the library holds, as they stand in it.

    Names and terms of the glossary are looked for in every language; where all of them are held,
    other nouns, and those only if the library speaks the question's language: that a Korean word
    is in no English text says nothing.

    Args:
        library: Where to look.
        question: As asked.
        language: Of the question.
    """
    ideas = [i for i in find_ideas(question, language) if not _is_held(library, i)]
    names = _as_asked(question, language, [i for i in ideas if i.named])
    if names or language not in library.keywords.languages:
        return names
    return _as_asked(question, language, ideas)


def find_unmentioned(question: str, language: str, hits: Sequence[Hit]) -> tuple[str, ...]:
    """Return the names in a question that none of some passages mentions, as they stand in it.

    Args:
        question: As asked.
        language: Of the question.
        hits: Passages; their headings and publishers count.
    """
    names = _names(question, language)
    if not names:
        return ()
    passages = [f"{h.passage.in_context}\n{h.info.publisher or ''}" for h in hits]
    for passage in passages:
        terms, letters = frozenset(analyze(passage, "en")), squeeze(passage)
        names = [name for name in names if not _is_in(name, terms, letters)]
    return _as_asked(question, language, names)


def share_mentioned(question: str, language: str, hit: Hit, *, own: bool = False) -> float:
    """Return the share of a question's words and terms that a passage holds.

    Words that only ask count for nothing; a question of nothing else is held by any passage.

    Args:
        question: As asked.
        language: Of the question.
        hit: The passage.
        own: Whether its own words alone count; else its headings do as well.
    """
    ideas = [
        idea
        for idea in find_ideas(question, language)
        if idea.words not in _ASKING and (idea.variants or not _HIRAGANA.search(idea.words))
    ]
    passage = hit.passage.text if own else hit.passage.in_context
    terms, letters = frozenset(analyze(passage, "en")), squeeze(passage)
    held = sum(_is_in(idea, terms, letters) for idea in ideas)
    return held / len(ideas) if ideas else 1.0


def find_unmentioned_in(
    library: Library, question: str, language: str, documents: Sequence[DocumentInfo]
) -> tuple[str, ...]:
    """Return the countries and bodies in a question that some documents do not mention at all.

    Args:
        library: Holds them.
        question: As asked.
        language: Of the question.
        documents: Their titles and publishers count.
    """
    slugs = {info.slug for info in documents}
    labels = " ".join(f"{info.title} {info.publisher or ''}" for info in documents)
    terms, letters = frozenset(analyze(labels, "en")), squeeze(labels)
    absent = [
        name
        for name in (_from_term(m, question, language) for m in find_terms(question, language))
        if name.named
        and not any(find_named(name.words))
        and not _is_in(name, terms, letters)
        and not _is_held(library, name, slugs)
    ]
    return _as_asked(question, language, absent)


def _names(question: str, language: str) -> list[Idea]:
    return [
        idea
        for idea in find_ideas(question, language)
        if idea.named
        and (idea.variants or idea.words.isascii() or language != "ja")
        and not find_named(idea.words).instruments
        and not set(analyze(idea.words, "en")) & _adjectives()
    ]


@cache
def _adjectives() -> frozenset[str]:
    return frozenset(term for word in _ADJECTIVES for term in analyze(word, "en"))


def _from_term(match: Match, question: str, language: str) -> Idea:
    words, kind = question[match.start : match.end], match.term.kind
    is_actor = kind in ("country", "organisation")
    return Idea(words, language, dict(match.term.variants), is_actor, kind)


def _is_in(name: Idea, terms: frozenset[str], letters: str) -> bool:
    """Whether a name is among a passage's English terms or anywhere in its letters."""
    groups = expand([name], "en")
    if any(terms.issuperset(phrase) for group in groups for phrase in group.alternatives):
        return True
    spellings = [s for language in ("ko", "ja") for s in name.variants.get(language, ())]
    return any(squeeze(s) in letters for s in [*spellings, name.words] if not s.isascii())


def _is_held(library: Library, idea: Idea, documents: Collection[str] | None = None) -> bool:
    index = library.keywords
    return any(
        index.holders(phrase, language, documents)
        for language in index.languages
        for group in expand([idea], language)
        for phrase in group.alternatives
    )


def _as_asked(question: str, language: str, ideas: Sequence[Idea]) -> tuple[str, ...]:
    """The ideas in the question's own spelling, in its order; what has none is left out."""
    # An everyday word of the glossary is still part of what stands around it: 최저임금.
    plain = {idea.words for idea in ideas if not idea.variants or idea.kind == "word"}
    spelled = {_POSSESSIVE.sub("", idea.words) for idea in ideas if idea.words not in plain}
    named = {idea.words for idea in ideas if idea.named}
    match language:
        case "ja":
            spelled.update(_japanese(question, plain))
        case "ko":
            spelled.update(_korean(question, plain))
    spelled.update(_latin(question, plain, named))
    kept = [word for word in spelled if not _NUMBER.fullmatch(word)]
    return tuple(sorted(kept, key=question.find))


def _latin(question: str, plain: set[str], named: set[str]) -> Iterator[str]:
    plain, named = _stems(plain), _stems(named)
    for found in _LATIN.finditer(question):
        word = found.group().rstrip(".,?!’'")
        whole = (analyze(word, "en") or [""])[0]
        is_noun = word.islower() and "-" not in word and not _VERB_LIKE.search(word)
        is_noun = is_noun and word not in _ASKING
        is_name = whole in named and ("-" not in word or any(c.isdigit() for c in word))
        if is_name or (whole in plain and is_noun):
            yield _POSSESSIVE.sub("", word)


def _stems(words: Collection[str]) -> set[str]:
    """The terms of those that are one term each."""
    found = (analyze(word, "en") for word in words)
    return {terms[0] for terms in found if len(terms) == 1}


def _korean(question: str, plain: set[str]) -> Iterator[str]:
    """Nouns, joined where they stand together: 최저임금 is one word of two."""
    begins = ends = -1
    for token in kiwi().tokenize(question):
        noun = token.tag in ("NNG", "NNP") and token.form.lower() in plain
        if noun and token.form not in _ASKING and (len(token.form) > 1 or token.start == ends):
            begins = begins if token.start == ends and begins >= 0 else token.start
            ends = token.start + token.len
            continue
        if begins >= 0:
            yield question[begins:ends]
        begins = ends = -1
    if begins >= 0:
        yield question[begins:ends]


def _japanese(question: str, plain: set[str]) -> Iterator[str]:
    """Runs of Chinese characters or katakana, whose pairs are what the index knows."""
    rest = question
    for match in find_terms(question, "ja"):
        rest = rest.replace(question[match.start : match.end], " ")
    for run in _CJK_RUN.findall(rest):
        if any(run[at : at + 2] in plain for at in range(len(run) - 1)):
            yield run
