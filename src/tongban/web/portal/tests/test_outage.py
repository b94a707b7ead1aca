"""Without the database: guides, search, lists and checklists from the disk, everything else says so (R-200)."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.tests.applying import ANSWERS, food_code
from tongban.registers.catalog.jobs import keep_snapshot
from tongban.registers.catalog.queries import current_guides, forget
from tongban.web.portal.situations import address_of
from tongban.web.ui import outages

pytestmark = pytest.mark.django_db
BANNER = "网上办理正在恢复，现在只能查看"


def gone(execute: Callable[..., object], sql: str, *rest: object) -> object:
    raise OperationalError("the connection is closed")


@contextmanager
def outage() -> Iterator[None]:
    """Every statement fails as it does when the server is gone."""
    forget()
    with connection.execute_wrapper(gone):
        yield


@pytest.fixture(autouse=True)
def fresh_watch(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> Iterator[None]:
    """A process that has not met an outage yet; the catalogue is on its disk."""
    settings.DATA = tmp_path
    keep_snapshot(now(), tmp_path / "snapshot")
    outages.WATCH.is_over()
    yield
    outages.WATCH.is_over()
    forget()


@pytest.mark.req("R-200")
def test_every_guide_is_read_from_the_disk_also_one_never_asked_for_before(client: Client):
    known = {each.option_code: each.content_hash for each in current_guides()}
    with outage():
        for code, content_hash in known.items():
            answer = client.get(f"/items/{code}")
            page = answer.content.decode()
            assert answer.status_code == 200
            assert BANNER in page
            assert content_hash in page
            assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.req("R-200")
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "今天要办什么事"),
        ("/search?q=开个小饭馆", "食品经营许可"),
        ("/search?q=火箭发射场", "政务服务中心"),
        ("/items", "共 <strong>"),
        ("/items?audience=enterprise", "已筛选"),
        ("/items/{code}/print", "您不用带"),
        ("/items/{code}/elements", "完整实施清单"),
        ("/items/{code}/checklist", "第 1 题"),
        ("{list}", "您要带 3 份"),
        ("/items/{code}/begin", "现在登录不了"),
        ("/help", "帮助"),
        ("/sitemap", "站点地图"),
    ],
)
def test_what_visitors_read_is_served_with_a_banner(client: Client, path: str, words: str):
    address = path.format(code=food_code(), list=address_of(food_code(), ANSWERS))
    with outage():
        answer = client.get(address)
    assert answer.status_code == 200, answer.content.decode()[:500]
    assert BANNER in answer.content.decode()
    assert words in answer.content.decode()


@pytest.mark.req("R-200")
@pytest.mark.parametrize(
    "path", ["/cases", "/me", "/track?number=62020026000000017&code=AAAA1111", "/items/{code}/history", "/workbench"]
)
def test_every_other_page_says_that_answers_are_safe_and_when_to_return(browser: Callable[..., Client], path: str):
    client, address = browser("liqiang"), path.format(code=food_code())
    with outage():
        answer = client.get(address)
    page = answer.content.decode()
    assert answer.status_code == 503, page[:300]
    assert answer.headers["Retry-After"] == "60"
    assert "填的内容还在" in page
    assert "过五分钟再打开" in page


@pytest.mark.req("R-200")
def test_who_was_signed_in_reads_on_as_a_visitor_and_nothing_is_written(browser: Callable[..., Client]):
    client, path = browser("liqiang"), f"/items/{food_code()}"
    with outage():
        page = client.get(path)
        sent = client.post(f"{path}/begin")
    assert page.status_code == 200
    assert "李*" not in page.content.decode()
    assert sent.status_code == 503


@pytest.mark.req("R-200")
def test_it_recovers_by_itself(client: Client, monkeypatch: pytest.MonkeyPatch):
    path = f"/items/{food_code()}"
    with outage():
        assert BANNER in client.get(path).content.decode()
        assert client.get("/health/ready").json()["status"] == "degraded"
        assert client.get("/health/ready").status_code == 200
    assert BANNER in client.get(path).content.decode(), "for a second nobody asks"
    monkeypatch.setattr(outages, "RETRY_SECONDS", 0.0)
    assert BANNER not in client.get(path).content.decode()
    assert not outages.WATCH.is_known
    assert client.get("/health/ready").json()["status"] == "ok"


@pytest.mark.req("R-200")
def test_the_interface_serves_items_and_refuses_the_rest_in_words(client: Client):
    code = food_code()
    with outage():
        assert client.get(f"/api/v1/items/{code}").json()["option_code"] == code
        assert client.get("/api/v1/items", {"q": "开个小饭馆"}).json()["total"] > 0
        answer = client.get("/api/v1/cases/62020026000000017", headers={"Authorization": "Bearer x"})
    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "unavailable"


def test_without_a_snapshot_the_house_says_that_it_cannot_serve(client: Client, settings: Any, tmp_path: Path):
    settings.DATA = tmp_path / "empty"
    settings.DATA.mkdir()
    with outage():
        assert client.get(f"/items/{'0' * 33}").status_code == 503
        assert client.get("/health/ready").status_code == 503


def test_a_damaged_snapshot_is_not_served(client: Client, tmp_path: Path):
    file = next((tmp_path / "snapshot").glob("catalog-*"))
    file.write_bytes(file.read_bytes()[:-10])
    outages.WATCH._kept = None
    code = food_code()
    with outage():
        assert client.get(f"/items/{code}").status_code == 503


def test_an_unknown_matter_is_not_found_and_a_deadlock_is_no_outage(client: Client):
    with outage():
        client.get("/items")
        assert client.get(f"/items/{'0' * 33}").status_code == 404
        assert client.get("/nowhere").status_code == 404
    outages.WATCH.is_over()
    deadlock = OperationalError("deadlock detected")
    deadlock.__cause__ = type("Deadlock", (Exception,), {"sqlstate": "40P01"})()
    assert not outages.is_outage(deadlock)
    assert outages.is_outage(OperationalError("gone"))
