"""Recognises questions that ask for more than sources can say: opinion, prediction, legal advice.

The rules would rather miss such a question than take one about the sources for it: what a law asks
of providers is also put as "should", and when something applies also as "will".
"""

from __future__ import annotations

import re
from typing import Literal

Wish = Literal["opinion", "prediction", "legal advice"]

_STATE = (
    r"(?:the )?(?:south )?(?:korean?|japan(?:ese)?|eu|european union|europe(?:an)?|us|u\.s\.|usa|"
    r"uk|u\.k\.|united (?:states|kingdom)|america|britain|china|g7|oecd|un|united nations|"
    r"governments?|parliament|congress|national assembly|legislators?|lawmakers|regulators?|"
    r"ministry|commission|council|president|courts?|countr(?:y|ies)|states?|world|society|we|one)\b"
)
_OWN = (
    r"(?:\b(?:my|our) (?:\w+ ){0,2}(?:company|firm|start-?up|business|organi[sz]ation|product|"
    r"service|system|app|model|chatbot|employer|bank|hospital|client|agency|team|tool|website|"
    r"university|school|ai)\b|\b(?:am|are|do|does|can|could|may|must|will|would|should|is) "
    r"(?:i|we)\b)"
)
_LAW = (
    r"\b(?:liab\w*|compl(?:y|ies|iant|iance)|fine[ds]?|penalt\w*|sued?|lawful\w*|legal\w*|"
    r"illegal\w*|oblig\w*|required|have to|need to|must|allowed|permitted|regist\w*|licen[cs]e\w*|"
    r"breach\w*|violat\w*|infring\w*|exempt\w*|prohibited|banned|responsible|high-risk|"
    r"high-impact|subject to|fall under|label|disclose)\b"
)
_TURN = (
    r"\b(?:delay|postpone|repeal|withdraw|abandon|pass|adopt|amend|weaken|tighten|change|ban|"
    r"follow|join|ratify|introduce|scrap|replace|overturn|win|lose|succeed|fail|become|take over|"
    r"destroy|reach|going to|likely|expected to)"
)
_ENGLISH: dict[Wish, tuple[str, ...]] = {
    "legal advice": (r"\blegal advice\b", rf"{_OWN}.*{_LAW}", rf"{_LAW}.*{_OWN}"),
    "opinion": (
        rf"^(?:(?:and|so|but|then) )?should (?:{_STATE}|(?:i|my|our)\b)",
        r"\b(?:why|how|what|when) should (?:we|one|society|the world)\b",
        r"\bdo you (?:think|believe|agree|prefer|recommend)\b",
        r"\bwould you (?:say|recommend|prefer|advise|choose)\b",
        r"\byour (?:own )?(?:opinion|views?|take|recommendation|advice|thoughts)\b",
        r"\bwhich\b.{0,80}\bis (?:the )?(?:better|best|worse|worst|wiser|fairer|superior)\b",
        r"\bis\b.{1,80}\b(?:better|worse|wiser|fairer) than\b",
        r"\b(?:a good|a bad|the right|the wrong|a wise) (?:idea|choice|approach|policy|decision)\b",
        r"\btoo (?:strict|lax|weak|vague|burdensome|harsh)\b",
        r"\bis it (?:fair|wise|right|wrong|worth|ethical|sensible) (?:to|that|for)\b",
    ),
    "prediction": (
        rf"^(?:(?:and|so|but) )?(?:will|is|are) (?:{_STATE}|(?:ai|it|there be)\b)(?=.*{_TURN})",
        r"\bhow likely\b|\bwhat are the (?:odds|chances)\b|\bwhat will happen\b",
        r"\bdo you (?:expect|foresee)\b|\b(?:predict|forecast)\b",
        r"\bin the next (?:\w+ )?(?:years|decade|months)\b.*\bwill\b",
        r"\bwill\b.*\bin the next (?:\w+ )?(?:years|decade|months)\b",
    ),
}

