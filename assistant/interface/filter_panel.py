"""The panel in which a reader chooses the documents that answers may come from."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.page import AT_ONCE, Updates
from assistant.interface.present.notices import notice_html
from assistant.interface.present.work import problem_line
from assistant.interface.session import Session, Sessions
from assistant.interface.words import (
    InterfaceLanguage,
    kind_name,
    language_name,
    status_name,
    word,
)
from corpus.errors import UsageError
from corpus.types import NO_FILTERS, DocumentInfo, Filters
from index.filters import NO_KIND, STATUSES, check_filters

_LISTS = ("publishers", "languages", "kinds", "statuses", "documents")
_DATES = ("after", "before")
_LONGEST_TITLE = 80


class FilterPanel:
    """Folded at first; its choices are what the library holds."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Place the components in the Blocks that are open, in Korean."""
        self.desk = desk
        self.sessions = sessions
        with gr.Accordion(word("filters", "ko"), open=False, elem_id="pd-filters") as self.box:
            self.hint = gr.HTML(apply_default_css=False)
            with gr.Row(elem_id="pd-filter-lists"):
                self.lists = {
                    name: gr.Dropdown(
                        [], value=[], multiselect=True, label=word(f"filter_{name}", "ko"),
                        min_width=200, elem_id=f"pd-filter-{name}",
                    )
                    for name in _LISTS
                }  # fmt: skip
            with gr.Row(elem_id="pd-filter-dates"):
                self.dates = {
                    name: gr.Textbox(
                        label=word(f"filter_{name}", "ko"), max_lines=1, max_length=10,
                        placeholder=word("filter_date_hint", "ko"), min_width=140,
                        elem_id=f"pd-filter-{name}",
                    )
                    for name in _DATES
                }  # fmt: skip
                self.reset = gr.Button(
                    word("filter_reset", "ko"), size="sm", elem_id="pd-filter-reset"
                )
            self.problem = gr.HTML(apply_default_css=False, elem_id="pd-filter-problem")

    @property
    def inputs(self) -> list[Any]:
        """What the reader chooses and types."""
        return [*self.lists.values(), *self.dates.values()]

    @property
    def outputs(self) -> list[Any]:
        """Everything that ``show`` changes."""
        return [self.box, self.hint, *self.inputs, self.reset, self.problem]

    def read(self, chosen: Mapping[Any, Any]) -> Filters:
        """Return the filters that the values of ``inputs``, by component, are."""
        lists: dict[str, Any] = {n: tuple(chosen[c] or ()) for n, c in self.lists.items()}
        typed = {name: (chosen[c] or "").strip() for name, c in self.dates.items()}
        dates: dict[str, Any] = {name: text or None for name, text in typed.items()}
        return Filters(**lists, **dates)

    def wire(self) -> None:
        """Say what happens when the components are used; called once."""
        gr.on(
            [
                *(chosen.input for chosen in self.lists.values()),
                *(typed.change for typed in self.dates.values()),
            ],
            self.choose, set(self.inputs), [self.box], **AT_ONCE,
        )  # fmt: skip
        gr.on(
            [on for date in self.dates.values() for on in (date.blur, date.submit)],
            self.check, set(self.inputs), [self.problem], **AT_ONCE,
        )  # fmt: skip
        self.reset.click(self.choose_all, None, self.outputs, **AT_ONCE)

    def choose(self, chosen: Updates, request: gr.Request) -> Updates:
        """Take what the reader chose; the next question is answered from that."""
        session = self.sessions.of(request)
        session.filters = self.read(chosen)
        return {self.box: self.label(session.filters, session.language)}

    def check(self, chosen: Updates, request: gr.Request) -> Updates:
        """Say what is wrong with the dates that the reader typed."""
        try:
            check_filters(self.read(chosen), self.desk.library.shelf.infos)
        except UsageError as error:
            problem = problem_line(error, self.sessions.of(request).language)
            return {self.problem: notice_html(problem, "bad")}
        return {self.problem: ""}

    def choose_all(self, request: gr.Request) -> Updates:
        """Let answers come from every document again."""
        session = self.sessions.of(request)
        session.filters = NO_FILTERS
        return self.show(session)

    def refresh(self, session: Session) -> Updates:
        """Return what a library that has changed offers; nothing where it has not."""
        return self.show(session) if session.offered != self._generation else {}

    def show(self, session: Session) -> Updates:
        """Return what shows the filters and what the library offers to choose."""
        session.offered = self._generation
        documents = [record.info for record in self.desk.library.documents()]
        session.filters = filters = _kept(session.filters, documents)
        language = session.language
        choices = _choices(documents, language)
        shown: Updates = {
            component: gr.update(
                label=word(f"filter_{name}", language),
                choices=choices[name],
                value=list(getattr(filters, name)),
            )
            for name, component in self.lists.items()
        }
        for name, component in self.dates.items():
            shown[component] = gr.update(
                label=word(f"filter_{name}", language),
                placeholder=word("filter_date_hint", language),
                value=getattr(filters, name) or "",
            )
        hint = word("filter_hint", language)
        return shown | {
            self.box: self.label(filters, language),
            self.hint: f'<p class="pd-quiet">{hint}</p>',
            self.reset: gr.update(value=word("filter_reset", language)),
            self.problem: "",
        }

    def label(self, filters: Filters, language: InterfaceLanguage) -> Any:
        """Return the label of the panel, which counts what is chosen."""
        count = sum(len(getattr(filters, name)) for name in _LISTS)
        count += sum(getattr(filters, name) is not None for name in _DATES)
        key = "filters_chosen" if count else "filters"
        return gr.update(label=word(key, language, count=count))

    @property
    def _generation(self) -> int:
        return self.desk.library.records.generation


def _kept(filters: Filters, documents: Collection[DocumentInfo]) -> Filters:
    """Return the filters without what the library holds no longer."""
    choices = _choices(documents, "en")
    held: dict[str, Any] = {
        name: tuple(v for v in getattr(filters, name) if v in {value for _, value in choices[name]})
        for name in _LISTS
    }
    return Filters(**held, after=filters.after, before=filters.before)


def _choices(
    documents: Collection[DocumentInfo], language: InterfaceLanguage
) -> dict[str, list[tuple[str, str]]]:
    """(label, value) pairs by filter."""
    kinds = {info.kind or NO_KIND for info in documents}
    statuses = {info.status for info in documents}
    titles = sorted(documents, key=lambda info: (info.language != language, info.title))
    return {
        "publishers": _sorted([(p, p) for p in {i.publisher for i in documents if i.publisher}]),
        "languages": _sorted([(language_name(c, language), c) for c in _codes(documents)]),
        "kinds": _sorted([(kind_name(kind, language), kind) for kind in kinds]),
        "statuses": [(status_name(s, language), s) for s in STATUSES if s in statuses],
        "documents": [(_short(info.title), info.slug) for info in titles],
    }


def _codes(documents: Collection[DocumentInfo]) -> set[str]:
    return {info.language for info in documents}


def _sorted(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return sorted(pairs, key=lambda pair: (pair[1] == NO_KIND, pair[0].casefold()))


def _short(title: str) -> str:
    return title if len(title) <= _LONGEST_TITLE else title[: _LONGEST_TITLE - 1] + "…"
