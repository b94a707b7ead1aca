"""One acceptance, three coordinated cases (一窗受理、分别办理): lodged, accepted, told, waited for, ended. R-082."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Role
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours, Stale
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.bundles.commands import accepting, correcting, following, withdrawing
from tongban.handling.bundles.commands.lodging import lodge_bundle
from tongban.handling.bundles.models import BundleCase, BundleChild
from tongban.handling.bundles.queries.control import control
from tongban.handling.bundles.queries.correcting import wanted_of
from tongban.handling.bundles.queries.visible import visible_to
from tongban.handling.bundles.rules.states import Overall, Status
from tongban.handling.cases.commands import delivering, examining
from tongban.handling.cases.commands.receiving import NotComplete
from tongban.handling.cases.models import Case, Material, MaterialFile
from tongban.handling.cases.tests.applying import stored_file
from tongban.handling.cases.together import ForerunnersFirst

from .joining import (
    CONTRACT,
    MONDAY,
    REGISTRATION,
    TAX,
    VALUES,
    accepted,
    after,
    again,
    begun,
    case_of,
    decided,
    department,
    family,
    finished,
    flat,
    fresh,
    papers_of,
)

pytestmark = pytest.mark.django_db


@pytest.mark.req("R-082", "R-117")
def test_one_form_and_one_set_of_papers_become_three_cases_with_numbers_of_their_own(cast):
    found = begun(cast("liqiang"))
    cases = {child.member: child.case for child in family(found.bundle).children}
    assert list(cases) == [CONTRACT, TAX, REGISTRATION]
    numbers = {found.bundle.number, *(each.number for each in cases.values())}
    assert len(numbers) == 4
    assert {each.bundle_number for each in cases.values()} == {found.bundle.number}
    assert len({each.agency_id for each in cases.values()}) == 3
    assert [each.awaits for each in cases.values()] == ["", "", "完税"]
    assert {each.status for each in cases.values()} == {"received"}
    assert all(each.clocks.filter(ended_at=None).exists() for each in cases.values())
    entry = Entry.objects.get(chain=found.bundle.chain)
    assert entry.facts["cases"] == {key: each.number for key, each in cases.items()}


@pytest.mark.req("R-082", "R-117")
def test_a_paper_is_uploaded_once_and_serves_every_case_that_asks_for_it(cast):
    by = cast("liqiang")
    asked = flat(by)
    from_one = {file for files in asked.files.values() for file in files}
    bundle = begun(by).bundle
    rows = MaterialFile.objects.filter(material__case__bundle_number=bundle.number).select_related("file")
    assert len(rows) > len(from_one)
    assert all(row.file.holder == row.material.case.chain for row in rows.select_related("material__case"))
    taken = Material.objects.get(case__bundle_number=bundle.number, requirement_code="transfer_contract")
    assert (taken.state, taken.files.count()) == ("spared", 0)


@pytest.mark.req("R-082")
def test_everything_wrong_is_told_at_once_where_it_was_typed_and_nothing_is_written(cast):
    by = cast("liqiang")
    wrong = {**VALUES, "price": "很多", "transferee_phone": "12", "registration.share": ""}
    before = Case.objects.count()
    with pytest.raises(Invalid) as refused:
        begun(by, values=wrong)
    pointers = [each.pointer for each in refused.value.faults]
    assert {"/form/price", "/form/transferee_phone", "/form/registration.share"} <= set(pointers)
    assert len(pointers) == len(set(pointers))
    assert (Case.objects.count(), BundleCase.objects.count()) == (before, 0)


@pytest.mark.req("R-082")
def test_a_file_of_somebody_else_or_a_paper_that_nobody_asked_for_keeps_all_of_it_out(cast):
    by = cast("liqiang")
    asked = flat(by)
    foreign = {**asked.files, papers_of(asked)[0]: (stored_file(cast("zhouyou")).pk,)}
    for files in (foreign, {**asked.files, "没有要求的": (stored_file(by).pk,)}):
        with pytest.raises(Invalid):
            begun_with(asked, files, by)
    assert not BundleCase.objects.exists()


def begun_with(asked, files, by):
    return lodge_bundle(replace(asked, files=files), by=by, at=MONDAY)


@pytest.mark.req("R-082")
def test_joint_acceptance_accepts_each_by_its_own_list_with_its_own_clock_and_paper(cast):
    bundle = accepted(cast)
    cases = [child.case for child in family(bundle).children]
    assert {each.status for each in cases} == {"accepted"}
    assert {each.acceptor_id for each in cases} == {cast("wangfang").staff_id}
    sooner, later = (
        next(each.case.due_on for each in family(bundle).children if each.member == key)
        for key in (CONTRACT, REGISTRATION)
    )
    assert sooner is not None
    assert later is not None
    assert sooner < later
    assert bundle.accepted_at == after(0, 11)
    with pytest.raises(NotNow):
        accepting.accept(bundle, by=cast("wangfang"), at=after(0, 12))


@pytest.mark.req("R-082")
def test_what_is_missing_anywhere_is_named_for_all_and_nothing_is_accepted(cast):
    by = cast("liqiang")
    lacking = papers_of(flat(by))[0]
    bundle = begun(by, without=(lacking,)).bundle
    with pytest.raises(NotComplete) as refused:
        accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    members = {each.pointer.split("/")[2] for each in refused.value.faults}
    assert len(members) > 1
    assert {child.case.status for child in family(bundle).children} == {"received"}


@pytest.mark.req("R-082")
def test_told_once_for_all_the_complete_ones_go_on_and_one_upload_corrects_all(cast):
    by, wangfang = cast("liqiang"), cast("wangfang")
    by_agent = {**VALUES, "registration.ask.handled_by": "agent"}
    all_papers = papers_of(flat(by, values=by_agent))
    only_registration = next(each for each in all_papers if "委托" in each)
    bundle = begun(by, values=by_agent, without=(only_registration,)).bundle
    accepting.tell_once(bundle, by=wangfang, at=after(0, 11))
    states = {child.member: child.case.status for child in family(bundle).children}
    assert states == {CONTRACT: "accepted", TAX: "accepted", REGISTRATION: "correcting"}
    wanted = wanted_of(family(bundle))
    assert [each.key for each in wanted] == [only_registration]
    with pytest.raises(Invalid):
        correcting.correct(again(bundle), files={}, by=by, at=after(1))
    files = {each.key: [stored_file(by).pk] for each in wanted}
    correcting.correct(again(bundle), files=files, by=by, at=after(1))
    accepting.accept(again(bundle), by=wangfang, at=after(1, 11))
    assert case_of(bundle, REGISTRATION).status == "accepted"


@pytest.mark.req("R-082", "R-117")
def test_nobody_decides_before_those_in_front_and_nobody_else_is_held_up(cast):
    bundle = accepted(cast)
    behind, hands = case_of(bundle, TAX), department(case_of(bundle, TAX))
    examining.examine(behind, opinion="符合。", proposal="grant", by=hands.examiner, at=after(1, 9))
    examining.review(fresh(behind), opinion="同意。", by=hands.reviewer, at=after(1, 9))
    with pytest.raises(ForerunnersFirst, match="二手房合同网签备案"):
        examining.grant(fresh(behind), opinion="准予。", by=hands.decider, at=after(1, 10))
    ground = {"ground": "契税法 第十条", "fact": "申报不实，无法核定应缴税额。"}
    with pytest.raises(ForerunnersFirst):
        examining.refuse(fresh(behind), given=ground, by=hands.decider, at=after(1, 10))
    front = case_of(bundle, CONTRACT)
    finished(front, department(front), at=after(1, 11))
    examining.grant(fresh(behind), opinion="准予。", by=hands.decider, at=after(1, 12))
    assert fresh(behind).status == "granted"
    assert fresh(behind).due_on is not None


@pytest.mark.req("R-117")
def test_a_refused_forerunner_tells_those_behind_it_once_and_leaves_the_others_alone(cast):
    bundle = accepted(cast)
    front = case_of(bundle, CONTRACT)
    decided(front, department(front), at=after(1, 11), grant=False)
    for _ in range(2):
        following.follow(front.number, at=after(1, 12))
    told = Entry.objects.filter(chain=bundle.chain, verb="tell_waiting")
    assert [len(each.facts["waiting"]) for each in told] == [2]
    message = Outgoing.objects.get(chain=bundle.chain)
    assert "没有办成" in message.payload["text"]
    behind = case_of(bundle, TAX)
    hands = department(behind)
    with pytest.raises(ForerunnersFirst, match="没有办成"):
        decided(behind, hands, at=after(1, 14))
    ground = {"ground": "契税法 第十条", "fact": "申报不实，应缴税额无法核定。"}
    examining.refuse(fresh(behind), given=ground, by=hands.decider, at=after(1, 15))
    assert fresh(behind).status == "refused"


@pytest.mark.req("R-117")
def test_the_whole_is_withdrawn_by_who_asked_and_what_is_decided_stays(cast):
    by = cast("liqiang")
    bundle = accepted(cast)
    front = case_of(bundle, CONTRACT)
    finished(front, department(front), at=after(1, 11))
    withdrawing.withdraw(again(bundle), reason="不买了", by=by, at=after(1, 12))
    states = {child.member: child.case.status for child in family(bundle).children}
    assert states == {CONTRACT: "issued", TAX: "withdrawn", REGISTRATION: "withdrawn"}
    assert again(bundle).status == Status.OPEN
    other = begun(by).bundle
    with pytest.raises(Invalid):
        withdrawing.withdraw(other, reason="申请人打电话说的", by=cast("wangfang"), at=after(1, 12))
    scan = stored_file(cast("wangfang")).pk
    reason = "申请人到窗口说不买了"
    withdrawing.withdraw(again(other), reason=reason, paper=scan, by=cast("wangfang"), at=after(1, 13))
    assert again(other).status == Status.WITHDRAWN
    assert control(again(other), at=after(1, 14)).overall is Overall.WITHDRAWN


@pytest.mark.req("R-117")
def test_the_whole_ends_when_all_of_its_cases_have(cast):
    bundle = accepted(cast)
    withdrawing.withdraw(bundle, by=cast("liqiang"), at=after(1))
    assert again(bundle).ended_at == after(1)
    following.follow(case_of(bundle, TAX).number, at=after(2))
    assert again(bundle).ended_at == after(1)
    one = begun(cast("liqiang")).bundle
    for child in family(one).children:
        delivering.withdraw(child.case, by=cast("liqiang"), at=after(1))
        following.follow(child.case.number, at=after(1))
    assert (again(one).status, again(one).ended_at) == (Status.ENDED, after(1))


@pytest.mark.req("R-082")
def test_who_comes_second_is_told_and_a_step_is_taken_once(cast):
    bundle = begun(cast("liqiang")).bundle
    seen_by_another = again(bundle)
    accepting.accept(bundle, by=cast("wangfang"), at=after(0, 11))
    with pytest.raises(Stale):
        accepting.accept(seen_by_another, by=cast("limin"), at=after(0, 11))
    with pytest.raises(NotYours):
        accepting.accept(again(bundle), by=cast("zhouyou"), at=after(0, 11))


@pytest.mark.req("R-082")
def test_who_sees_one_of_its_cases_sees_the_whole_and_an_outsider_sees_nothing(cast):
    bundle = begun(cast("liqiang")).bundle
    hands = department(case_of(bundle, TAX))
    seen = {name: visible_to(cast(name)).count() for name in ("liqiang", "wangfang", "zhengyawen", "zhouyou", "chenli")}
    assert seen == {"liqiang": 1, "wangfang": 1, "zhengyawen": 1, "zhouyou": 0, "chenli": 0}
    assert visible_to(hands.examiner).get().pk == bundle.pk
    assert Role.EXAMINER in hands.examiner.roles


@pytest.mark.req("R-082")
def test_the_control_shows_branches_shared_papers_and_the_slowest_in_few_statements(
    cast, django_assert_max_num_queries
):
    bundle = accepted(cast)
    bundle = again(bundle)
    with django_assert_max_num_queries(4):  # the cases, the reports, what is shared, silent systems
        found = control(bundle, at=after(2))
    assert found.overall is Overall.HANDLING
    assert found.slowest is not None
    assert found.slowest.branch.key == REGISTRATION
    assert [line.waiting.undone[0].key if line.waiting else "" for line in found.lines] == ["", CONTRACT, CONTRACT]
    assert found.shared
    assert all(len(each.members) > 1 for each in found.shared)
    assert [line.branch.key for line in found.gates] == [REGISTRATION]
    assert found.days == 2
    assert found.promised_on is not None


def test_children_are_once_a_member(cast):
    bundle = begun(cast("liqiang")).bundle
    child = family(bundle).children[0]
    with pytest.raises(IntegrityError), transaction.atomic():
        BundleChild.objects.create(bundle=bundle, member=child.member, case=child.case)
