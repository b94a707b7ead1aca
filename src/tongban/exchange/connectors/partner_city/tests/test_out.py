"""We receive for the partner city (我们代收): form, identity, custody, handovers signed by both, no decision here."""

from datetime import timedelta
from itertools import pairwise

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.crossing.commands.acts import Given, act
from tongban.handling.crossing.commands.custody import NotAllThere, StillAway, is_ours
from tongban.handling.crossing.commands.handling import take_over
from tongban.handling.crossing.commands.joint import confirm_part, finish_part
from tongban.handling.crossing.commands.receiving import give_out, hand_over, receive, take_back, withdraw
from tongban.handling.crossing.commands.routing import route_out
from tongban.handling.crossing.commands.steps import NoDecisionHere, OtherPlace
from tongban.handling.crossing.jobs import collect
from tongban.handling.crossing.models import Crossing, CustodyEvent, JointPart, Letter, Original, Routed
from tongban.handling.crossing.partners import NoLine
from tongban.handling.crossing.queries.crossings import timetable_of, visible_to, whole
from tongban.handling.crossing.queries.parcels import Postage, parcels, postage_since
from tongban.handling.crossing.rules.flow import DECIDING, FLOW
from tongban.handling.crossing.rules.letters import Kind
from tongban.handling.crossing.rules.parcels import cents
from tongban.handling.crossing.rules.states import CrossingStatus, Holder, Outcome, Place
from tongban.handling.crossing.tests.stories import CITY, LIQIANG, fresh, received, rounds, window
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.documents.rules.papers import DocumentKind

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-020", "R-021")
def test_received_here_decided_there_and_given_back(bind, cast):
    city = bind()
    wangfang = cast("wangfang")
    crossing = received(cast)
    give_out(crossing, way="post", tracking="SF123", by=wangfang, at=MONDAY + timedelta(hours=2))
    assert fresh(crossing).status == CrossingStatus.TRANSFER
    at = rounds(MONDAY + timedelta(hours=3), 5)
    crossing = fresh(crossing)
    assert (crossing.status, crossing.outcome) == (CrossingStatus.RETURNING, Outcome.GRANTED)
    assert crossing.outcome_from == CITY
    take_back(crossing, originals=["disability_card"], by=wangfang, at=at)
    crossing = fresh(crossing)
    assert Original.objects.get().hands is Holder.RECEIVING
    hand_over(crossing, id_number=LIQIANG, by=wangfang, at=at + timedelta(hours=1))
    crossing = fresh(crossing)
    assert crossing.status == CrossingStatus.CLOSED
    rounds(at + timedelta(hours=2), 1)
    assert city.timetable_of(crossing.number) == timetable_of(crossing.number)
    found = whole(crossing, at=at)
    assert sum((each.took for each in found.legs), timedelta()) == found.elapsed == at - crossing.received_at
    assert len(found.papers) == 3
    assert {each.kind for each in found.papers} == {DocumentKind.HANDOVER_SLIP}
    assert not Case.objects.filter(applicant=crossing.applicant).exists()


@pytest.mark.req("R-020")
def test_every_original_is_in_one_pair_of_hands_and_every_passing_is_signed(bind, cast):
    bind()
    wangfang = cast("wangfang")
    crossing = received(cast)
    give_out(crossing, way="post", tracking="SF123", by=wangfang, at=MONDAY)
    at = rounds(MONDAY + timedelta(hours=1), 5)
    take_back(fresh(crossing), originals=["disability_card"], by=wangfang, at=at)
    hand_over(fresh(crossing), id_number=LIQIANG, by=wangfang, at=at)
    events = list(CustodyEvent.objects.select_related("original").order_by("seq"))
    assert [each.seq for each in events] == [1, 2, 3, 4, 5, 6]
    assert events[0].giver is events[-1].taker is Holder.APPLICANT
    assert all(a.taker is b.giver and a.at <= b.at for a, b in pairwise(events))
    letters = [bytes(each) for each in Letter.objects.values_list("signature", flat=True)]
    assert all(is_ours(each) or bytes(each.signature) in letters for each in events)
    assert sum(is_ours(each) for each in events) == 4
    events[0].taken_by = "别人"
    assert not is_ours(events[0])


