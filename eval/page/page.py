"""The evaluation page: the last report, trends, the worst questions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.page import AT_ONCE, HIDDEN, Page, Updates, plain_html, speaker
from assistant.interface.present.work import jobs_html
from assistant.interface.session import Session, Sessions
from assistant.interface.words import InterfaceLanguage, word
from eval.golden_sets import REVIEWED, SETS, reviewed_path
from eval.history import History, Run, newest_name, read_history
from eval.page.present.figures import run_name
from eval.page.present.questions import worst_html
from eval.page.present.report import empty_html, report_html
from eval.page.present.trends import trends_html
from eval.page.review_panel import ReviewPanel
from eval.running import evaluate_apart
from eval.suites import Wish
from eval.trends import trends, worst

if TYPE_CHECKING:
    from assistant.interface.frame import Frame
    from assistant.jobs import Job

_ENDS = ("wrong", "missed")


@dataclass
class Seen:
    """What a browser tab looks at here.

    Attributes:
        visited: Whether the reader has been on the page; until then it stays empty.
        newest: File of the newest run that is shown or offered.
        chosen: File of the run that is shown.
        end: Only questions that ended so; empty for all.
        pair: Only of this language pair; empty for all.
    """

    visited: bool = False
    newest: str = ""
    chosen: str = ""
    end: str = ""
    pair: str = ""


class EvaluationPage(Page):
    """How good the answers are, and how that went."""

    most: int | None = None
    """How many of the shipped questions the button asks at most."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Lay the page out."""
        super().__init__(desk, sessions)
        say = speaker("ko")
        self.folder = desk.settings.evaluations_folder
        tab = gr.Tab(say("tab_evaluation"), id="evaluation", elem_id="pd-tab-evaluation")
        with tab as self.tab:
            self.about = plain_html(elem_id="pd-evaluation-about")
            self.work_note = plain_html(elem_id="pd-evaluation-work")
            with gr.Row(elem_id="pd-evaluation-run"):
                self.run = gr.Button("", size="sm", elem_id="pd-run-starter")
                self.run_reviewed = gr.Button(
                    "", size="sm", visible=False, elem_id="pd-run-reviewed"
                )
                self.cancel = gr.Button(
                    say("cancel"), size="sm", visible=False, elem_id="pd-cancel-evaluation"
                )
            self.chosen = gr.Dropdown(
                [], label=say("evaluation_chosen"), visible=False, elem_id="pd-run-chosen"
            )
            self.report = plain_html(elem_id="pd-report")
            self.trends = plain_html(elem_id="pd-trends")
            with gr.Column(visible=False, elem_id="pd-worst-box") as self.worst_box:
                self.worst_title = plain_html()
                with gr.Row(elem_id="pd-worst-filters"):
                    self.end = gr.Dropdown([], label=say("worst_end"), elem_id="pd-worst-end")
                    self.pair = gr.Dropdown([], label=say("worst_pair"), elem_id="pd-worst-pair")
                self.worst = plain_html(elem_id="pd-worst")
            self.review = ReviewPanel(desk, sessions)

    @property
    def outputs(self) -> list[Any]:
        """Every component that ``show`` changes."""
        return [self.tab, *self.work_outputs, *self.review.outputs]

    @property
    def work_outputs(self) -> list[Any]:
        """Every component that ``work`` changes."""
        return [self.work_note, self.run, self.run_reviewed, self.cancel, *self._run_outputs]

    @property
    def _run_outputs(self) -> list[Any]:
        return [
            *(self.about, self.chosen, self.report, self.trends),
            *(self.worst_box, self.worst_title, self.end, self.pair, self.worst),
        ]

    def wire(self, frame: Frame) -> None:
        """Say what happens when the components are used."""
        self.frame = frame
        self.tab.select(self.visit, None, [*self.work_outputs, *self.review.outputs], **HIDDEN)
        self.run.click(self.begin, None, frame.work_outputs, **HIDDEN)
        self.run_reviewed.click(self.begin_reviewed, None, frame.work_outputs, **HIDDEN)
        self.cancel.click(self.stop, None, None, **AT_ONCE)
        self.chosen.input(self.choose, self.chosen, self._run_outputs, **AT_ONCE)
        gr.on(
            [self.end.input, self.pair.input], self.narrow, [self.end, self.pair], [self.worst],
            **AT_ONCE,
        )  # fmt: skip
        for event in self.review.wire():
            # An accepted question can be asked at once.
            event.then(self.count_reviewed, None, [self.run_reviewed], **HIDDEN)

    def show(self, session: Session) -> Updates:
        """Return the page's words, and what it shows where the reader has been here."""
        shown: Updates = {
            self.tab: gr.update(label=word("tab_evaluation", session.language)),
            **self._buttons(session),
        }
        if seen_by(session).visited:
            shown |= {**self._runs(session), **self.review.show(session, close=False)}
        return shown

    def work(self, session: Session) -> Updates:
        """Return how far an evaluation is, and its report once it is there."""
        seen = seen_by(session)
        shown = self._buttons(session)
        if seen.visited and newest_name(self.folder) != seen.newest:
            shown |= self._runs(session)
        return shown

    def visit(self, request: gr.Request) -> Updates:
        """Show what has been evaluated."""
        session = self.sessions.of(request)
        seen_by(session).visited = True
        review = self.review.show(session, close=False)
        return {**self._buttons(session), **self._runs(session), **review}

    # Evaluating

    def begin(self, request: gr.Request) -> Updates:
        """Ask the shipped questions; the interface goes on meanwhile."""
        return self._begin(request, Wish("answers", "starter", most=self.most))

    def begin_reviewed(self, request: gr.Request) -> Updates:
        """Ask the questions that were made of what readers said."""
        return self._begin(request, Wish("answers", REVIEWED))

    def stop(self, request: gr.Request) -> None:
        """Stop the evaluation; nothing of it is kept."""
        self.frame.cancel(request, "evaluation")

    def count_reviewed(self, request: gr.Request) -> Updates:
        """Offer to ask as many reviewed questions as there are."""
        return {self.run_reviewed: self._buttons(self.sessions.of(request))[self.run_reviewed]}

    def _begin(self, request: gr.Request, wish: Wish) -> Updates:
        running = [job for job in self.desk.jobs.running if job.kind == "evaluation"]
        # Quotes cost nothing and leave the machine to nobody, whatever else the settings name.
        settings = self.desk.settings.model_copy(update={"engine": "extractive"})

        def evaluate(job: Job) -> None:
            evaluate_apart(wish, settings, job.step, job.cancel)

        job = running[0] if running else self.desk.jobs.start("evaluation", evaluate)
        return self.frame.follow(self.sessions.of(request), job)

    # What is shown

    def choose(self, name: str | None, request: gr.Request) -> Updates:
        """Show another evaluation."""
        session = self.sessions.of(request)
        seen_by(session).chosen = name or ""
        return self._runs(session)

    def narrow(self, end: str | None, pair: str | None, request: gr.Request) -> Updates:
        """Show only some of the worst questions."""
        session = self.sessions.of(request)
        seen = seen_by(session)
        seen.end, seen.pair = end or "", pair or ""
        run = read_history(self.folder).runs.get(seen.chosen)
        return {self.worst: self._worst(run, seen, session.language)} if run else {}

    def _buttons(self, session: Session) -> Updates:
        language = session.language
        jobs = [job for job in session.jobs if job.kind == "evaluation"]
        is_running = any(job.is_running for job in jobs)
        reviewed = _count_lines(reviewed_path(self.folder))
        return {
            self.work_note: jobs_html(jobs, language),
            self.run: gr.update(
                value=word("evaluation_run", language, count=self._asked),
                interactive=not is_running,
            ),
            self.run_reviewed: gr.update(
                value=word("evaluation_run_reviewed", language, count=reviewed),
                visible=reviewed > 0,
                interactive=not is_running,
            ),
            self.cancel: gr.update(value=word("cancel", language), visible=is_running),
        }

    @property
    def _asked(self) -> int:
        return len(SETS["starter"].questions(self.most))

    def _runs(self, session: Session) -> Updates:
        language, seen = session.language, seen_by(session)
        history = read_history(self.folder)
        newest = next(iter(history.runs), "")
        if seen.chosen not in history.runs or seen.chosen == seen.newest:
            seen.chosen = newest
        seen.newest = newest_name(self.folder)
        run = history.runs.get(seen.chosen)
        return {
            self.about: _about_html(history, self._asked, language),
            self.chosen: gr.update(
                label=word("evaluation_chosen", language),
                choices=[(run_name(one, language), name) for name, one in history.runs.items()],
                value=seen.chosen or None,
                visible=len(history.runs) > 1,
            ),
            self.report: report_html(run, language) if run else "",
            self.trends: trends_html(trends(run, history.runs.values()), language) if run else "",
            **self._worst_box(run, seen, language),
        }

    def _worst_box(self, run: Run | None, seen: Seen, language: InterfaceLanguage) -> Updates:
        asked = run.asked if run else ()
        pairs = sorted({one.pair for one in asked if one.is_bad})
        seen.pair = seen.pair if seen.pair in pairs else ""
        every = word("worst_every", language)
        ends = [(word(f"end_{end}", language), end) for end in _ENDS]
        return {
            self.worst_box: gr.update(visible=run is not None),
            self.worst_title: _title_html("worst_title", language),
            self.end: gr.update(
                label=word("worst_end", language), choices=[(every, ""), *ends], value=seen.end,
                visible=bool(asked),
            ),
            self.pair: gr.update(
                label=word("worst_pair", language),
                choices=[(every, ""), *((pair, pair) for pair in pairs)],
                value=seen.pair,
                visible=bool(asked),
            ),
            self.worst: self._worst(run, seen, language) if run else "",
        }  # fmt: skip

    def _worst(self, run: Run, seen: Seen, language: InterfaceLanguage) -> str:
        if not run.asked:
            return f'<p class="pd-quiet">{word("worst_unkept", language)}</p>'
        return worst_html(worst(run.asked, seen.end, seen.pair), language)


def seen_by(session: Session) -> Seen:
    """Return what a browser tab looks at on this page."""
    seen = session.rooms.setdefault("evaluation", Seen())
    assert isinstance(seen, Seen), "only this page keeps something under its name"
    return seen


def _about_html(history: History, questions: int, language: InterfaceLanguage) -> str:
    about = _title_html("evaluation_title", language, "h2")
    about += f'<p class="pd-quiet">{word("evaluation_about", language)}</p>'
    if history.unreadable:
        unreadable = word("evaluation_unreadable", language, count=history.unreadable)
        about += f'<p class="pd-notice">{unreadable}</p>'
    return about if history.runs else about + empty_html(questions, language)


def _title_html(key: str, language: InterfaceLanguage, tag: str = "h3") -> str:
    return f'<{tag} class="pd-panel-title">{word(key, language)}</{tag}>'


def _count_lines(path: Path) -> int:
    try:
        with path.open(encoding="utf-8") as file:
            return sum(bool(line.strip()) for line in file)
    except (OSError, UnicodeDecodeError):
        return 0
