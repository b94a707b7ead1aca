"""Rules of dispatch at the console: shown, published with every clash told, kept edition by edition."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.handling.cases.models import DispatchTable
from tongban.handling.cases.tests.applying import food_code

AtConsole = Callable[[str], Client]
HOSTILE = ("__import__('os')", "x" * 6000, "\x00", "<i>", "area > (", "9" * 400)


def _rule(place: int, name: str, **values: str) -> dict[str, str]:
    return {f"rules-{place}-{key}": value for key, value in {"name": name, **values}.items()}


@pytest.mark.req("R-076")
def test_rules_are_published_and_every_edition_stays(at_console: AtConsole):
    client, address = at_console("chenli"), reverse("console-dispatch-publish")
    assert "还没有发布过分派规则" in client.get(reverse("console-dispatch")).content.decode()
    first = _rule(0, "食品归赵敏", options=food_code(), staff="JY0063")
    assert client.post(address, {**first, "once": "a"}).status_code == 302
    assert client.post(address, {**first, "once": "a"}).status_code == 302
    assert DispatchTable.objects.count() == 1, "sent twice, done once"
    assert "食品归赵敏" in client.get(address).content.decode(), "the rules in force are there to be changed"
    assert client.post(address, {}).status_code == 302
    page = client.get(reverse("console-dispatch")).content.decode()
    assert "第2版" in page
    assert "这一版没有规则" in page
    assert "食品归赵敏" in client.get(reverse("console-dispatch") + "?edition=1").content.decode()
    assert client.get(reverse("console-dispatch") + "?edition=9").status_code == 404


@pytest.mark.req("R-076")
def test_a_clash_is_told_with_an_example_and_nothing_is_published(at_console: AtConsole):
    typed = {
        **_rule(0, "甲", options=food_code(), staff="JY0063"),
        **_rule(1, "乙", options=food_code(), post="承办岗"),
    }
    answer = at_console("chenli").post(reverse("console-dispatch-publish"), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "有冲突" in page
    assert 'value="甲"' in page
    assert not DispatchTable.objects.exists()


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_told(at_console: AtConsole, text: str):
    client = at_console("chenli")
    typed = _rule(0, text, options=text, when=text, post=text, staff=text)
    answer = client.post(reverse("console-dispatch-publish"), typed)
    assert answer.status_code in (302, 422)
    assert "<i>" not in answer.content.decode()
    query = {"agency": text, "edition": text, "before": text}
    assert client.get(reverse("console-dispatch"), query).status_code in (200, 404)


@pytest.mark.parametrize(
    ("login", "sees", "publishes"),
    [
        ("chenli", 200, 302),
        ("wutao", 200, 403),
        ("linjing", 200, 403),
        ("zhengyawen", 200, 403),
        ("zhaomin", 403, 403),
        ("wangfang", 403, 403),
    ],
)
def test_who_may_see_and_who_may_publish(at_console: AtConsole, login: str, sees: int, publishes: int):
    client = at_console(login)
    assert client.get(reverse("console-dispatch")).status_code == sees
    assert client.post(reverse("console-dispatch-publish"), {}).status_code == publishes


def test_an_editor_sees_the_own_body_only(at_console: AtConsole):
    page = at_console("wutao").get(reverse("console-dispatch") + "?agency=civil-affairs").content.decode()
    assert "民政" not in page.partition("<main")[2]
    assert "民政" in at_console("linjing").get(reverse("console-dispatch") + "?agency=civil-affairs").content.decode()
