"""What a reader looks at in the library: its documents, the page of one, or the catalogue."""

from __future__ import annotations

from typing import Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.catalogue_panel import CataloguePanel
from assistant.interface.instruments import find_holdings, select_holdings
from assistant.interface.page import Updates, on_click, plain_html
from assistant.interface.present.catalogue import catalogue_html
from assistant.interface.present.document_page import DocumentCard, document_html, gone_html
from assistant.interface.present.library import library_html
from assistant.interface.session import Session
from assistant.interface.shelf import Holdings, Place
from assistant.interface.shelf_panel import ShelfPanel
from assistant.interface.words import InterfaceLanguage, word
from index.relatives import Relatives


class LibraryContents:
    """Two lists of which one is shown, or a document's page in place of both."""

    def __init__(self, desk: Desk, add_box: gr.Column) -> None:
        """Place the components in the Blocks that are open, in Korean.

        Args:
            desk: Whose library it is.
            add_box: Where documents are added; hidden beside a document's page.
        """
        self.desk = desk
        self.add_box = add_box
        self._relatives = Relatives(desk.library)
        self.place = gr.Radio(
            _places("ko"), value="documents", label=word("shelf_views", "ko"), container=False,
            show_label=False, elem_id="pd-library-view",
        )  # fmt: skip
        with gr.Column(elem_id="pd-shelf") as self.shelf_box:
            self.shelf = ShelfPanel()
        with gr.Column(elem_id="pd-catalogue", visible="hidden") as self.catalogue_box:
            self.catalogue = CataloguePanel()
        self.document = plain_html(
            elem_id="pd-document",
            visible="hidden",
            js_on_load=on_click("[data-open]", "open")
            + on_click("[data-remove]", "remove", event="delete")
            + on_click("[data-ask]", "ask", event="submit")
            + on_click("[data-back]", "back", event="undo"),
        )

    @property
    def outputs(self) -> list[Any]:
        """Every component that ``show`` changes."""
        return [
            *(self.add_box, self.place, self.shelf_box, self.catalogue_box, self.document),
            *(self.shelf.table, self.catalogue.list),
            *(*self.shelf.outputs, *self.catalogue.inputs),
        ]

    def show(self, session: Session, *, choices: bool = False) -> Updates:
        """Return what the reader looks at; what is as it was sent before is left out.

        Args:
            session: Of the reader.
            choices: Whether to show what the lists have chosen though they offer the same.
        """
        browsing, language = session.browsing, session.language
        holdings = self._holdings()
        in_list = not browsing.opened
        shown: Updates = {
            self.add_box: gr.update(visible=_visible(in_list)),
            self.place: gr.update(
                label=word("shelf_views", language), choices=_places(language),
                value=browsing.place, visible=_visible(in_list),
            ),
            self.shelf_box: gr.update(visible=_visible(in_list and browsing.place == "documents")),
            self.catalogue_box: gr.update(
                visible=_visible(in_list and browsing.place == "catalogue")
            ),
            **self._table(session, holdings),
            **self._page(session, holdings),
        }  # fmt: skip
        if browsing.place == "catalogue":
            shown |= self._instruments(session)
        offered = (self.desk.library.records.generation, language)
        if choices or browsing.offered != offered:
            browsing.offered = offered
            shown |= self.shelf.show(browsing.view, holdings, language)
            instruments = find_holdings(self.desk.library.shelf.infos.values())
            shown |= self.catalogue.show(browsing.instruments, instruments, language)
        return shown

    def show_table(self, session: Session) -> Updates:
        """Return the documents of the reader's view."""
        return self._table(session, self._holdings()) or _nothing()

    def show_instruments(self, session: Session) -> Updates:
        """Return the instruments of the reader's view."""
        return self._instruments(session) or _nothing()

    def _table(self, session: Session, holdings: Holdings) -> Updates:
        drawn = library_html(holdings, session.language, session.browsing.view)
        return _changed(session, self.shelf.table, drawn)

    def _instruments(self, session: Session) -> Updates:
        holdings = find_holdings(self.desk.library.shelf.infos.values())
        fitting = select_holdings(holdings, session.browsing.instruments)
        drawn = catalogue_html(fitting, len(holdings), session.language)
        return _changed(session, self.catalogue.list, drawn)

    def _page(self, session: Session, holdings: Holdings) -> Updates:
        slug = session.browsing.opened
        drawn = self._document(slug, holdings, session.language) if slug else ""
        visible = _visible(bool(slug))
        if _changed(session, self.document, drawn):
            return {self.document: gr.update(value=drawn, visible=visible)}
        return {self.document: gr.update(visible=visible)}

    def _document(self, slug: str, holdings: Holdings, language: InterfaceLanguage) -> str:
        library = self.desk.library
        document = library.records.document(slug)
        if document is None:
            return gone_html(language)
        card = DocumentCard(
            document=document,
            passages=next((r.passages for r in holdings.records if r.info.slug == slug), 0),
            added=holdings.added.get(slug),
            warnings=library.records.warnings(slug),
            relatives=holdings.families.get(slug, ()),
            infos=library.shelf.infos,
        )
        return document_html(card, language)

    def _holdings(self) -> Holdings:
        library = self.desk.library
        return Holdings(library.documents(), self._relatives.families(), library.files.taken())


def _changed(session: Session, component: Any, drawn: str) -> Updates:
    """Return what a component shows, unless it does already."""
    known = session.browsing.drawn
    if known.get(component.elem_id) == drawn:
        return {}
    known[component.elem_id] = drawn
    return {component: drawn}


def _nothing() -> Updates:
    """Return that all stays as it is; an empty dictionary would become a value."""
    unchanged: Updates = gr.skip()
    return unchanged


def _visible(shown: bool) -> Any:
    """How a part is shown or hidden; what was typed into a hidden one stays."""
    return True if shown else "hidden"


def _places(language: InterfaceLanguage) -> list[tuple[str, Place]]:
    return [
        (word("shelf_documents", language), "documents"),
        (word("shelf_catalogue", language), "catalogue"),
    ]
