"""What statuses, kinds of documents and languages are called."""

from __future__ import annotations

STATUS: dict[str, tuple[str, str]] = {
    "in force": ("현행", "In force"),
    "superseded": ("대체됨", "Superseded"),
    "rescinded": ("철회됨", "Rescinded"),
    "draft": ("초안", "Draft"),
    "unknown": ("상태 미확인", "Status unknown"),
}

KINDS: dict[str, tuple[str, str]] = {
    "law": ("법령", "Law"),
    "declaration": ("선언", "Declaration"),
    "framework": ("프레임워크", "Framework"),
    "commitment": ("공약", "Commitment"),
    "code of conduct": ("행동규범", "Code of conduct"),
    "code of practice": ("실천규약", "Code of practice"),
    "report": ("보고서", "Report"),
    "guideline": ("가이드라인", "Guideline"),
    "fact sheet": ("설명 자료", "Fact sheet"),
    "white paper": ("백서", "White paper"),
    "executive order": ("행정명령", "Executive order"),
    "memorandum": ("각서", "Memorandum"),
    "principles": ("원칙", "Principles"),
    "recommendation": ("권고", "Recommendation"),
    "resolution": ("결의", "Resolution"),
    "statement": ("성명", "Statement"),
    "unknown": ("종류 미확인", "Kind unknown"),
}

LANGUAGES: dict[str, tuple[str, str]] = {
    "ko": ("한국어", "Korean"),
    "en": ("영어", "English"),
    "ja": ("일본어", "Japanese"),
    "zh": ("중국어", "Chinese"),
    "fr": ("프랑스어", "French"),
    "de": ("독일어", "German"),
}
