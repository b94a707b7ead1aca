"""An incident from the report to the end, and the half-year's drill, each with its whole record (R-197, R-198)."""

from datetime import timedelta
from typing import Any

import pytest
from conftest import MONDAY
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.offline.commands.entering import enter, reserve
from tongban.handling.offline.queries.numbers import free_in
from tongban.handling.offline.tests.test_entering import on_paper
from tongban.oversight.incidents import jobs
from tongban.oversight.incidents.commands import drilling, handling, notifying
from tongban.oversight.incidents.models import AffectedParty, Drill, Incident, PlayMark
from tongban.oversight.incidents.queries.drills import drill_for, paper_balance
from tongban.oversight.incidents.queries.incidents import incident_for, incidents, is_late
from tongban.oversight.incidents.rules.notices import ITEMS
from tongban.oversight.incidents.rules.plan import BOUND, Playbook
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.parties.merging import Merger

pytestmark = pytest.mark.django_db
GIVEN = {name: f"样例{label}" for name, label in ITEMS.items()}
SOON, LATER = MONDAY + timedelta(minutes=5), MONDAY + timedelta(hours=3)


def reported(cast, **changes) -> Any:
    said: dict[str, Any] = {
        "title": "名单外泄（样例）",
        "system": "办件库",
        "words": "群里看到。",
        "discovered_at": MONDAY,
    }
    return handling.report(**(said | changes), by=cast("gaoyuan"), at=SOON)


def book_of(key: str) -> Playbook:
    found = BOUND.plan.playbook(key)
    assert found is not None
    return found


def assessed(cast, **changes) -> Any:
    said = {"severity": "major", "touches_persons": "yes", "playbook": "leak", "words": "涉及申请人电话。"}
    return handling.assess(reported(cast), **(said | changes), by=cast("tianhui"), at=SOON)


def a_case(cast) -> str:
    clerk = cast("wangfang")
    number = free_in(reserve(1, by=clerk, at=MONDAY))[0]
    enter(on_paper(option_code=food_code()), paper_number=number, received_at=MONDAY, by=clerk, at=SOON)
    return number


def work_off(incident, cast, at=LATER):
    for each in book_of(incident.playbook).steps:
        handling.mark(incident, key=each.key, words="做完了。", by=cast("tianhui"), at=at)


