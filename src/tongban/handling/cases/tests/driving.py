"""A case brought to where a test begins: each stop of the way by the command that leads there."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import msgspec

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.commands import delivering, examining, inspecting, receiving
from tongban.handling.cases.models import Case
from tongban.registers.catalog.content import Basis, Span, SpecialProcedure
from tongban.registers.catalog.tests.editions import food_document as food_document
from tongban.registers.catalog.tests.editions import food_option as food_option
from tongban.registers.catalog.tests.editions import listed as listed
from tongban.registers.documents.models import StoredFile

from .applying import MONDAY, lodged, stored_file

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


def record_of(code: str = "inspection", *, at: datetime, **changes: Any) -> dict[str, Any]:
    """A whole record of a visit by two, as a form brings it; the picture of the place comes from 赵敏."""
    said = {
        "code": code,
        "began_at": (at - timedelta(hours=1)).isoformat(),
        "ended_at": at.isoformat(),
        "place": "嘉峪关市雄关街道样例路1号",
        "officers": ["JY0063", "JY0064"],
        "findings": {"facts": "布局与图纸一致。", "conclusion": "符合。"},
        "signature": "typed",
        "signer": "李强",
        "signer_kind": "applicant",
    }
    return said | changes


def photo(by: Actor, *, at: datetime = MONDAY) -> str:
    """A picture that this person uploaded."""
    file = stored_file(by, "现场.jpg", at)
    StoredFile.objects.filter(pk=file.pk).update(media_type="image/jpeg")
    return str(file.pk)


def recorded(case: Case, by: Actor, *, at: datetime, **changes: Any) -> None:
    """The visit is on record."""
    inspecting.record_inspection(case, given=record_of(at=at, photos=[photo(by, at=at)], **changes), by=by, at=at)


def after(days: int, hour: int = 10, minute: int = 0) -> datetime:
    """An instant so many days after the Monday of the stories."""
    return (MONDAY + timedelta(days=days)).replace(hour=hour, minute=minute)


def day(days: int) -> date:
    return after(days).date()


def fresh(case: Case) -> Case:
    """The case as somebody who opens it now sees it."""
    return Case.objects.select_related("applicant", "agency").get(pk=case.pk)


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
