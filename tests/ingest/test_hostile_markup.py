"""Markup made to break a reader: it ends, and says what it read or why it did not."""

import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import RejectedDocument
from ingest.readers.html import read_html
from ingest.readers.markdown import parse_markdown, read_markdown

ROOT = Path(__file__).parents[2]
SIZE = 200_000
MARKDOWN = (
    "[", "![", "[](", "[[a](", "*_", "**a", "`", "<", "<!--", "<sup>", "> ", ">", "- ", "1. ",
    "|", "|a|b|\n", "\\", "&", "[^1]", "[^1]: x\n", "[a]: b\n", "<table>", "<table></table>",
    "<table><tr><td>", "⁰", "a\tb\n", "# a\n", "<script>", "(", "a",
)  # fmt: skip
HTML = (
    "<", "<a ", "<a>", "<b>", "<div>", "<ul><li>", "<table><tr><td>", "<tr>", "<td>", "<sup>",
    "<!--", "<!", "<?", "<![CDATA[", "&", "&#", "<br>", "<dt>", "<a href='#a'>",
    "<sup><a href='#a'>1</a></sup>", "<p id=a>", "<script>", "<nav>", "<span hidden>", "<h1>",
    "</", "a='", "<textarea>", "<td rowspan=99999 colspan=9999>",
)  # fmt: skip
ENDS = (" ", "\n", "\n\n", "</td>", "</table>", "</p>", ")", "]", "-->", "x")
PIECES = st.lists(st.sampled_from([*MARKDOWN, *HTML, *ENDS]), max_size=40).map("".join)


def read(name: str, text: str) -> None:
    reader = read_html if name == "read_html" else read_markdown
    try:
        reader(text.encode(), Path("hostile"))
    except RejectedDocument as error:
        assert "\n" not in str(error)


@pytest.mark.parametrize("reader", ["read_markdown", "read_html"])
def test_a_file_full_of_one_sign_is_read_or_refused(reader):
    """In another process, with time for a slow machine; quadratic work would take longer."""
    units = MARKDOWN if reader == "read_markdown" else HTML
    code = (
        "import warnings; warnings.simplefilter('ignore')\n"
        "from tests.ingest.test_hostile_markup import SIZE, read\n"
        f"for unit in {units!r}: read({reader!r}, (unit * SIZE)[:SIZE])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, timeout=600, check=False
    )
    assert done.returncode == 0, done.stderr.decode()


@settings(deadline=None)  # the first page loads the parser
@given(PIECES)
def test_any_mixture_of_markup_is_read_or_refused(text):
    for reader in ("read_markdown", "read_html"):
        read(reader, text)


@pytest.mark.parametrize(
    "around",
    ["> > {}", "- - {}", "<div><b>{}</b></div>", "<table><tr><td>{}</td><td>b</td></tr></table>"],
)
@settings(deadline=None)
@given(word=st.text(alphabet="abcé한글", min_size=1))
def test_plain_words_come_through_whatever_stands_around_them(around, word):
    found = " ".join(b.text for b in parse_markdown(around.format(word)).blocks)
    assert found.startswith(unicodedata.normalize("NFC", word))


def test_a_page_nested_more_than_a_thousand_deep_is_read():
    blocks = read_html(b"<b>" * 1_500 + b"hello there", Path("deep.html")).blocks
    assert [block.text for block in blocks] == ["hello there"]


def test_brackets_without_end_are_left_as_they_stand():
    (block,) = parse_markdown("[" * 50_000).blocks
    assert block.text == "[" * 50_000


def test_spans_beyond_reason_do_not_multiply_a_table():
    cell = "<tr><td rowspan=99999 colspan=9999>x</td><td>y</td></tr>"
    blocks = read_html(f"<table>{cell * 300}</table>".encode(), Path("wide.html")).blocks
    assert len(blocks) <= 301
