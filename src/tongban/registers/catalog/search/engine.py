"""The search of this process (站内搜索): one index per revision, rebuilt in the background while the old one serves."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from django.db import connection

from tongban.registers.catalog import queries
from tongban.registers.catalog.browsing import Filters, sift
from tongban.registers.catalog.snapshot import standing

from . import words
from .asking import Question, understood
from .codes import nearness
from .editorial import frequent_matters
from .index import Index, initial_grams
from .judging import Judged, order, ranked, weighed
from .misses import note_miss
from .noise import EMPTY
from .results import Hit, Piece, SearchResult

CANDIDATES, MOST_CANDIDATES = 100, 400
PAGE = 20
RELATIVE = 0.36
ENOUGH, SURE = 0.28, 0.55
MOST_GUESSES = 5
EXACT = 10.0
LONE, BY_SOUND, WEAK = 0.3, 0.6, 0.25


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

    def revision(self) -> int | None:
        """Of which revision the index is; a newer one is begun. None as long as nobody has searched here."""
        if self._standing is None:
            return None
        self.index()
        return self._standing.stamp[0]

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
    """All options in force, the synonyms, and what most people come for (four statements)."""
    frequent = frequent_matters() if standing() is None else []
    return Index(queries.current_guides(), queries.synonyms(), frequent)


_ENGINE = Engine()
_STANDBY = Engine(is_in_act=lambda: True)


def search(q: str, *, filters: Filters | None = None, page: int = 1, size: int = PAGE) -> SearchResult:
    """Find options in people's own words; best first, the same order every time; never raises for what is typed.

    Without words it is the catalogue itself, filtered. An empty result says so and suggests what there is; one that is
    unsure says so too. Both are noted for an editor.
    """
    result = _engine().search(q, filters=filters, page=page, size=size)
    if (result.is_empty or result.is_unsure) and page == 1 and filters in (None, Filters()):
        note_miss(q)
    return result


def look_up(q: str, *, size: int) -> tuple[Hit, ...]:
    """The same for words that somebody told the hotline: they are no search, and no editor reads what was not found."""
    return _engine().search(q, size=size).hits


def _engine() -> Engine:
    return _STANDBY if standing() is not None else _ENGINE


def revision() -> int | None:
    """The revision that this process searches; None as long as nobody has searched here."""
    return _ENGINE.revision()


def standing_index() -> Index:
    """The index that this process searches now, for whoever needs more of it than hits (智能问答)."""
    return _engine().index()


def preview(q: str, *, size: int = PAGE) -> SearchResult:
    """What the search finds now, for an editor who tries words out: nothing is noted as missed."""
    return _engine().search(q, filters=None, page=1, size=size)


def found(index: Index, q: str, filters: Filters, page: int, size: int) -> SearchResult:
    """Search one index."""
    question = understood(q, index.said, index.agencies)
    if q.strip():
        marks = _by_code(index, question) or _by_words(index, question, filters)
    else:
        marks = [Judged(each, 0.0, 0.0, None) for each in index.entries]
    is_unsure = _is_unsure(marks, question)
    marks = marks[:MOST_GUESSES] if is_unsure else marks
    sifted = sift([each.entry.card for each in marks], filters)
    fitting = [each for each in marks if filters.fits(each.entry.card)]
    start = (max(page, 1) - 1) * size
    return SearchResult(
        q=q,
        hits=tuple(_hit(each, question, is_unsure) for each in fitting[start : start + size]),
        total=len(fitting),
        counts=sifted.counts,
        did_you_mean=_meant(index, question),
        suggestions=() if fitting else _suggestions(index, question),
        is_unsure=is_unsure,
    )


def _by_code(index: Index, question: Question) -> list[Judged]:
    """Codes come first: the whole code, then what begins with it or holds it (办理项, 实施, 基本编码)."""
    if not question.code:
        return []
    near = ((entry, nearness(question.code, entry.card.option_code)) for entry in index.entries)
    return sorted((Judged(entry, EXACT * share, 1.0, None) for entry, share in near if share), key=order)


def _by_words(index: Index, question: Question, filters: Filters) -> list[Judged]:
    if not question.variants:
        return []
    has_filters = any(chosen for _, chosen in filters.chosen())
    readings = weighed(index, question)
    if question.is_only_agency:
        theirs = (each for each in index.entries if each.card.agency_key in question.agencies)
        return ranked(readings, question, islice(theirs, MOST_CANDIDATES), filters.fits)
    places = index.candidates(_terms(question), MOST_CANDIDATES if has_filters else CANDIDATES)
    marks = ranked(readings, question, [index.entries[each] for each in places], filters.fits)
    best = max((each.score for each in marks if filters.fits(each.entry.card)), default=0.0)
    return [each for each in marks if each.cover >= ENOUGH and each.score >= RELATIVE * best]


def _is_unsure(ranked: Sequence[Judged], question: Question) -> bool:
    """Does the best hit speak of too little of the question, or was something asked for that is not offered here?"""
    if not ranked or ranked[0].phrase is None or question.is_only_agency:
        return False
    best = ranked[0]
    is_absent = bool(question.absent) and question.absent not in best.entry.strong
    return is_absent or best.cover < SURE


def _terms(question: Question) -> list[tuple[str, str, float]]:
    """What to look up in the index, each term once with its greatest boost."""
    terms: dict[tuple[str, str], float] = {}

    def add(field: str, term: str, boost: float) -> None:
        terms[field, term] = max(terms.get((field, term), 0.0), boost)

    for variant in question.variants:
        for seen, heard in variant.grams:
            if len(seen) > 1:
                add("strong", seen, variant.trust)
                add("weak", seen, WEAK * variant.trust)
            elif seen:
                add("strong", seen, LONE * variant.trust)
            if heard:
                add("sound", heard, BY_SOUND * variant.trust)
        for run in variant.runs:
            for each in initial_grams(run):
                add("initials", each, 0.5 * len(each))
            for each in words.threes(words.typed_letters(run)):
                add("letters", each, 0.5)
    return [(field, term, boost) for (field, term), boost in sorted(terms.items())]


def _hit(mark: Judged, question: Question, is_unsure: bool) -> Hit:
    why = _why(mark, question)
    if is_unsure:
        why = f"不一定是您要的，{why}" if why else "不一定是您要的"
    return Hit(mark.entry.card, mark.score, why, _pieces(mark.entry.card.name, question))


def _why(mark: Judged, question: Question) -> str:
    if question.code and mark.phrase is None:
        return f"编码 {mark.entry.card.basic_code}"
    if mark.by_agency:
        return f"由{mark.entry.card.agency}办理"
    if mark.phrase is None:
        return ""
    if question.via and question.via not in mark.entry.card.name:
        return f"也叫“{question.via}”" if question.via in mark.entry.strong else f"按“{question.via}”找到"
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
    is_aligned = not words.latin_runs(text) and not question.agencies
    edges = words.edges(text)
    fixed, place = "", 0
    while place < len(text):
        said = question.misheard.get(place, "") if is_aligned else ""
        word = said if _is_better(index, text[place : place + len(said)], said) else ""
        word = word or _sounding_like(index, text, place, edges)
        fixed += word or text[place]
        place += len(word) or 1
    return fixed if fixed != text else ""


def _is_better(index: Index, window: str, said: str) -> bool:
    """Is this made of what the catalogue says, and what was typed is nowhere in it?"""
    is_ours = bool(said) and all(map(index.knows, words.pairs(said)))
    return is_ours and not any(window in each.strong for each in index.entries)


def _sounding_like(index: Index, text: str, place: int, edges: frozenset[int]) -> str:
    """The catalogue's word for what stands here, whole words only."""
    for length in (4, 3, 2):
        window = text[place : place + length]
        if not {place, place + length} <= edges or not words.all_han(window):
            continue
        word = index.spoken.get(words.sounds(window), "")
        if word and (word == window or not _is_said(index, window)) and (length > 2 or _is_alike(word, window)):
            return word
    return ""


def _is_alike(word: str, window: str) -> bool:
    """Two short words must sound exactly alike: «火箭» is no slip for «获奖»."""
    return words.syllables(word) == words.syllables(window)


def _is_said(index: Index, window: str) -> bool:
    return any(pair in index.weights for pair in words.pairs(window))


def _suggestions(index: Index, question: Question) -> tuple[str, ...]:
    """Names that share at least a pair of characters with the question, for somebody who found nothing."""
    told = {seen for each in question.variants for seen, _ in each.grams if len(seen) > 1 and seen not in EMPTY}
    places = index.candidates(_terms(question), MOST_GUESSES) if told else []
    near = (index.entries[each] for each in places)
    return tuple(dict.fromkeys(each.card.name for each in near if any(pair in each.strong for pair in told)))
