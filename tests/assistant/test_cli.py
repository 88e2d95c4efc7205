import io
import json
import subprocess
import sys
import unicodedata
import zipfile

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant.cli import main
from assistant.cli_io import print_json, showing_progress, source_line
from corpus.types import DocumentInfo, Locator
from ingest.report import IngestProgress
from tests.libraries import ARTICLES, KOREAN, write_documents


@pytest.fixture
def run(monkeypatch, capsys, tmp_path):
    """Run a command line as a user would; return (status, stdout, stderr)."""
    monkeypatch.setenv("POLICYDESK_LIBRARY", str(tmp_path / "library"))
    monkeypatch.setenv("POLICYDESK_ENGINE", "extractive")

    def call(*arguments):
        monkeypatch.setattr(sys, "argv", ["policydesk", *map(str, arguments)])
        try:
            main()
            status = 0
        except SystemExit as stop:
            status = stop.code
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def documents(tmp_path):
    return write_documents(tmp_path / "documents", act=ARTICLES, institute=KOREAN)


def test_a_folder_goes_in_and_the_report_is_json(run, documents):
    status, out, _ = run("ingest", documents, "--json")
    report = json.loads(out)
    assert status == 0
    assert report["added"] == ["act", "institute"]
    assert set(report) >= {"added", "updated", "unchanged", "rejected", "passages", "seconds"}


def test_a_bad_file_is_named_and_the_others_go_in(run, documents):
    (documents / "broken.pdf").write_bytes(b"%PDF-1.7 nothing follows")
    (documents / "empty.txt").write_bytes(b"")
    status, out, err = run("ingest", documents, "--json")
    report = json.loads(out)
    assert status == 1
    assert report["added"] == ["act", "institute"]
    assert [r["path"].rsplit("/", 1)[-1] for r in report["rejected"]] == ["broken.pdf", "empty.txt"]
    assert all(reason["reason"].count("\n") == 0 for reason in report["rejected"])
    assert "empty.txt: the file is empty. Add the document itself." in err


def test_a_source_names_the_printed_page_and_that_it_is_a_scan():
    info = DocumentInfo("act", "Act")
    plain = Locator(3, (), "Art. 5", 0, 9, page_label="3")
    assert source_line(info, plain) == "Act, p. 3, Art. 5"
    scan = Locator(83, (), "Art. 5", 0, 9, page_label="13", ocr=True)
    assert source_line(info, scan) == (
        "Act, p. 83 (printed 13), Art. 5, recognised from a scan (OCR)"
    )


def test_the_report_names_what_is_missing_held_twice_and_how_to_remove_it(run, documents):
    write_documents(documents / "deep", copy=ARTICLES)
    run("ingest", documents)
    (documents / "institute.md").unlink()
    status, out, err = run("ingest", documents, "--json")
    report = json.loads(out)
    assert status == 0
    assert report["missing"] == ["institute"]
    assert report["removed"] == report["warnings"] == []
    copy = str(documents / "deep" / "copy.md")
    assert report["duplicates"] == [{"path": copy, "document": "act"}]
    assert "missing: institute is in the library, but its file is gone\n" in err
    assert f"duplicate: {copy} holds the same as act and was not added\n" in err
    remedy = f"policydesk ingest --prune {documents}"
    assert f"To remove what is missing: {remedy}\n" in err
    status, out, _ = run(*remedy.split()[1:], "--json")
    assert status == 0
    assert json.loads(out)["removed"] == ["institute"]
    assert [d["document"] for d in json.loads(run("library", "list", "--json")[1])] == ["act"]


def test_a_file_that_was_good_once_is_warned_about(run, documents):
    run("ingest", documents)
    (documents / "act.md").write_bytes(b"")
    status, out, err = run("ingest", documents, "--json")
    (warning,) = json.loads(out)["warnings"]
    assert status == 1
    assert warning["path"] == str(documents / "act.md")
    assert "what was read of it before stays in the library as act" in warning["warning"]
    assert f"warning: {warning['warning']}\n" in err


class Terminal(io.StringIO):
    def isatty(self):
        return True


