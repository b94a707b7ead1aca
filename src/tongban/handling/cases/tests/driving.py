"""A case brought to where a test begins: each stop of the way by the command that leads there."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.models import Case
from tongban.registers.catalog import queries
from tongban.registers.catalog.commands import publish
from tongban.registers.catalog.content import Basis, Option, Span, SpecialProcedure
from tongban.registers.catalog.item import ItemDocument, VersionNote
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.tests.samples import CITY

from .applying import MONDAY, lodged

Cast = Callable[..., Actor]
OF_LIQIANG = "620201199003070017"
GROUND = {"ground": "食品安全法 第三十五条", "fact": "经营场所与登记的不一致，无法核查。"}
TAKEN = {"collector_name": "李强", "collector_id_number": OF_LIQIANG, "collector_kind": "applicant"}
HEARING = SpecialProcedure(
    code="hearing",
    name="听证",
    kind="hearing",
    limit=Span(value=20),
    basis=Basis(law="行政许可法", article="第四十五条"),
)
REVIEW = msgspec.structs.replace(HEARING, code="expert_review", name="专家评审", kind="expert_review")
INSPECTION = msgspec.structs.replace(
    HEARING, code="inspection", name="现场核查", kind="site_inspection", is_counted=True, limit=Span(value=2)
)


def after(days: int, hour: int = 10, minute: int = 0) -> datetime:
    """An instant so many days after the Monday of the stories."""
    return (MONDAY + timedelta(days=days)).replace(hour=hour, minute=minute)


def day(days: int) -> date:
    return after(days).date()


def fresh(case: Case) -> Case:
    """The case as somebody who opens it now sees it."""
    return Case.objects.select_related("applicant", "agency").get(pk=case.pk)


@lru_cache(maxsize=1)
def food_document() -> ItemDocument:
    found = read_items(CITY / "items" / "market-regulation")
    return next(each for each in found if each.basic_code == "000131024000")


def food_option() -> Option:
    return food_document().options["01"]


@contextmanager
def listed(**changes: Any) -> Iterator[Option]:
    """While it lasts, an edition of the restaurant's list is in force since Monday, with these elements changed."""
    whole = food_document()
    changed = msgspec.structs.replace(whole.options["01"], **changes)
    note = VersionNote(number=1, effective_on=MONDAY.date(), reason="测试", legal_source="测试")
    publish(
        msgspec.structs.replace(whole, version=note, options={**whole.options, "01": changed}), by=SYSTEM, at=MONDAY
    )
    try:
        yield changed
    finally:
        queries.forget()


def received(cast: Cast, *, at: datetime = MONDAY, **changes: Any) -> Case:
    return lodged(cast("liqiang"), at=at, **changes)[1]


def accepted(cast: Cast, *, at: datetime = MONDAY, **changes: Any) -> Case:
    case = received(cast, at=at, **changes)
    receiving.accept(case, by=cast("wangfang"), at=at)
    return fresh(case)


def examined(cast: Cast, **changes: Any) -> Case:
    case = accepted(cast, **changes)
    examining.examine(case, opinion="符合条件。", proposal="grant", by=cast("zhaomin"), at=after(1))
    return case


def reviewed(cast: Cast, **changes: Any) -> Case:
    case = examined(cast, **changes)
    examining.review(case, opinion="同意。", by=cast("sunqiang"), at=after(1, 11))
    return case


def granted(cast: Cast, **changes: Any) -> Case:
    case = reviewed(cast, **changes)
    examining.grant(case, opinion="准予。", by=cast("chenli"), at=after(1, 15))
    return case


def issued(cast: Cast, **changes: Any) -> Case:
    case = granted(cast, **changes)
    delivering.issue(case, result_number="JY1", by=cast("zhaomin"), at=after(2))
    return fresh(case)


def served(cast: Cast, **changes: Any) -> Case:
    case = issued(cast, **changes)
    delivering.collect(case, given=TAKEN, by=cast("liuyang"), at=after(3))
    return case
