"""Puts provisions together (제31조 and 제2항) and spells them in another language."""

from __future__ import annotations

import re

_PARAGRAPH = re.compile(
    r"(?:제\s?)?(\d{1,2})항|第?(\d{1,2})項|para(?:graph|\.)?\s(\d{1,2})|\((\d{1,2})\)",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"제?\s?\d{1,3}조(?:의\d+)?|第?\d{1,3}条(?:の\d+)?|Art(?:icle|\.)\s?\d{1,3}", re.I
)
_SPELLED = re.compile(
    r"(?P<article>(?:제?\s?(\d{1,3})조|第?(\d{1,3})条|Art(?:icle|\.)\s?(\d{1,3})))"
    r"(?:\s?(?:제?(\d{1,2})항|第?(\d{1,2})項|\((\d{1,2})\)))?$",
    re.IGNORECASE,
)
# What has articles, and what has only paragraphs, chapters or none of these.
_NO_ARTICLES = re.compile(
    r"선언|서약|프레임워크|프로파일|원칙|가이드라인|지침|백서|성명|각서|강령|보고서|의향서|계획|명령|권고|결의|"
    r"宣言|枠組み|フレームワーク|原則|ガイドライン|指針|白書|声明|覚書|報告書|計画|大統領令|"
    r"Declaration|Commitments|Framework|RMF|Profile|Principles|Guid|Paper|Statement|Memorandum|Code|"
    r"Report|Plan|Memo|Order|Recommendation|Resolution|Strategy|Playbook",
    re.IGNORECASE,
)
_ANNEX = re.compile(r"(?:Annex|부속서|附属書)\s?([IVX]{1,5})$", re.IGNORECASE)


def is_paragraph(text: str) -> bool:
    """Return whether a provision is only a paragraph, of an article named elsewhere."""
    return bool(_PARAGRAPH.fullmatch(text))


def within(paragraph: str, outer: str) -> str | None:
    """Return a paragraph as part of the article that another provision names, or None.

    Args:
        paragraph: ``제2항``, ``paragraph 2``, ``第2項``.
        outer: ``제31조``, ``Article 31(3)``, ``第31条``.
    """
    number = _PARAGRAPH.fullmatch(paragraph)
    article = _ARTICLE.match(outer)
    if not number or not article:
        return None
    n = next(group for group in number.groups() if group)
    if "조" in article[0]:
        return f"{article[0]}제{n}항"
    return f"{article[0]}第{n}項" if "条" in article[0] else f"{article[0]}({n})"


def renumber(text: str, outer: str) -> str | None:
    """Return the provision that a bare number means: ``5.2`` after ``MAP 5.1`` is ``MAP 5.2``."""
    whole = re.fullmatch(r"(?P<name>\D+)\d+(?:\.\d+)+", outer)
    return f"{whole['name']}{text}" if whole and re.fullmatch(r"\d+(?:\.\d+)+", text) else None


def fits(provision: str, instrument: str) -> bool:
    """Return whether an instrument of that name can have such a provision; declarations lack 조."""
    annex = re.match(r"Annex|부속서|附属書", provision, re.IGNORECASE)
    legal = annex or _ARTICLE.match(provision)
    return not (legal and _NO_ARTICLES.search(instrument))


def spell(provision: str, language: str) -> str:
    """Return a provision as it is written in another language; itself where that is the same."""
    if found := _SPELLED.match(provision):
        article = next(g for g in found.groups()[1:4] if g)
        paragraph = next((g for g in found.groups()[4:] if g), "")
        match language:
            case "ko":
                return f"제{article}조" + (f"제{paragraph}항" if paragraph else "")
            case "ja":
                return f"第{article}条" + (f"第{paragraph}項" if paragraph else "")
            case _:
                return f"Article {article}" + (f"({paragraph})" if paragraph else "")
    if annex := _ANNEX.match(provision):
        return {"ko": "부속서 ", "ja": "附属書"}.get(language, "Annex ") + annex[1]
    return provision
