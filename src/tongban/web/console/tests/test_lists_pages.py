"""Publishing lists: drafted by one, published by another; rows kept by hand; outside lists settled."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from tongban.registers.lists import queries
from tongban.registers.lists.models import Edition, EditionDraft, Resolution
from tongban.registers.lists.rules.rows import key_of
from tongban.registers.lists.rules.states import Status
from tongban.web.console.tests.pages import NASTY, nasty_to_every_form, post
from tongban.web.ui.once import FIELD

AtConsole = Callable[[str], Client]
EDITOR, REVIEWER = "fangyuan", "linjing"
PASTED = "序号\t事项名称\t事项类型\n1\t食品经营许可\t行政许可\n2\t样例火箭发射许可\t行政许可\t样例局\t样例依据\n"


def begun(client: Client, kind: str, institution: str = "") -> EditionDraft:
    answer = post(client, reverse("console-list-start"), kind=kind, institution=institution)
    assert answer.status_code == 302, answer.content.decode()
    return EditionDraft.objects.order_by("-pk")[0]


def page_of(draft: EditionDraft) -> str:
    return reverse("console-list-draft", args=[draft.pk])


def step(draft: EditionDraft, verb: str) -> str:
    return reverse("console-list-take", args=[draft.pk, verb])


def test_a_row_is_kept_by_hand_proposed_returned_and_published_by_another_person(at_console: AtConsole):
    editor, bureau = at_console(EDITOR), at_console(REVIEWER)
    draft = begun(editor, "offline_protected")
    cells = {"code": "样例码", "name": "样例：现金缴水费", "agency": "某局", "field": "生活缴费"}
    row = {f"cell-{name}": value for name, value in cells.items()}
    put = reverse("console-list-put", args=[draft.pk])
    assert post(editor, put, key="样例-1", **row, **{"cell-place": "样例大厅"}).status_code == 302
    told = editor.get(page_of(draft)).content.decode()
    assert "还没有写“办理时间”" in told
    refused = post(editor, step(draft, "propose"))
    assert refused.status_code == 422
    post(editor, put, key="样例-1", **row, **{"cell-place": "样例大厅", "cell-hours": "工作日"})
    assert post(editor, step(draft, "propose")).status_code == 302
    returned = post(bureau, step(draft, "return"), reason="")
    assert "请写明退回的理由" in returned.content.decode()
    post(bureau, step(draft, "return"), reason="请核对办理时间。")
    assert "请核对办理时间。" in editor.get(page_of(draft)).content.decode()
    post(editor, step(draft, "propose"))
    assert post(editor, step(draft, "publish")).status_code == 403
    before = Edition.objects.filter(kind="offline_protected").count()
    for _ in range(2):
        assert bureau.post(step(draft, "publish"), {FIELD: "publish"}).status_code == 302
    assert Edition.objects.filter(kind="offline_protected").count() == before + 1
    draft.refresh_from_db()
    assert draft.status == Status.PUBLISHED
    assert draft.edition is not None
    assert draft.edition.name.label in bureau.get(reverse("console-lists")).content.decode()


def test_a_derived_row_is_left_out_with_a_reason_and_taken_back(at_console: AtConsole):
    editor = at_console(EDITOR)
    draft = begun(editor, "permit")
    key = key_of(draft.rows[0])
    drop = reverse("console-list-drop-row", args=[draft.pk])
    assert post(editor, drop, key=key, reason=" ").status_code == 422
    post(editor, drop, key=key, reason="样例理由")
    page = editor.get(page_of(draft)).content.decode()
    assert "样例理由" in page
    assert "取消1条" in page
    post(editor, reverse("console-list-keep", args=[draft.pk]), key=key)
    draft.refresh_from_db()
    assert draft.left_out == {}
    assert post(editor, reverse("console-list-refresh", args=[draft.pk])).status_code == 302


def test_only_the_number_of_secrets_is_kept(at_console: AtConsole):
    editor = at_console(EDITOR)
    draft = begun(editor, "stationing", "government-affairs")
    address = reverse("console-list-withhold", args=[draft.pk])
    assert post(editor, address, count="3").status_code == 302
    assert "另有3项不公开内容" in editor.get(page_of(draft)).content.decode()
    assert post(editor, address, count="很多").status_code == 422
    secret = post(
        editor, reverse("console-list-put", args=[draft.pk]), key="x", **{"cell-ground": "国家秘密", "cell-name": "x"}
    )
    assert "只填数量" in secret.content.decode()


def test_what_was_typed_stays_when_a_row_is_refused(at_console: AtConsole):
    editor = at_console(EDITOR)
    draft = begun(editor, "offline_protected")
    answer = post(editor, reverse("console-list-put", args=[draft.pk]), key="", **{"cell-name": "样例<名>"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "样例&lt;名&gt;" in page
    assert "请填写编号或者名称" in page


@pytest.mark.req("R-025")
def test_an_outside_list_is_pasted_published_and_its_mismatches_settled(at_console: AtConsole):
    editor, bureau = at_console(EDITOR), at_console(REVIEWER)
    address = reverse("console-list-taken-in", args=["investment"])
    both = post(editor, address, source="", rows="")
    assert both.content.decode().count("error-text") >= 2
    answer = post(editor, address, source="样例清单（样例1号）", rows=PASTED)
    draft = EditionDraft.objects.order_by("-pk")[0]
    assert answer["Location"] == page_of(draft)
    assert [row["name"] for row in draft.rows] == ["食品经营许可", "样例火箭发射许可"]
    post(editor, step(draft, "propose"))
    post(bureau, step(draft, "publish"))
    matching = reverse("console-list-matching", args=["investment"])
    page = bureau.get(matching).content.decode()
    assert "样例火箭发射许可" in page
    found = next(each for each in queries.report("investment").mismatches if "火箭" in each.match.wanted.name)
    mismatch, settle = (reverse(f"console-list-{name}", args=["investment"]) for name in ("mismatch", "settle"))
    key = found.match.wanted.key
    near = bureau.get(mismatch, {"key": key, "q": "食品经营"}).content.decode()
    assert "食品经营许可" in near
    refused = post(bureau, settle, key=key, decision="alias", reason="")
    assert refused.status_code == 422
    assert "请选择目录里对应的事项" in refused.content.decode()
    assert "请写明理由" in refused.content.decode()
    assert post(bureau, settle, key=key, decision="justify", reason="本市没有发射场。")["Location"] == matching
    assert Resolution.objects.get(name="样例火箭发射许可").reason == "本市没有发射场。"
    assert "样例火箭发射许可" not in bureau.get(matching).content.decode()
    assert "本市没有发射场。" in bureau.get(mismatch, {"key": key}).content.decode()


def test_an_own_list_is_neither_pasted_nor_compared(at_console: AtConsole):
    editor = at_console(EDITOR)
    assert editor.get(reverse("console-list-take-in", args=["permit"])).status_code == 404
    assert editor.get(reverse("console-list-matching", args=["permit"])).status_code == 404
    assert editor.get(reverse("console-list-matching", args=["nothing"])).status_code == 404


def test_an_editor_of_another_body_sees_no_draft(at_console: AtConsole):
    draft = begun(at_console(EDITOR), "permit")
    assert at_console("wutao").get(page_of(draft)).status_code == 404
    refused = post(at_console("wutao"), reverse("console-list-start"), kind="deferral", institution="")
    assert refused.status_code == 403
    assert at_console("zhengyawen").get(page_of(draft)).status_code == 200


@pytest.mark.parametrize("name", ["console-lists", "console-list-matching"])
def test_lists_take_few_statements(at_console: AtConsole, name: str, django_assert_max_num_queries):
    client = at_console(REVIEWER)
    address = reverse(name, args=["market_access"] if name.endswith("matching") else [])
    client.get(address)
    with django_assert_max_num_queries(6):  # who asks, editions, bodies, places, drafts; edition, synonyms, resolutions
        client.get(address)


def test_odd_words_are_told_in_words(at_console: AtConsole):
    editor, bureau = at_console(EDITOR), at_console(REVIEWER)
    draft = begun(editor, "offline_protected")
    row, matching, mismatch = (
        reverse("console-list-row", args=[draft.pk]),
        reverse("console-list-matching", args=["market_access"]),
        reverse("console-list-mismatch", args=["market_access"]),
    )
    for word in NASTY:
        sent = dict.fromkeys(("q", "after", "show", "key"), word)
        assert editor.get(page_of(draft), sent).status_code == 200
        assert editor.get(row, sent).status_code == 200
        assert bureau.get(matching, sent).status_code == 200
        assert bureau.get(mismatch, sent).status_code == 404
    of = {name: reverse(f"console-list-{name}", args=[draft.pk]) for name in ("put", "drop-row", "keep", "withhold")}
    cells = ("key", *(f"cell-{name}" for name in ("code", "name", "agency", "field", "place", "hours")))
    forms = {
        reverse("console-list-start"): ("kind", "institution"),
        of["put"]: cells,
        of["drop-row"]: ("key", "reason"),
        of["keep"]: ("key",),
        of["withhold"]: ("count",),
        reverse("console-list-settle", args=["market_access"]): ("key", "decision", "basic_code", "reason"),
        reverse("console-list-taken-in", args=["market_access"]): ("source", "rows"),
        **{step(draft, verb): ("reason",) for verb in ("propose", "recall", "return", "publish", "drop", "nothing")},
    }
    nasty_to_every_form(editor, forms)
    nasty_to_every_form(bureau, forms)
