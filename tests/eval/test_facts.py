import pytest

from eval.facts import states

STATED = [
    ("fines of up to EUR 35 000 000", "35,000,000"),
    ("up to 35,000,000 euro", "35000000"),
    ("greater than 10²⁵ operations", "1025"),
    ("위원은 45명 이내로 한다", "45"),
    ("과학 기술정보통신부장관에게 낸다", "과학기술정보통신부"),
    ("every four- fold increase", "four-fold"),
    ("AI systems are deactivated", "deactivat"),
    ("the UK's institute", "UK"),
    ("action MS-2.3-004 names it", "MS-2.3-004"),
    ("의안번호 | 11. 26.", "11.26"),
]
NOT_STATED = [
    ("adopted in 1945", "45"),
    ("a rate of 3.5 per cent", "3"),
    ("within 180 days", "18"),
    ("providers shall notify the office", "not"),
    ("an undeactivated system", "deactivat"),
    ("in 2024 10 members", "202410"),
]


@pytest.mark.parametrize(("text", "fact"), STATED)
def test_a_fact_is_found_however_it_is_spaced_grouped_or_inflected(text, fact):
    assert states(text, [[fact]])


@pytest.mark.parametrize(("text", "fact"), NOT_STATED)
def test_a_figure_or_a_short_word_must_stand_alone(text, fact):
    assert not states(text, [[fact]])


def test_every_fact_is_needed_but_only_one_of_its_spellings():
    facts = [["호가스", "Hogarth"], ["켈리", "Kelly"]]
    assert states("Ian Hogarth와 켈리", facts)
    assert not states("Ian Hogarth", facts)
