"""The measure of text quality falls with each kind of damage."""

import pytest

from benchmarks.text_quality import measure

PARAGRAPHS = [
    "The council keeps a list of every machine that carries people over the river.",
    "A machine on the list is examined twice a year, and its owner pays the cost.",
    "(a) the owner writes down what was found;",
    "(b) the council publishes it within a month.",
]
TEXT = "\n".join(PARAGRAPHS)
HEADER = "River Council - Rules for machines"
PAGES = [f"{HEADER}\n{paragraph}\nPage {n} of 4" for n, paragraph in enumerate(PARAGRAPHS, 1)]
KOREAN = "강을 건너는 모든 기계의 목록은 위원회가 관리하고 해마다 두 번 점검을 받아야 한다."


def parts(text, pages=PAGES, tagged=PARAGRAPHS):
    return measure(text, pages, tagged)


def test_whole_text_without_furniture_is_perfect():
    assert parts(TEXT).score == 1.0


@pytest.mark.parametrize(
    ("part", "damaged"),
    [
        ("words", TEXT.replace("examined twice", "examinedtwice")),
        ("words", TEXT.replace("examined", "exami ned")),
        ("whole", TEXT.replace("every machine", "every\nmachine")),
        ("whole", TEXT.replace("\n(b)", " (b)")),
        ("clean", f"{HEADER}\n{TEXT}"),
        ("clean", TEXT.replace(" carries", f" {HEADER} carries")),
        ("clean", f"{TEXT}\nPage 2 of 4"),
        ("order", TEXT.replace("carries people", "its owner pays carries people")),
    ],
)
def test_damage_lowers_its_part_and_the_score(part, damaged):
    assert getattr(parts(damaged), part) < 1
    assert parts(damaged).score < 1


def test_spaces_inside_korean_words_lower_the_score():
    whole = parts(KOREAN, [], []).words
    assert parts(KOREAN.replace("관리", "관 리").replace("모든 ", "모든"), [], []).words < whole


def test_what_cannot_be_measured_is_left_out_of_the_mean():
    quality = parts(TEXT, PAGES[:1], [])
    assert (quality.clean, quality.order) == (None, None)
    assert quality.score == 1.0