_KO_OWN = (
    r"(?:(?:우리|저희|당|본|자)\s?(?:회사|기업|사(?!회)|업체|기관|부서|팀|제품|서비스|시스템|앱|모델|챗봇|"
    r"스타트업|병원|은행|학교|대학|연구소)|(?:^|\s)(?:제가|내가|저는|나는|제|내)\s)"
)
_KO_LAW = (
    r"(?:해야|하여야|내야|받아야|지켜야|두어야|따라야|신고|등록|허가|위반|책임|처벌|과태료|과징금|벌금|징역|제재|"
    r"적법|위법|불법|합법|소송|손해배상|의무|면제|예외|적용|해당|문제가|금지)"
)
_KO_STATE = (
    r"(?:한국|우리나라|대한민국|정부|국회|미국|일본|중국|영국|유럽|EU|캐나다|싱가포르|국제사회|과기정통부|"
    r"부처|당국)\S{0,3}\s"
)
_KO_CHOICE = (
    r"(?:도입|채택|제정|규제|금지|가입|비준|폐지|개정|강화|완화|허용|추진|투자|서명|참여|따라|연기|유예|"
    r"설립|만들)\S{0,3}"
)
_KO_FACT = r"(?:언제|몇|무엇|무슨|어떤|누구|누가|어디|얼마|왜)"
_KOREAN: dict[Wish, tuple[str, ...]] = {
    "legal advice": (r"법률\s?(?:자문|상담|조언)", rf"{_KO_OWN}.*{_KO_LAW}"),
    "opinion": (
        rf"{_KO_STATE}.*{_KO_CHOICE}\s?(?:해야|하여야|야)\s?"
        r"(?:하나|할까|합니까|하는가|하는지|할지|한다고|되나|할 것|하지 않)",
        r"(?:찬성|반대|지지|서명|참여|투자)\S{0,2}\s?(?:해야|하셔야|하여야)\s?(?:하나|할까|할지|합니까)",
        r"어떻게 (?:생각|보(?:나|십니까|세요|시나요|는가))",
        r"(?:의견|견해|생각)(?:은|을|이)?\s?(?:어떤|어떻|무엇|말해|알려|들려|주|있)",
        r"바람직(?:한가|할까|합니까|하다고|한지)|추천해|너무\s(?:엄격|약|느슨|모호|강)",
        r"(?:어느|어떤)\s.{0,40}(?:더\s)?(?:낫|나은|나을|좋(?:은가|을까|습니까|나)|우수)",
        r"보다\s.{0,20}(?:더\s)?(?:낫|나은가|좋은가|좋나|우수한가|엄격한가)",
        r"(?:옳|타당|공정|정당)(?:한가|은가|할까|합니까|다고)",
    ),
    "prediction": (
        rf"^(?!.*{_KO_FACT}).*(?<!야\s)(?:할까|될까|일까|올까|질까|갈까)요?\s?\??$",
        r"(?:할|될|일|질|늘릴|줄일|바꿀) (?:것으로 (?:보|예상|전망)|가능성(?:이|은))",
        r"어떻게 (?:될까|될 것|되리라|변할까|바뀔까|전망)",
        r"(?:예측|전망|예상)(?:해|하면|은|이 어떻)",
    ),
}

_JA_OWN = (
    r"(?:弊社|当社|自社|我が社|わが社|うちの会社|当方|当行|当院|私(?:の会社|たち|は|が)|わたし)"
)
_JA_LAW = (
    r"(?:義務|違反|責任|罰則|罰金|過料|課徴金|合法|違法|適法|届出|登録|許可|適用|該当|免除|訴|必要|"
    r"しなければ|べき|禁止)"
)
_JA_STATE = (
    r"(?:日本|韓国|米国|アメリカ|中国|英国|イギリス|EU|欧州|政府|国会|議会|国際社会|各国)\S{0,2}?"
)
_JAPANESE: dict[Wish, tuple[str, ...]] = {
    "legal advice": (r"法的な?(?:助言|アドバイス)|法律相談", rf"{_JA_OWN}.*{_JA_LAW}"),
    "opinion": (
        rf"{_JA_STATE}(?:は|が|も).*べき(?:か|でしょうか|ですか|だと|では|でない)",
        r"どう(?:思|考え|お考え)|ご?(?:意見|見解)(?:は|を|をお)",
        r"望ましい(?:か|ですか|でしょうか)|(?:正しい|妥当)(?:か|ですか|でしょうか)",
        r"(?:どちら|どの).{0,30}(?:良い|いい|優れ|ましか|望ましい)|より(?:も)?(?:良い|優れ)",
        r"おすすめ|お勧め|(?:厳し|緩|甘)すぎ",
    ),
    "prediction": (
        r"^(?!.*(?:いつ|何|誰|どこ|どの|いくら)).*(?:される|する|なる|れる)(?:だろうか|でしょうか)[?？。]?$",
        r"(?:見通し|予測|予想)(?:は|を|して)|今後どう(?:な|変)|可能性は(?:高|ど|あ)",
    ),
}
_RULES = {
    language: {wish: re.compile("|".join(rules), re.I | re.S) for wish, rules in kinds.items()}
    for language, kinds in (("en", _ENGLISH), ("ko", _KOREAN), ("ja", _JAPANESE))
}


def find_wish(question: str, language: str) -> Wish | None:
    """Return what a question asks for that sources cannot give, or None.

    Args:
        question: As asked, without needless white space.
        language: ISO 639-1 code; other languages than Korean, English and Japanese are not read.
    """
    rules = _RULES.get(language, {})
    return next((wish for wish, rule in rules.items() if rule.search(question)), None)
