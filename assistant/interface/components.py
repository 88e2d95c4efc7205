"""The components of the page and where they stand; what they do is wired in ``ui.py``."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import gradio as gr

from assistant.interface.filter_panel import FilterPanel
from assistant.interface.present.sources import sources_html
from assistant.interface.words import EXAMPLES, InterfaceLanguage, word
from assistant.settings import EngineChoice

Updates = dict[Any, Any]
"""New values and properties by component, as Gradio's event handlers return them."""


class Components:
    """Every component, by name."""

    def __init__(self, engine: EngineChoice) -> None:
        """Place the components in the Blocks that are open, in Korean.

        Args:
            engine: Chosen at first.
        """
        say = speaker("ko")
        self.stored = gr.BrowserState(None, storage_key="policydesk-language", secret="policydesk")
        self.timer = gr.Timer(0.7, active=False)
        with gr.Row(elem_id="pd-top"):
            self.header = _html(_header_html("ko"), elem_id="pd-header")
            self.language = gr.Radio(
                [("한국어", "ko"), ("English", "en")], value="ko", label=say("language"),
                container=False, show_label=False, elem_id="pd-language",
            )  # fmt: skip
        with gr.Tabs(elem_id="pd-tabs"):
            with gr.Tab(say("tab_ask"), id="ask") as self.tab_ask, gr.Row(elem_id="pd-desk"):
                with gr.Column(scale=7, min_width=320, elem_id="pd-chat"):
                    self._lay_out_chat(engine)
                with gr.Column(scale=5, min_width=320, elem_id="pd-side"):
                    self.sources = _html(
                        sources_html([], "ko"), elem_id="pd-sources",
                        js_on_load="element.addEventListener('click', (e) => {"
                        "const d = e.target.closest('[data-turn]')?.dataset;"
                        "if (d) trigger('select', {turn: Number(d.turn), n: Number(d.n)});});",
                    )  # fmt: skip
            with gr.Tab(say("tab_library"), id="library") as self.tab_library:
                self._lay_out_library()

    def _lay_out_chat(self, engine: EngineChoice) -> None:
        say = speaker("ko")
        self.starter = _html(elem_id="pd-starter")
        self.welcome = _html(elem_id="pd-welcome")
        with gr.Column(elem_id="pd-examples") as self.examples_box:
            self.examples_title = _html()
            self.examples = [gr.Button(q, size="sm") for q in EXAMPLES["ko"]]
        self.conversation = _html(
            elem_id="pd-conversation",
            js_on_load="element.addEventListener('click', (e) => {"
            "const b = e.target.closest('[data-again]');"
            "if (b) trigger('select', {turn: Number(b.dataset.turn), again: b.dataset.again});});",
        )
        with gr.Column(elem_id="pd-composer"):
            self.notice = _html()
            with gr.Row(elem_id="pd-ask-row"):
                self.question = gr.Textbox(
                    label=say("question"), placeholder=say("question_hint"), lines=1, max_lines=6,
                    max_length=4000, scale=8, autofocus=True, show_label=False, container=False,
                    elem_id="pd-question",
                )  # fmt: skip
                self.send = gr.Button(say("send"), variant="primary", elem_id="pd-send")
                self.stop = gr.Button(say("stop"), variant="stop", visible=False, elem_id="pd-stop")
        self.filters = FilterPanel()
        with gr.Row(elem_id="pd-options"):
            self.engine = gr.Radio(
                [], value=engine, label=say("engine"), show_label=True,
                elem_id="pd-engine",
            )  # fmt: skip
        with gr.Row(elem_id="pd-record", visible=False) as self.record:
            self.export_markdown = gr.Button(say("export_markdown"), size="sm")
            self.export_json = gr.Button(say("export_json"), size="sm")
            self.clear = gr.Button(say("clear"), size="sm", elem_id="pd-clear")
        with gr.Row(elem_id="pd-deleted", visible=False) as self.deleted_box:
            self.deleted_note = _html()
            self.undelete = gr.Button(say("undelete"), size="sm", elem_id="pd-undelete")
        # Holds a file on its way to the browser; none is written on the server.
        self.exported = gr.JSON(visible=False)
        self.keys_note = _html(elem_id="pd-keys")
        self.engine_note = _html(elem_id="pd-engine-note")
        self.model_work = _html(elem_id="pd-model-work")
        with gr.Row(elem_id="pd-model-buttons"):
            self.fetch = gr.Button(say("fetch"), size="sm", visible=False, elem_id="pd-fetch")
            self.cancel_fetch = gr.Button(
                say("cancel"), size="sm", visible=False, elem_id="pd-cancel-fetch"
            )

    def _lay_out_library(self) -> None:
        say = speaker("ko")
        self.upload = gr.File(
            label=say("upload"), file_count="multiple", elem_id="pd-upload", height=150
        )
        self.upload_note = _html()
        self.work_note = _html(elem_id="pd-work")
        self.cancel_work = gr.Button(say("cancel"), size="sm", visible=False, elem_id="pd-cancel")
        self.table = _html(
            elem_id="pd-library",
            js_on_load="element.addEventListener('click', (e) => {"
            "const b = e.target.closest('[data-remove]');"
            "if (b) trigger('select', {slug: b.dataset.remove});});",
        )
        with gr.Row(elem_id="pd-removed", visible=False) as self.removed_box:
            self.removed_note = _html()
            self.undo = gr.Button(say("undo"), size="sm", elem_id="pd-undo")
        with gr.Row(elem_id="pd-confirm", visible=False) as self.confirm_box:
            self.confirm_note = _html()
            self.confirm_yes = gr.Button(say("remove"), variant="stop", size="sm")
            self.confirm_no = gr.Button(say("cancel"), size="sm", elem_id="pd-confirm-no")

    def chat(self) -> list[Any]:
        """What a question changes."""
        return [
            *(self.conversation, self.sources, self.question, self.notice),
            *(self.welcome, self.examples_box, self.send, self.stop, self.record),
            *(self.deleted_box, self.deleted_note),
        ]

    def work(self) -> list[Any]:
        """What the long work and a changed library change."""
        return [
            *(self.starter, self.work_note, self.model_work, self.cancel_work, self.fetch),
            *(self.cancel_fetch, self.engine, self.engine_note, self.welcome, self.table),
            *(self.timer, *self.filters.outputs),
        ]

    def removal(self) -> list[Any]:
        """What a removal changes."""
        return [
            *(self.confirm_box, self.confirm_note, self.removed_box, self.removed_note),
            *self.work(),
        ]

    def everything(self) -> list[Any]:
        """What another language changes, each once."""
        return list(
            dict.fromkeys(
                [
                    *self.labels("ko"),
                    *self.chat(),
                    *self.removal(),
                    *(self.stored, self.language),
                ]
            )
        )

    def labels(self, language: InterfaceLanguage) -> Updates:
        """Return what rewords every component whose words never change otherwise."""
        say = speaker(language)
        labels: Updates = {
            self.header: _header_html(language),
            self.language: gr.update(label=say("language")),
            self.tab_ask: gr.update(label=say("tab_ask")),
            self.tab_library: gr.update(label=say("tab_library")),
            self.examples_title: f'<p class="pd-label">{say("examples")}</p>',
            self.question: gr.update(label=say("question"), placeholder=say("question_hint")),
            self.keys_note: f'<p class="pd-quiet">{say("question_keys")}</p>',
            self.send: gr.update(value=say("send")),
            self.stop: gr.update(value=say("stop")),
            self.clear: gr.update(value=say("clear")),
            self.undelete: gr.update(value=say("undelete")),
            self.export_markdown: gr.update(value=say("export_markdown")),
            self.export_json: gr.update(value=say("export_json")),
            self.upload: gr.update(label=say("upload")),
            self.upload_note: f'<p class="pd-quiet">{say("upload_stay")}</p>',
            self.undo: gr.update(value=say("undo")),
            self.confirm_yes: gr.update(value=say("remove")),
            self.confirm_no: gr.update(value=say("cancel")),
        }
        return labels | dict(zip(self.examples, EXAMPLES[language], strict=True))


def speaker(language: InterfaceLanguage) -> Callable[..., str]:
    """Return ``word`` in one language."""

    def say(key: str, **values: object) -> str:
        return word(key, language, **values)

    return say


def _html(*args: Any, **options: Any) -> gr.HTML:
    """Return an HTML component that Gradio's own typography leaves alone."""
    return gr.HTML(*args, apply_default_css=False, **options)


def _header_html(language: InterfaceLanguage) -> str:
    return f"<h1>policydesk</h1><p>{word('tagline', language)}</p>"
