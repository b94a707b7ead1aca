"""The register of files: looked through, changed, and its alerts answered and closed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.norms.models import Norm, NormAlert, NormChange, NormReview
from tongban.registers.norms.rules.states import ChangeKind, Standing, Status
from tongban.web.console.tests.pages import NASTY, nasty_to_every_form, post
from tongban.web.ui.once import FIELD

AtConsole = Callable[[str], Client]


def quoted_file() -> Norm:
    return Norm.objects.get(title="中华人民共和国食品安全法")


def test_the_register_is_narrowed_in_the_address(at_console: AtConsole):
    client = at_console("linjing")
    page = client.get(reverse("console-norms"), {"q": "食品安全"}).content.decode()
    assert "中华人民共和国食品安全法" in page
    assert "没有符合的文件" in client.get(reverse("console-norms"), {"q": "火箭"}).content.decode()


def test_the_register_is_turned_page_by_page(at_console: AtConsole):
    client = at_console("linjing")
    Norm.objects.bulk_create(
        Norm(key=f"样例{n}", title=f"样例文件{n}", level="rule", is_sample=True) for n in range(120)
    )
    seen, address = [], reverse("console-norms") + "?q=样例文件"
    while address:
        page = client.get(address)
        seen += [line for line in page.content.decode().split(">") if line.startswith("样例文件")]
        address = _next(page.content.decode())
    assert len(seen) == 120


@pytest.mark.req("R-194")
def test_a_repeal_lights_up_who_quotes_the_file_and_is_done_once(at_console: AtConsole):
    client, norm = at_console("linjing"), quoted_file()
    form = {"kind": "repeal", "on": "2026-12-31", "document": "样例公告", FIELD: "one"}
    for _ in range(2):
        answer = client.post(reverse("console-norm-change", args=[norm.pk]), form)
        assert answer["Location"] == reverse("console-norm", args=[norm.pk])
    norm.refresh_from_db()
    assert norm.status == Standing.REPEALED
    assert NormAlert.objects.filter(change__norm=norm).count() > 0
    assert NormChange.objects.filter(norm=norm).count() == 1


def test_a_wrong_change_is_told_with_what_was_typed(at_console: AtConsole):
    address = reverse("console-norm-change", args=[quoted_file().pk])
    answer = post(at_console("linjing"), address, kind="repeal", on="昨天", document="公告“一”")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "生效日期请写成2026-12-31这样。" in page
    assert "公告“一”" in page
    assert 'href="#change-on"' in page


def test_a_file_that_replaces_must_be_known(at_console: AtConsole):
    address = reverse("console-norm-change", args=[quoted_file().pk])
    answer = post(at_console("linjing"), address, kind="repeal", on="2026-12-31", document="样例", replaced_by="没有的")
    assert "请先登记它" in answer.content.decode()


def test_a_new_file_is_registered(at_console: AtConsole):
    answer = post(at_console("linjing"), reverse("console-norm-register"), title="《样例管理办法》", number="样例1号")
    assert answer["Location"] == reverse("console-norm", args=[Norm.objects.get(title="样例管理办法").pk])


def test_an_alert_is_kept_with_a_reason_returned_and_closed(at_console: AtConsole):
    """An amendment does not take the basis away: the list may stay, if a reviewer agrees."""
    bureau, norm = at_console("linjing"), quoted_file()
    post(
        bureau, reverse("console-norm-change", args=[norm.pk]), kind="amend", on="2026-12-01", document="样例", words=""
    )
    alert = NormAlert.objects.filter(change__norm=norm, agency__key="market-regulation").order_by("pk")[0]
    page, step = reverse("console-norm-alert", args=[alert.pk]), _step(alert)
    editor = at_console("wutao")
    assert "说明理由保留" in editor.get(page).content.decode()
    refused = post(editor, step("keep"), words=" ")
    assert refused.status_code == 422
    assert "请写明理由" in refused.content.decode()
    post(editor, step("keep"), words="修改的条款与本清单无关。")
    post(bureau, step("reopen"), words="请核对第三十五条。")
    post(editor, step("keep"), words="核对过，没有变化。")
    post(bureau, step("close"))
    alert.refresh_from_db()
    assert alert.status == Status.CLOSED


def test_an_alert_of_another_body_is_not_there(at_console: AtConsole, alert: NormAlert):
    assert at_console("baixue").get(reverse("console-norm-alert", args=[alert.pk])).status_code == 404


def test_limits_are_set_within_bounds(at_console: AtConsole):
    client, address = at_console("linjing"), reverse("console-norm-set-limits")
    days = dict.fromkeys(ChangeKind, "15")
    assert client.post(address, days)["Location"] == reverse("console-norm-limits")
    refused = client.post(address, days | {"repeal": "0"})
    assert refused.status_code == 422
    assert 'value="15"' in refused.content.decode()


@pytest.mark.parametrize("name", ["console-norms", "console-norm-alerts"])
def test_lists_take_few_statements(at_console: AtConsole, alert: NormAlert, name: str, django_assert_max_num_queries):
    client = at_console("linjing")
    client.get(reverse(name))
    with django_assert_max_num_queries(6):  # who asks, the rows, and the catalogue's revision
        client.get(reverse(name))


def test_odd_words_are_told_in_words(at_console: AtConsole, alert: NormAlert):
    client = at_console("linjing")
    for word in NASTY:
        for name in ("console-norms", "console-norm-alerts", "console-norm-new"):
            sent = dict.fromkeys(("q", "status", "after", "overdue", "title"), word)
            assert client.get(reverse(name), sent).status_code == 200
    steps = {_step(alert)(verb): ("words",) for verb in ("change", "keep", "reopen", "close", "nothing")}
    file = ("title", "number", "issuing_body", "in_force_since", "source")
    norm = reverse("console-norm-change", args=[quoted_file().pk])
    change = ("kind", "on", "document", "replaced_by", "words")
    forms = {norm: change, reverse("console-norm-register"): file, reverse("console-norm-set-limits"): ("repeal",)}
    nasty_to_every_form(client, {**forms, **steps})
    nasty_to_every_form(at_console("wutao"), steps)
    for kind in ChangeKind:
        post(client, norm, kind=kind.value, on="9999-12-31", document="样例")


def _step(alert: NormAlert) -> Callable[[str], str]:
    return lambda verb: reverse("console-norm-answer", args=[alert.pk, verb])


def _next(page: str) -> str:
    found = page.partition('rel="next" href="')[2].partition('"')[0]
    return found.replace("&amp;", "&")


@pytest.mark.req("R-194")
def test_a_clean_up_begins_is_proposed_and_decided_in_the_browser(at_console: Callable[[str], Client]) -> None:
    keeper, editor = at_console("linjing"), at_console("wutao")
    assert keeper.post("/console/norms/cleanup/begin", {"title": "样例清理", "due_on": ""}).status_code == 422
    due_on = (local_day(now()) + timedelta(days=30)).isoformat()
    assert keeper.post("/console/norms/cleanup/begin", {"title": "样例清理", "due_on": due_on}).status_code == 302
    found = NormReview.objects.get(agency__key="market-regulation")
    page = f"/console/norms/cleanup/{found.pk}"
    said = {"verdict": "repeal", "ground": "none", "reason": "过时了。"}
    assert "请选是哪种情形" in editor.post(f"{page}/acts/propose", said).content.decode()
    assert editor.post(f"{page}/acts/propose", {**said, "ground": "outdated"}).status_code == 302
    day = local_day(now()).isoformat()
    assert keeper.post(f"{page}/acts/decide", {"document": "样例公告", "on": day}).status_code == 302
    assert "废止，适用期已过" in keeper.get(page).content.decode()
    assert found.norm.title in keeper.get("/console/norms/cleanup?status=decided").content.decode()
    assert Norm.objects.get(pk=found.norm_id).status == "repealed"