def test_a_terminal_shows_one_line_that_is_kept_up_to_date(monkeypatch):
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("COLUMNS", "60")
    with showing_progress() as show:
        show(IngestProgress(0, 2, "a.pdf"))
        show(IngestProgress(1, 2, "나" * 60 + "\x1b[31m.pdf", 5, 9, 75.4, 0.61))
    lines = terminal.getvalue().split("\r\x1b[K")
    assert "\n" not in terminal.getvalue()
    assert lines[1] == "[1/2]: a.pdf"
    assert lines[2] == "[2/2] 61%, about 75 s left: " + "나" * 15
    assert lines[3] == ""


def test_elsewhere_progress_is_lines_and_not_many(monkeypatch, capsys):
    monkeypatch.setattr("assistant.cli_io._LINE_EVERY_S", 0)
    with showing_progress() as show:
        show(IngestProgress(1, 2, "b\n.pdf", 5, 9, 300, 0.5))
    out, err = capsys.readouterr()
    assert (out, err) == ("", "0 s: [2/2] 50%, about 5 min left: b\ufffd.pdf 5/9\n")
    monkeypatch.undo()
    with showing_progress() as show:
        show(IngestProgress(1, 2, "b.pdf"))
    assert capsys.readouterr() == ("", "")


def test_search_prints_the_promised_shape(run, documents):
    run("ingest", documents)
    _, out, _ = run("search", "How long must makers test?", "-k", 2, "--json")
    found = json.loads(out)
    assert set(found) == {"question", "language", "confidence", "hits", "filters", "timings"}
    assert [hit["rank"] for hit in found["hits"]] == [1, 2]
    assert set(found["hits"][0]) >= {
        "rank", "score", "passage_id", "document", "title", "publisher", "date", "language",
        "status", "locator", "text",
    }  # fmt: skip
    assert set(found["timings"]) >= {"embed_ms", "vector_ms", "keyword_ms", "fuse_ms", "total_ms"}


def test_ask_prints_the_answer_and_its_sources(run, documents):
    run("ingest", documents)
    status, out, _ = run("ask", "로봇안전연구소의 직원은 몇 명인가?")
    assert status == 0
    assert "45명" in out
    assert "[1] 로봇안전연구소 운영 현황" in out


def test_filters_hold_and_what_the_question_asks_for_is_said(run, tmp_path):
    head = "---\npublisher: {}\ndate: {}\nkind: law\nstatus: draft\n---\n"
    folder = write_documents(
        tmp_path / "dated",
        old=head.format("Harbour Authority", "2023-05") + ARTICLES,
        new=head.format("Crown Office", "2024-05-21") + ARTICLES.replace("40", "60"),
        other=KOREAN,
    )
    run("ingest", folder)
    question = "In documents published before 2024, how long must makers test every robot?"
    _, out, _ = run("search", question, "--json")
    found = json.loads(out)
    assert {hit["document"] for hit in found["hits"]} == {"old"}
    assert found["filters"] == {
        "publishers": [], "languages": [], "documents": [], "kinds": [], "statuses": [],
        "names": [], "after": None, "before": "2023",
        "from_question": ["documents published before 2024"], "documents_left": 1,
    }  # fmt: skip
    said = 'searched only 1 document, from the question: "documents published before 2024"'
    assert run("search", question)[1].startswith(said)
    status, out, _ = run("ask", question)
    assert (status, out.startswith(said)) == (0, True)
    assert "40 hours" in out
    _, out, _ = run("search", question, "--no-narrow", "--json")
    assert {hit["document"] for hit in json.loads(out)["hits"]} >= {"old", "new"}
    _, out, _ = run("search", question, "--after", "2024", "--json")
    found = json.loads(out)
    assert ({hit["document"] for hit in found["hits"]}, found["filters"]["before"]) == (
        {"new"}, None,
    )  # fmt: skip
    options = ("--kind", "law", "--status", "draft", "--publisher", "crown")
    _, out, _ = run("search", "robot", *options, "--json")
    assert {hit["document"] for hit in json.loads(out)["hits"]} == {"new"}
    assert run("search", "robot", "--kind", "poem")[1] == "No document passes the filters.\n"
    assert run("ask", "로봇?", "--kind", "poem")[1] == "조건에 맞는 문서가 자료실에 없습니다.\n"


