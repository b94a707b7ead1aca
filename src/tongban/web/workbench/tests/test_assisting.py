"""Online help by pages: asked, taken, pointed, proposed, accepted; and no address lets a helper write."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.assistance.commands.asking import ask
from tongban.handling.assistance.models import Assistance
from tongban.handling.cases.commands.drafting import begin_draft, save_answers, save_form
from tongban.handling.cases.models import Case, Draft
from tongban.handling.cases.queries.drafts import form_of
from tongban.handling.cases.tests.applying import ANSWERS, FORM, food_code

pytestmark = pytest.mark.req("R-091")
AtDesk = Callable[[str], Client]
HOSTILE = ("<script>alert(1)</script>", "\x00", "字" * 6000, "{{ 7*7 }}", "' OR 1=1 --")


@pytest.fixture
def draft(person: Callable[[str], Actor]) -> Draft:
    made = begin_draft(food_code(), by=person("liqiang"), at=now())
    save_answers(made, ANSWERS, revision=made.revision, at=now())
    save_form(made, FORM, revision=made.revision, at=now())
    return made


@pytest.fixture
def liqiang(at_desk: AtDesk) -> Client:
    return at_desk("liqiang")


@pytest.fixture
def helped(at_desk: AtDesk, person: Callable[[str], Actor], draft: Draft) -> tuple[Client, Assistance]:
    """李强 asked from his draft and lets somebody look; 王芳 took it."""
    given = {"draft_number": draft.number, "where": "申请表：经营者", "words": "招牌名写哪个？"}
    session = ask(food_code(), wants_sharing=True, by=person("liqiang"), at=now(), **given)
    wangfang = at_desk("wangfang")
    assert wangfang.post(reverse("desk-assist-act", args=[session.code, "take"])).status_code == 302
    return wangfang, session


def test_from_the_draft_to_the_accepted_proposal(helped: tuple[Client, Assistance], liqiang: Client, draft: Draft):
    wangfang, session = helped
    page = wangfang.get(reverse("desk-assist", args=[session.code])).content.decode()
    assert "明月餐饮" in page
    assert "13893700001" not in page
    act = reverse("desk-assist-act", args=[session.code, "point"])
    assert wangfang.post(act, {"spot": "form:operator_name", "words": "写执照上的名称"}).status_code == 302
    place = liqiang.get(reverse("draft", args=[draft.number])).content.decode()
    assert "写执照上的名称" in place
    form = liqiang.get(reverse("draft-form", args=[draft.number, 1])).content.decode()
    assert "工作人员指着这一栏" in form
    act = reverse("desk-assist-act", args=[session.code, "suggest"])
    assert wangfang.post(act, {"spot": "form:operator_name", "value": "明月小馆"}).status_code == 302
    assert form_of(Draft.objects.get())["operator_name"] == "明月餐饮"
    talk = liqiang.get(reverse("assist", args=[session.code])).content.decode()
    key = talk.partition('name="key" value="')[2].partition('"')[0]
    assert (
        liqiang.post(reverse("assist-act", args=[session.code, "accept_suggestion"]), {"key": key}).status_code == 302
    )
    assert form_of(Draft.objects.get())["operator_name"] == "明月小馆"


def test_the_view_is_gone_with_the_consent(helped: tuple[Client, Assistance], liqiang: Client):
    wangfang, session = helped
    address = reverse("desk-assist", args=[session.code])
    seen = wangfang.get(address).content.decode().partition("?seen=")[2].partition('"')[0]
    assert wangfang.get(f"{address}?seen={seen}", headers={"HX-Request": "true"}).status_code == 204
    liqiang.post(reverse("assist-act", args=[session.code, "stop_sharing"]))
    block = wangfang.get(f"{address}?seen={seen}", headers={"HX-Request": "true"})
    assert block.status_code == 200
    assert "明月餐饮" not in block.content.decode()
    assert "对方现在没有让您看" in block.content.decode()
    assert 'hx-trigger="every 1s"' in block.content.decode()


def test_no_address_of_the_house_lets_a_helper_write(helped: tuple[Client, Assistance], draft: Draft):
    """Every POST of the house, filled with this draft and this talk: the draft stays, and nothing is submitted."""
    wangfang, session = helped
    before, cases = Draft.objects.filter(pk=draft.pk).values().get(), Case.objects.count()
    wangfang.raise_request_exception = False
    reached = 0
    for name, given in _filled(draft, session):
        body = {**FORM, **{f"form-{code}": value for code, value in FORM.items()}}
        body |= {
            "revision": str(draft.revision),
            "draft": draft.number,
            "number": draft.number,
            "key": "1",
            "act": "submit",
        }
        body |= {"declares": "on", "words": "改掉", "value": "别的", "spot": "form:operator_name", "result": "other"}
        answer = wangfang.post(reverse(name, kwargs=given), body)
        assert answer.status_code < 500, name
        reached += 1
    assert reached > 60
    assert Draft.objects.filter(pk=draft.pk).values().get() == before
    assert Case.objects.count() == cases


def test_the_queue_tells_who_waits_and_how_fast_help_came(at_desk: AtDesk, liqiang: Client):
    liqiang.post(reverse("assist-ask"), {"item": food_code(), "words": "在哪办？"})
    wangfang = at_desk("wangfang")
    page = wangfang.get(reverse("desk-assistance")).content.decode()
    assert "首次响应" in page
    assert "办事指南" in page
    session = Assistance.objects.get()
    for verb, body in (("take", {}), ("say", {"words": "在新城区。"}), ("end", {"result": "solved"})):
        assert wangfang.post(reverse("desk-assist-act", args=[session.code, verb]), body).status_code == 302
    assert "问题解决了" in wangfang.get(reverse("desk-assistance") + "?show=ended").content.decode()
    assert "问题解决了" in liqiang.get(reverse("assist", args=[session.code])).content.decode()


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_answered(helped: tuple[Client, Assistance], liqiang: Client, text: str):
    wangfang, session = helped
    for verb in ("say", "point", "suggest", "hand_over", "end", text[:8].strip("\x00") or "x"):
        try:
            address = reverse("desk-assist-act", args=[session.code, verb])
        except NoReverseMatch:
            continue
        body = dict.fromkeys(("words", "value", "spot", "helper", "result"), text)
        answer = wangfang.post(address, body)
        assert answer.status_code in (302, 404, 409, 422), verb
        assert "<script>alert" not in answer.content.decode()
    assert liqiang.post(reverse("assist-act", args=[session.code, "say"]), {"words": text}).status_code in (302, 422)
    assert wangfang.get(reverse("desk-assistance"), {"show": text, "after": text}).status_code == 200
    assert (
        "<script>alert"
        not in wangfang.get(reverse("desk-assist", args=[session.code]), {"spot": text}).content.decode()
    )


@pytest.mark.parametrize(
    ("login", "queue", "talk"),
    [("wangfang", 200, 200), ("limin", 200, 404), ("zhaomin", 403, 404), ("chenli", 403, 403), ("liqiang", 403, 403)],
)
def test_who_may_see(helped: tuple[Client, Assistance], at_desk: AtDesk, login: str, queue: int, talk: int):
    _, session = helped
    client = at_desk(login)
    assert client.get(reverse("desk-assistance")).status_code == queue
    assert client.get(reverse("desk-assist", args=[session.code])).status_code == talk


@pytest.mark.parametrize(("login", "answer"), [("liqiang", 200), ("zhouyou", 404), ("maxiuying", 404), ("", 302)])
def test_whose_talk_it_is(helped: tuple[Client, Assistance], at_desk: AtDesk, login: str, answer: int):
    _, session = helped
    assert at_desk(login).get(reverse("assist", args=[session.code])).status_code == answer


def _filled(draft: Draft, session: Assistance) -> list[tuple[str, dict[str, Any]]]:
    """Every named route with arguments that fit this draft and this talk."""
    values: dict[str, list[Any]] = {
        "number": [draft.number],
        "code": [session.code, food_code(), "operator_name", "items", "layout_plan"],
        "place": [1],
        "verb": ["accept_suggestion", "share", "submit", "accept"],
        "key": [1],
    }
    found: list[tuple[str, dict[str, Any]]] = []

    def gather(patterns: list[URLPattern | URLResolver]) -> None:
        for each in patterns:
            if isinstance(each, URLResolver):
                gather(each.url_patterns)
            elif each.name and each.name not in ("sign-out", "desk-assist-act") and not each.name.startswith("api-"):
                found.extend((each.name, given) for given in _fitting(each, values))

    gather(get_resolver().url_patterns)
    return found


def _fitting(pattern: URLPattern, values: dict[str, list[Any]]) -> list[dict[str, Any]]:
    parts = list(pattern.pattern.regex.groupindex)
    tried: list[dict[str, Any]] = [{}]
    for part in parts:
        tried = [{**given, part: each} for given in tried for each in values.get(part, ["1"])]
    fitting = []
    for given in tried:
        try:
            reverse(pattern.name or "", kwargs=given)
        except NoReverseMatch:
            continue
        fitting.append(given)
    return fitting
