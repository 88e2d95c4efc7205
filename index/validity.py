"""Recognises the question whether an instrument still applies.

Such a question is answered where another instrument revokes it, in words that the question does not
use and that no translation of it would bring up.
"""

from __future__ import annotations

import re

_ASKS = {
    "en": re.compile(
        r"\b(?:(?:still|currently|no longer|yet|now) )?(?:in (?:force|effect)|legally valid)\b"
        r"|\b(?:still|currently|no longer) (?:valid|binding|appl(?:y|ies)|stands?)\b"
        r"|\b(?:revoked|rescinded|repealed|withdrawn|superseded)\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"(?:(?:지금|현재|아직|여전히|지금까지|현재까지)(?:도|은|는)?\s*)?"
        r"(?:효력[이을은]?\s?(?:있|없|남|유지|잃|상실)|유효(?=[하한해합]|\s)|폐지(?=되|됐|된|돼))"
    ),
    "ja": re.compile(
        r"(?:(?:今|現在|いま)も|まだ|なお)?(?:有効(?=です|で|か|な(?!性)|だ)|効力(?=が|を|は)|失効|廃止された|撤回された)"
    ),
}
ANSWERS: dict[str, tuple[str, ...]] = {
    "en": ("revoke", "rescind", "repeal", "supersede", "enter into force", "entry into force"),
    "ko": ("폐지", "효력", "철회", "실효", "대체", "유효"),
    "ja": ("廃止", "効力", "撤回", "失効", "有効", "取消"),
}
"""In whose words texts say that an instrument applies or no longer does."""


def find_validity(question: str, language: str) -> tuple[int, int] | None:
    """Return where a question asks whether something applies, as offsets; None where it does not.

    Args:
        question: In any language.
        language: ISO 639-1 code; other than en, ko and ja are never recognised.
    """
    asks = _ASKS.get(language)
    found = asks.search(question) if asks else None
    return found.span() if found else None
