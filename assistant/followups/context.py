"""What a follow-up may refer to: the previous question, what it names, what its answer cited."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from assistant.followups.mentions import Kind, Mention
from assistant.followups.provisions import renumber

Form = Literal["substitution", "pronoun", "provision", "ellipsis", "detail"]
"""How a follow-up leans on the conversation; the words of the evaluation set."""

Unread = Literal["alone", "unclear"]
"""A question that stands alone, or one that leans on the conversation in a way no rule knows."""


@dataclass(frozen=True, slots=True)
class Rewritten:
    """A follow-up as a question that stands alone, and how it leant on the conversation."""

    question: str
    form: Form


@dataclass(frozen=True, slots=True)
class Context:
    """The previous question in the language of the follow-up.

    Attributes:
        question: It stands alone itself.
        mentions: What it names.
        whole: Whether it says all that was asked; one carried over from another language may be
            no more than its names.
        cited: Names of the instruments that the last answer cited.
    """

    question: str
    mentions: tuple[Mention, ...]
    whole: bool = True
    cited: tuple[str, ...] = ()

    def named(self, *kinds: Kind) -> tuple[Mention, ...]:
        """Return the mentions of some kinds, each thing once; countries within names do not count.

        Args:
            kinds: Any of them.
        """
        bodies = [m for m in self.mentions if m.kind in ("organisation", "instrument")]
        found = {
            mention.same: mention
            for mention in reversed(self.mentions)
            if mention.kind in kinds
            and not (mention.kind == "country" and any(map(mention.overlaps, bodies)))
        }
        return tuple(reversed(found.values()))

    def partner(self, new: Mention) -> Mention | None:
        """Return the mention whose place a new one takes: the only other one of its kind.

        A country stands for the one in a body's name (the UK for Japan in "Japan AI Safety
        Institute") where no country stands on its own.
        """
        found = self.named(new.kind)
        if not found and new.kind == "country":
            inner = {m.same: m for m in self.mentions if m.kind == "country"}
            found = tuple(inner.values())
        if len(found) != 1 or found[0].same == new.same:
            return None
        return found[0]


def end_of(mention: Mention, context: Context) -> int:
    """Return where a law ends together with a provision right after it, which is its own alone.

    The Article 5 that another law has is about something else.
    """
    after = (m for m in context.mentions if m.kind == "provision" and m.start >= mention.end)
    for provision in after if mention.kind == "instrument" else ():
        if context.question[mention.end : provision.start] in ("", " ", "의 ", "の"):
            return provision.end
    return mention.end


def renumbered(x: str, context: Context) -> tuple[Mention, str] | None:
    """Return the provision whose number a bare one replaces, and the new provision, or None."""
    provisions = context.named("provision")
    new = renumber(x, provisions[-1].text) if provisions else None
    return (provisions[-1], new) if new else None


def only(mentions: Sequence[Mention]) -> Mention | None:
    """Return the one mention, or None where there are none or several."""
    return mentions[0] if len(mentions) == 1 else None
