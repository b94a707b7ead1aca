"""A question taken apart (理解问题): politeness goes, what people call things is translated; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from . import actions, words
from .codes import code_in
from .departments import Agencies
from .noise import aged, bare, clauses, without_context
from .saying import Sayings

LONGEST = 80
NUMBER_FROM = 6
MOST_READINGS, MOST_CLAUSES = 4, 4
TRANSLATED, BOTH, HEARD, CLAUSE = 0.98, 0.95, 0.93, 0.9
Gram = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Variant:
    """One reading of the question (一种理解) and how far it is trusted.

    `grams` are its pairs and singles with their sounds; a pair typed in pinyin has no characters.
    """

    text: str
    grams: tuple[Gram, ...]
    runs: tuple[str, ...]
    trust: float

    @property
    def has_text(self) -> bool:
        return bool(self.text)


@dataclass(frozen=True, slots=True)
class Question:
    """The whole question: the code it names, if any, its readings and those of its clauses.

    `via` is the word of the list of synonyms that led further, `misheard` are such words that it only sounds like, by
    place; `absent` is what it asks for that is not offered here.
    """

    q: str
    code: str
    variants: tuple[Variant, ...]
    actions: frozenset[str]
    agencies: frozenset[str]
    absent: str
    via: str
    misheard: Mapping[int, str]
    is_only_agency: bool


def understood(q: str, said: Sayings, agencies: Agencies) -> Question:
    """Take a question apart; `said` is what people say and what the catalogue says."""
    whole = aged(words.plain(q[:LONGEST]))
    translated = said.translated(whole)
    named = agencies.named(f"{whole} {translated}")
    asked = agencies.without(whole if agencies.named(whole) else translated) if named else whole
    text = asked or whole
    readings = dict(_readings(text, said))
    heard = _heard(text)
    misheard = said.misheard(text, heard)
    if misheard:
        meant = " ".join(dict.fromkeys(said.meant[each] for each in misheard.values()))
        readings.setdefault(f"{bare(text)} {meant}", HEARD)
    parts: dict[str, float] = {}
    for clause in clauses(q[:LONGEST]):
        *_, (said_both_ways, trust) = _readings(aged(words.plain(clause)), said)
        if said_both_ways not in readings:
            parts.setdefault(said_both_ways, trust * CLAUSE)
    chosen = list(readings.items())[:MOST_READINGS]
    chosen += list(parts.items())[:MOST_CLAUSES]
    variants = tuple(_variant(*each) for each in chosen if each[0] and not _is_number(each[0]))
    return Question(
        q=q,
        code=code_in(q[:LONGEST]),
        variants=variants,
        actions=actions.asked(text, heard),
        agencies=named,
        absent=said.absent(whole) or said.absent(translated),
        via=said.known_in(text) or max(misheard.values(), key=len, default=""),
        misheard=misheard,
        is_only_agency=bool(named) and not asked,
    )


def _readings(text: str, said: Sayings) -> Iterable[tuple[str, float]]:
    """As it was said, as the catalogue says it, and both; without what says nothing."""
    plain = bare(text)
    yield plain, 1.0
    translated = without_context(bare(said.translated(text)))
    yield translated, TRANSLATED
    if translated != plain:
        yield " ".join((plain, translated)), BOTH


def _is_number(text: str) -> bool:
    """Codes and people's numbers are not looked for as words."""
    return len(text) >= NUMBER_FROM and text.replace(" ", "").isdigit()


def _heard(text: str) -> str:
    """The sounds of a text, also of what was typed in pinyin."""
    return " ".join(filter(None, (words.sounds(words.without_latin(text)), *words.spelled_runs(text))))


def _variant(text: str, trust: float) -> Variant:
    runs = words.latin_runs(text)
    typed = words.without_latin(text)
    grams: dict[Gram, None] = {}
    sounds = words.sounds(typed)
    for place, character in enumerate(typed):
        if character != " ":
            grams[character, ""] = None
        if place and " " not in typed[place - 1 : place + 1]:
            grams[typed[place - 1 : place + 1], sounds[place - 1 : place + 1]] = None
    for spelled in words.spelled_runs(text):
        grams |= {("", each): None for each in sorted(words.pairs(spelled) | words.singles(spelled))}
    return Variant(typed, tuple(grams), tuple(runs), trust)
