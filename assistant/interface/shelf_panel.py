"""The list of the library's documents with what narrows and orders it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import gradio as gr

from assistant.interface.page import on_click, plain_html
from assistant.interface.present.library import concern_name
from assistant.interface.shelf import (
    CONCERNS,
    FIELDS,
    NO_YEAR,
    Holdings,
    Order,
    ShelfView,
    offered,
)
from assistant.interface.words import (
    InterfaceLanguage,
    kind_name,
    language_name,
    status_name,
    word,
)
from index.filters import STATUSES

Choices = list[tuple[str, str]]

_LABELS = {
    "kind": "shelf_kind",
    "language": "shelf_language",
    "status": "shelf_status",
    "year": "shelf_year",
    "concern": "shelf_concern",
}
_ORDERS: dict[Order, str] = {
    "title": "order_title",
    "date": "order_date",
    "added": "order_added",
}


class ShelfPanel:
    """What a reader asks to see of the library, and the table of it."""

    def __init__(self) -> None:
        """Place the components in the Blocks that are open, in Korean."""
        with gr.Row(elem_id="pd-shelf-filters"):
            self.search = gr.Textbox(
                label=word("shelf_search", "ko"), placeholder=word("shelf_search_hint", "ko"),
                max_lines=1, max_length=200, elem_id="pd-shelf-search",
            )  # fmt: skip
            self.lists = {
                name: gr.Dropdown(
                    _all("ko"), value="", label=_label(name, "ko"), min_width=130,
                    elem_id=f"pd-shelf-{name}",
                )
                for name in FIELDS
            }  # fmt: skip
            self.order = gr.Dropdown(
                _orders("ko"), value="title", label=word("shelf_order", "ko"), min_width=130,
                elem_id="pd-shelf-order",
            )  # fmt: skip
            self.clear = gr.Button(word("shelf_clear", "ko"), size="sm", elem_id="pd-shelf-clear")
        self.table = plain_html(
            elem_id="pd-library",
            js_on_load=on_click("[data-open]", "open")
            + on_click("[data-remove]", "remove", event="delete")
            + on_click("[data-more]", "more", event="expand")
            + on_click("[data-clear]", "clear", event="clear")
            + on_click("[data-concern]", "concern", event="apply"),
        )

    @property
    def inputs(self) -> list[Any]:
        """What the reader types and chooses."""
        return [self.search, *self.lists.values(), self.order]

    @property
    def outputs(self) -> list[Any]:
        """Everything that ``show`` changes."""
        return [*self.inputs, self.clear]

    @property
    def changes(self) -> list[Any]:
        """The events of a reader who types or chooses."""
        # The event "input" of a text box comes before its new value does.
        return [self.search.change, *(chosen.input for chosen in self.inputs[1:])]

    def read(self, chosen: Mapping[Any, Any]) -> ShelfView:
        """Return the view that the values of ``inputs``, by component, are."""
        fields: dict[str, Any] = {name: chosen[c] or "" for name, c in self.lists.items()}
        return ShelfView(chosen[self.search] or "", order=chosen[self.order] or "title", **fields)

    def show(
        self, view: ShelfView, holdings: Holdings, language: InterfaceLanguage
    ) -> dict[Any, Any]:
        """Return what shows a view and what the library offers to choose."""
        shown: dict[Any, Any] = {
            self.search: gr.update(
                label=word("shelf_search", language),
                placeholder=word("shelf_search_hint", language),
                value=view.text,
            ),
            self.order: gr.update(
                label=word("shelf_order", language), choices=_orders(language), value=view.order
            ),
            self.clear: gr.update(value=word("shelf_clear", language)),
        }
        for name, component in self.lists.items():
            values = set(offered(holdings, name)) | {getattr(view, name)} - {""}
            shown[component] = gr.update(
                label=_label(name, language),
                choices=[*_all(language), *_choices(name, values, language)],
                value=getattr(view, name),
            )
        return shown


def _choices(name: str, values: set[str], language: InterfaceLanguage) -> Choices:
    """(label, value) pairs: years from the latest, statuses and concerns as they weigh."""
    match name:
        case "status":
            return [(status_name(v, language), v) for v in STATUSES if v in values]
        case "concern":
            return [(concern_name(c, language), c) for c in CONCERNS if c in values]
        case "year":
            unknown = word("unknown", language)
            years = sorted(values, key=lambda v: "" if v == NO_YEAR else v, reverse=True)
            return [(unknown if v == NO_YEAR else v, v) for v in years]
    call: Callable[[str, InterfaceLanguage], str] = kind_name if name == "kind" else language_name
    return sorted(((call(v, language), v) for v in values), key=lambda pair: pair[0].casefold())


def _label(name: str, language: InterfaceLanguage) -> str:
    return word(_LABELS[name], language)


def _all(language: InterfaceLanguage) -> Choices:
    return [(word("shelf_all", language), "")]


def _orders(language: InterfaceLanguage) -> Choices:
    return [(word(key, language), order) for order, key in _ORDERS.items()]
