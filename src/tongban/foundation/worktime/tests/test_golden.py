"""279 due dates reckoned by hand; the table is `golden.tsv`."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pytest

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.worktime.rules import Counting, Extension, Limit, Pause, due, shipped_calendar

from .reference import walk

GOLDEN = Path(__file__).parent / "golden.tsv"
COUNTING = {"次日": Counting.FROM_NEXT_DAY, "当日": Counting.FROM_SAME_DAY}
STANDING = {"正式": False, "暂定": True}


@dataclass(frozen=True)
class GoldenCase:
    start: date | datetime
    limit: Limit
    counting: Counting
    pauses: tuple[Pause, ...]
    extensions: tuple[Extension, ...]
    due_on: date
    is_provisional: bool
    why: str


def read_start(text: str) -> date | datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL) if "T" in text else date.fromisoformat(text)


def read_parts(text: str) -> list[tuple[str, str]]:
    return [(what, why) for what, _, why in (part.partition(" ") for part in text.split(";"))] if text != "-" else []


def read_pause(span: str, why: str) -> Pause:
    first, last = span.split("~")
    return Pause(date.fromisoformat(first), date.fromisoformat(last), why)


def read_case(line: str) -> GoldenCase:
    start, limit, counting, pauses, extensions, due_on, standing, why = line.split("\t")
    return GoldenCase(
        start=read_start(start),
        limit=Limit.parse(limit),
        counting=COUNTING[counting],
        pauses=tuple(read_pause(*part) for part in read_parts(pauses)),
        extensions=tuple(Extension(Limit.parse(limit), why) for limit, why in read_parts(extensions)),
        due_on=date.fromisoformat(due_on),
        is_provisional=STANDING[standing],
        why=why,
    )


CASES = [
    pytest.param(read_case(line), id=line.replace("\t", " "))
    for line in GOLDEN.read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


@pytest.mark.req("R-042")
def test_the_golden_set_is_large_enough():
    assert len(CASES) >= 200


@pytest.mark.req("R-037")
@pytest.mark.req("R-038")
@pytest.mark.req("R-042")
@pytest.mark.req("R-043")
@pytest.mark.parametrize("case", CASES)
def test_the_due_day_is_the_one_found_by_hand(case: GoldenCase):
    found = due(
        case.start,
        case.limit,
        counting=case.counting,
        pauses=case.pauses,
        extensions=case.extensions,
        calendar=shipped_calendar(),
    )
    assert (found.due_on, found.is_provisional) == (case.due_on, case.is_provisional), case.why
    assert found.due_at == datetime(case.due_on.year, case.due_on.month, case.due_on.day, 23, 59, 59, tzinfo=LOCAL)


@pytest.mark.parametrize("case", CASES)
def test_the_day_by_day_reference_agrees_with_the_hand(case: GoldenCase):
    assert walk(case.start, case.limit, case.counting, case.pauses, case.extensions) == case.due_on
