from corpus.types import Locator, Passage
from index.joining import LONGEST_TOKENS, join_neighbours, merge_run

TEXT = "① The board has nine members.\n\n② The chair is elected.\n\n③ The term is three years."
STARTS = [0, 31, 57]


def cut(ordinal, *, heading=("Board",), address=None):
    end = STARTS[ordinal + 1] - 2 if ordinal + 1 < len(STARTS) else len(TEXT)
    place = Locator(None, heading, address, STARTS[ordinal], end)
    return Passage(str(ordinal), "act", ordinal, TEXT[STARTS[ordinal] : end], "", place)


def joined(ranked, addresses=()):
    return [[p.id for p in run.parts] for run in join_neighbours(ranked, 10, addresses)]


def test_neighbours_that_both_rank_are_one_hit_in_the_order_of_the_text():
    assert joined([cut(1), cut(0)]) == [["0", "1"]]


def test_passages_with_another_between_them_stay_apart():
    assert joined([cut(0), cut(2)]) == [["0"], ["2"]]


def test_passages_under_different_headings_stay_apart():
    assert joined([cut(0), cut(1, heading=("Staff",))]) == [["0"], ["1"]]


def test_a_named_provision_is_not_joined_with_what_stands_elsewhere():
    ranked = [cut(1, address="제7조제2항"), cut(0, address="제7조제1항")]
    assert joined(ranked, ("제7조제2항",)) == [["1"], ["0"]]
    assert joined(ranked) == [["0", "1"]]


def test_a_hit_does_not_grow_beyond_what_a_reader_takes_in():
    long = "word " * LONGEST_TOKENS
    places = [Locator(None, (), None, at, at + len(long)) for at in (0, len(long))]
    ranked = [Passage(str(n), "act", n, long, "", place) for n, place in enumerate(places)]
    assert joined(ranked) == [["0"], ["1"]]


def test_a_joined_hit_is_verbatim_and_keeps_the_identity_of_the_best():
    (run,) = join_neighbours([cut(1), cut(0)], 10)
    whole = merge_run(run, lambda slug, start, end: TEXT[start:end])
    assert whole.id == "1"
    assert whole.text == TEXT[: STARTS[2] - 2]
    assert whole.text == TEXT[whole.locator.char_start : whole.locator.char_end]
