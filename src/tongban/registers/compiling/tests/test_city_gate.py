"""The city's gate stands between compiling and publishing: an error stops a list, a warning wants a word."""

from datetime import date

import msgspec
import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.registers.catalog import content
from tongban.registers.catalog.findings import Severity
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.tests.samples import _OPTION, CITY
from tongban.registers.compiling import commands
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.rules.depth import set_back

from .making import EDITOR, MONDAY, NOTE, begun, edition_of, fresh, published

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


@pytest.mark.req("R-094")
def test_an_option_that_was_whole_online_is_not_set_back_without_a_law():
    whole = msgspec.structs.replace(content.from_plain(_OPTION), channels=("window", "web"), online_depth="result")
    short = msgspec.structs.replace(whole, online_depth="accept")
    basis = content.Basis(law="中华人民共和国居民身份证法", article="第三条")
    excused = msgspec.structs.replace(short, online_exception=content.OnlineException("law", basis))
    unexcused = msgspec.structs.replace(short, online_exception=content.OnlineException("other", basis))
    for before, after, codes in (
        (whole, short, ["depth_set_back"]),
        (whole, unexcused, ["depth_set_back"]),
        (whole, msgspec.structs.replace(whole, channels=("window",)), ["depth_set_back"]),
        (whole, excused, []),
        (short, short, []),
        (short, whole, []),
        (whole, msgspec.structs.replace(whole, online_depth="license"), []),
    ):
        assert [each.code for each in set_back({"01": before}, {"01": after})] == codes
    assert list(set_back({}, {"01": short})) == []


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


@pytest.mark.req("R-094")
def test_a_change_that_sets_the_depth_back_is_not_handed_in(cast):
    whole = {**_OPTION, "online_depth": "result", "visits_required": 0, "visit_reason": ""}
    edition = edition_of(published(cast, options={"01": whole}, version={**NOTE, "effective_on": str(MONDAY.date())}))
    draft = commands.begin(Operation.CHANGE, standing=edition.list, by=cast(EDITOR), at=MONDAY)
    option = {**draft.document["options"]["01"], "online_depth": "accept", "visits_required": 1, "visit_reason": "样例"}
    document = {**draft.document, "version": NOTE, "options": {"01": option}}
    commands.save(draft, document, revision=draft.revision, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        commands.submit(fresh(draft), by=cast(EDITOR), at=MONDAY)
    assert "depth_set_back" in [each.code for each in refusal.value.faults]
