"""The panel in which a reader chooses who writes the answers, and fetches the local model."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.page import AT_ONCE, HIDDEN, Updates, plain_html, speaker
from assistant.interface.present.notices import notice_html
from assistant.interface.present.work import jobs_html
from assistant.interface.session import Session, Sessions
from assistant.interface.words import word
from assistant.settings import EngineChoice

if TYPE_CHECKING:
    from assistant.interface.frame import Frame


class EnginePanel:
    """A choice, what it means here and now, and the download that it may need."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Place the choice in the Blocks that are open, in Korean; ``lay_out_notes`` the rest."""
        self.desk = desk
        self.sessions = sessions
        with gr.Row(elem_id="pd-options"):
            self.choice = gr.Radio(
                [], value=desk.settings.engine, label=word("engine", "ko"), show_label=True,
                elem_id="pd-engine",
            )  # fmt: skip

    def lay_out_notes(self) -> None:
        """Place what the choice means, and the download."""
        self.note = plain_html(elem_id="pd-engine-note")
        self.download = plain_html(elem_id="pd-model-work")
        with gr.Row(elem_id="pd-model-buttons"):
            self.fetch = gr.Button(
                word("fetch", "ko"), size="sm", visible=False, elem_id="pd-fetch"
            )
            self.cancel = gr.Button(
                word("cancel", "ko"), size="sm", visible=False, elem_id="pd-cancel-fetch"
            )

    @property
    def outputs(self) -> list[Any]:
        """Everything that ``show`` changes."""
        return [self.choice, self.note, self.download, self.fetch, self.cancel]

    def wire(self, frame: Frame) -> None:
        """Say what happens when the components are used; called once."""
        self.frame = frame
        self.choice.input(self.choose, self.choice, [self.note, self.fetch], **HIDDEN)
        self.fetch.click(self.begin, None, frame.work_outputs, **HIDDEN)
        self.cancel.click(self.give_up, None, None, **AT_ONCE)

    def choose(self, choice: EngineChoice, request: gr.Request) -> Updates:
        """Say what the chosen engine is and whether it is there."""
        session = self.sessions.of(request)
        session.engine = choice
        return self.explain(session)

    def begin(self, request: gr.Request) -> Updates:
        """Download the local model; the interface goes on meanwhile."""
        return self.frame.follow(self.sessions.of(request), self.desk.fetch_model())

    def give_up(self, request: gr.Request) -> None:
        """Cancel the download."""
        self.frame.cancel(request, "model")

    def show(self, session: Session) -> Updates:
        """Return the choices that there are, what the chosen one means, and the download."""
        say = speaker(session.language)
        downloads = [job for job in session.jobs if job.kind == "model"]
        names = ["auto", "extractive", "local", *(["api"] if self.desk.has_api else [])]
        choices = [(say(f"engine_{name}"), name) for name in names]
        return {
            self.choice: gr.update(choices=choices, label=say("engine")),
            self.download: jobs_html(downloads, session.language),
            self.cancel: gr.update(
                value=say("cancel"), visible=any(job.is_running for job in downloads)
            ),
            **self.explain(session),
        }

    def explain(self, session: Session) -> Updates:
        """Return what the chosen engine is and whether it is there."""
        say = speaker(session.language)
        choice = session.engine
        now = self.desk.resolve(choice)
        notes = [say(f"engine_{now}_note", address=self.desk.settings.api_address)]
        if choice == "auto":
            notes.insert(0, say("engine_is", engine=say(f"engine_{now}")) + ".")
        state = self.desk.local_state
        if choice == "local" and state != "ready":
            notes = [say(f"engine_local_{state}")]
        fetching = any(job.kind == "model" and job.is_running for job in session.jobs)
        offered = state == "missing" and choice in ("auto", "local") and not fetching
        return {
            self.note: notice_html(" ".join(notes)),
            self.fetch: gr.update(value=say("fetch"), visible=offered),
        }
