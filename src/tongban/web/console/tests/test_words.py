"""Synonyms and what was looked for in vain: added, mended, dropped, dismissed, tried out; by whom."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.ledger.models import Entry
from tongban.registers.catalog.commands import keep_misses
from tongban.registers.catalog.models import Miss, Synonym

AtConsole = Callable[[str], Client]
HOSTILE = ("<script>alert(1)</script>", "' OR 1=1 --", "\x00零", "{{ 7*7 }}", "字" * 5000, "\ud800坏", "../../etc")


@pytest.fixture
def missed() -> str:
    keep_misses({"养恐龙": 3, "开飞碟": 1}, on=local_day(now()))
    return "养恐龙"


def test_a_miss_becomes_a_synonym_and_is_gone_from_the_list(at_console: AtConsole, missed: str):
    client = at_console("wutao")
    assert missed in client.get(reverse("console-misses")).content.decode()
    answer = client.post(reverse("console-word-add"), {"said": missed, "meant": "动物 饲养"})
    assert answer.status_code == 302
    assert Synonym.objects.get(said=missed).meant == "动物 饲养"
    assert missed not in client.get(reverse("console-misses")).content.decode()
    assert "现在搜" in client.get(answer["Location"]).content.decode()


def test_a_miss_is_dismissed_once_however_often_it_is_pressed(at_console: AtConsole, missed: str):
    client = at_console("linjing")
    for _ in range(2):
        assert client.post(reverse("console-miss-dismiss"), {"text": missed, "once": "1"}).status_code == 302
    assert missed not in client.get(reverse("console-misses")).content.decode()
    assert Entry.objects.filter(chain="synonyms", verb="dismiss_miss").count() == 1


def test_a_synonym_is_dropped_and_the_word_means_itself(at_console: AtConsole):
    said = Synonym.objects.order_by("said").values_list("said", flat=True)[0]
    assert at_console("wutao").post(reverse("console-word-drop"), {"said": said}).status_code == 302
    assert not Synonym.objects.filter(said=said).exists()


def test_every_fault_is_told_and_what_was_typed_stays(at_console: AtConsole):
    answer = at_console("wutao").post(reverse("console-word-add"), {"said": "1", "meant": ""})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "群众的说法写" in page
    assert "目录里的说法写" in page
    assert 'value="1"' in page


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_is_answered(at_console: AtConsole, text: str):
    client = at_console("wutao")
    said = text.encode("utf-8", "replace").decode()
    assert client.get(reverse("console-words"), {"q": said, "try": said, "after": said}).status_code == 200
    assert client.get(reverse("console-misses"), {"days": said, "after": said}).status_code == 200
    answer = client.post(reverse("console-word-add"), {"said": said, "meant": said})
    assert answer.status_code in (302, 422)
    assert "<script>alert" not in answer.content.decode()
    assert client.post(reverse("console-miss-dismiss"), {"text": said}).status_code == 404


def test_trying_words_out_counts_no_miss(at_console: AtConsole):
    page = at_console("wutao").get(reverse("console-words"), {"try": "囧囧囧囧"}).content.decode()
    assert "什么都找不到" in page
    assert not Miss.objects.filter(text="囧囧囧囧").exists()


def test_the_list_goes_on_behind_a_cursor(at_console: AtConsole):
    Synonym.objects.bulk_create(Synonym(said=f"样例{number:03}", meant="样例") for number in range(120))
    client, address, seen = at_console("zhengyawen"), reverse("console-words") + "?q=样例", set()
    while address:
        page = client.get(address).content.decode()
        seen |= {number for number in range(120) if f"样例{number:03}" in page}
        _, _, rest = page.partition('rel="next" href="')
        address = rest.partition('"')[0].replace("&amp;", "&")
    assert seen == set(range(120))


@pytest.mark.parametrize(
    ("login", "reads", "writes"),
    [("wutao", 200, 302), ("linjing", 200, 302), ("zhengyawen", 200, 403), ("zhaomin", 403, 403)],
)
def test_who_may_see_and_who_may_write(at_console: AtConsole, missed: str, login: str, reads: int, writes: int):
    client = at_console(login)
    assert client.get(reverse("console-words")).status_code == reads
    assert client.get(reverse("console-misses")).status_code == reads
    assert client.post(reverse("console-word-add"), {"said": "恐龙", "meant": "动物"}).status_code == writes
    assert client.post(reverse("console-miss-dismiss"), {"text": missed}).status_code == writes
