"""What the evaluation page writes: figures as people read them, lines, and nothing unescaped."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from assistant.feedback import Feedback, Opinion, Quoted
from eval.history import Asked, HeldGate, Place, Score
from eval.page.present.figures import estimate_line, local_time, metric_name, run_name, set_name
from eval.page.present.questions import SHOWN_FIRST, worst_html
from eval.page.present.queue import queue_html, quote_line
from eval.page.present.report import report_html
from eval.page.present.trends import sparkline_svg, trends_html
from eval.review import Item
from eval.trends import trends
from tests.eval.test_history import run

HOSTILE = '<script>alert("1")</script>&'
NO_FIGURE = Score(None, (None, None), 0)


def points(svg: str) -> list[tuple[float, float]]:
    line = ElementTree.fromstring(svg).find("polyline")
    return [tuple(map(float, pair.split(","))) for pair in line.get("points").split()]


def test_a_better_score_stands_higher_in_the_line():
    drawn = points(sparkline_svg([Score(0.5, (0.4, 0.6), 10), Score(0.7, (0.6, 0.8), 10)]))
    assert drawn[0][0] < drawn[1][0]
    assert drawn[0][1] > drawn[1][1]


def test_a_run_without_a_figure_leaves_a_gap_and_equal_scores_a_level_line():
    same = Score(1.0, (1.0, 1.0), 10)
    drawn = points(sparkline_svg([same, NO_FIGURE, same]))
    assert len(drawn) == 2
    assert drawn[0][1] == drawn[1][1]
    assert sparkline_svg([NO_FIGURE]) == ""


def test_a_trend_needs_two_runs_and_says_so():
    first = run("2026-01-01T00:00:00+00:00", 0.5)
    assert "<svg" not in trends_html(trends(first, [first]), "en")
    second = run("2026-01-02T00:00:00+00:00", 0.5)
    shown = trends_html(trends(second, [first, second]), "ko")
    assert "±0%p" in shown
    assert shown.count("50.0%") >= 3


@pytest.mark.parametrize(
    ("score", "line"),
    [(Score(0.765, (0.7, 0.825), 9), "76.5% (70–82)"), (NO_FIGURE, "–"), (None, "–")],
)
def test_a_score_is_written_with_its_interval(score, line):
    assert estimate_line(score) == line


def test_metrics_sets_and_times_have_names_and_unknown_ones_keep_theirs():
    assert metric_name("correct/all", "ko") == "정답"
    assert metric_name("hit@1/ko→en", "en") == "Hit@1 (ko→en)"
    assert local_time("no time") == "no time"
    assert set_name(run(most=20), "en") == "Shipped questions 1 (0123abcd), at most 20"
    assert "mine" in run_name(run(questions="mine 1 (0)"), "ko")


def test_a_gate_that_fell_behind_its_baseline_is_told_from_one_that_is_too_low():
    low = HeldGate("correct/all", 0.9, 0.5, False, ("ko-ko-001",))
    assert "at least 90%: failed" in report_html(run(gates=(low,)), "en")
    fell = replace(low, at_least=0.4)
    assert "fell behind the baseline" in report_html(run(gates=(fell,)), "en")
    assert "ko-ko-001" in report_html(run(gates=(fell,)), "en")


def test_questions_beyond_the_first_are_folded():
    asked = [Asked(str(n), "ko→ko", "fact", "dev", "wrong", {}) for n in range(SHOWN_FIRST + 2)]
    assert "Show the other 2" in worst_html(asked, "en")
    assert "Show the other" not in worst_html(asked[:SHOWN_FIRST], "en")


def test_whatever_a_file_says_is_escaped():
    place = Place(HOSTILE, 1, (HOSTILE,))
    texts = {"question": HOSTILE, "expected": HOSTILE, "answer": HOSTILE, "unstated": (HOSTILE,)}
    bad = Asked(
        HOSTILE, HOSTILE, HOSTILE, HOSTILE, "wrong", {HOSTILE: 0.5}, **texts,
        cited=(place,), unquoted=(place,),
    )  # fmt: skip
    one = run(
        HOSTILE, suite=HOSTILE, engine=HOSTILE, questions=HOSTILE, judge=HOSTILE, version=HOSTILE,
        metrics={HOSTILE: Score(0.5, (0.4, 0.6), 1)}, asked=(bad,),
        gates=(HeldGate(HOSTILE, 0.9, 0.5, False, (HOSTILE,)), HeldGate("x", 1, 0, False)),
    )  # fmt: skip
    quote = Quoted(1, HOSTILE, HOSTILE, "en", HOSTILE, 1, 0, 5, HOSTILE)
    said = Feedback(
        Opinion(HOSTILE, HOSTILE, "not helpful", "wrong", HOSTILE), HOSTILE, None, "en",
        "answered", HOSTILE, (), (quote,), HOSTILE, {},
    )  # fmt: skip
    shown = [
        report_html(one, "en"),
        trends_html(trends(one, [one, one]), "ko"),
        worst_html([bad], "ko"),
        queue_html([Item(said, "accepted", HOSTILE)], "en"),
    ]
    assert not any("<script" in html or '"1"' in html for html in shown)


def test_a_long_quote_is_cut_in_the_list_to_choose_from():
    quote = Quoted(2, "act", "Act", "en", "p", 3, 0, 5, "word " * 100)
    line = quote_line(quote, "en")
    assert line.startswith("[2] Act, p. 3: word word")
    assert line.endswith("…")
    assert len(line) < 200
