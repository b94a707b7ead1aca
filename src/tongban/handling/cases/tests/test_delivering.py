"""Handing over (出件): to the right person, when nothing is owed any more, with a proof; then the case is closed."""

import pytest

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import delivering
from tongban.handling.cases.models import Case
from tongban.handling.cases.queries.collectors import collector
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.subscribers import close_served
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.licenses.models import License
from tongban.registers.parties.models import Mandate, Party

from .applying import MONDAY, stored_file
from .driving import OF_LIQIANG, TAKEN, after, day, fresh, granted, issued, listed, served
from .invariants import assert_sound, snapshot

OF_ZHOUYOU = "620200199508210031"


@pytest.mark.req("R-077")
def test_the_applicant_takes_the_result_away_against_a_proof(cast):
    case = served(cast)
    assert case.status == Status.SERVED
    assert OfficialDocument.objects.filter(subject=case.chain, kind="delivery_receipt").count() == 1
    assert OF_LIQIANG not in str(bytes(case.delivery.collector_sealed))
    assert_sound(case, on=day(3), secrets=("李强", OF_LIQIANG))


@pytest.mark.req("R-077")
@pytest.mark.parametrize(
    "taken",
    [
        TAKEN | {"collector_id_number": OF_ZHOUYOU, "collector_name": "周游"},
        TAKEN | {"collector_id_number": OF_ZHOUYOU},
        TAKEN | {"collector_name": "李四"},
        TAKEN | {"collector_id_number": "11010519491231002X"},
        TAKEN | {"collector_kind": "agent", "collector_name": "周游", "collector_id_number": OF_ZHOUYOU},
    ],
)
def test_nothing_leaves_for_the_wrong_person(cast, taken):
    case = issued(cast)
    before = snapshot(case)
    with pytest.raises(delivering.WrongPerson):
        delivering.collect(case, given=taken, by=cast("liuyang"), at=after(3))
    assert snapshot(case) == before


@pytest.mark.req("R-077")
@pytest.mark.parametrize(
    ("columns", "may"),
    [
        ({}, True),
        ({"valid_to": day(2)}, False),
        ({"valid_from": day(4), "valid_to": day(9)}, False),
        ({"revoked_at": after(1)}, False),
        ({"covers_all": False, "option_codes": ["another"]}, False),
    ],
)
def test_an_agent_takes_it_away_under_a_mandate_in_force_for_this_matter(cast, columns, may):
    case = issued(cast)
    zhouyou = Party.objects.get(name="周游")
    whole = {"covers_all": True, "valid_from": day(0), "valid_to": day(3), "created_at": MONDAY} | columns
    Mandate.objects.create(principal=case.applicant, agent=zhouyou, **whole)
    assert (collector(case, OF_ZHOUYOU, at=after(3)) == zhouyou) is may
    if may:
        taken = TAKEN | {"collector_id_number": OF_ZHOUYOU, "collector_name": "周游"}
        delivering.collect(case, given=taken, by=cast("liuyang"), at=after(3))
        assert fresh(case).delivery.collector_kind == "agent"


def test_an_enterprise_is_stood_for_by_its_people_of_today(cast):
    case = issued(cast)
    mingyue = Party.objects.get(name__contains="明月")
    Case.objects.filter(pk=case.pk).update(applicant=mingyue)
    case = fresh(case)
    assert collector(case, OF_LIQIANG, at=after(3)) is not None
    assert collector(case, OF_ZHOUYOU, at=after(3)) is None


def test_what_is_deferred_blocks_the_hand_over_and_not_the_review(cast):
    liqiang, liuyang = cast("liqiang"), cast("liuyang")
    case = issued(cast, without=("layout_plan",), wants_deferral=True)
    for hand_over in (
        lambda: delivering.collect(case, given=TAKEN, by=liuyang, at=after(3)),
        lambda: delivering.serve(case, way="electronic", by=liuyang, at=after(3)),
    ):
        with pytest.raises(delivering.StillDeferred, match="布局图"):
            hand_over()
    files = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(liqiang).pk)]}]
    delivering.make_good(case, materials=files, by=liqiang, at=after(3))
    delivering.collect(case, given=TAKEN, by=liuyang, at=after(3, 11))
    assert_sound(case, on=day(3))


def test_what_was_not_deferred_needs_no_making_good(cast):
    with pytest.raises(Invalid):
        delivering.make_good(issued(cast), materials=[], by=cast("liqiang"), at=after(3))


@pytest.mark.parametrize(
    ("way", "tracking", "is_fine"),
    [
        ("electronic", "", True),
        ("post", "EMS1", True),
        ("post", " ", False),
        ("locker", "", True),
        ("pigeon", "", False),
    ],
)
def test_a_result_is_served_by_the_ways_there_are(cast, way, tracking, is_fine):
    case = issued(cast)
    if is_fine:
        delivering.serve(case, way=way, tracking=tracking, by=cast("liuyang"), at=after(3))
        assert case.status == Status.SERVED
    else:
        with pytest.raises(Invalid):
            delivering.serve(case, way=way, tracking=tracking, by=cast("liuyang"), at=after(3))


def test_what_the_list_does_not_post_is_not_posted(cast):
    with listed(may_deliver_by_post=False), pytest.raises(Invalid):
        delivering.serve(issued(cast), way="post", tracking="EMS1", by=cast("liuyang"), at=after(3))


@pytest.mark.parametrize("way", ["post", "locker"])
def test_the_system_itself_serves_electronically_only(cast, way):
    case = issued(cast)
    with pytest.raises(Invalid):
        delivering.serve(case, way=way, tracking="EMS1", by=SYSTEM, at=after(3))
    delivering.serve(case, way="electronic", by=SYSTEM, at=after(3))
    assert case.status == Status.SERVED


@pytest.mark.req("R-077")
def test_what_was_served_is_closed_once_however_often_it_is_heard(cast):
    case = served(cast)
    entry = Entry.objects.get(chain=case.chain, verb="collect")
    for _ in range(3):
        close_served(entry)
    case = fresh(case)
    assert (case.status, case.ended_at) == (Status.CLOSED, entry.at)
    assert Entry.objects.filter(chain=case.chain, verb="close").count() == 1
    assert_sound(case, on=day(3))


def test_a_certificate_without_a_number_takes_that_of_the_register(cast):
    case = granted(cast)
    delivering.issue(case, result_number="  ", by=cast("zhaomin"), at=after(2))
    assert fresh(case).delivery.result_number == License.objects.get(case_number=case.number).number
    assert str(case.due_on) == "2026-12-08"
