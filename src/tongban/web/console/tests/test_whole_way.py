"""From the inbox to the guide through pages only: claimed, written, handed in, agreed, published, shown to citizens."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.catalog.queries import forget
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.states import Status

from . import people
from .forms import fields_of, press

AtConsole = Callable[[str], Client]


@pytest.fixture(autouse=True)
def nothing_is_remembered() -> Any:
    forget()
    yield
    forget()


@pytest.mark.req("R-002", "R-012", "R-013", "R-018")
def test_a_pushed_item_becomes_a_guide_by_pages_alone(at_console: AtConsole) -> None:
    draft = people.pushed_ready("食品小作坊帮办服务（样例）")
    editor = at_console("wutao")
    assert draft.name in editor.get(reverse("console-inbox")).content.decode()
    editor.post(reverse("console-draft-act", args=[draft.pk, "claim"]), {"version": draft.version})
    _write(editor, draft)
    answer = editor.post(reverse("console-draft-act", args=[draft.pk, "submit"]), {})
    assert answer.status_code == 302, _errors(answer.content.decode())
    for login in ("zhouyaqin", "hanbing"):
        reviewer = at_console(login)
        assert draft.name in reviewer.get(reverse("console-drafts")).content.decode(), login
        address = reverse("console-draft", args=[draft.pk])
        page = reviewer.get(address, {"act": "review"}).content.decode()
        answer = reviewer.post(reverse("console-draft-act", args=[draft.pk, "review"]), _with_words(page))
        assert answer.status_code == 302, _errors(answer.content.decode())
    assert _status(draft) is Status.REVIEWED
    publisher = at_console("linjing")
    page = publisher.get(reverse("console-draft", args=[draft.pk]), {"act": "publish"}).content.decode()
    today = local_day(now()).isoformat()
    sent = {**_with_words(page), "effective_on": today, "drafts_until_on": ""}
    answer = publisher.post(reverse("console-draft-act", args=[draft.pk, "publish"]), sent)
    assert answer.status_code == 302, _errors(answer.content.decode())
    found = ListDraft.objects.select_related("published__list", "notice").get(pk=draft.pk)
    assert found.published is not None
    assert found.notice is not None
    forget()
    guide = Client().get(reverse("item", args=[f"{found.published.list.code}01"])).content.decode()
    assert "带上身份证就能办（样例）" in guide
    notice = publisher.get(reverse("console-draft-notice", args=[draft.pk])).content.decode()
    assert found.notice.number in notice
    line = publisher.get(reverse("console-item", args=[found.published.list.code])).content.decode()
    assert found.notice.number in line


def test_an_item_that_is_not_ours_goes_back_to_the_bureau_and_to_another_body(at_console: AtConsole) -> None:
    draft = people.pushed(8)
    editor, bureau = at_console("wutao"), at_console("linjing")
    act = lambda client, verb, **sent: client.post(reverse("console-draft-act", args=[draft.pk, verb]), sent)  # noqa: E731
    assert act(editor, "decline", reason=" ").status_code == 422
    assert act(editor, "decline", reason="不是我们的职责。")["Location"] == reverse("console-inbox")
    assert draft.name in bureau.get(reverse("console-inbox"), {"status": "declined"}).content.decode()
    assert act(bureau, "reassign", reason="由司法局办。", agency="nobody").status_code == 422
    assert act(bureau, "reassign", reason="由司法局办。", agency="justice").status_code == 302
    assert _status(draft) is Status.PUSHED
    assert editor.get(reverse("console-draft", args=[draft.pk])).status_code == 404


@pytest.mark.req("R-012")
def test_a_round_is_opened_filled_and_closed_by_pages(at_console: AtConsole) -> None:
    bureau, editor, today = at_console("linjing"), at_console("wutao"), local_day(now()).isoformat()
    sent = {
        "title": "第二轮梳理（样例）",
        "opens_on": today,
        "due_on": today,
        "agencies": ["market-regulation", "justice"],
    }
    assert bureau.post(reverse("console-rounds"), {**sent, "agencies": []}).status_code == 422
    address = bureau.post(reverse("console-rounds"), sent)["Location"]
    given = {
        "name": "小作坊登记帮办（样例）",
        "basic_code": "620131970W00",
        "kind": "public_service",
        "field": "employment",
    }
    given |= {"reason": "还没进目录", "legal_source": "市政府文件（样例）", "effective_on": today}
    assert editor.post(f"{address}/hand-in", {**given, "kind": ""}).status_code == 422
    answer = editor.post(f"{address}/hand-in", given)
    assert answer.status_code == 302, _errors(answer.content.decode())
    assert "小作坊登记帮办（样例）" in bureau.get(address).content.decode()
    assert at_console("zhouyaqin").get(address).content.decode().count("小作坊登记帮办（样例）") == 0
    assert bureau.post(f"{address}/close", {}).status_code == 302
    assert editor.post(f"{address}/hand-in", {**given, "basic_code": "620131971W00"}).status_code == 409


@pytest.mark.req("R-022")
@pytest.mark.parametrize("operation", ["change", "suspend", "cancel", "split", "merge"])
def test_every_operation_is_begun_on_the_page_of_the_list(at_console: AtConsole, operation: str) -> None:
    editor, of = at_console("wutao"), people.food_list()
    address = reverse("console-item-adjust", args=[of.code, operation])
    assert address in editor.get(reverse("console-item", args=[of.code])).content.decode()
    empty = editor.post(address, {"reason": "只写了原因"})
    assert empty.status_code == 422
    assert "只写了原因" in empty.content.decode(), "what was typed stays"
    sent = {"reason": "按新规定", "legal_source": "文件（样例）", "effective_on": local_day(now()).isoformat()}
    sent |= {"basic_code": "620131970W00", "name": "拆出的事项（样例）", "ancestors": people.another_list().code}
    answer = editor.post(address, sent)
    assert answer.status_code == 302, _errors(answer.content.decode())
    assert editor.get(answer["Location"]).status_code == 200
    made = ListDraft.objects.latest("pk")
    assert made.operation == operation
    assert bool(made.ancestors) is (operation in ("split", "merge"))


def test_what_does_not_fit_the_state_of_the_list_is_not_offered(at_console: AtConsole) -> None:
    editor, of = at_console("wutao"), people.food_list()
    page = editor.get(reverse("console-item", args=[of.code])).content.decode()
    assert reverse("console-item-adjust", args=[of.code, "resume"]) not in page
    assert "/adjust/" not in at_console("leiyu").get(reverse("console-item", args=[of.code])).content.decode()


def test_a_form_for_an_older_state_is_told_who_acted_since(
    at_console: AtConsole, person: Callable[[str], Actor], note: dict[str, Any]
) -> None:
    draft = people.submitted(person, note)
    address = reverse("console-draft-act", args=[draft.pk, "review"])
    seen = {"version": draft.version, "opinion": "同意。"}
    assert at_console("zhouyaqin").post(address, seen).status_code == 302
    late = at_console("shenjie").post(address, {**seen, "opinion": "我的意见留着"})
    assert late.status_code == 409
    assert "市司法局" in late.content.decode()
    assert "我的意见留着" in late.content.decode()


def _write(editor: Client, draft: ListDraft) -> None:
    """What the department knows itself, typed into the forms group by group."""
    typed: dict[str, dict[str, Any]] = {
        "basic": {"o-summary": "带上身份证就能办（样例）。", "o-everyday_words": "小作坊\n开作坊"},
        "places": {"o-hours": "工作日 9:00至17:00（样例）"},
    }
    for group, changes in typed.items():
        press(editor, reverse("console-draft-edit", args=[draft.pk, group]), changes)


def _with_words(page: str) -> dict[str, Any]:
    """The form of the step with a word to every warning."""
    sent = fields_of(page, "/acts/")
    if "finding" in sent:
        sent["word"] = ["核对过，情况属实。"] * len(sent["finding"])
    return sent


def _status(draft: ListDraft) -> Status:
    return Status(ListDraft.objects.values_list("status", flat=True).get(pk=draft.pk))


def _errors(page: str) -> str:
    found = re.search(r'class="error-summary".*?</ul>', page, re.DOTALL)
    return unescape(re.sub(r"<[^>]+>", " ", found[0])) if found else page[:2000]
