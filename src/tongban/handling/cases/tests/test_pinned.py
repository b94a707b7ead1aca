"""A list that changes (清单变更): who is on the way keeps the edition they came under, who still fills in is told."""

import msgspec
import pytest

from tongban.handling.cases.commands import drafting, receiving
from tongban.handling.cases.commands.steps import option_of
from tongban.handling.cases.rules.telling import shortfalls
from tongban.registers.catalog.changes import what_changed
from tongban.registers.catalog.content import MaterialRequirement, Span
from tongban.registers.catalog.queries import guide

from .applying import ANSWERS, FORM, food_code, stored_file
from .driving import after, food_option, fresh, listed, received
from .invariants import assert_sound

LEASE = MaterialRequirement(code="lease", name="场所使用证明")


def without(code: str):
    return tuple(each for each in food_option().materials if each.code != code)


CHANGES = {
    "a material more": {"materials": (*food_option().materials, LEASE)},
    "a material less": {"materials": without("layout_plan")},
    "a shorter promise": {"promised_limit": Span(value=2)},
    "a longer promise": {"promised_limit": Span(value=9)},
    "another start of the clock": {"clock_starts": "receipt"},
}


@pytest.mark.req("R-026")
@pytest.mark.parametrize("name", CHANGES)
def test_a_running_case_keeps_its_edition_whatever_changes(cast, name):
    case = received(cast)
    pinned, promised = case.option_version_id, option_of(case).promised_limit
    with listed(**CHANGES[name]):
        assert guide(food_code(), on=after(1).date()).option_version_id != pinned
        case = fresh(case)
        assert shortfalls(option_of(case), case.materials.filter(replaced_at=None)) == []
        receiving.accept(case, by=cast("wangfang"), at=after(1))
        assert case.option_version_id == pinned
        assert option_of(case).promised_limit == promised
        assert str(case.due_on) == "2026-12-01"
        assert_sound(case, on=after(1).date())


@pytest.mark.req("R-026", "R-047")
def test_a_running_case_cannot_be_told_to_bring_what_a_later_edition_asks(cast):
    case = received(cast, without=("layout_plan",))
    with listed(**CHANGES["a material more"]):
        notice = receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(0, 11))
        assert [line["code"] for line in notice.items] == ["layout_plan"]
        files = [{"requirement_code": "layout_plan", "file_ids": [str(stored_file(cast("liqiang")).pk)]}]
        receiving.correct(case, materials=files, by=cast("liqiang"), at=after(1))
        receiving.accept(case, by=cast("wangfang"), at=after(1))


@pytest.mark.req("R-026")
def test_a_new_application_comes_under_the_new_edition(cast):
    with listed(**CHANGES["a material more"]):
        case = received(cast)
        assert {each.code for each in shortfalls(option_of(case), case.materials.all())} == {"lease"}


@pytest.mark.req("R-026")
def test_a_draft_is_told_before_it_is_submitted(cast):
    liqiang = cast("liqiang")
    draft = drafting.begin_draft(food_code(), by=liqiang, at=after(0), answers=ANSWERS)
    with listed(**CHANGES["a material more"]), pytest.raises(drafting.ListChanged):
        drafting.submit_draft(draft, FORM, by=liqiang, at=after(1))


@pytest.mark.req("R-026")
@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("a material more", "新增材料“场所使用证明”"),
        ("a material less", "不再要材料"),
        ("a shorter promise", "承诺时限由5个工作日改为2个工作日"),
        ("a longer promise", "承诺时限由5个工作日改为9个工作日"),
    ],
)
def test_what_changed_is_said_in_a_sentence(name, words):
    new = msgspec.structs.replace(food_option(), **CHANGES[name])
    assert [each for each in what_changed(food_option(), new) if words in each]
    assert what_changed(new, new) == ()
