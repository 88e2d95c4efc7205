import pytest

from index.expansion import find_ideas
from index.validity import find_validity

ASKED = [
    ("Is the order still in force?", "en", "still in force"),
    ("Has the Garden Act been repealed?", "en", "repealed"),
    ("그 법 지금도 효력 있어?", "ko", "지금도 효력 있"),
    ("정원법은 아직 유효한가요?", "ko", "아직 유효"),
    ("그 고시는 폐지됐나요?", "ko", "폐지"),
    ("この命令は今も有効ですか", "ja", "今も有効"),
]
NOT_ASKED = [
    ("Who enforces the order?", "en"),
    ("How is the validity of a test shown?", "en"),
    ("유효성 검증은 누가 하나?", "ko"),
    ("有効性をどう測りますか", "ja"),
    ("¿Sigue en vigor?", "es"),
]


@pytest.mark.parametrize(("question", "language", "words"), ASKED)
def test_a_question_whether_something_applies_is_recognised(question, language, words):
    found = find_validity(question, language)
    assert found is not None
    assert question[slice(*found)] == words


@pytest.mark.parametrize(("question", "language"), NOT_ASKED)
def test_validity_of_another_kind_is_not(question, language):
    assert find_validity(question, language) is None


@pytest.mark.parametrize(("question", "language", "words"), ASKED)
def test_it_is_looked_for_in_the_words_of_what_revokes(question, language, words):
    idea = next(idea for idea in find_ideas(question, language) if idea.words == words)
    assert "revoke" in idea.variants["en"]
    assert "폐지" in idea.variants["ko"]
