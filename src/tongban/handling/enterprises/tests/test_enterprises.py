"""到期雷达 and the space of an enterprise: told at 90, 60 and 30 days, once each; days, team, export (R-161)."""

from datetime import date, timedelta

import pytest
from conftest import MONDAY
from hypothesis import given as for_all
from hypothesis import strategies as st

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.commands.drafting import begin_draft
from tongban.handling.cases.queries.one_case import whole
from tongban.handling.cases.queries.visible import visible_to
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.handling.enterprises.commands.taking_out import take_out
from tongban.handling.enterprises.jobs import watch_expiry
from tongban.handling.enterprises.models import RenewalNotice
from tongban.handling.enterprises.queries.renewing import renewal_of, running_out_of_body
from tongban.handling.enterprises.queries.space import space_of
from tongban.handling.enterprises.rules.radar import THRESHOLDS, threshold_of
from tongban.registers.catalog.queries import cards
from tongban.registers.parties.commands import revoke_mandate
from tongban.registers.parties.commands.team import name_handler, name_handler_for, remove_handler
from tongban.registers.parties.models import Party
from tongban.registers.parties.queries import capacities

TODAY = local_day(MONDAY)
ZHANGWEI = {"name": "张伟", "id_number": "620200199306150077"}
ZHOUYOU = {"name": "周游", "id_number": "620200199508210031"}


def enterprise() -> Party:
    return Party.objects.get(name__contains="明月")


@pytest.mark.req("R-161")
@pytest.mark.parametrize(
    ("left", "due"), [(91, None), (90, 90), (61, 90), (60, 60), (31, 60), (30, 30), (0, 30), (-1, None)]
)
def test_a_reminder_is_due_at_ninety_sixty_and_thirty_days(left, due):
    assert threshold_of(TODAY + timedelta(days=left), TODAY) == due


@for_all(st.integers(0, 400))
def test_no_licence_gets_to_its_last_thirty_days_without_a_notice(left):
    told = {threshold_of(date(2030, 1, 1), date(2030, 1, 1) - timedelta(days=day)) for day in range(left, -1, -1)}
    assert THRESHOLDS[-1] in told


@pytest.mark.req("R-161")
@pytest.mark.django_db
def test_the_holder_is_told_once_for_each_threshold_with_where_to_renew(ending):
    found = ending(TODAY + timedelta(days=90))
    assert watch_expiry(at=MONDAY) == 1
    assert watch_expiry(at=MONDAY + timedelta(hours=1)) == 0
    assert watch_expiry(at=MONDAY + timedelta(days=29)) == 0
    assert watch_expiry(at=MONDAY + timedelta(days=30)) == 1
    assert watch_expiry(at=MONDAY + timedelta(days=85)) == 1
    assert watch_expiry(at=MONDAY + timedelta(days=91)) == 0
    assert list(RenewalNotice.objects.order_by("pk").values_list("threshold", flat=True)) == [90, 60, 30]
    sent = Outgoing.objects.filter(address=f"party:{found.holder_id}", payload__verb="tell_of_expiry")
    assert sent.count() == 3
    assert "食品经营许可证" in sent[0].payload["text"]


@pytest.mark.req("R-161")
@pytest.mark.django_db
def test_the_licence_fills_in_the_renewal_that_the_catalogue_has(ending):
    found = ending(TODAY + timedelta(days=20))
    renewal = renewal_of(found)
    assert renewal is not None
    assert "延续" in renewal.name
    assert renewal.answers["valid_until"] == found.valid_to.isoformat()
    assert renewal.answers["expired"] == "no"


@pytest.mark.req("R-161")
@pytest.mark.django_db
def test_the_body_sees_what_runs_out_and_no_other_body_does(cast, ending):
    found = ending(TODAY + timedelta(days=20))
    assert running_out_of_body(cast("zhaomin"), on=TODAY) == [found]
    assert running_out_of_body(cast("zhengyawen"), on=TODAY) == [found]
    assert running_out_of_body(cast("caiyongqiang"), on=TODAY) == []


@pytest.mark.req("R-161")
@pytest.mark.django_db
def test_the_space_is_for_whoever_stands_for_the_enterprise(cast, ending, django_assert_max_num_queries):
    found = ending(TODAY + timedelta(days=20))
    leader = cast("liqiang", acting_for=enterprise())
    with django_assert_max_num_queries(6):
        space = space_of(leader, at=MONDAY)
    assert space.may_lead
    assert [(each.kind, each.on) for each in space.deadlines if each.number == found.identifier] == [
        ("license", found.valid_to)
    ]
    assert not space_of(cast("zhangwei", acting_for=enterprise()), at=MONDAY).may_lead
    for login in ("liqiang", "zhouyou", "chenli"):
        with pytest.raises(NotNow):
            space_of(cast(login), at=MONDAY)


