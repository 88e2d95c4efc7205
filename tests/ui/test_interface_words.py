"""The interface's words: both languages, the same blanks, nothing missing."""

from __future__ import annotations

import json
import re
import string
from itertools import chain
from pathlib import Path
from typing import get_args

import pytest

from assistant import interface_words
from assistant.interface_words import explain_problem, keys, pick_language, status_name, word
from corpus.types import Status

ROOT = Path(__file__).parents[2]


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", keys())
def test_both_languages_leave_the_same_blanks(key: str) -> None:
    korean, english = interface_words._WORDS[key]
    assert blanks(korean) == blanks(english)
    assert korean.strip()
    assert english.strip()


def test_every_key_in_use_exists_and_every_key_is_used() -> None:
    rooms = (ROOT / "assistant").glob("present*.py"), (ROOT / "assistant/interface").glob("*.py")
    sources = [ROOT / "ui.py", *chain(*rooms)]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sources)
    used = set(re.findall(r"""(?:word|say)\(\s*["']([a-z_]+)["']""", text))
    assert used <= set(keys())
    families = ("engine_", "progress_", "done_", "report_", "column_")
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


def test_an_unknown_problem_is_said_as_it_is() -> None:
    assert explain_problem("x: something new. Do y.", "x", "ko") == "x: something new. Do y."


def test_words_survive_json() -> None:
    hint = word("upload_hint", "ko")
    assert json.loads(json.dumps(hint)) == hint
