import pytest

from index.glossary import find_terms


@pytest.mark.parametrize(
    ("question", "language", "found"),
    [
        ("AI RMF의 목적은?", "ko", "AI Risk Management Framework"),
        ("GDPR과 무엇이 다른가?", "ko", "General Data Protection Regulation"),
        ("AI RMFの目的は？", "ja", "AI Risk Management Framework"),
        ("What is the AI RMF?", "en", "AI Risk Management Framework"),
        ("What are NIST's aims?", "en", "National Institute of Standards and Technology"),
    ],
)
def test_a_latin_name_is_found_whatever_follows(question, language, found):
    names = [match.term.variants["en"][0] for match in find_terms(question, language)]
    assert found in names
