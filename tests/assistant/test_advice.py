"""Questions that ask for more than sources can say."""

import pytest

from assistant.advice import find_wish


@pytest.mark.parametrize(
    ("language", "question", "wish"),
    [
        ("en", "Should Korea adopt the EU's approach?", "opinion"),
        ("en", "Should my company sign the commitments?", "opinion"),
        ("en", "Which law is better, the EU's or Korea's?", "opinion"),
        ("en", "Do you think the act is too strict?", "opinion"),
        ("en", "Is it wise to ban open models?", "opinion"),
        ("ko", "한국은 EU식 규제를 도입해야 하나?", "opinion"),
        ("ko", "두 법 가운데 어느 법이 더 나은가?", "opinion"),
        ("ko", "이 법안에 찬성해야 할까요?", "opinion"),
        ("ko", "AI 규제에 대해 어떻게 생각하나요?", "opinion"),
        ("ja", "日本はEUのAI法に倣うべきでしょうか", "opinion"),
        ("ja", "どちらの法律が優れていますか", "opinion"),
        ("en", "Will the EU delay the high-risk rules?", "prediction"),
        ("en", "Is the US likely to join the statement?", "prediction"),
        ("ko", "EU가 시행을 연기할까?", "prediction"),
        ("ko", "앞으로 AI 규제는 어떻게 될까?", "prediction"),
        ("ja", "EUはAI法の適用を延期するでしょうか？", "prediction"),
        ("ja", "AI規制は今後どうなりますか", "prediction"),
        ("en", "Is my company liable under the EU AI Act?", "legal advice"),
        ("en", "Do we have to register our chatbot?", "legal advice"),
        ("ko", "우리 회사가 과태료를 내야 하나?", "legal advice"),
        ("ko", "저희 서비스도 고영향 인공지능에 해당하나요?", "legal advice"),
        ("ko", "법률 자문을 부탁합니다", "legal advice"),
        ("ja", "当社のサービスに表示義務はありますか", "legal advice"),
    ],
)
def test_opinion_prediction_and_legal_advice_are_recognised(language, question, wish):
    assert find_wish(question, language) == wish


@pytest.mark.parametrize(
    ("language", "question"),
    [
        ("en", "What should providers do under Article 50?"),
        ("en", "Should providers of high-risk AI keep logs under Article 19?"),
        ("en", "When will the high-risk rules apply?"),
        ("en", "Will high-risk systems need a CE marking?"),
        ("en", "What should states do about systems that cannot respect human rights?"),
        ("en", "What penalties apply to companies?"),
        ("ko", "제공자는 산출물을 표시해야 하나?"),
        ("ko", "제34조 조치를 또 해야 할까?"),
        ("ko", "우리나라 AI안전연구소는 어떤 일을 하나?"),
        ("ko", "인공지능기본법은 언제 시행되나?"),
        ("ko", "정부는 기본계획을 몇 년마다 세워야 하나?"),
        ("ja", "事業者はどのような措置を講じなければなりませんか"),
        ("ja", "AI法はいつ適用されるでしょうか"),
        ("fr", "Que doit faire mon entreprise ?"),
        ("en", ""),
    ],
)
def test_what_a_law_asks_and_when_it_applies_are_questions_about_the_sources(language, question):
    assert find_wish(question, language) is None
