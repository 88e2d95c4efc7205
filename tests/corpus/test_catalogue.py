import csv
import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from corpus.catalog import DATA, DIGESTS, digest_info, find_instrument, load_bodies, load_catalog
from ingest.pipeline import load_source, read_document
from ingest.readers.markdown import parse_markdown

ENTRIES = load_catalog()
DIGESTED = [entry for entry in ENTRIES if entry.digests]
BODIES = load_bodies()
LANGUAGES = ("en", "ko")
SPOKEN = ("en", "ko", "ja")
STATUSES = {"in force", "superseded", "rescinded", "draft", "unknown"}
KINDS = {
    "law", "declaration", "framework", "commitment", "code of conduct", "report", "guideline",
    "executive order", "memorandum", "fact sheet", "statement", "recommendation", "principles",
    "code of practice",
}  # fmt: skip
GLOSSARY_KINDS = {
    "term", "role", "verb", "name", "person", "organisation", "country", "instrument", "acronym",
    "word",
}  # fmt: skip
HAPPENINGS = {"in force", "applies", "amended", "superseded", "rescinded", "renamed", "final"}
PAIRS = [(entry, language) for entry in DIGESTED for language in LANGUAGES]
NAMES = [f"{entry.slug}.{language}" for entry, language in PAIRS]
# Words that stand for the same thing in the addresses of both languages.
SIGNS = {
    "Signatories": ("참여국", "참여기업"), "Preamble": ("전문",), "Executive Summary": ("요약",),
    "Update Schedule and Versions": ("갱신 일정 및 버전",), "Status": ("현황",),
    "Bletchley safety testing statement": ("블레츨리 안전 시험 성명",),
    "US-Japan Joint Leaders' Statement": ("미·일 정상 공동성명",),
}  # fmt: skip


def digest(entry, language: str) -> str:
    return digest_path(entry, language).read_text(encoding="utf-8")


def digest_path(entry, language: str):
    return DIGESTS / next(d.file for d in entry.digests if d.language == language)


def labels(entry, language: str) -> list[str]:
    """The addresses of a digest's paragraphs; the notice above them is quoted and has none."""
    blocks = parse_markdown(digest(entry, language)).blocks
    return [block.label for block in blocks if block.kind == "paragraph"][1:]


def numbers(label: str) -> list[str]:
    """What an address says in any language: numbers, letters, Roman numerals, RMF functions."""
    return re.findall(
        r"\d+|\([a-z]\)|GOVERN|MAP|MEASURE|MANAGE|(?<![A-Za-z])(?:[IVX]+|[A-D])(?![A-Za-z])", label
    )


def test_every_file_of_the_catalogue_loads():
    assert len(ENTRIES) == len(list((DATA / "instruments").glob("*.toml"))) >= 9


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_an_instrument_is_completely_described(entry):
    assert re.fullmatch(r"[a-z0-9-]+", entry.slug)
    assert (DATA / "instruments" / f"{entry.slug}.toml").exists()
    assert set(entry.titles) >= set(LANGUAGES)
    assert set(entry.publishers) >= set(LANGUAGES)
    assert entry.kind in KINDS
    assert entry.status in STATUSES
    assert entry.legal_force
    assert urlsplit(entry.source_url).scheme == "https"


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_dates_are_iso_and_versions_in_order(entry):
    versions = [version.date for version in entry.versions]
    assert all(is_date(date) for date in (entry.date, entry.status_as_of, *versions))
    assert versions == sorted(versions)
    assert all(version.label for version in entry.versions)
    assert {version.status for version in entry.versions} <= {None, *STATUSES}


def is_date(text: str) -> bool:
    return bool(re.fullmatch(r"\d{4}(-\d\d){0,2}", text))


@pytest.mark.parametrize("subject", [*ENTRIES, *BODIES], ids=lambda subject: subject.slug)
def test_an_event_is_told_in_each_language_with_its_date_and_official_source(subject):
    dates = [event.date for event in subject.events]
    assert dates == sorted(dates)
    for event in subject.events:
        assert event.kind in HAPPENINGS
        assert is_date(event.date)
        assert event.date <= subject.status_as_of or event.kind == "applies"
        assert urlsplit(event.source_url).scheme == "https"
        assert event.by is None or find_instrument(event.by)
        if event.kind in ("in force", "applies"):
            assert not event.notes
        else:
            assert set(event.notes) == set(SPOKEN)
            year = event.date[:4]
            assert all(year in note and note[-1] in ".。" for note in event.notes.values())


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)
def test_a_status_that_ended_has_the_event_that_ended_it(entry):
    ends = {event.kind for event in entry.events}
    assert entry.status not in ("superseded", "rescinded") or entry.status in ends
    assert entry.about is None or find_instrument(entry.about)


