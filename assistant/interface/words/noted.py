"""What was noted while a document was read, said to a Korean reader."""

from __future__ import annotations

import re

KOREAN_NOTES: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), korean)
    for pattern, korean in (
        (
            r"gives orders to an AI assistant on page\(s\) (.+?): they",
            r"AI에게 지시하는 문장이 있습니다(\1쪽). 이 문장은 답변의 근거로 쓰지 않습니다.",
        ),
        (
            r"gives orders to an AI assistant: they",
            "AI에게 지시하는 문장이 있습니다. 이 문장은 답변의 근거로 쓰지 않습니다.",
        ),
        (r"could not read page\(s\) (.+?): they", r"읽지 못하여 빠진 쪽이 있습니다: \1쪽"),
        (
            r"no text on page\(s\) (.+?): they",
            r"글자가 없는 쪽이 있습니다(빈 쪽이거나 그림으로 된 글): \1쪽",
        ),
        (
            r"too much on page\(s\) (.+?): only",
            r"글이 지나치게 많아 앞부분만 읽은 쪽이 있습니다: \1쪽",
        ),
        (
            r"hidden text on page\(s\) (.+?) was left out",
            r"눈에 보이지 않는 글이 있어 제외하였습니다: \1쪽",
        ),
        (
            r"hidden text was left out: (\d+) letters",
            r"눈에 보이지 않는 글 \1자를 제외하였습니다.",
        ),
        (
            r"(\d+) invisible characters that can carry hidden words",
            r"숨은 글을 담을 수 있는 보이지 않는 문자 \1개를 제외하였습니다.",
        ),
        (r"Hidden sheets were left out: (.+)\.", r"숨겨진 시트를 제외하였습니다: \1"),
        (
            r"A document embedded in this one was not read",
            "안에 첨부된 다른 문서는 읽지 않았습니다. 필요하면 따로 저장하여 추가해 주십시오.",
        ),
        (r"(\S+) is missing from the file", r"파일 안에서 빠진 부분이 있습니다: \1"),
        (
            r"little or no text on page\(s\) (.+?): to recognise it, run (.+)",
            r"글자가 거의 없는 쪽이 있습니다(\1쪽). 문자 인식(OCR)을 하려면 다음을 실행한 뒤 다시 "
            r"추가해 주십시오: \2",
        ),
        (
            r"page\(s\) (.+?): (?:text recognition failed|no text recognised|too unclear"
            r"|not recognised within|the picture on it)",
            r"문자 인식(OCR)을 하지 못한 쪽이 있습니다: \1쪽",
        ),
        (
            r"(.+) cannot be recognised on scanned pages: run (.+)",
            r"스캔한 쪽의 \1 글자는 인식할 수 없습니다. 다음을 실행한 뒤 다시 추가해 주십시오: \2",
        ),
    )
)
