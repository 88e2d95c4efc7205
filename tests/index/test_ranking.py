import pytest

from corpus.types import Locator, Passage
from index.ranking import Candidate, Signs, read_signs, score


def passage(identifier, text="Makers keep records.", *, document="act", address=None, heading=()):
    place = Locator(None, heading, address, 0, len(text))
    return Passage(identifier, document, 0, text, "", place)


def signs(question, passages, *, affinity=None, addresses=(), beside=(), **more):
    candidates = [Candidate(p.id, "en", 0.8) for p in passages]
    by_id = {p.id: p for p in passages}
    found = read_signs(question, candidates, by_id, affinity or {}, addresses, beside, **more)
    return dict(zip(by_id, found, strict=True))


@pytest.mark.parametrize(
    "place",
    [
        {"address": "footnote 9"},
        {"heading": ("Annexes", "References")},
        {"heading": ("부록", "2. 국내문헌")},
    ],
)
def test_a_note_or_reference_that_only_names_a_text_goes_behind_the_text(place):
    found = signs("robots", [passage("note", **place), passage("text")])
    assert score(found["note"]) < score(found["text"])


def test_a_heading_that_merely_mentions_references_is_no_list_of_them():
    found = signs("robots", [passage("text", heading=("Cross-references between acts",))])
    assert found["text"].apparatus == 0.0


def test_a_named_provision_counts_most_in_the_document_that_is_meant():
    passages = [
        passage("meant", address="Art. 5", document="robot-act"),
        passage("other", address="Art. 5", document="drone-act"),
        passage("beside", document="robot-act"),
    ]
    found = signs(
        "Article 5 of the robot act",
        passages,
        affinity={"robot-act": 3.0, "drone-act": 1.0},
        addresses=("Art. 5",),
        beside=("beside",),
    )
    assert found["meant"].address == 1.0
    assert 0 < found["other"].address < 1.0
    assert 0 < found["beside"].address < 1.0


@pytest.mark.parametrize(("names_instrument", "counts"), [(False, True), (True, False)])
def test_a_provision_elsewhere_counts_only_where_no_instrument_is_named(names_instrument, counts):
    found = signs(
        "Article 5",
        [passage("elsewhere", address="Art. 5", document="unrelated")],
        affinity={"act": 2.0},
        addresses=("Art. 5",),
        names_instrument=names_instrument,
    )
    assert (found["elsewhere"].address > 0) is counts


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How many robots were tested?", True),
        ("과태료는 얼마인가?", True),
        ("予算はいくらですか", True),
        ("Why are robots tested?", False),
    ],
)
def test_a_figure_speaks_for_a_passage_only_where_one_is_asked(question, asks):
    found = signs(question, [passage("with", "40 robots"), passage("without", "robots")])
    assert (found["with"].figure > found["without"].figure) is asks


def test_every_sign_has_a_weight():
    assert score(Signs(*[0.0] * len(Signs._fields))) == 0.0
    one = Signs(*[1.0] * len(Signs._fields))
    assert score(one, Signs(*[2.0] * len(Signs._fields))) == 2.0 * len(Signs._fields)
