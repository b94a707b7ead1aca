"""A result goes by post once whatever the line does, and is followed until it is signed for or comes back (R-205)."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tongban.exchange.connectors.post.models import SimulatedParcel
from tongban.exchange.connectors.post.simulator import Simulator, send_back, set_faults
from tongban.exchange.lines.misbehaving import LineFaults
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands.delivering import collect
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.cases.tests.driving import TAKEN, after, fresh, issued, listed, received
from tongban.handling.posting.bound import BOUND
from tongban.handling.posting.commands.sending import end_by_hand, follow, order, pick_up, send
from tongban.handling.posting.commands.wishing import cancel, want
from tongban.handling.posting.jobs import follow_parcels
from tongban.handling.posting.models import Shipment, ShipmentEvent
from tongban.handling.posting.ports import PostLabel, PostOrder, PostUnavailable
from tongban.handling.posting.queries.shipments import at_the_window, recipient_of, shipment_for
from tongban.handling.posting.rules.states import ShipmentStatus as S
from tongban.handling.posting.subscribers import stop_what_is_over

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-205")]
Cast = Callable[..., Actor]
WORST = LineFaults(seed=3, loss=0.4, duplicates=0.4, delay=0.4, bad_receipts=0.3)
HOME = {"name": "李强", "phone": "13893700001", "address": "甘肃省嘉峪关市雄关街道样例路1号"}
SENT_AT = after(2, 15)


@pytest.fixture(autouse=True)
def line() -> Iterator[None]:
    before, BOUND.line = BOUND.line, Simulator(LineFaults())
    yield
    BOUND.line = before


def again(found: Shipment) -> Shipment:
    return Shipment.objects.select_related("case__applicant", "case__agency", "case__delivery").get(pk=found.pk)


def wanted(case: Case, cast: Cast) -> Shipment:
    return again(want(case, **HOME, by=cast("liqiang"), at=MONDAY))


def sent(cast: Cast) -> Shipment:
    found = wanted(issued(cast), cast)
    label = order(found, by=cast("liuyang"), at=SENT_AT)
    send(found, tracking=label.tracking, is_ordered=True, by=cast("liuyang"), at=SENT_AT)
    return again(found)


def test_a_result_is_sent_served_by_it_and_followed_until_somebody_signs(cast: Cast) -> None:
    found = sent(cast)
    case = Case.objects.select_related("delivery").get(pk=found.case_id)
    assert (found.state, case.status) == (S.SENT, "served")
    assert (case.delivery.way, case.delivery.tracking) == ("post", found.tracking)
    kept = Entry.objects.get(chain=found.chain, verb="send_parcel")
    assert kept.facts["told_the_post"] == ["name", "phone", "address"]
    assert "样例路" not in str(kept.facts)
    assert follow_parcels(at=SENT_AT + timedelta(hours=5)) == 1
    assert [each.kind for each in again(found).events.order_by("at")] == ["taken", "on_the_way"]
    assert follow_parcels(at=SENT_AT + timedelta(hours=5)) == 0, "it was just asked for"
    follow_parcels(at=SENT_AT + timedelta(days=2))
    done = again(found)
    assert (done.state, done.ended_at) == (S.SIGNED, SENT_AT + timedelta(hours=26))
    assert Entry.objects.filter(chain=found.chain, verb="sign_for").count() == 1
    assert follow_parcels(at=SENT_AT + timedelta(days=3)) == 0


def test_where_it_goes_is_sealed_masked_and_changed_by_saying_it_anew(cast: Cast) -> None:
    case = received(cast)
    found = wanted(case, cast)
    assert found.phone_masked == "138****0001"
    assert "样例路1号" not in found.address_masked
    assert recipient_of(found).address == HOME["address"]
    moved = HOME | {"address": "甘肃省酒泉市肃州区样例街9号"}
    assert want(case, **moved, by=cast("wangfang"), at=MONDAY).pk == found.pk
    assert recipient_of(again(found)).address == moved["address"]
    assert not at_the_window(cast("liuyang")), "the result is not made yet"
    with pytest.raises(NotNow, match="还没有制好"):
        order(found, by=cast("liuyang"), at=MONDAY)
    with pytest.raises(NotFound):
        shipment_for(cast("zhouyou"), found.code)


def test_everything_that_is_wrong_with_an_address_is_told_at_once(cast: Cast) -> None:
    with pytest.raises(Invalid) as refused:
        want(received(cast), name=" ", phone="123", address="短", by=cast("liqiang"), at=MONDAY)
    assert [each.pointer for each in refused.value.faults] == ["/name", "/phone", "/address"]


def test_only_where_the_guide_offers_it(cast: Cast) -> None:
    with listed(may_deliver_by_post=False):
        case = received(cast)
        with pytest.raises(NotNow, match="没有提供邮寄"):
            wanted(case, cast)


def test_only_the_issuing_window_sends(cast: Cast) -> None:
    found = wanted(issued(cast), cast)
    assert [each.pk for each in at_the_window(cast("liuyang"))] == [found.pk]
    for other in ("wangfang", "liqiang"):
        with pytest.raises(NotYours):
            order(found, by=cast(other), at=SENT_AT)
        with pytest.raises(NotYours):
            send(found, tracking="X1", by=cast(other), at=SENT_AT)


def test_by_hand_it_works_without_the_line(cast: Cast) -> None:
    BOUND.line, found = None, wanted(issued(cast), cast)
    by = cast("liuyang")
    with pytest.raises(NotNow, match="手工交寄"):
        order(found, by=by, at=SENT_AT)
    with pytest.raises(Invalid):
        send(found, tracking=" ", by=by, at=SENT_AT)
    send(found, tracking="EA 123 456 789 CN", by=by, at=SENT_AT)
    assert (again(found).tracking, again(found).is_ordered) == ("EA123456789CN", False)
    with pytest.raises(NotNow):
        follow(again(found), at=SENT_AT)
    end_by_hand(again(found), verb="sign_for", by=by, at=after(4))
    assert again(found).state is S.SIGNED


def test_what_comes_back_is_told_and_sent_anew_without_being_served_twice(cast: Cast) -> None:
    first = sent(cast)
    send_back(first.tracking)
    follow_parcels(at=SENT_AT + timedelta(days=5))
    assert again(first).state is S.RETURNED
    assert "被退回" in Outgoing.objects.get(payload__verb="come_back").payload["text"]
    assert [each.pk for each in at_the_window(cast("liuyang"))] == [first.pk]
    second = again(want(fresh(first.case), **HOME, by=cast("liqiang"), at=after(8)))
    assert [each.pk for each in at_the_window(cast("liuyang"))] == [second.pk]
    label = order(second, by=cast("liuyang"), at=after(8))
    send(second, tracking=label.tracking, is_ordered=True, by=cast("liuyang"), at=after(8))
    assert Entry.objects.filter(chain=first.case.chain, verb="serve").count() == 1
    with pytest.raises(NotNow, match="已经寄出"):
        want(fresh(first.case), **HOME, by=cast("liqiang"), at=after(8))
    with pytest.raises(NotNow):
        end_by_hand(again(second), verb="sign_for", by=cast("liuyang"), at=after(9))


def test_what_came_back_can_be_fetched(cast: Cast) -> None:
    found = sent(cast)
    send_back(found.tracking)
    follow_parcels(at=SENT_AT + timedelta(days=5))
    pick_up(again(found), by=cast("liuyang"), at=after(9))
    assert (again(found).state, at_the_window(cast("liuyang"))) == (S.SIGNED, [])


def test_a_wish_ends_when_the_result_was_handed_over_otherwise(cast: Cast) -> None:
    found = wanted(issued(cast), cast)
    collect(fresh(found.case), given=TAKEN, by=cast("liuyang"), at=after(3))
    for entry in Entry.objects.filter(chain=found.case.chain, verb="collect"):
        stop_what_is_over(entry)
        stop_what_is_over(entry)
    assert again(found).state is S.CANCELLED
    with pytest.raises(NotNow):
        want(fresh(found.case), **HOME, by=cast("liqiang"), at=after(3))
    mine = wanted(received(cast), cast)
    cancel(mine, by=cast("liqiang"), at=MONDAY)
    assert again(mine).state is S.CANCELLED


def test_over_the_worst_line_there_is_one_parcel_and_every_event_stands_once(cast: Cast) -> None:
    found, by, at = wanted(issued(cast), cast), cast("liuyang"), SENT_AT
    BOUND.line = Simulator(WORST)
    labels = set[str]()
    for _ in range(12):
        try:
            labels.add(order(found, by=by, at=at).tracking)
        except PostUnavailable:
            continue
    assert len(labels) == 1
    assert SimulatedParcel.objects.count() == 1
    send(found, tracking=labels.pop(), is_ordered=True, by=by, at=at)
    for _ in range(60):
        at += timedelta(hours=1)
        follow_parcels(at=at)
    done = again(found)
    assert done.state is S.SIGNED
    assert done.events.filter(kind="signed").count() == 1
    assert done.events.values("number").distinct().count() == done.events.count()


def test_a_label_of_another_parcel_and_a_number_that_is_known_are_refused(cast: Cast) -> None:
    class Wrong(Simulator):
        def order(self, told: PostOrder, *, at: object) -> PostLabel:
            return PostLabel("another", "X1")

    first = sent(cast)
    found = wanted(issued(cast), cast)
    BOUND.line = Wrong(LineFaults())
    with pytest.raises(PostUnavailable):
        order(found, by=cast("liuyang"), at=SENT_AT)
    with pytest.raises(Invalid):
        send(found, tracking=first.tracking, by=cast("liuyang"), at=SENT_AT)
    with pytest.raises(IntegrityError), transaction.atomic():
        Shipment.objects.filter(pk=found.pk).update(status="sent")
    assert not ShipmentEvent.objects.filter(shipment=found).exists()


def test_the_simulator_says_that_it_is_one_and_only_some_may_make_it_bad(cast: Cast) -> None:
    assert "模拟" in Simulator.name
    with pytest.raises(NotYours):
        set_faults(WORST, by=cast("wangfang"), at=MONDAY)
    set_faults(LineFaults(loss=1.0), by=cast("zhengyawen"), at=MONDAY)
    told = PostOrder("JS1", "样例人", "13993700005", "样例路1号", "样例局", "样例证")
    with pytest.raises(Declined):
        Simulator().order(told, at=MONDAY)
    for knob in ("delay", "duplicates", "bad_receipts"):
        set_faults(LineFaults(**{knob: 1.0}), by=cast("zhengyawen"), at=MONDAY)  # type: ignore[arg-type]
    assert Simulator().order(told, at=MONDAY) == PostLabel("", "")
    assert SimulatedParcel.objects.count() == 1
