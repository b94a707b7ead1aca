"""Examining and deciding (审查与决定): three pairs of eyes, grounds for every no, and what ends on the spot."""

import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.handling.cases.commands import examining, receiving
from tongban.handling.cases.models import Delivery, Opinion
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.content import Span
from tongban.registers.documents.models import OfficialDocument

from .colleagues import empowered
from .driving import GROUND, after, day, examined, fresh, granted, listed, received, reviewed
from .invariants import assert_sound


def papers(case) -> set[str]:
    return set(OfficialDocument.objects.filter(subject=case.chain).values_list("kind", flat=True))


@pytest.mark.req("R-076")
def test_three_people_decide_and_each_says_why(cast):
    case = granted(cast)
    said = list(Opinion.objects.filter(case=case).order_by("id").values_list("verb", "staff__name"))
    assert said == [("examine", "赵敏"), ("review", "孙强"), ("grant", "陈立")]
    assert str(case.due_on) == "2026-12-08"  # ten workdays to serve
    assert_sound(case, on=day(1))


@pytest.mark.req("R-076")
def test_what_is_sent_back_is_examined_and_reviewed_anew(cast):
    case = reviewed(cast)
    examining.rework(case, reason="缺少现场照片。", by=cast("chenli"), at=after(2))
    assert (case.status, case.reviewer_id) == (Status.ACCEPTED, None)
    examining.examine(case, opinion="补了照片。", proposal="grant", by=cast("zhaomin"), at=after(2, 11))
    examining.review(case, opinion="同意。", by=cast("sunqiang"), at=after(2, 12))
    examining.grant(case, opinion="准予。", by=cast("chenli"), at=after(2, 15))
    assert_sound(case, on=day(2))


@pytest.mark.req("R-039", "R-045")
@pytest.mark.parametrize(
    ("given", "pointers"),
    [
        ({}, ["/ground", "/fact"]),
        ({"ground": "食品安全法 第三十五条"}, ["/fact"]),
        ({"fact": "场所与登记的不一致。"}, ["/ground"]),
        ({"ground": "  ", "fact": "不行"}, ["/ground", "/fact"]),
    ],
)
@pytest.mark.parametrize("verb", ["reject", "refuse", "terminate"])
def test_a_no_without_ground_or_fact_is_refused_with_both_named(cast, verb, given, pointers):
    if verb == "reject":
        case, command, by = received(cast), receiving.reject, cast("wangfang")
    else:
        case, command, by = reviewed(cast), getattr(examining, verb), cast("chenli")
    with pytest.raises(Invalid) as refusal:
        command(case, given=given, by=by, at=after(2))
    assert [fault.pointer for fault in refusal.value.faults] == pointers


@pytest.mark.req("R-039", "R-045")
@pytest.mark.parametrize("verb", ["reject", "refuse"])
def test_a_no_is_a_numbered_paper_with_ground_and_both_remedies(cast, verb):
    if verb == "reject":
        case = received(cast)
        given = {**GROUND, "right_body": "市卫生健康委"}
        receiving.reject(case, given=given, by=cast("wangfang"), at=after(0, 11))
        kind = "rejection"
    else:
        case = reviewed(cast)
        examining.refuse(case, given=GROUND, by=cast("chenli"), at=after(2))
        kind = "decision_refuse"
    paper = OfficialDocument.objects.get(subject=case.chain, kind=kind)
    remedy = "".join(paper.body["remedy"])
    assert "六十日" in remedy
    assert "六个月" in remedy
    assert paper.body["grounds"][0]["basis"] == GROUND["ground"]
    assert paper.body.get("competent_body", "") == ("市卫生健康委" if verb == "reject" else "")
    assert_sound(case, on=day(2))


def test_a_refusal_is_served_like_a_grant(cast):
    case = reviewed(cast)
    examining.refuse(case, given=GROUND, by=cast("chenli"), at=after(2))
    assert (case.status, case.outcome) == (Status.REFUSED, "refused")
    assert Delivery.objects.get(case=case).result_name == "不予许可决定书"


def on_the_spot(**changes):
    spot = Span(value=0, unit="on_the_spot")
    return listed(case_type="on_the_spot", promised_limit=spot, **changes)


@pytest.mark.req("R-041", "R-045")
def test_an_on_the_spot_matter_is_accepted_and_decided_in_one_act_with_both_papers(cast):
    with on_the_spot():
        case = received(cast)
        scope = f"agency:{case.agency_id}"
        by = empowered(cast("wangfang"), f"finish_on_the_spot@{scope}")
        examining.finish_on_the_spot(case, opinion="材料齐全，当场办结。", by=by, at=after(0, 11))
        assert (case.status, case.accepted_at, case.decided_at) == (Status.GRANTED, after(0, 11), after(0, 11))
        assert papers(case) == {"receipt", "acceptance_notice", "decision_grant"}
        assert case.delegated_verbs == ["finish_on_the_spot"]
        assert_sound(case, on=day(0))


@pytest.mark.req("R-041")
def test_what_is_not_complete_does_not_end_on_the_spot(cast):
    with on_the_spot():
        case = received(cast, without=("safety_rules",))
        with pytest.raises(receiving.NotComplete):
            examining.finish_on_the_spot(case, opinion="先办了。", by=cast("chenli"), at=after(0, 11))


def test_a_matter_of_another_kind_does_not_end_on_the_spot(cast):
    with pytest.raises(examining.NotOnTheSpot):
        examining.finish_on_the_spot(received(cast), opinion="当场办。", by=cast("chenli"), at=after(0, 11))


@pytest.mark.req("R-046")
def test_the_stage_that_holds_the_case_has_its_own_clock(cast):
    case = examined(cast)
    stages = {clock.code: clock.ended_at is None for clock in case.clocks.filter(kind="stage")}
    assert stages == {"examine": False, "review": True}
    assert str(fresh(case).due_on) == "2026-11-30"
