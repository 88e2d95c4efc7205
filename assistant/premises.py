"""What a question takes for granted, against what the library holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from assistant.sanctions import Sanction, find_sanctions
from assistant.unheld import find_unmentioned_in
from assistant.wording import provision_name, say, unit_name
from corpus.naming import find_named, is_named
from corpus.types import DocumentInfo, Instrument
from index.addresses import address_matches, address_starts, find_provisions
from index.analyzers import analyze
from index.extent import Lack, count_series, find_lack
from index.glossary import Match, find_terms
from index.library import Library


@dataclass(frozen=True, slots=True)
class Subject:
    """An instrument that a question names and the library holds.

    Attributes:
        title: What to call it in the question's language.
        documents: Of it, with digests.
        entry: Of the catalogue; None for a document that the catalogue does not know.
    """

    title: str
    documents: tuple[DocumentInfo, ...]
    entry: Instrument | None = None

    @property
    def has_text(self) -> bool:
        """Whether the library holds more of it than a digest."""
        return not all(info.is_digest for info in self.documents)

    @property
    def slugs(self) -> frozenset[str]:
        """The documents' names."""
        return frozenset(info.slug for info in self.documents)


@dataclass(frozen=True, slots=True)
class Premises:
    """What a question takes for granted.

    Attributes:
        subjects: Instruments that it names and the library holds.
        unheld: Instruments that it names and the library does not hold; what to call them, and
            where the official text is, as far as the catalogue knows.
        lacking: One sentence for each provision that it names and the subjects do not have.
        all_lacking: Whether that is so of every provision that it names.
        unsupported: One sentence for each name or sanction of which the subject does not speak.
    """

    subjects: tuple[Subject, ...] = ()
    unheld: tuple[tuple[str, str | None], ...] = ()
    lacking: tuple[str, ...] = ()
    all_lacking: bool = False
    unsupported: tuple[str, ...] = ()


def read_premises(library: Library, question: str, language: str) -> Premises:
    """Return what a question takes for granted, and what of it the library does not bear out.

    Nothing is said against a question unless it is certain: of an instrument that is not held, or
    whose provisions cannot be counted, every provision may exist.

    Args:
        library: What is known.
        question: As asked.
        language: ISO 639-1 code to say it in.
    """
    subjects, unheld = _find_subjects(library, question, language)
    lacking: list[str] = []
    asked = find_provisions(question)
    if subjects and not unheld:
        for spellings in asked:
            if sentence := _say_lack(library, subjects, spellings, language):
                lacking.append(sentence)
    return Premises(
        subjects,
        unheld,
        tuple(lacking),
        all_lacking=bool(lacking) and len(lacking) == len(asked),
        unsupported=tuple(_unsupported(library, subjects, question, language)),
    )


def _find_subjects(
    library: Library, question: str, language: str
) -> tuple[tuple[Subject, ...], tuple[tuple[str, str | None], ...]]:
    infos = library.shelf.infos.values()
    subjects: list[Subject] = []
    unheld: list[tuple[str, str | None]] = []
    for entry in find_named(question).instruments:
        own = tuple(info for info in infos if info.instrument == entry.slug)
        if own:
            subjects.append(Subject(entry.name(language), own, entry))
        elif not any(is_named(name, info.title) for info in infos for name in _names(entry)):
            unheld.append((entry.name(language), entry.source_url))
    terms = find_terms(question, language)
    for before, match in zip([None, *terms], terms, strict=False):
        if match.term.kind != "instrument":
            continue
        if before and _is_another_countrys(question, before, match):
            unheld.append((question[before.start : match.end], None))
            continue
        if find_named(question[match.start : match.end]).instruments:
            continue
        names = [name for names in match.term.variants.values() for name in names]
        held = tuple(info for info in infos if any(is_named(n, info.title) for n in names))
        # What the catalogue knows it names itself; the glossary's "AI law" may be another's.
        subjects += [Subject(info.title, (info,)) for info in held if not info.instrument]
        if not held:
            unheld.append((question[match.start : match.end], None))
    known = {info.slug for subject in subjects for info in subject.documents}
    subjects += [
        Subject(info.title, (info,))
        for info in infos
        if info.slug not in known and is_named(info.title, question)
    ]
    return tuple(subjects), tuple(unheld)


