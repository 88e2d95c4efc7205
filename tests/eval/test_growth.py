import pytest

from corpus.errors import UsageError
from eval.golden import squeeze
from eval.growth import MOST_WORDS, accept, propose
from ingest.pipeline import load_source, read_document
from tests.libraries import ARTICLES, KOREAN, write_documents

TABLE = """# Levels

## Table 1 Test levels

| Level | Duration |
| --- | --- |
| Basic level | forty quiet hours |
"""
GOLDEN = [{"id": "en-en-007", "q": "Old?", "split": "dev"}]


@pytest.fixture
def read(tmp_path):
    folder = write_documents(tmp_path, robots=ARTICLES, institute=KOREAN, levels=TABLE)
    return lambda name: read_document(load_source(folder / f"{name}.md"))


def confirmed(rows, **changes):
    row = next(
        row for row in rows if row["kind"] == "fact" and "40" in row["gold"][0]["needles"][0]
    )
    return row | {"confirmed": True, "answer": "40 hours", "facts": [["40"]]} | changes


def test_provisions_table_rows_and_figures_are_proposed_and_none_is_confirmed(read):
    rows = propose(*read("robots"))
    assert any(r["kind"] == "by-article" and "Art. 3" in r["q"] for r in rows)
    assert any("7 years" in r["gold"][0]["needles"][0] for r in rows)
    assert [r["q"] for r in propose(*read("levels")) if r["kind"] == "table"]
    assert propose(*read("institute"))[0]["q_lang"] == "ko"
    assert not any(r["confirmed"] for r in rows)


def test_every_needle_is_short_and_stands_in_the_document(read):
    for name in ("robots", "institute", "levels"):
        document, passages = read(name)
        for row in propose(document, passages):
            for needle in row["gold"][0]["needles"]:
                assert len(needle.split()) <= MOST_WORDS
                assert squeeze(needle) in squeeze(document.text)


def test_what_a_person_confirmed_enters_with_the_next_number_and_the_other_half(read):
    rows = propose(*read("robots"))
    added = accept([*rows, confirmed(rows)], GOLDEN)
    assert [(row["id"], row["split"]) for row in added] == [("en-en-008", "test")]
    assert not {"confirmed", "context"} & added[0].keys()


def test_identifiers_of_another_set_go_on_as_that_set_writes_them(read):
    golden = [{"id": "st-en-en-009", "q": "Old?", "split": "test"}]
    added = accept([confirmed(propose(*read("robots")))], golden)
    assert [(row["id"], row["split"]) for row in added] == [("st-en-en-010", "dev")]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"q": "Old?"}, "already"),
        ({"answer": ""}, "no answer"),
        ({"answer": "7 years"}, "does not state"),
        ({"gold": [{"document": "x", "page": None, "needles": ["a b c d e f"]}]}, "at most 5"),
    ],
)
def test_what_is_not_fit_to_enter_is_refused_with_the_reason(read, changes, problem):
    rows = propose(*read("robots"))
    with pytest.raises(UsageError, match=problem):
        accept([confirmed(rows, **changes)], GOLDEN)
