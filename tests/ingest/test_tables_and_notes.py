"""Tables whose rows read alone, and footnotes behind what calls them."""

from pathlib import Path

import pytest

from ingest.readers.html import read_html
from ingest.readers.markdown import parse_markdown

TALL = """<table><tr><th>Town</th><th>Office</th><th>Year</th></tr>
<tr><td rowspan="2">Northam</td><td>Seeds</td><td>1901</td></tr>
<tr><td>Tools</td><td>1902</td></tr></table>"""
WIDE = """<table><thead><tr><th rowspan=2>Town</th><th colspan=2>Staff</th></tr>
<tr><th>Full</th><th>Part</th></tr></thead><tbody>
<tr><th colspan=3>The coast</th></tr>
<tr><td>Northam</td><td>3</td><td>4</td></tr></tbody></table>"""
BOTH = ("html", "markdown")


def page(body: str):
    return read_html(f"<html><body>{body}</body></html>".encode(), Path("page.html")).blocks


def read(kind: str, body: str):
    return page(body) if kind == "html" else parse_markdown(f"Above.\n\n{body}\n\nBelow.").blocks


def of(kind: str, blocks):
    return [block for block in blocks if block.kind == kind]


@pytest.mark.parametrize("kind", BOTH)
def test_a_cell_over_two_rows_is_repeated_in_the_second(kind):
    rows = of("row", read(kind, TALL))
    assert [row.text for row in rows] == ["Northam | Seeds | 1901", "Northam | Tools | 1902"]
    assert {row.header for row in rows} == {"Town | Office | Year"}


@pytest.mark.parametrize("kind", BOTH)
def test_a_header_of_two_rows_is_one_line_and_a_row_over_all_names_those_below(kind):
    rows = of("row", read(kind, WIDE))
    assert [row.text for row in rows] == ["The coast", "Northam | 3 | 4"]
    assert rows[0].header == "Town | Staff Full | Staff Part"
    assert rows[1].header == "Town | Staff Full | Staff Part › The coast"


@pytest.mark.parametrize("kind", BOTH)
def test_a_table_without_header_cells_loses_no_row(kind):
    rows = of(
        "row",
        read(kind, "<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>"),
    )
    assert [row.text for row in rows] == ["a | b", "c | d"]


def test_a_bold_cell_alone_in_a_tabbed_table_names_the_rows_below():
    rows = parse_markdown("Work\tTeam\n<b>First part</b>\t\nDigging\tSpades\n\nend").blocks
    assert [(row.text, row.header) for row in rows[:2]] == [
        ("First part", "Work | Team"),
        ("Digging | Spades", "Work | Team › First part"),
    ]


@pytest.mark.parametrize("kind", BOTH)
def test_words_around_a_table_stay_where_they_are(kind):
    body = "<p>Table 1. Towns</p>\n\n" + TALL.replace("<table>", "<table><caption>Towns</caption>")
    texts = [block.text for block in read(kind, body) if block.kind == "paragraph"]
    assert [text for text in texts if text not in ("Above.", "Below.")] == [
        "Table 1. Towns",
        "Towns",
    ]


def test_a_table_that_lays_out_a_page_is_read_as_its_content():
    blocks = page("<table><tr><td><h2>Part</h2><p>Words.</p></td><td>Aside.</td></tr></table>")
    assert [(b.kind, b.text) for b in blocks] == [
        ("heading", "Part"), ("paragraph", "Words."), ("paragraph", "Aside."),
    ]  # fmt: skip


def test_a_table_inside_a_comment_that_never_ends_is_not_lost():
    assert "Northam" in " ".join(b.text for b in parse_markdown(f"<pre>\nwords\n{TALL}").blocks)


@pytest.mark.parametrize(
    "note",
    [
        '<ol><li id="fn:1"><p>Ministry, 1901. <a href="#r1">↩</a></p></li></ol>',
        '<p id="fn:1">1. Ministry, 1901.</p>',
        '<p><a id="fn:1" href="#r1">[1]</a> Ministry, 1901.</p>',
    ],
)
@pytest.mark.parametrize("mark", ["1", "[1]", "[footnote 1]"])
def test_a_footnote_of_a_page_stands_behind_the_block_that_calls_it(note, mark):
    call = f'<sup id="r1"><a href="#fn:1">{mark}</a></sup>'
    blocks = page(f"<p>Seeds are kept.{call}</p><p>Next.</p>{note}")
    assert [(b.kind, b.text, b.label) for b in blocks] == [
        ("paragraph", "Seeds are kept.¹", ""),
        ("footnote", "Ministry, 1901.", "1"),
        ("paragraph", "Next.", ""),
    ]


