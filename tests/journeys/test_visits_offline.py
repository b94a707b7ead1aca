"""A day of visits on a phone without a network: taken along, filled in, the line broken in the middle, nothing lost."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.urls import reverse
from playwright.sync_api import Route

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.worktime.queries import calendar
from tongban.handling.outreach.commands.arranging import Plan, arrange
from tongban.handling.outreach.commands.asking import ask
from tongban.handling.outreach.models import Outreach, Visit
from tongban.handling.outreach.queries.requests import helpers
from tongban.handling.outreach.rules.asking import Asked, days_offered
from tongban.handling.outreach.rules.policy import BOUND

from .browsing import PHONE, Person, axe, policy_violations, runs_off_the_side, until
from .cables import Cable
from .conftest import House, actor_of, sign_in

CODE = "雪山-2026"
KEPT = """() => new Promise(done => {
  const opening = indexedDB.open("tongban-field", 1);
  opening.onsuccess = () => {
    const all = opening.result.transaction("box").objectStore("box").getAll();
    all.onsuccess = () => { opening.result.close(); done(all.result.map(each => each.id.split(":")[0]).sort()); };
  };
})"""
PLAIN = """() => new Promise(done => {
  const opening = indexedDB.open("tongban-field", 1);
  opening.onsuccess = () => {
    const all = opening.result.transaction("box").objectStore("box").getAll();
    all.onsuccess = () => {
      opening.result.close();
      const text = each => each.data ? new TextDecoder().decode(each.data) : JSON.stringify(each);
      done(all.result.map(text).join(""));
    };
  };
})"""


@pytest.fixture
def doors() -> list[Outreach]:
    """Two doors of today for 王芳 and a colleague."""
    at, by = now(), actor_of("wangfang")
    Outreach.objects.filter(visit_on=local_day(at)).update(visit_on=local_day(at) - timedelta(days=9))
    day = days_offered(BOUND.policy, today=local_day(at), calendar=calendar())[-1]
    people = helpers(on=day)
    mine = next(each for each in people if each.pk == by.staff_id)
    other = next(each for each in people if each.pk != mine.pk)
    found = []
    for slot, name, street in (("am1", "马秀英", "样例路1号"), ("pm1", "丁桂兰", "和诚路3号")):
        said = Asked(
            kind="home",
            channel="phone",
            name=name,
            phone="13993700000",
            address=f"雄关街道{street}",
            needs=("elder",),
            wanted_on=day,
            wanted_slot=slot,
        )
        made = ask(said, by=by, at=at)
        arrange(made, Plan(on=day, slot=slot, helper=mine.number, companion=other.number), by=by, at=at)
        found.append(made)
    Outreach.objects.filter(pk__in=[each.pk for each in found]).update(visit_on=local_day(at))
    return [Outreach.objects.get(pk=each.pk) for each in found]


@pytest.fixture
def clerk(house: House, cable: Cable) -> Iterator[Person]:
    """王芳 with a phone; what its browser says of a network that is away is no fault of a page."""
    person = Person(house.browser, cable.url, width=PHONE)
    sign_in(person, "wangfang")
    yield person
    faults = [each for each in person.complaints if "net::ERR" not in each]
    person.context.close()
    assert faults == []


def goes_offline(clerk: Person, cable: Cable, *, is_off: bool) -> None:
    """The browser is told, and nobody answers: a service worker does not go by the browser's word alone."""
    cable.pull() if is_off else cable.put_in()
    clerk.context.set_offline(is_off)


def takes_along(person: Person) -> None:
    person.open(reverse("desk-outreach-field"))
    person.page.get_by_label("给这部手机设个口令").fill(CODE)
    person.page.get_by_role("button", name="记录并带上今天的路线").click()
    person.page.get_by_text("可以断网了").wait_for()


def opens(person: Person) -> None:
    person.page.get_by_label("口令", exact=True).fill(CODE)
    person.page.get_by_role("button", name="打开", exact=True).click()
    person.page.get_by_role("heading", name="今天要去的").wait_for()


def fills(person: Person, name: str, words: str, picture: Path) -> None:
    page = person.page
    page.locator("#door-list > li").filter(has_text=name).get_by_role("button").click()
    page.get_by_label("当场办好、问清楚了").check()
    page.get_by_label("做了什么，结果怎样").fill(words)
    page.locator("#photo-material").set_input_files(picture)
    page.get_by_label("第1张拍的是什么").fill("租赁合同")
    page.get_by_label("同去的人也到了").check()
    page.get_by_label("本人在纸上签了字").check()
    page.locator("#photo-signature").set_input_files(picture)
    page.get_by_label("第2张（签字）拍的是什么").wait_for()
    page.get_by_role("button", name="填好了，存着").click()


