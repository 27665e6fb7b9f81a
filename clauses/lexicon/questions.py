"""Questions as people put them in Chinese: words that ask, and words without content.

All patterns are for folded text (Simplified, Arabic numbers, no punctuation). Words of a subject
matter do not belong here; they are in the packs.
"""

from __future__ import annotations

import re
from enum import StrEnum

from clauses.lexicon.periods import PATTERNS
from clauses.words import WordTable


class Aspect(StrEnum):
    """The aspect of a duty that is asked."""

    HOW_OFTEN = "how-often"
    WHEN = "when"
    HOW_LONG = "how-long"
    WHO = "who"
    HOW_MANY = "how-many"
    WHICH_ARTICLE = "which-article"
    DIFFERENCE = "difference"
    STEPS = "steps"
    DUTIES = "duties"
    """Everything that a post or body owes."""
    WHETHER = "whether"
    WHAT = "what"


_ASKING = WordTable("questions.toml", "asking", PATTERNS)
_SPANS = WordTable("questions.toml", "spans")
_ASPECTS = WordTable("questions.toml", "aspects", {name: _SPANS.text(name) for name in _SPANS})
_LIGHT = WordTable("questions.toml", "light-words")

ASPECTS: tuple[tuple[Aspect, re.Pattern[str]], ...] = tuple(
    (Aspect(name), _ASPECTS.pattern(name)) for name in _ASPECTS
)
"""In order of precedence: the first that is found is what is asked."""

PERIODS = _ASKING.pattern("periods")
"""Periods that a question states or asks about (每季度, 半年, 1年)."""

TIMES = _ASKING.pattern("times")

LIGHT_WORDS = tuple(word for kind in _LIGHT for word in _LIGHT.words(kind))
"""Words that need not stand in a clause for it to be the answer."""

NARROWING = _ASKING.pattern("narrowing")
"""A "what" with one of these asks for less than everything that is owed."""

SEPARABLE = _ASKING.pattern("separable")
"""述一次职 is 述职一次."""

GENERIC = frozenset(_ASKING.words("generic"))
"""Words that alone name nothing in particular."""

MEETING = _ASKING.pattern("meeting")
"""Some meeting or other, when no particular one is named."""

ASKING_WORDS = _ASKING.words("asking-words")
"""Words that ask, spelt wrongly often enough to be set right."""

DEONTIC = _ASKING.pattern("deontic")
"""Words that ask how binding something is."""

ASKER = _ASKING.pattern("asker")
"""The person who asks speaks of their own duties."""

FOLLOW_UP = _ASKING.pattern("follow-up")
"""The question leans on the one before."""

WHERE = _ASKING.pattern("where")
"""A place is asked, which rules seldom name."""

BESIDE_DUTY = _ASKING.pattern("beside-duty")
"""Matters asked of offices every day that seldom stand in a duty: an answer has to name them."""

STATE = _ASKING.pattern("state")
"""Whether something has been done is asked."""

CONSEQUENCE = _ASKING.pattern("consequence")
"""What follows from something is asked."""

WORDING = _ASKING.pattern("wording")
"""The words of a text are asked for, not what it says about something."""

DUTIES_EACH = _ASKING.pattern("duties-each")
"""Duties are asked for by their rhythm: 每半年的硬任务."""

LIKEWISE = _ASKING.pattern("likewise")
"""The same is asked of something else: 小组会也一样吗."""

BARE_WHETHER = _ASKING.pattern("bare-whether")
"""Whether it is so, of something with its name blanked, and nothing else: 支部书记要吗."""

ARTICLE = _ASKING.pattern("article")
BARE_ARTICLE = _ASKING.pattern("bare-article")
CALLED_DOCUMENT = _ASKING.pattern("called-document")
"""A name that may be part of the title of a document."""

UNKNOWN_DOCUMENT = _ASKING.pattern("unknown-document")
"""An article of something that is called like a document."""

NEXT_ARTICLE = _ASKING.pattern("next-article")
PREVIOUS_ARTICLE = _ASKING.pattern("previous-article")

PEOPLE = _ASKING.pattern("people")
"""A "how many" that counts people, though the measure word alone does not say so."""

UNIT = _ASKING.pattern("unit")
"""The unit of a "how many"."""

CONTENTS = _ASKING.text("contents-asked")
"""The contents of something are asked, not that it has to be done."""

SHARE = _ASKING.text("share-asked")
PERSON = _ASKING.text("person-unit")
"""The unit of ``PEOPLE``."""

ENDS_ASKING = _ASKING.text("ends-asking")
LIKEWISE_LEFT = _ASKING.text("likewise-left")
"""The words put in place of ``LIKEWISE``."""

TIMES_SAID = _ASKING.pattern("times-said")
EVERY_PERIOD = _ASKING.pattern("every-period")
"""A term that is no more than a period (每季度)."""

EMPTY: tuple[re.Pattern[str], ...] = (
    *(pattern for _, pattern in ASPECTS),
    TIMES,
    PERIODS,
    re.compile("|".join(sorted(map(re.escape, LIGHT_WORDS), key=len, reverse=True))),
)
"""Everything that is taken out of a question before what is left counts as content."""
