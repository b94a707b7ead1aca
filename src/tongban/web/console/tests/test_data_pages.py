"""Data resources and their sharing on their pages (R-177 to R-183, R-195)."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.provincial_data.bound import BOUND
from tongban.exchange.connectors.provincial_data.commands.pulling import pull
from tongban.exchange.connectors.provincial_data.models import ReturnedBatch
from tongban.exchange.connectors.provincial_data.simulator import DataFaults, SimulatedPlatform
from tongban.exchange.resolving.commands.resolving import resolve_all
from tongban.exchange.resolving.models import Pair
from tongban.exchange.sharing.models import DataDemand, SharingRequest
from tongban.exchange.sharing.tests.asking import CLIENT, system_of_asker
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.resources.models import CensusSheet, DataOfficer, DataResource
from tongban.web.console.tests.pages import nasty_to_every_form

AtConsole = Callable[[str], Client]

pytestmark = pytest.mark.django_db
LISTS = (
    "console-resources",
    "console-data-matrix",
    "console-data-coverage",
    "console-data-officers",
    "console-sharing",
    "console-demands",
    "console-census",
    "console-returns",
    "console-subject-pairs",
    "console-subjects",
)
ASK = ["console-sharing-ask", "person-basics"]


def said(**changes: Any) -> dict[str, Any]:
    today = local_day(now())
    return {
        "fields": ["name", "born-on"],
        "purpose": "核对失业登记人的身份",
        "duty": "就业促进法 第三十五条",
        "from_on": today.isoformat(),
        "until_on": (today + timedelta(days=90)).isoformat(),
        **changes,
    }


def address(name: str, *args: str) -> str:
    return reverse(name, args=list(args))


def take(by: Client, number: str, verb: str, **sent: str) -> int:
    return by.post(address("console-sharing-take", number, verb), sent).status_code


@pytest.mark.parametrize(
    ("login", "status"),
    [
        ("zhaomin", 200),
        ("chenli", 200),
        ("wutao", 200),
        ("zhengyawen", 200),
        ("tianhui", 200),
        ("yanming", 200),
        ("wangfang", 403),
        ("gaoyuan", 403),
        ("liqiang", 403),
        ("", 302),
    ],
)
def test_who_opens_the_pages_of_data(at_console: AtConsole, login: str, status: int):
    client = at_console(login)
    assert {client.get(address(name)).status_code for name in LISTS} == {status}
    assert client.get(address("console-resource", "licenses")).status_code == status


@pytest.mark.req("R-177")
def test_the_catalogue_is_searched_on_its_page(at_console: AtConsole, django_assert_max_num_queries: Any):
    client = at_console("zhaomin")
    client.get(address("console-resources"))
    with django_assert_max_num_queries(6):
        page = client.get(address("console-resources"), {"q": "法定代表人"}).content.decode()
    assert "法人和非法人组织基本信息" in page
    assert "自然人基本信息" not in page
    assert client.get(address("console-resource", "nothing")).status_code == 404


@pytest.mark.req("R-195")
def test_an_empty_cell_is_seen_filled_and_lets_the_resource_on_line(at_console: AtConsole):
    leader, code = at_console("yuyanhong"), "social-insurance"
    matrix = leader.get(address("console-data-matrix"), {"empty": "1"}).content.decode()
    assert "社会保险参保信息" in matrix
    assert "电子证照信息" not in matrix
    refused = leader.post(address("console-resource-keep", code, "go_live"))
    assert refused.status_code == 409
    assert "开发利用" in refused.content.decode()
    cell = {"stage": "use", "agency": "human-resources", "words": "只用于核验"}
    assert at_console("chenli").post(address("console-resource-keep", code, "duty"), cell).status_code == 403
    assert leader.post(address("console-resource-keep", code, "duty"), cell).status_code == 302
    assert leader.post(address("console-resource-keep", code, "go_live")).status_code == 302
    assert DataResource.objects.get(code=code).status == "live"


@pytest.mark.req("R-181")
def test_a_request_goes_its_whole_way_on_the_pages(at_console: AtConsole):
    system_of_asker()
    asker, leader, officer = at_console("zhuzhiyuan"), at_console("yuyanhong"), at_console("xiaohongwei")
    kept = asker.post(address(*ASK), said(duty=""))
    assert kept.status_code == 422
    assert "核对失业登记人的身份" in kept.content.decode()
    place = asker.post(address(*ASK), said())["Location"]
    number = SharingRequest.objects.get().number
    assert 'id="act-approve"' not in asker.get(place).content.decode()
    assert 'id="act-approve"' in officer.get(place).content.decode()
    assert at_console("chenli").get(place).status_code == 404
    assert take(officer, number, "approve") == 302
    assert "不转给第三方" in leader.get(place).content.decode()
    assert take(leader, number, "agree") == 302
    assert take(officer, number, "activate", client="nobody") == 422
    assert take(officer, number, "activate", client=CLIENT) == 302
    assert "已开通" in asker.get(address("console-sharing"), {"show": "ours"}).content.decode()


@pytest.mark.req("R-180")
def test_a_refusal_without_its_ground_is_shown_again_and_the_arbiter_decides(at_console: AtConsole):
    asker, officer, arbiter = at_console("zhuzhiyuan"), at_console("xiaohongwei"), at_console("zhengyawen")
    place = asker.post(address(*ASK), said())["Location"]
    number = SharingRequest.objects.get().number
    assert take(officer, number, "refuse", ground="law", basis="", reason="不方便共享。") == 422
    sent = {"ground": "beyond_need", "basis": "就业促进法第三十五条没有要求", "reason": "范围太大了。"}
    assert take(officer, number, "refuse", **sent) == 302
    assert take(asker, number, "dispute", objection="年龄是法定条件。") == 302
    assert 'id="act-rule_for"' in arbiter.get(place).content.decode()
    assert take(officer, number, "rule_against", ruling="我说了算吧。") == 403
    assert take(arbiter, number, "rule_for", ruling="范围最小，予以共享。") == 302
    assert "双方都要执行" in officer.get(place).content.decode()
    assert 'id="act-revoke"' not in officer.get(place).content.decode()


@pytest.mark.req("R-181")
def test_a_demand_is_posted_matched_and_asked_for(at_console: AtConsole):
    asker, arbiter = at_console("zhuzhiyuan"), at_console("zhengyawen")
    sent = {"title": "企业 法定代表人", "purpose": "核对欠薪企业的负责人"}
    place = asker.post(address("console-demands"), sent)["Location"]
    number = DataDemand.objects.get().number
    assert "enterprise-basics" in arbiter.get(place).content.decode()
    answer = {"code": "enterprise-basics", "answer": "目录里有，直接申请。"}
    wrong = arbiter.post(address("console-demand-take", number, "match"), answer | {"code": "x"})
    assert wrong.status_code == 422
    assert arbiter.post(address("console-demand-take", number, "match"), answer).status_code == 302
    assert "申请共享这个资源" in asker.get(place).content.decode()
    fields = said(fields=["name", "legal-representative"])
    asker.post(address("console-sharing-ask", "enterprise-basics") + f"?demand={number}", fields)
    assert SharingRequest.objects.get().demand == DataDemand.objects.get()


@pytest.mark.req("R-182")
def test_the_leader_appoints_and_an_officer_hands_over_on_the_page(at_console: AtConsole):
    leader = at_console("yinxiaoyan")
    change, page = "console-data-officers-change", address("console-data-officers")
    assert "没有数据专员" in leader.get(page, {"red": "1"}).content.decode()
    assert leader.post(address(change, "appoint"), {"post": "main", "staff": "JY0051"}).status_code == 302
    officer = at_console("qiuxiufang")
    short = officer.post(address(change, "hand_over"), {"post": "main", "staff": "JY0052", "words": "无"})
    assert short.status_code == 422
    sent = {"post": "main", "staff": "JY0052", "words": "目录和在办申请都已交接"}
    assert officer.post(address(change, "hand_over"), sent).status_code == 302
    assert DataOfficer.objects.get(agency__key="transport", ended_at__isnull=True).staff.number == "JY0052"
    assert at_console("zhaomin").post(address(change, "appoint"), {"staff": "JY0063"}).status_code == 403
    assert leader.post(address(change, "nothing")).status_code == 404


@pytest.mark.req("R-179")
def test_a_census_goes_its_way_on_the_pages(at_console: AtConsole):
    supervisor, officer = at_console("zhengyawen"), at_console("wutao")
    today = local_day(now()).isoformat()
    begun = {"title": "数据资源普查（样例）", "opens_on": today, "due_on": today, "agencies": ["market-regulation"]}
    assert officer.post(address("console-census"), begun).status_code == 403
    assert supervisor.post(address("console-census"), begun | {"due_on": ""}).status_code == 422
    assert supervisor.post(address("console-census"), begun).status_code == 302
    pk = str(CensusSheet.objects.get().pk)
    page, row = address("console-census-sheet", pk), address("console-census-row", pk)
    sent = {
        "name": "特种设备登记",
        "summary": "电梯、锅炉等特种设备",
        "system": "特种设备系统",
        "sensitivity": "internal",
        "share": "2",
        "cycle": "4",
        "items": "设备代码\n使用单位",
    }
    short = officer.post(row, sent)
    assert short.status_code == 422
    assert "设备代码\n使用单位" in short.content.decode()
    assert officer.post(row, sent | {"note": "监管检查使用"}).status_code == 302
    assert "目录里还没有" in officer.get(page).content.decode()
    assert at_console("tongxin").get(page).status_code == 404
    assert supervisor.get(row).status_code == 404
    assert officer.get(row, {"row": "77"}).status_code == 404
    assert officer.post(address("console-census-take", pk, "drop"), {"place": "x"}).status_code == 409
    assert officer.post(address("console-census-take", pk, "nothing")).status_code == 404
    assert officer.post(address("console-census-take", pk, "hand_in")).status_code == 302
    assert "1 / 1 个部门" in supervisor.get(address("console-census")).content.decode()
    assert supervisor.post(address("console-census-take", pk, "take_in")).status_code == 302
    assert DataResource.objects.get(name="特种设备登记").status == "draft"


@pytest.mark.req("R-184")
def test_a_batch_that_was_kept_apart_is_decided_on_its_page(at_console: AtConsole):
    dataset = BOUND.datasets[0]
    pull(dataset, SimulatedPlatform(DataFaults(bad_rows=0.6)), at=now())
    pk = str(ReturnedBatch.objects.latest("pk").pk)
    supervisor, page = at_console("zhengyawen"), address("console-returned-batch", pk)
    assert "已隔离" in supervisor.get(address("console-returns"), {"status": "apart"}).content.decode()
    assert "不是标准代码" in supervisor.get(page).content.decode()
    assert 'id="act-release"' not in at_console("chenli").get(page).content.decode()
    take_it = address("console-returned-batch-take", pk, "release")
    assert at_console("chenli").post(take_it, {"reason": "看过了"}).status_code == 403
    assert supervisor.post(take_it, {"reason": ""}).status_code == 422
    assert supervisor.post(take_it, {"reason": "问过省里"}).status_code == 302
    assert "已入库" in supervisor.get(page).content.decode()
    assert supervisor.post(address("console-returned-batch-take", pk, "nothing")).status_code == 404


@pytest.mark.req("R-175")
def test_the_quality_of_a_dataset_stands_on_its_page_batch_by_batch(at_console: AtConsole):
    supervisor, page = at_console("zhengyawen"), address("console-returned-dataset", "enterprise-registrations")
    assert "还没有批次" in supervisor.get(page).content.decode()
    pull(BOUND.datasets[0], SimulatedPlatform(), at=now())
    assert page in supervisor.get(address("console-returns")).content.decode()
    said_there = supervisor.get(page).content.decode()
    assert all(each in said_there for each in ("综合", "完整性", "规范性", "唯一性", "及时性", "逐批走势"))
    assert supervisor.get(address("console-returned-dataset", "nothing")).status_code == 404


@pytest.mark.req("R-175")
def test_two_that_look_alike_are_compared_joined_seen_as_one_and_parted_on_their_pages(at_console: AtConsole):
    for each in BOUND.datasets:
        pull(each, SimulatedPlatform(), at=now())
    resolve_all(at=now())
    pair = Pair.objects.order_by("pk")[0]
    supervisor, page = at_console("zhengyawen"), address("console-subject-pair", str(pair.pk))
    assert page in supervisor.get(address("console-subject-pairs"), {"status": "open"}).content.decode()
    assert "逐项比对" in supervisor.get(page).content.decode()
    assert 'id="act-join"' not in at_console("chenli").get(page).content.decode()
    take_it, part_it = (address("console-subject-pair-take", str(pair.pk), verb) for verb in ("join", "part"))
    assert at_console("chenli").post(take_it, {"reason": "看过了"}).status_code == 403
    assert supervisor.post(take_it, {"reason": ""}).status_code == 422
    assert supervisor.post(take_it, {"reason": "问过，是一家"}).status_code == 302
    whole = supervisor.get(address("console-subject", str(pair.right_id))).content.decode()
    assert all(each in whole for each in ("取值规则", "用水户号", "以登记的名称为准", "由人归并的"))
    found = supervisor.get(address("console-subjects"), {"q": pair.left.name}).content.decode()
    assert address("console-subject", str(pair.left_id)) in found
    assert supervisor.post(part_it, {"reason": "弄错了"}).status_code == 302
    assert "由人归并的" not in supervisor.get(address("console-subject", str(pair.right_id))).content.decode()
    assert supervisor.post(address("console-subject-pair-take", str(pair.pk), "settle"), {}).status_code == 404
    assert supervisor.get(address("console-subject", "0")).status_code == 404
    nasty_to_every_form(supervisor, {address("console-subject-pair-take", str(pair.pk), "look_again"): ("reason",)})


def test_words_that_nobody_types_by_mistake_are_answered_in_words(at_console: AtConsole):
    asker = at_console("zhuzhiyuan")
    asker.post(address(*ASK), said())
    number = SharingRequest.objects.get().number
    forms = {
        address(*ASK): tuple(said()),
        address("console-demands"): ("title", "purpose"),
        address("console-sharing-take", number, "give_up"): ("reason",),
    }
    nasty_to_every_form(asker, forms)
    officer = at_console("xiaohongwei")
    nasty_to_every_form(officer, {address("console-sharing-take", number, "refuse"): ("ground", "basis", "reason")})
    keep = {address("console-resource-keep", "person-basics", "duty"): ("stage", "agency", "words")}
    nasty_to_every_form(at_console("caiyongqiang"), keep)
