"""How English follow-ups look."""

from __future__ import annotations

import re

from assistant.followups.nouns import alternation

SHORT_WORDS = 8
"""Most words of a question in which "the bill" means the one spoken of before."""

LEAD = re.compile(
    r"(?:(?:ok(?:ay)?|so|and|but|then|also|now|well|right|thanks|thank\s+you|i\s+see)[,.\s]+)*"
    r"(?:(?:what|how)\s+about\s+|what\s+of\s+|how\s+is\s+it\s+(?:in|for|with)\s+"
    r"|(?:is\s+it\s+)?(?:the\s+)?same\s+(?:for|in|with)\s+)?",
    re.IGNORECASE,
)
PREPOSITION = re.compile(r"^(?:in|for|under|by|with|on|at|to|from)\s+", re.IGNORECASE)
THE = re.compile(r"^the\s+", re.IGNORECASE)
SAYS_WHICH = re.compile(r"\s+(?:of|on|for|in|that|which|to|by)\b")
CLOSE = re.compile(r"[\s?.!]+$")
DETAIL = re.compile(
    r"^(?:please\s+)?(?:(?:can|could|would)\s+you\s+)?(?:please\s+)?(?:"
    r"(?:tell|give|show)\s+me\s+(?:some\s+)?more(?:\s+(?:details?|about\s+(?:it|this|that)))?|"
    r"(?:some\s+)?more\s+details?|(?:go\s+)?in(?:to)?\s+(?:more|greater)\s+detail|elaborate|go\s+on|"
    r"(?:explain|describe)(?:\s+(?:it|this|that))?\s+(?:(?:in|with)\s+)?more(?:\s+\w+)?|"
    r"be\s+more\s+(?:specific|precise)|more"
    r")[\s,]*(?:please)?[\s?.!]*$",
    re.IGNORECASE,
)
ABOUT_ALL = re.compile(
    r"^(?:why(?:\s+(?:is|was)\s+(?:that|this|it))?(?:\s+so)?|how\s+so|for\s+(?:example|instance)|"
    r"(?:(?:give|show)\s+me\s+)?(?:an|any|some)\s+examples?|on\s+what\s+(?:legal\s+)?(?:basis|grounds)|"
    r"where\s+does\s+it\s+say\s+(?:that|so|this))[\s?.!]*$",
    re.IGNORECASE,
)
WH_ONLY = re.compile(
    r"^(?:(?:by|for|to|with|since|until|from|of|at|in|on|under)\s+)?(?:when|whom?|where|"
    r"how\s+(?:much|many|often|long|soon)|(?:which|what)(?:\s+[a-z-]+){1,2}|who\s+[a-z]+s)"
    r"(?:\s+exactly)?[\s?.!]*$",
    re.IGNORECASE,
)
IDENTITY = re.compile(
    r"^(?:what|who)\s+(?:is|are|was|were)\s+(?P<x>[^?,]{2,80}?)\??$", re.IGNORECASE
)
REFERRING = re.compile(
    rf"\b(?:(?:this|that|these|those|the|said|same)\s+(?P<noun>{alternation('en')})"
    r"|(?P<its>its|their)|(?P<thing>it|they|them)|(?P<his>his)|(?P<person>he|she|him|her)"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )(?P<there>there)(?=\s*[?,.]|\s+and))\b(?!['’-])",
    re.IGNORECASE,
)
# "Is it true that", "when does it become an offence to": it means nothing named before.
EMPTY_IT = re.compile(
    r"\bit\s+(?:(?:is|was|be|becomes?|seems?)\s+)?(?:an?\s+)?[a-z-]+(?:\s+[a-z-]+)?\s+"
    r"(?:that|to|for|if|whether)\b",
    re.IGNORECASE,
)
# Its subject cannot be what "it" means: "Did Executive Order 14179 repeal it?"
OBJECT_IT = re.compile(
    r"^(?:did|does|do|has|have|had|can|could|will|would)\b(?!.*\b(?:how|when|if|that|which|whether|"
    r"who|what|to|and|or)\b)[^,;]*\b(?:it|them)[\s?.]*$",
    re.IGNORECASE,
)
PLURAL_IDENTITY = re.compile(r"^(?:what|who)\s+(?:are|were)\b", re.IGNORECASE)
OWN_ANTECEDENT = re.compile(r"\b(?:an?|every|each|any)\s+[a-z]", re.IGNORECASE)
ASKING = re.compile(
    r"wh|(?:how|is|are|was|were|do|does|did|can|could|may|must|shall|has|have|had|in|on|since|by|"
    r"from|until|under|for|to|at|with)\b",
    re.IGNORECASE,
)
RELATIONAL = re.compile(
    r"^(?:(?:any|the|some)\s+)?(?:(?!(?:its|their|this|that|these|those)\b)[a-z-]+\s+)?"
    rf"(?:{alternation('en', relational=True)})$",
    re.IGNORECASE,
)
IMPOSED = re.compile(
    r"\b(?:penalt|fine|sanction|exception|exemption|obligation|requirement|threshold|criteri|"
    r"enforcement|deadline|definition)",
    re.IGNORECASE,
)
PLURAL = re.compile(r"\b(?!(?:is|was|does|has|this|its)\b)\w+s\b", re.IGNORECASE)
NAME = re.compile(r"(?<=\s)[A-Z][\w-]*")
SIMPLE = re.compile(
    r"^(?:who|what|when|where|how\s+(?:much|many|long|big|high))\s+(?:is|are|was|were)\s+(?P<x>.+)$",
    re.IGNORECASE,
)
ABOUT = re.compile(r"\b(?:about|on|regarding|concerning)\s+(?:the\s+)?$")
ONE = re.compile(r"\s+ones?$", re.IGNORECASE)
MODIFIERS = re.compile(
    r"(?:(?:\b(?:the|[A-Z][\w’'-]*(?:\s[A-Z][\w’'-]*)?['’]s)\s)?(?:(?:national|first|second|draft|"
    r"final|new|20\d\d|[A-Z][\w-]*)\s)*)$"
)
