"""What a question takes for granted, against what the library holds."""

import pytest

from assistant.premises import Premises, read_premises
from corpus.catalog import DIGESTS
from index.ingestion import ingest_paths
from ingest.language import detect_language
from tests.libraries import open_test_library


@pytest.fixture(scope="module")
def digests(tmp_path_factory):
    """The starter library, as far as it is about these instruments."""
    opened = open_test_library(tmp_path_factory.mktemp("digests") / "library")
    names = ("eu-ai-act.en.md", "seoul-declaration.ko.md", "nist-ai-rmf.en.md")
    ingest_paths(opened, [DIGESTS / name for name in names])
    yield opened
    opened.close()


def read(library, question: str) -> Premises:
    return read_premises(library, question, detect_language(question))


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("What does Article 9 of the Robot Safety Act say?",
         "Robot Safety Act: the text in the library has 4 articles; there is no Article 9."),
        ("로봇안전법 제9조는?", "자료실에 있는 로봇안전법의 조문은 5개이며, 제9조는 없습니다."),
        ("Robot Safety Act第9条は?",
         "資料室のRobot Safety Actの条文の数は4で、第9条はありません。"),
    ],
)  # fmt: skip
def test_a_provision_beyond_the_last_is_named_in_the_questions_language(
    policy_library, question, said
):
    premises = read(policy_library, question)
    assert premises.lacking == (said,)
    assert premises.all_lacking


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("AI Act Article 118",
         "EU AI Act: it has 113 articles; there is no Article 118."),
        ("EU AI법 부속서 XIV", "EU 인공지능법의 부속서는 13개이며, Annex XIV는 없습니다."),
        ("EU AI法第118条は何を定めていますか", "EU AI法の条文の数は113で、第118条はありません。"),
        ("서울 선언 제3조는?", "서울 선언에는 조문이 없으므로 제3조도 없습니다."),
        ("What does MAP 3.9 of the AI RMF ask?",
         "NIST AI RMF: it has 5 subcategories; there is no MAP 3.9."),
    ],
)  # fmt: skip
def test_of_what_is_held_only_as_a_digest_the_catalogue_knows_how_far_it_goes(
    digests, question, said
):
    assert read(digests, question).lacking == (said,)


@pytest.mark.parametrize(
    "question",
    [
        "What does Article 2 of the Robot Safety Act say?",
        "로봇안전법 제5조의 과태료는?",
        "What does Article 9 say?",
        "Article 9 of the Garden Act",
        "Does Article 9 of the GDPR apply to the Robot Safety Act?",
        "제9조에 따른 의무는?",
    ],
)
def test_a_provision_that_exists_or_may_exist_elsewhere_is_not_called_missing(
    policy_library, question
):
    assert read(policy_library, question).lacking == ()


def test_where_one_of_two_provisions_exists_only_the_other_is_missing(policy_library):
    premises = read(policy_library, "Compare Article 2 and Article 9 of the Robot Safety Act")
    assert len(premises.lacking) == 1
    assert not premises.all_lacking


def test_a_provision_is_missing_only_if_every_instrument_named_lacks_it(policy_library):
    question = "제5조 of 로봇안전법 and of the Robot Safety Act: what do they say?"
    assert read(policy_library, question).lacking == ()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("로봇안전법 제2조를 어기면 징역 몇 년인가?",
         "자료실에 있는 로봇안전법 자료에는 제2조와 관련하여 징역을 정한 내용이 없습니다."),
        ("로봇안전법의 벌금 상한은?",
         "자료실에 있는 로봇안전법 자료에는 벌금에 관한 내용이 없습니다."),
        ("What prison term does the Robot Safety Act set?",
         "Robot Safety Act: nothing that the library holds of it mentions prison."),
        ("Does the Robot Safety Act protect China?",
         "Robot Safety Act: nothing that the library holds of it mentions China."),
        ("로봇안전법은 미국에도 적용되나?",
         "자료실에 있는 로봇안전법 자료에는 미국에 관한 내용이 없습니다."),
    ],
)  # fmt: skip
def test_a_sanction_or_a_country_that_the_instrument_never_mentions_is_named(
    policy_library, question, said
):
    assert read(policy_library, question).unsupported == (said,)


@pytest.mark.parametrize(
    "question",
    [
        "로봇안전법 제3조를 어기면 징역 몇 년인가?",
        "로봇안전법 제2조 위반 과태료는 얼마인가?",
        "What fine follows an infringement of Article 2 of the Robot Safety Act?",
        "Who goes to prison?",
    ],
)
def test_a_sanction_that_refers_to_the_provision_is_borne_out(policy_library, question):
    assert read(policy_library, question).unsupported == ()


def test_of_a_digest_nothing_follows_from_silence(digests):
    assert read(digests, "What prison term does the EU AI Act set?").unsupported == ()


@pytest.mark.parametrize(
    ("question", "unheld"),
    [
        ("What does ISO/IEC 42001 say?", [("ISO/IEC 42001", None)]),
        ("개인정보 보호법 제37조의2", [("개인정보 보호법", None)]),
        ("일본 AI법 제5조는?", [("일본 AI법", None)]),
        ("What does China's AI Act require?", [("China's AI Act", None)]),
        ("What does the Robot Safety Act say?", []),
    ],
)
def test_an_instrument_that_is_not_held_is_told(policy_library, question, unheld):
    assert list(read(policy_library, question).unheld) == unheld


def test_of_an_instrument_in_the_catalogue_the_official_address_is_told(policy_library):
    ((name, url),) = read(policy_library, "What does memo M-24-10 require?").unheld
    assert name == "OMB Memorandum M-24-10"
    assert url.startswith("https://bidenwhitehouse.archives.gov/")
