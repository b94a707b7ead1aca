"""The index of one revision (索引): tantivy finds candidates, phrases and weights are kept for judging them; pure."""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import tantivy

from tongban.registers.catalog.guides import Card, Guide, card

from . import actions, words
from .departments import Agencies
from .noise import bare
from .saying import Sayings

FIELDS = ("strong", "weak", "agency", "sound", "initials", "letters")
HEAP = 64_000_000
LONGEST_INITIALS = 5
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
    agency: str
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
        self.weights = _weights(self.entries)
        self._masses: dict[str, float] = {}
        self.unseen = max(self.weights.values(), default=1.0) * UNSEEN
        self.spoken = _vocabulary(self.entries)
        self._tantivy = _built(self.entries)
        self._searcher = self._tantivy.searcher()

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
            plain = bare(words.plain(text))
            if plain and plain not in phrases:
                phrases[plain] = _phrase(text, plain, weight)
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
        agency=words.plain(" ".join((guide.agency_name, guide.agency_short_name, *guide.agency_nicknames))),
        actions=actions.named(f"{option.name} {option.short_name}"),
        frequency=frequency,
    )


def _phrase(shown: str, text: str, weight: float) -> Phrase:
    return Phrase(shown, text, words.sounds(text), words.initials(text), words.letters(text), weight)


def _weights(entries: Sequence[Entry]) -> dict[str, float]:
    """Inverse document frequency of every pair and single, of characters and of sounds."""
    seen: Counter[str] = Counter()
    for each in entries:
        for text in (each.strong.replace("\n", " "), each.sounds.replace("\n", " ")):
            seen.update(words.pairs(text) | words.singles(text))
    total = len(entries) + 1
    return {gram: math.log(1 + total / (count + 0.5)) ** CONTRAST for gram, count in seen.items()}


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


def _built(entries: Sequence[Entry]) -> tantivy.Index:
    builder = tantivy.SchemaBuilder()
    builder.add_unsigned_field("place", stored=True)
    for name in FIELDS:
        builder.add_text_field(name, tokenizer_name="grams", index_option="freq")
    index = tantivy.Index(builder.build())
    index.register_tokenizer("grams", tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build())
    writer = index.writer(HEAP, 1)
    for place, entry in enumerate(entries):
        writer.add_document(_document(place, entry))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _document(place: int, entry: Entry) -> tantivy.Document:
    grams = {
        "strong": _grams(entry.strong) + [word for each in entry.phrases for word in words.words(each.text)],
        "weak": _grams(entry.weak),
        "agency": _grams(entry.agency),
        "sound": [gram for each in entry.sounds.split("\n") for gram in words.pairs(each)],
        "initials": [gram for each in entry.phrases for gram in initial_grams(each.initials)],
        "letters": [gram for each in entry.phrases for gram in words.threes(each.letters)],
    }
    document = tantivy.Document()
    document.add_unsigned("place", place)
    for name, found in grams.items():
        document.add_text(name, " ".join(found))
    return document


def _grams(text: str) -> list[str]:
    return [gram for line in text.split("\n") for gram in (*words.pairs(line), *words.singles(line))]


def initial_grams(text: str) -> set[str]:
    """Every stretch of two to five initials."""
    return {text[i : i + n] for n in range(2, LONGEST_INITIALS + 1) for i in range(len(text) - n + 1)}
