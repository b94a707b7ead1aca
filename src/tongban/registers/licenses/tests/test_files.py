"""The files of a licence: made once, by the ledger's news, and checked with the register behind them."""

from datetime import date, timedelta

import pytest

from tongban.foundation.ledger.models import Entry
from tongban.registers.documents.sealing.provider import BOUND
from tongban.registers.documents.sealing.verdicts import Standing
from tongban.registers.licenses.commands import Content, change, make_files, revoke
from tongban.registers.licenses.models import LicenseFile, Rendition
from tongban.registers.licenses.queries import Verdict, check_file, content_of, page_of
from tongban.registers.licenses.rules.validity import Term
from tongban.registers.licenses.subscribers import files_are_made

from .conftest import AT, FACE, TERM

BASE = "https://example.invalid"
ON = AT.date()


@pytest.fixture(autouse=True)
def shelf(settings, tmp_path):
    settings.DATA = tmp_path


def files_of(license) -> dict[str, bytes]:
    make_files(license.editions.latest("number"), base_url=BASE, at=AT)
    return {each.kind: content_of(each) for each in LicenseFile.objects.filter(edition__license=license)}


@pytest.mark.req("R-127", "R-131")
def test_an_edition_has_a_pdf_and_an_ofd_made_once(given, django_assert_num_queries):
    edition = given().editions.get()
    made = make_files(edition, base_url=BASE, at=AT)
    assert {each.kind for each in made} == set(Rendition.values)
    assert make_files(edition, base_url=BASE, at=AT + timedelta(days=1)) == []
    assert edition.files.count() == 2


def test_the_ledger_s_news_makes_the_files_however_often_it_is_heard(given):
    made = given()
    entry = Entry.objects.get(chain=made.chain)
    files_are_made(entry)
    files_are_made(entry)
    assert LicenseFile.objects.filter(edition__license=made).count() == 2


@pytest.mark.req("R-127")
def test_a_file_says_what_the_edition_says(given):
    page = page_of(given().editions.get(), base_url=BASE)
    told = dict(page.rows)
    assert told["颁发日期"] == "2026年11月23日"
    assert told["有效期"] == "2026年11月23日至2031年11月22日"
    assert told["证照编号"] == "JY26202000000017"
    assert "李强" in told.values()
    assert page.verify_url.endswith(f"?identifier={page.identifier}")
    assert "无法律效力" in page.sample


@pytest.mark.req("R-127")
@pytest.mark.parametrize("rendition", Rendition.values)
def test_the_register_behind_a_file_is_asked_at_once(given, cast, rendition, django_assert_num_queries):
    made = given()
    content = files_of(made)[rendition]
    with django_assert_num_queries(1):
        found = check_file(content, on=ON)
    assert found.is_in_force
    assert found.license.type_name == "食品经营许可证"
    by = cast("chenli")
    change(made, content=Content(FACE | {"premises": "别处"}, TERM), reason="搬家", by=cast("zhaomin"), at=AT)
    assert check_file(content, on=ON).license.verdict is Verdict.SUPERSEDED
    revoke(made, ground="行政许可法 第六十九条", reason="以欺骗手段取得", by=by, at=AT)
    over = check_file(content, on=ON)
    assert (over.file.standing, over.license.verdict, over.is_in_force) == (Standing.WHOLE, Verdict.OVER, False)


@pytest.mark.req("R-127", "R-128")
def test_an_altered_file_says_nothing_of_any_licence(given, django_assert_num_queries):
    content = files_of(given())["pdf"]
    with django_assert_num_queries(0):
        found = check_file(content[:900] + b"x" + content[901:], on=ON)
    assert found.file.standing is Standing.ALTERED
    assert (found.file.identifier, found.license.holder) == ("", "")


def test_a_licence_without_an_end_says_so_in_words(given):
    kind = given().type
    kind.is_long = True
    kind.save()
    made = given(content=Content(FACE, Term(date(2026, 11, 23)), "JY1"))
    assert page_of(made.editions.get(), base_url=BASE).term == "2026年11月23日起，长期"


def test_the_built_in_authority_is_bound(db):
    assert BOUND[0].is_test
    assert "无法律效力" in BOUND[0].name
