"""A list that is suspended or cancelled (暂停、取消), as every channel tells it: page, print, beginning, API."""

import json

import pytest
from django.test import Client

from tongban.foundation.kernel.actors import SYSTEM
from tongban.handling.cases.tests.applying import MONDAY, food_code
from tongban.registers.catalog.commands import cancel, publish, suspend
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.queries import forget
from tongban.registers.catalog.tests.samples import _OPTION, document

pytestmark = pytest.mark.django_db
NOTE = VersionNote(effective_on=MONDAY.date(), reason="系统改造", legal_source="样例文件")


@pytest.fixture(autouse=True)
def nothing_is_remembered():
    forget()
    yield
    forget()


def food_list():
    return ImplementationList.objects.get(code=food_code()[:31])


def text(path):
    return Client().get(path).content.decode()


@pytest.mark.req("R-022")
def test_a_suspended_guide_is_read_everywhere_and_begun_nowhere():
    code = food_code()
    suspend(food_list(), NOTE, by=SYSTEM, at=MONDAY)
    for path in (f"/items/{code}", f"/items/{code}/print", f"/items/{code}/begin"):
        assert "从2026年11月23日起暂停办理，原因：系统改造" in text(path)
    page = text(f"/items/{code}")
    assert f'href="/items/{code}/begin"' not in page
    assert "食品经营许可" in page
    told = Client().get(f"/api/v1/items/{code}").json()
    assert (told["state"], told["state_label"], told["until_on"]) == ("suspended", "暂停", None)
    assert Client().get(f"/api/v1/items/{code}?as_of=2026-11-22").json()["state"] == "in_force"
    rows = Client().get("/api/v1/items?q=食品经营许可").json()["results"]
    assert next(each for each in rows if each["option_code"] == code)["state"] == "suspended"


@pytest.mark.req("R-022")
def test_a_cancelled_guide_says_since_when_and_leads_to_what_replaced_it():
    code, old = food_code(), food_list()
    merged = document(name="食品经营备案", options={"01": {**_OPTION, "name": "食品经营备案"}})
    note = VersionNote(effective_on=MONDAY.date(), reason="合并", legal_source="样例文件", operation="merge")
    parts = {name: getattr(merged, name) for name in merged.__struct_fields__} | {"version": note}
    new = publish(type(merged)(**parts), by=SYSTEM, at=MONDAY, ancestors=[old.code]).edition.list
    cancel(old, NOTE, by=SYSTEM, at=MONDAY)
    answer = Client().get(f"/items/{code}")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "2026年11月23日" in page
    assert f'href="/items/{new.code}01"' in page
    assert code not in text("/items?q=食品经营许可")
    told = Client().get(f"/api/v1/items/{code}")
    assert told.status_code == 410
    assert told.json()["successors"] == [{"list_code": new.code, "option_code": f"{new.code}01"}]
    assert json.dumps(told.json(), ensure_ascii=False).count("现在请办“食品经营备案”") == 1
    assert Client().get(f"/api/v1/items/{code}?as_of=2026-11-22").json()["state"] == "in_force"
    assert Client().get(f"/api/v1/items/{code}?as_of=2026-11-24").status_code == 410
