"""The main job by commands: from an application with a gap to a collected result, every paper and clock on the way."""

from datetime import datetime, timedelta

import pytest

from tongban.foundation.ledger.sealing import verify
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.one_case import whole
from tongban.handling.cases.queries.views import actions, clock_views, timeline
from tongban.handling.cases.queries.visible import case_for
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.queries import guide_of

from .applying import MONDAY, lodged, stored_file


def later(days: int, hour: int = 10) -> datetime:
    return (MONDAY + timedelta(days=days)).replace(hour=hour)


@pytest.mark.req("R-033", "R-035", "R-036", "R-075", "R-077")
def test_from_an_application_with_a_gap_to_a_collected_result(cast):
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    _, case = lodged(liqiang, without=("layout_plan",))
    assert case.status == Status.RECEIVED
    assert case.due_on == later(1).date()

    notice = receiving.ask_correction(case, items=[], by=wangfang, at=later(0, 11))
    assert [line["code"] for line in notice.items] == ["layout_plan"]
    assert case.receiver_id == wangfang.staff_id

    file = stored_file(liqiang, "布局图.pdf")
    mine = case_for(liqiang, case.number)
    receiving.correct(
        mine, materials=[{"requirement_code": "layout_plan", "file_ids": [str(file.id)]}], by=liqiang, at=later(1)
    )
    case = case_for(wangfang, case.number)
    receiving.accept(case, by=wangfang, at=later(1, 11))
    case = case_for(cast("zhaomin"), case.number)
    assert case.assignee is not None
    assert case.due_on == datetime(2026, 12, 1).date()

    examining.examine(case, opinion="材料齐全，现场符合要求。", proposal="grant", by=cast("zhaomin"), at=later(2))
    examining.review(case, opinion="同意承办意见。", by=cast("sunqiang"), at=later(3))
    examining.grant(case, opinion="准予许可。", by=cast("chenli"), at=later(3, 15))
    delivering.issue(case, result_number="JY16202000000017", by=cast("zhaomin"), at=later(4))
    liuyang = cast("liuyang")
    delivering.collect(
        case,
        given={"collector_name": "李强", "collector_id_number": "620201199003070017", "collector_kind": "applicant"},
        by=liuyang,
        at=later(4, 15),
    )
    delivering.close(case, at=later(5))

    found = whole(Case.objects.select_related("applicant").get(pk=case.pk))
    assert [each.verb for each in found.attached.timeline] == [
        "submit", "ask_correction", "correct", "accept", "examine", "review", "grant", "issue", "collect", "close",
    ]  # fmt: skip
    assert {each.kind for each in found.attached.documents} == {
        "receipt", "correction_notice", "acceptance_notice", "decision_grant", "delivery_receipt",
    }  # fmt: skip
    assert all(
        view.row.ended_at for view in clock_views(found, guide_of(case.option_version_id).option, on=later(5).date())
    )
    assert [line.by_name for line in timeline(found, viewer=liqiang)][1] == "王*"
    assert actions(found.case, by=liuyang) == []
    assert list(verify()) == []
