"""Cases that were told, found complete or asked again: where the tests of telling once begin."""

from datetime import datetime
from typing import Any

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.commands import overriding, receiving
from tongban.handling.cases.models import Case, TellingOverride

from .applying import NEEDED, stored_file
from .driving import Cast, after, fresh, received

LINE = {"requirement_code": "safety_rules", "problem": "没有写明留样要求。"}
AFTERNOON = after(1, 14)
SORRY = "窗口核对时漏看了这份材料，责任在我们。"


def files(by: Actor, *codes: str) -> list[dict[str, Any]]:
    return [{"requirement_code": code, "file_ids": [str(stored_file(by).pk)]} for code in codes]


def good(*codes: str) -> dict[str, dict[str, str]]:
    return {code: {"verdict": "good"} for code in (codes or (*NEEDED, "business_license"))}


def bad(code: str) -> dict[str, dict[str, str]]:
    return {code: {"verdict": "bad", "problem": "这次才看出来不对。"}}


def told(cast: Cast, **changes: Any) -> Case:
    """Told once that the plan is missing, and corrected on the next day."""
    case = received(cast, without=("layout_plan",), **changes)
    receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(0, 11))
    case = fresh(case)
    receiving.correct(case, materials=files(cast("liqiang"), "layout_plan"), by=cast("liqiang"), at=after(1))
    return fresh(case)


def promised(cast: Cast, **changes: Any) -> Case:
    """Found complete by the pre-check."""
    case = received(cast, **changes)
    receiving.precheck(case, verdicts=good(), by=cast("wangfang"), at=after(0, 11))
    return fresh(case)


def overridden(cast: Cast, case: Case, *lines: dict[str, str], at: datetime = AFTERNOON) -> TellingOverride:
    return overriding.override_telling(case, reason=SORRY, items=lines or [LINE], by=cast("chenli"), at=at)
