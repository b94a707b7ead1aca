"""The register and the listing of agencies (清理、入驻): what may be demanded, two persons, papers that run out."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.errors import Declined, Invalid, NotFound, NotYours
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.tests.applying import MONDAY
from tongban.handling.intermediaries import jobs
from tongban.handling.intermediaries.commands import listing
from tongban.handling.intermediaries.models import IntermediaryAgency, Offering
from tongban.handling.intermediaries.queries.agencies import agency_for, compared, public_agency, shown, visible_to
from tongban.handling.intermediaries.queries.register import coverage, register, to_clean_up

from .market import DAY, EXAMINER, GUIDE, PAPER, REVIEWER, fresh_agency, hengjian, on_shelf

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-057", "R-058", "R-059")
def test_what_has_no_sufficient_basis_is_to_be_cleaned_up_by_its_department_and_the_rest_is_in_the_supermarket():
    rows = register(DAY)
    mandatory = [each for each in rows if each.is_mandatory]
    assert [(each.name, each.ground.label) for each in mandatory] == [("施工图设计文件审查", "行政法规")]
    found = coverage(rows)
    assert (found.percent, found.missing) == (100, ())
    todo = to_clean_up(rows)
    assert {each.name for one in todo.values() for each in one} == {"驾驶人体检", "公共场所卫生检测或评价"}
    for agency, those in todo.items():
        assert {each.agency for each in those} == {agency}
        assert "不是法律、法规或者国务院决定" in those[0].why


@pytest.mark.req("R-060")
def test_an_agency_is_listed_by_two_persons_with_its_whole_guide(cast, first):
    with pytest.raises(Invalid) as refusal:
        listing.apply(
            replace(GUIDE, conditions=" ", process=""), replace(PAPER, number=""), phone="12", by=first, at=MONDAY
        )
    assert {each.pointer for each in refusal.value.faults} == {"/conditions", "/process", "/number", "/phone"}
    made = listing.apply(GUIDE, PAPER, phone="0937-6250054", by=first, at=MONDAY)
    assert made.status == "applied"
    assert not shown(DAY).exists(), "what nobody checked is not shown"
    with pytest.raises(NotYours):
        listing.check(made, words="看过", by=cast("zhaomin"), at=MONDAY)
    listing.check(made, words="网上查到证书，有效", by=cast(EXAMINER), at=MONDAY)
    both = replace(cast(EXAMINER), roles=cast(EXAMINER).roles | cast(REVIEWER).roles)
    with pytest.raises(listing.SamePerson):
        listing.list_agency(fresh_agency(made), by=both, at=MONDAY)
    listing.list_agency(fresh_agency(made), by=cast(REVIEWER), at=MONDAY)
    assert [each.agency.name for each in compared("place-test", on=DAY)] == [made.party.name]
    verbs = list(Entry.objects.filter(chain=made.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["apply", "check", "list"]
    with pytest.raises(IntegrityError), transaction.atomic():
        Offering.objects.filter(agency=made).update(price_standard="")


def test_an_enterprise_applies_itself_and_staff_do_not(cast, first):
    for actor in (cast(EXAMINER), cast("liqiang")):
        with pytest.raises(NotYours):
            listing.apply(GUIDE, PAPER, phone="0937-6250054", by=actor, at=MONDAY)
    made = listing.apply(GUIDE, PAPER, phone="0937-6250054", by=first, at=MONDAY)
    listing.send_back(made, reason="证书编号对不上", by=cast(EXAMINER), at=MONDAY)
    again = listing.apply(GUIDE, replace(PAPER, number="样例-CMA-002"), phone="0937-6250054", by=first, at=MONDAY)
    assert (again.pk, again.status) == (made.pk, "applied")
    with pytest.raises(Declined):
        listing.apply(replace(GUIDE, service="drawing-review"), PAPER, phone="0937-6250054", by=first, at=MONDAY)


@pytest.mark.req("R-063")
def test_a_paper_that_runs_out_takes_the_agency_off_the_shelf_the_same_day(cast, first):
    until = DAY + timedelta(days=30)
    agency = on_shelf(first, cast, paper=replace(PAPER, valid_until=until))
    assert shown(until).exists()
    assert not shown(until + timedelta(days=1)).exists(), "not even the timer is waited for"
    with pytest.raises(NotFound):
        public_agency(agency.code, on=until + timedelta(days=1))
    night = datetime.combine(until + timedelta(days=1), MONDAY.timetz())
    assert jobs.look_after_agencies(at=night) == 1
    assert jobs.look_after_agencies(at=night) == 0
    gone = fresh_agency(agency)
    assert (gone.status, gone.reason) == ("delisted", "资质到期，没有换证")
    told = Outgoing.objects.filter(chain=agency.chain, channel="message").order_by("-pk")[0]
    assert "资质到期" in told.payload["text"]


@pytest.mark.req("R-060")
def test_agencies_are_compared_by_price_by_time_and_by_score(cast, first, second):
    cheap = on_shelf(first, cast)
    quick = on_shelf(second, cast, guide=replace(GUIDE, limit_days=3, price_from=20000))
    IntermediaryAgency.objects.filter(pk=quick.pk).update(score=9100)
    assert [each.agency_id for each in compared("place-test", on=DAY, order="price")] == [cheap.pk, quick.pk]
    assert [each.agency_id for each in compared("place-test", on=DAY, order="limit")] == [quick.pk, cheap.pk]
    assert [each.agency_id for each in compared("place-test", on=DAY, order="score")] == [quick.pk, cheap.pk]
    assert [each.agency_id for each in compared("place-test", on=DAY, most_price=15000)] == [cheap.pk]
    assert [each.agency_id for each in compared("place-test", on=DAY, most_days=3)] == [quick.pk]
    assert [each.agency_id for each in compared("place-test", on=DAY, words="瑞康")] == [quick.pk]


def test_who_sees_an_application(cast, first, shelf):
    assert agency_for(first, shelf[0].code).pk == shelf[0].pk
    assert visible_to(cast(EXAMINER)).count() == visible_to(cast("zhengyawen")).count()
    assert not visible_to(cast("zhaomin")).filter(pk=shelf[0].pk).exists()
    with pytest.raises(NotFound):
        agency_for(cast("zhouyou"), shelf[0].code)
    listing.delist(shelf[0], reason="样例：停业", by=cast(REVIEWER), at=MONDAY)
    with pytest.raises(Declined):
        listing.delist(fresh_agency(shelf[0]), reason="再来", by=SYSTEM, at=MONDAY)
    assert hengjian(cast).acting_for == shelf[0].party_id
