"""Reading the catalogue (读取办事指南): at most two statements for a cold guide, none for a warm one.

What was published never changes, so an option is decoded once per process. Which version is in force, and agencies
and places, are looked at again when the revision has moved (asked at most once a second) or after a minute. While the
database does not answer, the same questions are put to a snapshot on disk (`snapshot.standing_on`).
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from threading import RLock
from typing import Any

from django.db.models import F, OuterRef, QuerySet, Subquery, Sum

from tongban.foundation.kernel.errors import NotFound
from tongban.registers.agencies.models import Venue
from tongban.registers.agencies.rules import VenueLevel
from tongban.registers.catalog.browsing import Browsed, Filters, sift
from tongban.registers.catalog.content import Option, decode
from tongban.registers.catalog.guides import Card, Guide, Place, card
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.lifecycle import ListState
from tongban.registers.catalog.models import HandlingOption, ListVersion, Miss, OptionVersion, Revision, Synonym
from tongban.registers.catalog.snapshot import Contents, Said, Snapshot, standing
from tongban.registers.catalog.standing import Cancelled, Ending

from .endings import ending_of

KEPT = 1024
RECHECK_SECONDS = 1.0
FRESH_SECONDS = 60.0
VENUE_GROUPS = {
    "city-center": VenueLevel.CITY,
    "town-centers": VenueLevel.TOWN,
    "stations": VenueLevel.VILLAGE,
}


class Shelf:
    """What this process knows of the catalogue (指南缓存); safe between threads. Tests give their own clock."""

    def __init__(self, tick: Callable[[], float] = time.monotonic) -> None:
        self._tick = tick
        self._lock = RLock()
        self._forgotten = 0
        self.clear()

    def clear(self) -> None:
        with self._lock:
            self._revision = -1
            self._checked = self._filled = -FRESH_SECONDS
            self._guides: OrderedDict[int, Guide] = OrderedDict()
            self._in_force: dict[str, int] = {}
            self._places: dict[str, tuple[Place, ...]] | None = None
            self._cards: tuple[Card, ...] | None = None

    def guide(self, option_code: str) -> Guide:
        """The guide in force; `Cancelled` once it is out, `NotFound` when it never was."""
        return _there(self.look_up(option_code))

    def look_up(self, option_code: str, on: date | None = None) -> Guide | Ending | None:
        """The guide in force, now or on a day; what is to be said of it when it is out; None when it never was."""
        if on is not None:
            return self.guide_as_of(option_code, on) or ending_of(option_code, on=on)
        with self._lock:
            known = self._in_force.get(option_code, 0)
            if self._is_fresh() and known in self._guides:
                return self._known(known)
            rows = _rows().filter(pk=Subquery(HandlingOption.objects.filter(code=option_code).values("current_id")[:1]))
            return self._take(rows, option_code) or ending_of(option_code)

    def guide_of(self, option_version_id: int) -> Guide:
        with self._lock:
            if self._is_fresh() and option_version_id in self._guides:
                return self._known(option_version_id)
            return _there(self._take(_rows().filter(pk=option_version_id)))

    def guide_as_of(self, option_code: str, on: date) -> Guide | None:
        with self._lock:
            return self._take(_rows().filter(option__code=option_code, edition_id=Subquery(_edition_on(on))))

    def cards(self) -> tuple[Card, ...]:
        with self._lock:
            self._recheck()
            if self._cards is None:
                self._cards = tuple(card(each) for each in self.all_guides())
            return self._cards

    def all_guides(self) -> Iterator[Guide]:
        """Every option in force, by code: two statements, whatever their number."""
        rows = _rows().filter(pk=F("option__current_id")).order_by("option__code")
        places = self._all_places()
        return (_guide(row, places) for row in rows)

    def guides_on(self, on: date) -> Iterator[Guide]:
        """Every option as it stood on a day, by code: two statements, whatever their number."""
        rows = _rows().filter(edition_id=Subquery(_edition_on(on))).order_by("option__code")
        places = self._all_places()
        return (_guide(row, places) for row in rows)

    def revision(self) -> int:
        with self._lock:
            self._recheck()
            return self._revision

    def stamp(self) -> tuple[int, int]:
        with self._lock:
            self._recheck()
            return self._revision, self._forgotten

    def said(self) -> Said:
        return tuple(Synonym.objects.order_by("said").values_list("said", "meant"))

    def places(self, key: str) -> tuple[Place, ...]:
        with self._lock:
            self._recheck()
            return self._all_places().get(VENUE_GROUPS.get(key, key), ())

    def contents(self) -> tuple[Contents, int]:
        """Everything anew, for the snapshot, and the revision that it is of (five statements)."""
        with self._lock:
            self.forget()
            revision = self.revision()
            guides = tuple(self.all_guides())
            return Contents(guides, self._all_places() | self._groups(), self.said()), revision

    def _groups(self) -> dict[str, tuple[Place, ...]]:
        return {key: self._all_places().get(level, ()) for key, level in VENUE_GROUPS.items()}

    def forget(self) -> None:
        with self._lock:
            self._forgotten += 1
            self.clear()

    def _known(self, option_version_id: int) -> Guide:
        self._guides.move_to_end(option_version_id)
        return self._guides[option_version_id]

    def _take(self, rows: QuerySet[Any, Any], option_code: str = "") -> Guide | None:
        row = rows.first()
        if row is None:
            return None
        self._seen(row["revision"] or 0)
        found = _guide(row, self._all_places())
        self._guides[found.option_version_id] = found
        if option_code:
            self._in_force[option_code] = found.option_version_id
        while len(self._guides) > KEPT:
            self._guides.popitem(last=False)
        return found

    def _is_fresh(self) -> bool:
        return self._tick() - self._checked < RECHECK_SECONDS and self._tick() - self._filled < FRESH_SECONDS

    def _recheck(self) -> None:
        if not self._is_fresh():
            self._seen(Revision.objects.values_list("number", flat=True).first() or 0)

    def _seen(self, revision: int) -> None:
        """The revision as of now: when it moved, or a minute went by, everything is asked for again."""
        now = self._tick()
        if revision != self._revision or now - self._filled >= FRESH_SECONDS:
            self.clear()
            self._revision, self._filled = revision, now
        self._checked = now

    def _all_places(self) -> dict[str, tuple[Place, ...]]:
        if self._places is None:
            self._places = places_by_key()
        return self._places


_SHELF = Shelf()


def _shelf() -> Shelf | Snapshot:
    return standing() or _SHELF


def guide(option_code: str, *, on: date | None = None) -> Guide:
    """The guide in force now, or as it was on a day; raises `NotFound`, and `Cancelled` for one that is out.

    Read as often as you like: a warm guide costs no statement (R-029: one source for every channel).
    """
    if (kept := standing()) is not None:
        return kept.guide(option_code) if on is None else kept.guide_as_of(option_code, on)
    return _there(_SHELF.look_up(option_code, on))


def guide_or_ending(option_code: str) -> Guide | Ending:
    """The guide in force, or what is to be told at its address when the option is out (R-022); raises `NotFound`."""
    if (kept := standing()) is not None:
        return kept.guide(option_code)
    found = _SHELF.look_up(option_code)
    return found if isinstance(found, Ending) else _there(found)


def guide_in_force(option_code: str) -> Guide | None:
    """The guide in force now, or None: for pages that tell what became of a matter."""
    try:
        return guide(option_code)
    except NotFound:
        return None


def guide_of(option_version_id: int) -> Guide:
    """The guide of a pinned version: a running case keeps the one that it was received under (R-026)."""
    return _shelf().guide_of(option_version_id)


def current_guides() -> Iterator[Guide]:
    """All guides in force, by code; not kept in memory."""
    return _shelf().all_guides()


def guides_on(on: date) -> Iterator[Guide]:
    """All guides as they stood on a day, suspended ones too, by code; not kept in memory."""
    return _SHELF.guides_on(on)


def cards() -> tuple[Card, ...]:
    """All options in force as cards, by code; kept until the next revision."""
    return _shelf().cards()


def browse(filters: Filters) -> Browsed:
    """The options that fit, with counts for every other choice (办事目录)."""
    return sift(cards(), filters)


def count_editions(*, since: date) -> int:
    """How many editions of lists were published from this day on (清单更新次数)."""
    return ListVersion.objects.filter(published_at__date__gte=since).count()


def count_misses(*, since: date) -> int:
    """How many searches found nothing from this day on (零结果查询次数)."""
    return Miss.objects.filter(on__gte=since).aggregate(times=Sum("times"))["times"] or 0


def revision() -> int:
    """The revision that this process serves (R-096), asked of the database at most once a second."""
    return _shelf().revision()


def forget() -> None:
    """Drop what this process remembers, so that the next read asks the database."""
    _SHELF.forget()


def synonyms() -> Said:
    """What people say and what the catalogue says for it."""
    return _shelf().said()


def places_at(key: str) -> tuple[Place, ...]:
    """The places of this key or group (city-center, town-centers, stations)."""
    return _shelf().places(key)


def contents() -> tuple[Contents, int]:
    """The whole catalogue for the snapshot, and its revision."""
    return _SHELF.contents()


def stamp() -> tuple[int, int]:
    """Two equal stamps, same catalogue: the revision, and how often this process was told to forget."""
    return _shelf().stamp()


def _there(found: Guide | Ending | None) -> Guide:
    if isinstance(found, Ending):
        raise Cancelled(found)
    if found is None:
        raise NotFound("没有找到这个事项，可能还没有生效。请核对编码，或者搜索事项名称。")
    return found


def _edition_on(on: date) -> QuerySet[Any, Any]:
    """The edition of an option's list that stood on a day."""
    rows = ListVersion.objects.filter(list_id=OuterRef("option__list_id"), effective_on__lte=on)
    return rows.order_by("-effective_on", "-number").values("pk")[:1]


