"""The fixed sentences of an answer, in each language policydesk speaks."""

from __future__ import annotations

from collections.abc import Sequence

_FALLBACK = "en"

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
    "left": {
        "en": "{count} documents pass the filters, among them: {titles}.",
        "ko": "조건에 맞는 문서는 {count}건입니다. 예: {titles}.",
        "ja": "条件に合う文書は{count}件です。例：{titles}。",
    },
    "widened": {
        "en": "The documents that the question asks for ({words}) do not hold the answer; "
        "this one rests on the others.",
        "ko": "질문에서 지정한 문서({words})에 답이 없어 다른 문서를 근거로 답합니다.",
        "ja": "質問で指定された文書（{words}）に答えがないため、他の文書に基づいて回答します。",
    },
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
        "en": "The {engine} engine could not answer ({reason}); these are verbatim quotes instead.",
        "ko": "{engine} 엔진이 답하지 못하여({reason}) 원문을 그대로 인용합니다.",
        "ja": "{engine}エンジンが応答できなかったため（{reason}）、原文をそのまま引用します。",
    },
    "wrote_nothing": {
        "en": "The {engine} engine found no answer in these quotes; judge for yourself.",
        "ko": "{engine} 엔진은 아래 인용문에서 답을 찾지 못하였습니다. 원문을 직접 확인하십시오.",
        "ja": "{engine}エンジンは以下の引用から答えを見つけられませんでした。"
        "原文をご確認ください。",
    },
    "left_out": {
        "en": "{count} sentence(s) were left out because the sources do not support them.",
        "ko": "근거가 확인되지 않은 문장 {count}개를 제외하였습니다.",
        "ja": "出典で裏付けられない文を{count}件除外しました。",
    },
}

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
    return forms.get(language, forms[_FALLBACK]).format(**values)


def language_names(codes: Sequence[str], language: str) -> str:
    """Return the names of languages, in ``language``."""
    names = _LANGUAGES.get(language, _LANGUAGES[_FALLBACK])
    return ", ".join(names.get(code, code) for code in codes)


def marks(numbers: Sequence[int]) -> str:
    """Return citation numbers as they stand in an answer: ``[1], [3]``."""
    return ", ".join(f"[{n}]" for n in numbers)