@pytest.mark.req("R-020")
@pytest.mark.parametrize("verb", sorted(DECIDING))
def test_the_receiving_place_cannot_decide(bind, cast, verb):
    bind()
    crossing = received(cast)
    assert verb not in FLOW.steps
    with pytest.raises(NoDecisionHere, match="我们是收件地"):
        act(verb, crossing, Given(), by=cast("wangfang"), at=MONDAY)


@pytest.mark.req("R-020")
@pytest.mark.parametrize(
    "changes",
    [
        {"outcome": "granted", "outcome_from": "620200"},
        {"outcome": "granted", "outcome_from": CITY},
        {"outcome": "granted"},
        {"handling_code": "620200", "receiving_code": CITY},
    ],
)
def test_the_database_itself_keeps_the_receiving_place_from_deciding(bind, cast, changes):
    crossing = received(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Crossing.objects.filter(pk=crossing.pk).update(**changes)


@pytest.mark.req("R-021")
@pytest.mark.parametrize("status", ["transfer", "handling", "returning", "returned", "closed"])
def test_no_leg_changes_without_both_signatures(cast, status):
    crossing = received(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Crossing.objects.filter(pk=crossing.pk).update(status=status)


@pytest.mark.req("R-021")
def test_until_the_other_side_signs_we_stay_the_owner_and_only_it_can_sign(bind, cast):
    bind(loss=1.0)
    wangfang = cast("wangfang")
    crossing = received(cast)
    give_out(crossing, way="post", tracking="SF123", by=wangfang, at=MONDAY)
    rounds(MONDAY, 3)
    crossing = fresh(crossing)
    running = whole(crossing, at=MONDAY + timedelta(days=30)).legs[-1]
    assert (running.leg, running.owner, running.is_over) == ("transfer", "receiving", True)
    for verb in ("take_over", "give_back"):
        with pytest.raises((OtherPlace, NotNow)):
            act(verb, crossing, Given(originals=("disability_card",)), by=wangfang, at=MONDAY)
    with pytest.raises(NotNow):
        take_back(crossing, originals=["disability_card"], by=wangfang, at=MONDAY)


@pytest.mark.req("R-020")
def test_everything_that_is_missing_at_the_window_is_told_at_once(cast):
    with pytest.raises(Invalid) as refused:
        received(cast, identity_checked=False, in_form=(), id_number="1")
    pointers = {each.pointer for each in refused.value.faults}
    assert pointers == {"/id_number", "/identity_checked", "/form-application_form", "/form-disability_card"}
    with pytest.raises(Invalid) as refused:
        received(cast, originals=())
    assert [each.pointer for each in refused.value.faults] == ["/original-disability_card"]
    assert not Crossing.objects.exists()


def test_what_is_not_agreed_or_is_online_is_not_received_here(cast):
    for matter, refusal in (("XX", NotFound), ("YL-FUND", NotNow)):
        with pytest.raises(refusal):
            received(cast, matter)
    with pytest.raises(NotFound):
        receive("000000", "XX", given=window(), by=cast("wangfang"), at=MONDAY)
    with pytest.raises(NotYours):
        receive(CITY, "YL-SUBSIDY", given=window(), by=cast("zhaomin"), at=MONDAY)


def test_what_goes_out_has_a_courier_number_and_originals_are_posted(bind, cast):
    wangfang = cast("wangfang")
    crossing = received(cast)
    with pytest.raises(NoLine):
        give_out(crossing, way="post", tracking="SF1", by=wangfang, at=MONDAY)
    bind()
    for way, tracking in (("post", " "), ("electronic", ""), ("pigeon", "1")):
        with pytest.raises(Invalid):
            give_out(crossing, way=way, tracking=tracking, by=wangfang, at=MONDAY)
    plain = received(cast, "YL-GRADUATE", in_form=("application_form", "diploma_copy"), originals=())
    give_out(plain, way="electronic", by=wangfang, at=MONDAY)
    rounds(MONDAY, 3)
    assert fresh(plain).status == CrossingStatus.RETURNING


@pytest.mark.req("R-020")
def test_nothing_ends_while_an_original_is_away_and_nobody_else_gets_it(bind, cast):
    bind()
    wangfang = cast("wangfang")
    crossing = received(cast)
    give_out(crossing, way="post", tracking="SF123", by=wangfang, at=MONDAY)
    at = rounds(MONDAY, 5)
    with pytest.raises(NotAllThere, match="残疾人证"):
        take_back(fresh(crossing), originals=[], by=wangfang, at=at)
    take_back(fresh(crossing), originals=["disability_card"], by=wangfang, at=at)
    with pytest.raises(Invalid):
        hand_over(fresh(crossing), id_number="620201194805160046", by=wangfang, at=at)
    Original.objects.update(holder=Holder.COURIER)
    with pytest.raises(StillAway, match="残疾人证"):
        hand_over(fresh(crossing), id_number=LIQIANG, by=wangfang, at=at)
    assert fresh(crossing).status == CrossingStatus.RETURNED


def test_who_changes_their_mind_before_it_goes_out_has_their_originals_back(cast):
    crossing = received(cast)
    for paper in ("", "620201194805160046"):
        with pytest.raises(Invalid):
            withdraw(fresh(crossing), id_number=paper, by=cast("wangfang"), at=MONDAY)
    assert Original.objects.get().hands is Holder.RECEIVING
    withdraw(fresh(crossing), id_number=LIQIANG, by=cast("wangfang"), at=MONDAY)
    assert Original.objects.get().hands is Holder.APPLICANT
    assert not Outgoing.objects.filter(channel="partner_city").exists()


@pytest.mark.req("R-020")
def test_joint_handling_needs_each_sides_step_done_and_confirmed(bind, cast):
    bind()
    wangfang = cast("wangfang")
    crossing = received(
        cast, "YL-HUKOU", in_form=("application_form", "household_register"), originals=("household_register",)
    )
    give_out(crossing, way="post", tracking="SF9", by=wangfang, at=MONDAY)
    at = rounds(MONDAY, 5)
    crossing = fresh(crossing)
    assert crossing.status == CrossingStatus.HANDLING
    assert JointPart.objects.get(key="cancel_out").done_at is not None
    with pytest.raises(OtherPlace):
        confirm_part(crossing, "confirm_in", by=wangfang, at=at)
    with pytest.raises(OtherPlace):
        finish_part(crossing, "cancel_out", by=wangfang, at=at)
    finish_part(crossing, "confirm_in", by=wangfang, at=at)
    with pytest.raises(NotNow):
        finish_part(fresh(crossing), "confirm_in", by=wangfang, at=at)
    confirm_part(fresh(crossing), "cancel_out", by=wangfang, at=at)
    at = rounds(at + timedelta(hours=1), 4)
    crossing = fresh(crossing)
    assert crossing.status == CrossingStatus.RETURNING
    assert not JointPart.objects.filter(confirmed_at__isnull=True).exists()
    take_back(crossing, originals=["household_register"], by=wangfang, at=at)
    hand_over(fresh(crossing), id_number=LIQIANG, by=wangfang, at=at)
    assert fresh(crossing).status == CrossingStatus.CLOSED


@pytest.mark.req("R-020")
def test_what_is_wholly_online_is_shown_the_way_and_that_is_on_record():
    route_out(CITY, "YL-FUND", at=MONDAY)
    assert list(Routed.objects.values_list("partner_code", "direction", "matter_code")) == [
        (CITY, "outbound", "YL-FUND")
    ]
    with pytest.raises(NotFound):
        route_out(CITY, "YL-SUBSIDY", at=MONDAY)


def test_what_leaves_the_house_of_a_person_is_on_record_and_nowhere_in_the_clear(bind, cast):
    bind()
    crossing = received(cast)
    give_out(crossing, way="post", tracking="SF1", by=cast("wangfang"), at=MONDAY)
    reads = Entry.objects.filter(verb="read", facts__subject=crossing.chain)
    assert {each.facts["purpose"] for each in reads} == {"移交办理地"}
    letter = Letter.objects.get()
    assert LIQIANG not in letter.face
    assert LIQIANG.encode() not in bytes(letter.private_sealed)
    assert LIQIANG not in str(list(Outgoing.objects.values_list("payload", flat=True)))
    assert OfficialDocument.objects.filter(subject=crossing.chain).count() == 2
    assert Role.COUNTER in cast("wangfang").roles


@pytest.mark.req("R-020")
def test_what_goes_back_is_not_kept_as_well(bind, cast):
    city, crossing, at = bind(), received(cast), MONDAY
    give_out(crossing, way="post", tracking="SF1", by=cast("wangfang"), at=at)
    there = {"originals": ["disability_card"], "signer": "某人"}
    both = there | {"outcome": "granted", "kept": [{"code": "disability_card", "basis": "某法 第一条"}]}
    city._write(crossing.number, Place.HANDLING, Kind.ACKNOWLEDGE, there, at + timedelta(hours=1))
    city._write(crossing.number, Place.HANDLING, Kind.GIVE_BACK, both, at + timedelta(hours=2))
    collect(at + timedelta(hours=3))
    refused = Letter.objects.get(number=crossing.number, kind=Kind.GIVE_BACK).refused
    assert "又送回又留存" in refused
    assert (fresh(crossing).status, Original.objects.get().hands) == (CrossingStatus.HANDLING, Holder.HANDLING)


@pytest.mark.req("R-073")
def test_the_window_that_only_receives_goes_the_whole_way_with_the_parcels_tracked(bind, cast, lodge_there):
    city = bind()
    lodge_there(city)
    receiver = cast("yuanfang")
    crossing = receive(CITY, "YL-SUBSIDY", given=window(), by=receiver, at=MONDAY)
    with pytest.raises(Invalid):
        give_out(crossing, way="post", tracking="SF9", postage="很贵", by=receiver, at=MONDAY)
    give_out(crossing, way="post", tracking="SF9", postage="12.50", by=receiver, at=MONDAY)
    (sent,) = parcels(receiver)
    assert (sent.tracking, sent.is_ours, sent.signed_at, sent.postage) == ("SF9", True, None, 1250)
    assert sent.due_on is not None
    assert sent.is_late(sent.due_on + timedelta(days=1))
    at = rounds(MONDAY + timedelta(hours=3), 5)
    take_back(fresh(crossing), originals=["disability_card"], by=receiver, at=at)
    hand_over(fresh(crossing), id_number=LIQIANG, by=receiver, at=at)
    assert [(each.is_ours, each.signed_at is not None) for each in parcels(receiver)] == [(False, True), (True, True)]
    assert postage_since(receiver, MONDAY) == Postage(parcels=1, cents=1250, unknown=0)
    assert fresh(crossing).status == CrossingStatus.CLOSED
    inbound = Crossing.objects.exclude(pk=crossing.pk).get()
    assert list(visible_to(receiver)) == [crossing]
    assert set(visible_to(cast("wangfang"))) == {crossing, inbound}
    with pytest.raises(NotYours):
        take_over(inbound, originals=["disability_card"], by=receiver, at=at)


@pytest.mark.req("R-073")
def test_what_the_postage_was_is_read_in_yuan():
    assert [cents(each) for each in ("", "12", "12.5", "0.05元", "1000")] == [None, 1200, 1250, 5, 100_000]
    for wrong in ("-1", "1.005", "1000.01", "nan", "9e999999", "十二"):
        with pytest.raises(Invalid):
            cents(wrong)
