"""Which texts are the same or nearly, by their sketches alone."""

from __future__ import annotations

from index.likeness import NEARLY, draw_sketch, find_alike, shared_part

CLAUSES = [
    f"{n}. The keeper of garden {n} waters bed {n * 7} at {n % 12 + 1} o'clock." for n in range(90)
]
ACT = "\n".join(CLAUSES)


def sketch(text: str) -> frozenset[int]:
    return frozenset(draw_sketch(text))


def test_line_ends_case_and_punctuation_make_no_other_text() -> None:
    assert draw_sketch(ACT) == draw_sketch(ACT.upper().replace("\n", "  —  "))


def test_an_amended_text_is_nearly_the_same() -> None:
    amended = "\n".join([*CLAUSES[:40], "40a. Gnomes are moved indoors in winter.", *CLAUSES[41:]])
    assert sketch(ACT) != sketch(amended)
    assert shared_part(sketch(ACT), sketch(amended)) >= NEARLY


def test_texts_that_share_a_part_are_not_alike() -> None:
    half = "\n".join(CLAUSES[:30]) + "\n" + "\n".join(f"Shed {n} is painted." for n in range(200))
    assert shared_part(sketch(ACT), sketch(half)) < NEARLY


def test_korean_texts_are_compared_without_their_spaces() -> None:
    text = "정원사는 매일 아침 여섯 시에 모든 화단에 물을 주어야 한다. " * 3
    assert draw_sketch(text) == draw_sketch(text.replace(" ", ""))


def test_a_text_too_short_to_compare_is_like_none() -> None:
    assert draw_sketch("Rake.") == ()
    assert find_alike({"a": (), "b": ()}) == {}


def test_only_alike_pairs_are_named_once() -> None:
    sketches = {"b": sketch(ACT), "a": sketch(ACT), "c": sketch("Quite another matter. " * 9)}
    assert find_alike(sketches) == {("a", "b"): 1.0}