def _rows() -> QuerySet[Any, Any]:
    return OptionVersion.objects.annotate(revision=Subquery(Revision.objects.values("number")[:1])).values(
        "id",
        "content",
        "content_hash",
        "effective_on",
        "revision",
        "option__code",
        "edition__number",
        "edition__reason",
        "edition__legal_source",
        "edition__state",
        "edition__until_on",
        "option__list__code",
        "option__list__level",
        "option__list__basic__code",
        "option__list__basic__name",
        "option__list__basic__kind",
        "option__list__basic__field",
        "option__list__agency__id",
        "option__list__agency__key",
        "option__list__agency__name",
        "option__list__agency__short_name",
        "option__list__agency__nicknames",
        "option__list__agency__phone",
        "option__list__agency__complaint_phone",
    )


def _guide(row: dict[str, Any], places: dict[str, tuple[Place, ...]]) -> Guide:
    of_list, of_agency = "option__list__", "option__list__agency__"
    option: Option = decode(row["content"])
    return Guide(
        option_code=row["option__code"],
        implementation_code=row[f"{of_list}code"],
        basic_code=row[f"{of_list}basic__code"],
        item_name=row[f"{of_list}basic__name"],
        kind=ItemKind(row[f"{of_list}basic__kind"]),
        field=row[f"{of_list}basic__field"],
        level=row[f"{of_list}level"],
        agency_id=row[f"{of_agency}id"],
        agency_key=row[f"{of_agency}key"],
        agency_name=row[f"{of_agency}name"],
        agency_short_name=row[f"{of_agency}short_name"],
        agency_nicknames=tuple(row[f"{of_agency}nicknames"]),
        agency_phone=row[f"{of_agency}phone"],
        agency_complaint_phone=row[f"{of_agency}complaint_phone"],
        places=resolved(option.venues, places),
        option_version_id=row["id"],
        version=row["edition__number"],
        effective_on=row["effective_on"],
        reason=row["edition__reason"],
        legal_source=row["edition__legal_source"],
        content_hash=row["content_hash"],
        option=option,
        state=ListState(row["edition__state"]),
        until_on=row["edition__until_on"],
    )


def resolved(keys: Sequence[str], places: dict[str, tuple[Place, ...]]) -> tuple[Place, ...]:
    """The places in the order of the keys, each once; a key names a place or one of the three groups."""
    found = (place for key in keys for place in places.get(key) or places.get(VENUE_GROUPS.get(key, ""), ()))
    return tuple(OrderedDict((place.key, place) for place in found).values())


def places_by_key() -> dict[str, tuple[Place, ...]]:
    """Every active place by its key, and by its level."""
    found: dict[str, tuple[Place, ...]] = {}
    for venue in Venue.objects.filter(is_active=True).order_by("id"):
        place = _place(venue)
        found[venue.key] = (place,)
        found[venue.level] = (*found.get(venue.level, ()), place)
    return found


def _place(venue: Venue) -> Place:
    return Place(
        key=venue.key,
        name=venue.name,
        level=venue.level,
        address=venue.address,
        hours=venue.hours,
        phone=venue.phone,
        latitude=float(venue.latitude) if venue.latitude is not None else None,
        longitude=float(venue.longitude) if venue.longitude is not None else None,
    )
