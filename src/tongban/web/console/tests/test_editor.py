"""Writing a draft (编制页): typed things are kept, entries move, what is locked stays, two people see both versions."""

from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.actors import Actor
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.tests.samples import CITY
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.tests import making
from tongban.web.console.editing.fields import Field, value_at
from tongban.web.console.editing.groups import GROUPS

from . import people
from .forms import fields_of, press

AtConsole = Callable[[str], Client]
Person = Callable[[str], Actor]


@pytest.fixture
def draft(person: Person, note: dict[str, Any]) -> ListDraft:
    return people.begun(person, note)


def address(draft: ListDraft, group: str) -> str:
    return reverse("console-draft-edit", args=[draft.pk, group])


def test_every_field_of_the_editor_is_an_element_of_the_list() -> None:
    for group in GROUPS:
        owned: list[tuple[type[msgspec.Struct], tuple[Field, ...]]] = [
            (ItemDocument, group.item),
            (Option, group.option),
            *((each.of, each.fields) for each in group.rows),
        ]
        for owner, fields in owned:
            known = {each.name for each in msgspec.structs.fields(owner)}
            assert {each.path.split(".")[0] for each in fields} <= known, group.key


@pytest.mark.parametrize("group", GROUPS, ids=lambda each: each.key)
def test_saving_a_page_as_it_stands_changes_nothing(at_console: AtConsole, draft: ListDraft, group: Any) -> None:
    before = making.fresh(draft).document
    press(at_console("wutao"), address(draft, group.key), {})
    after = making.fresh(draft)
    assert _differing(after.document, before) == []
    assert after.revision == draft.revision + 1


def test_every_list_of_the_city_can_be_written_without_loss(at_console: AtConsole, draft: ListDraft) -> None:
    """The city's own lists hold every element; each goes through all forms and comes back the same."""
    editor = at_console("wutao")
    for document in read_items(CITY / "items")[:6]:
        plain = msgspec.json.decode(msgspec.json.encode(document))
        plain |= {"version": draft.document["version"], "agency": draft.document["agency"]}
        ListDraft.objects.filter(pk=draft.pk).update(document=plain, base=None)
        for group in GROUPS:
            press(editor, address(draft, group.key), {})
        assert _differing(making.fresh(draft).document["options"], plain["options"]) == [], document.name


def test_entries_are_added_moved_and_taken_away_without_scripts(at_console: AtConsole, draft: ListDraft) -> None:
    editor, where = at_console("wutao"), address(draft, "faqs")
    count = len(_option(draft).get("faqs", []))
    press(editor, where, {}, "add:faqs")
    press(editor, where, {f"faqs-{count}-question": "要多久？", f"faqs-{count}-answer": "三天。"}, "add:faqs")
    press(
        editor,
        where,
        {f"faqs-{count + 1}-question": "要钱吗？", f"faqs-{count + 1}-answer": "不要。"},
        f"up:faqs:{count + 1}",
    )
    assert [each["question"] for each in _option(draft)["faqs"]][-2:] == ["要钱吗？", "要多久？"]
    press(editor, where, {}, f"remove:faqs:{count}")
    assert [each["question"] for each in _option(draft)["faqs"]][-1:] == ["要多久？"]


def test_an_option_is_added_and_taken_away(at_console: AtConsole, draft: ListDraft) -> None:
    editor, before = at_console("wutao"), sorted(draft.document["options"])
    led = press(editor, address(draft, "basic"), {}, "add-option")
    added = led.partition("option=")[2][:2]
    assert sorted(making.fresh(draft).document["options"]) == sorted([*before, added])
    press(editor, f"{address(draft, 'basic')}?option={added}", {}, "remove-option")
    assert sorted(making.fresh(draft).document["options"]) == before