def test_a_footnote_called_in_a_table_stands_behind_its_row():
    blocks = page(
        "<table><tr><th>a</th><th>b</th></tr><tr><td>c<sup><a href='#n'>2</a></sup></td><td>d</td>"
        "</tr></table><p id=n>Said so.</p>"
    )
    assert [(b.kind, b.text) for b in blocks] == [("row", "c² | d"), ("footnote", "Said so.")]


@pytest.mark.parametrize(
    "body",
    [
        "<p>See <a href='#s2'>2</a>.</p><p id=s2>Second.</p>",
        "<p id=s2>Second.</p><p>See<sup><a href='#s2'>2</a></sup>.</p>",
        "<p>See<sup><a href='#gone'>2</a></sup>.</p><p>Second.</p>",
        "<p>See<sup><a href='#s2'>2</a></sup>.</p><div id=s2><h2>Part</h2><p>Second.</p></div>",
    ],
)
def test_other_links_call_no_footnote_and_no_word_is_lost(body):
    blocks = page(body)
    assert not of("footnote", blocks)
    assert {"See", "Second."} <= set(" ".join(b.text for b in blocks).replace("²", " ").split())


def test_footnotes_of_markdown_stand_behind_what_calls_them():
    text = (
        "One[^1] and two[^why].\n\nNext.\n\n[^1]: The *first*\n    goes on.\n[^why]: The second.\n"
    )
    assert [(b.kind, b.text, b.label) for b in parse_markdown(text).blocks] == [
        ("paragraph", "One¹ and two².", ""),
        ("footnote", "The first goes on.", "1"),
        ("footnote", "The second.", "2"),
        ("paragraph", "Next.", ""),
    ]


def test_a_footnote_that_nothing_calls_is_kept_at_the_end():
    blocks = parse_markdown("[^1]: Alone.\n\nWords[^2].").blocks
    assert [(b.kind, b.text) for b in blocks] == [
        ("paragraph", "Words[^2]."), ("footnote", "Alone."),
    ]  # fmt: skip


def test_a_paragraph_that_opens_with_a_raised_number_is_the_footnote_called_above():
    text = "Above 10<sup>2</sup> seeds<sup>2</sup>.\n\nNext.\n\n<sup>2</sup> Ministry."
    text += "\n\n<sup>3</sup> Who?"
    assert [(b.kind, b.text, b.label) for b in parse_markdown(text).blocks] == [
        ("paragraph", "Above 10² seeds².", ""),
        ("footnote", "Ministry.", "2"),
        ("paragraph", "Next.", ""),
        ("paragraph", "³ Who?", ""),
    ]


def test_definitions_breaks_details_and_nested_lists_keep_their_shape():
    blocks = page(
        "<dl><dt>Seed<dd>What grows.<dt>Tool<dt>Aid<dd>What helps.<dd>Or not.<dt>Bare</dl>"
        "<p>one<br>line<br><br>other</p><details><summary>More</summary><p>Hidden.</p></details>"
        "<ol start=4><li>four<ul><li>inside</ul><li>five</ol><p>y<sup>2</sup>"
    )
    assert [(b.kind, b.text) for b in blocks] == [
        ("item", "Seed: What grows."), ("item", "Tool, Aid: What helps."),
        ("item", "Tool, Aid: Or not."), ("item", "Bare"),
        ("paragraph", "one line"), ("paragraph", "other"),
        ("paragraph", "More"), ("paragraph", "Hidden."),
        ("paragraph", "4. four"), ("item", "inside"), ("paragraph", "5. five"),
        ("paragraph", "y²"),
    ]  # fmt: skip


def test_a_bold_label_of_a_page_is_kept_in_the_text_and_apart():
    (block,) = page("<p><strong>Article 5(1):</strong> Makers test machines.</p>")
    assert (block.label, block.text) == ("Article 5(1)", "Article 5(1): Makers test machines.")


def test_a_table_whose_cells_are_never_closed_is_read_cell_by_cell():
    blocks = page("<table><tr><th>a<th>b<tr><td>c<td><b>d</b><tr><td>e<td>f</table>")
    assert [(b.text, b.header) for b in blocks] == [("c | d", "a | b"), ("e | f", "a | b")]
