"""The city's gate stands between compiling and publishing: an error stops a list, a warning wants a word."""

from datetime import date

import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.registers.catalog.findings import Severity
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.tests.samples import _OPTION, CITY
from tongban.registers.compiling import commands
from tongban.registers.compiling.bound import BOUND

from .making import EDITOR, MONDAY, begun

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def the_whole_gate(a_lenient_gate, city_gate):
    BOUND.gate = city_gate


@pytest.fixture(scope="module")
def documents() -> list[ItemDocument]:
    return read_items(CITY / "items")


@pytest.mark.req("R-018")
def test_a_list_that_lacks_what_people_need_is_not_submitted(cast):
    draft = begun(cast)
    with pytest.raises(Invalid) as refusal:
        commands.submit(draft, by=cast(EDITOR), at=MONDAY)
    assert len(refusal.value.faults) > 1, "everything is told at once"
    assert all(each.message for each in refusal.value.faults)


@pytest.mark.req("R-015", "R-018")
def test_nothing_of_the_citys_own_catalogue_is_stopped(city_gate, documents):
    found = [finding for each in documents for finding in city_gate.judge(each, on=date(2026, 11, 23))]
    stopped = [each for each in found if each.severity is Severity.ERROR]
    assert {each.code for each in stopped} == {"basis_repealed"}, "but for the sample file that the city repealed"
    assert all("样例" in each.message for each in stopped)


@pytest.mark.req("R-018")
def test_a_catch_all_material_stops_a_list(cast):
    vague = {"code": "rest", "name": "其他材料", "why": "按需提供"}
    draft = begun(cast, options={"01": {**_OPTION, "materials": [vague]}})
    with pytest.raises(Invalid) as refusal:
        commands.submit(draft, by=cast(EDITOR), at=MONDAY)
    assert any("其他材料" in each.message for each in refusal.value.faults)


@pytest.mark.req("R-015")
@pytest.mark.parametrize(
    ("exception", "code"),
    [
        (None, "offline_without_exception"),
        ({"ground": "law", "basis": {"law": "婚姻登记条例"}}, "exception_incomplete"),
        (
            {"ground": "law", "basis": {"law": "婚姻登记条例"}, "approved_by": "市政管局", "review_on": "2027-12-31"},
            "",
        ),
    ],
)
def test_what_is_not_online_says_on_which_ground_by_whom_and_until_when(cast, exception, code):
    offline = {**_OPTION, "channels": ["window"], **({"online_exception": exception} if exception else {})}
    draft = begun(cast, options={"01": offline})
    with pytest.raises(Invalid) as refusal:
        commands.submit(draft, by=cast(EDITOR), at=MONDAY)
    told = {each.code for each in refusal.value.faults}
    assert told & {"offline_without_exception", "exception_incomplete"} == ({code} if code else set())