@pytest.mark.req("R-197")
def test_an_incident_is_closed_by_another_when_all_is_done_and_everybody_told(cast):
    number = a_case(cast)
    incident = assessed(cast)
    assert incident.authority_by == MONDAY + timedelta(hours=4)
    notifying.add_affected(incident, numbers=f"{number}，{number}", by=cast("tianhui"), at=SOON)
    with pytest.raises(Invalid, match="还缺法定事项") as refusal:
        notifying.notify_persons(incident, given={**GIVEN, "harm": ""}, by=cast("tianhui"), at=LATER)
    assert [each.pointer for each in refusal.value.faults] == ["/harm"]
    assert not OfficialDocument.objects.filter(subject=incident.chain).exists()
    handling.contain(incident, words="链接已撤回。", by=cast("tianhui"), at=LATER)
    with pytest.raises(handling.NotAllDone, match="还没有报告主管部门"):
        handling.close(incident, words="总结。", by=cast("zhengyawen"), at=LATER)
    notifying.notify_authority(incident, given=GIVEN, by=cast("tianhui"), at=LATER)
    told: Any = notifying.notify_persons(incident, given=GIVEN, by=cast("tianhui"), at=LATER)
    sent = Outgoing.objects.get(chain=incident.chain)
    assert told.told == 1
    assert all(words in sent.payload["text"] for words in (*GIVEN.values(), told.document.number))
    work_off(incident, cast)
    with pytest.raises(NotYours):
        handling.close(incident, words="自己结案。", by=cast("tianhui"), at=LATER)
    handling.close(incident, words="原因、整改、教训。", by=cast("zhengyawen"), at=LATER)
    verbs = list(Entry.objects.filter(chain=incident.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs[:3] == ["report", "assess", "add_affected"]
    assert verbs[-1] == "close"
    assert len(verbs) == 6 + 1 + len(book_of("leak").steps)


@pytest.mark.req("R-197")
def test_the_database_itself_closes_nothing_that_was_not_told(cast):
    incident = assessed(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=incident.pk).update(status="closed", ended_at=LATER, summary="总结。")


@pytest.mark.req("R-197")
def test_the_clock_of_the_report_runs_out_once_and_is_seen(cast):
    incident = assessed(cast)
    over = incident.authority_by + timedelta(minutes=1)
    assert not is_late(incident, at=incident.authority_by)
    assert jobs.watch_clocks(at=incident.authority_by) == 0
    assert jobs.watch_clocks(at=over) == 1
    assert jobs.watch_clocks(at=over + timedelta(hours=1)) == 0
    assert [each.pk for each in incidents(cast("zhengyawen"), at=over, show="late")] == [incident.pk]


@pytest.mark.req("R-197")
def test_persons_are_spared_only_by_supervision_with_a_reason(cast):
    incident = assessed(cast)
    why = "名单已经加密，密钥没有泄露，看不到内容。"
    with pytest.raises(NotYours):
        notifying.spare_persons(incident, words=why, by=cast("tianhui"), at=LATER)
    with pytest.raises(Invalid):
        notifying.spare_persons(incident, words="不用", by=cast("zhengyawen"), at=LATER)
    notifying.spare_persons(incident, words=why, by=cast("zhengyawen"), at=LATER)
    assert not is_late(incident, at=LATER + timedelta(days=9)) or incident.authority_told_at is None
    with pytest.raises(NotNow, match="不知道告知谁"):
        notifying.notify_persons(incident, given=GIVEN, by=cast("tianhui"), at=LATER)


def test_what_is_missing_is_told_at_once_and_a_false_alarm_ends(cast):
    with pytest.raises(Invalid) as refusal:
        reported(cast, title=" ", words="", discovered_at=LATER)
    assert {each.pointer for each in refusal.value.faults} == {"/title", "/words", "/discovered_at"}
    incident = reported(cast)
    with pytest.raises(Invalid) as refusal:
        handling.assess(incident, severity="x", touches_persons="", playbook="y", words="", by=cast("tianhui"), at=SOON)
    assert len(refusal.value.faults) == 4
    handling.dismiss(incident, words="误报。", by=cast("tianhui"), at=SOON)
    assert incident.ended_at == SOON


def test_only_administrators_and_supervision_see_incidents_and_the_audit_administrator_changes_none(cast):
    incident = assessed(cast)
    for login in ("gaoyuan", "tianhui", "yanming", "zhengyawen"):
        assert incident_for(cast(login), incident.pk) == incident
    for login in ("wangfang", "chenli", "liqiang"):
        with pytest.raises(NotFound):
            incident_for(cast(login), incident.pk)
    with pytest.raises(NotYours):
        handling.note(incident, words="审计不改数据。", by=cast("yanming"), at=LATER)


def test_a_step_is_marked_once_and_unknown_cases_are_named(cast):
    incident = assessed(cast)
    handling.mark(incident, key="stop", words="撤回。", by=cast("gaoyuan"), at=LATER)
    with pytest.raises(NotNow):
        handling.mark(incident, key="stop", words="又一次。", by=cast("gaoyuan"), at=LATER)
    assert PlayMark.objects.count() == 1
    with pytest.raises(Invalid) as refusal:
        notifying.add_affected(incident, numbers="62020026000000017", by=cast("tianhui"), at=LATER)
    assert "62020026000000017" in refusal.value.faults[0].message


def test_who_is_affected_follows_the_person(cast):
    incident = assessed(cast)
    keep, drop = cast("liqiang").party_id, cast("zhouyou").party_id
    AffectedParty.objects.bulk_create(AffectedParty(incident=incident, party_id=each) for each in (keep, drop))
    assert notifying.move_to_kept(Merger(keep, drop)) == {"affected": 0}
    assert list(AffectedParty.objects.values_list("party_id", flat=True)) == [keep]


@pytest.mark.req("R-198")
def test_every_half_year_plans_one_drill_and_a_missed_one_is_seen(cast):
    Drill.objects.all().delete()
    assert jobs.plan_half_year(at=MONDAY) == 1
    assert jobs.plan_half_year(at=LATER) == 0
    first = Drill.objects.get()
    assert (first.half, first.status) == ("2026-2", "planned")
    next_half = MONDAY + timedelta(days=60)
    assert jobs.plan_half_year(at=next_half) == 2
    second = Drill.objects.get(half="2027-1")
    assert second.playbook != first.playbook
    assert drill_for(cast("zhengyawen"), first.pk).status == "missed"


@pytest.mark.req("R-198")
def test_the_drill_of_an_outage_balances_paper_receipts_and_is_scored_on_its_record(cast):
    drill: Any = drilling.plan(book_of("outage"), half="2031-1", by=cast("zhengyawen"), at=MONDAY)
    clerk = cast("wangfang")
    block = reserve(3, by=clerk, at=MONDAY)
    drilling.begin(drill, by=cast("tianhui"), at=MONDAY)
    record = drill.incident
    with pytest.raises(NotNow, match="还没有结案"):
        drilling.give_score(drill, words="太早。", by=cast("zhengyawen"), at=SOON)
    for number in free_in(block):
        enter(on_paper(), paper_number=number, received_at=SOON, by=clerk, at=LATER)
    work_off(record, cast)
    handling.contain(record, words="已恢复。", by=cast("tianhui"), at=LATER)
    notifying.notify_authority(record, given=GIVEN, by=cast("tianhui"), at=LATER)
    handling.close(record, words="演练总结。", by=cast("zhengyawen"), at=LATER)
    drilling.give_score(drill, words="公告慢了。", by=cast("zhengyawen"), at=LATER)
    assert drill.facts["paper"] == {"received": 3, "kept": 3, "lost": 0}
    assert paper_balance(MONDAY, LATER)["lost"] == 0
    assert 0 < drill.score < 100
    assert not OfficialDocument.objects.filter(subject=record.chain).exists()
    assert not Outgoing.objects.filter(chain=record.chain).exists()
    assert "notify_authority" in set(Entry.objects.filter(chain=record.chain).values_list("verb", flat=True))
