"""What publishing a list would do (变更影响沙盘): shown before anybody presses the button; R-026."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.registers.agencies.queries import venues_for
from tongban.registers.catalog.content import Option, decode
from tongban.registers.catalog.impact import TOUCHES, Affected, Change, Expected, expected, impact
from tongban.registers.catalog.impact.workload import MONTHS
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.states import OPEN, Origin, Status


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
    """Everything that publishing this list touches (影响一览). `is_new`: nothing of it is in force yet."""

    is_new: bool
    edition: int
    options: tuple[OptionImpact, ...]
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


def publication_impact(item: ItemDocument, *, at: datetime, draft: int | None = None) -> PublicationImpact:
    """What publishing this list would do, as of now; `draft` is the one that is looked at, not counted as pending."""
    rows = HandlingOption.objects.filter(
        list__basic__code=item.basic_code, list__agency__key=item.agency, current__isnull=False
    ).select_related("current__edition")
    standing = {each.code: each.current for each in rows.order_by("code") if each.current is not None}
    before = {code[-2:]: (code, decode(version.content)) for code, version in standing.items()}
    codes = list(standing)
    options = _options({number: option for number, (_, option) in before.items()}, item.options)
    known = {number: code for number, (code, _) in before.items()}
    touching = [known[number] for number, each in options.items() if each and number in known]
    keys = {key for _, option in before.values() for key in option.venues}
    keys |= {key for option in item.options.values() for key in option.venues}
    return PublicationImpact(
        is_new=not codes,
        edition=max((each.edition.number for each in standing.values()), default=0),
        options=tuple(
            OptionImpact(known.get(number, ""), _name(number, before, item), changes)
            for number, changes in options.items()
        ),
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


def _options(before: dict[str, Option], after: dict[str, Option]) -> dict[str, tuple[Change, ...]]:
    return {number: impact(before.get(number), after.get(number)) for number in sorted({*before, *after})}


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
