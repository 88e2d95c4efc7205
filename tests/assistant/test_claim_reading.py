"""What rules read in a sentence: names, negation, limits on its scope."""

import pytest

from assistant.verification.coverage import cover
from assistant.verification.facts import compare_facts
from assistant.verification.names import compare_names
from assistant.verification.negation import read_negations
from assistant.verification.opposing import opposed
from assistant.verification.oppositions import says_only
from assistant.verification.polarity import unechoed
from assistant.verification.reading import read
from assistant.verification.source import Source
from assistant.verification.transliteration import sounds_alike


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It shall not apply.", ["not"]),
        ("적용하지 아니한다.", ["지 아니"]),
        ("적용되지 않는다.", ["지 않"]),
        ("사용을 금지한다.", ["금지"]),
        ("There is no fee.", ["no"]),
        ("It is exempt from the fee.", ["exempt"]),
        ("適用しない。", ["ない"]),
        ("not only makers but also sellers", []),
        ("no later than 2 August", []),
        ("제작자뿐만 아니라 판매자도", []),
        ("지체 없이 알린다.", []),
        ("하지 않으면 아니 된다.", []),
        ("提出しなければならない。", []),
    ],
)
def test_only_what_denies_is_a_negation(text, words):
    assert [negation.words for negation in read_negations(text)] == words


@pytest.mark.parametrize(
    ("claim", "quote", "language", "is_denied"),
    [
        ("The act does not apply to toys.", "The act applies to toys.", "en", True),
        ("The act does not apply to toys.", "The act shall not apply to toys.", "en", False),
        ("Toys are exempt from the act.", "The act shall not apply to toys.", "en", False),
        ("이 법은 장난감에 적용하지 않는다.", "이 법은 장난감에 적용한다.", "ko", True),
        ("이 법은 장난감에 적용하지 않는다.", "The act does not apply to toys.", "en", False),
        ("Selling machines in shops is banned.", "Machines are sold in shops.", "en", True),
    ],
)
def test_what_a_claim_denies_is_looked_for_in_the_quote(claim, quote, language, is_denied):
    reading = read(claim, "ko" if claim[0] > "z" else "en")
    assert (unechoed(reading, read(quote, language)) > 0.3) is is_denied


@pytest.mark.parametrize(
    ("claim", "quote", "found"),
    [
        ("Makers must test.", "Makers may test.", "obligation"),
        ("제작자는 시험하여야 한다.", "Makers may test.", "obligation"),
        ("All members agree.", "일부 회원이 동의한다.", "all_or_some"),
        ("It is due after sale.", "판매 전에 시험한다.", "before_or_after"),
        ("이름을 밝힐 필요는 없다.", "Makers must state their name.", "required_or_exempt"),
        ("It counts from promulgation.", "시행일부터 센다.", "promulgated_or_in_force"),
        ("The committee is permanent.", "임시 위원회를 둔다.", "lasting_or_not"),
        ("The larger sum is paid.", "둘 가운데 작은 쪽을 낸다.", "larger_or_smaller"),
        ("제작자는 반드시 인증을 받아야 한다.", "인증을 받도록 노력하여야 한다.", "duty_or_advice"),
        ("Members can be of one sex.", "한쪽 성별로만 구성할 수 없다.", ""),
        ("It is due before sale.", "판매 전에 시험한다.", ""),
        ("It is not binding.", "법적 구속력이 없다.", ""),
        ("It is due in May.", "It must be done in May.", ""),
        ("It is not allowed.", "It is prohibited.", ""),
        ("이름은 공개되지 않았다.", "이름은 비공개로 하였다.", ""),
        ("Makers need not test unless asked.", "Makers must test if asked.", ""),
    ],
)
def test_opposite_words_are_noticed_across_languages(claim, quote, found):
    readings = [read(text, "ko" if text[0] > "z" else "en") for text in (claim, quote)]
    names = [name for name, _ in opposed(*readings)]
    assert found in names if found else not names


def test_of_two_sides_the_one_that_stands_by_the_claims_words_counts():
    quote = read("Makers must test each machine, and sellers may ask for the records.", "en")
    assert [name for name, _ in opposed(read("Sellers must ask for the records.", "en"), quote)]
    assert not list(opposed(read("Makers must test each machine.", "en"), quote))


