"""What people do on their phones: six fields, the least numbers of the city, usage and share."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from django.conf import settings

from tongban.foundation.kernel.written import read_yaml
from tongban.oversight.supervision.queries.mobile import mobile_fields
from tongban.oversight.supervision.queries.period import period
from tongban.oversight.supervision.rules.frequent import FEWEST
from tongban.oversight.supervision.rules.mobile import BOUND, MobileField, fields_from, on_phones

FIELD = MobileField("civil", "民政", ("civil-affairs",), 2)


def card(code: str, *channels: str, agency: str = "civil-affairs") -> Any:
    return SimpleNamespace(
        option_code=code, name=f"事项{code}", agency="市民政局", agency_key=agency, channels=channels
    )


def test_a_field_has_its_bodies_matters_the_most_used_first_and_the_share_of_phones():
    cards = [card("a", "mobile"), card("b", "window"), card("c", "mobile"), card("d", "mobile", agency="education")]
    counts = {("a", "mobile"): 3, ("a", "web"): 1, ("b", "window"): FEWEST, ("d", "mobile"): 99}
    (found,) = on_phones([FIELD], cards, counts)
    assert [each.option_code for each in found.matters] == ["b", "a", "c"]
    assert [each.option_code for each in found.mobile] == ["a", "c"]
    assert [each.option_code for each in found.missing] == ["b"], "used often, and no phone does"
    assert (found.cases, found.by_phone, found.share) == (FEWEST + 4, 3, 3 / (FEWEST + 4))
    assert found.short == 0
    (more,) = on_phones([replace(FIELD, least=5)], cards, counts)
    assert more.short == 3
    (empty,) = on_phones([FIELD], [], {})
    assert (empty.share, empty.short) == (None, 2)


@pytest.mark.parametrize(
    "wrong", [{"agencies": []}, {"least": 0}, {"key": "police"}], ids=["no body", "no number", "twice"]
)
def test_a_wrong_file_stops_the_start(wrong: dict[str, Any]):
    first = {"key": "police", "name": "公安", "agencies": ["public-security"], "least": 1}
    with pytest.raises(AssertionError):
        fields_from({"fields": [first, {**first, "key": "other", **wrong}]})


@pytest.mark.req("R-141")
@pytest.mark.django_db
def test_each_of_the_six_fields_of_the_city_has_its_least_number(django_assert_num_queries):
    told = fields_from(read_yaml((settings.CITY / "mobile.yaml").read_bytes()))
    assert told == BOUND
    assert [each.name for each in told] == ["公安", "人社", "教育", "卫生健康", "民政", "住建"]
    mobile_fields()
    with django_assert_num_queries(1):  # the cases of the months by matter and channel
        found = mobile_fields(period("", "", on=date(2026, 11, 29)))
    assert {each.field.name: each.short for each in found} == dict.fromkeys((each.name for each in told), 0)
