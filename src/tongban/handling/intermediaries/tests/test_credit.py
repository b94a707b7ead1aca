"""Credit of agencies (中介信用): one review of each side, appeal freezes, classes rule, repair, concentration."""

from datetime import timedelta

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.intermediaries.commands import crediting, watching
from tongban.handling.intermediaries.models import Concentration, CreditItem, Need
from tongban.handling.intermediaries.queries.agencies import shown
from tongban.handling.intermediaries.queries.credit import alerts, inspections, published, score_of
from tongban.handling.intermediaries.subscribers import follow_credit, watch_shares
from tongban.registers.agencies.models import Agency

from . import market
from .market import DAY, EXAMINER, MARKS, REVIEWER, accepted, chosen, contracted, fresh_agency, sealed

pytestmark = [pytest.mark.django_db]


@pytest.fixture
def done(client_of_market, first, shelf) -> Need:
    need = chosen(market.published(client_of_market), shelf[0], client_of_market)
    return accepted(contracted(need, client_of_market, first), client_of_market, first)


@pytest.mark.req("R-062")
def test_each_side_reviews_a_contract_once_and_the_score_follows_the_formula(cast, client_of_market, first, done):
    with pytest.raises(Invalid):
        crediting.review(done, marks={"quality": 9}, words="", by=client_of_market, at=MONDAY)
    with pytest.raises(NotYours):
        crediting.review(done, marks=MARKS, words="", by=first, at=MONDAY)
    with pytest.raises(NotYours):
        crediting.review(done, marks=MARKS, words="", by=cast(EXAMINER), at=MONDAY)
    done.department = Agency.objects.get(key="health")
    done.save(update_fields=["department"])
    one = crediting.review(done, marks=MARKS, words="报告清楚", by=client_of_market, at=MONDAY)
    crediting.review(done, marks=dict.fromkeys(MARKS, 4), words="", by=cast(EXAMINER), at=MONDAY)
    for actor in (client_of_market, cast(EXAMINER)):
        with pytest.raises(NotNow, match="只评一次"):
            crediting.review(done, marks=MARKS, words="", by=actor, at=MONDAY)
    follow_credit(Entry.objects.get(chain=one.chain))
    agency = fresh_agency(one.agency)
    assert agency.score == score_of(agency.pk, on=DAY).value == round((9 * 8000 + 3 * 9200 + 2 * 8000) / 14)
    told = Entry.objects.filter(chain=agency.chain, verb="rate").get().facts
    assert told["weighted"] // told["weight"] == agency.score


@pytest.mark.req("R-062", "R-064")
def test_an_appeal_freezes_the_entry_and_is_answered_by_somebody_else(cast, client_of_market, first, shelf, done):
    item = crediting.record_breach(shelf[0], breach="false_result", words="数据对不上", by=cast(EXAMINER), at=MONDAY)
    follow_credit(Entry.objects.get(chain=item.chain))
    agency = fresh_agency(shelf[0])
    assert agency.credit_class == "D"
    assert not shown(DAY).filter(agency=agency).exists(), "class D is not shown and not drawn"
    news = Outgoing.objects.filter(chain=agency.chain, payload__verb="intermediary_rate").get()
    assert "由B级变为D级" in news.payload["text"]
    entry = crediting.appeal(item, words="样品编号写错，数据是真的", by=first, at=MONDAY)
    follow_credit(entry)
    assert published(agency) == []
    assert fresh_agency(agency).credit_class == "B"
    item = CreditItem.objects.select_related("agency__party").get(pk=item.pk)
    with pytest.raises(NotYours):
        crediting.answer_appeal(item, is_upheld=True, words="同意", by=cast("sunqiang"), at=MONDAY)
    crediting.answer_appeal(item, is_upheld=False, words="查了原始记录，数据不实", by=cast(REVIEWER), at=MONDAY)
    assert [each.pk for each in published(agency)] == [item.pk]
    with pytest.raises(NotNow, match="申诉过一次"):
        crediting.appeal(item, words="再来", by=first, at=MONDAY)


@pytest.mark.req("R-064")
def test_a_repaired_entry_is_gone_from_the_publication_and_counts_no_more(cast, first, shelf):
    item = crediting.record_breach(shelf[0], breach="overcharged", words="多收200元", by=cast(EXAMINER), at=MONDAY)
    with pytest.raises(NotNow, match="满3个月"):
        crediting.ask_repair(item, words="退了", by=first, at=MONDAY)
    later = MONDAY + timedelta(days=100)
    crediting.ask_repair(item, words="多收的钱退了，有收条", by=first, at=later)
    assert score_of(shelf[0].pk, on=later.date()).value == 8000 - 1500
    crediting.answer_repair(item, is_granted=True, words="核实退款", by=cast(REVIEWER, later), at=later)
    assert published(shelf[0]) == []
    assert score_of(shelf[0].pk, on=later.date()).value == 8000


@pytest.mark.req("R-061")
def test_more_than_the_limit_for_one_agency_raises_an_alert_once_and_supervision_answers(cast, client_of_market, shelf):
    health = Agency.objects.get(key="health")
    for which in (0, 0, 0, 0, 1):
        need = market.published(client_of_market)
        Need.objects.filter(pk=need.pk).update(department=health)
        need = chosen(need, shelf[which], client_of_market)
        watch_shares(Entry.objects.filter(chain=need.chain, verb="choose").get())
    (alert,) = alerts()
    assert (alert.agency_id, alert.percent) == (shelf[0].pk, 80)
    assert watching.raise_alerts(at=MONDAY) == 0
    with pytest.raises(NotYours):
        watching.settle(alert, words="看过", by=cast(EXAMINER), at=MONDAY)
    watching.settle(alert, words="五个委托人都说是自己选的", by=cast("zhengyawen"), at=MONDAY)
    assert Concentration.objects.get().status == "settled"


@pytest.mark.req("R-063")
def test_the_inspections_of_a_month_follow_from_the_block_before_it_and_the_class(shelf):
    assert inspections(DAY) is None, "before the first block there is no draw"
    sealed(at=MONDAY - timedelta(days=30))
    shelf[0].credit_class = "D"
    shelf[0].save(update_fields=["credit_class"])
    found = inspections(DAY)
    assert found is not None
    assert shelf[0].pk in {each.pk for each in found.agencies}
    assert inspections(DAY) == found
