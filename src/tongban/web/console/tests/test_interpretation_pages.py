"""Interpretations as the staff work on them, and as a citizen reads them."""

from collections.abc import Callable, Iterator

import pytest
from django.test import Client
from django.urls import reverse

from tongban.handling.cases.tests.applying import food_code
from tongban.handling.interpretations import counted
from tongban.handling.interpretations.models import Interpretation
from tongban.handling.interpretations.queries import forget

pytestmark = pytest.mark.django_db
AtConsole = Callable[[str], Client]
CAST = ("wutao", "leiyu", "linjing", "zhengyawen", "wangfang", "")
TABLE = """
interpretations       200 200 200 200 403 302
interpretation-gaps   200 200 200 200 403 302
interpretation-new    200 200 403 403 403 302
interpretation        200 404 200 200 403 302
interpretation-write  200 404 403 403 403 302
"""
FORM = {
    "title": "开饭馆怎么办证",
    "body": "给谁：要开饭馆的人。\r\n怎么办：网上就能申请，五个工作日办结，不收费，一次都不用跑。",
    "planned_on": "2026-12-31",
}


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Iterator[None]:
    forget()
    yield
    forget()


@pytest.mark.req("R-201")
def test_an_interpretation_goes_its_whole_way_and_is_read_from_the_guide(at_console: AtConsole, client: Client) -> None:
    editor, reviewer = at_console("wutao"), at_console("linjing")
    assert food_code() in editor.get(reverse("console-interpretation-gaps")).content.decode()
    wrong = editor.post(reverse("console-interpretation-new"), {**FORM, "title": "短", "planned_on": "明天"})
    assert (wrong.status_code, "明天" in wrong.content.decode()) == (422, True), "what was typed stays"
    here = editor.post(reverse("console-interpretation-new"), {**FORM, "item-1": food_code()})["Location"]
    assert "2026年12月31日" in editor.get(reverse("console-interpretations")).content.decode()
    assert editor.post(f"{here}/write", {**FORM, "title": "开饭馆怎样办证", "item-1": food_code()}).status_code == 302
    assert editor.post(f"{here}/acts/propose").status_code == 302
    assert reviewer.post(f"{here}/acts/publish").status_code == 302
    found = Interpretation.objects.get(title="开饭馆怎样办证")
    address = reverse("interpretation", args=[found.code])
    assert f"{address}?from=guide" in client.get(f"/items/{food_code()}").content.decode()
    counted.take()
    page = client.get(f"{address}?from=guide").content.decode()
    assert "五个工作日办结" in page
    assert counted.take() == {(found.pk, "guide"): 1}
    assert "开饭馆怎样办证" in client.get(reverse("interpretations") + "?q=饭馆").content.decode()
    assert client.get(reverse("interpretation", args=["00000000-0000-4000-8000-000000000000"])).status_code == 404
    assert reviewer.post(f"{here}/acts/withdraw", {"reason": ""}).status_code == 422
    assert reviewer.post(f"{here}/acts/withdraw", {"reason": "要重新写一篇。"}).status_code == 302
    assert client.get(address).status_code == 404


def test_who_may_open_what(at_console: AtConsole, client: Client) -> None:
    made = at_console("wutao").post(reverse("console-interpretation-new"), {**FORM, "item-1": food_code()})
    key = int(made["Location"].rsplit("/", 1)[1])
    browsers = [at_console(each) if each else Client() for each in CAST]
    for line in TABLE.strip().splitlines():
        name, *expected = line.split()
        args = [key] if name in ("interpretation", "interpretation-write") else []
        path = reverse(f"console-{name}", args=args)
        assert [str(each.get(path).status_code) for each in browsers] == expected, name
