"""Importing and exporting: a file is looked at, nothing is written, then it is confirmed, once."""

import io
import json
import zipfile
from collections.abc import Callable
from typing import Any

import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.importing.heading import Setting
from tongban.registers.catalog.importing.reading import read_blob
from tongban.registers.catalog.importing.telling import as_csv, as_workbook
from tongban.registers.catalog.importing.tests.samples import many
from tongban.registers.catalog.importing.writing import write
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.compiling import progress
from tongban.registers.compiling.jobs import imports_go_on
from tongban.registers.compiling.models import ImportRun, ListDraft
from tongban.registers.compiling.rules.imports import ImportStatus
from tongban.web.console.tests.pages import NASTY, nasty_to_every_form, post
from tongban.web.ui.once import FIELD

AtConsole = Callable[[str], Client]


@pytest.fixture
def workbook(at_console: AtConsole) -> bytes:
    """A workbook of one list of 市场监管, as the export gives it."""
    code = ImplementationList.objects.filter(agency__key="market-regulation").order_by("code")[0].code
    answer = at_console("wutao").get(reverse("console-export-file"), {"code": code, "form": "xlsx"})
    assert answer.status_code == 200
    return bytes(answer.content)


def uploaded(client: Client, blob: bytes, name: str = "指南.xlsx", **more: str) -> Any:
    return client.post(reverse("console-import-upload"), {"file": SimpleUploadedFile(name, blob), **more})


def imported() -> int:
    return ListDraft.objects.filter(source_ref__startswith="import:").count()


def test_a_workbook_is_looked_at_before_anything_is_written_and_taken_in_once(at_console: AtConsole, workbook: bytes):
    client, before = at_console("wutao"), imported()
    page = uploaded(client, workbook)["Location"]
    shown = client.get(page).content.decode()
    assert "还没有写入" in shown
    assert imported() == before
    guides = client.get(page, {"show": "guides"}).content.decode()
    assert "读到的清单" in guides
    for _ in range(2):
        client.post(page + "/confirm", {FIELD: "once"})
    assert imported() == before + 1
    assert "已经导入" in client.get(page).content.decode()
    assert post(client, page + "/confirm").status_code == 409
    again = uploaded(client, workbook)["Location"]
    client.post(again + "/confirm")
    assert imported() == before + 1
    assert ImportRun.objects.get(pk=again.rpartition("/")[2]).counts["unchanged"] == 1


def test_what_the_browser_says_about_the_content_does_not_count(at_console: AtConsole, workbook: bytes):
    client = at_console("wutao")
    page = uploaded(client, workbook)["Location"]
    post(client, page + "/confirm", guides="[]", content="{}", sha256="0" * 64)
    assert ListDraft.objects.get(source_ref__startswith="import:").agency is not None


def _macro(blob: bytes) -> bytes:
    made = io.BytesIO(blob)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    return made.getvalue()


def _zip(names: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, blob in names.items():
            archive.writestr(name, blob)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "blob", "said"),
    [
        ("a.xlsx", b"", "文件是空的"),
        ("a.xlsx", b"x" * 20_000_001, "文件超过20MB"),
        ("a.zip", _zip({"a.json": b"0" * 300_000_001}), "解开以后太大"),
    ],
)
def test_what_nobody_should_wait_for_is_refused_at_once(at_console: AtConsole, name: str, blob: bytes, said: str):
    answer = uploaded(at_console("wutao"), blob, name)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not ImportRun.objects.exists()


@pytest.mark.parametrize(
    ("name", "blob"),
    [
        ("a.xlsx", b"PK\x03\x04not a workbook"),
        ("a.json", b"{"),
        ("a.json", b"\xff\xfe\x00\x01"),
        ("a.json", json.dumps({"a": "\ud800"}).encode()),
        ("a.exe", b"MZ"),
        ("a.zip", b"PK\x03\x04"),
        ("a.zip", _zip({"b.zip": b"PK"})),
        ("../../x.json", b"null"),
        ("a.json", b"[" * 100_000),
        ("x", b"x"),
    ],
)
def test_what_cannot_be_read_gets_its_sentence_and_no_button(at_console: AtConsole, name: str, blob: bytes):
    client = at_console("linjing")
    answer = uploaded(client, blob, name)
    if answer.status_code == 422:
        return
    page = client.get(answer["Location"]).content.decode()
    assert "没有可以导入的清单" in page
    assert "确认导入" not in page.partition("快捷键")[0]


def test_a_workbook_with_macros_is_told(at_console: AtConsole, workbook: bytes):
    client = at_console("wutao")
    page = client.get(uploaded(client, _macro(workbook))["Location"]).content.decode()
    assert "宏" in page
    assert "没有可以导入的清单" in page


def test_another_bodys_lists_are_not_imported_by_an_editor(at_console: AtConsole, workbook: bytes):
    client = at_console("baixue")
    page = client.get(uploaded(client, workbook)["Location"]).content.decode()
    assert "不是本部门的事项" in page
    assert "/confirm" not in page


def test_an_import_of_another_body_is_not_there(at_console: AtConsole, workbook: bytes):
    page = uploaded(at_console("wutao"), workbook)["Location"]
    assert at_console("baixue").get(page).status_code == 404
    assert at_console("zhengyawen").get(page).status_code == 200
    assert "确认导入" not in at_console("zhengyawen").get(page).content.decode().partition("快捷键")[0]


