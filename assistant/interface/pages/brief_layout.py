"""What the page that makes briefs consists of: a form first, then the brief and its sources."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gradio as gr

from assistant.export.styles import STYLES, style_for
from assistant.interface.page import Updates, plain_html, speaker
from assistant.interface.words import InterfaceLanguage

MOST_EXAMPLES = 5
_ACTS = "window.pdBrief(element, trigger)"
_LANGUAGES = (("한국어", "ko"), ("English", "en"))


class BriefForm:
    """What a brief is to be about."""

    def __init__(self) -> None:
        """Place the components in the Blocks that are open, in Korean."""
        say = speaker("ko")
        with gr.Column(elem_id="pd-brief-form") as self.box:
            self.welcome = plain_html()
            self.topic = gr.Textbox(
                label=say("brief_topic"), max_lines=1, max_length=200, elem_id="pd-brief-topic"
            )
            self.questions = gr.Textbox(
                label=say("brief_own"), lines=2, max_lines=12, elem_id="pd-brief-questions"
            )
            with gr.Row(elem_id="pd-brief-kind"):
                self.language = gr.Radio(
                    list(_LANGUAGES), value="ko", label=say("brief_language"), min_width=150,
                    elem_id="pd-brief-language",
                )  # fmt: skip
                self.style = gr.Radio(
                    [], value="report", label=say("brief_style"), min_width=150,
                    elem_id="pd-brief-style",
                )  # fmt: skip
            with gr.Row(elem_id="pd-brief-start"):
                self.make = gr.Button(
                    say("brief_outline"), variant="primary", elem_id="pd-brief-outline"
                )
                self.stop = gr.Button(
                    say("stop"), variant="stop", visible=False, elem_id="pd-brief-halt"
                )
                self.recover = gr.Button(
                    say("brief_recover"), visible=False, elem_id="pd-brief-recover"
                )
            self.note = plain_html(elem_id="pd-brief-note")
            with gr.Column(elem_id="pd-brief-examples") as self.examples_box:
                self.examples_title = plain_html()
                self.examples = [
                    gr.Button("", size="sm", visible=False) for _ in range(MOST_EXAMPLES)
                ]

    @property
    def inputs(self) -> list[Any]:
        """What the reader types and chooses."""
        return [self.topic, self.questions, self.language, self.style]

    @property
    def outputs(self) -> list[Any]:
        """Every component that ``show`` changes."""
        return [
            *(self.welcome, self.topic, self.questions, self.language, self.style, self.make),
            *(self.stop, self.recover, self.examples_title, *self.examples),
        ]

    def show(self, language: InterfaceLanguage) -> Updates:
        """Return the form in a language of the interface, which briefs take at first."""
        say = speaker(language)
        return {
            self.welcome: (
                f'<section class="pd-welcome"><h2>{say("brief_welcome")}</h2>'
                f"<p>{say('brief_welcome_body')}</p></section>"
            ),
            self.topic: gr.update(label=say("brief_topic"), placeholder=say("brief_topic_hint")),
            self.questions: gr.update(label=say("brief_own"), placeholder=say("brief_own_hint")),
            self.language: gr.update(label=say("brief_language"), value=language),
            self.style: gr.update(
                label=say("brief_style"),
                choices=[(say(f"brief_style_{style}"), style) for style in STYLES],
                value=style_for(language),
            ),
            self.make: gr.update(value=say("brief_outline")),
            self.stop: gr.update(value=say("stop")),
            self.recover: gr.update(value=say("brief_recover")),
            self.examples_title: f'<p class="pd-label">{say("brief_examples")}</p>',
        }

    def offer(self, topics: Sequence[str]) -> Updates:
        """Return the topics to begin with at a click."""
        shown = [gr.update(value=topic, visible=True) for topic in topics[:MOST_EXAMPLES]]
        shown += [gr.update(visible=False)] * (MOST_EXAMPLES - len(shown))
        return {
            **dict(zip(self.examples, shown, strict=True)),
            self.examples_box: gr.update(visible=bool(topics)),
        }


class BriefSheet:
    """The brief itself: what can be done with it, its parts, and their sources."""

    def __init__(self) -> None:
        """Place the components in the Blocks that are open."""
        with gr.Row(elem_id="pd-brief", visible=False) as self.box:
            with gr.Column(scale=7, min_width=320, elem_id="pd-brief-main"):
                self.bar = plain_html(elem_id="pd-brief-top", js_on_load=_ACTS)
                self.body = plain_html(elem_id="pd-brief-body", js_on_load=_ACTS)
            with gr.Column(scale=5, min_width=320, elem_id="pd-brief-side"):
                self.sources = plain_html(elem_id="pd-brief-sources")
        # Holds a file on its way to the browser; none is written on the server.
        self.file = gr.JSON(visible=False)

    @property
    def outputs(self) -> list[Any]:
        """Everything that shows the brief."""
        return [self.box, self.bar, self.body, self.sources]
