"""The register of requests for the supervisor: counted, narrowed, taken out as a file that runs nothing."""

import csv
import io

import pytest
from django.urls import reverse

from tongban.foundation.kernel.clock import now
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.tests.applying import food_code
from tongban.handling.contacts.commands import ending
from tongban.handling.contacts.commands.opening import open_contact

pytestmark = pytest.mark.req("R-032")
PHONE = "13993700001"


@pytest.fixture
def told(cast):
    """Two calls, one of them with a result; the second asks the same again."""
    wangfang = cast("wangfang", now())
    given = {"kind": "enquiry", "channel": "phone", "name": "张建军", "phone": PHONE, "by": wangfang, "at": now()}
    first = open_contact(question="=cmd|calc", option_code=food_code(), **given)
    ending.close(first, result="referred", body="二楼公积金窗口", by=wangfang, at=now())
    again = open_contact(question="上次没听清", option_code=food_code(), **given)
    return first, again


def page(client, **asked):
    return client.get(reverse("console-contacts"), asked)


def test_the_register_is_counted_and_narrowed(at_console, told, django_assert_max_num_queries):
    client = at_console("zhengyawen")
    first, again = told
    with django_assert_max_num_queries(7):  # session and its use, counts, page, cases, failures
        whole = page(client).content.decode()
    assert "共2条" in whole
    assert "一次没有答清" in whole
    narrow = page(client, stands="repeated").content.decode()
    assert again.number in narrow
    assert first.number not in narrow
    assert first.number in page(client, q=PHONE, result="referred").content.decode()
    assert "没有找到登记" in page(client, **{"from": "2099-01-01"}).content.decode()
    assert page(client, **{"from": "昨天", "after": "x", "channel": "y"}).status_code == 200


def test_the_file_masks_names_runs_nothing_and_is_on_record(at_console, told):
    client = at_console("zhengyawen")
    sent = client.get(reverse("console-contacts-file"), {"q": PHONE})
    rows = list(csv.reader(io.StringIO(sent.content.decode("utf-8-sig"))))
    assert len(rows) == 4
    assert rows[1][0] == "登记号"
    text = sent.content.decode()
    assert "张*军" in text
    assert "张建军" not in text
    assert PHONE not in text
    assert "'=cmd|calc" in text
    assert Entry.objects.filter(verb="read", about="contacts:register").count() == 1


@pytest.mark.parametrize("name", ["console-contacts", "console-contacts-file"])
@pytest.mark.parametrize("login", ["wangfang", "linjing", "liqiang"])
def test_the_register_of_the_city_is_the_supervisors(at_console, name, login):
    assert at_console(login).get(reverse(name)).status_code == 403