def test_a_number_that_is_none_is_told_at_its_field_and_stays(at_console: AtConsole, draft: ListDraft) -> None:
    editor, where = at_console("wutao"), address(draft, "limits")
    sent = fields_of(editor.get(where).content.decode(), "/edit/")
    answer = editor.post(where, {**sent, "o-visits_required": "两次", "o-visit_reason": "留着的话"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#o-visits_required"' in page
    assert 'value="两次"' in page
    assert "留着的话" in page
    assert making.fresh(draft).revision == draft.revision


def test_two_people_see_both_versions_and_nothing_is_lost(at_console: AtConsole, draft: ListDraft) -> None:
    editor, where = at_console("wutao"), address(draft, "places")
    mine = fields_of(editor.get(where).content.decode(), "/edit/")
    press(editor, where, {"o-hours": "别人写的时间"})
    answer = editor.post(where, {**mine, "o-hours": "我写的时间"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "别人写的时间" in page
    assert 'value="我写的时间"' in page
    again = fields_of(page, "/edit/")
    assert editor.post(where, again).status_code == 302
    assert _option(draft)["hours"] == "我写的时间"


def test_a_form_that_is_sent_twice_is_saved_once(at_console: AtConsole, draft: ListDraft) -> None:
    editor, where = at_console("wutao"), address(draft, "faqs")
    sent = {**fields_of(editor.get(where).content.decode(), "/edit/"), "do": "add:faqs"}
    assert editor.post(where, sent).status_code == editor.post(where, sent).status_code == 302
    assert making.fresh(draft).revision == draft.revision + 1


def test_saving_in_passing_answers_with_the_revision(at_console: AtConsole, draft: ListDraft) -> None:
    editor, where = at_console("wutao"), address(draft, "places")
    sent = {**fields_of(editor.get(where).content.decode(), "/edit/"), "o-hours": "每天"}
    answer = editor.post(where, sent, headers={"X-Draft": "1"})
    assert (answer.status_code, answer["X-Revision"]) == (204, str(draft.revision + 1))
    late = editor.post(where, {**sent, "o-hours": "别的"}, headers={"X-Draft": "1"})
    assert late.status_code == 409
    assert late["Content-Type"].startswith("text/plain")


@pytest.mark.req("R-014")
def test_what_came_from_above_is_shown_as_locked_with_why(at_console: AtConsole, person: Person) -> None:
    draft = people.pushed(9)
    editor = at_console("wutao")
    editor.post(reverse("console-draft-act", args=[draft.pk, "claim"]), {})
    page = editor.get(address(draft, "basic")).content.decode()
    assert "上级统一规定，本地不能改。" in page
    assert 'name="i-name"' not in page
    limits = editor.get(address(draft, "limits")).content.decode()
    assert "承诺时限只能比上级的短" in limits
    answer = editor.post(
        address(draft, "limits"),
        {**fields_of(limits, "/edit/"), "o-promised_limit.value": "9000", "o-promised_limit.unit": "workday"},
    )
    assert answer.status_code == 422


def test_what_is_not_editable_now_is_not_opened(at_console: AtConsole, person: Person, note: dict[str, Any]) -> None:
    draft = people.submitted(person, note)
    assert at_console("wutao").get(address(draft, "basic")).status_code == 403
    assert at_console("wutao").get(address(draft, "nothing")).status_code == 404


def test_a_default_is_what_an_element_means_by_saying_nothing() -> None:
    assert value_at({}, "promised_limit.unit", Option) == "workday"
    assert value_at({"promised_limit": {"value": 3}}, "promised_limit.value", Option) == 3
    assert value_at({}, "visits_required", Option) == 1


def _option(draft: ListDraft) -> dict[str, Any]:
    options = making.fresh(draft).document["options"]
    found: dict[str, Any] = options[min(options)]
    return found


def _differing(one: Any, other: Any, at: str = "") -> list[str]:
    """Where two documents are not the same, for people."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [found for key in {**one, **other} for found in _differing(one.get(key), other.get(key), f"{at}/{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = enumerate(zip(one, other, strict=True))
        return [found for place, (mine, theirs) in pairs for found in _differing(mine, theirs, f"{at}/{place}")]
    return [] if one == other else [f"{at}: {one!r} {other!r}"]
