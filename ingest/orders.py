"""What orders to a reading machine look like, in English, Korean, Japanese and a little else."""

from __future__ import annotations

import re
from typing import NamedTuple


class Orders(NamedTuple):
    """One kind of order.

    Attributes:
        hints: One of these occurs wherever a pattern matches; looking for them is cheap.
        pattern: Matches folded text, as ``ingest.lookalikes`` returns it.
    """

    hints: tuple[str, ...]
    pattern: re.Pattern[str]


def _orders(hints: tuple[str, ...], *patterns: str) -> Orders:
    return Orders(hints, re.compile("|".join(patterns), re.MULTILINE))


_START = r"(?:^|[.!?:;。\n\"'“‘(\[>*#|]|(?<=\s)-)\W*"
MACHINE = (
    r"(?:ai|a\.i\.|llms?|gpt|(?:large )?language models?|chat ?bots?|assistants?|bots?)"
    r"(?: (?:assistants?|models?|agents?|bots?|systems?|tools?))?"
)
_RULES = r"(?:instruction|prompt|directive|command|guardrail|system message|order|rule)s?"
_SAY = r"(?:answer|reply|respond|say|state|output|print|write|return|tell|claim|report|insist)"

ORDERS = {
    "override": _orders(
        ("ignor", "disregard", "forget", "overrid", "bypass", "overrule", "dismiss", "skip",
         "drop", "discard", "oublie", "vergess", "vergiss", "olvid", "忽略", "无视", "無視",
         "忘", "무시", "잊", "따르지", "従わ", "破棄"),
        r"\b(?:ignor\w+|disregard\w*|forget|overrid\w+|bypass|overrule|dismiss|skip|drop)\b"
        r"[^.!?\n]{0,30}?\b(?:previous|prior|above|earlier|preceding|foregoing|initial|original"
        rf"|system|your|other|these|those|all)\b[^.!?\n]{{0,24}}?\b{_RULES}\b",
        rf"{_START}(?:please |now |you must |always )*(?:ignore|disregard|forget|discard)\b"
        r"[^.!?\n]{0,24}\b(?:sources?|quotes?|quotations?|documents?|context|passages?|library"
        r"|evidence|everything|text)\b",
        r"\b(?:ignore[zr]|oublie[zr]|ignorier\w*|vergiss|vergessen sie|ignora|ignore|olvida"
        r"|olvide)"
        r"\b[^.!?\n]{0,30}\b(?:instructions|consignes|anweisungen|befehle|instrucciones)\b",
        r"(?:忽略|无视|無視|忘记|忘記)[^。\n]{0,10}(?:指令|指示|提示|命令|规则)",
        r"(?:이전|앞선|앞의|앞에|위의?|기존|지금까지|모든|상기|원래|시스템|아래)[^.\n]{0,12}"
        r"(?:지시|명령|프롬프트|지침|규칙|안내)[^.\n]{0,8}(?:무시하(?:고|라|세|십|시|여)"
        r"|무시해|잊(?:어|고|으)"
        r"|따르지\s?(?:말|마))",
        r"(?:출처|인용문?|자료|문서|근거)(?:들)?(?:은|는|을|를)\s?(?:모두\s?"
        r"|전부\s?)?무시하(?:고|라|세|십|시)",
        r"(?:これまで|以前|今まで|上記|前|すべて|全て|元|上|システム)の?[^。\n]{0,8}"
        r"(?:指示|命令|プロンプト|ルール|規則|指令)[^。\n]{0,6}(?:無視|忘れ|従わ|破棄)",
        r"(?:出典|引用|資料|文書)[はを]?(?:すべて|全て)?無視し(?:て|ろ|な)",
    ),
    "role": _orders(
        ("you ", "from now on", "pretend", "act as", " mode", "anything now", "너는", "당신은",
         "넌", "귀하는", "부터", "あなた", "君は", "お前", "今から", "これから"),
        r"\byou (?:are|will be|shall be) (?:now|no longer|hereby)\b",
        r"\bfrom now on,? (?:you|answer|reply|respond|act)\b",
        r"\bpretend (?:to be|that you|you)\b|\bact as (?:if you|an? (?:unrestricted|evil"
        r"|ai\b|dan))",
        r"\b(?:enter|enable|activate|switch to)\b[^.\n]{0,12}\b(?:developer|dan|debug|god|admin\w*"
        r"|maintenance|unrestricted) mode\b|\bjailbreak mode\b|\bdo anything now\b",
        rf"\bif you are an? {MACHINE}\b|\bas an? {MACHINE},? you (?:must|should|shall|will)\b",
        r"(?<!\w)(?:너는|당신은|넌|귀하는)[^.\n]{0,20}(?:\bai\b|ai\s?(?:비서|모델)|인공지능"
        r"|어시스턴트|비서|챗봇"
        r"|개발자 모드|관리자 모드|제한)",
        r"(?:지금부터|이제부터)\s?(?:너|당신|모든 질문|모든 답)",
        r"(?:あなた|君|お前)は[^。\n]{0,16}(?:\bai\b|アシスタント|ボット|開発者モード|制限のない)",
        r"(?:今から|これから)(?:あなた|すべての質問|全ての質問)",
    ),
    "address": _orders(
        ("assistant", "chatbot", "chat bot", "llm", "gpt", "language model", "ai:", "ai,",
         "ai.", "ai!", "ai -", "ai —", "ai –", "a.i.", "bot", "reading", "processing", "summar",
         "parsing", "indexing", "에게", "께", "어시스턴트", "챗봇", "비서", "언어",
         "アシスタント", "ボット", "モデル", "aiへ"),
        rf"{_START}(?:attention|note|notice|message|memo|instructions?|important|dear|hello"
        r"|hey|to)\b"
        rf"[\s:,!-]{{1,3}}(?:(?:to|for|all|the|any|every) )*{MACHINE}\s?(?:[:,!.—–-]|$)",
        rf"{_START}(?:all |any |every )?{MACHINE} (?:reading|processing|summari[sz]ing|answering"
        r"|parsing|indexing|which reads|that reads?)\b",
        r"\b(?:the|this|every|any) assistant (?:must|should|shall|will|has to|is to)\b",
        r"\b(?:instruction|order|command|note|message)s? (?:to|for) (?:the |all "
        rf"|any )?{MACHINE}\s?:",
        r"(?:^|[.\s])(?:ai|인공지능|언어 ?모델|어시스턴트|챗봇|비서)\s?(?:어시스턴트|모델"
        r"|비서|도우미)?"
        r"(?:에게|께)\s?(?:지시|명령|알림|알립|전합|고함|드리는)",
        r"(?:어시스턴트|챗봇|비서|ai 모델|언어 ?모델)(?:는|은)\s?(?:반드시\s?)?[^.\n]{0,40}"
        r"(?:답하|대답하|답변하|응답하|출력하|말하)",
        r"(?:アシスタント|チャットボット|言語モデル|ai)への(?:指示|命令|お知らせ|注意)",
        r"(?:アシスタント|チャットボット|aiモデル)は(?:必ず)?[^。\n]{0,30}(?:答え|回答|出力|返答)",
    ),
    "turn": _orders(
        ("<", "inst]", "##", ":", "：", "begin", "end ", "start "),
        r"<\|[^|\n]{1,30}\|>?|\[/?inst\]|<</?sys>>",
        r"</?\s?(?:quotes?|sources?|system|user|assistant|instructions?|context|document)\s?/?>",
        r"(?:^|\n|\|)\W*(?:system|assistant|developer|admin|root)\s?(?:prompt|message"
        r"|override|note"
        r"|instructions?)?\s?[:：]\s?\S",
        r"#{2,}\s?(?:system|instructions?|user|assistant|response|override)\b",
        r"\b(?:begin|end|start) (?:of )?(?:the )?(?:new |system )?"
        r"(?:prompt|instructions|quotes|context|sources)\b",
        r"(?:^|\n|\|)\W*(?:시스템|관리자|개발자|어시스턴트)\s?(?:메시지|지시|명령|알림|공지"
        r"|프롬프트)?\s?[:：]",
        r"(?:^|\n|\|)\W*(?:システム|管理者|開発者|アシスタント)(?:メッセージ|指示|命令"
        r"|プロンプト)?\s?[:：]",
    ),
    "output": _orders(
        ("question", "answer", "response", "respond", "reply", "replies", "user", "quer",
         "print", "output", "say", "cit", "quot", "attribut", "credit", "not_found", "asked",
         "asks", "without", "라고", "다고", "로", "질문", "물음", "인용", "출처", "근거",
         "答え", "言っ", "述べ", "回答", "返答", "出力"),
        rf"{_START}(?:please |always |only |just |simply |never |now |you (?:must|should"
        r"|shall|will) )*"
        rf"{_SAY}\b[^.!?\n]{{0,60}}\b(?:every|each|any|all|the|this|your) "
        r"(?:\w+ )?(?:question|answer|response|repl(?:y|ies)|user|query|queries)s?\b",
        rf"{_START}(?:please |always |only |just |simply |now |you (?:must|should|shall|will) )*"
        r"(?:answer|reply|respond|say|output|print)\b,? ?(?:only |exactly |just |instead "
        r"|always )*"
        r"(?:with|that|exactly|only|nothing|the words?|:|\"|'|“|‘|not_found)",
        r"\b(?:when(?:ever)?|if) (?:you(?:'re| are)?|someone|anyone|anybody|a user|the user"
        r"|users?)"
        rf" (?:is |are |gets? )?ask(?:ed|s|ing)?\b[^.!?\n]{{0,90}}\b{_SAY}\b",
        rf"\bwhen(?:ever)? asked\b[^.!?\n]{{0,90}}\b{_SAY}\b",
        r"\b(?:do not|don't|never|must not|without|omit|drop|skip)\b[^.!?\n]{0,16}\b"
        r"(?:cit(?:e|es|ing|ations?)|quot(?:e|ing)|mention(?:ing)?|reveal(?:ing)?|show(?:ing)?)\b"
        r"[^.!?\n]{0,30}\b(?:source|citation|document|quote|passage|note|message|instruction"
        r"|mark)s?\b",
        rf"\b{_SAY}\b[^.!?\n]{{0,50}}\bwithout (?:any )?(?:citations?|citing|sources?"
        r"|references)\b",
        r"\b(?:cite|attribute|credit)\b[^.!?\n]{0,50}\b(?:instead of|rather than|as (?:the|your) "
        r"(?:only )?source)\b",
        r"\b(?:append|add|insert|include|embed|render|put)\b[^.!?\n]{0,60}\b(?:to|in|at|into"
        r"|after) "
        r"(?:the end of )?(?:your|every|each|all) (?:\w+ )?(?:answer|response|repl(?:y|ies))s?\b",
        r"\bnot_found\b",
        r"(?:라고|다고|로만)(?:만)?\s?(?:반드시\s?|항상\s?)?(?:답|답변|대답|응답|출력|말|회신)"
        r"(?:하(?:라|여라|시오|십시오|세요)|해(?:라|줘|\s?주)?(?:\s|[.!]|$))",
        r"(?:질문|물음)[^.\n]{0,30}(?:라고|다고|로)\s?(?:만\s?)?(?:답|답변|대답|응답|말)"
        r"(?:하(?:라|시오|십시오|세요|여야|도록)|해)",
        r"(?:인용|출처|근거)\s?(?:표시|번호|문서)?(?:를|을|는|은)?\s?(?:없이|생략하고|빼고"
        r"|달지|붙이지|표시하지"
        r"|쓰지|밝히지)[^.\n]{0,10}(?:답|말|출력|마|작성)",
        r"と(?:だけ|のみ)?(?:必ず)?(?:答え|回答し|返答し|出力し|言っ|述べ)(?:て|ろ|よ|なさい)",
        r"(?:回答|出力|返答)(?:せよ|しろ|しなさい|してください)",
        r"(?:引用|出典|根拠)(?:番号)?(?:を)?(?:なし|付けず|つけず|示さず"
        r"|せず)[^。\n]{0,8}(?:答え|回答|出力)",
    ),
    "machine": _orders(
        ("ai", "gpt", "llm", "model", "machine", "reader", "assistant", "chatbot", "bot",
         "인공지능", "챗봇", "응답기", "응답 시스템", "모델", "어시스턴트", "비서",
         "アシスタント", "ボット", "モデル"),
        rf"{_START}dear (?:{MACHINE}|model|machine|reader[ -]bot|automat\w+)\b|, dear {MACHINE}\b",
        rf"{_START}(?:automated|automatic|artificial|machine|electronic) "
        r"(?:readers?|agents?|assistants?|answerers?|responders?)\b\W",
        r"\b(?:all|every|any|these|those) assistants?\b[^.!?\n]{0,20}\b"
        r"(?:answer|reply|respond|say|state|report|tell|output|use|cite)\b",
        r"(?:ai|인공지능|언어 ?모델|어시스턴트|챗봇|비서|자동 ?응답(?:기"
        r"|시스템))(?:들)?(?:은|는|이|가|에게)\s"
        r"[^.\n]{0,90}(?:답|말|알려|알리|안내|설명|적|쓰|써|출력|표기|언급|덧붙|따르|따를|인용)"
        r"[^.\n]{0,10}(?:것|하라|여라|주세요|주십시오|시오|마라|말라)(?:$|[.\s!])",
        r"(?:ai|アシスタント|ボット|言語モデル)(?:は|へ|に|には)[^。\n]{0,60}(?:教え|答え"
        r"|述べ|伝え|書|説明|言わ"
        r"|出力|引用)[^。\n]{0,10}(?:こと|ください|なさい|せよ)(?:$|[。\s])",
    ),
    "reply": _orders(
        ("reply", "replies", "answer", "you ", "whoever", "tell", "say ", "assistant",
         "override", "operator", "remark", "source", "referenc", "citation", "footnote",
         "verbatim", "copy", "credit", "guidance", "given", "point", "라고", "다고", "로만",
         "만 ", "출처", "각주", "인용", "처음", "と", "出典", "引用", "最初", "何も"),
        r"\byour (?:next |first |own |final )?(?:reply|replies|answers?|output)\b",
        r"\b(?:whatever|anything|everything|what) you (?:write|say|reply|answer|respond|tell|state"
        r"|output)\b|\bwho(?:ever|soever)? (?:answers|replies|writes|asks|responds)\b",
        r"\b(?:only|proper|correct|acceptable|right|approved|new|sole) (?:reply|answer)\b"
        r"[^.!?\n]{0,40}\b(?:is|to|on|about|concerning)\b",
        r"\btell (?:people|them|users|anyone|everyone|everybody|readers|whoever|the user|him"
        r"|her)\b",
        rf"{_START}(?:please |politely )*(?:decline|refuse|do not|never) (?:politely )?(?:to )?"
        r"(?:say|answer|comment|respond|reply)\b",
        rf"{_START}(?:admin\w*|operator|system|root|developer) override\b|\byour (?:operator"
        r"|developer|administrator|owner)s? (?:has|have) (?:approved|instructed|decided"
        r"|ordered)\b",
        r"\b(?:treat|consider|regard|take)\b[^.!?\n]{0,50}\b(?:before|above|previous|prior|earlier"
        r"|preceding|so far)\b[^.!?\n]{0,30}\b(?:void|invalid|obsolete|null|cancell?ed"
        r"|withdrawn)\b",
        r"\bno (?:source|citation|reference)s? (?:is|are) (?:needed|required|necessary)\b"
        r"|\bleave (?:\w+ ){0,3}(?:references|sources|citations|footnotes) out\b"
        r"|\bcredit\b[^.!?\n]{0,60}\bfor (?:anything|everything|whatever|all)\b",
        r"\b(?:guidance|instructions?|rules?|text|message|prompt"
        r"|orders) (?:that )?you (?:were|have been"
        r"|got|received)\b|\bverbatim copy of\b",
        r"(?:라고|다고|로만|것으로|만)\s?(?:답|말|알려|안내|설명|적|써|쓰|표기|전해"
        r"|덧붙)[^.\n]{0,6}"
        r"(?:주세요|주십시오|하라|여라|하시오|하십시오|하세요)",
        r"(?:출처|각주|인용)[^.\n]{0,12}(?:빼고|없어도|없이|생략하"
        r"|관계없이)[^.\n]{0,60}(?:답|말|적|쓰|써|알려"
        r"|표기|덧붙|출력)[^.\n]{0,8}(?:주세요|주십시오|하라|여라|시오|것|라)(?:$|[.\s])",
        r"처음에 (?:받은|주어진|들은) (?:안내|지시|설명|명령|규칙|프롬프트)",
        r"(?:と|だと|とだけ|のみを|だけを)(?:答え|述べ|伝え|書い|書く|記し|言っ|教え|回答"
        r"|出力)[^。\n]{0,6}"
        r"(?:ください|なさい|せよ)|を加えてください",
        r"(?:出典|引用|脚注)[^。\n]{0,10}(?:外し|なくても|なしで|かかわらず|省い)[^。\n]{0,50}"
        r"(?:書い|答え|述べ|伝え|記し|回答)[^。\n]{0,6}(?:ください|なさい|せよ|こと)",
        r"最初に(?:受け取った|与えられた)(?:説明|指示|命令|規則|プロンプト)",
    ),
    "task": _orders(
        ("task", "summar", "role", "todo", "recite", "machine", "과제", "요약", "기계", "앞에",
         "課題", "要約", "機械", "文章"),
        r"\b(?:new|old|previous|next|real|actual) (?:task|objective|goal)\b[^.!?\n]{0,20}"
        r"(?:[:.]|below|is over|has ended|follows)",
        r"\bsummar(?:y|ies)\b[^.!?\n]{0,30}\bthis (?:page|document|text|file|note)\b[^.!?\n]{0,20}"
        r"\b(?:has to|have to|must|should)\b|\bhints? for (?:the )?(?:summar|answer|reply)",
        r"[\"']role[\"']\s?:\s?[\"'](?:system|assistant|user|developer)|\btodo\s?\(?"
        rf"{MACHINE}\)?\s?:",
        r"\b(?:recite|recount|replay)\b[^.!?\n]{0,30}\b(?:before|above|precede\w*)\b",
        r"\b(?:by|should|must) (?:the )?machines?\b[^.!?\n]{0,4}[.!?]|\bso should the machine\b",
        r"(?:새|새로운|이전|지금까지의) 과제(?:는|가|:|★|\]|】)|과제는 종료"
        r"|요약할 때(?:에는|는)?[^.\n]{0,60}반드시|앞에 있던 글을"
        r"|기계(?:도|는)[^.\n]{0,40}(?:그래야 한다|논의할 수 없다)",
        r"(?:新しい|前の)課題(?:は|】|：)|要約者への|前にあった文章を"
        r"|機械(?:も|は)[^。\n]{0,30}(?:そうすべき|論じてはならない)",
    ),
    "active": _orders(
        ("![", "<", "javascript:"),
        r"!\[[^\]\n]{0,200}\]\s?\(\s?https?:"
        r"|<(?:script|iframe|object|embed|img|svg|form|base|link|meta)\b"
        r"|<[a-z][^<>\n]{0,200}\bon[a-z]{3,}\s?=|\bjavascript:\s?\S",
    ),
    "leak": _orders(
        ("prompt", "instruction", "rule", "configuration", "message", "above", "프롬프트",
         "지시문", "명령문", "시스템 메시지", "プロンプト", "指示文", "システムメッセージ"),
        r"\b(?:reveal|repeat|print|show|output|display|disclose|leak|give|tell|write|share"
        r"|translate"
        r"|summari[sz]e)\b[^.!?\n]{0,40}\b(?:your|system)\b[^.!?\n]{0,16}\b"
        r"(?:prompts?|instructions?|rules?|configuration|messages?)\b",
        r"\bwhat (?:is|are|was|were) your (?:\w+ )?(?:prompts?|instructions?|rules?)\b",
        r"\b(?:repeat|print|output|copy)\b[^.!?\n]{0,20}\b(?:text|words|everything|message)\b"
        r"[^.!?\n]{0,10}\babove\b",
        r"(?:프롬프트|지시문|명령문|시스템 메시지)(?:를|을)?\s?(?:전부\s?|그대로\s?|모두\s?)?"
        r"(?:출력|공개|보여|반복|알려|말해|적어)",
        r"(?:プロンプト|指示文|システムメッセージ)を?(?:そのまま|全部|すべて)?(?:出力|公開"
        r"|表示|繰り返|教え)",
    ),
    "exfiltrate": _orders(
        ("http",),
        r"\b(?:send|post|forward|transmit|append|upload|leak|submit|encode)\b[^.!?\n]{0,60}\b"
        r"(?:question|answer|conversation|prompt|chat|history"
        r"|user(?:'s)?)\b[^!?\n]{0,60}https?://",
        r"https?://\S{0,60}(?:[?&=](?:q|query|data|question|leak|d)=|\{(?:question|data"
        r"|answer)\})",
        r"\b(?:visit|open|click|load|fetch|follow)\b[^.!?\n]{0,30}https?://\S+[^.!?\n]{0,40}\b"
        r"(?:before answering|to answer|for the answer|to continue|to verify)\b",
        r"(?:질문|대화|답변|사용자)[^.\n]{0,30}https?://\S+\s?(?:로|으로|에)\s?(?:보내|전송"
        r"|전달|첨부)",
    ),
}  # fmt: skip