@pytest.mark.req("R-161")
@pytest.mark.django_db
def test_the_legal_representative_names_handlers_and_takes_them_off_at_once(cast):
    leader, handler = cast("liqiang", acting_for=enterprise()), cast("zhangwei", acting_for=enterprise())
    with pytest.raises(NotYours):
        name_handler(enterprise(), **ZHOUYOU, by=handler, at=MONDAY)
    with pytest.raises(Invalid):
        name_handler(enterprise(), **(ZHOUYOU | {"name": "周有"}), by=leader, at=MONDAY)
    member = name_handler(enterprise(), **ZHOUYOU, by=leader, at=MONDAY)
    with pytest.raises(Invalid, match="改正"):
        name_handler(enterprise(), **ZHOUYOU, by=leader, at=MONDAY)
    assert len(capacities(member.person, at=MONDAY)) == 2
    with pytest.raises(NotYours):
        remove_handler(member, by=handler, at=MONDAY)
    remove_handler(member, by=leader, at=MONDAY)
    assert len(capacities(Party.objects.get(name="周游"), at=MONDAY)) == 1
    standing = space_of(leader, at=MONDAY).members
    older = next(each for each in standing if each.role == "handler")
    remove_handler(older, by=leader, at=MONDAY)
    assert len(capacities(older.person, at=MONDAY)) == len(capacities(older.person, at=MONDAY + timedelta(days=1)))
    with pytest.raises(NotNow):
        remove_handler(standing[0], by=leader, at=MONDAY)


@pytest.mark.req("R-161")
@pytest.mark.django_db
def test_a_handler_for_named_matters_acts_for_those_only_and_every_act_is_marked(cast):
    leader, food, until = cast("liqiang", acting_for=enterprise()), food_code(), TODAY + timedelta(days=90)
    other_handler = cast("zhangwei", acting_for=enterprise())
    with pytest.raises(NotYours):
        name_handler_for(enterprise(), **ZHOUYOU, option_codes=[food], until=until, by=other_handler, at=MONDAY)
    with pytest.raises(Invalid):
        name_handler_for(enterprise(), **ZHOUYOU, option_codes=[], until=until, by=leader, at=MONDAY)
    named = name_handler_for(enterprise(), **ZHOUYOU, option_codes=[food], until=until, by=leader, at=MONDAY)
    assert [(each.label, each.mandate) for each in capacities(named.agent, at=MONDAY)][1:] == [("经办人", named)]
    handler = cast("zhouyou", acting_for=enterprise(), mandate=named)
    begin_draft(food, by=handler, at=MONDAY)
    _, case = lodged(handler)
    assert Entry.objects.get(chain=case.chain).on_behalf == f"mandate:{named.pk}"
    assert [each.is_by_mandate for each in whole(case).attached.timeline] == [True]
    lodged(leader)
    assert list(visible_to(handler)) == [case]
    other = next(each.option_code for each in cards() if each.option_code != food)
    with pytest.raises(NotYours, match="没有把这个事项委托给您"):
        begin_draft(other, by=handler, at=MONDAY)
    with pytest.raises(NotNow):
        space_of(handler, at=MONDAY)
    told = take_out(by=leader, at=MONDAY)["team"]
    assert [(each["role"], each["matters"]) for each in told][-1] == ("经办人", food)
    revoke_mandate(named, by=leader, at=MONDAY)
    with pytest.raises(NotYours, match="已经收回"):
        begin_draft(food, by=handler, at=MONDAY)
    with pytest.raises(Invalid, match="改正"):
        name_handler_for(enterprise(), **ZHANGWEI, option_codes=[food], until=until, by=leader, at=MONDAY)


@pytest.mark.req("R-161")
@pytest.mark.django_db
def test_everything_can_be_taken_out_and_that_is_on_record(cast, ending):
    ending(TODAY + timedelta(days=20))
    tables = take_out(by=cast("liqiang", acting_for=enterprise()), at=MONDAY)
    assert set(tables) == {"enterprise", "cases", "licenses", "deadlines", "team"}
    assert tables["licenses"][0]["face"]["number"] == "JY26202000000017"
    assert "李强" not in repr(tables["team"])
    facts = Entry.objects.get(chain=f"party:{enterprise().pk}", verb="take_out").facts
    assert facts["licenses"] == len(tables["licenses"])