def test_a_draft_is_checked_sentence_by_sentence(run, documents, tmp_path):
    run("ingest", documents)
    draft = tmp_path / "draft.txt"
    draft.write_text("The fine is up to 2 million crowns.\nTest records are kept for 9 years.\n")
    status, out, _ = run("check", draft, "--json")
    found = json.loads(out)
    assert status == 0
    assert [s["verdict"] for s in found["sentences"]] == ["supported", "contradicted"]
    assert set(found["summary"]) == {"supported", "contradicted", "not_found", "skipped"}
    _, out, _ = run("check", draft)
    assert "✗ Test records are kept for 9 years. [2] (contradicted)" in out
    assert "    the sources say 7 years, not 9 years" in out
    assert out.endswith("1 supported, 1 contradicted, 0 not found; 0 skipped\n")


def test_a_checked_draft_is_written_as_word_with_comments(run, documents, tmp_path):
    run("ingest", documents)
    draft, out = tmp_path / "memo.md", tmp_path / "memo.docx"
    draft.write_text("Test records are kept for 9 years.", encoding="utf-8")
    status, printed, _ = run("check", draft, "--annotated", out, "--json")
    assert status == 0
    assert json.loads(printed)["summary"]["contradicted"] == 1
    (comment,) = docx.Document(str(out)).comments
    assert comment.text.startswith("Contradicted: ")
    assert "keep the test records for 7 years" in comment.text


def test_a_draft_is_not_overwritten_by_its_annotated_copy(run, tmp_path):
    draft = tmp_path / "memo.docx"
    docx.Document().save(str(draft))
    before = draft.read_bytes()
    status, _, error = run("check", draft, "--annotated", draft)
    assert (status, error) == (
        2,
        "policydesk: memo.docx: it is the draft itself. Name another file.\n",
    )
    assert draft.read_bytes() == before


def test_a_draft_may_come_from_a_pipe(run, documents, monkeypatch):
    run("ingest", documents)
    pipe = io.TextIOWrapper(io.BytesIO("직원은 45명이다.".encode()))
    monkeypatch.setattr(sys, "stdin", pipe)
    status, out, _ = run("check", "-", "--json")
    assert status == 0
    assert json.loads(out)["summary"]["supported"] == 1


def test_ask_says_what_a_follow_up_was_taken_to_mean(run, documents):
    run("ingest", documents)
    before = "What does Article 2 of the Robot Safety Act require?"
    asked = ("ask", "And Article 3?", "--after-question", before)
    status, out, _ = run(*asked)
    assert status == 0
    assert out.startswith("Understood as: What does Article 3 of the Robot Safety Act require?\n\n")
    assert "2 million crowns" in out
    found = json.loads(run(*asked, "--json")[1])
    assert found["question"] == "And Article 3?"
    assert found["understood_as"] == "What does Article 3 of the Robot Safety Act require?"


def test_a_batch_row_may_give_the_questions_before_it(run, documents, tmp_path):
    run("ingest", documents)
    batch = tmp_path / "questions.jsonl"
    history = ["What does Article 2 of the Robot Safety Act require?"]
    rows = [{"id": 1, "q": "And Article 3?", "history": history}, {"id": 2, "q": "x", "history": 3}]
    batch.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    _, out, _ = run("ask", "--batch", batch)
    first, second = (json.loads(line) for line in out.splitlines())
    assert "2 million crowns" in first["answer"]
    assert second["error"] == "history: not a list of questions. See docs/cli.md."


def test_a_batch_answers_line_by_line_and_a_bad_line_says_so(run, documents, tmp_path):
    run("ingest", documents)
    batch = tmp_path / "questions.jsonl"
    batch.write_text('{"id": 1, "q": "fine?"}\nnot json\n{"id": 3, "q": ""}\n{"id": 4}\n')
    status, out, _ = run("search", "--batch", batch, "--json")
    rows = [json.loads(line) for line in out.splitlines()]
    assert status == 0
    assert [row["id"] for row in rows] == [1, None, 3, 4]
    assert "hits" in rows[0]
    assert rows[2]["error"] == "question: it is empty. Type a question."
    assert "error" in rows[1]
    assert "error" in rows[3]


