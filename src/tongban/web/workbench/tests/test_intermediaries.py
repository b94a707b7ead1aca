"""Agencies at the desk (中介机构): two persons list, a body reviews what it asked for, another answers appeals."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import get_resolver

from tongban.foundation.kernel.clock import now
from tongban.handling.intermediaries.commands import crediting, listing
from tongban.handling.intermediaries.models import Concentration, CreditItem, IntermediaryAgency, Need
from tongban.handling.intermediaries.tests.market import (
    EXAMINER,
    GUIDE,
    PAPER,
    REVIEWER,
    accepted,
    chosen,
    contracted,
    hengjian,
    mingyue,
    on_shelf,
    published,
)
from tongban.registers.agencies.models import Agency

pytestmark = pytest.mark.django_db
AtDesk = Callable[[str], Client]
HERE = "/workbench/intermediaries"


@pytest.mark.req("R-060", "R-063")
def test_one_checks_another_lists_and_both_see_what_to_clean_up(at_desk: AtDesk, cast):
    made = listing.apply(GUIDE, PAPER, phone="0937-6250054", by=hengjian(cast, now()), at=now())
    examiner, reviewer = at_desk(EXAMINER), at_desk(REVIEWER)
    page = examiner.get(HERE).content.decode()
    for words in (made.party.name, "等核对", "公共场所卫生检测或评价", "不是法律、法规或者国务院决定"):
        assert words in page
    one = f"{HERE}/{made.code}"
    assert examiner.post(f"{one}/acts/check", {"words": " "}).status_code == 422
    assert examiner.post(f"{one}/acts/check", {"words": "查到证书"}).status_code == 302
    assert examiner.post(f"{one}/acts/list").status_code == 403
    assert reviewer.post(f"{one}/acts/list").status_code == 302
    assert IntermediaryAgency.objects.get().status == "listed"
    assert at_desk("zhaomin").get(one).status_code == 404
    assert reviewer.post(f"{one}/acts/delist", {"reason": "样例：停业"}).status_code == 302


@pytest.mark.req("R-061", "R-062")
def test_the_body_reviews_a_result_once_and_finds_no_way_to_choose(at_desk: AtDesk, cast):
    agency = on_shelf(hengjian(cast, now()), cast, at=now())
    client, provider = mingyue(cast, now()), hengjian(cast, now())
    need = published(client, at=now())
    Need.objects.filter(pk=need.pk).update(department=Agency.objects.get(key="health"))
    need = chosen(need, agency, client, at=now())
    need = accepted(contracted(need, client, provider, at=now()), client, provider, at=now())
    examiner = at_desk(EXAMINER)
    one = f"/workbench/intermediary-needs/{need.code}"
    page = examiner.get(one).content.decode()
    assert "机构由申请人自己选" in page
    assert 'name="agency"' not in page
    marks = {"quality": "4", "time": "4", "price": "4", "attitude": "4"}
    assert examiner.post(f"{one}/review", marks | {"time": "9"}).status_code == 422
    assert examiner.post(f"{one}/review", marks).status_code == 302
    assert examiner.post(f"{one}/review", marks).status_code == 409
    assert at_desk("zhaomin").get(one).status_code == 404
    item = CreditItem.objects.select_related("agency__party").get()
    crediting.appeal(item, words="没有道理", by=provider, at=now())
    answer = f"/workbench/intermediary-credit/{item.code}/acts/uphold"
    assert examiner.post(answer, {"words": "同意"}).status_code == 403
    assert at_desk(REVIEWER).post(answer, {"words": ""}).status_code == 422
    assert at_desk(REVIEWER).post(answer, {"words": "评价没有事实"}).status_code == 302
    assert CreditItem.objects.get().status == "voided"


@pytest.mark.req("R-061")
def test_no_address_of_staff_or_machines_can_set_an_agency(at_desk: AtDesk, cast):
    resolver = get_resolver("tongban.config.urls")
    names = {str(each) for each in resolver.reverse_dict if isinstance(each, str)}
    ours = {each for each in names if "intermediar" in each or each.startswith(("need", "my-agency"))}
    assert ours >= {"need-act", "desk-intermediary-act"}
    assert not [each for each in ours if each.startswith("api-")], "machines publish and choose nothing either"
    agency = on_shelf(hengjian(cast, now()), cast, at=now())
    need = published(mingyue(cast, now()), at=now())
    for login in ("wangfang", EXAMINER, "zhengyawen"):
        sent = {"agency": str(agency.code)}
        assert at_desk(login).post(f"/me/needs/{need.code}/acts/choose", sent).status_code == 403
        for verb in ("choose", "draw", "open_bids"):
            assert at_desk(login).post(f"{HERE}/{agency.code}/acts/{verb}", sent).status_code in (403, 404)
    assert Need.objects.get().selected_id is None


@pytest.mark.req("R-057", "R-059", "R-061")
def test_the_console_shows_clean_up_coverage_and_settles_an_alert(at_desk: AtDesk, cast):
    agency = on_shelf(hengjian(cast, now()), cast, at=now())
    health = Agency.objects.get(key="health")
    alert = Concentration(department=health, agency=agency, status="open", count=5, total=6, raised_at=now())
    alert.save()
    supervisor = at_desk("zhengyawen")
    page = supervisor.get("/console/intermediaries").content.decode()
    for words in ("100%", "1 / 1", "清理清单，按部门", "机动车驾驶证申领和使用规定", "占 83%"):
        assert words in page
    settle = f"/console/intermediaries/alerts/{alert.code}/settle"
    assert supervisor.post(settle, {"words": ""}).status_code == 422
    assert at_desk("linjing").post(settle, {"words": "看过"}).status_code == 403
    assert supervisor.post(settle, {"words": "都是自己选的"}).status_code == 302
    assert "都是自己选的" in supervisor.get("/console/intermediaries").content.decode()
