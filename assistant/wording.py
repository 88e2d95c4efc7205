"""The fixed sentences of an answer, in each language policydesk speaks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.particles import settle_particles

SPOKEN = ("en", "ko", "ja")
"""Languages in which policydesk speaks, as ISO 639-1 codes."""

_FALLBACK = "en"
_FUNCTIONS = ("GOVERN", "MAP", "MEASURE", "MANAGE")

_WORDS: dict[str, dict[str, str]] = {
    "nothing_found": {
        "en": "The library does not hold the answer to this question.",
        "ko": "자료실에 이 질문에 답할 수 있는 내용이 없습니다.",
        "ja": "この質問に答えられる内容は資料室にありません。",
    },
    "nothing_like": {
        "en": "No passage mentions {terms}.",
        "ko": "{terms}을(를) 다룬 대목을 찾지 못했습니다.",
        "ja": "{terms}に触れた箇所は見つかりませんでした。",
    },
    "empty_library": {
        "en": "The library is still empty. Add documents first.",
        "ko": "자료실이 비어 있습니다. 먼저 문서를 추가해 주십시오.",
        "ja": "資料室はまだ空です。まず文書を追加してください。",
    },
    "filtered_out": {
        "en": "No document in the library passes the filters.",
        "ko": "조건에 맞는 문서가 자료실에 없습니다.",
        "ja": "条件に合う文書が資料室にありません。",
    },
    "nothing_in_filtered": {
        "en": "The documents that pass the filters do not hold the answer to this question.",
        "ko": "조건에 맞는 문서에는 이 질문에 답할 수 있는 내용이 없습니다.",
        "ja": "条件に合う文書には、この質問に答えられる内容がありません。",
    },
    "widened": {
        "en": "The documents that the question asks for ({words}) do not hold the answer; "
        "this one rests on the others.",
        "ko": "질문에서 지정한 문서({words})에 답이 없어 다른 문서를 근거로 답합니다.",
        "ja": "質問で指定された文書（{words}）に答えがないため、他の文書に基づいて回答します。",
    },
    "no_provision": {
        "en": "{title}: the text in the library has {count} {unit}; there is no {provision}.",
        "ko": "자료실에 있는 {title}의 {unit}은(는) {count}개이며, {provision}은(는) 없습니다.",
        "ja": "資料室の{title}の{unit}は{count}で、{provision}はありません。",
    },
    "never_provision": {
        "en": "{title}: it has {count} {unit}; there is no {provision}.",
        "ko": "{title}의 {unit}은(는) {count}개이며, {provision}은(는) 없습니다.",
        "ja": "{title}の{unit}は{count}で、{provision}はありません。",
    },
    "no_articles": {
        "en": "{title}: it is not divided into articles; there is no {provision}.",
        "ko": "{title}에는 조문이 없으므로 {provision}도 없습니다.",
        "ja": "{title}は条に分かれておらず、{provision}はありません。",
    },
    "not_held": {
        "en": "The library does not hold {names}.",
        "ko": "자료실에는 {names}이(가) 없습니다.",
        "ja": "資料室には{names}がありません。",
    },
    "see_status": {
        "en": "No passage in the library says whether it still applies. What policydesk's own "
        "catalogue knows of its status stands in the note.",
        "ko": "현재도 적용되는지를 밝힌 대목은 자료실에 없습니다. 폴리시데스크 목록에 기록된 "
        "상태는 유의 사항을 확인하십시오.",
        "ja": "現在も適用されるかを述べた箇所は資料室にありません。policydeskの目録に記録された"
        "状態は注記をご覧ください。",
    },
    "no_mention": {
        "en": "{title}: nothing that the library holds of it mentions {word}.",
        "ko": "자료실에 있는 {title} 자료에는 {word}에 관한 내용이 없습니다.",
        "ja": "資料室にある{title}の文書に{word}への言及はありません。",
    },
    "no_mention_there": {
        "en": "{title}: nothing that the library holds of it connects {provision} with {word}.",
        "ko": "자료실에 있는 {title} 자료에는 {provision}과(와) 관련하여 {word}을(를) 정한 내용이 "
        "없습니다.",
        "ja": "資料室にある{title}の文書に{provision}と{word}を結び付ける記述はありません。",
    },
    "not_found_named": {
        "en": "No passage found for this question mentions {terms}.",
        "ko": "이 질문으로 찾은 대목에는 {terms}에 관한 언급이 없습니다.",
        "ja": "この質問で見つかった箇所に{terms}への言及はありません。",
    },
    "nearest": {
        "en": "Nearest to it, the library holds: {titles}.",
        "ko": "자료실에서 이 질문에 가장 가까운 자료: {titles}.",
        "ja": "この質問に最も近い資料：{titles}。",
    },
    "outside": {
        "en": "The question seems to be outside the field. policydesk answers questions on AI "
        "policy and AI safety from the documents in its library.",
        "ko": "다루는 분야를 벗어난 질문으로 보입니다. 폴리시데스크는 자료실의 문서를 근거로 "
        "인공지능 정책과 안전에 관한 질문에 답합니다.",
        "ja": "対象分野の外の質問と思われます。policydeskは資料室の文書に基づき、"
        "AI政策とAI安全性に関する質問に答えます。",
    },
    "no_opinion": {
        "en": "The question asks for an opinion; policydesk gives none.",
        "ko": "의견을 구하는 질문입니다. 폴리시데스크는 의견을 제시하지 않습니다.",
        "ja": "意見を求める質問ですが、policydeskは意見を述べません。",
    },
    "no_prediction": {
        "en": "The question asks for a prediction; policydesk makes none.",
        "ko": "앞으로의 일을 묻는 질문입니다. 폴리시데스크는 예측하지 않습니다.",
        "ja": "今後の見通しを問う質問ですが、policydeskは予測を行いません。",
    },
    "no_legal_advice": {
        "en": "This is not legal advice. How the law applies to a particular case must be asked of "
        "a lawyer or the competent authority.",
        "ko": "이 답변은 법률 자문이 아닙니다. 개별 사안에 대한 적용 여부는 변호사나 소관 기관에 "
        "확인하십시오.",
        "ja": "これは法的助言ではありません。個別の事案への適用は弁護士または所管官庁に"
        "ご確認ください。",
    },
    "sources_say": {
        "en": "Below is what the sources say.",
        "ko": "아래는 자료에 적힌 내용입니다.",
        "ja": "以下は資料に記載された内容です。",
    },
    "only_outdated": {
        "en": "Only texts that no longer apply answer this.",
        "ko": "현재 효력이 없는 자료에서만 답을 찾았습니다.",
        "ja": "この質問に答えるのは、現在は効力のない文書だけです。",
    },
    "only_draft": {
        "en": "Only a draft or a bill answers this, not an adopted text.",
        "ko": "확정된 문서가 아닌 초안 또는 법안에서만 답을 찾았습니다.",
        "ja": "この質問に答えるのは草案または法案だけで、確定した文書ではありません。",
    },
    "is_rescinded": {
        "en": "“{title}” has been rescinded.",
        "ko": "「{title}」은(는) 폐지된 문서입니다.",
        "ja": "「{title}」は廃止された文書です。",
    },
    "is_superseded": {
        "en": "“{title}” has been superseded.",
        "ko": "「{title}」은(는) 다른 문서로 대체되었습니다.",
        "ja": "「{title}」は他の文書に置き換えられました。",
    },
    "is_draft": {
        "en": "“{title}” is a draft.",
        "ko": "「{title}」은(는) 초안입니다.",
        "ja": "「{title}」は草案です。",
    },
    "as_of": {
        "en": "{note} (Status as of {date}.)",
        "ko": "{note} (상태 기준일: {date})",
        "ja": "{note}（状態の基準日：{date}）",
    },
    "differ": {
        "en": "The sources differ here: {sides}. policydesk does not decide between them.",
        "ko": "자료마다 내용이 다릅니다: {sides}. 폴리시데스크는 어느 쪽이 맞는지 판단하지 "
        "않습니다.",
        "ja": "資料によって内容が異なります：{sides}。policydeskはどちらが正しいかを判断しません。",
    },
    "draft": {"en": "draft", "ko": "초안", "ja": "草案"},
    "holds": {
        "en": "It holds {count} documents, among them: {titles}.",
        "ko": "자료실에는 문서 {count}건이 있습니다. 예: {titles}.",
        "ja": "資料室には{count}件の文書があります。例：{titles}。",
    },
    "digest": {
        "en": "{marks}: policydesk's own digest, not the official text. Check the official source "
        "before quoting.",
        "ko": "{marks}: 공식 원문이 아니라 폴리시데스크가 작성한 요약입니다. 인용하기 전에 공식 "
        "출처를 확인하십시오.",
        "ja": "{marks}：公式の原文ではなくpolicydeskによる要約です。"
        "引用前に公式の出典を確認してください。",
    },
    "ocr": {
        "en": "{marks}: recognised from a scan (OCR); check against the original before quoting.",
        "ko": "{marks}: 스캔에서 문자 인식(OCR)한 글이므로 인용하기 전에 원문과 대조하십시오.",
        "ja": "{marks}：スキャンから文字認識（OCR）した文です。引用前に原本と照合してください。",
    },
    "other_language": {
        "en": "The library holds no text in the question's language; "
        "the quotes are in {languages}.",
        "ko": "질문과 같은 언어로 된 자료가 없어 원문({languages})을 그대로 인용합니다.",
        "ja": "質問と同じ言語の資料がないため、原文（{languages}）をそのまま引用します。",
    },
    "fell_back": {
        "en": "The {engine} engine could not answer ({reason}); these are verbatim quotes instead. "
        "{remedy}",
        "ko": "{engine} 엔진이 답하지 못하여({reason}) 원문을 그대로 인용합니다. {remedy}",
        "ja": "{engine}エンジンが応答できなかったため（{reason}）、原文をそのまま引用します。"
        "{remedy}",
    },
    "wrote_nothing": {
        "en": "The {engine} engine found no answer in these quotes; judge for yourself.",
        "ko": "{engine} 엔진은 아래 인용문에서 답을 찾지 못하였습니다. 원문을 직접 확인하십시오.",
        "ja": "{engine}エンジンは以下の引用から答えを見つけられませんでした。"
        "原文をご確認ください。",
    },
    "one_left_out": {
        "en": "1 sentence left out: {reasons}.",
        "ko": "근거가 확인되지 않은 문장 1개를 제외하였습니다. 사유: {reasons}.",
        "ja": "出典で裏付けられない文を1件除外しました。理由：{reasons}。",
    },
    "translated": {
        "en": "machine translation by {engine}",
        "ko": "{engine} 기계 번역",
        "ja": "{engine}による機械翻訳",
    },
    "not_translated": {
        "en": "machine translation by {engine} withheld: {reason}",
        "ko": "{engine} 기계 번역을 표시하지 않음: {reason}",
        "ja": "{engine}による機械翻訳は表示しません：{reason}",
    },
    "withheld_number": {
        "en": "a number is not the quote's",
        "ko": "숫자가 원문과 다릅니다",
        "ja": "数字が原文と異なります",
    },
    "withheld_date": {
        "en": "a date is not the quote's",
        "ko": "날짜가 원문과 다릅니다",
        "ja": "日付が原文と異なります",
    },
    "withheld_provision": {
        "en": "an article or paragraph is not the quote's",
        "ko": "조항이 원문과 다릅니다",
        "ja": "条項が原文と異なります",
    },
    "withheld_name": {
        "en": "a name is not the quote's, or is missing",
        "ko": "명칭이 원문과 다르거나 빠졌습니다",
        "ja": "名称が原文と異なるか、抜けています",
    },
    "withheld_limit": {
        "en": "an upper or lower limit is not the quote's",
        "ko": "상한이나 하한이 원문과 다릅니다",
        "ja": "上限や下限が原文と異なります",
    },
    "withheld_negation": {
        "en": "a negation was lost or added",
        "ko": "긍정·부정이 원문과 다릅니다",
        "ja": "肯定・否定が原文と異なります",
    },
    "withheld_length": {
        "en": "it is much shorter or longer than the quote",
        "ko": "원문보다 지나치게 짧거나 깁니다",
        "ja": "原文より極端に短いか長いです",
    },
    "withheld_language": {
        "en": "it is not in the language asked for",
        "ko": "요청한 언어로 번역되지 않았습니다",
        "ja": "求めた言語になっていません",
    },
    "withheld_failed": {
        "en": "the engine could not translate it",
        "ko": "엔진이 번역하지 못하였습니다",
        "ja": "エンジンが翻訳できませんでした",
    },
    "withheld_empty": {
        "en": "it is empty",
        "ko": "번역문이 비어 있습니다",
        "ja": "訳文が空です",
    },
    "left_out": {
        "en": "{count} sentences left out: {reasons}.",
        "ko": "근거가 확인되지 않은 문장 {count}개를 제외하였습니다. 사유: {reasons}.",
        "ja": "出典で裏付けられない文を{count}件除外しました。理由：{reasons}。",
    },
    "one_replaced": {
        "en": "1 sentence replaced by the source's own words: {reasons}.",
        "ko": "출처와 다른 문장 1개를 원문으로 바꾸었습니다. 사유: {reasons}.",
        "ja": "出典と異なる文を1件、原文に置き換えました。理由：{reasons}。",
    },
    "replaced": {
        "en": "{count} sentences replaced by the source's own words: {reasons}.",
        "ko": "출처와 다른 문장 {count}개를 원문으로 바꾸었습니다. 사유: {reasons}.",
        "ja": "出典と異なる文を{count}件、原文に置き換えました。理由：{reasons}。",
    },
    "orders_left_out": {
        "en": "{count} sentence(s) of the question tell the assistant how to answer and were not "
        "followed.",
        "ko": "질문 가운데 답변 방식을 지시하는 문장 {count}개는 따르지 않았습니다.",
        "ja": "質問のうち回答の仕方を指示する文{count}件には従っていません。",
    },
    "why_number": {
        "en": "the number {claimed} does not occur in the sources",
        "ko": "출처에 없는 수치({claimed})",
        "ja": "出典にない数値（{claimed}）",
    },
    "why_date": {
        "en": "the date {claimed} does not occur in the sources",
        "ko": "출처에 없는 날짜({claimed})",
        "ja": "出典にない日付（{claimed}）",
    },
    "why_name": {
        "en": "the sources do not mention {claimed}",
        "ko": "출처에 없는 명칭({claimed})",
        "ja": "出典にない名称（{claimed}）",
    },
    "why_provision": {
        "en": "the sources are not from {claimed}",
        "ko": "출처와 다른 조항({claimed})",
        "ja": "出典と異なる条項（{claimed}）",
    },
    "why_other": {
        "en": "the sources say {stated}, not {claimed}",
        "ko": "출처와 다름(문장: {claimed}, 출처: {stated})",
        "ja": "出典と異なる（文：{claimed}、出典：{stated}）",
    },
    "why_place": {
        "en": "in the sources {claimed} belongs to something else",
        "ko": "출처에서는 다른 대상에 관한 내용({claimed})",
        "ja": "出典では別の対象についての内容（{claimed}）",
    },
    "why_limit": {
        "en": "{claimed} is not the same limit in the sources",
        "ko": "출처와 다른 상한·하한({claimed})",
        "ja": "出典と異なる上限・下限（{claimed}）",
    },
    "why_negation": {
        "en": "one of the two denies what the other says",
        "ko": "출처와 긍정·부정이 다름",
        "ja": "出典と肯定・否定が異なる",
    },
    "why_wording": {
        "en": "the sources word its obligation, extent or direction otherwise",
        "ko": "의무·범위·방향에 관한 표현이 출처와 다름",
        "ja": "義務・範囲・方向の表現が出典と異なる",
    },
    "why_meaning": {
        "en": "the sources do not say so",
        "ko": "출처에 없는 내용",
        "ja": "出典にない内容",
    },
}

_UNITS: dict[str, dict[str, str]] = {
    "Art.": {"en": "articles", "ko": "조문", "ja": "条文の数"},
    "제조": {"en": "articles", "ko": "조문", "ja": "条文の数"},
    "Annex": {"en": "annexes", "ko": "부속서", "ja": "附属書の数"},
    "Recital": {"en": "recitals", "ko": "전문 항목", "ja": "前文の項目数"},
    "Sec.": {"en": "sections", "ko": "절", "ja": "節の数"},
    "Table": {"en": "tables", "ko": "표", "ja": "表の数"},
    "표": {"en": "tables", "ko": "표", "ja": "表の数"},
    "¶": {"en": "numbered paragraphs", "ko": "문단", "ja": "段落の数"},
    "inner": {"en": "paragraphs", "ko": "항", "ja": "項の数"},
    "category": {"en": "categories", "ko": "범주", "ja": "カテゴリーの数"},
    "subcategory": {"en": "subcategories", "ko": "하위 범주", "ja": "サブカテゴリーの数"},
}

_SOURCE_MARK = re.compile(r"[\[［【〔](\d+(?:\s*[,;–-]\s*\d+)*)[\]］】〕]")
_LANGUAGES: dict[str, dict[str, str]] = {
    "en": {"en": "English", "ko": "Korean", "ja": "Japanese", "zh": "Chinese"},
    "ko": {"en": "영어", "ko": "한국어", "ja": "일본어", "zh": "중국어"},
    "ja": {"en": "英語", "ko": "韓国語", "ja": "日本語", "zh": "中国語"},
}


def say(key: str, language: str, **values: object) -> str:
    """Return a fixed sentence; languages policydesk does not speak get English.

    Raises:
        KeyError: There is no such sentence, or a value is missing.
    """
    forms = _WORDS[key]
    said = forms.get(language, forms[_FALLBACK]).format(**values)
    return settle_particles(said) if language == "ko" else said


def unit_name(series: str, language: str) -> str:
    """Return what is counted in a series of provisions, as ``index.extent`` names them."""
    key = series if series in _UNITS else "inner"
    if series in _FUNCTIONS:
        key = "category"
    elif series.split(" ")[0] in _FUNCTIONS:
        key = "subcategory"
    return _UNITS[key].get(language, _UNITS[key][_FALLBACK])


def provision_name(address: str, language: str) -> str:
    """Return an address in the words of a language: ``Art. 5(1)`` as ``Article 5(1)``."""
    found = re.fullmatch(r"(?:Art\. (\d+)\(?(\d*)\)?.*|제(\d+)조(?:제(\d+)항)?.*)", address)
    if found is None:
        return address
    article, paragraph = found[1] or found[3], found[2] or found[4]
    match language:
        case "ko":
            return f"제{article}조" + (f"제{paragraph}항" if paragraph else "")
        case "ja":
            return f"第{article}条" + (f"第{paragraph}項" if paragraph else "")
        case _:
            return f"Article {article}" + (f"({paragraph})" if paragraph else "")


def language_names(codes: Sequence[str], language: str) -> str:
    """Return the names of languages, in ``language``."""
    names = _LANGUAGES.get(language, _LANGUAGES[_FALLBACK])
    return ", ".join(names.get(code, code) for code in codes)


def translation_mark(engine: str, withheld: str, language: str) -> str:
    """Return what marks a translation, or says why there is none.

    Args:
        engine: Label of the engine that translated.
        withheld: Why it must not be shown; empty where it may.
        language: Of the reader.
    """
    if not withheld:
        return say("translated", language, engine=engine)
    return say(
        "not_translated", language, engine=engine, reason=say(f"withheld_{withheld}", language)
    )


def marks(numbers: Sequence[int]) -> str:
    """Return citation numbers as they stand in an answer: ``[1], [3]``."""
    return ", ".join(f"[{n}]" for n in numbers)


def inert(words: str) -> str:
    """Return a source's words with nothing in them that reads as ours or as a link.

    Its own ``[7]`` becomes ``(7)``, since only citations stand in brackets, and Markdown in it no
    longer makes a link or loads a picture where somebody pastes the answer.
    """
    return _SOURCE_MARK.sub(r"(\1)", words).replace("](", "] (")