@pytest.mark.parametrize(
    ("claim", "found"),
    [
        ("The centre moves from the ministry to the agency.", True),
        ("The centre moves from the agency to the ministry.", False),
    ],
)
def test_where_something_goes_is_told_from_where_it_comes_from(claim, found):
    quote = read("The centre will be moved from the UK to the EU.", "en")
    swapped = claim.replace("the ministry", "EU").replace("the agency", "UK")
    findings = list(compare_names(read(swapped, "en"), Source(quote, quote)))
    assert any(finding.check == "place" for finding in findings) is found


def test_a_body_is_not_held_because_the_quote_names_another_of_its_kind():
    quote = read("영국은 표준연구소와 함께한다.", "ko")
    claim = read("The UK works with the Ada Lovelace Institute.", "en")
    findings = list(compare_names(claim, Source(quote, quote)))
    assert [f.claimed for f in findings if f.check == "name"] == ["Ada Lovelace Institute"]


def test_a_short_common_word_is_no_transliterated_name():
    quote = read("연구 사무실을 연다.", "ko")
    claim = read("The office is in New York.", "en")
    assert [f.claimed for f in compare_names(claim, Source(quote, quote))] == ["New York"]


QUOTE = "The pact was signed on 4 May 2024. Makers pay 900 euros, and sellers pay 50 euros."


@pytest.mark.parametrize(
    ("claim", "exchanged"),
    [
        ("Makers pay 50 euros, and sellers pay 900 euros.", {"50 euros", "900 euros"}),
        ("Makers pay 900 euros, and sellers pay 50 euros.", set()),
        ("Sellers pay 50 euros, makers 900 euros.", set()),
    ],
)
def test_two_amounts_that_have_changed_places_are_noticed(claim, exchanged):
    quote = read(QUOTE, "en")
    findings = compare_facts(read(claim, "en"), Source(quote, quote))
    assert {f.claimed for f in findings if f.check == "place"} == exchanged


@pytest.mark.parametrize(
    ("claim", "quote", "follows"),
    [
        ("It lasted two days.", "It was held on 10 and 11 May 2024.", True),
        ("닷새 뒤에 의결하였다.", "2024년 5월 10일 심사하고 2024년 5월 15일 의결하였다.", True),
        ("It lasted four days.", "It was held on 10 and 11 May 2024.", False),
    ],
)
def test_days_between_two_dates_follow_from_them(claim, quote, follows):
    languages = ["ko" if text[-2] > "z" else "en" for text in (claim, quote)]
    window = read(quote, languages[1])
    findings = compare_facts(read(claim, languages[0]), Source(window, window))
    surest = max((f.strength for f in findings if f.check == "number"), default=0.0)
    assert (surest < 0.5) is follows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Only makers pay.", True),
        ("Not only makers pay.", False),
        ("제작자만 낸다.", True),
        ("3,000만 원을 낸다.", False),
        ("하지만 제작자는 낸다.", False),
        ("国防のみを対象とする。", True),
    ],
)
def test_only_is_told_from_what_looks_like_it(text, expected):
    assert says_only(text) is expected


@pytest.mark.parametrize(
    ("hangul", "latin", "alike"),
    [
        ("벤지오", "Bengio", True),
        ("호가스", "Hogarth", True),
        ("홍길동", "Gil-dong Hong", False),
        ("홍길동", "Hong Gil-dong", True),
        ("클리퍼드", "Clifford", True),
        ("딥마인드", "DeepMind", True),
        ("벤지오", "Hinton", False),
        ("켈리", "Hogarth", False),
        ("이", "Lee", False),
    ],
)
def test_transliterated_names_sound_alike(hangul, latin, alike):
    assert sounds_alike(hangul, latin) is alike


@pytest.mark.parametrize(
    ("claim", "quote"),
    [
        ("The UK signed it.", "영국이 서명하였다."),
        ("British ministers met.", "영국 장관들이 만났다."),
        ("Zorblax Labs leads.", "조르블랙스 랩스가 이끈다."),
        ("ENISA reports.", "유럽연합 사이버보안청이 보고한다."),
    ],
)
def test_a_name_is_recognised_in_the_other_language(claim, quote):
    assert cover(read(claim, "en"), (read(quote, "ko"),)).names > 0.6
