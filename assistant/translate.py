"""Machine translations of quotes: marked as such, checked, and withheld where a check fails."""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.engines import Completer, Message
from assistant.engines.grammar import translation_grammar
from assistant.engines.prompt import as_data, language_name, read_prompt
from assistant.translation_check import find_fault
from assistant.wording import SPOKEN, translation_mark
from corpus.errors import EngineError
from corpus.types import Citation
from index.glossary import find_terms

log = logging.getLogger(__name__)

_REMEMBERED = 500
_MOST_TOKENS = 700
_TIMEOUT_S = 120.0
_MOST_HINTS = 12


@dataclass(frozen=True, slots=True)
class Translation:
    """A quote in another language, made by a machine.

    Attributes:
        text: The translation; empty where it was withheld.
        engine: Label of the engine that made it.
        language: ISO 639-1 code.
        withheld: Why there is none: ``failed``, or what ``find_fault`` found; empty where nothing
            is wrong.
    """

    text: str
    engine: str
    language: str
    withheld: str = ""


class Translator:
    """Translates quotes with one engine and remembers what it made."""

    def __init__(self, engine: Completer) -> None:
        """Begin without memories.

        Args:
            engine: Whose language model translates.
        """
        self._engine = engine
        self._made: OrderedDict[tuple[str, str], Translation] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def label(self) -> str:
        """Of the engine."""
        return self._engine.label

    def translate(
        self, citation: Citation, into: str, *, cancel: threading.Event | None = None
    ) -> Translation:
        """Return the quote of a citation in another language, or why there is none.

        Args:
            citation: Whose quote is meant.
            into: ISO 639-1 code: en, ko or ja.
            cancel: Stops at once when set.

        Raises:
            EngineError: The model failed.
            Cancelled: ``cancel`` was set.
        """
        quote, language = as_data(citation.quote), citation.hit.info.language
        key = (quote, into)
        with self._lock:
            if key in self._made:
                self._made.move_to_end(key)
                return self._made[key]
        messages = translation_messages(quote, language, into)
        grammar = translation_grammar(quote, into)
        text = self._engine.complete(
            messages, _MOST_TOKENS, grammar=grammar, cancel=cancel, timeout_s=_TIMEOUT_S
        )
        text = " ".join(text.split())
        wrong = find_fault(quote, language, text, into)
        made = Translation("" if wrong else text, self._engine.label, into, wrong)
        with self._lock:
            self._made[key] = made
            while len(self._made) > _REMEMBERED:
                self._made.popitem(last=False)
        return made


def translate_quotes(
    citations: Sequence[Citation],
    into: str,
    translator: Translator,
    cancel: threading.Event | None = None,
) -> dict[int, Translation]:
    """Return the translations of the quotes in another language, by citation number.

    There are none into a language that policydesk does not speak, since nobody could check them.
    After a failure of the engine nothing more is asked of it: the quotes still stand.

    Raises:
        Cancelled: ``cancel`` was set.
    """
    made: dict[int, Translation] = {}
    failed = False
    for citation in citations:
        if citation.hit.info.language == into or into not in SPOKEN:
            continue
        try:
            if not failed:
                made[citation.n] = translator.translate(citation, into, cancel=cancel)
        except EngineError as error:
            log.warning("translation failed: %s", error.problem)
            failed = True
        made.setdefault(citation.n, Translation("", translator.label, into, "failed"))
    return made


def translation_messages(quote: str, language: str, into: str) -> list[Message]:
    """Return the chat that asks for a translation, with the field's terms that are in the quote."""
    system = read_prompt("translate.txt").format(language=language_name(into))
    hints = {
        quote[match.start : match.end]: match.term.variants[into][0]
        for match in find_terms(quote, language)
        if match.term.variants.get(into) and match.term.kind not in ("word", "verb")
    }
    terms = "; ".join(f"{term} = {said}" for term, said in list(hints.items())[:_MOST_HINTS])
    asked = f"Terms: {terms}\n\n" if terms else ""
    return [
        {"role": "system", "content": system},
        {"role": "user", "content": f"{asked}<quote>{quote}</quote>"},
    ]


def translation_line(made: Translation, language: str) -> str:
    """Return a translation with its mark, or why it was withheld.

    Args:
        made: Of a quote.
        language: Of the reader.
    """
    mark = translation_mark(made.engine, made.withheld, language)
    return f"({mark})" if made.withheld else f"{made.text} ({mark})"
