"""One set of papers (一套材料): the smallest there is, against an oracle that tries every set (R-117, N05)."""

from collections.abc import Collection, Mapping
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tongban.registers.bundles.rules.content import Content, Member, PaperPlace, SharedPaper, Taken
from tongban.registers.bundles.rules.graph import waits_for
from tongban.registers.bundles.rules.needed import needed_members
from tongban.registers.bundles.rules.papers import PaperSet, minimal_set, paper_key
from tongban.registers.catalog.content import MaterialRequirement, Option

from .making import bundle, material, option

PAPERS = ["甲证", "乙证", "丙证", "丁证"]
LICENCES = ["a", "b", "c"]
KEYS = ["p", "q", "r", "s", "t", "u", "v", "w"]


def the_set(content: Content, options: Mapping[str, Option], held: Collection[str] | None = ()) -> PaperSet:
    return minimal_set(content, options, needed_members(content, {}), held=held)


def goes_through(
    content: Content, options: Mapping[str, Option], papers: Collection[str], held: Collection[str]
) -> bool:
    """Play it: members are done one by one as soon as all before them are done and every material is there."""
    earlier, done = waits_for(content.members), set[str]()
    while True:
        ready = [
            each.key
            for each in content.members
            if each.key not in done
            and earlier[each.key] <= done
            and all(
                is_there(one, papers, held, [options[key] for key in earlier[each.key]])
                for one in options[each.key].materials
            )
        ]
        if not ready:
            return len(done) == len(content.members)
        done |= set(ready)


def is_there(
    one: MaterialRequirement, papers: Collection[str], held: Collection[str], before: Collection[Option]
) -> bool:
    given_before = {result.license_type for each in before for result in each.results}
    by = one.spared_by
    if by is not None and (by.way == "data_check" or by.license_type in given_before or by.license_type in held):
        return True
    return bool({one.name, *one.alternatives} & set(papers))


@st.composite
def bundles(draw: st.DrawFn) -> tuple[Content, dict[str, Option], list[str]]:
    """Up to eight members without circles, papers with alternatives, licences that some give and others want."""
    count = draw(st.integers(1, 8))
    members, options = {}, {}
    for place, key in enumerate(KEYS[:count]):
        members[key] = draw(st.lists(st.sampled_from(KEYS[:place]), unique=True, max_size=2)) if place else []
        names = draw(st.lists(st.sampled_from(PAPERS), unique=True, max_size=2))
        asked = [
            material(
                name,
                license_type=draw(st.sampled_from(["", *LICENCES])),
                alternatives=draw(st.lists(st.sampled_from(PAPERS), unique=True, max_size=2)),
            )
            for name in names
        ]
        gives = draw(st.lists(st.sampled_from(LICENCES), unique=True, max_size=1))
        options[key] = option(key, materials=asked, gives=gives)
    return bundle(members), options, draw(st.lists(st.sampled_from(LICENCES), unique=True, max_size=1))


@pytest.mark.req("R-117")
@settings(max_examples=150, deadline=None)
@given(bundles())
def test_no_smaller_set_of_papers_would_do(made: tuple[Content, dict[str, Option], list[str]]) -> None:
    content, options, held = made
    found = the_set(content, options, held)
    papers = [each.key for each in found.needed]
    assert found.is_proven
    assert goes_through(content, options, papers, held)
    smaller = (one for size in range(len(papers)) for one in combinations(PAPERS, size))
    assert not any(goes_through(content, options, one, held) for one in smaller)


def test_a_paper_that_several_ask_for_is_handed_in_once_and_each_says_why():
    content = bundle({"p": [], "q": []})
    found = the_set(
        content, {"p": option("甲", materials=[material("户口簿")]), "q": option("乙", materials=[material("户口簿")])}
    )
    assert [each.name for each in found.needed] == ["户口簿"]
    assert [reason[:5] for reason in found.needed[0].reasons] == ["办“甲”：", "办“乙”："]
    assert found.apart == 2


def test_what_an_earlier_member_gives_is_not_asked_for_but_what_a_later_one_gives_is():
    wanting, giving = option("要", materials=[material("证照", license_type="a")]), option("给", gives=["a"])
    after = the_set(bundle({"p": [], "q": ["p"]}), {"p": giving, "q": wanting})
    assert not after.needed
    assert [(each.way, each.source) for each in after.spared] == [("output", "p")]
    before = the_set(bundle({"p": [], "q": []}), {"p": giving, "q": wanting})
    assert [each.name for each in before.needed] == ["证照"]


def test_a_licence_spares_with_a_proviso_until_somebody_has_looked():
    content, options = bundle({"p": []}), {"p": option("甲", materials=[material("身份证", license_type="id_card")])}
    assert [each.is_certain for each in the_set(content, options, None).spared] == [False]
    assert [each.is_certain for each in the_set(content, options, {"id_card"}).spared] == [True]
    assert [each.name for each in the_set(content, options, ()).needed] == ["身份证"]


def test_what_the_city_looks_up_is_never_asked_for():
    content = bundle({"p": []})
    found = the_set(content, {"p": option("甲", materials=[material("完税凭证", way="data_check")])})
    assert not found.needed
    assert found.spared[0].way == "data_check"


def test_papers_of_other_names_are_one_when_the_bundle_says_so():
    places = (PaperPlace(member="p", material="m_父母身份证"), PaperPlace(member="q", material="m_申请人身份证"))
    content = bundle({"p": [], "q": []}, papers=(SharedPaper(name="办理人身份证", places=places),))
    found = the_set(
        content,
        {
            "p": option("甲", materials=[material("父母身份证")]),
            "q": option("乙", materials=[material("申请人身份证")]),
        },
    )
    assert [each.key for each in found.needed] == [paper_key("办理人身份证")]


def test_a_declared_result_stands_in_for_a_material_only_while_its_member_is_in_the_bundle():
    members = (
        Member(key="p", option_code="1", needed_when='reason == "sale"'),
        Member(key="q", option_code="2", after=("p",), takes=(Taken(code="m_合同", source="p"),)),
    )
    content = Content(title="样例", members=members)
    options = {"p": option("网签"), "q": option("登记", materials=[material("合同")])}
    sale = minimal_set(content, options, needed_members(content, {"reason": "sale"}))
    gift = minimal_set(content, options, needed_members(content, {"reason": "gift"}))
    assert not sale.needed
    assert [each.name for each in gift.needed] == ["合同"]


def test_one_paper_serves_two_where_it_may_stand_in_for_the_other():
    content = bundle({"p": [], "q": []})
    options = {
        "p": option("甲", materials=[material("租赁合同", alternatives=["不动产权证书"])]),
        "q": option("乙", materials=[material("不动产权证书")]),
    }
    assert [each.name for each in the_set(content, options).needed] == ["不动产权证书"]
