"""What publishing a list would do (变更影响沙盘): shown before anybody presses the button; R-026."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.registers.agencies.queries import venues_for
from tongban.registers.catalog.content import Option, decode
from tongban.registers.catalog.impact import TOUCHES, Affected, Change, Direction, Expected, expected, impact
from tongban.registers.catalog.impact.workload import MONTHS
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.lifecycle import KEEPS_CONTENT, Operation
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.states import OPEN, Origin, Status

_WHOLE = {
    Operation.SUSPEND: (Change(Direction.REMOVED, "申请人", "暂停办理，恢复以前不能提交申请", is_burden=True),),
    Operation.RESUME: (Change(Direction.ADDED, "申请人", "恢复办理，又可以提交申请"),),
    Operation.CANCEL: (Change(Direction.REMOVED, "申请人", "取消，不能再提交申请", is_burden=True),),
}
"""What an operation does to every option, whatever the list says."""


@dataclass(frozen=True, slots=True)
class OptionImpact:
    """One option of the list: what changes for whom; `code` is empty for one that is new."""

    code: str
    name: str
    changes: tuple[Change, ...]

    @property
    def burdens(self) -> tuple[Change, ...]:
        """What asks more of people than before: to be looked at twice."""
        return tuple(each for each in self.changes if each.is_burden)


@dataclass(frozen=True, slots=True)
class TouchedKind:
    """One kind of thing that hangs on the list: how many, and what happens to them."""

    kind: str
    label: str
    count: int
    what_happens: str


@dataclass(frozen=True, slots=True)
class Pending:
    """Another draft of the same matter that is still being made (在编文稿、待导入文稿)."""

    pk: int
    name: str
    origin: str
    status: str
    agency: str


@dataclass(frozen=True, slots=True)
class PublicationImpact:
    """Everything that publishing this list touches (影响一览). `is_new`: nothing of it is in force yet.

    `codes` are the options in force that change, or end: what is counted in `touched` hangs on them.
    """

    is_new: bool
    edition: int
    options: tuple[OptionImpact, ...]
    codes: tuple[str, ...]
    touched: tuple[TouchedKind, ...]
    places: tuple[str, ...]
    kiosk_options: int
    pending: tuple[Pending, ...]
    expected: Expected | None

    @property
    def printed_words(self) -> str:
        """Printed guides are not counted by the house: it names the places where copies of the old one may lie."""
        if self.is_new or not self.places:
            return ""
        return f"第{self.edition}版的纸质指南可能还放在{len(self.places)}个场所，发布当天要换下来"


def impact_of(draft: ListDraft, item: ItemDocument, *, at: datetime) -> PublicationImpact:
    """What publishing this draft would do, as of now: also what it suspends or ends without changing a word of it."""
    ending = draft.ancestors if draft.ends_ancestors else ()
    return publication_impact(item, at=at, draft=draft.pk, operation=Operation(draft.operation), ending=ending)


def publication_impact(
    item: ItemDocument,
    *,
    at: datetime,
    draft: int | None = None,
    operation: Operation = Operation.CHANGE,
    ending: Collection[str] = (),
) -> PublicationImpact:
    """What publishing this list would do, as of now; `draft` is the one that is looked at, not counted as pending.

    `ending` names the lists that end with it (拆分、合并).
    """
    rows = HandlingOption.objects.filter(
        list__basic__code=item.basic_code, list__agency__key=item.agency, current__isnull=False
    ).select_related("current__edition")
    standing = {each.code: each.current for each in rows.order_by("code") if each.current is not None}
    before = {code[-2:]: (code, decode(version.content)) for code, version in standing.items()}
    codes = list(standing)
    now_in_force = {number: option for number, (_, option) in before.items()}
    after = now_in_force if operation in KEEPS_CONTENT else item.options
    options = _options(now_in_force, after, _WHOLE.get(operation, ()))
    known = {number: code for number, (code, _) in before.items()}
    touching = [known[number] for number, each in options.items() if each and number in known]
    touching += _options_of(ending, known.values())
    keys = {key for _, option in before.values() for key in option.venues}
    keys |= {key for option in item.options.values() for key in option.venues}
    return PublicationImpact(
        is_new=not codes,
        edition=max((each.edition.number for each in standing.values()), default=0),
        options=tuple(
            OptionImpact(known.get(number, ""), _name(number, before, item), changes)
            for number, changes in options.items()
        ),
        codes=tuple(touching),
        touched=tuple(_touched(touching, at)),
        places=tuple(each.name for each in venues_for(keys)),
        kiosk_options=sum(option.may_use_kiosk for option in item.options.values()),
        pending=tuple(_pending(item.basic_code, draft)),
        expected=expected(TOUCHES.workload(codes, until=local_day(at), months=MONTHS)) if codes else None,
    )


def affected(
    kind: str, option_codes: Sequence[str], *, at: datetime, after: int = 0, most: int = 50
) -> Sequence[Affected]:
    """A page of the things of one kind that hang on these options; nothing of a kind that nobody answers for."""
    answers = TOUCHES.kinds.get(kind)
    return answers.page(option_codes, at=at, after=after, most=most) if answers is not None else []


def _options(
    before: dict[str, Option], after: Mapping[str, Option], whole: tuple[Change, ...]
) -> dict[str, tuple[Change, ...]]:
    return {number: (*whole, *impact(before.get(number), after.get(number))) for number in sorted({*before, *after})}


def _options_of(ending: Collection[str], but: Collection[str]) -> list[str]:
    """The options in force of the lists that end."""
    if not ending:
        return []
    rows = HandlingOption.objects.filter(list__code__in=ending, current__isnull=False).exclude(code__in=but)
    return list(rows.order_by("code").values_list("code", flat=True))


def _name(number: str, before: dict[str, tuple[str, Option]], item: ItemDocument) -> str:
    found = item.options.get(number)
    return found.name if found is not None else before[number][1].name


def _touched(option_codes: Sequence[str], at: datetime) -> list[TouchedKind]:
    return [
        TouchedKind(kind, each.label, each.count(option_codes, at=at), each.what_happens)
        for kind, each in TOUCHES.kinds.items()
    ]


def _pending(basic_code: str, draft: int | None) -> list[Pending]:
    rows = ListDraft.objects.filter(basic_code=basic_code, status__in=[each.value for each in OPEN])
    return [
        Pending(
            pk=each.pk,
            name=each.name,
            origin=Origin(each.origin).label,
            status=Status(each.status).label,
            agency=each.agency.short_name if each.agency else "",
        )
        for each in rows.exclude(pk=draft or 0).select_related("agency").order_by("pk")
    ]
