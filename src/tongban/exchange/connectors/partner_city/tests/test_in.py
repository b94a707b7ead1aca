"""The partner city receives for us (对方代收): a case of ours, decided by us, sent back; it can decide nothing."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.models import Case, Channel
from tongban.handling.cases.rules.states import Status
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.crossing.commands.acts import Given, act
from tongban.handling.crossing.commands.custody import NotAllThere
from tongban.handling.crossing.commands.handling import NotDecided, PartsOpen, give_back, take_over
from tongban.handling.crossing.commands.joint import confirm_part, finish_part
from tongban.handling.crossing.commands.steps import NoDecisionHere, OtherPlace
from tongban.handling.crossing.models import Crossing, Letter, Original, Spoiled
from tongban.handling.crossing.queries.crossings import timetable_of
from tongban.handling.crossing.rules.letters import Kind, local_text
from tongban.handling.crossing.rules.states import CrossingStatus, Holder, Place
from tongban.handling.crossing.subscribers import TOLD, tell_receiving_place
from tongban.handling.crossing.tests.stories import fresh, rounds
from tongban.registers.agencies.models import Staff

from .applying import closed_part_for, option_code

pytestmark = pytest.mark.django_db


def arrived(bind, lodge_there, short="000511014000-01", **facts):
    city = bind()
    lodge_there(city, short, **facts)
    rounds(MONDAY + timedelta(hours=1), 1)
    return city, Crossing.objects.select_related("applicant", "case").get()


def decided(case, cast, at):
    """The case goes its way in its own department; nothing of it is done by a crossing."""
    case = Case.objects.select_related("applicant", "agency").get(pk=case.pk)
    receiving.accept(case, by=cast("wangfang"), at=at)
    for verb, role in (("examine", "examiner"), ("review", "reviewer"), ("grant", "decider"), ("issue", "examiner")):
        case = Case.objects.select_related("applicant", "agency").get(pk=case.pk)
        login = Staff.objects.filter(agency=case.agency, roles__contains=[role]).order_by("number")[0].account.login
        by = cast(login)
        if verb == "examine":
            examining.examine(case, opinion="符合。", proposal="grant", by=by, at=at)
        elif verb == "issue":
            delivering.issue(case, result_number="JY9", by=by, at=at)
        else:
            getattr(examining, verb)(case, opinion="同意。", by=by, at=at)
    for entry in Entry.objects.filter(chain=case.chain, verb__in=TOLD).order_by("seq"):
        tell_receiving_place(entry)
        tell_receiving_place(entry)


@pytest.mark.req("R-020", "R-021")
def test_received_there_becomes_a_case_of_ours_and_the_result_goes_back(bind, lodge_there, cast):
    city, crossing = arrived(bind, lodge_there)
    case = crossing.case
    assert (case.channel, case.client, case.state) == (Channel.API, "partner-990100", Status.RECEIVED)
    assert (crossing.status, crossing.receiving_code) == (CrossingStatus.TRANSFER, "990100")
    assert Original.objects.get().hands is Holder.COURIER
    wangfang, at = cast("wangfang"), MONDAY + timedelta(days=1)
    with pytest.raises(NotAllThere):
        take_over(crossing, originals=[], by=wangfang, at=at)
    take_over(fresh(crossing), originals=["disability_card"], by=wangfang, at=at)
    with pytest.raises(NotDecided):
        give_back(fresh(crossing), way="post", tracking="SF2", by=wangfang, at=at)
    decided(case, cast, at + timedelta(hours=1))
    assert Letter.objects.filter(kind=Kind.PROGRESS).count() == 1
    give_back(fresh(crossing), way="post", tracking="SF2", by=wangfang, at=at + timedelta(hours=4))
    crossing = fresh(crossing)
    assert (crossing.outcome, crossing.outcome_from, crossing.result_number) == ("granted", "620200", "JY9")
    rounds(at + timedelta(hours=5), 4)
    crossing = fresh(crossing)
    assert crossing.status == CrossingStatus.CLOSED
    assert Original.objects.get().hands is Holder.APPLICANT
    assert city.timetable_of(crossing.number) == timetable_of(crossing.number)


@pytest.mark.req("R-020")
def test_the_receiving_place_over_there_can_decide_nothing(bind, lodge_there, cast):
    city, crossing = arrived(bind, lodge_there)
    at = MONDAY + timedelta(hours=3)
    for kind in (Kind.ACKNOWLEDGE, Kind.GIVE_BACK):
        facts = {"outcome": "granted", "originals": ["disability_card"], "signer": "某人"}
        city._write(crossing.number, Place.HANDLING, kind, facts, at)
    rounds(at, 1)
    refused = Letter.objects.filter(kind__in=[Kind.ACKNOWLEDGE, Kind.GIVE_BACK])
    assert {each.refused for each in refused} == {"我们才是办理地，对方不能用办理地的名义写函。"}
    assert fresh(crossing).status == CrossingStatus.TRANSFER
    assert not Case.objects.exclude(outcome="").exists()
    with pytest.raises(NoDecisionHere):
        act("grant", fresh(crossing), Given(), by=cast("wangfang"), at=at)
    with pytest.raises(OtherPlace):
        act("give_out", fresh(crossing), Given(), by=cast("wangfang"), at=at)


@pytest.mark.req("R-020", "R-021")
@pytest.mark.parametrize(
    "facts",
    [
        {"originals": ["disability_card", "disability_card"]},
        {"originals": [""]},
        {"originals": 5},
        {"names": 5},
        {"form_check": ["x"]},
        {"received_at": "0001-01-01T00:00:00+14:00"},
        {"received_at": "2020-01-01T00:00:00+08:00"},
        {"tracking": "MN\0"},
        {"form_check": [{"name": "\0"}]},
    ],
)
def test_a_letter_that_cannot_be_is_refused_and_stops_no_other(bind, lodge_there, facts):
    city = bind()
    lodge_there(city, **facts)
    rounds(MONDAY + timedelta(hours=1), 1)
    assert not Crossing.objects.exists()
    assert not Letter.objects.filter(applied_at__isnull=True).exists()
    assert Spoiled.objects.exists() or Letter.objects.exclude(refused="").exists()


@pytest.mark.req("R-020", "R-021")
@pytest.mark.parametrize(
    "number", ["62020026000000019", "990100/../../x", "9901002600000001", "９９０１００２６０００００００１５"]
)
def test_nobody_takes_a_number_of_ours_or_none_at_all(bind, lodge_there, number):
    city = bind()
    facts = {"received_at": local_text(MONDAY), "matter": option_code("000511014000-01"), "originals": []}
    city.lodge(number, facts, closed_part_for("000511014000-01"), at=MONDAY)
    rounds(MONDAY + timedelta(hours=1), 1)
    assert not Crossing.objects.exists()


@pytest.mark.req("R-020")
def test_what_the_law_has_us_keep_is_named_with_its_basis(bind, lodge_there, cast):
    _, crossing = arrived(bind, lodge_there)
    wangfang, at = cast("wangfang"), MONDAY + timedelta(days=1)
    take_over(crossing, originals=["disability_card"], by=wangfang, at=at)
    receiving.reject(
        Case.objects.select_related("applicant", "agency").get(pk=crossing.case_id),
        given={"ground": "行政许可法 第三十二条第一款第一项", "fact": "依法不需要申请。"},
        by=wangfang,
        at=at,
    )
    for vague in (" ", "按规定", "有关法律"):
        with pytest.raises(Invalid):
            give_back(fresh(crossing), way="electronic", kept=[("disability_card", vague)], by=wangfang, at=at)
    kept = [("disability_card", "残疾人证管理办法 第二十条（样例）")]
    give_back(fresh(crossing), way="electronic", kept=kept, by=wangfang, at=at)
    rounds(at + timedelta(hours=1), 4)
    assert (fresh(crossing).status, fresh(crossing).outcome) == (CrossingStatus.CLOSED, "rejected")
    assert Original.objects.get().hands is Holder.HANDLING


@pytest.mark.req("R-020")
def test_joint_handling_from_there(bind, lodge_there, cast):
    facts = {"originals": [], "way": "electronic", "tracking": ""}
    _, crossing = arrived(bind, lodge_there, "000109147003-01", **facts)
    assert crossing.mode == "joint_handling"
    wangfang, at = cast("wangfang"), MONDAY + timedelta(days=1)
    take_over(crossing, originals=[], by=wangfang, at=at)
    decided(crossing.case, cast, at)
    with pytest.raises(PartsOpen, match="迁出地注销原户口"):
        give_back(fresh(crossing), way="electronic", by=wangfang, at=at)
    finish_part(fresh(crossing), "approve_in", by=wangfang, at=at)
    at = rounds(at + timedelta(hours=1), 4)
    confirm_part(fresh(crossing), "cancel_out", by=wangfang, at=at)
    give_back(fresh(crossing), way="electronic", by=wangfang, at=at)
    rounds(at + timedelta(hours=1), 4)
    assert fresh(crossing).status == CrossingStatus.CLOSED


def test_what_is_not_agreed_or_unreadable_becomes_no_case(bind, lodge_there):
    city = bind()
    number = lodge_there(city, "000511014000-01", matter="nothing")
    rounds(MONDAY, 2)
    assert Letter.objects.get(number=number).refused
    assert not Crossing.objects.exists()