@pytest.mark.req("R-167")
def test_visits_are_filled_in_offline_and_nothing_is_lost(
    clerk: Person, cable: Cable, papers: dict[str, Path], doors: list[Outreach]
) -> None:
    page = clerk.page
    takes_along(clerk)
    assert axe(page) == []
    assert policy_violations(page) == []
    assert not runs_off_the_side(page)
    assert "马秀英" in page.locator("#door-list > li").first.inner_text(), "in the order of the route"
    clerk.shoot("outreach-field-route-390")
    until(page, "navigator.serviceWorker.controller !== null")

    goes_offline(clerk, cable, is_off=True)
    page.reload(wait_until="domcontentloaded")
    page.get_by_label("口令", exact=True).fill("不对的口令")
    page.get_by_role("button", name="打开", exact=True).click()
    page.get_by_text("还能试9次").wait_for()
    opens(clerk)
    assert page.get_by_text("现在没有网，照常填").count() == 1
    kept: str = page.evaluate(PLAIN)
    for personal in ("马秀英", "样例路", "13993700000"):
        assert personal not in kept

    # The browser is killed in the middle of filling in, once the route says that it is kept: it is still there.
    page.locator("#door-list > li").filter(has_text="马秀英").get_by_role("button").click()
    page.get_by_label("做了什么，结果怎样").fill("半句话")
    page.get_by_role("button", name="先不填，回到路线").click()
    page.locator("#visit-part").wait_for(state="hidden")
    page.reload(wait_until="domcontentloaded")
    opens(clerk)
    page.locator("#door-list > li").filter(has_text="马秀英").get_by_role("button").click()
    page.locator("#visit-part").wait_for()
    assert page.get_by_label("做了什么，结果怎样").input_value() == "半句话"
    assert axe(page) == []
    clerk.shoot("outreach-field-form-390")
    page.get_by_role("button", name="先不填，回到路线").click()

    fills(clerk, "马秀英", "表填好了，身份证复印件收了", papers["picture"])
    page.get_by_text("还有1份没有同步").wait_for()
    fills(clerk, "丁桂兰", "问清楚了，不用办", papers["picture"])
    page.get_by_text("还有2份没有同步").wait_for()
    assert page.evaluate(KEPT).count("photo") == 4
    assert not Visit.objects.filter(request__in=doors).exists()

    # The line breaks after the server has the first visit and before the phone hears so; then it comes back.
    lost: list[str] = []

    def breaks(route: Route) -> None:
        if lost:
            return route.continue_()
        lost.append("answer")
        route.fetch()
        return route.abort()

    clerk.context.route("**/outreach/field/visits", breaks)
    goes_offline(clerk, cable, is_off=False)
    page.get_by_role("button", name="现在同步").click()
    page.get_by_text("没有等同步的").wait_for(timeout=30_000)
    assert lost == ["answer"]
    visits = list(Visit.objects.filter(request__in=doors).order_by("pk"))
    assert [each.words for each in visits] == ["表填好了，身份证复印件收了", "问清楚了，不用办"], "in order, each once"
    assert [each.photos.count() for each in visits] == [2, 2]
    assert {each.state for each in visits} == {"taken"}
    assert set(Outreach.objects.filter(pk__in=[each.pk for each in doors]).values_list("status", flat=True)) == {"done"}
    until(page, "!document.getElementById('take-part').hidden")
    assert page.evaluate(KEPT) == [], "nothing stays on the phone"


@pytest.mark.req("R-167")
def test_what_somebody_changed_meanwhile_is_told_and_both_are_kept(
    clerk: Person, cable: Cable, papers: dict[str, Path], doors: list[Outreach]
) -> None:
    takes_along(clerk)
    goes_offline(clerk, cable, is_off=True)
    fills(clerk, "马秀英", "去过了，表填好了", papers["picture"])
    clerk.page.get_by_text("还有1份没有同步").wait_for()

    request, by, at = doors[0], actor_of("wangfang"), now()
    assert request.helper is not None
    assert request.companion is not None
    day = days_offered(BOUND.policy, today=local_day(at), calendar=calendar())[-1]
    people = (request.helper.number, request.companion.number)
    plan = Plan(on=day, slot="pm2", helper=people[0], companion=people[1], reason="本人来电改下午")
    arrange(request, plan, by=by, at=at + timedelta(seconds=1))

    goes_offline(clerk, cable, is_off=False)
    clerk.page.get_by_role("button", name="现在同步").click()
    clerk.page.get_by_role("heading", name="与别人改的冲突，两份都留着").wait_for()
    assert clerk.sees("王芳改安排")
    assert axe(clerk.page) == []
    clerk.page.get_by_role("link", name="打开这次帮办处理").click()
    clerk.page.get_by_text("本人来电改下午").first.wait_for()
    assert clerk.sees("去过了，表填好了")
    assert axe(clerk.page) == []
    clerk.shoot("outreach-conflict-390")
    clerk.page.get_by_role("button", name="按上门记录登记").click()
    clerk.page.get_by_text("已办完").first.wait_for()


@pytest.mark.req("R-167")
def test_what_is_on_the_phone_can_be_wiped_and_goes_with_the_day(clerk: Person, doors: list[Outreach]) -> None:
    page = clerk.page
    takes_along(clerk)
    page.get_by_role("button", name="全部清掉").click()
    page.get_by_role("button", name="确定清掉").click()
    page.get_by_text("这部手机上的都清掉了").wait_for()
    assert page.evaluate(KEPT) == []

    takes_along(clerk)
    page.clock.set_fixed_time(now() + timedelta(days=1))
    page.reload(wait_until="domcontentloaded")
    until(page, "!document.getElementById('take-part').hidden")
    assert page.evaluate(KEPT) == [], "the day is over"
