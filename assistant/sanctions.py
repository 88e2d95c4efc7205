"""Kinds of sanctions by their words, because a question may take the wrong one for granted."""

from __future__ import annotations

from collections.abc import Mapping

from index.analyzers import analyze

Sanction = Mapping[str, tuple[str, ...]]
"""The words of one kind of sanction by language; a passage that holds any of them speaks of it."""

_IMPRISONMENT: Sanction = {
    "en": ("imprisonment", "imprisoned", "prison", "jail", "custodial"),
    "ko": ("징역", "금고형", "실형", "교도소"),
    "ja": ("懲役", "禁錮", "禁固", "拘禁刑"),
}
_DEATH: Sanction = {"en": ("death penalty",), "ko": ("사형",), "ja": ("死刑",)}
_REVOCATION: Sanction = {
    "en": ("licence revocation", "license revocation", "revocation", "revoked", "suspension"),
    "ko": ("영업정지", "영업 정지", "허가취소", "허가 취소", "등록취소", "등록 취소", "면허취소"),
    "ja": ("営業停止", "業務停止", "許可の取消", "許可取消", "登録取消", "免許取消"),
}
# Korean and Japanese law part criminal from administrative fines; English "fine" is both.
_CRIMINAL_FINE: Sanction = {"en": ("fine", "penalty"), "ko": ("벌금",), "ja": ("罰金",)}
_ADMINISTRATIVE_FINE: Sanction = {"en": ("fine", "penalty"), "ko": ("과태료",), "ja": ("過料",)}
_SURCHARGE: Sanction = {
    "en": ("fine", "penalty", "surcharge"),
    "ko": ("과징금",),
    "ja": ("課徴金",),
}
_ASKED: tuple[tuple[Sanction, dict[str, tuple[str, ...]]], ...] = (
    (
        _IMPRISONMENT,
        {**_IMPRISONMENT, "ko": ("징역", "금고형", "실형", "교도소", "감옥")},
    ),
    (_DEATH, {**_DEATH}),
    (_REVOCATION, {**_REVOCATION, "en": ("licence revocation", "license revocation")}),
    (_CRIMINAL_FINE, {"ko": ("벌금",), "ja": ("罰金",)}),
    (_ADMINISTRATIVE_FINE, {"ko": ("과태료",), "ja": ("過料",)}),
    (_SURCHARGE, {"ko": ("과징금",), "ja": ("課徴金",)}),
)


def find_sanctions(question: str, language: str) -> list[tuple[str, Sanction]]:
    """Return the sanctions that a question names: the word that does, and the kind's words."""
    found = []
    terms = frozenset(analyze(question, language)) if language == "en" else frozenset()
    for sanction, asked in _ASKED:
        words = asked.get(language, ())
        if language == "en":
            word = next((w for w in words if terms.issuperset(analyze(w, "en"))), None)
        else:
            word = next((w for w in words if w in question), None)
        if word is not None:
            found.append((word, sanction))
    return found
