"""Every page of the portal: for visitors, for the signed-in, empty, wrong, forbidden; and what each costs."""

import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tongban.foundation.kernel.clock import now
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import food_code, lodged
from tongban.web.portal.site import SITE
from tongban.web.portal.urls import urlpatterns
from tongban.web.ui.audience import ATTRIBUTE

pytestmark = pytest.mark.django_db
FOOD = "{food}"
PUBLIC = [
    "/",
    "/search",
    "/search?q=开个小饭馆",
    "/search?q=火箭发射场",
    "/search?q=kfdian&page=999",
    "/ask",
    "/ask?q=护照去泰国免签吗",
    "/items",
    "/items?audience=enterprise&online=fully_online&cost=free",
    "/items?agency=nowhere&page=abc",
    f"/items/{FOOD}",
    f"/items/{FOOD}/print",
    f"/items/{FOOD}/checklist",
    f"/items/{FOOD}/begin",
    "/sign-in",
    "/sign-up",
    "/track",
    "/verify",
    "/help",
    "/accessibility",
    "/privacy",
    "/plan",
    "/plan/T05",
    "/sitemap",
]
OWN = [
    "/",
    "/me",
    "/me/password",
    "/me/second-factor",
    "/me/acting-for",
    "/me/mandates",
    "/me/views",
    "/messages",
    "/cases",
]


