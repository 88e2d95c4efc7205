import json
from pathlib import Path

import pytest

from corpus.catalog import DIGESTS, load_catalog
from ingest.metadata import slugify
from ingest.pipeline import load_source, read_document

ENTRY = {
    "slug": "garden-act",
    "title": "Garden Act",
    "publisher": "Ministry of Gardens",
    "date": "2024-05",
    "language": "en",
    "status": "in force",
    "status_note": "Amended on 2025-01-02.",
    "source_url": "https://gardens.example/act",
}


def describe(folder: Path, sidecar: object = None, *, above: bool = False, bom: bool = False):
    """The metadata of garden-act.md in ``folder`` with a sidecar beside it or above it."""
    home = folder / "raw" if above else folder
    home.mkdir(exist_ok=True)
    (home / "garden-act.md").write_text("# A heading\n\nMachines are tested before they are sold.")
    if sidecar is not None:
        text = sidecar if isinstance(sidecar, str) else json.dumps(sidecar)
        (folder / "catalog.json").write_text(text, encoding="utf-8-sig" if bom else "utf-8")
    return read_document(load_source(home / "garden-act.md"))[0].info


@pytest.mark.parametrize("above", [False, True])
@pytest.mark.parametrize("bom", [False, True])
def test_a_sidecar_beside_or_above_describes_the_document(tmp_path, above, bom):
    info = describe(tmp_path, [{"slug": "other"}, ENTRY], above=above, bom=bom)
    assert {key: getattr(info, key) for key in ENTRY} == ENTRY


def test_a_sidecar_may_name_the_file_instead(tmp_path):
    info = describe(tmp_path, [{"file": "garden-act.md", "slug": "act", "title": "Named by file"}])
    assert (info.slug, info.title) == ("act", "Named by file")


def test_what_nobody_states_stays_unknown(tmp_path):
    info = describe(tmp_path)
    assert (info.publisher, info.date, info.kind, info.source_url) == (None, None, None, None)
    assert (info.status, info.is_digest, info.instrument) == ("unknown", False, None)
    assert (info.title, info.language, info.slug) == ("A heading", "en", "garden-act")


@pytest.mark.parametrize(
    "sidecar",
    [
        "", "not JSON", "[1, null, []]", '"text"', "{}", "[" * 100_000, "\0", "[{}]",
        '[{"slug": ["garden-act"]}]', "null", "1e999",
    ],
)  # fmt: skip
def test_a_sidecar_of_junk_is_ignored(tmp_path, sidecar):
    assert describe(tmp_path, sidecar) == describe(tmp_path, "[]")


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("title", ["a", "list"]),
        ("title", ""),
        ("title", " \n"),
        ("publisher", {"a": 1}),
        ("date", 2024),
        ("date", "May 2024"),
        ("language", "Korean"),
        ("language", 5),
        ("status", "splendid"),
        ("source_url", "javascript:alert(1)"),
        ("is_digest", True),
        ("unheard_of", "x"),
        ("kind", None),
    ],
)
def test_a_field_of_the_wrong_kind_is_as_if_not_stated(tmp_path, key, value):
    assert describe(tmp_path, [{"slug": "garden-act", key: value}]) == describe(tmp_path, "[]")


def test_hostile_values_are_cleaned(tmp_path):
    info = describe(
        tmp_path, [{"file": "garden-act.md", "slug": "../../etc", "title": "A\0\u202eB"}]
    )
    assert (info.slug, info.title) == ("etc", "AB")


@pytest.mark.parametrize(
    "entry", [e for e in load_catalog() if e.digests], ids=lambda entry: entry.slug
)
def test_a_shipped_digest_is_described_by_the_catalogue(entry):
    for language, name in entry.digests:
        info = read_document(load_source(DIGESTS / name))[0].info
        assert info.is_digest
        assert info.instrument == entry.slug
        assert info.slug == f"{entry.slug}-digest-{language}"
        assert info.language == language
        assert info.source_url == entry.source_url


def test_a_file_named_like_a_digest_is_none(tmp_path):
    name = load_catalog()[0].digests[0][1]
    (tmp_path / name).write_text("Other words.")
    assert not read_document(load_source(tmp_path / name))[0].info.is_digest


@pytest.mark.parametrize(
    ("name", "slug"),
    [("Garden Act (2024)", "garden-act-2024"), ("---", "document"),
     ("정원기계 안전법", "정원기계-안전법"), ("x" * 200, "x" * 80), ("Ünïcode", "ünïcode"),
     ("\u1100\u1161", "가")],
)  # fmt: skip
def test_a_name_becomes_a_slug(name, slug):
    assert slugify(name) == slug
