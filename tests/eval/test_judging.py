from corpus.types import Locator, Passage, Places
from eval.golden import GoldenQuestion, GoldPlace
from eval.judging import BUDGET, Ranked, as_ranked, groups, judge, summarise

OTHER = Ranked("other", "nothing of the kind")


def question(*places, language="en", split="dev"):
    return asked_for(places, language=language, split=split)


def asked_for(*groups, language="en", split="dev"):
    return GoldenQuestion("q", "?", language, "en", "fact", "", groups, split)


def relevant(asked, *ranked):
    return judge(asked, ranked).relevant


def test_a_passage_must_hold_every_needle_on_the_right_page_of_the_right_document():
    asked = question(GoldPlace("act", 3, ("10^25", "floating point")))
    text = "more than 10^25 floating-\npoint operations"
    assert relevant(asked, Ranked("act", text, 3, 3)) == (True,)
    assert relevant(asked, Ranked("act", text, 2, 3)) == (True,)
    assert relevant(asked, Ranked("act", text, 4, 5)) == (False,)
    assert relevant(asked, Ranked("other", text, 3, 3)) == (False,)
    assert relevant(asked, Ranked("act", "floating point operations", 3, 3)) == (False,)


def test_a_system_that_knows_no_pages_is_not_punished():
    asked = question(GoldPlace("act", 3, ("10^25",)))
    assert relevant(asked, Ranked("act", "10^25 operations")) == (True,)


def test_the_headings_shown_with_our_passages_count():
    place = Locator(None, ("Act", "Article 18 Record keeping"), None, 0, 12)
    passage = Passage("p", "act", 0, "for 10 years", "", place)
    asked = question(GoldPlace("act", None, ("record keeping", "10 years")))
    assert relevant(asked, as_ranked(passage, {"act": Places()})) == (True,)


def test_any_of_several_places_will_do():
    asked = question(GoldPlace("act", None, ("sixty",)), GoldPlace("guide", None, ("60",)))
    assert relevant(asked, OTHER, Ranked("guide", "60 days")) == (False, True)


def test_the_first_relevant_passage_decides_the_scores():
    asked = question(GoldPlace("act", None, ("10^25",)))
    scores = judge(asked, [OTHER, Ranked("act", "10^25")]).scores
    assert scores["hit@1"] == 0
    assert scores["hit@5"] == 1
    assert scores["MRR@10"] == 0.5


def test_a_question_of_several_parts_is_answered_once_all_of_them_are():
    asked = asked_for((GoldPlace("act", None, ("35",)),), (GoldPlace("bill", None, ("3천만",)),))
    act, bill = Ranked("act", "EUR 35 000 000"), Ranked("bill", "3천만원 이하")
    judged = judge(asked, [act, OTHER, bill, act])
    assert judged.relevant == (True, False, True, True)
    assert judged.rank == 3
    assert judged.scores["hit@1"] == 0
    assert judged.scores["MRR@10"] == 1 / 3
    assert judged.scores[BUDGET] == 1
    assert judge(asked, [act, act]).rank is None
    assert judge(asked, [act, act]).scores[BUDGET] == 0


def test_within_the_budget_pieces_may_answer_together_but_not_beyond_it():
    asked = question(GoldPlace("act", None, ("ten years", "records")))
    pieces = [Ranked("act", "records are kept"), Ranked("act", "for ten years")]
    long = Ranked("other", "word " * 4000)
    assert judge(asked, pieces).scores[BUDGET] == 1
    assert judge(asked, [long, *pieces]).scores[BUDGET] == 0


def test_each_language_pair_and_half_is_summarised():
    asked = question(GoldPlace("act", None, ("x",)), language="ko", split="test")
    assert groups(asked) == ("all", "cross-language", "cross-language, test", "ko→en")
    assert groups(question(GoldPlace("act", None, ("x",)), language="ja")) == ("all", "ja→en")
    summary = summarise([judge(asked, [Ranked("act", "x")]), judge(asked, [OTHER])])
    assert summary["hit@5/ko→en"].mean == 0.5
    assert summary["hit@5/cross-language, test"].n == 2