class Headings(HTMLParser):
    """The first headings, and every link of the frame and the page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.first: list[str] = []
        self.links: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "h1":
            self.first.append(tag)
        href = dict(attrs).get("href") or ""
        if tag == "a" and href.startswith("/"):
            self.links.add(href.partition("#")[0])


def at(path: str) -> str:
    return path.replace(FOOD, food_code())


@pytest.mark.parametrize("path", PUBLIC)
def test_everybody_may_see_it(path: str, client: Client):
    response = client.get(at(path))
    assert response.status_code == 200
    assert Headings(response.content.decode()).first == ["h1"]


@pytest.mark.parametrize("path", OWN)
def test_who_is_signed_in_sees_their_own(path: str, browser: Callable[..., Client]):
    response = browser("liqiang").get(path)
    assert response.status_code == 200
    assert Headings(response.content.decode()).first == ["h1"]
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("path", OWN[1:])
def test_visitors_are_sent_to_sign_in_and_come_back(path: str, client: Client):
    response = client.get(path)
    assert response.status_code == 302
    assert response.headers["Location"].startswith("/sign-in?next=")


@pytest.mark.parametrize("path", ["/me", "/cases", "/messages"])
def test_staff_have_their_own_pages(path: str, browser: Callable[..., Client]):
    assert browser("wangfang").get(path).status_code == 403


@pytest.mark.parametrize(
    "path", ["/nowhere", "/items/ABC", "/cases/123", "/drafts/1/check", "/verify/ABCDEFGHJK", "/plan/T99"]
)
def test_what_is_not_there_is_said(path: str, client: Client):
    response = client.get(path)
    assert response.status_code == 404
    assert Headings(response.content.decode()).first == ["h1"]


def test_empty_lists_say_what_to_do(browser: Callable[..., Client]):
    zhouyou = browser("zhouyou")
    assert "还没有办件" in zhouyou.get("/cases").content.decode()
    assert "没有符合的办件" in zhouyou.get("/cases?show=ended").content.decode()
    assert "还没有消息" in zhouyou.get("/messages").content.decode()


@pytest.mark.req("R-089")
def test_an_honest_empty_result_tells_where_to_turn(client: Client):
    page = client.get("/search?q=火箭发射场").content.decode()
    assert "没有找到" in page
    assert "12345" in page
    assert "嘉峪关市政务服务中心" in page


@pytest.mark.req("R-089")
def test_a_guess_is_called_a_guess_and_tells_where_to_turn(client: Client):
    page = client.get("/search?q=离婚登记").content.decode()
    assert "没有找到完全对得上的事" in page
    assert "不一定是您要的" in page
    assert "找到 <strong>" not in page
    assert "12345" in page
    assert "嘉峪关市政务服务中心" in page


@pytest.mark.req("R-089")
def test_results_are_narrowed_with_counts_and_the_question_stays(client: Client):
    page = client.get("/search", {"q": "食品经营许可", "cost": "free", "audience": "enterprise"}).content.decode()
    assert 'aria-label="去掉筛选：不收费"' in page
    assert 'value="食品经营许可"' in page
    assert "cost=free&amp;audience=person" in page
    assert "没有找到" in client.get("/search", {"q": "食品经营许可", "cost": "9"}).content.decode()


@pytest.mark.req("R-089")
def test_a_word_that_only_sounds_right_is_put_right_with_a_link(client: Client):
    page = client.get("/search?q=居注证").content.decode()
    assert "您是不是想找" in page
    assert ">居住证</a>" in page


@pytest.mark.req("R-089")
def test_plain_words_find_it_and_show_why(client: Client):
    page = client.get("/search?q=开个小饭馆").content.decode()
    first = re.search(r'class="cover" href="/items/([0-9A-Z]{33})"', page)
    assert first is not None
    assert first[1] == food_code()
    assert "也叫“" in page


def test_no_link_of_the_frame_is_dead(client: Client, browser: Callable[..., Client]):
    frame = [each.href for name in ("nav", "tabs", "footer") for each in SITE[name]]
    assert {client.get(path).status_code for path in frame} <= {200, 302}
    liqiang = browser("liqiang")
    assert [path for path in frame if liqiang.get(path).status_code != 200] == []


def test_no_link_of_the_pages_is_dead(client: Client):
    links: set[str] = set()
    for path in PUBLIC:
        links |= Headings(client.get(at(path)).content.decode()).links
    seen = {re.sub(r"/[0-9A-Z]{33}", "/item", each.partition("?")[0]): each for each in links}
    assert [path for path in seen.values() if client.get(path).status_code not in (200, 302)] == []


def test_every_route_says_for_whom_it_is():
    assert len(urlpatterns) > 40
    assert [each.name for each in urlpatterns if not getattr(each.callback, ATTRIBUTE, "")] == []


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 1),  # the revision, once a second
        ("/search?q=开个小饭馆", 1),
        ("/items", 1),
        (f"/items/{FOOD}", 1),
        (f"/items/{FOOD}/print", 1),
        (f"/items/{FOOD}/checklist?has_subject=yes", 1),
        (f"/items/{FOOD}/begin", 1),
        ("/help", 2),  # the places
    ],
)
def test_what_a_visitors_page_costs_when_it_is_warm(path: str, most: int, client: Client):
    client.get(at(path))
    assert statements(client, at(path)) <= most


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 5),  # session, cases, drafts, unread; the revision once a second
        ("/cases", 4),  # session, cases, drafts
        ("/messages", 4),  # session, count, messages, unread
        ("/me", 5),  # session, person, drafts, unread
        ("/cases/{case}", 8),  # session, case, everything on it
        ("/cases/{case}/submitted", 8),
        ("/drafts/{draft}", 8),
    ],
)
def test_what_an_own_page_costs(path: str, most: int, browser: Callable[..., Client], person):
    liqiang = browser("liqiang")
    _, case = lodged(person("liqiang"), at=now())
    liqiang.post(f"/items/{food_code()}/begin")
    draft = re.search(r"/drafts/(\d{17})", liqiang.get("/cases").content.decode())
    assert draft is not None
    own = path.replace("{case}", case.number).replace("{draft}", draft[1])
    liqiang.get(own)
    assert statements(liqiang, own) <= most


def statements(client: Client, path: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as seen:
        assert client.get(path).status_code == 200
    return len([each for each in seen if "SAVEPOINT" not in each["sql"]])


@pytest.mark.parametrize(
    "tail", ["", "/submitted", "/correct", "/supply", "/withdraw", "/result", "/deadline.ics", "/make-good"]
)
def test_a_foreign_case_and_none_look_the_same(tail: str, browser: Callable[..., Client], person):
    _, case = lodged(person("liqiang"), at=now())
    zhouyou = browser("zhouyou")
    foreign, none = zhouyou.get(f"/cases/{case.number}{tail}"), zhouyou.get(f"/cases/62020026999999999{tail}")
    assert foreign.status_code == none.status_code == 404
    assert plain(foreign, case) == plain(none, case)


def plain(response, case: Case) -> str:
    """The page without the numbers in its own addresses."""
    return re.sub(r"62020026\d{9}|[0-9a-f-]{36}", "", response.content.decode())


@pytest.mark.req("R-087")
def test_the_catalogue_is_entered_by_life_event_by_who_one_is_and_by_topic(client: Client):
    page = client.get("/items").content.decode()
    way = [page.index(f"?life_event={each}") for each in ("出生", "入学", "就业", "置业", "退休", "身后")]
    assert way == sorted(way)
    for each in ("?audience=person", "?audience=enterprise", "?topic=enterprise:040", 'href="/entrances"'):
        assert each in page
    assert "设立变更（个人）" in page
    assert "设立变更（企业）" in page
    assert "按人生大事找" not in client.get("/items?audience=person").content.decode()


def test_an_order_is_chosen_and_kept_with_the_filters(client: Client):
    page = client.get("/items?audience=person&sort=fast").content.decode()
    assert 'href="?audience=person&amp;sort=near"' in page
    names = re.findall(r"承诺([^<]+)</span>", page)
    assert set(names[:5]) == {"当场办"}
    assert client.get("/items?sort=nonsense").status_code == 200
