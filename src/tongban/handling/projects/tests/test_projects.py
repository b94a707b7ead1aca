"""A project through its stages (一张表单、一套材料、一体提交): asked once, lodged together, ended by its cases."""

import pytest

from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours, Stale
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.bundles.commands import withdrawing
from tongban.handling.bundles.models import BundleCase
from tongban.handling.cases.models import Material, MaterialFile
from tongban.handling.cases.tests.applying import MONDAY, stored_file
from tongban.handling.cases.tests.driving import after
from tongban.handling.projects.commands.following import follow
from tongban.handling.projects.commands.keeping import keep
from tongban.handling.projects.commands.opening import AlreadyOpen, close, open_project
from tongban.handling.projects.commands.submitting import Said, submit
from tongban.handling.projects.models import ProjectPaper
from tongban.handling.projects.queries.pool import answers_of, papers_of
from tongban.handling.projects.queries.visible import visible_to
from tongban.handling.projects.rules.states import StageState, Status

from .building import (
    CODE,
    again,
    carried_through,
    opened,
    owner,
    papers_to_bring,
    said,
    standing,
    still_asked,
    submitted,
)

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-080")
def test_a_field_or_file_given_once_is_never_asked_again_and_the_stages_follow_each_other(cast):
    project, by = opened(cast), owner(cast)
    asked: dict[str, set[str]] = {}
    brought: dict[str, set[str]] = {}
    for place, stage in enumerate(("land", "works", "build", "finish")):
        at = after(place, 10)
        given = said(project, stage, by, at)
        asked[stage], brought[stage] = set(given.values), set(given.files)
        begun = submit(again(project), stage, said=given, by=by, at=at)
        assert still_asked(project, stage, at) == {}
        assert papers_to_bring(project, stage, {}, at) == []
        carried_through(begun.bundle, cast, at=after(place, 11))
    assert "project_name" not in asked["land"]
    assert asked["land"] >= {"place", "contact", "phone", "land_area"}
    assert asked["finish"] == {"check.ask.has_survey", "check.surveyor", "fire_check.ask.self_checked"}
    once = [key for keys in asked.values() for key in keys]
    assert len(once) == len(set(once))
    papers = [key for keys in brought.values() for key in keys]
    assert len(papers) == len(set(papers))
    assert "营业执照" in brought["land"]
    assert again(project).status == Status.ENDED
    ended = Entry.objects.filter(chain=project.chain).order_by("seq").values_list("verb", flat=True)
    assert list(ended) == [
        *("open", "submit", "stage_done", "submit", "stage_done", "submit", "stage_done", "submit", "end"),
    ]


@pytest.mark.req("R-080")
def test_all_cases_of_a_stage_start_together_and_the_pool_serves_each(cast):
    project, by = opened(cast), owner(cast)
    carried_through(submitted(project, "land", by).bundle, cast, at=after(0, 11))
    begun = submitted(project, "works", by, at=after(1, 10))
    line = standing(project, after(1, 10)).line("works")
    assert line is not None
    assert line.family is not None
    cases = [each.case for each in line.family.children]
    assert len(cases) == len({each.agency_id for each in cases}) == 2
    assert {each.received_at for each in cases} == {after(1, 10)}
    assert line.state is StageState.HANDLING
    permit = Material.objects.get(case__bundle_number=begun.bundle.number, requirement_code="land_permit")
    assert (permit.state, permit.files.count()) == ("spared", 0)
    held = MaterialFile.objects.filter(material__case__bundle_number=begun.bundle.number, material__name="营业执照")
    pool = papers_of(project)["营业执照"]
    assert [bytes(each.file.sha256) for each in held.select_related("file")] == [bytes(pool[0].file.sha256)]
    assert pool[0].file.holder == project.chain
    found = standing(project, after(1, 10))
    assert (found.whole.workdays, found.ahead.workdays) == (28, 23)
    assert [leg.workdays for leg in found.whole.legs] == [5, 7, 9, 7]


