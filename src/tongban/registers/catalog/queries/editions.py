"""The whole catalogue as rows on any day (目录回溯), and what stands in the last edition of a list."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery

from tongban.registers.catalog.content import OnlineException, decode
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.catalog.kinds import ItemKind
from tongban.registers.catalog.lifecycle import ListState, Operation
from tongban.registers.catalog.models import HandlingOption, ImplementationList, ListVersion, OptionVersion

PAGE = 50
LARGEST_PAGE = 500
SECRET = "state_secret"  # noqa: S105 - a ground of the law, not a password


@dataclass(frozen=True, slots=True)
class ListRow:
    """A list on a day (清单一行): which edition stood, in which state, and why."""

    code: str
    basic_code: str
    name: str
    kind: ItemKind
    field: str
    level: int
    agency_key: str
    agency: str
    number: int
    operation: Operation
    state: ListState
    effective_on: date
    reason: str
    legal_source: str
    options: int
    is_local_feature: bool


@dataclass(frozen=True, slots=True)
class ListsPage:
    """A page of rows, and after which code the next one begins (empty at the end)."""

    rows: tuple[ListRow, ...]
    next: str


@dataclass(frozen=True, slots=True)
class LastEdition:
    """The last edition of a list, in force or still to come: what the next one follows."""

    pk: int
    number: int
    state: ListState
    effective_on: date


@dataclass(frozen=True, slots=True)
class Exceptions:
    """What is not online and why (不上网事项), and how many more are secret: those are only counted (R-015)."""

    rows: tuple[tuple[str, str, str, OnlineException], ...]
    secret: int


def as_of(
    on: date,
    *,
    after: str = "",
    size: int = PAGE,
    agency: str = "",
    states: Sequence[ListState] = (),
    kind: str = "",
    text: str = "",
) -> ListsPage:
    """The catalogue as it was on a day, over all operations (one statement a page); cancelled lists stay in it.

    `text` is a part of the name, or the beginning of the basic or of the list's code.
    """
    rows = _standing_on(on).filter(list__code__gt=after).order_by("list__code")
    if agency:
        rows = rows.filter(list__agency__key=agency)
    if states:
        rows = rows.filter(state__in=states)
    if kind:
        rows = rows.filter(list__basic__kind=kind)
    if text:
        named = Q(name__icontains=text) | Q(list__basic__name__icontains=text)
        rows = rows.filter(named | Q(list__basic__code__startswith=text) | Q(list__code__startswith=text))
    size = max(1, min(size, LARGEST_PAGE))
    found = [_row(each) for each in rows.annotate(count=Count("options"))[: size + 1]]
    return ListsPage(tuple(found[:size]), found[size - 1].code if len(found) > size else "")


def local_features(on: date) -> tuple[ListRow, ...]:
    """The public list 本地特色公共服务事项 on a day (one statement); plan 二(一)."""
    rows = _standing_on(on).filter(is_local_feature=True).exclude(state=ListState.CANCELLED)
    return tuple(_row(each) for each in rows.annotate(count=Count("options")).order_by("list__code"))


def last_edition(of: ImplementationList) -> LastEdition | None:
    """The last edition of a list, whether its day has come or not; None before the first."""
    row = of.versions.order_by("-number").first()
    return None if row is None else LastEdition(row.pk, row.number, ListState(row.state), row.effective_on)


def document_of(of: ImplementationList, *, note: VersionNote) -> ItemDocument:
    """The list as its authors write it, with the content of the last edition that has any (two statements)."""
    latest = (
        of.versions.filter(Exists(OptionVersion.objects.filter(edition=OuterRef("pk")))).order_by("-number").first()
    )
    assert latest is not None, "a list has an edition with content"
    return ItemDocument(
        basic_code=of.basic.code,
        name=latest.name or of.basic.name,
        kind=of.basic.kind,
        field=of.basic.field,
        agency=of.agency.key,
        level=of.level,
        version=note,
        options={
            each.option.code[-2:]: decode(each.content)
            for each in latest.options.select_related("option").order_by("option__code")
        },
        department_code=of.basic.code[4:6],
        is_local_feature=latest.is_local_feature,
    )


def offline_exceptions() -> Exceptions:
    """Every option that is not online, with ground, approver and day of review; secrets are only counted (R-015)."""
    secret = 0
    told = []
    rows = HandlingOption.objects.filter(_is_offline()).select_related("current", "list__agency").order_by("code")
    for each in rows:
        assert each.current is not None, "it is in force"
        found = decode(each.current.content).online_exception
        if found is not None and found.ground == SECRET:
            secret += 1
        elif found is not None:
            told.append((each.code, each.current.name, each.list.agency.short_name, found))
    return Exceptions(tuple(told), secret)


def _is_offline() -> Q:
    """Content that names an exception; the canonical JSON leaves out what is not said."""
    return Q(current__content__contains='"online_exception":{')


def _standing_on(on: date) -> QuerySet[Any, Any]:
    """For every list the edition that stood on the day."""
    stood = ListVersion.objects.filter(list_id=OuterRef("list_id"), effective_on__lte=on)
    newest = stood.order_by("-effective_on", "-number").values("pk")[:1]
    rows: QuerySet[Any, Any] = ListVersion.objects.filter(pk=Subquery(newest)).values(
        *("number", "operation", "state", "effective_on", "reason", "legal_source", "is_local_feature", "name"),
        *("list__code", "list__level", "list__agency__key"),
        code=F("list__basic__code"),
        basic_name=F("list__basic__name"),
        kind=F("list__basic__kind"),
        field=F("list__basic__field"),
        agency=F("list__agency__short_name"),
    )
    return rows


def _row(row: dict[str, Any]) -> ListRow:
    return ListRow(
        code=row["list__code"],
        basic_code=row["code"],
        name=row["name"] or row["basic_name"],
        kind=ItemKind(row["kind"]),
        field=row["field"],
        level=row["list__level"],
        agency_key=row["list__agency__key"],
        agency=row["agency"],
        number=row["number"],
        operation=Operation(row["operation"]),
        state=ListState(row["state"]),
        effective_on=row["effective_on"],
        reason=row["reason"],
        legal_source=row["legal_source"],
        options=row["count"],
        is_local_feature=row["is_local_feature"],
    )
