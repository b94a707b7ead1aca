"""Reading published editions (清单版次): public for everybody; what was published never changes, so it is kept."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

import msgspec
from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.queries import stamp
from tongban.registers.lists.models import Edition
from tongban.registers.lists.rules.comparing import Diff, compare
from tongban.registers.lists.rules.editions import EditionName, name_from, public_path
from tongban.registers.lists.rules.kinds import KINDS, Kind, kind_of
from tongban.registers.lists.rules.rows import Row, codes_in

from .institutions import institutions

KEPT = 64
LARGEST_YEAR = 9999
IMPLEMENTATION_LENGTH = 31
BASIC_LENGTH = 12


@dataclass(frozen=True, slots=True)
class Head:
    """An edition without its rows (版次): number, date, hash, whose it is, and how many rows it has."""

    pk: int
    kind: Kind
    name: EditionName
    institution: str
    agency: str
    dated_on: date
    published_at: datetime
    row_count: int
    withheld: int
    content_hash: str
    notice_id: int
    notice_number: str
    verification_code: str
    previous: int | None

    @property
    def slug(self) -> str:
        return self.name.slug

    @property
    def label(self) -> str:
        return self.name.label

    @property
    def path(self) -> str:
        """The path of its public page."""
        return public_path(self.kind.code, self.name)


@dataclass(frozen=True, slots=True)
class View:
    """An edition with its rows (清单)."""

    head: Head
    source: str
    rows: tuple[Row, ...]
    codes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one list stands (公布情况): its current edition, or none and by how many days the plan's date has passed."""

    kind: Kind
    institution_key: str
    institution: str
    head: Head | None
    days_over: int


class Shelf:
    """The rows of editions read in this process, the least used ones leave; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._kept: OrderedDict[tuple[int, str], tuple[str, tuple[Row, ...], frozenset[str]]] = OrderedDict()

    def get(self, pk: int, digest: str) -> tuple[str, tuple[Row, ...], frozenset[str]]:
        """Source, rows and codes of this very content."""
        with self._lock:
            found = self._kept.get((pk, digest))
            if found is not None:
                self._kept.move_to_end((pk, digest))
                return found
        plain: dict[str, Any] = msgspec.json.decode(Edition.objects.values_list("content", flat=True).get(pk=pk))
        rows: tuple[Row, ...] = tuple(plain["rows"])
        found = (plain["source"], rows, codes_in(rows))
        with self._lock:
            self._kept[pk, digest] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found


_SHELF = Shelf()


def current(kind_code: str, *, institution: str = "", on: date | None = None) -> Head | None:
    """The edition in force now, or on a day; none before the first."""
    found = _heads(kind_of(kind_code), institution)
    if on is not None:
        found = found.filter(dated_on__lte=on)
    row = found.first()
    return _head(row) if row is not None else None


def edition(kind_code: str, slug: str) -> Head:
    """The edition of a kind by its name, such as 2026-1 or 2026-1-xiongguan; `NotFound` in words."""
    kind, name = kind_of(kind_code), name_from(slug)
    row = None
    if name is not None and name.year <= LARGEST_YEAR:
        row = _heads(kind, name.institution).filter(year=name.year, number=name.number).first()
    if row is None:
        raise NotFound("没有这一版清单。请从这份清单的历次版本里选。")
    return _head(row)


def history(kind_code: str, *, institution: str = "") -> list[Head]:
    """All editions of a list, newest first."""
    return [_head(row) for row in _heads(kind_of(kind_code), institution)]


def overview(*, on: date) -> list[Standing]:
    """Every list that the plan asks for with its current edition, in the order of the plan's table."""
    latest: dict[tuple[str, int | None], Head] = {}
    rows = _all().order_by("kind", "institution_id", "-dated_on", "-pk").distinct("kind", "institution_id")
    for row in rows:
        latest[row.kind, row.institution_id] = _head(row)
    bodies = institutions()
    found = []
    for kind in KINDS.values():
        for body in bodies if kind.is_per_institution else (None,):
            head = latest.get((kind.code, body.pk if body else None))
            over = (on - kind.due_on).days if head is None and kind.due_on is not None else 0
            found.append(
                Standing(kind, body.key if body else "", body.name if body else "", head, days_over=max(0, over))
            )
    return found


def rows_of(head: Head) -> View:
    """An edition with its rows; from memory if this process has read it before."""
    source, rows, codes = _SHELF.get(head.pk, head.content_hash)
    return View(head, source, rows, codes)


def changes(head: Head, *, since: Head | None = None) -> Diff:
    """What this edition changed since another one of the same list, by default the one before."""
    if since is None and head.previous is not None:
        since = _head(_all().get(pk=head.previous))
    before = rows_of(since).rows if since is not None else ()
    return compare(
        head.kind,
        before,
        rows_of(head).rows,
        withheld_before=since.withheld if since is not None else 0,
        withheld_after=head.withheld,
    )


