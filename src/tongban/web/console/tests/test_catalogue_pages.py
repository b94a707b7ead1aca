"""The catalogue's pages: what they show, what they cost, what comes of odd words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.compiling import commands
from tongban.registers.compiling.models import ListDraft
from tongban.registers.compiling.rules.flow import FLOW
from tongban.registers.compiling.tests import making
from tongban.web.console.editing.groups import GROUPS

from . import people
from .forms import fields_of

AtConsole = Callable[[str], Client]
Person = Callable[[str], Actor]
NASTY = [
    "\x00",
    "'; DROP TABLE x;--",
    "<script>alert(1)</script>",
    "９" * 40,
    "😀" * 3,
    "a" * 9000,
    "{{7*7}}",
    "-1",
    "١",
]
LISTS = {"console-items": 4, "console-inbox": 6, "console-drafts": 6, "console-rounds": 4}
"""Statements that a page of rows may cost: session and account, who leads, the rows, the bodies to choose from."""


def test_what_the_elements_leave_out_is_compared_too(
    at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    """The hours, a question's words, an entry that is new: whoever reviews sees everything that changes."""
    draft = people.begun(person, note)
    document = draft.document
    option = document["options"][min(document["options"])]
    option["hours"] = "工作日 8:30至16:30（样例）"
    option["may_book"] = not option.get("may_book", True)
    option["faqs"] = [{"question": "要预约吗（样例）？", "answer": "不用（样例）。"}, *option.get("faqs", [])]
    commands.save(draft, document, revision=draft.revision, by=person(making.EDITOR), at=now())
    page = at_console("linjing").get(reverse("console-draft-differences", args=[draft.pk])).content.decode()
    assert "<ins>工作日 8:30至16:30（样例）</ins>" in page
    assert "要素表以外的改动" in page
    assert "可以预约" in page
    assert "不用（样例）。" in page
    assert "没有差异" not in page or len(document["options"]) > 1


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("login", ["wutao", "linjing", "zhouyaqin", "zhengyawen"])
def test_a_list_costs_the_same_however_long_it_is(
    name: str, login: str, at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    for number in range(3):
        people.pushed(number)
    people.submitted(person, note)
    people.opened(person)
    client = at_console(login)
    client.get(reverse(name))
    with CaptureQueriesContext(
        connection,
    ) as found:
        client.get(reverse(name), {"scope": "all"})
    assert len(found) <= LISTS[name], [each["sql"][:160] for each in found]


@pytest.mark.req("R-022")
def test_the_catalogue_is_shown_as_it_was_on_a_past_day(at_console: AtConsole) -> None:
    client = at_console("linjing")
    page = client.get(reverse("console-items"), {"on": "2001-01-01", "state": "all"}).content.decode()
    assert "没有符合的事项" in page
    today = client.get(reverse("console-items"), {"on": local_day(now()).isoformat()}).content.decode()
    assert "没有符合的事项" not in today


def test_filters_stand_in_the_address_and_lead_on_page_by_page(at_console: AtConsole) -> None:
    client = at_console("linjing")
    page = client.get(reverse("console-items"), {"agency": "market-regulation", "q": "食品"}).content.decode()
    assert 'value="食品"' in page
    assert "市场监管局" in page
    whole = client.get(reverse("console-items"), {"state": "all"}).content.decode()
    if "after=" in whole:
        following = whole.partition('rel="next" href="')[2].partition('"')[0].replace("&amp;", "&")
        assert client.get(following).status_code == 200


@pytest.mark.req("R-016")
def test_a_list_is_shown_with_the_whole_table_of_elements(at_console: AtConsole) -> None:
    page = at_console("zhengyawen").get(reverse("console-item", args=[people.food_list().code])).content.decode()
    assert "46个要素" in page
    for element in ("主项名称", "设定依据", "承诺办结时限", "到现场次数"):
        assert element in page
    assert "不是省里下发的原件" in page


def test_two_editions_and_two_lists_are_compared_with_marks(
    at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    of = people.food_list()
    people.published(person, note)
    client = at_console("linjing")
    page = client.get(reverse("console-item-differences", args=[of.code])).content.decode()
    assert "第1版和第2版的差异" in page
    other = people.another_list()
    beside = client.get(reverse("console-item-beside", args=[of.code]), {"with": other.code})
    assert beside.status_code == 200


def test_the_draft_is_seen_as_citizens_and_clerks_will(
    at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    draft = people.submitted(person, note)
    client = at_console("linjing")
    guide = client.get(reverse("console-draft-preview", args=[draft.pk, "guide"])).content.decode()
    assert "9:00至17:00（样例）" in guide
    assert "能不能办" in guide
    assert "开始办理" not in guide
    listed = client.get(reverse("console-draft-preview", args=[draft.pk, "checklist"])).content.decode()
    assert "您不用带" in listed
    clerk = client.get(reverse("console-draft-preview", args=[draft.pk, "clerk"])).content.decode()
    assert "收什么材料，看什么" in clerk
    tree = client.get(reverse("console-draft-preview", args=[draft.pk, "tree"])).content.decode()
    assert "情形问答树" in tree
    assert 'class="tree"' in tree
    assert client.get(reverse("console-draft-preview", args=[draft.pk, "moon"])).status_code == 404


@pytest.mark.req("R-026")
def test_trial_differences_and_impact_are_told_before_publishing(
    at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    draft, client = people.submitted(person, note), at_console("linjing")
    trial = client.get(reverse("console-draft-trial", args=[draft.pk])).content.decode()
    assert "试办" in trial
    assert "走不通" in trial
    assert client.get(reverse("console-draft-differences", args=[draft.pk])).status_code == 200
    impact = client.get(reverse("console-draft-impact", args=[draft.pk]), {"kind": "cases"}).content.decode()
    for kind in ("在办件", "已约好的预约", "今天在大厅等候或者办理的号", "没办完的上门帮办"):
        assert kind in impact
    assert "纸质指南" in impact


@pytest.mark.req("R-026")
def test_whoever_publishes_sees_what_is_touched_and_chooses_the_transition(
    at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    draft, client = people.reviewed(person, note), at_console("linjing")
    page = client.get(reverse("console-draft", args=[draft.pk]), {"act": "publish"}).content.decode()
    assert "没有提交的申请怎样过渡" in page
    assert "在办件一律按收件时的清单办完，不会多要材料" in page
    assert "看影响什么" in page
    act = reverse("console-draft-act", args=[draft.pk, "publish"])
    for sent, words in (
        ({}, "请选择没有提交的申请怎样过渡"),
        ({"transition": "both"}, "请选择没有提交的申请怎样过渡"),
        ({"transition": "finish"}, "请写过渡到哪一天"),
        ({"transition": "finish", "drafts_until_on": "2020-01-01"}, "过渡期不能早于生效日期"),
    ):
        answer = client.post(act, {"once": str(sent), **sent})
        assert (answer.status_code, words in answer.content.decode()) == (422, True), sent
    until = (local_day(now()) + timedelta(days=30)).isoformat()
    answer = client.post(act, {"transition": "finish", "drafts_until_on": until})
    assert answer.status_code == 302, answer.content.decode()
    published = making.fresh(draft).published
    assert published is not None
    assert str(published.drafts_until_on) == until


@pytest.mark.req("R-018")
def test_findings_and_hard_sentences_are_told_with_plain_words(
    at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    draft = people.begun(person, note)
    document = draft.document
    for option in document["options"].values():
        option["visits_required"] = 3
        option["summary"] = "申请人须予以提交相关证明材料之原件并经核验无误后方可予以受理。"
    commands.save(draft, document, revision=draft.revision, by=person("wutao"), at=now())
    page = at_console("wutao").get(reverse("console-draft", args=[draft.pk])).content.decode()
    assert "可以写成" in page
    assert ">提醒</span>" in page or ">错误</span>" in page


def test_home_counts_what_waits_for_whom(at_console: AtConsole, person: Person, note: dict[str, Any]) -> None:
    people.pushed(3)
    people.submitted(person, note)
    assert "收件箱待认领" in at_console("wutao").get(reverse("console")).content.decode()
    assert "等本单位审核的" in at_console("zhouyaqin").get(reverse("console")).content.decode()
    assert "联合审核中" in at_console("zhengyawen").get(reverse("console")).content.decode()


@pytest.mark.parametrize("nasty", NASTY)
def test_odd_words_in_addresses_are_no_error(
    nasty: str, at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    draft, of, client = people.submitted(person, note), people.food_list(), at_console("linjing")
    asked = {
        reverse("console-items"): ("on", "agency", "kind", "state", "q", "after"),
        reverse("console-item", args=[of.code]): ("edition", "option"),
        reverse("console-item-differences", args=[of.code]): ("from", "to"),
        reverse("console-item-beside", args=[of.code]): ("with", "only"),
        reverse("console-inbox"): ("light", "status", "agency", "q", "after"),
        reverse("console-drafts"): ("scope", "status", "operation", "origin", "agency", "q", "after"),
        reverse("console-draft", args=[draft.pk]): ("act",),
        reverse("console-draft-preview", args=[draft.pk, "checklist"]): ("option", "items", "business_type"),
        reverse("console-draft-impact", args=[draft.pk]): ("kind", "after"),
    }
    for address, names in asked.items():
        for name in names:
            answer = client.get(address, {name: nasty})
            assert answer.status_code in (200, 404), (address, name)
            assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("verb", sorted(FLOW.steps))
def test_odd_forms_for_every_step_are_told_in_words(
    verb: str, at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    draft = people.submitted(person, note)
    for login, nasty in zip(("wutao", "linjing", "zhouyaqin") * 3, NASTY, strict=True):
        names = ("reason", "opinion", "agency", "effective_on", "drafts_until_on", "transition", "version", "once")
        sent = dict.fromkeys(names, nasty) | {"finding": [nasty, nasty], "word": [nasty]}
        answer = at_console(login).post(reverse("console-draft-act", args=[draft.pk, verb]), sent)
        assert answer.status_code in (302, 403, 404, 409, 422), (verb, nasty)
        assert "<script>alert" not in answer.content.decode()


@pytest.mark.parametrize("nasty", NASTY)
def test_odd_forms_of_beginnings_are_told_in_words(nasty: str, at_console: AtConsole, person: Person) -> None:
    editor, bureau, of, round_ = at_console("wutao"), at_console("linjing"), people.food_list(), people.opened(person)
    names = ("effective_on", "reason", "legal_source", "until_on", "basic_code", "name", "ancestors", "ends", "kind")
    sent = dict.fromkeys((*names, "field"), nasty)
    for address in (
        *(reverse("console-item-adjust", args=[of.code, each]) for each in ("change", "suspend", "split", "merge")),
        reverse("console-item-add"),
        reverse("console-round-hand-in", args=[round_.pk]),
    ):
        for given_ in (
            sent,
            {**sent, "effective_on": (local_day(now()) + timedelta(days=1)).isoformat(), "until_on": ""},
        ):
            assert editor.post(address, given_).status_code in (302, 409, 422), address
    opening = {"title": nasty, "basis": nasty, "opens_on": nasty, "due_on": nasty, "agencies": [nasty]}
    assert bureau.post(reverse("console-rounds"), opening).status_code == 422
    assert editor.get(reverse("console-item-adjust", args=[of.code, "explode"])).status_code == 404


ODD = st.one_of(st.sampled_from(NASTY), st.text(max_size=40), st.integers().map(str))


NAMES = [
    *("revision", "option", *(f"has-{rows.name}" for group in GROUPS for rows in group.rows)),
    *(f"{start}-{each.path}" for group in GROUPS for start in "io" for each in (*group.item, *group.option)),
    *(f"{rows.name}-0-{each.path}" for group in GROUPS for rows in group.rows for each in rows.fields),
    *(f"rows-{rows.name}" for group in GROUPS for rows in group.rows),
]
ACTS = [
    *("save", "next", "add-option", "remove-option", "add:", "add:faqs", "up:form:0", "down:faqs:9"),
    *("remove:fees:0", "x"),
]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    group=st.sampled_from(GROUPS),
    changed=st.dictionaries(st.sampled_from(NAMES), st.one_of(ODD, st.lists(ODD, max_size=3)), max_size=12),
    act=st.sampled_from(ACTS),
)
def test_whatever_the_editor_brings_there_is_an_answer_in_words(
    group: Any, changed: dict[str, Any], act: str, at_console: AtConsole, person: Person, note: dict[str, Any]
) -> None:
    rows = ListDraft.objects.filter(base__list=people.food_list(), status="compiling")
    draft = rows.first() or people.begun(person, note)
    editor, where = at_console("wutao"), reverse("console-draft-edit", args=[draft.pk, group.key])
    sent = fields_of(editor.get(where).content.decode(), "/edit/")
    answer = editor.post(where, {**sent, **changed, "do": act})
    assert answer.status_code in (302, 409, 422)
    assert editor.get(where).status_code == 200
    assert editor.get(reverse("console-drafts"), {"scope": "all"}).status_code == 200
    assert making.fresh(draft).status == "compiling"
