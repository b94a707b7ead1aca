"""The index of one revision (索引): tantivy finds candidates, phrases and weights are kept for judging them; pure."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import tantivy

from tongban.registers.catalog.guides import Card, Guide, card

from . import actions, words
from .departments import Agencies
from .noise import bare
from .saying import Sayings

FIELDS = ("strong", "weak", "sound", "initials", "letters")
HEAP = 64_000_000
KEPT_PHRASES = 200_000
TAIL = 14
CONTRAST = 1.3
UNSEEN = 0.3
SINGLE = 0.4
NAME, SHORT, ITEM, ALIAS, EVERYDAY = 1.0, 1.0, 0.82, 0.97, 0.97


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way of saying what the option is (一种说法), in characters and in sounds of the same length."""

    shown: str
    text: str
    sounds: str
    initials: str
    letters: str
    weight: float


@dataclass(frozen=True, slots=True)
class Entry:
    """One option in the index."""

    card: Card
    phrases: tuple[Phrase, ...]
    strong: str
    sounds: str
    weak: str
    initials: str
    letters: str
    actions: frozenset[str]
    frequency: float


class Index:
    """All options of one revision, ready to be searched; never changed after it is built."""

    def __init__(self, guides: Iterable[Guide], said: Sequence[tuple[str, str]], frequent: Sequence[str] = ()) -> None:
        """`frequent` are the matters that most people come for, most first: basic code and number, joined."""
        every = tuple(guides)
        often = {code: 1 - place / len(frequent) for place, code in enumerate(frequent)}
        self.agencies = Agencies(every)
        self.entries = tuple(_entry(each, often.get(each.option_code[-TAIL:], 0.0)) for each in every)
        self.cards = tuple(each.card for each in self.entries)
        self.said = Sayings(said)
        self.weights, told = _weighed(self.entries)
        self._masses: dict[str, float] = {}
        self.unseen = max(self.weights.values(), default=1.0) * UNSEEN
        self.spoken = _vocabulary(self.entries)
        self._tantivy = _built(self.entries, told)
        self._searcher = self._tantivy.searcher()
        words.spelled("a")  # so that the first who types pinyin need not wait for the table of syllables

    def candidates(self, terms: Iterable[tuple[str, str, float]], limit: int) -> list[int]:
        """The places of the options that share most with these (field, term, boost), best first."""
        schema = self._tantivy.schema
        query = tantivy.Query.boolean_query(
            [
                (
                    tantivy.Occur.Should,
                    tantivy.Query.boost_query(tantivy.Query.term_query(schema, field, term), boost),
                )
                for field, term, boost in terms
            ]
        )
        found = self._searcher.search(query, limit, count=False).hits
        return [int(self._searcher.doc(address)["place"][0]) for _, address in found]

    def knows(self, gram: str) -> bool:
        """Does any option say it?"""
        return gram in self.weights

    def mass(self, phrase: Phrase) -> float:
        """What all the pairs and singles of a phrase weigh together."""
        known = self._masses.get(phrase.text)
        if known is None:
            grams = words.pairs(phrase.text) | words.singles(phrase.text)
            known = self._masses[phrase.text] = sum(map(self.weigh, grams)) or 1.0
        return known

    def weigh(self, gram: str) -> float:
        """How telling a pair or a single is: rare ones more; unknown ones little, for they tell options not apart."""
        return self.weights.get(gram, self.unseen) * (1.0 if len(gram) > 1 else SINGLE)


def _entry(guide: Guide, frequency: float) -> Entry:
    option = guide.option
    phrases: dict[str, Phrase] = {}
    for weight, texts in (
        (NAME, (option.name,)),
        (SHORT, (option.short_name,)),
        (ALIAS, option.aliases),
        (EVERYDAY, option.everyday_words),
        (ITEM, (guide.item_name,)),
    ):
        for text in texts:
            phrase = _phrase(text, weight)
            if phrase is not None:
                phrases.setdefault(phrase.text, phrase)
    said = tuple(phrases.values())
    weak = (
        option.summary,
        *(each.name for each in option.materials),
        *(each.name for each in option.results),
        *(each.question for each in option.faqs),
        *option.life_events,
    )
    return Entry(
        card=card(guide),
        phrases=said,
        strong="\n".join(each.text for each in said),
        sounds="\n".join(each.sounds for each in said),
        weak=words.plain(" ".join(weak)),
        initials=" ".join(each.initials for each in said),
        letters=" ".join(each.letters for each in said),
        actions=actions.named(f"{option.name} {option.short_name}"),
        frequency=frequency,
    )


@lru_cache(maxsize=KEPT_PHRASES)
def _phrase(shown: str, weight: float) -> Phrase | None:
    """One way of saying it, made once in this process: most of them stand in the next index too."""
    text = bare(words.plain(shown))
    if not text:
        return None
    heard = words.heard(text)
    return Phrase(shown, text, heard.sounds, heard.initials, heard.letters, weight)


def _grams(entry: Entry) -> tuple[set[str], set[str]]:
    """The pairs and singles of all that is said of an option, seen and heard."""
    seen, heard = entry.strong.replace("\n", " "), entry.sounds.replace("\n", " ")
    return words.pairs(seen) | words.singles(seen), words.pairs(heard) | words.singles(heard)


def _weighed(entries: Sequence[Entry]) -> tuple[dict[str, float], list[tuple[str, str]]]:
    """Inverse document frequency of every pair and single, and each option's own in one text, seen and heard."""
    counted: Counter[str] = Counter()
    told: list[tuple[str, str]] = []
    for each in entries:
        seen, heard = _grams(each)
        counted.update(seen)
        counted.update(heard - seen)
        told.append((" ".join(seen), " ".join(heard)))
    total = len(told) + 1
    return {gram: math.log(1 + total / (count + 0.5)) ** CONTRAST for gram, count in counted.items()}, told


def _vocabulary(entries: Sequence[Entry]) -> dict[str, str]:
    """The words that the catalogue says, by their sounds, the commonest for each: for «did you mean»."""
    counted: Counter[str] = Counter()
    for entry in entries:
        for phrase in entry.phrases:
            counted.update(each for part in phrase.text.split() for each in words.dictionary_words(part))
    found: dict[str, str] = {}
    for word, _ in sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])):
        found.setdefault(words.sounds(word), word)
    return found


def _built(entries: Sequence[Entry], told: Sequence[tuple[str, str]]) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("place", stored=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="grams", index_option="freq")
    index = tantivy.Index(builder.build())
    index.register_tokenizer("grams", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    writer = index.writer(HEAP, 1)
    for place, (entry, (seen, heard)) in enumerate(zip(entries, told, strict=True)):
        writer.add_document(_document(place, entry, seen, heard))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _document(place: int, entry: Entry, seen: str, heard: str) -> tantivy.Document:
    document = tantivy.Document()
    document.add_unsigned("place", place)
    for name, terms in (
        ("strong", seen),
        ("weak", " ".join(words.pairs(entry.weak))),
        ("sound", heard),
        ("initials", " ".join(initial_grams(entry.initials))),
        ("letters", " ".join(words.threes(entry.letters))),
    ):
        document.add_text(name, terms)
    return document


def initial_grams(text: str) -> set[str]:
    """Every stretch of two or three initials, not across lines."""
    pairs = words.pairs(text)
    return pairs | words.threes(text)
