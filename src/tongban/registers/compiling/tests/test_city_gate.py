"""The city's gate stands between compiling and publishing: an error stops a list, a warning wants a word."""

from datetime import date, timedelta

import msgspec
import pytest

from tongban.foundation.kernel.errors import Invalid
from tongban.registers.catalog import content
from tongban.registers.catalog.findings import Severity
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.lifecycle import Operation
from tongban.registers.catalog.loading import read_items
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.tests.samples import _OPTION, CITY
from tongban.registers.compiling import commands
from tongban.registers.compiling.bound import BOUND
from tongban.registers.compiling.queries.findings import judged, read
from tongban.registers.compiling.rules.depth import falls_short, shortfalls
from tongban.registers.norms.models import Norm

from .making import EDITOR, MONDAY, NOTE, begun, fresh

pytestmark = pytest.mark.django_db
PLANNED = date(2027, 6, 30)
EDITOR_OF_BUILDING = "gepeng"


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


def options():
    """Online to the end, below it, and below it with the law that wants it so."""
    whole = msgspec.structs.replace(content.from_plain(_OPTION), channels=("window", "web"), online_depth="result")
    short = msgspec.structs.replace(whole, online_depth="accept")
    basis = content.Basis(law="中华人民共和国居民身份证法", article="第三条")
    return whole, short, msgspec.structs.replace(short, online_exception=content.OnlineException("law", basis))


def short_of(before, after, *, on=PLANNED):
    return [each.code for each in shortfalls(before, after, on=on, closing_on=PLANNED)]


@pytest.mark.req("R-094")
def test_an_option_that_was_whole_online_is_not_set_back_without_a_law():
    whole, short, excused = options()
    assert excused.online_exception is not None
    other = msgspec.structs.replace(excused.online_exception, ground="other")
    unexcused = msgspec.structs.replace(short, online_exception=other)
    for before, after, codes in (
        (whole, short, ["depth_set_back"]),
        (whole, unexcused, ["depth_set_back"]),
        (whole, msgspec.structs.replace(whole, channels=("window",)), ["depth_set_back"]),
        (whole, excused, []),
        (excused, short, ["depth_set_back"]),
        (short, msgspec.structs.replace(short, online_depth="precheck"), ["depth_set_back"]),
        (short, msgspec.structs.replace(short, channels=("window", "mobile")), ["depth_set_back"]),
        (short, msgspec.structs.replace(short, online_depth="没有这种深度"), ["depth_set_back"]),
        (short, short, []),
        (short, whole, []),
        (whole, msgspec.structs.replace(whole, online_depth="license"), []),
    ):
        assert short_of({"01": before}, {"01": after}) == codes


@pytest.mark.req("R-094")
def test_a_new_option_goes_the_whole_way_online_or_names_the_law():
    whole, short, excused = options()
    assert short_of({}, {"01": short}) == ["depth_new_without_law"]
    assert short_of({"01": short}, {"01": short, "02": short}) == ["depth_new_without_law"]
    assert short_of({}, {"01": excused, "02": whole}) == []


@pytest.mark.req("R-094")
def test_a_gap_that_the_founding_left_is_closed_by_the_day_of_the_plan():
    _, short, excused = options()
    assert short_of({"01": short}, {"01": short}, on=PLANNED) == []
    late = PLANNED + timedelta(days=1)
    assert short_of({"01": short}, {"01": short}, on=late) == ["depth_gap_overdue"]
    assert short_of({"01": short}, {"01": excused}, on=late) == []
    found = shortfalls({"01": short}, {"01": short}, on=PLANNED, closing_on=None)
    assert [each.code for each in found] == ["depth_without_plan"]


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


@pytest.mark.req("R-194")
def test_a_list_that_quotes_a_repealed_file_is_not_submitted(cast):
    gone = Norm.objects.get(status="repealed")
    draft = begun(cast, options={"01": {**_OPTION, "legal_basis": [{"law": gone.title}]}})
    Norm.objects.filter(pk=gone.pk).update(repealed_on=MONDAY.date())
    with pytest.raises(Invalid) as refusal:
        commands.submit(draft, by=cast(EDITOR), at=MONDAY)
    assert any(gone.title in each.message and "废止" in each.message for each in refusal.value.faults)


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
    standing = ImplementationList.objects.get(basic__code="000131024000", agency__key="market-regulation")
    draft = commands.begin(Operation.CHANGE, standing=standing, by=cast(EDITOR), at=MONDAY)
    assert draft.document["options"]["01"]["online_depth"] == "license"
    option = {**draft.document["options"]["01"], "online_depth": "accept"}
    document = {**draft.document, "version": NOTE, "options": {**draft.document["options"], "01": option}}
    commands.save(draft, document, revision=draft.revision, by=cast(EDITOR), at=MONDAY)
    with pytest.raises(Invalid) as refusal:
        commands.submit(fresh(draft), by=cast(EDITOR), at=MONDAY)
    assert ("depth_set_back", "/options/01/online_depth") in [(e.code, e.pointer) for e in refusal.value.faults]


@pytest.mark.req("R-094")
@pytest.mark.parametrize(("ground", "is_refused"), [("", True), ("other", True), ("law", False)])
def test_a_new_matter_below_the_whole_way_is_handed_in_only_with_a_law(cast, ground, is_refused):
    basis = {"law": "中华人民共和国居民身份证法", "article": "第三条"}
    until = {"approved_by": "市政管局（样例）", "review_on": "2027-12-31"}
    excused = {"online_exception": {"ground": ground, "basis": basis, **until}} if ground else {}
    draft = begun(cast, options={"01": {**_OPTION, "online_depth": "accept", **excused}})
    with pytest.raises(Invalid) as refusal:
        commands.submit(draft, by=cast(EDITOR), at=MONDAY)
    assert ("depth_new_without_law" in {each.code for each in refusal.value.faults}) is is_refused


@pytest.mark.req("R-094")
def test_what_the_founding_left_below_the_whole_way_has_a_day_by_which_it_is_there(cast, documents):
    assert BOUND.rules.gaps_until == PLANNED
    left = [each for item in documents for each in item.options.values() if falls_short(each)]
    assert 0 < len(left) <= 25, "the list only gets shorter"
    standing = ImplementationList.objects.get(basic__code="000117020000")
    draft = commands.begin(Operation.CHANGE, standing=standing, by=cast(EDITOR_OF_BUILDING), at=MONDAY)
    codes = {each.code for each in judged(draft, read(draft.document), (), on=PLANNED)}
    assert not {each for each in codes if each.startswith("depth_")}
    codes = {each.code for each in judged(draft, read(draft.document), (), on=PLANNED + timedelta(days=1))}
    assert "depth_gap_overdue" in codes