@pytest.mark.parametrize("body", BODIES, ids=lambda body: body.slug)
def test_a_body_has_former_names_in_each_language_and_the_event_that_renamed_it(body):
    assert set(body.names) == set(SPOKEN)
    assert {event.kind for event in body.events} == {"renamed"}


def test_slugs_are_unique_and_found():
    assert len({entry.slug for entry in ENTRIES}) == len(ENTRIES)
    assert all(find_instrument(entry.slug) is entry for entry in ENTRIES)
    assert find_instrument("no-such-instrument") is None


def test_every_digest_on_disk_belongs_to_one_instrument():
    listed = [digest.file for entry in ENTRIES for digest in entry.digests]
    assert sorted(listed) == sorted(path.name for path in DIGESTS.iterdir())


@pytest.mark.parametrize("entry", DIGESTED, ids=lambda entry: entry.slug)
def test_an_instrument_has_its_digest_in_both_languages(entry):
    assert [digest.language for digest in entry.digests] == list(LANGUAGES)
    for digest in entry.digests:
        assert digest_info(DIGESTS / digest.file) is not None
        assert digest.follows is None or digest.follows in {v.date for v in entry.versions}


@pytest.mark.parametrize(("entry", "language"), PAIRS, ids=NAMES)
def test_every_paragraph_of_a_digest_has_an_address(entry, language):
    assert all(labels(entry, language))


@pytest.mark.parametrize(("entry", "language"), PAIRS, ids=NAMES)
def test_every_passage_of_a_digest_below_the_notice_has_an_address(entry, language):
    _, passages = read_document(load_source(digest_path(entry, language)))
    assert all(passage.locator.address for passage in passages[1:])


@pytest.mark.parametrize("entry", DIGESTED, ids=lambda entry: entry.slug)
def test_both_digests_speak_of_the_same_provisions_in_the_same_order(entry):
    english, korean = (labels(entry, language) for language in LANGUAGES)
    assert [numbers(label) for label in english] == [numbers(label) for label in korean]


@pytest.mark.parametrize("entry", DIGESTED, ids=lambda entry: entry.slug)
def test_addresses_in_words_are_the_same_in_both_languages(entry):
    for english, korean in zip(*(labels(entry, language) for language in LANGUAGES), strict=True):
        assert english not in SIGNS or korean in SIGNS[english]


@pytest.mark.parametrize(("entry", "language"), PAIRS, ids=NAMES)
def test_a_digest_says_that_it_is_one_and_where_the_original_is(entry, language):
    notice = next(line for line in digest(entry, language).splitlines() if line.startswith(">"))
    assert ("not the official text" if language == "en" else "공식 원문이 아닙니다") in notice
    if entry.slug != "ai-safety-institutes":
        assert re.search(r"https://[^\s>)]+", notice)[0].rstrip(".,") == entry.source_url


@pytest.fixture(scope="module")
def glossary() -> list[dict[str, str]]:
    with (DATA / "glossary.tsv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_the_glossary_has_four_columns_in_every_row(glossary):
    assert list(glossary[0]) == ["en", "ko", "ja", "kind"]
    assert all(None not in row and None not in row.values() for row in glossary)


def test_every_term_has_english_and_korean_and_a_known_kind(glossary):
    assert all(row["en"] and row["ko"] and row["kind"] in GLOSSARY_KINDS for row in glossary)


def test_no_variant_is_empty_padded_or_given_twice(glossary):
    for row in glossary:
        for language in ("en", "ko", "ja"):
            variants = row[language].split(" | ") if row[language] else []
            assert all(variant == variant.strip() != "" for variant in variants), row
            assert "|" not in "".join(variants), row
            assert len(set(variants)) == len(variants), row


def test_each_preferred_english_form_occurs_once(glossary):
    count = Counter(row["en"].split(" | ")[0].casefold() for row in glossary)
    assert [form for form, n in count.items() if n > 1] == []


def test_korean_variants_are_not_japanese(glossary):
    kana = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
    assert [row["ko"] for row in glossary if kana.search(row["ko"])] == []
