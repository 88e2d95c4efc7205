"""What every page of the interface is to the frame around it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import gradio as gr

from assistant.desk import Desk
from assistant.interface.session import Session, Sessions
from assistant.interface.words import InterfaceLanguage, word

if TYPE_CHECKING:
    from assistant.interface.frame import Frame

Updates = dict[Any, Any]
"""New values and properties by component, as Gradio's event handlers return them."""

HIDDEN: dict[str, Any] = {"show_progress": "hidden", "api_visibility": "private"}
"""Of an event: our own words tell how far it is, and no API offers it."""
AT_ONCE: dict[str, Any] = {**HIDDEN, "queue": False}
"""Of an event that never waits for another."""


class Page(ABC):
    """One tab. A subclass lays out its components, in Korean, when it is made in open Tabs."""

    def __init__(self, desk: Desk, sessions: Sessions) -> None:
        """Lay out nothing yet.

        Args:
            desk: The assistant that answers.
            sessions: Of the browser tabs.
        """
        self.desk = desk
        self.sessions = sessions

    @property
    @abstractmethod
    def outputs(self) -> list[Any]:
        """Every component that ``show`` changes."""

    @abstractmethod
    def show(self, session: Session) -> Updates:
        """Return the page's words and contents, in the language of the session."""

    @abstractmethod
    def wire(self, frame: Frame) -> None:
        """Say what happens when the components are used; called once, after all are laid out."""

    @property
    def work_outputs(self) -> list[Any]:
        """Every component that ``work`` changes."""
        return []

    def work(self, session: Session) -> Updates:
        """Return what long work shows on this page, and what a changed library changes."""
        del session
        return {}


def speaker(language: InterfaceLanguage) -> Callable[..., str]:
    """Return ``word`` in one language."""

    def say(key: str, **values: object) -> str:
        return word(key, language, **values)

    return say


def plain_html(*args: Any, **options: Any) -> gr.HTML:
    """Return an HTML component that Gradio's own typography leaves alone."""
    return gr.HTML(*args, apply_default_css=False, **options)


def on_click(selector: str, *names: str, event: str = "select") -> str:
    """Return the script with which a click inside an HTML component becomes its event.

    The event's data are the element's ``data-`` attributes of those names, as strings.

    Args:
        selector: Of the elements that can be clicked.
        names: Of the attributes, without ``data-``; hyphens become underscores in the event.
        event: Which event of the component; scripts of several events can stand in one string.
    """
    data = ", ".join(f"{name.replace('-', '_')}: b.getAttribute('data-{name}')" for name in names)
    return (
        "element.addEventListener('click', (e) => {"
        f"const b = e.target.closest('{selector}');"
        f"if (b) trigger('{event}', {{{data}}});}});"
    )