def test_an_unexpected_failure_is_one_line_too(run, monkeypatch):
    def fail(*_):
        raise ZeroDivisionError

    monkeypatch.setattr("index.library.Library.documents", fail)
    status, out, err = run("library", "list")
    assert status == 1
    assert out == ""
    assert err.count("\n") == 1
    assert "unexpected ZeroDivisionError" in err


def test_what_show_prints_is_what_locators_index_into(run, documents):
    run("ingest", documents)
    _, text, _ = run("library", "show", "act", "--text")
    _, out, _ = run("search", "records", "--document", "act", "--json")
    for hit in json.loads(out)["hits"]:
        place = hit["locator"]
        assert text[place["char_start"] : place["char_end"]] == hit["text"]


def test_list_remove_and_verify_agree(run, documents):
    run("ingest", documents)
    assert run("library", "remove", "act")[0] == 0
    assert [d["document"] for d in json.loads(run("library", "list", "--json")[1])] == ["institute"]
    assert json.loads(run("library", "verify", "--json")[1])["agrees"] is True


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["ingest", "missing.pdf"], 2, "missing.pdf: no such file or folder. Check the path."),
        (["ingest", "*.nothing"], 2, "*.nothing: nothing matches this pattern. Check the"),
        (["ingest"], 2, "ingest: nothing to ingest. Name files or folders, or --starter."),
        (["library", "show", "x"], 2, "x: the library holds no such document."),
        (["check", "a", "--annotated", "b.pdf"], 2, "b.pdf: it is no name of a Word document."),
        (["check", "a", "--annotated", "gone/b.docx"], 2, "gone: there is no such folder."),
        (["check", "gone.docx"], 2, "gone.docx: no such file. Check the path."),
        (["search", ""], 2, "question: it is empty. Type a question."),
        (["search", "가" * 50_000], 2, "question: it has 50,000 characters, the limit is 2,000."),
        (["ask"], 2, "question: no question. Give one, or --batch FILE."),
        (["ask", "q", "--engine", "api"], 2, "settings api_base_url and api_model: the api engine"),
        (["ask", "q", "--after", "2024-13"], 2, "2024-13: it is no date. Write 2024,"),
        (["ask", "q", "--after", "2025", "--before", "2024"], 2, "2025: documents cannot be"),
        (["ask", "q", "--status", "valid"], 2, "valid: there is no such status. Choose of: in"),
        (["search", "q", "--document", "x"], 2, "x: the library holds no such document."),
        (["frobnicate"], 2, "No such command 'frobnicate'."),
        (["search", "q", "-k", "0"], 2, "Invalid value for '-k'"),
    ],
)
def test_wrong_usage_is_one_line_on_stderr(run, arguments, status, message):
    code, out, err = run(*arguments)
    assert code == status
    assert out == ""
    assert err.count("\n") == 1
    assert message in err


def test_a_setting_out_of_bounds_is_named(run, monkeypatch):
    monkeypatch.setenv("POLICYDESK_PASSAGES", "0")
    code, _, err = run("library", "list")
    assert code == 2
    assert "setting passages" in err
    assert "POLICYDESK_PASSAGES" in err


def test_an_empty_library_says_how_to_fill_it(run):
    assert "policydesk ingest" in run("library", "list")[1]


