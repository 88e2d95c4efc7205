import pytest

from index.analyzers import analyze
from index.expansion import expand, find_ideas
from index.keywords import IndexRow, KeywordIndex, passage_terms


def test_korean_particles_do_not_hide_a_word():
    assert "연구소" in analyze("연구소는 안전을 평가한다", "ko")
    assert set(analyze("연구소의", "ko")) == set(analyze("연구소에서", "ko")) == {"연구소"}


def test_mixed_script_names_are_found_by_either_part():
    terms = analyze("AI안전연구소가 RMF를 발표했다", "ko")
    assert {"ai", "rmf", "안전", "연구소"} <= set(terms)


def test_english_words_meet_in_their_stem():
    assert set(analyze("evaluations evaluated", "en")) == set(analyze("evaluate", "en"))


def test_japanese_is_found_without_a_dictionary():
    assert "安全" in analyze("人工知能の安全性", "ja")


def _index(*passages, language):
    index = KeywordIndex()
    rows = [
        IndexRow(str(n), "doc", language, passage_terms("", text, language))
        for n, text in enumerate(passages)
    ]
    index.build(rows, generation=1)
    return index


@pytest.mark.parametrize(
    ("language", "passages", "question"),
    [
        ("ko", ("정부는 예산을 편성한다.", "연구소는 위험을 평가한다."), "위험 평가는 누가 하나?"),
        ("ja", ("政府は予算を編成する。", "研究所は危険を評価する。"), "危険の評価"),
        ("en", ("The ministry sets a budget.", "The institute evaluates risk."), "risk evaluation"),
    ],
)
def test_keyword_search_never_silently_matches_nothing(language, passages, question):
    index = _index(*passages, language=language)
    found = index.search(expand(find_ideas(question, language), language), language, 5)
    assert found[0].id == "1"
    assert found[0].score > 0


@pytest.mark.parametrize(
    ("phrase", "holders"),
    [(["risk"], ["0", "1"]), (["risk", "budget"], ["1"]), (["risk", "tungsten"], []), ([], [])],
)
def test_the_passages_that_hold_a_whole_phrase_are_told(phrase, holders):
    index = _index("The institute evaluates risk.", "A budget for risk.", "Budget", language="en")
    assert index.holders(phrase, "en") == holders
    assert index.holders(phrase, "en", ["another"]) == index.holders(phrase, "ko") == []


def test_a_korean_question_reaches_english_text_through_the_glossary():
    index = _index(
        "The ministry sets a budget.",
        "Providers shall carry out red teaming before release.",
        language="en",
    )
    ideas = find_ideas("레드티밍은 언제 해야 하나?", "ko")
    assert index.search(expand(ideas, "en"), "en", 5)[0].id == "1"


def test_an_article_number_is_not_a_trillion():
    assert all("trillion" not in str(idea.variants) for idea in find_ideas("제31조의 의무", "ko"))


def test_a_saved_index_ranks_as_before(tmp_path):
    index = _index("연구소는 위험을 평가한다.", "예산", language="ko")
    index.save(tmp_path / "keywords")
    loaded = KeywordIndex.load(tmp_path / "keywords")
    groups = expand(find_ideas("위험", "ko"), "ko")
    assert loaded is not None
    assert loaded.generation == 1
    assert loaded.search(groups, "ko", 5) == index.search(groups, "ko", 5)


def test_a_half_written_index_is_not_loaded(tmp_path):
    (tmp_path / "keywords").mkdir()
    assert KeywordIndex.load(tmp_path / "keywords") is None
