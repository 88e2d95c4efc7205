"""The points that a topic alone suggests: headings and questions in each language of a brief."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from assistant.briefs.about import DOCUMENT, with_article
from assistant.particles import settle_particles
from corpus.types import Point

LANGUAGES = ("en", "ko")
"""Languages in which a brief speaks, as ISO 639-1 codes."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One side of any topic of the field.

    Attributes:
        headings: By language.
        questions: By language, with the topic as ``{topic}``.
        of_instruments: The same where the topic is an instrument; empty where there is no other.
        is_core: Asked even where the library seems to hold nothing, so that the brief says so.
    """

    headings: Mapping[str, str]
    questions: Mapping[str, str]
    of_instruments: Mapping[str, str] = field(default_factory=dict)
    is_core: bool = False

    def point(
        self, topic: str, language: str, about: str = "", *, instrument: bool = False
    ) -> Point:
        """Return the point that it makes of a topic.

        Args:
            topic: What the question names.
            language: Of the brief.
            about: As in ``Point``.
            instrument: Whether the topic is an instrument.
        """
        asked = self.of_instruments if instrument and self.of_instruments else self.questions
        named = with_article(topic) if language == "en" else topic
        question = asked[language].replace("{topic}", named)
        if DOCUMENT not in topic and language == "ko":
            question = settle_particles(question)
        return Point(self.headings[language], question, about)


WHAT = Facet(
    {"en": "What it is", "ko": "개요"},
    {"en": "What is {topic}?", "ko": "{topic}은(는) 무엇인가?"},
    is_core=True,
)

FACETS = (
    Facet(
        {"en": "Purpose", "ko": "목적"},
        {"en": "What is the purpose of {topic}?", "ko": "{topic}의 목적은 무엇인가?"},
    ),
    Facet(
        {"en": "Who is responsible", "ko": "담당 기관"},
        {
            "en": "Which body is responsible for {topic}?",
            "ko": "{topic}을(를) 담당하는 기관은 어디인가?",
        },
        {
            "en": "Who is responsible for implementing {topic}?",
            "ko": "{topic}의 시행과 감독은 누가 담당하는가?",
        },
        is_core=True,
    ),
    Facet(
        {"en": "Obligations", "ko": "의무와 이행 사항"},
        {
            "en": "What obligations are there concerning {topic}?",
            "ko": "{topic}에 관하여 어떤 의무가 있는가?",
        },
    ),
    Facet(
        {"en": "Penalties", "ko": "제재"},
        {
            "en": "What are the penalties for infringements concerning {topic}?",
            "ko": "{topic}에 관한 의무를 위반하면 어떤 제재를 받는가?",
        },
    ),
    Facet(
        {"en": "Timeline", "ko": "추진 일정"},
        {
            "en": "From when does {topic} apply, and what are the deadlines?",
            "ko": "{topic}은(는) 언제부터 시행되며 일정은 어떠한가?",
        },
        is_core=True,
    ),
)

STATUS = Facet(
    {"en": "Current status", "ko": "효력과 현황"},
    {"en": "Does {topic} still apply?", "ko": "{topic}은(는) 현재도 적용되는가?"},
    is_core=True,
)

COMPARISON = Facet(
    {"en": "Comparison of the instruments", "ko": "문서별 비교"},
    {
        "en": "What does it say about {topic}?",
        "ko": "{topic}에 대하여 무엇을 정하고 있는가?",
    },
)