def test_a_file_that_was_looked_at_can_be_given_up(at_console: AtConsole, workbook: bytes):
    client = at_console("wutao")
    page = uploaded(client, workbook)["Location"]
    assert post(client, page + "/drop")["Location"] == reverse("console-import")
    assert post(client, page + "/confirm").status_code == 409
    assert ImportRun.objects.get().status == ImportStatus.DROPPED


def heavy() -> bytes:
    """A hundred and one guides, and more bytes than a page waits for."""
    return b"\n".join(blob for _, blob in many(101)) + b"\n" * 4_000_000


def test_heavy_files_wait_for_a_job_that_tells_how_far_it_is(at_console: AtConsole):
    client = at_console("linjing")
    page = uploaded(client, heavy(), "样例.jsonl")["Location"]
    waiting = client.get(page).content.decode()
    assert "正在检查" in waiting
    assert 'http-equiv="refresh"' in waiting
    assert imports_go_on(now()) == 1
    assert "还没有写入" in client.get(page).content.decode()
    post(client, page + "/confirm")
    run = ImportRun.objects.get()
    assert run.status == ImportStatus.QUEUED
    progress.tell(run.pk, 3, 10)
    assert "3 / 10" in client.get(page).content.decode()
    assert imports_go_on(now()) == 1
    assert imported() == 101
    assert "已经导入" in client.get(page).content.decode()
    assert imports_go_on(now()) == 0
    assert progress.told(run.pk) is None


def test_a_job_that_never_ends_is_given_up(at_console: AtConsole):
    page = uploaded(at_console("linjing"), heavy(), "样例.jsonl")["Location"]
    ImportRun.objects.update(tries=3)
    imports_go_on(now())
    assert "试了3次都没有办完" in at_console("linjing").get(page).content.decode()


def test_findings_are_narrowed_and_taken_away(at_console: AtConsole):
    client = at_console("linjing")
    page = uploaded(client, b"{", "坏.json")["Location"]
    assert "坏.json" in client.get(page, {"severity": "error"}).content.decode()
    assert "坏.json" in client.get(page + "/findings.csv").content.decode("utf-8-sig")
    sheet = load_workbook(io.BytesIO(client.get(page + "/findings.xlsx").content)).active
    assert sheet is not None
    assert sheet["A2"].value == "坏.json"
    assert client.get(page + "/findings.pdf").status_code == 404


def test_no_cell_of_the_findings_is_a_formula():
    nasty = ["=1+1", "+1", "-1", "@a", "\t=1", "  =1", "\r=1", "|x", "%x", "a\x00b"]
    found = [Finding("x", Severity.ERROR, "", each, assumed=each, source=f"{each}#{each}") for each in nasty]
    for line in as_csv(found).decode("utf-8-sig").splitlines()[1:]:
        assert not line.startswith(("=", "+", "-", "@")), line
    sheet = load_workbook(io.BytesIO(as_workbook(found))).active
    assert sheet is not None
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}


def test_what_is_exported_is_read_again_the_same(at_console: AtConsole):
    client = at_console("wutao")
    codes = list(ImplementationList.objects.order_by("code").values_list("code", flat=True)[:3])
    plain = client.get(reverse("console-export-file"), {"code": codes, "form": "json"}).content
    items = msgspec.json.decode(plain, type=list[ItemDocument])
    book = client.get(reverse("console-export-file"), {"code": codes, "form": "xlsx"}).content
    reading = read_blob("a.xlsx", book, Setting(on=local_day(now())))
    assert [each.item["basic_code"] for each in reading.guides] == [each.basic_code for each in items]
    printed = load_workbook(io.BytesIO(book))
    heads = [sheet.oddHeader for sheet in printed.worksheets]
    marks = [str(each.center.text) for each in heads if each is not None] + [str(printed.properties.description)]
    assert len(marks) == len(printed.worksheets) + 1
    assert all("吴涛" in each and "共3份清单" in each for each in marks), "who took it out stands on every page"
    assert write(items)[:2] == b"PK"


def test_an_export_of_nothing_of_too_many_or_of_strange_codes_is_told(at_console: AtConsole):
    client, address = at_console("wutao"), reverse("console-export-file")
    assert "请至少选一份清单" in client.get(address).content.decode()
    assert client.get(address, {"code": [f"{n:031}" for n in range(201)]}).status_code == 422
    for word in NASTY:
        assert client.get(address, {"code": word, "form": word}).status_code == 422


def test_the_template_is_a_workbook(at_console: AtConsole):
    answer = at_console("wutao").get(reverse("console-import-template"))
    assert load_workbook(io.BytesIO(answer.content)).sheetnames
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("name", ["console-import", "console-export"])
def test_lists_take_few_statements(at_console: AtConsole, name: str, django_assert_max_num_queries):
    client = at_console("linjing")
    client.get(reverse(name))
    with django_assert_max_num_queries(6):
        client.get(reverse(name))


def test_odd_words_are_told_in_words(at_console: AtConsole, workbook: bytes):
    client = at_console("linjing")
    page = uploaded(client, workbook)["Location"]
    for word in NASTY:
        names = ("show", "severity", "file", "after", "q", "agency")
        for address in (page, reverse("console-export")):
            assert client.get(address, dict.fromkeys(names, word)).status_code == 200
        assert uploaded(client, workbook, agency=word).status_code in (302, 422)
    forms = {reverse("console-import-upload"): ("file", "agency"), page + "/drop": ("x",), page + "/confirm": ("x",)}
    nasty_to_every_form(client, forms)
