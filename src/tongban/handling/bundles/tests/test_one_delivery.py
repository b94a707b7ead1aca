"""One delivery (一次发证): results are sent together, never beyond their own limit, and nobody is kept from theirs."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.worktime.queries import calendar
from tongban.foundation.worktime.rules import add_workdays
from tongban.handling.bundles.commands import delivering, following
from tongban.handling.bundles.jobs import let_go_of_results
from tongban.handling.bundles.queries.control import control
from tongban.handling.bundles.rules.branches import Branch
from tongban.handling.bundles.rules.delivering import is_ready, kept_for, let_go_on, sent_with
from tongban.handling.cases.commands import delivering as handing_out
from tongban.handling.cases.rules.states import AWAITING_HAND_OVER, ENDS
from tongban.handling.cases.rules.states import Status as S  # noqa: N817 - a table wants short names
from tongban.handling.cases.together import SentTogether

from .joining import CONTRACT, REGISTRATION, TAX, accepted, after, again, case_of, decided, department, finished, fresh

_GRANTING = frozenset({S.GRANTED, S.ISSUED, S.SERVED, S.CLOSED})


def _branch(key: str, status: S, due_on: date) -> Branch:
    outcome = "granted" if status in _GRANTING else "refused" if status is S.REFUSED else ""
    return Branch(key, key, status, outcome=outcome, due_on=None if status in ENDS else due_on)


@pytest.mark.django_db
@pytest.mark.req("R-117", "R-123")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(st.sampled_from(sorted(set(S) - {S.DRAFT})), min_size=1, max_size=5),
    st.integers(0, 270).map(lambda days: date(2026, 3, 2) + timedelta(days)),
    st.integers(-20, 20),
)
def test_a_result_waits_only_for_those_to_come_and_never_into_its_last_workday(states, due_on, workdays):
    branches = [_branch(str(place), each, due_on) for place, each in enumerate(states)]
    on = add_workdays(due_on, workdays, calendar=calendar())
    for each in branches:
        kept = kept_for(each, branches, on=on, calendar=calendar())
        assert each not in kept
        assert all(not is_ready(other) for other in kept)
        if each.status in ENDS or each.status is S.REFUSED or on >= due_on:
            assert not kept
        elif each.is_made:
            last = let_go_on(each, calendar=calendar())
            assert last is not None
            assert kept == (sent_with(each, branches) if on < last else ())
    if all(each in AWAITING_HAND_OVER - {S.GRANTED} or each in ENDS for each in states):
        assert not any(kept_for(each, branches, on=on, calendar=calendar()) for each in branches)


@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_a_result_that_is_made_waits_for_the_others_but_not_for_who_comes_for_it(cast):
    bundle = accepted(cast)
    front = case_of(bundle, CONTRACT)
    made = finished(front, department(front), at=after(1, 11))
    told = Outgoing.objects.filter(chain=made.chain, payload__verb="issue").get().payload["text"]
    assert "一起给您" in told
    assert "现在" not in told
    with pytest.raises(SentTogether, match="还在等“契税申报核税”、“不动产转移登记”，最晚"):
        handing_out.serve(made, way="electronic", by=cast("liuyang"), at=after(1, 12))
    assert not handing_out.serve_where_wanted(made, at=after(1, 12))
    seen = {line.branch.key: line for line in control(again(bundle), at=after(2)).lines}
    assert [each.key for each in seen[CONTRACT].sent_with] == [TAX, REGISTRATION]
    assert seen[CONTRACT].is_kept
    assert not seen[TAX].is_kept
    person = {"collector_name": "李强", "collector_id_number": "620201199003070017"}
    handing_out.collect(fresh(made), given=person, by=cast("liuyang"), at=after(2, 10))
    assert fresh(made).status == S.SERVED


@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_the_last_result_sends_all_of_them_once_and_a_refusal_is_never_kept(cast):
    bundle = accepted(cast)
    front, tax = case_of(bundle, CONTRACT), case_of(bundle, TAX)
    finished(front, department(front), at=after(1, 11))
    finished(tax, department(tax), at=after(1, 12))
    following.follow(tax.number, at=after(1, 12))
    assert not again(bundle).gathered_at
    last = case_of(bundle, REGISTRATION)
    refused = decided(last, department(last), at=after(1, 13), grant=False)
    for _ in range(2):
        following.follow(last.number, at=after(1, 13))
    assert again(bundle).gathered_at == after(1, 13)
    told = Outgoing.objects.filter(chain=bundle.chain, payload__verb="hand_over")
    assert "二手房合同网签备案”、“契税申报核税" in told.get().payload["text"]
    handing_out.serve(fresh(refused), way="electronic", by=cast("liuyang"), at=after(1, 14))
    handing_out.serve(fresh(front), way="electronic", by=cast("liuyang"), at=after(1, 14))


@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_the_one_that_waited_goes_out_when_the_last_of_the_others_is_refused(cast):
    bundle = accepted(cast)
    front = case_of(bundle, CONTRACT)
    finished(front, department(front), at=after(1, 11))
    for key in (TAX, REGISTRATION):
        case = case_of(bundle, key)
        handing_out.withdraw(case, by=cast("liqiang"), at=after(1, 12))
        following.follow(case.number, at=after(1, 12))
    assert "二手房合同网签备案" in Outgoing.objects.get(chain=bundle.chain, payload__verb="hand_over").payload["text"]
    assert handing_out.serve_where_wanted(fresh(front), at=after(1, 13)) is False  # they did not ask for that way
    handing_out.serve(fresh(front), way="electronic", by=cast("liuyang"), at=after(1, 13))


@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_whose_limit_is_far_keeps_nobody_behind_from_their_turn(cast):
    first, second = accepted(cast), accepted(cast)
    for bundle, at in ((second, after(0, 15)), (first, after(1, 11))):
        front = case_of(bundle, CONTRACT)
        made = finished(front, department(front), at=at)
        limit = made.clocks.get(kind="service").due_on
        if bundle is second:
            near = next(
                day for day in map(after, range(1, 30)) if limit == add_workdays(local_day(day), 1, calendar=calendar())
            )
    assert let_go_of_results(at=near, batch=1) == 1
    assert Entry.objects.filter(verb="let_go").values_list("chain", flat=True).get() == second.chain


@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_what_waited_goes_out_by_itself_before_its_own_limit_and_the_applicant_is_told(cast):
    bundle = accepted(cast)
    front = case_of(bundle, CONTRACT)
    made = finished(front, department(front), at=after(1, 11))
    limit = made.clocks.get(kind="service").due_on
    near = next(at for at in map(after, range(1, 30)) if local_day(at) == add_workdays(limit, -1, calendar=calendar()))
    days = (limit - local_day(near)).days
    assert days >= 1
    assert let_go_of_results(at=after(2)) == 0
    assert let_go_of_results(at=near) == 1
    assert let_go_of_results(at=near) == 0
    told = Outgoing.objects.get(chain=bundle.chain, payload__verb="let_go").payload["text"]
    assert "二手房合同网签备案" in told
    assert "契税申报核税" in told
    assert Entry.objects.get(chain=bundle.chain, verb="let_go").facts["cases"] == [made.number]
    handing_out.serve(fresh(made), way="electronic", by=cast("liuyang"), at=near)
    served_at = fresh(made).delivery.served_at
    assert served_at is not None
    assert local_day(served_at) < limit


@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_a_refusal_goes_out_while_a_result_waits(cast):
    bundle = accepted(cast)
    front, tax = case_of(bundle, CONTRACT), case_of(bundle, TAX)
    finished(front, department(front), at=after(1, 11))
    decided(tax, department(tax), at=after(1, 12), grant=False)
    delivering.send(again(bundle), way="electronic", by=cast("liuyang"), at=after(1, 13))
    assert (fresh(tax).status, fresh(front).status) == (S.SERVED, S.ISSUED)


@pytest.mark.django_db
@pytest.mark.req("R-117", "R-123")
def test_everything_is_handed_out_in_one_act_at_the_window_or_by_post(cast):
    bundle, liuyang = accepted(cast), cast("liuyang")
    with pytest.raises(NotNow):
        delivering.collect(again(bundle), name="李强", id_number="620201199003070017", by=liuyang, at=after(1))
    for key in (CONTRACT, TAX):
        finished(case_of(bundle, key), department(case_of(bundle, key)), at=after(1, 11))
    with pytest.raises(SentTogether):
        delivering.send(again(bundle), way="locker", by=liuyang, at=after(1, 12))
    with pytest.raises(handing_out.WrongPerson):
        delivering.collect(again(bundle), name="周游", id_number="620200199508210031", by=liuyang, at=after(1, 12))
    delivering.collect(again(bundle), name="李强", id_number="620201199003070017", by=liuyang, at=after(1, 13))
    assert {case_of(bundle, key).status for key in (CONTRACT, TAX)} == {S.SERVED}
    last = case_of(bundle, REGISTRATION)
    decided(last, department(last), at=after(1, 14), grant=False)
    delivering.send(again(bundle), way="electronic", by=liuyang, at=after(1, 15))
    assert fresh(last).status == S.SERVED
    told = Entry.objects.filter(chain=bundle.chain, verb__in=["collect", "send"]).order_by("seq")
    assert [len(each.facts["cases"]) for each in told] == [2, 1]


@pytest.mark.django_db
@pytest.mark.req("R-117")
def test_the_applicant_may_have_every_result_when_it_is_made(cast):
    bundle = accepted(cast)
    front = case_of(bundle, CONTRACT)
    made = finished(front, department(front), at=after(1, 11))
    with pytest.raises(NotYours):
        delivering.send_singly(again(bundle), by=SYSTEM, at=after(1, 12))
    delivering.send_singly(again(bundle), by=cast("liqiang"), at=after(1, 12))
    handing_out.serve(fresh(made), way="electronic", by=cast("liuyang"), at=after(1, 13))
    with pytest.raises(NotNow):
        delivering.send_singly(again(bundle), by=cast("liqiang"), at=after(1, 14))