def test_help_loads_nothing_heavy():
    code = (
        "import sys; import assistant.cli; "
        "heavy = {'chromadb', 'llama_index', 'gradio', 'onnxruntime', 'numpy', 'kiwipiepy'}; "
        "sys.exit(', '.join(heavy & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_two_versions_of_an_instrument_are_related_and_stay_apart(run, tmp_path):
    head = "---\ntitle: Robot Act\ninstrument: robot-act\nversion: {}\ndate: 2030-01-0{}\n---\n"
    folder = write_documents(
        tmp_path / "versions", final=head.format("final", 2) + ARTICLES,
        bill=head.format("first draft", 1) + ARTICLES,
    )  # fmt: skip
    run("ingest", folder)
    _, out, _ = run("library", "show", "final", "--json")
    shown = json.loads(out)
    assert shown["related"] == [{"document": "bill", "relation": "version"}]
    assert (shown["instrument"], shown["version"]) == ("robot-act", "final")
    assert shown["found"] == ["language", "kind"]
    _, out, _ = run("library", "show", "bill")
    assert "date: 2030-01-01\nlanguage: en (found)\nkind: law (found)\nstatus: draft (found)" in out
    assert "version: final" in out


ESCAPES = "Report\x1b[2J\x1b]0;owned\x07\u009b31m\u202eend"


@pytest.fixture
def hostile(tmp_path):
    """A folder whose sidecar and file names try to act on the terminal."""
    folder = write_documents(tmp_path / "hostile", act=ARTICLES)
    entry = {"slug": "act", "title": ESCAPES, "publisher": f"Ministry\n[9] false {ESCAPES}"}
    (folder / "catalog.json").write_text(json.dumps([entry]))
    (folder / "bad\x1b[31m\nname.pdf").write_bytes(b"no PDF")
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        ("library", "list"),
        ("library", "show", "act"),
        ("library", "show", "act", "--text"),
        ("library", "verify"),
        ("search", "test hours"),
        ("ask", "For how many hours is every robot tested?"),
        ("library", "list", "--json"),
        ("ask", "For how many hours is every robot tested?", "--json"),
    ],
)
def test_nothing_that_a_terminal_acts_on_is_printed(run, hostile, arguments):
    _, out, err = run("ingest", hostile)
    _, more, _ = run(*arguments)
    shown = out + err + more
    assert {c for c in shown if not c.isprintable()} <= {"\n", "\t"}
    assert "\n[9]" not in shown


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.text(st.characters(), max_size=60))
def test_json_says_what_it_says_in_characters_a_terminal_only_shows(capsys, text):
    print_json({"text": text, "lone": "\ud800"})
    (line,) = capsys.readouterr().out.splitlines()
    assert json.loads(line) == {"text": text, "lone": "\ud800"}
    assert not {c for c in line if unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp")}


def test_a_batch_goes_on_where_an_identifier_holds_half_a_character(run, documents, tmp_path):
    run("ingest", documents)
    (tmp_path / "batch.jsonl").write_text(
        '{"id": "\\ud800", "q": "fine?"}\n{"id": 2, "q": "fine?"}\n'
    )
    status, out, _ = run("search", "--batch", tmp_path / "batch.jsonl")
    assert status == 0
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["\ud800", 2]


def test_a_brief_goes_into_the_file_whose_suffix_says_how(run, documents, tmp_path):
    run("ingest", documents)
    out = tmp_path / "brief.docx"
    status, shown, _ = run("brief", "Robot Safety Act", "--out", out)
    assert status == 0
    assert zipfile.is_zipfile(out)
    assert "footnotes" in shown
    assert shown.count("\n") == 1


def test_a_brief_of_an_empty_library_is_no_brief(run, tmp_path):
    status, shown, error = run("brief", "Robots", "--out", tmp_path / "brief.md")
    assert (status, shown) == (2, "")
    assert "the library is empty. Add documents with: policydesk ingest PATH" in error
    assert not (tmp_path / "brief.md").exists()


def test_a_brief_in_json_answers_the_questions_and_says_what_is_open(run, documents):
    run("ingest", documents)
    asked = ("How long are test records kept?", "Who chairs the Moon Parliament?")
    status, shown, _ = run(
        "brief", "Robots", "--question", asked[0], "--question", asked[1], "--json"
    )
    shape = json.loads(shown)
    assert status == 0
    assert "7 years" in shape["summary"][0]["text"]
    assert [one["question"] for one in shape["open_questions"]] == [asked[1]]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["Robots"], "policydesk: brief: no file is named. Name one with --out, or take --json.\n"),
        (
            ["Robots", "--out", "x.odt"],
            "policydesk: x.odt: there is no format .odt. End it in .md, .docx, .hwpx, .pdf.\n",
        ),
    ],
)
def test_a_brief_without_a_known_format_is_refused_at_once(run, arguments, error):
    assert run("brief", *arguments) == (2, "", error)
