"""The catalogue of instruments with what narrows it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import gradio as gr

from assistant.interface.instruments import HELD, CatalogueView, Holding
from assistant.interface.page import on_click, plain_html
from assistant.interface.present.catalogue import held_name
from assistant.interface.words import InterfaceLanguage, status_name, word
from index.filters import STATUSES

Choices = list[tuple[str, str]]


class CataloguePanel:
    """What a reader asks to see of the catalogue, and the list of it."""

    def __init__(self) -> None:
        """Place the components in the Blocks that are open, in Korean."""
        with gr.Row(elem_id="pd-catalogue-filters"):
            self.search = gr.Textbox(
                label=word("catalogue_search", "ko"), max_lines=1, max_length=200,
                placeholder=word("catalogue_search_hint", "ko"), elem_id="pd-catalogue-search",
            )  # fmt: skip
            self.held = gr.Dropdown(
                _held("ko"), value="", label=word("catalogue_held", "ko"), min_width=150,
                elem_id="pd-catalogue-held",
            )  # fmt: skip
            self.status = gr.Dropdown(
                [(word("shelf_all", "ko"), "")], value="", label=word("shelf_status", "ko"),
                min_width=150, elem_id="pd-catalogue-status",
            )  # fmt: skip
        self.list = plain_html(
            elem_id="pd-catalogue-list", js_on_load=on_click("[data-open]", "open")
        )

    @property
    def inputs(self) -> list[Any]:
        """What the reader types and chooses."""
        return [self.search, self.held, self.status]

    @property
    def changes(self) -> list[Any]:
        """The events of a reader who types or chooses."""
        # The event "input" of a text box comes before its new value does.
        return [self.search.change, *(chosen.input for chosen in self.inputs[1:])]

    def read(self, chosen: Mapping[Any, Any]) -> CatalogueView:
        """Return the view that the values of ``inputs``, by component, are."""
        return CatalogueView(*(chosen[component] or "" for component in self.inputs))

    def show(
        self, view: CatalogueView, holdings: list[Holding], language: InterfaceLanguage
    ) -> dict[Any, Any]:
        """Return what shows a view and what there is to choose."""
        statuses = {holding.instrument.status for holding in holdings}
        return {
            self.search: gr.update(
                label=word("catalogue_search", language),
                placeholder=word("catalogue_search_hint", language),
                value=view.text,
            ),
            self.held: gr.update(
                label=word("catalogue_held", language), choices=_held(language), value=view.held
            ),
            self.status: gr.update(
                label=word("shelf_status", language),
                choices=[
                    (word("shelf_all", language), ""),
                    *((status_name(s, language), s) for s in STATUSES if s in statuses),
                ],
                value=view.status,
            ),
        }


def _held(language: InterfaceLanguage) -> Choices:
    return [(word("shelf_all", language), ""), *((held_name(h, language), h) for h in HELD)]
