"""The search of this process (站内搜索): one index per revision, rebuilt in the background while the old one serves."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db import connection

from tongban.registers.catalog import queries
from tongban.registers.catalog.browsing import Filters, sift
from tongban.registers.catalog.snapshot import standing

from . import words
from .asking import Question, understood
from .codes import nearness
from .index import Index, initial_grams
from .judging import Judged, judged, weighed
from .misses import note_miss
from .results import Hit, Piece, SearchResult

CANDIDATES = 60
FILTERED_CANDIDATES = 400
PAGE = 20
RELATIVE = 0.36
ENOUGH, SURE = 0.28, 0.58
MOST_GUESSES = 5
EXACT = 10.0
LONE, BY_SOUND = 0.3, 0.6
_BOOSTS = {"strong": 1.0, "weak": 0.25, "agency": 0.4}


@dataclass(frozen=True, slots=True)
class _Standing:
    stamp: tuple[int, int]
    index: Index


class Engine:
    """Searches the newest index it has; a newer revision is built beside it and taken over when ready."""

    def __init__(
        self,
        *,
        stamp: Callable[[], tuple[int, int]] = queries.stamp,
        build: Callable[[], Index] | None = None,
        is_in_act: Callable[[], bool] = lambda: connection.in_atomic_block,
    ) -> None:
        self._stamp = stamp
        self._build = build or _built
        self._is_in_act = is_in_act
        self._standing: _Standing | None = None
        self._lock = threading.Lock()
        self._building: threading.Thread | None = None

    def search(self, q: str, *, filters: Filters | None = None, page: int = 1, size: int = PAGE) -> SearchResult:
        return found(self.index(), q, filters or Filters(), page, size)

    def index(self) -> Index:
        """The index to use now. Inside a transaction it is built here, for nobody else sees what was written."""
        stamp = self._stamp()
        standing = self._standing
        if standing is not None and standing.stamp == stamp:
            return standing.index
        if standing is None or self._is_in_act():
            return self._rebuild(stamp)
        self._rebuild_beside(stamp)
        return standing.index

    def wait(self) -> None:
        """Until the index that is being built stands."""
        building = self._building
        if building is not None:
            building.join()

    def _rebuild(self, stamp: tuple[int, int]) -> Index:
        with self._lock:
            if self._standing is not None and self._standing.stamp == stamp:
                return self._standing.index
            index = self._build()
            self._standing = _Standing(stamp, index)
            return index

    def _rebuild_beside(self, stamp: tuple[int, int]) -> None:
        building = self._building
        if building is not None and building.is_alive():
            return
        self._building = threading.Thread(target=self._rebuild_apart, args=(stamp,), name="search-index", daemon=True)
        self._building.start()

    def _rebuild_apart(self, stamp: tuple[int, int]) -> None:
        try:
            self._rebuild(stamp)
        finally:
            connection.close()


def _built() -> Index:
    """All options in force and the synonyms (three statements)."""
    return Index(queries.current_guides(), queries.synonyms())


_ENGINE = Engine()
_STANDBY = Engine(is_in_act=lambda: True)


def search(q: str, *, filters: Filters | None = None, page: int = 1, size: int = PAGE) -> SearchResult:
    """Find options in people's own words; best first, the same order every time; never raises for what is typed.

    Without words it is the catalogue itself, filtered. An empty result says so and suggests what there is.
    """
    engine = _STANDBY if standing() is not None else _ENGINE
    result = engine.search(q, filters=filters, page=page, size=size)
    if result.is_empty and page == 1 and filters in (None, Filters()):
        note_miss(q)
    return result


def preview(q: str, *, size: int = PAGE) -> SearchResult:
    """What the search finds now, for an editor who tries words out: nothing is noted as missed."""
    engine = _STANDBY if standing() is not None else _ENGINE
    return engine.search(q, filters=None, page=1, size=size)


def found(index: Index, q: str, filters: Filters, page: int, size: int) -> SearchResult:
    """Search one index."""
    question = understood(q, index.said, index.agencies)
    ranked = _by_code(index, question, filters) or _ranked(index, question, filters)
    if not q.strip():
        ranked = [Judged(each, 0.0, 0.0, None) for each in index.entries if filters.fits(each.card)]
    is_unsure = _is_unsure(ranked, question)
    ranked = ranked[:MOST_GUESSES] if is_unsure else ranked
    unfiltered = [each.entry.card for each in ranked]
    start = (max(page, 1) - 1) * size
    return SearchResult(
        q=q,
        hits=tuple(_hit(each, question) for each in ranked[start : start + size]),
        total=len(ranked),
        counts=sift(unfiltered, filters).counts,
        did_you_mean=_meant(index, question),
        suggestions=() if ranked else _suggestions(index, question),
        is_unsure=is_unsure,
    )


def _by_code(index: Index, question: Question, filters: Filters) -> list[Judged]:
    """Codes come first: the whole code, then what begins with it or holds it (办理项, 实施, 基本编码)."""
    if not question.code:
        return []
    near = ((entry, nearness(question.code, entry.card.option_code)) for entry in index.entries)
    marks = [Judged(entry, EXACT * share, 1.0, None) for entry, share in near if share and filters.fits(entry.card)]
    return sorted(marks, key=_order)


def _ranked(index: Index, question: Question, filters: Filters) -> list[Judged]:
    if not question.variants:
        return []
    has_filters = any(chosen for _, chosen in filters.chosen())
    places = index.candidates(_terms(question), FILTERED_CANDIDATES if has_filters else CANDIDATES)
    if question.is_only_agency:
        theirs = (place for place, each in enumerate(index.entries) if each.card.agency_key in question.agencies)
        places = list(dict.fromkeys((*places, *theirs)))[:FILTERED_CANDIDATES]
    fitting = [index.entries[each] for each in places if filters.fits(index.entries[each].card)]
    readings = weighed(index, question)
    most = FILTERED_CANDIDATES if question.is_only_agency else CANDIDATES
    marks = sorted((judged(readings, question, each) for each in fitting[:most]), key=_order)
    if question.is_only_agency:
        return [each for each in marks if each.by_agency]
    best = marks[0].score if marks else 0.0
    return [each for each in marks if each.cover >= ENOUGH and each.score >= RELATIVE * best]


def _is_unsure(ranked: Sequence[Judged], question: Question) -> bool:
    """Does the best hit speak of too little of the question, or was something asked for that is not offered here?"""
    if not ranked or ranked[0].phrase is None or question.is_only_agency:
        return False
    best = ranked[0]
    is_absent = bool(question.absent) and not any(question.absent in each.text for each in best.entry.phrases)
    return is_absent or best.cover < SURE


def _order(each: Judged) -> tuple[float, str]:
    return (-round(each.score, 6), each.entry.card.option_code)


def _terms(question: Question) -> list[tuple[str, str, float]]:
    """What to look up in the index, each term once with its greatest boost."""
    terms: dict[tuple[str, str], float] = {}

    def add(field: str, term: str, boost: float) -> None:
        terms[field, term] = max(terms.get((field, term), 0.0), boost)

    for variant in question.variants:
        for seen, heard in variant.grams:
            for field, boost in _BOOSTS.items():
                if seen:
                    add(field, seen, boost * variant.trust * (1.0 if len(seen) > 1 else LONE))
            if heard:
                add("sound", heard, BY_SOUND * variant.trust)
        for word in words.words(variant.text):
            for field, boost in _BOOSTS.items():
                add(field, word, boost * variant.trust)
        for run in variant.runs:
            for each in initial_grams(run):
                add("initials", each, 0.5 * len(each))
            for each in words.threes(words.typed_letters(run)):
                add("letters", each, 0.5)
    return [(field, term, boost) for (field, term), boost in sorted(terms.items())]


def _hit(mark: Judged, question: Question) -> Hit:
    return Hit(mark.entry.card, mark.score, _why(mark, question), _pieces(mark.entry.card.name, question))


def _why(mark: Judged, question: Question) -> str:
    if question.code and mark.phrase is None:
        return f"编码 {mark.entry.card.basic_code}"
    if mark.by_agency:
        return f"由{mark.entry.card.agency}办理"
    if mark.phrase is None:
        return ""
    return "" if mark.phrase.shown == mark.entry.card.name else f"也叫“{mark.phrase.shown}”"


def _pieces(name: str, question: Question) -> tuple[Piece, ...]:
    """The name cut where the characters of the question begin and end."""
    told = {seen for each in question.variants for seen, _ in each.grams if len(seen) > 1}
    hit = [False] * len(name)
    for place in range(len(name) - 1):
        if name[place : place + 2].lower() in told:
            hit[place] = hit[place + 1] = True
    pieces: list[Piece] = []
    for character, is_hit in zip(name, hit, strict=True):
        if pieces and pieces[-1].is_hit == is_hit:
            pieces[-1] = Piece(pieces[-1].text + character, is_hit)
        else:
            pieces.append(Piece(character, is_hit))
    return tuple(pieces)


def _meant(index: Index, question: Question) -> str:
    """The question with words that only sound like the catalogue's put right; empty when there are none."""
    text = words.plain(question.q)
    edges = words.edges(text)
    fixed, place = "", 0
    while place < len(text):
        word = _sounding_like(index, text, place, edges)
        fixed += word or text[place]
        place += len(word) or 1
    return fixed if fixed != text else ""


def _sounding_like(index: Index, text: str, place: int, edges: frozenset[int]) -> str:
    """The catalogue's word for what stands here, whole words only."""
    for length in (4, 3, 2):
        window = text[place : place + length]
        if not {place, place + length} <= edges or not words.all_han(window):
            continue
        word = index.spoken.get(words.sounds(window), "")
        if word and (word == window or not _is_said(index, window)):
            return word
    return ""


def _is_said(index: Index, window: str) -> bool:
    return any(pair in index.weights for pair in words.pairs(window))


def _suggestions(index: Index, question: Question) -> tuple[str, ...]:
    """Names that share at least something with the question, for somebody who found nothing."""
    places = index.candidates(_terms(question), 5) if question.variants else []
    return tuple(dict.fromkeys(index.entries[each].card.name for each in places))