def codes_on(kind_code: str, on: date) -> frozenset[str] | None:
    """Everything that stands on the city's list on a day; none while there is no edition.

    No statement while the catalogue's revision is the same: a publication of a list moves it.
    """
    row = _row_on(kind_code, on, stamp())
    return _SHELF.get(*row)[2] if row is not None else None


@lru_cache(maxsize=64)
def _row_on(kind_code: str, on: date, _: tuple[int, int]) -> tuple[int, str] | None:
    return (
        Edition.objects.filter(kind=kind_code, institution=None, dated_on__lte=on)
        .order_by("-dated_on", "-pk")
        .values_list("pk", "content_hash")
        .first()
    )


def rows_everywhere(kind_code: str, on: date) -> tuple[Row, ...]:
    """The rows of every institution's own list that stood on a day (one statement, and one for a cold edition)."""
    heads = (
        Edition.objects.filter(kind=kind_code, institution__isnull=False, dated_on__lte=on)
        .order_by("institution_id", "-dated_on", "-pk")
        .distinct("institution_id")
        .values_list("pk", "content_hash")
    )
    return tuple(row for head in heads for row in _SHELF.get(*head)[1])


def is_listed(kind_code: str, option_code: str, on: date) -> bool:
    """Does an option, or the item that it belongs to, stand on the list on this day?"""
    codes = codes_on(kind_code, on)
    return codes is not None and _stands(option_code, codes)


def row_on(kind_code: str, option_code: str, on: date) -> Row | None:
    """What the city's list says of an option on a day; None where it does not stand on it, or while there is no list.

    No statement while the catalogue's revision is the same.
    """
    return next((each for each in rows_on(kind_code, on) if option_code in codes_in([each])), None)


def rows_on(kind_code: str, on: date) -> tuple[Row, ...]:
    """All rows of the city's list on a day, none while there is no list; no statement, as above."""
    row = _row_on(kind_code, on, stamp())
    return _SHELF.get(*row)[1] if row is not None else ()


def allows_permit(option_code: str, on: date) -> bool:
    """May applications for this permit be accepted on this day (清单之外不得许可)? All may while there is no list."""
    codes = codes_on("permit", on)
    return codes is None or _stands(option_code, codes)


def allows_promise(option_code: str, on: date) -> bool:
    """May applicants promise for this option on this day (告知承诺制实施清单)? All may while there is no list."""
    codes = codes_on("commitment", on)
    return codes is None or _stands(option_code, codes)


def keeps_windows(on: date) -> frozenset[str]:
    """What keeps its windows on a day (线下保留事项清单), as the quality gate reads it: basic code, or with number."""
    codes = codes_on("offline_protected", on) or frozenset()
    return frozenset(
        _basic(code) + (f"-{code[IMPLEMENTATION_LENGTH:]}" if len(code) > IMPLEMENTATION_LENGTH else "")
        for code in codes
        if len(code) >= IMPLEMENTATION_LENGTH
    )


def _basic(code: str) -> str:
    return code[IMPLEMENTATION_LENGTH - BASIC_LENGTH : IMPLEMENTATION_LENGTH]


def may_see(_: Actor, __: str) -> bool:
    """Everybody may read what belongs to a published list: its files and its notice."""
    return True


def _stands(option_code: str, codes: frozenset[str]) -> bool:
    return option_code in codes or option_code[:IMPLEMENTATION_LENGTH] in codes


def _all() -> QuerySet[Edition]:
    return Edition.objects.defer("content").select_related("institution", "agency", "notice")


def _heads(kind: Kind, institution: str) -> QuerySet[Edition]:
    """The editions of one list, newest first; `NotFound` for an institution that publishes none of this kind."""
    if kind.is_per_institution and not Agency.objects.filter(key=institution).exists():
        raise NotFound("这种清单由各政务服务机构分别公布，请选一个机构。")
    if institution and not kind.is_per_institution:
        raise NotFound("这种清单全市只有一份，请从清单公示页重新进入。")
    found = _all().filter(kind=kind.code)
    owned = found.filter(institution__key=institution) if institution else found.filter(institution=None)
    return owned.order_by("-dated_on", "-pk")


def _head(row: Edition) -> Head:
    return Head(
        pk=row.pk,
        kind=KINDS[row.kind],
        name=row.name,
        institution=row.institution.name if row.institution else "",
        agency=row.agency.name,
        dated_on=row.dated_on,
        published_at=row.published_at,
        row_count=row.row_count,
        withheld=row.withheld,
        content_hash=row.content_hash,
        notice_id=row.notice_id,
        notice_number=row.notice.number,
        verification_code=row.notice.verification_code,
        previous=row.previous_id,
    )