@pytest.mark.req("R-080")
def test_a_later_stage_waits_is_filled_in_beforehand_and_told_of_when_it_is_ready(cast):
    project, by = opened(cast), owner(cast)
    with pytest.raises(NotNow, match="立项用地规划许可"):
        submitted(project, "works", by)
    file = stored_file(by).pk
    kept = {"trees": "no", "designer": "样例设计院", "junk": "x"}
    names = {"建设工程设计方案": "建设工程设计方案"}
    keep(again(project), "works", values=kept, files={"建设工程设计方案": [file]}, names=names, by=by, at=MONDAY)
    assert answers_of(again(project)).get("designer") == "样例设计院"
    assert "junk" not in answers_of(again(project))
    begun = submitted(project, "land", by)
    with pytest.raises(NotNow, match="已经提交"):
        submitted(project, "land", by)
    carried_through(begun.bundle, cast, at=after(0, 11))
    follow(begun.bundle.number, at=after(0, 12))
    told = Outgoing.objects.filter(chain=project.chain)
    assert len(told) == 1
    assert "工程建设许可" in told[0].payload["text"]
    assert "建设工程设计方案" not in papers_to_bring(project, "works", {}, after(1))
    assert "designer" not in still_asked(project, "works", after(1))


@pytest.mark.req("R-080")
def test_everything_wrong_in_any_matter_is_told_at_once_and_nothing_is_lodged(cast):
    project, by = opened(cast), owner(cast)
    given = said(project, "land", by)
    wrong = Said({**given.values, "phone": "12", "land_area": "很大"}, given.files)
    with pytest.raises(Invalid) as refused:
        submit(again(project), "land", said=wrong, by=by, at=MONDAY)
    assert {"/form/phone", "/form/land_area"} <= {each.pointer for each in refused.value.faults}
    assert not ProjectPaper.objects.filter(project=project).exists()
    assert not BundleCase.objects.filter(project_stage__project=project).exists()


def test_a_stage_that_failed_is_submitted_again_with_what_is_known(cast):
    project, by = opened(cast), owner(cast)
    bundle = submitted(project, "land", by).bundle
    withdrawing.withdraw(bundle, reason="填错了", by=by, at=after(0, 11))
    line = standing(project).line("land")
    assert line is not None
    assert line.state is StageState.FAILED
    submit(again(project), "land", said=Said({"phone": "15400000001"}), by=by, at=after(0, 12))
    assert answers_of(again(project))["phone"] == "15400000001"


def test_one_code_has_one_file_of_a_unit_and_a_project_is_closed_when_nothing_runs(cast):
    project, by = opened(cast), owner(cast)
    with pytest.raises(AlreadyOpen):
        opened(cast)
    with pytest.raises(NotYours, match="单位身份"):
        open_project(CODE, "x", by=cast("liqiang"), at=MONDAY)
    with pytest.raises(Invalid) as refused:
        open_project("1", " ", by=by, at=MONDAY)
    assert [each.pointer for each in refused.value.faults] == ["/code", "/name"]
    before = again(project)
    begun = submitted(project, "land", by)
    with pytest.raises(Stale):
        close(before, reason="", by=by, at=MONDAY)
    with pytest.raises(NotNow, match="还有办件"):
        close(again(project), reason="", by=by, at=MONDAY)
    withdrawing.withdraw(begun.bundle, reason="不建了", by=by, at=after(0, 11))
    close(again(project), reason="不建了", by=by, at=after(0, 12))
    assert again(project).status == Status.CLOSED
    assert opened(cast, at=after(1)).code == CODE


def test_departments_see_what_they_handle_and_an_outsider_sees_nothing(cast):
    project, by = opened(cast), owner(cast)
    people = ("wangfang", "zhengyawen", "xuyulan", "zhouyou", "liqiang")
    assert {name: visible_to(cast(name)).count() for name in people} == dict.fromkeys(people, 0) | {
        "wangfang": 1,
        "zhengyawen": 1,
    }
    submitted(project, "land", by)
    assert visible_to(cast("xuyulan")).get().pk == project.pk
    assert visible_to(by).get().pk == project.pk
