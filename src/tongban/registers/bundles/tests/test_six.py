"""The six ones of the plan are proved one by one, and a bundle that lacks one is not published (R-123)."""

from collections.abc import Sequence
from datetime import date, datetime

import msgspec
import pytest
from msgspec.structs import replace

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid
from tongban.registers.bundles import commands, queries
from tongban.registers.bundles.models import BundleDraft, BundleEdition
from tongban.registers.bundles.rules.content import Content, Fill, PaperPlace, SharedField, SharedPaper
from tongban.registers.bundles.rules.six import One, Proof, proofs
from tongban.registers.catalog.content import FormField, MaterialRequirement, Option, Question, Span
from tongban.registers.catalog.guides import Guide, Place
from tongban.registers.catalog.kinds import Necessity

from .making import bundle, guide, material, option

MONDAY = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
TODAY = date(2026, 11, 23)
CENTER = Place("center", "政务大厅", "city", "", "", "", None, None)
STATION = Place("station", "便民服务站", "village", "", "", "", None, None)
NAME = FormField(code="name", label="姓名")
MADE = option("甲", form=[NAME], materials=[material("身份证")], gives=["a"])
SECOND = option("乙", form=[NAME], materials=[material("身份证")], gives=["b"])
SHARED = (SharedField(key="name", label="姓名", fills=(Fill(member="p", code="name"), Fill(member="q", code="name"))),)
SOUND = bundle({"p": [], "q": []}, shared=SHARED, promised_limit=Span(value=2))


def at(found: Guide, places: Sequence[Place] = (CENTER,)) -> Guide:
    return Guide(**{name: getattr(found, name) for name in Guide.__slots__} | {"places": tuple(places)})


def proved(
    content: Content = SOUND, first: Option = MADE, second: Option = SECOND, places: Sequence[Place] = (CENTER,)
) -> dict[One, Proof]:
    guides = {"p": at(guide("p", first)), "q": at(guide("q", second), places)}
    return {each.one: each for each in proofs(content, guides)}


def lacking(*given: object, **more: object) -> set[One]:
    return {one for one, proof in proved(*given, **more).items() if not proof.holds}  # type: ignore[arg-type]


@pytest.mark.req("R-123")
def test_a_sound_bundle_has_all_six_and_says_what_proves_each():
    assert lacking() == set()
    assert [each.one.label for each in proved().values()] == [
        *("一次告知", "一表申请", "一套材料", "一窗（端）受理", "一网办理", "一次发证")
    ]
    assert proved()[One.FORM].proved_by.startswith("一张表1栏")


@pytest.mark.req("R-123")
def test_told_once_needs_the_limit_every_member_and_papers_that_can_be_judged_before():
    assert lacking(replace(SOUND, promised_limit=None)) == {One.TOLD}
    later = MaterialRequirement(code="x", name="房产证", required_when='kind == "own"')
    assert lacking(first=replace(MADE, materials=(later,))) == {One.TOLD}
    asked = Question(code="kind", text="房子是自己的吗？")
    assert lacking(first=replace(MADE, materials=(later,), questions=(asked,))) == set()
    only_one = proofs(SOUND, {"p": at(guide("p", MADE))})
    assert "不在用" in only_one[0].lacks[0]


@pytest.mark.req("R-123")
def test_one_form_asks_nothing_twice():
    assert lacking(replace(SOUND, shared=())) == {One.FORM}
    assert proved(replace(SOUND, shared=()))[One.FORM].lacks == ("“姓名”在“甲”、“乙”里各问一次，请合成一个共用字段。",)


@pytest.mark.req("R-123")
def test_one_set_holds_no_paper_twice_and_none_that_another_member_makes():
    form = replace(material("申请表"), kind="form")
    twice = {"first": replace(MADE, materials=(form,)), "second": replace(SECOND, materials=(form,))}
    assert lacking(**twice) == {One.PAPERS}
    places = (PaperPlace(member="p", material="m_申请表"), PaperPlace(member="q", material="m_申请表"))
    assert lacking(replace(SOUND, papers=(SharedPaper(name="申请表", places=places),)), **twice) == set()
    made = replace(SECOND, materials=(material("证照a", license_type="a"),))
    assert lacking(second=made) == {One.PAPERS}
    ordered = replace(SOUND, members=(SOUND.members[0], replace(SOUND.members[1], after=("p",))))
    assert lacking(ordered, second=made) == set()


@pytest.mark.req("R-123")
def test_one_window_takes_them_all_or_one_entrance_does():
    assert lacking(places=(STATION,)) == {One.WINDOW}
    assert lacking(places=(STATION, CENTER)) == set()
    assert lacking(second=replace(SECOND, channels=("web",))) == set()
    assert lacking(first=replace(MADE, channels=("window",)), second=replace(SECOND, channels=("web",))) == {
        One.WINDOW,
        One.ONLINE,
    }


@pytest.mark.req("R-123")
def test_one_net_accepts_every_member():
    assert lacking(second=replace(SECOND, channels=("window",))) == {One.ONLINE}
    assert lacking(second=replace(SECOND, online_depth="precheck")) == {One.ONLINE}


@pytest.mark.req("R-123")
def test_one_delivery_sends_all_results_together_in_a_way_that_all_allow():
    apart = replace(SOUND, is_ended_together=False)
    assert lacking(apart) == {One.DELIVERY}
    assert lacking(apart, second=replace(SECOND, results=())) == set()
    fetched = replace(SECOND, may_deliver_by_post=False, channels=("web",))
    assert lacking(second=fetched, places=(STATION,)) == {One.DELIVERY}


def test_optional_papers_are_no_part_of_the_set():
    free = MaterialRequirement(code="x", name="说明", kind="form", necessity=Necessity.OPTIONAL)
    assert lacking(first=replace(MADE, materials=(free,)), second=replace(SECOND, materials=(free,))) == set()


@pytest.mark.django_db
@pytest.mark.req("R-123")
def test_a_bundle_that_lacks_one_of_the_six_is_neither_sent_to_review_nor_published(cast):
    editor, reviewer = cast("fangyuan"), cast("linjing")
    draft = commands.start("real-estate", by=editor, at=MONDAY)
    sound = replace(queries.content_of(draft), summary="改过的说明")
    apart = replace(sound, is_ended_together=False)
    commands.revise(draft, content=apart, by=editor, at=MONDAY)
    with pytest.raises(Invalid, match="1处错误") as refused:
        commands.propose(draft, reason="测试", by=editor, at=MONDAY)
    assert refused.value.faults[0].message.startswith("没有做到“一次发证”")
    commands.revise(draft, content=sound, by=editor, at=MONDAY)
    commands.propose(draft, reason="测试", by=editor, at=MONDAY)
    BundleDraft.objects.filter(pk=draft.pk).update(content=msgspec.to_builtins(apart))
    draft.refresh_from_db()
    with pytest.raises(Invalid):
        commands.approve(draft, effective_on=TODAY, words="样例", by=reviewer, at=MONDAY)


@pytest.mark.django_db
@pytest.mark.req("R-123")
def test_every_bundle_that_the_city_has_published_has_all_six():
    for edition in BundleEdition.objects.all():
        content = queries.edition_of(edition.bundle.code, edition.number).content
        found = proofs(content, queries.guides_of(content))
        assert [each.lacks for each in found if not each.holds] == [], edition.title
