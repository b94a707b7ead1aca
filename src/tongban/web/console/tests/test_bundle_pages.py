"""A08: bundles listed and shown whole; one person writes the next edition part by part, another one approves it."""

from collections.abc import Callable
from datetime import timedelta
from html.parser import HTMLParser
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from msgspec.structs import replace

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.bundles import commands, queries
from tongban.registers.bundles.models import BundleDraft
from tongban.web.console.tests.pages import nasty_to_every_form, post
from tongban.web.ui.once import FIELD

AtConsole = Callable[[str], Client]
EDITOR, REVIEWER = "fangyuan", "linjing"
HOUSE = "real-estate"


def begun(client: Client, code: str = HOUSE, **more: str) -> BundleDraft:
    answer = post(client, reverse("console-bundle-start"), code=code, **more)
    assert answer.status_code == 302, answer.content.decode()
    return BundleDraft.objects.order_by("-pk")[0]


def part(draft: BundleDraft, name: str, key: str = "", verb: str = "part") -> str:
    address = reverse(f"console-bundle-{verb}", args=[draft.pk, name])
    return f"{address}?key={key}" if key else address


def put(client: Client, draft: BundleDraft, about: str, **given: Any) -> Any:
    return post(client, part(draft, about, verb="put"), **given)


class Sent(HTMLParser):
    """What a browser would send of the form that writes a part, unchanged."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.fields, self._inside, self._select, self._area = dict[str, list[str]](), False, "", ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self._inside = given.get("id") == "act-part" if tag == "form" else self._inside
        if not self._inside:
            return
        name, ticks = given.get("name", ""), given.get("type") == "checkbox"
        if tag == "input" and name != FIELD and (not ticks or "checked" in given):
            self.fields.setdefault(name, []).append(given.get("value", ""))
        elif tag in ("select", "textarea"):
            self._select, self._area = name, name if tag == "textarea" else ""
        elif tag == "option" and "selected" in given:
            self.fields[self._select] = [given.get("value", "")]

    def handle_data(self, data: str) -> None:
        if self._area:
            self.fields[self._area] = [data.removeprefix("\n")]

    def handle_endtag(self, tag: str) -> None:
        self._area = ""
        self._inside = self._inside and tag != "form"


def page(client: Client, draft: BundleDraft) -> str:
    answer = client.get(reverse("console-bundle-draft", args=[draft.pk]))
    assert answer.status_code == 200
    return answer.content.decode()


def step(draft: BundleDraft, verb: str) -> str:
    return reverse("console-bundle-take", args=[draft.pk, verb])


def test_bundles_are_listed_filtered_and_found(at_console: AtConsole, django_assert_max_num_queries: Any):
    client, address = at_console(REVIEWER), reverse("console-bundles")
    with django_assert_max_num_queries(6):  # session, staff, drafts, bundles, editions with their members
        told = client.get(address).content.decode()
    assert "不动产登记一件事" in told
    assert "新生儿出生一件事" in told
    assert "不动产登记一件事" not in client.get(address, {"q": "新生儿"}).content.decode()
    assert "没有符合的一件事" in client.get(address, {"state": "withdrawn"}).content.decode()
    assert "新开一件" not in told
    assert "新开一件" in at_console(EDITOR).get(address).content.decode()


@pytest.mark.req("R-117")
def test_a_bundle_is_shown_whole_in_the_situation_that_is_chosen(at_console: AtConsole):
    client, address = at_console(REVIEWER), reverse("console-bundle", args=[HOUSE])
    told = client.get(address, {"on-reason": "second_hand"}).content.decode()
    for words in (
        "再办（2项同时办）",
        "完税以后才发结果",
        "最长的一条路",
        "查不到电子证照的，最多再交",
        "部门之间传递，不用交",
    ):
        assert words in told, words
    assert "填到" in told
    gift = client.get(address, {"on-reason": "gift"}).content.decode()
    assert "这种情形不用办：二手房合同网签备案" in gift
    assert "少一份都办不了" in gift
    assert client.get(address, {"number": "9"}).status_code == 404


def test_parts_are_written_with_kept_input_and_another_person_approves(at_console: AtConsole):
    editor, bureau = at_console(EDITOR), at_console(REVIEWER)
    draft = begun(editor, "arrival", title="添丁一件事", lead="public-security")
    assert "一件事要联办2到20个事项" in page(editor, draft)
    refused = put(editor, draft, "member", key="Move", option="不存在的办理项", title="出生证")
    assert refused.status_code == 422
    told = refused.content.decode()
    assert "没有找到这个办理项" in told
    assert "小写字母、数字和下划线，以字母开头" in told
    assert 'value="出生证"' in told
    assert put(editor, draft, "member", key="birth", option="出生医学证明首次签发").status_code == 302
    broken = put(editor, draft, "member", key="id", option="出生医学证明首次签发", needed_when="reason ==")
    assert broken.status_code == 422
    assert "条件写法有误" in broken.content.decode()
    several = put(editor, draft, "member", key="id", option="居民身份证")
    assert "请写全名称或者编码" in several.content.decode()
    put(editor, draft, "member", key="household", option="出生登记（3周岁以内国内出生）", after="birth")
    put(editor, draft, "member", was="birth", key="birth", option="出生医学证明首次签发", after="household")
    assert "先后顺序成了一个圈" in page(editor, draft)
    circle = post(editor, step(draft, "propose"), reason="新开")
    assert circle.status_code == 422
    assert "谁也办不了" in circle.content.decode()
    put(editor, draft, "member", was="birth", key="birth", option="出生医学证明首次签发")
    basics = {"title": "添丁一件事", "audience": "person", "unit": "workday", "together": "yes", "law": "样例办法"}
    put(editor, draft, "basics", **basics)
    assert "没有写总时限" in page(editor, draft)
    put(editor, draft, "basics", limit="1", **basics)
    assert post(editor, step(draft, "propose"), reason="新开").status_code == 302
    assert "act-approve" not in page(editor, draft)
    day = (local_day(now()) + timedelta(days=3)).isoformat()
    wrong = post(bureau, step(draft, "approve"), effective_on="明天", words="")
    assert wrong.status_code == 422
    assert post(bureau, step(draft, "approve"), effective_on=day, words="样例").status_code == 302
    assert "待生效" in bureau.get(reverse("console-bundle", args=["arrival"])).content.decode()


def test_a_shared_field_is_mapped_by_name_and_the_next_edition_stands_beside_the_old(at_console: AtConsole):
    editor, bureau = at_console(EDITOR), at_console(REVIEWER)
    draft = begun(editor)
    form = editor.get(part(draft, "shared", "price")).content.decode()
    assert "申请表：成交价" in form
    assert put(editor, draft, "shared", was="price", key="price", label="成交价").status_code == 422
    given = {"fill0.registration": "form:price", "fill0.contract": "form:price", "fill0.tax": "form:price"}
    assert put(editor, draft, "shared", was="price", key="price", label="房价", **given).status_code == 302
    post(editor, part(draft, "shared", verb="drop"), was="floor_area")
    told = page(editor, draft)
    assert "去掉共用字段“建筑面积”" in told
    assert "各问一次，请合成一个共用字段" in post(editor, step(draft, "propose"), reason="少一个").content.decode()
    area = {each: value.replace("price", "floor_area") for each, value in given.items()}
    assert put(editor, draft, "shared", key="floor_area", label="房屋面积", **area).status_code == 302
    post(editor, step(draft, "propose"), reason="换个说法")
    post(bureau, step(draft, "return"), reason="请写清楚")
    assert "请写清楚" in page(editor, draft)
    post(editor, step(draft, "propose"), reason="换个说法，和产权证上一样")
    assert "等着审核的一件事" in bureau.get(reverse("console")).content.decode()
    waiting = bureau.get(reverse("console-bundles"), {"draft": "proposed"}).content.decode()
    assert "不动产登记一件事" in waiting
    assert "新生儿出生一件事" not in waiting
    post(bureau, step(draft, "approve"), effective_on=local_day(now()).isoformat(), words="样例")
    beside = bureau.get(reverse("console-bundle-beside", args=[HOUSE])).content.decode()
    assert "共用字段“房价”的名称或者提示改过" in beside
    assert queries.edition_on(HOUSE, local_day(now())).number == 2


@pytest.mark.req("R-117")
def test_a_field_is_filled_by_what_stands_on_an_earlier_licence(at_console: AtConsole):
    editor = at_console(EDITOR)
    draft = begun(editor, "restaurant")
    shown = editor.get(part(draft, "member", "food")).content.decode()
    assert "营业执照：统一社会信用代码" in shown
    fields = Sent(shown).fields
    assert fields["take.form.uscc"] == ["license:uscc"]
    before = queries.content_of(draft)
    assert editor.post(part(draft, "member", verb="put"), fields).status_code == 302
    draft.refresh_from_db()
    assert queries.content_of(draft) == before
    by_hand = fields | {"take.form.uscc": ["license"]}
    assert editor.post(part(draft, "member", verb="put"), by_hand).status_code == 302
    assert "由承办部门填，不会自动填" in page(editor, draft)


def test_every_part_opens_with_what_stands_and_saving_it_unchanged_changes_nothing(at_console: AtConsole):
    editor = at_console(EDITOR)
    draft = begun(editor)
    before = queries.content_of(draft)
    for name, key in (("question", "reason"), ("member", "registration"), ("shared", "sealed"), ("basics", "")):
        answer = editor.get(part(draft, name, key))
        assert answer.status_code == 200, name
        assert editor.post(part(draft, name, verb="put"), Sent(answer.content.decode()).fields).status_code == 302, name
    draft.refresh_from_db()
    assert queries.content_of(draft) == before


def test_a_question_and_a_paper_are_added_and_a_withdrawal_is_begun(at_console: AtConsole):
    editor = at_console(EDITOR)
    draft = begun(editor, "utilities")
    lines = "new 新房\nold 旧房"
    assert put(editor, draft, "question", code="kind", text="哪种房？", kind="choice", choices=lines).status_code == 302
    assert "哪种房？" in page(editor, draft)
    assert put(editor, draft, "question", code="kind", text="哪种？", kind="choice", choices="new").status_code == 422
    assert put(editor, draft, "paper", name="租房合同", **{"place.water": "lease"}).status_code == 422
    both = {"place.water": "lease", "place.power": "lease"}
    assert put(editor, draft, "paper", name="租房合同", **both).status_code == 302
    post(editor, part(draft, "question", verb="drop"), was="kind")
    assert "哪种房？" not in page(editor, draft)
    withdraw = reverse("console-bundle-withdraw", args=["newborn"])
    assert post(editor, withdraw, reason=" ").status_code == 422
    assert post(editor, withdraw, reason="样例").status_code == 302
    assert "这是停办" in page(editor, BundleDraft.objects.order_by("-pk")[0])


def test_nobody_breaks_a_form(at_console: AtConsole):
    editor = at_console(EDITOR)
    draft = begun(editor)
    nasty_to_every_form(
        editor,
        {
            reverse("console-bundle-start"): ("code", "title", "lead"),
            part(draft, "basics", verb="put"): ("title", "summary", "audience", "limit", "unit", "law", "together"),
            part(draft, "question", verb="put"): ("was", "code", "text", "kind", "choices"),
            part(draft, "member", verb="put"): ("was", "key", "option", "after", "needed_when", "gate_key", "gate_by"),
            part(draft, "shared", verb="put"): ("was", "key", "label", "fill0.tax"),
            part(draft, "paper", verb="drop"): ("was",),
            step(draft, "drop"): ("reason",),
        },
    )


@pytest.mark.req("R-123")
def test_the_six_ones_are_a_checklist_on_the_page_and_say_what_is_lacking(at_console: AtConsole, cast: Any):
    client = at_console(EDITOR)
    told = client.get(reverse("console-bundle", args=[HOUSE])).content.decode()
    assert all(each in told for each in ("一次告知", "一表申请", "一套材料", "一窗（端）受理", "一网办理", "一次发证"))
    assert told.count(">做到<") == 6
    draft = begun(client)
    apart = replace(queries.content_of(draft), is_ended_together=False)
    commands.revise(draft, content=apart, by=cast(EDITOR), at=now())
    lacking = page(client, draft)
    assert lacking.count(">没做到<") == 1
    assert "请改成统一办结、一次送达" in lacking
    refused = post(client, step(draft, "propose"), reason="测试")
    assert refused.status_code == 422
    assert "没有做到“一次发证”" in refused.content.decode()
