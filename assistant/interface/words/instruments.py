"""The words of the catalogue of instruments."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    # key: (Korean, English)
    "catalogue_count": ("공식 문서 {total}건 중 {count}건", "{count} of {total} instruments"),
    "catalogue_search": ("공식 문서 찾기", "Find instruments"),
    "catalogue_search_hint": (
        "제목, 약칭, 발행 기관(한국어·영어)",
        "Title, short name or publisher, in Korean or English",
    ),
    "catalogue_held": ("보유 여부", "Held"),
    "catalogue_hint": (
        "알려진 공식 문서와 그 효력, 공식 주소입니다. 원문이 없는 문서는 공식 주소에서 받아 "
        "추가하시면 답변에 인용됩니다.",
        "Known instruments, how they stand and where they are published. Get a missing text at its "
        "official address and add it, and answers will cite it.",
    ),
    "catalogue_none": (
        "조건에 맞는 공식 문서가 없습니다. 다른 말로 찾거나 조건을 바꾸어 주십시오.",
        "No instrument fits. Try other words or loosen the conditions.",
    ),
    "held_full": ("원문 보유", "Full text held"),
    "held_version": ("다른 판만 보유", "Only another version held"),
    "held_digest": ("요약만 보유", "Only our digest held"),
    "held_none": ("보유하지 않음", "Not held"),
    "held_get": (
        "공식 주소에서 원문을 받아 ‘문서 추가’로 올려 주십시오.",
        "Get the text at the official address, then add it here.",
    ),
    "held_open": ("자료실 문서", "In the library"),
    "instrument_as_of": ("{date} 기준", "as of {date}"),
    "instrument_versions": ("판", "Versions"),
    "instrument_events": ("알아 둘 변화", "What has changed"),
}
