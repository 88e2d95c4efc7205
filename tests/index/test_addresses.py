import pytest

from index.addresses import (
    address_matches,
    address_starts,
    find_addresses,
    find_provisions,
    find_spans,
)


@pytest.mark.parametrize(
    ("question", "address"),
    [
        ("What does EU AI Act Article 50 require?", "Art. 50"),
        ("Art. 5(1)(a) of the AI Act", "Art. 5(1)(a)"),
        ("인공지능기본법 제31조는 무엇을 요구하나?", "제31조"),
        ("제31조제2항의 의무", "제31조제2항"),
        ("EU AI법 제51조", "Art. 51"),
        ("GOVERN 1.7은 무엇을 다루나?", "GOVERN 1.7"),
        ("MAP 5.1", "MAP 5.1"),
        ("¶4 of the Seoul Declaration", "¶4"),
        ("서울 선언 4항은 무엇을 말하나?", "¶4"),
        ("히로시마 행동규범의 행동 3", "Action 3"),
        ("Commitment II of the frontier commitments", "공약 II"),
        ("보고서 표 3에는", "표 3"),
        ("Annex III high-risk areas", "Annex III"),
        ("Recital 12", "Recital 12"),
        ("Sec. 4.1(a) of the order", "Sec. 4.1(a)"),
        ("Annex III, point 5(b) of the AI Act", "Annex III(5)(b)"),
        ("부칙 제1조에 따른 시행일", "부칙 제1조"),
        ("제2조제4호가목", "제2조제4호가목"),
        ("section 2.3 of the profile", "§2.3"),
        ("GV-1.1-001 in the profile", "GV-1.1-001"),
        ("Sub-Measure 11.3 of the draft code", "Sub-Measure 11.3"),
        ("paragraph 4(a) of the resolution", "¶4(a)"),
        ("보고서 각주 9", "footnote 9"),
        ("EU AI法第50条は何を求めていますか", "Art. 50"),
        ("第31条第2項の義務", "Art. 31(2)"),
        ("第6条の2", "제6조의2"),
        ("附則第1条", "부칙 제1조"),
        ("EU AI法第5条は何を禁止していますか。", "Art. 5"),
        ("第51条第2項の基準", "제51조제2항"),
    ],
)
def test_provisions_are_found_in_questions(question, address):
    assert address in find_addresses(question)


@pytest.mark.parametrize(
    "question",
    [
        "예산은 1조 원인가?",
        "What is AI safety?",
        "2024년 5월 21일",
        "제31조 제2항",
        "제3조의2 제1항",
        "3条件を満たす",
    ],
)
def test_amounts_and_dates_are_not_annexes_or_tables(question):
    found = find_addresses(question)
    assert not any(a.startswith(("Annex", "Table", "표", "Recital", "¶")) for a in found)


def test_each_provision_is_told_with_all_the_addresses_that_it_may_go_by():
    assert find_provisions("제31조제2항과 Article 5(1)") == (
        ("제31조제2항", "Art. 31(2)"),
        ("Art. 5(1)", "제5조제1항"),
    )


@pytest.mark.parametrize(
    ("address", "wanted", "matches"),
    [
        ("Art. 5(1)(a)", "Art. 5", True),
        ("Art. 5(1)", "Art. 5(1)(a)", True),
        ("Art. 50", "Art. 5", False),
        ("제31조제2항", "제31조", True),
        ("제3조", "제31조", False),
        ("MAP 5.1", "MAP 5", True),
        ("MAP 5.10", "MAP 5.1", False),
        ("PW.3.2", "PW.3", True),
        ("[¶3]", "¶3", True),
        ("Annex VIII, Section A(1)", "Annex VIII", True),
        ("부칙 제1조", "제1조", False),
        (None, "Art. 5", False),
    ],
)
def test_an_address_matches_its_provision_and_no_other(address, wanted, matches):
    assert address_matches(address, wanted) is matches


@pytest.mark.parametrize(
    ("address", "wanted"),
    [("Annex VIII", "Annex V"), ("Commitment VI", "Commitment V"), ("제6조의2", "제6조")],
)
def test_a_longer_number_is_another_provision(address, wanted):
    assert not address_matches(address, wanted)
    assert not address_matches(wanted, address)


@pytest.mark.parametrize(
    ("address", "wanted"),
    [
        ("Art. 5(1)(a)", "Art. 5"),
        ("Art. 5", "Art. 5(1)(a)"),
        ("[¶3]", "¶3"),
        ("제6조제4항", "제6조"),
        ("Annex I, Section A(8)", "Annex I"),
        ("Annex I, Section A", "Annex I, Section A(8)"),
    ],
)
def test_what_matches_begins_with_its_outermost_provision(address, wanted):
    assert address_matches(address, wanted)
    assert address.startswith(address_starts(wanted))


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("제31조제2항은?", ["제31조제2항"]),
        ("And Article 31(3), or paragraph 2?", ["Article 31(3)", "paragraph 2"]),
        ("第5条と第50条", ["第5条", "第50条"]),
        ("What is GPAI?", []),
    ],
)
def test_the_places_of_provisions_in_a_question_are_known(question, named):
    assert [question[start:end] for start, end in find_spans(question)] == named
