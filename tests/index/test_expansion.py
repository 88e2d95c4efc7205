import pytest

from index.analyzers import question_words
from index.expansion import expand, find_ideas


def words(question, language="ko"):
    return [word.text for word in question_words(question, language)]


def test_a_particle_between_two_terms_is_no_word_of_the_question():
    ideas = [idea.words for idea in find_ideas("영국 AI 규제 백서의 5대 원칙", "ko")]
    assert "의" not in ideas
    assert ideas[0] == "영국"
    assert "5" in ideas


@pytest.mark.parametrize(
    ("question", "kept"),
    [
        ("SP 800-218A의 PW.3은 무엇인가?", {"SP", "800-218A", "PW.3"}),
        ("AI안전연구소와 RMF의 관계", {"AI", "RMF"}),
        ("8월에 내놓은 것은?", {"8", "월"}),
    ],
)
def test_codes_and_units_in_korean_text_stay_whole(question, kept):
    assert kept <= set(words(question))


def test_verbs_that_say_nothing_are_left_out():
    assert not {"하", "있", "되", "것"} & set(words("무엇을 해야 하는 것이 있나?"))


@pytest.mark.parametrize(
    ("question", "language", "into", "phrase"),
    [
        ("5대 원칙", "ko", "en", ("five",)),
        ("the five principles", "en", "ko", ("5",)),
        ("예산은 얼마인가?", "ko", "en", ("budget",)),
        ("Who is exempt?", "en", "ko", ("면제",)),
        ("予算はいくらですか", "ja", "en", ("budget",)),
    ],
)
def test_numbers_and_everyday_words_cross_the_language(question, language, into, phrase):
    groups = expand(find_ideas(question, language), into)
    assert any(phrase in group.alternatives for group in groups)


def test_a_word_nobody_translated_is_not_missing_from_the_other_language():
    groups = expand(find_ideas("갸륵하신 어르신의 예산", "ko"), "en")
    expected = {group.expected for group in groups}
    assert expected == {True, False}


def test_in_its_own_language_every_word_is_expected():
    assert all(group.expected for group in expand(find_ideas("로봇의 예산", "ko"), "ko"))


def test_names_are_told_from_other_words():
    named = {i.words for i in find_ideas("Did Gina Raimondo visit the AISI?", "en") if i.named}
    assert {"Gina Raimondo", "AISI"} <= named
    assert "visit" not in named
