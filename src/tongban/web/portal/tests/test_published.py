"""P30: published lists for everybody, with history, differences and files."""

import hashlib
import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.clock import now
from tongban.registers.lists import commands
from tongban.registers.lists.rules.kinds import KINDS
from tongban.registers.lists.tests.drafting import EDITOR, REVIEWER, rows_in_force, stands

pytestmark = pytest.mark.django_db
STATIONING = "/lists/stationing/2026-1-government-affairs"


def read(client: Client, address: str, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status, address
    return response.content.decode()


@pytest.mark.req("R-013", "R-014", "R-143", "R-152", "R-058", "R-068", "R-005", "R-027", "R-028")
def test_every_list_is_public_with_its_edition(client: Client):
    page = read(client, "/lists")
    for kind in KINDS.values():
        assert kind.title in page
        shown = read(client, f"/lists/{kind.code}")
        assert "2026年第1版" in shown
        assert "公告文号" in shown
    assert "还没有公布" not in page


@pytest.mark.req("R-027")
def test_a_list_is_searched_filtered_sorted_and_paged(client: Client):
    first = read(client, "/lists/permit")
    assert "食品经营许可" in read(client, "/lists/permit?q=食品 经营")
    assert first.count("<tr role") == 21, "the heads and a page of twenty"
    assert 'rel="next"' in first
    assert read(client, "/lists/permit?page=2").count("<tr role") == 9
    mine = read(client, "/lists/permit?agency=市市场监督管理局")
    assert "食品经营许可" in mine
    assert "导游证核发" not in mine
    by_name = read(client, "/lists/permit?sort=name")
    names = re.findall(r'data-label="事项名称"><span>(?:<a[^>]*>)?([^<]+)', by_name)
    assert names[0] == "代理记账资格审批"
    assert names != re.findall(r'data-label="事项名称"><span>(?:<a[^>]*>)?([^<]+)', first)
    empty = read(client, "/lists/permit?q=火箭发射")
    assert "没有符合的条目" in empty
    assert "看全部条目" in empty


def test_a_row_leads_to_the_guide(client: Client):
    code = next(row["key"] for row in rows_in_force("deferral"))
    assert f'href="/items/{code}"' in read(client, "/lists/deferral")


@pytest.mark.req("R-068")
def test_each_institution_shows_its_own_list_and_secrets_as_a_number(client: Client):
    page = read(client, "/lists/stationing")
    for name in ("市政务服务管理局", "雄关街道办事处", "钢城街道办事处", "郊区工作办公室"):
        assert name in page
    assert "涉及国家秘密的 1 项" in page
    assert "居家养老助餐点" in read(client, "/lists/stationing?institution=xiongguan")
    assert "没有这个政务服务机构" in read(client, "/lists/stationing?institution=nobody", 404)


@pytest.mark.req("R-058", "R-013")
def test_the_difference_of_two_editions_is_told_cell_by_cell(client: Client):
    page = read(client, f"{STATIONING}/changes")
    assert "2025年第1版" in page
    assert "<del>采集指纹要专用房间</del>" in page
    assert "<ins>采集指纹要专用房间；大厅改造后进驻</ins>" in page
    assert "残疾等级医学评定" in page
    assert "集中供热报修" in page
    history = read(client, "/lists/stationing/history")
    assert history.index("2026年第1版") < history.index("2025年第1版")
    assert "首次公布" in history
    assert "第一次公布" in read(client, "/lists/permit/2026-1/changes")
    old = read(client, "/lists/stationing/2025-1-government-affairs")
    assert "这不是现行的一版" in old


def test_only_editions_of_the_same_institution_are_compared(client: Client):
    assert "同一个机构" in read(client, f"{STATIONING}/changes?since=2026-1-xiongguan", 404)
    assert read(client, f"{STATIONING}/changes?since=2025-1-government-affairs")


@pytest.mark.req("R-013", "R-152")
def test_files_are_downloads_and_the_json_is_the_hash_on_the_page(client: Client):
    head = stands("deferral")
    for form, begins in (("json", b"{"), ("xlsx", b"PK"), ("pdf", b"%PDF")):
        response: Any = client.get(f"/lists/deferral/{head.slug}.{form}")
        blob = b"".join(response.streaming_content)
        assert blob.startswith(begins)
        assert "attachment" in response["Content-Disposition"]
        assert "sandbox" in response["Content-Security-Policy"]
        if form == "json":
            assert hashlib.sha256(blob).hexdigest() == head.content_hash
    assert head.content_hash in read(client, "/lists/deferral").replace("<wbr>", "")


@pytest.mark.req("R-028")
def test_the_norms_say_whether_every_listed_permit_has_one(client: Client, person):
    assert "每一项都有实施规范" in read(client, "/lists/permit_norm")
    at = now()
    draft = commands.start("permit_norm", by=person(EDITOR), at=at)
    food = next(row["key"] for row in draft.rows if row["name"] == "食品经营许可")
    commands.drop_row(draft, key=food, reason="要重写", by=person(EDITOR), at=at)
    commands.propose(draft, by=person(EDITOR), at=at)
    commands.publish(draft, by=person(REVIEWER), at=at)
    page = read(client, "/lists/permit_norm")
    assert "还缺 1 项" in page
    assert "市市场监督管理局：食品经营许可" in page


@pytest.mark.req("R-013")
def test_the_notice_of_an_edition_is_public_and_can_be_verified(client: Client):
    head = stands("permit")
    page = read(client, "/lists/permit/2026-1/notice")
    assert head.notice_number in page
    assert "首次公布" in page
    assert head.content_hash[:16] in page
    assert client.get("/lists/permit/2026-1/notice.pdf").content.startswith(b"%PDF")
    assert "这份文书是真的" in read(client, f"/verify/{head.verification_code}")


def test_the_whole_list_prints_with_number_hash_and_code(client: Client):
    page = read(client, "/lists/permit/2026-1/print")
    assert page.count("<h2>") == stands("permit").row_count
    assert "<svg" in page


@pytest.mark.parametrize(
    "address",
    [
        "/lists/nonsense",
        "/lists/nonsense/history",
        "/lists/permit/2026-77",
        "/lists/permit/2026-1-xiongguan",
        "/lists/stationing/2026-1",
        "/lists/permit/2026-1.exe",
        "/lists/permit/9999-99999",
        "/lists/stationing/2026-1-nobody",
    ],
)
def test_what_is_not_there_says_so_in_words(client: Client, address: str):
    read(client, address, 404)


@pytest.mark.parametrize("query", ["?q=%00", "?page=-1", "?page=999999999", "?sort=key;drop", "?agency=<script>"])
def test_no_query_breaks_a_list(client: Client, query: str):
    page = read(client, f"/lists/permit{query}")
    assert "<script>" not in page.split("</head>")[1]


def test_a_list_page_takes_few_statements(client: Client):
    client.get("/lists/permit")
    with CaptureQueriesContext(connection) as seen:
        client.get("/lists/permit")
    assert len(seen) <= 8, [each["sql"] for each in seen.captured_queries]
