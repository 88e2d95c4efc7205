"""The interface's words: both languages, the same blanks, nothing missing."""

from __future__ import annotations

import json
import re
import string
from importlib import import_module
from pathlib import Path
from typing import get_args

import pytest

from assistant.interface.words import (
    catalogue,
    explain_problem,
    keys,
    pick_language,
    status_name,
    word,
)
from corpus.errors import RejectedDocument
from corpus.types import Status
from ingest.readers import READERS
from tests.documents.hangul import hwp, p

ROOT = Path(__file__).parents[2]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", keys())
def test_both_languages_leave_the_same_blanks(key: str) -> None:
    korean, english = catalogue._WORDS[key]
    assert blanks(korean) == blanks(english)
    assert korean.strip()
    assert english.strip()


def test_no_two_pages_share_a_key() -> None:
    folder = ROOT / "assistant/interface/words"
    defined = [
        key
        for path in folder.glob("*.py")
        for key in getattr(import_module(f"assistant.interface.words.{path.stem}"), "WORDS", ())
    ]
    assert len(defined) == len(set(defined)) == len(keys())


def test_every_key_in_use_exists_and_every_key_is_used() -> None:
    rooms = [p for r in ("assistant/interface", "eval/page") for p in (ROOT / r).rglob("*.py")]
    sources = [ROOT / "ui.py", *(path for path in rooms if path.parent.name != "words")]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(re.findall(r"""(?:word|say)\(\s*["']([a-z_]+)["']""", text))
    assert used <= set(keys())
    families = (
        *("engine_", "progress_", "done_", "report_", "column_", "filter_"),
        *("brief_change_", "brief_save_", "brief_style_"),
        *("act_", "verdict_", "feedback_", "score_", "end_", "suite_", "set_", "queue_"),
    )
    spoken = {k for k in keys() if re.search(f"[\"']{k}[\"']", text) or k.startswith(families)}
    assert set(keys()) - spoken - {"local_written", "api_written"} == set()


@pytest.mark.parametrize("status", get_args(Status))
def test_every_status_has_a_name_in_both_languages(status: str) -> None:
    assert status_name(status, "ko") != status
    assert status_name(status, "en")


@pytest.mark.parametrize(
    ("stored", "header", "language"),
    [
        (None, "ko-KR,ko;q=0.9,en;q=0.8", "ko"),
        (None, "en-US,en;q=0.9,ko;q=0.8", "en"),
        (None, "fr-FR,fr;q=0.9", "en"),
        (None, "fr-FR, ko;q=0.5", "ko"),
        (None, "", "ko"),
        ("en", "ko-KR", "en"),
        ("<script>", "ko-KR", "ko"),
    ],
)
def test_the_first_language_is_the_readers(stored: str, header: str, language: str) -> None:
    assert pick_language(stored, header) == language


def test_a_known_problem_is_explained_in_korean_with_its_numbers() -> None:
    line = "scan.pdf: no text on 12 page(s): it seems to be a scan. Run text recognition."
    said = explain_problem(line, "scan.pdf", "ko")
    assert said.startswith("scan.pdf: 12쪽에 글자가 없습니다.")
    assert explain_problem(line, "scan.pdf", "en") == line


@pytest.mark.parametrize(
    ("data", "name", "korean"),
    [
        (b"%PDF-1.7", "a.docx", "DOCX 파일이 아닙니다."),
        (b"PK\x03\x04", "a.xlsx", "XLSX 파일이 손상되었거나 불완전합니다."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "예전 형식의 파일입니다."),
        (b'a,b\nc,"d\n', "a.csv", "닫히지 않은 따옴표가 있습니다."),
    ],
)
def test_an_office_file_that_is_refused_is_explained_in_korean(
    data: bytes, name: str, korean: str
) -> None:
    with pytest.raises(RejectedDocument) as caught:
        READERS[Path(name).suffix](data, Path(name))
    assert explain_problem(str(caught.value), name, "ko").startswith(f"{name}: {korean}")


@pytest.mark.parametrize(
    ("data", "korean"),
    [
        (b"HWP Document File V3.00 ", "예전 한글 형식의 파일입니다."),
        (b"%PDF-1.7", "한글 문서가 아닙니다."),
        (b"PK\x03\x04", "HWPX 파일이 손상되었거나 불완전합니다."),
        (hwp([p("글")], flags=3), "암호가 걸린 한글 문서입니다."),
        (hwp([p("글")], flags=5), "배포용이거나 보안(DRM)이 걸린 한글 문서입니다."),
        (hwp([p("글")])[:700], "HWP 파일이 손상되었거나 불완전합니다."),
    ],
)
def test_a_hangul_file_that_is_refused_is_explained_in_korean(data: bytes, korean: str) -> None:
    with pytest.raises(RejectedDocument) as caught:
        READERS[".hwpx"](data, Path("a.hwpx"))
    assert explain_problem(str(caught.value), "a.hwpx", "ko").startswith(f"a.hwpx: {korean}")


def test_what_a_problem_is_about_is_said_in_korean_where_it_is_no_name() -> None:
    line = "export: PDF needs the extra brief. Install it with: pip install 'policydesk[brief]'."
    said = explain_problem(line, "export", "ko")
    assert said.startswith("저장: PDF로 저장하려면 추가 구성 요소가 필요합니다.")


def test_an_unknown_problem_is_said_as_it_is() -> None:
    assert explain_problem("x: something new. Do y.", "x", "ko") == "x: something new. Do y."


def test_words_survive_json() -> None:
    hint = word("upload_hint", "ko")
    assert json.loads(json.dumps(hint)) == hint
