"""Reading the register of files and its alerts (法规变动哨兵): who quotes what, what is repealed, what is overdue."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import current_guides

from .models import Norm, NormAlert, NormReview
from .rules.citations import Citation, citations, clauses
from .rules.cleanup import ReviewStatus
from .rules.states import UNANSWERED, ChangeKind, Standing, Status
from .rules.titles import ByTitle, Level, normal

PAGE = 50
SEES_ALL = frozenset({Role.CATALOG_REVIEWER, Role.SUPERVISOR, Role.SYSTEM})
CLAUSE = "实施方案 五(四)"


@dataclass(frozen=True, slots=True)
class NormRow:
    """A file in the list of files (文件), with how often it is quoted by the lists in force."""

    pk: int
    title: str
    number: str
    issuing_body: str
    level: str
    status: str
    in_force_since: date | None
    repealed_on: date | None
    replaced_by: str
    is_sample: bool
    lists: int
    clauses: int


@dataclass(frozen=True, slots=True)
class AlertRow:
    """An alert in a list of alerts (提醒)."""

    pk: int
    norm: str
    change: str
    changed_on: date
    item: str
    list_code: str
    agency: str
    status: str
    due_on: date
    is_overdue: bool
    clauses: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class Unsupported:
    """An option in force all of whose legal bases are repealed (只剩废止依据); `due_on`: by when that is answered."""

    option_code: str
    option_name: str
    agency: str
    laws: tuple[str, ...]
    due_on: date | None

    def is_overdue(self, on: date) -> bool:
        return self.due_on is None or self.due_on < on


def visible_to(actor: Actor) -> QuerySet[NormAlert]:
    """The alerts that this actor may see: reviewers and supervisors all, editors those of their own body."""
    rows = NormAlert.objects.select_related("change__norm", "list__basic", "agency")
    if actor.roles & SEES_ALL:
        return rows
    if Role.CATALOG_EDITOR in actor.roles and actor.agency_id is not None:
        return rows.filter(agency_id=actor.agency_id)
    return rows.none()


def citing(norm: Norm) -> list[Citation]:
    """Every clause of the lists in force that quotes this file, by code of the option."""
    keys = _keys(norm)
    return [each for each in citations(current_guides()) if each.clause.title in keys]


def unregistered() -> list[str]:
    """Titles that lists in force quote and the register does not know, for a keeper to add."""
    known = {key for norm in Norm.objects.all() for key in _keys(norm)}
    cited = {each.clause.title: each.clause.law for each in citations(current_guides())}
    return sorted(law for title, law in cited.items() if title not in known)


def norms(*, words: str = "", status: str = "", after: int = 0, most: int = PAGE) -> Sequence[NormRow]:
    """The register, a page at a time by key, filtered by words of the title and by status."""
    rows = Norm.objects.select_related("replaced_by").filter(pk__gt=after).order_by("pk")
    if words.strip():
        rows = rows.filter(Q(title__icontains=words.strip()) | Q(number__icontains=words.strip()))
    if status in set(Standing):
        rows = rows.filter(status=status)
    quoted: dict[str, list[Citation]] = {}
    for each in citations(current_guides()):
        quoted.setdefault(each.clause.title, []).append(each)
    return [norm_row(row, [each for key in _keys(row) for each in quoted.get(key, ())]) for row in rows[:most]]


def alerts(
    actor: Actor, *, on: date, status: str = "", only_overdue: bool = False, after: int = 0, most: int = PAGE
) -> Sequence[AlertRow]:
    """Alerts that the actor may see, oldest first, a page at a time."""
    rows = visible_to(actor).filter(pk__gt=after).order_by("pk")
    if status in set(Status):
        rows = rows.filter(status=status)
    if only_overdue:
        rows = rows.filter(status__in=[each.value for each in UNANSWERED], due_on__lt=on)
    return [alert_row(each, on) for each in rows[:most]]


def repealed(on: date) -> ByTitle:
    """Files that do not apply any more on a day, found however a title is written: title → what replaced it, or ""."""
    rows = Norm.objects.filter(status=Standing.REPEALED, repealed_on__lte=on).select_related("replaced_by")
    return ByTitle(
        {title: row.replaced_by.title if row.replaced_by else "" for row in rows for title in (row.title, *row.aliases)}
    )


def unsupported(on: date) -> list[Unsupported]:
    """Options in force whose every legal basis is repealed on that day, with the last day for an answer."""
    gone = repealed(on)
    if not gone:
        return []
    found = [guide for guide in current_guides() if stands_on_nothing(guide, gone)]
    due = _due_days({guide.implementation_code for guide in found})
    return [
        Unsupported(
            option_code=guide.option_code,
            option_name=guide.name,
            agency=guide.agency_short_name,
            laws=tuple(each.law for each in guide.option.legal_basis),
            due_on=due.get(guide.implementation_code),
        )
        for guide in found
    ]


def findings(on: date) -> list[Finding]:
    """What the quality gate must stop: an option kept in force on repealed bases alone, past the deadline (R-194)."""
    return [
        Finding(
            code="only_repealed_basis",
            severity=Severity.ERROR,
            pointer=f"/options/{each.option_code[-2:]}/legal_basis",
            message=f"“{each.option_name}”的设定依据全部已经废止，处理期限也过了。请改用现行依据，或者取消这个办理项。",
            clause=CLAUSE,
            option_code=each.option_code,
            source="norms",
        )
        for each in unsupported(on)
        if each.is_overdue(on)
    ]


def stands_on_nothing(guide: Guide, gone: ByTitle) -> bool:
    """Has it legal bases, and is every one of them repealed?"""
    bases = [each for each in clauses(guide.option) if each.is_legal_basis and not each.pointer.endswith("/gist")]
    return bool(bases) and all(each.law in gone for each in bases)


def _keys(norm: Norm) -> set[str]:
    return {norm.key, *(normal(each) for each in norm.aliases)}


def _due_days(list_codes: Iterable[str]) -> dict[str, date]:
    """The last day for an answer to a repeal, list by list: the latest, if several files were repealed."""
    rows = NormAlert.objects.filter(list__code__in=list(list_codes), change__kind=ChangeKind.REPEAL)
    return dict(rows.order_by("due_on").values_list("list__code", "due_on"))


def own_files() -> list[tuple[Norm, Agency]]:
    """The city's own files in force that wait for no review, each with the body that answers for it (three statements).

    Its own is what some body of the city issued: the longest name that stands in 发文机关 counts.
    """
    bodies = sorted(Agency.objects.all(), key=lambda each: -len(each.name))
    rows = Norm.objects.filter(level__in=[Level.NORMATIVE, Level.RULE]).exclude(status=Standing.REPEALED)
    waiting = NormReview.objects.filter(ended_at__isnull=True).values("norm")
    found = []
    for norm in rows.exclude(issuing_body="").exclude(pk__in=waiting).order_by("pk"):
        names = norm.issuing_body
        body = next((each for each in bodies if each.name in names or each.short_name in names), None)
        if body is not None:
            found.append((norm, body))
    return found


def visible_reviews(actor: Actor) -> QuerySet[NormReview]:
    """Reviews of own files: reviewers and supervisors see all, editors those of their own body."""
    rows = NormReview.objects.exclude(status=ReviewStatus.WRITTEN).select_related("norm", "agency")
    if actor.roles & SEES_ALL:
        return rows
    if Role.CATALOG_EDITOR in actor.roles and actor.agency_id is not None:
        return rows.filter(agency_id=actor.agency_id)
    return rows.none()


def review_for(actor: Actor, pk: int) -> NormReview:
    """One review; `NotFound` whether it exists or not."""
    found = visible_reviews(actor).filter(pk=pk).first()
    if found is None:
        raise NotFound("没有找到这个清理任务，或者它不由您的部门处理。")
    return found


def reviews(
    actor: Actor, *, on: date, status: str = "", only_overdue: bool = False, before: int = 0, most: int = PAGE
) -> Sequence[NormReview]:
    """A page of reviews, the newest first (one statement)."""
    rows = visible_reviews(actor).order_by("-pk")
    if status in set(ReviewStatus):
        rows = rows.filter(status=status)
    if only_overdue:
        rows = rows.filter(status=ReviewStatus.OPEN, due_on__lt=on)
    return list((rows.filter(pk__lt=before) if before else rows)[:most])


def norm_row(row: Norm, quoted: Sequence[Citation]) -> NormRow:
    """A file with what quotes it."""
    return NormRow(
        pk=row.pk,
        title=row.title,
        number=row.number,
        issuing_body=row.issuing_body,
        level=Level(row.level).label,
        status=Standing(row.status).label,
        in_force_since=row.in_force_since,
        repealed_on=row.repealed_on,
        replaced_by=row.replaced_by.title if row.replaced_by else "",
        is_sample=row.is_sample,
        lists=len({each.implementation_code for each in quoted}),
        clauses=len(quoted),
    )


def alert_row(row: NormAlert, on: date) -> AlertRow:
    """An alert that was fetched through `visible_to`, in words."""
    return AlertRow(
        pk=row.pk,
        norm=row.change.norm.title,
        change=ChangeKind(row.change.kind).label,
        changed_on=row.change.on,
        item=row.list.basic.name,
        list_code=row.list.code,
        agency=row.agency.short_name,
        status=Status(row.status).label,
        due_on=row.due_on,
        is_overdue=row.status in UNANSWERED and row.due_on < on,
        clauses=tuple(f"{each['option']}·{each['where']}{each['article']}" for each in row.clauses),
        words=row.words,
    )
