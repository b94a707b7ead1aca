"""The policy of sharing as a table: what refuses a use, and that nothing else does (R-183)."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tongban.exchange.sharing.rules.policy import UNUSED_AFTER, Grant, agreement, is_unused, refused_because
from tongban.registers.resources.rules.kinds import ShareType

pytestmark = pytest.mark.req("R-183")
DAY = date(2026, 11, 23)
GOOD = Grant(True, ShareType.CONDITIONAL, True, True, True, ("name", "state"), DAY, DAY, "hr")


def why(grant: Grant, *, client: str = "hr", wanted: tuple[str, ...] = ("name",), on: date = DAY) -> str:
    return refused_because(grant, client=client, wanted=wanted, on=on)


@pytest.mark.parametrize(
    ("changes", "asked", "says"),
    [
        ({}, {}, ""),
        ({"was_approved": False}, {}, "先经责任部门同意"),
        ({"was_approved": False, "share": ShareType.UNCONDITIONAL}, {}, ""),
        ({"share": ShareType.WITHHELD}, {}, "不予共享"),
        ({"is_active": False}, {}, "没有开通"),
        ({"is_resource_live": False}, {}, "已经下线"),
        ({"has_owner": False}, {}, "没有责任主体"),
        ({}, {"client": "other"}, "不是给这个系统的"),
        ({}, {"wanted": ("name", "phone")}, "不在授权范围里：phone"),
        ({}, {"on": DAY + timedelta(days=1)}, "之间有效"),
        ({}, {"on": DAY - timedelta(days=1)}, "之间有效"),
    ],
)
def test_each_reason_refuses_and_is_told(changes: dict[str, Any], asked: dict[str, Any], says: str):
    found = why(replace(GOOD, **changes), **asked)
    assert says in found
    assert bool(found) is bool(says)


@given(
    holding=st.tuples(*(st.booleans() for _ in range(4))),
    share=st.sampled_from(list(ShareType)),
    wanted=st.sets(st.sampled_from(["name", "state", "phone"])),
    on=st.dates(DAY - timedelta(days=3), DAY + timedelta(days=3)),
)
def test_a_use_is_allowed_only_when_everything_holds(holding, share, wanted, on):
    active, approved, live, owned = holding
    grant = Grant(active, share, approved, live, owned, ("name", "state"), DAY, DAY + timedelta(days=1), "hr")
    holds = active and live and owned and (approved or share is ShareType.UNCONDITIONAL)
    holds = holds and share is not ShareType.WITHHELD and wanted <= {"name", "state"}
    holds = holds and DAY <= on <= DAY + timedelta(days=1)
    assert (refused_because(grant, client="hr", wanted=sorted(wanted), on=on) == "") is holds


def test_a_grant_is_idle_after_ninety_days():
    assert not is_unused(DAY, on=DAY + UNUSED_AFTER)
    assert is_unused(DAY, on=DAY + UNUSED_AFTER + timedelta(days=1))


def test_the_agreement_names_both_sides_what_for_and_until_when():
    text = agreement(asker="甲", owner="乙", resource="丙", fields=["姓名"], purpose="核对", until="2026年12月31日")
    for each in ("甲（使用方）", "乙（提供方）", "丙", "姓名", "核对", "2026年12月31日", "不转给第三方"):
        assert each in text
