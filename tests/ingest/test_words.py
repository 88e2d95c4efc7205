"""Cleaning, encodings, languages and sentences."""

import unicodedata
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.clean import clean_text, count_smuggled, fold_space, superscript
from ingest.encoding import decode_text
from ingest.language import detect_language, passage_language
from ingest.sentences import split_sentences

PATH = Path("note.txt")
KOREAN = "제작자는 정원기계를 시험하여야 한다. 그 결과는 6년 동안 보관한다."
FRENCH = "Le règlement général est entré en vigueur à l'été dans les États membres."
JAPANESE = "庭の機械は、売る前に試さなければならない。結果は六年間保存する。"


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("ﬁne oﬃce", "fine office"),
        ("10² and ①", "10² and ①"),
        ("soft\u00adhyphen", "softhyphen"),
        ("zero\u200bwidth\ufeff", "zerowidth"),
        ("\u202eright\u202c to left", "right to left"),
        ("a\u00a0b\u3000c\u2009d", "a b c d"),
        ("nul\0 and bell\a", "nul and bell"),
        ("lone \ud800surrogate", "lone surrogate"),
        ("\u1100\u1161", "가"),
        ("e\u0301", "é"),
        ("\uf0b7 item", "• item"),
        ("a\r\nb\rc\td", "a\nb\nc\td"),
        ("👍\ufe0f", "👍"),
        ("a\U000e0069\U000e0067b", "ab"),
        ("a\u3164\u2800\u034f\u115fb", "ab"),
        ("line\u2028end\u2029here", "line\nend\nhere"),
        ("\U000f0001 item", "• item"),
    ],
)
def test_text_is_cleaned_without_changing_what_it_says(raw, clean):
    assert clean_text(raw) == clean


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_cleaning_twice_changes_nothing_more_and_gives_encodable_text(text):
    once = clean_text(text)
    assert clean_text(once) == once
    assert once.encode("utf-8") is not None
    assert "\0" not in once


@settings(max_examples=200, deadline=None)
@given(st.text())
def test_no_cleaned_character_is_without_a_shape(text):
    shapeless = [c for c in clean_text(text) if unicodedata.category(c) in ("Cc", "Cs", "Co")]
    assert set(shapeless) <= {"\n", "\t"}
    assert count_smuggled(clean_text(text)) == 0


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("plain words, 안내 and 案内", 0),
        ("soft\u00adhyphen\u200b and 👍\ufe0f", 0),
        ("🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f", 0),  # a flag
        ("a" + "".join(chr(0xE0000 + ord(c)) for c in "hidden"), 6),
        ("a\u202edesrever\u202c", 1),
        ("a" + "\u200b\u200c" * 8, 16),
        ("a" + "\U000e0101" * 5, 5),
    ],
)
def test_characters_that_only_smuggle_words_are_counted(text, count):
    assert count_smuggled(text) == count


@pytest.mark.parametrize(
    ("raised", "shown"),
    [
        ("25", "²⁵"),
        ("-3", "⁻³"),
        ("n", "ⁿ"),
        ("nd", "nd"),
        ("[note 3]", "[note 3]"),
        ("(4)", "⁽⁴⁾"),
    ],
)
def test_only_exponents_become_superscripts(raised, shown):
    assert superscript(raised) == shown


def test_folding_leaves_single_spaces():
    assert fold_space("  a \n\t b ") == "a b"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *[(KOREAN, e) for e in ("utf-8", "utf-8-sig", "cp949", "euc-kr", "utf-16", "utf-32")],
        *[(KOREAN, e) for e in ("utf-16-le", "utf-16-be")],
        *[(FRENCH, e) for e in ("utf-8", "latin-1", "cp1252", "utf-16", "utf-16-le", "utf-16-be")],
        ("Safe machines cost “£5” – now.", "cp1252"),
        ("Die Behörde prüft größere Geräte jährlich.", "latin-1"),
        (JAPANESE, "shift_jis"),
        ("The Act (정원기계 안전법) was passed in 2024.", "cp949"),
        ("stray \0 byte in a plain text of some length here", "utf-8"),
    ],
)
def test_text_is_decoded_whatever_its_encoding(text, encoding):
    assert decode_text(text.encode(encoding), PATH) == text


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("What is a frontier model?", "en"),
        ("인공지능이란 무엇인가?", "ko"),
        ("Frontier AI Safety Commitments와 Seoul Declaration의 관계는 무엇인가?", "ko"),
        ("AI事業者ガイドラインとは何ですか", "ja"),
        ("人工智能安全是什么", "zh"),
        ("Quelles sont les obligations des fournisseurs de modèles dans le règlement ?", "fr"),
        ("GPAI?", "en"),
        ("Art. 51(2)", "en"),
        ("10²⁵ ???", "en"),
        ("", "en"),
    ],
)
def test_the_language_of_a_question_is_told(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "language"),
    [("NIST AI RMF의 MAP 5.1은?", "ko"), ("What does 인공지능기본법 say about marking?", "en")],
)
def test_a_short_question_with_a_name_in_another_script_is_told(text, language):
    assert detect_language(text) == language


@pytest.mark.parametrize(
    ("text", "document", "language"),
    [
        ("This summary stands in English inside a report that is otherwise written in Korean." * 2,
         "ko", "en"),
        ("GPT-4 | 2023", "ko", "ko"),
        (KOREAN, "en", "ko"),
        (JAPANESE, "en", "ja"),
        ("12 | 34", "ko", "ko"),
        ("Plain words.", "fr", "fr"),
    ],
)  # fmt: skip
def test_a_passage_is_indexed_under_its_own_language(text, document, language):
    assert passage_language(text, document) == language


@pytest.mark.parametrize(
    ("language", "sentences"),
    [
        ("en", ["The U.S. office wrote it in Nov. 2023.", "It was read."]),
        ("en", ["Under Art. 5 the test is free.", "Makers pay nothing."]),
        ("en", ["Dr. Lee spoke at 3.5 metres.", "Everyone heard."]),
        ("en", ["Who pays?", "The maker!", "Good."]),
        ("ko", ["제작자는 기계를 시험한다.", "결과는 6년 동안 보관한다."]),
        ("ko", ["2024. 5. 21. 서울에서 열렸다.", "열 나라가 왔다."]),
        ("ja", ["機械を試す。", "結果を残す。"]),
    ],
)
def test_sentences_are_told_apart(language, sentences):
    text = ("" if language == "ja" else " ").join(sentences)
    assert [text[s.start : s.end] for s in split_sentences(text, language)] == sentences


def test_bullets_in_a_cell_part_sentences():
    text = "Tests • on grass • on stone"
    spans = split_sentences(text, "en")
    assert [text[s.start : s.end] for s in spans] == ["Tests", "• on grass", "• on stone"]


@settings(max_examples=100, deadline=None)
@given(
    st.text(alphabet="ab. !?\n\t•。가나 U.S.1'\")(é👍", max_size=400),
    st.sampled_from(["en", "ko", "ja", "xx"]),
)
def test_sentence_spans_are_exact_and_cover_every_word(text, language):
    spans = split_sentences(text, language)
    assert "".join("".join(text[s.start : s.end].split()) for s in spans) == "".join(text.split())
    assert all(text[s.start : s.end] == text[s.start : s.end].strip() for s in spans)
    assert all(a.end <= b.start for a, b in pairwise(spans))


def test_a_book_in_one_block_is_split_where_its_sentences_end():
    text = "The board reviews every crossing once a year. " * 1000
    spans = split_sentences(text, "en")
    assert len(spans) == pytest.approx(1000, abs=10)
