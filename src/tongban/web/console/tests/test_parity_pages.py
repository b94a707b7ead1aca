"""The same matter in all places: compared, assigned, answered, verified; the template says what is the same."""

import json
from collections.abc import Callable
from datetime import timedelta

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.agencies.models import Staff
from tongban.registers.catalog import elements
from tongban.registers.compiling.models import ElementTemplate
from tongban.registers.parity.models import Rectification
from tongban.registers.parity.rules.states import Status
from tongban.web.console.tests.pages import NASTY, nasty_to_every_form, post
from tongban.web.ui.once import FIELD

AtConsole = Callable[[str], Client]


def editor_of(task: Rectification) -> str:
    """The login of an editor of the very body."""
    rows = Staff.objects.filter(agency=task.agency, roles__contains=["catalog_editor"]).select_related("account")
    return str(rows[0].account.login)


def step(task: Rectification, verb: str) -> str:
    return reverse("console-parity-take", args=[task.pk, verb])


@pytest.mark.req("R-019")
def test_a_departure_is_assigned_explained_returned_and_verified(at_console: AtConsole, rectification: Rectification):
    bureau, editor = at_console("linjing"), at_console(editor_of(rectification))
    page = reverse("console-parity-task", args=[rectification.pk])
    assert "法定办结时限" in bureau.get(page).content.decode()
    refused = post(bureau, step(rectification, "assign"), due_on=local_day(now()).isoformat())
    assert refused.status_code == 422
    assert "整改期限要在今天以后" in refused.content.decode()
    due_on = local_day(now()) + timedelta(days=20)
    post(bureau, step(rectification, "assign"), due_on=due_on.isoformat())
    post(editor, step(rectification, "explain"), words="本市没有下放。")
    post(bureau, step(rectification, "reopen"), words="请附依据。")
    still = post(editor, step(rectification, "correct"), words="改好了。")
    assert still.status_code == 409
    assert "请先发布改正后的清单" in still.content.decode()
    assert "改好了。" in still.content.decode()
    post(editor, step(rectification, "explain"), words="依据样例文件。")
    post(bureau, step(rectification, "verify"))
    rectification.refresh_from_db()
    assert rectification.status == Status.VERIFIED
    assert rectification.due_on == due_on


def test_places_stand_beside_each_other(at_console: AtConsole, rectification: Rectification):
    address = reverse("console-parity-beside", args=[rectification.basic_code])
    page = at_console("zhengyawen").get(address).content.decode()
    assert "甘肃省（样例）" in page
    assert "不一致" in page
    nowhere = reverse("console-parity-beside", args=["0" * 12])
    assert at_console("linjing").get(nowhere).status_code == 404


def test_the_bureau_compares_now(at_console: AtConsole, rectification: Rectification):
    assert post(at_console("linjing"), reverse("console-parity-check"))["Location"] == reverse("console-parity")


def template_file(**changes: object) -> SimpleUploadedFile:
    plain = msgspec.to_builtins(elements.shipped()) | {"version": "样例2026", "is_reconstruction": False} | changes
    return SimpleUploadedFile("模板.json", json.dumps(plain).encode())


@pytest.mark.req("R-016")
def test_a_template_is_looked_at_and_then_loaded(at_console: AtConsole):
    bureau, plain = at_console("linjing"), msgspec.to_builtins(elements.shipped())
    freed = next(row for row in plain["elements"] if row["is_same"])
    rows = [row | {"is_same": row["is_same"] and row is not freed} for row in plain["elements"]]
    preview = bureau.post(reverse("console-template-preview"), {"file": template_file(elements=rows)})
    page = preview.content.decode()
    assert "还没有装载" in page
    assert f"{freed['number']} {freed['name']}" in page
    assert not ElementTemplate.objects.filter(version="样例2026").exists()
    content = json.dumps(plain | {"version": "样例2026", "elements": rows})
    answer = post(bureau, reverse("console-template-load"), content=content)
    assert answer["Location"] == reverse("console-templates")
    assert "样例2026" in bureau.get(reverse("console-templates")).content.decode()
    again = post(bureau, reverse("console-template-load"), content=json.dumps(plain | {"version": "样例2026"}))
    assert again.status_code == 409
    assert "请换一个版本名称" in again.content.decode()


@pytest.mark.parametrize(
    ("blob", "said"),
    [
        (b"", "文件不是完整的JSON"),
        (b"[" * 5000, "文件不是完整的JSON"),
        (b"\xff\xfe\x00", "文件不是UTF-8"),
        (b"{}", "内容不合要求"),
        (b"x" * 500_000, "文件太大"),
    ],
)
def test_a_file_that_is_no_template_gets_its_sentence(at_console: AtConsole, blob: bytes, said: str):
    sent = {"file": SimpleUploadedFile("a.json", blob)}
    answer = at_console("linjing").post(reverse("console-template-preview"), sent)
    assert answer.status_code == 422
    assert said in answer.content.decode()


def test_no_file_gets_its_sentence(at_console: AtConsole):
    answer = post(at_console("linjing"), reverse("console-template-preview"))
    assert "请选择要素模板文件" in answer.content.decode()


@pytest.mark.parametrize("name", ["console-parity", "console-templates"])
def test_lists_take_few_statements(
    at_console: AtConsole, rectification: Rectification, name: str, django_assert_max_num_queries
):
    client = at_console("linjing")
    with django_assert_max_num_queries(6):
        client.get(reverse(name))


def test_odd_words_are_told_in_words(at_console: AtConsole, rectification: Rectification):
    client = at_console("linjing")
    for word in NASTY:
        sent = dict.fromkeys(("status", "after", "overdue"), word)
        assert client.get(reverse("console-parity"), sent).status_code == 200
    verbs = ("assign", "explain", "correct", "reopen", "verify", "nothing")
    steps = {step(rectification, verb): ("due_on", "words") for verb in verbs}
    forms = {reverse("console-template-load"): ("content",), reverse("console-template-preview"): ("file",)}
    nasty_to_every_form(client, {**steps, **forms})
    nasty_to_every_form(at_console(editor_of(rectification)), steps)
    post(client, step(rectification, "assign"), due_on="9999-12-31", **{FIELD: "far"})