def _is_another_countrys(question: str, before: Match, match: Match) -> bool:
    """Whether a country right before a law's common name makes it one that nobody here knows."""
    between = question[before.end : match.start].strip(" '’s의の")
    whole = question[before.start : match.end]
    return before.term.kind == "country" and not between and not find_named(whole).instruments


def _names(entry: Instrument) -> Iterable[str]:
    return (name for names in entry.names.values() for name in names)


def _say_lack(
    library: Library, subjects: Sequence[Subject], spellings: Sequence[str], language: str
) -> str | None:
    """Say that none of the subjects has a provision; None when one has or nobody can tell."""
    lacks = []
    for subject in subjects:
        lack, is_counted = _find_lack(library, subject, spellings)
        if lack is None:
            return None
        lacks.append((subject, lack, is_counted))
    subject, lack, is_counted = lacks[0]
    provision = provision_name(lack.address, language)
    if lack.count == 0:
        return say("no_articles", language, title=subject.title, provision=provision)
    title = subject.title
    if lack.series not in ("Art.", "제조") and lack.series.startswith(("Art.", "제")):
        title = f"{title} {provision_name(lack.series, language)}"
    return say(
        "no_provision" if is_counted else "never_provision",
        language,
        title=title,
        count=lack.count,
        unit=unit_name(lack.series, language),
        provision=provision,
    )


def _find_lack(
    library: Library, subject: Subject, spellings: Sequence[str]
) -> tuple[Lack | None, bool]:
    """What a subject lacks, and whether that was counted in the library's own text."""
    addresses = [
        anchor.address
        for info in subject.documents
        if not info.is_digest
        for anchor in library.document(info.slug).places.anchors
        if anchor.address
    ]
    counted = count_series(addresses)
    known = dict(subject.entry.provisions) if subject.entry else {}
    lack = find_lack(spellings, {**known, **counted})
    return lack, bool(lack and lack.series in counted)


def _unsupported(
    library: Library, subjects: Sequence[Subject], question: str, language: str
) -> Iterable[str]:
    """Say of which names and sanctions in the question the one subject does not speak."""
    if len(subjects) != 1 or not subjects[0].has_text:
        return
    subject = subjects[0]
    for name in find_unmentioned_in(library, question, language, subject.documents):
        yield say("no_mention", language, title=subject.title, word=name)
    provisions = find_provisions(question)
    for word, sanction in find_sanctions(question, language):
        holders = _speaking_of(library, subject, sanction)
        if not holders:
            yield say("no_mention", language, title=subject.title, word=word)
        elif provisions and not _connected(library, holders, provisions):
            named = provision_name(provisions[0][0], language)
            yield say("no_mention_there", language, title=subject.title, provision=named, word=word)


def _speaking_of(library: Library, subject: Subject, sanction: Sanction) -> list[str]:
    index = library.keywords
    return [
        identifier
        for language in index.languages
        for word in sanction.get(language, ())
        for identifier in index.holders(analyze(word, language), language, subject.slugs)
    ]


def _connected(
    library: Library, holders: Sequence[str], provisions: Sequence[Sequence[str]]
) -> bool:
    """Whether a passage that speaks of a sanction stands in a named provision or refers to it."""
    spelled = [address for spellings in provisions for address in spellings]
    for passage in library.records.passages(holders).values():
        if any(address_matches(passage.locator.address, wanted) for wanted in spelled):
            return True
        referred = [a for some in find_provisions(passage.text) for a in some]
        starts = {start for address in referred for start in address_starts(address)[:1]}
        if any(address_starts(wanted)[0] in starts for wanted in spelled):
            return True
    return False
