"""The written promise (告知承诺): a free choice, signed with its text, withdrawn until the decision."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import msgspec
import pytest

from tongban.foundation.kernel.actors import SYSTEM, Actor
from tongban.foundation.kernel.errors import Invalid, NotNow, NotYours
from tongban.handling.cases import credit, promises
from tongban.handling.cases.commands import committing, delivering, drafting, examining, receiving
from tongban.handling.cases.commands.lodging import lodge
from tongban.handling.cases.credit import BadCredit
from tongban.handling.cases.models import Case, Clock, Commitment, CorrectionNotice, Draft
from tongban.handling.cases.ports import Barred
from tongban.handling.cases.queries.one_case import whole
from tongban.handling.cases.queries.promise import promise_of
from tongban.handling.cases.rules.states import Status
from tongban.registers.catalog.content import CommitmentRule, SparedBy
from tongban.registers.catalog.kinds import Necessity
from tongban.registers.documents.models import OfficialDocument
from tongban.registers.lists.queries import allows_promise, codes_on

from .applying import MONDAY, NEEDED, food_code, given, restaurant, stored_file
from .driving import after, day, food_option, fresh, granted, listed, received

Cast = Callable[..., Actor]
CODE = "safety_rules"
REPLACED = (CODE,)

pytestmark = pytest.mark.django_db


@pytest.fixture
def bindings() -> Iterator[None]:
    """What a test binds to the credit port is unbound again."""
    before = list(credit.BOUND)
    yield
    credit.BOUND[:] = before


def promising(kind: str = "license", **rule: Any) -> dict[str, Any]:
    """The restaurant's list with a promise in place of its safety rules."""
    offered = CommitmentRule(is_offered=True, kind=kind, promises=("制度已经建立",), consequence="撤销许可。", **rule)
    materials = tuple(
        msgspec.structs.replace(each, necessity=Necessity.COMMITTABLE) if each.code == CODE else each
        for each in food_option().materials
    )
    return {"commitment": offered, "materials": materials}


def promised(cast: Cast, **changes: Any) -> Case:
    return received(cast, accepts_commitment=True, without=REPLACED, **changes)


@pytest.mark.req("R-144")
def test_the_promise_is_signed_with_its_text_and_a_paper_is_given(cast):
    with listed(**promising()):
        case = promised(cast)
    kept = Commitment.objects.get(case=case)
    assert kept.text["promises"] == ["制度已经建立"]
    assert [each["code"] for each in kept.text["replaced"]] == [CODE]
    assert (kept.signed_way, kept.signed_name) == ("electronic", "李强")
    assert committing.is_genuine(kept)
    kept.text["promises"] = ["什么也没有承诺"]
    assert not committing.is_genuine(kept)
    body = OfficialDocument.objects.get(pk=kept.document_id).body
    assert "撤销许可。" in "".join(body["paragraphs"])


@pytest.mark.req("R-144")
def test_declining_never_lengthens_the_limit(cast):
    with listed(**promising()):
        with_promise, without = promised(cast), received(cast)
    for case in (with_promise, without):
        receiving.accept(case, by=cast("wangfang"), at=after(0, 11))
    due = [set(case.clocks.values_list("kind", "due_on")) for case in (with_promise, without)]
    assert due[0] == due[1]


@pytest.mark.req("R-143")
def test_what_is_not_on_the_published_list_cannot_be_promised(cast):
    promises.BOUND[:] = [lambda code, on: code != food_code()]
    with listed(**promising()), pytest.raises(Invalid) as refusal:
        promised(cast)
    assert [each.code for each in refusal.value.faults] == ["not_offered"]


@pytest.mark.req("R-143")
def test_the_published_list_of_the_day_is_what_counts():
    listed_codes = codes_on("commitment", day(0))
    assert listed_codes
    assert all(allows_promise(each, day(0)) for each in listed_codes)
    assert not allows_promise(food_code(), day(0)), "a restaurant's licence is not on the city's list"
    assert allows_promise(food_code(), date(2000, 1, 1)), "nothing was published yet"


@pytest.mark.req("R-147")
def test_what_a_data_check_can_verify_is_never_promised(cast):
    changes = promising("proof")
    changes["materials"] = tuple(
        msgspec.structs.replace(each, spared_by=SparedBy(way="data_check")) if each.code == CODE else each
        for each in changes["materials"]
    )
    with listed(**changes):
        case = promised(cast)
    assert case.materials.get(requirement_code=CODE).state == "spared"
    assert not case.accepts_commitment, "there was nothing left to promise"
    assert not Commitment.objects.filter(case=case).exists()


def test_a_material_spared_by_a_promise_is_missing_while_nobody_promised(cast):
    changes = promising()
    changes["materials"] = tuple(
        msgspec.structs.replace(each, necessity=Necessity.REQUIRED, spared_by=SparedBy(way="commitment"))
        if each.code == CODE
        else each
        for each in changes["materials"]
    )
    with listed(**changes):
        ordinary = received(cast, without=REPLACED)
        assert ordinary.materials.get(requirement_code=CODE).state == "missing"
        assert promised(cast).materials.get(requirement_code=CODE).state == "committed"


@pytest.mark.req("R-146")
def test_whose_word_is_not_taken_cannot_promise_but_may_apply(cast, bindings):
    credit.BOUND[:] = [lambda party, on: Barred("承诺不实", "履行义务后申请修复", date(2026, 1, 5))]
    with listed(**promising()):
        before = Case.objects.count()
        with pytest.raises(BadCredit, match=r"承诺不实.*申请修复.*一般方式"):
            promised(cast)
        assert Case.objects.count() == before, "both or neither"
        assert received(cast).status == Status.RECEIVED


@pytest.mark.req("R-144")
def test_a_promise_for_a_permit_is_decided_at_once_by_whoever_has_the_authority(cast):
    with listed(**promising()):
        case, ordinary = promised(cast), received(cast)
    with pytest.raises(examining.NotOnTheSpot):
        examining.finish_on_the_spot(ordinary, opinion="符合。", by=cast("chenli"), at=after(0, 11))
    with pytest.raises(NotYours):
        examining.finish_on_the_spot(case, opinion="符合。", by=cast("wangfang"), at=after(0, 11))
    examining.finish_on_the_spot(case, opinion="符合。", by=cast("chenli"), at=after(0, 11))
    assert fresh(case).status == Status.GRANTED


def test_a_promise_in_place_of_a_proof_leaves_the_examination_as_it_is(cast):
    with listed(**promising("proof")):
        case = promised(cast)
    with pytest.raises(examining.NotOnTheSpot):
        examining.finish_on_the_spot(case, opinion="符合。", by=cast("chenli"), at=after(0, 11))


@pytest.mark.req("R-144")
def test_withdrawn_before_the_notice_the_gap_is_told_with_it_once(cast):
    with listed(**promising()):
        case = promised(cast)
    committing.withdraw_commitment(case, by=cast("liqiang"), at=after(1))
    case = fresh(case)
    assert not case.accepts_commitment
    assert case.materials.get(requirement_code=CODE).state == "missing"
    assert set(Clock.objects.filter(case=case, ended_at=None).values_list("kind", "started_at")) == {
        ("notice", after(1)),
        ("deemed_acceptance", after(1)),
    }
    receiving.ask_correction(case, items=[], by=cast("wangfang"), at=after(1, 11))
    assert [each["code"] for each in CorrectionNotice.objects.get(case=case).items] == [CODE]
    with pytest.raises(NotNow):
        committing.withdraw_commitment(fresh(case), by=cast("liqiang"), at=after(1, 12))


@pytest.mark.req("R-144")
def test_withdrawn_after_acceptance_the_materials_come_with_it(cast):
    liqiang = cast("liqiang")
    with listed(**promising()):
        case = promised(cast)
    receiving.accept(case, by=cast("wangfang"), at=after(0, 11))
    case = fresh(case)
    with pytest.raises(Invalid):
        committing.withdraw_commitment(case, by=liqiang, at=after(1))
    brought = [{"requirement_code": CODE, "file_ids": [str(stored_file(liqiang).pk)]}]
    due_on = case.due_on
    committing.withdraw_commitment(fresh(case), materials=brought, by=liqiang, at=after(1))
    case = fresh(case)
    assert (case.status, case.due_on) == (Status.ACCEPTED, due_on)
    assert case.materials.get(requirement_code=CODE, replaced_at=None).state == "provided"
    assert Commitment.objects.get(case=case).withdrawn_at == after(1)


def test_after_the_decision_a_promise_stands(cast):
    with listed(**promising()):
        case = granted(cast, accepts_commitment=True, without=REPLACED)
    with pytest.raises(NotNow):
        committing.withdraw_commitment(fresh(case), by=cast("liqiang"), at=after(2))


def test_a_revoked_decision_hands_out_nothing_and_keeps_its_place(cast):
    with listed(**promising()):
        case = granted(cast, accepts_commitment=True, without=REPLACED)
    committing.revoke(fresh(case), number="嘉市监销〔2026〕1号", reason="承诺不实", by=SYSTEM, at=after(30))
    case = fresh(case)
    assert (case.status, case.outcome, case.revoked_at) == (Status.GRANTED, "granted", after(30))
    with pytest.raises(NotNow, match="已经撤销"):
        delivering.issue(case, result_number="", by=cast("zhaomin"), at=after(31))
    with pytest.raises(NotNow, match="已经撤销"):
        committing.revoke(case, number="嘉市监销〔2026〕2号", reason="承诺不实", by=SYSTEM, at=after(31))


@pytest.fixture
def draft(cast) -> Iterator[Draft]:
    """李强's draft for a restaurant whose list offers a promise."""
    with listed(**promising()):
        application = restaurant(cast("liqiang"))
        made = drafting.begin_draft(food_code(), by=cast("liqiang"), at=MONDAY, answers=application.answers)
        drafting.save_form(made, application.form, revision=0, at=MONDAY)
        yield Draft.objects.select_related("owner").get(pk=made.pk)


@pytest.mark.req("R-144")
def test_a_draft_is_signed_by_name_under_the_text_that_was_read(cast, draft):
    text = promise_of(draft, on=day(0))
    assert text is not None
    for name, seen in (("王芳", text.hash), ("李强", "0" * 64)):
        with pytest.raises(Invalid):
            drafting.sign_commitment(draft, name=name, seen=seen, revision=draft.revision, at=MONDAY)
    drafting.sign_commitment(draft, name="李强", seen=text.hash, revision=draft.revision, at=MONDAY)
    lodged = drafting.submit_draft(draft, restaurant(cast("liqiang")).form, by=cast("liqiang"), at=MONDAY)
    assert Commitment.objects.get(case__number=lodged.opening.number).text_hash == text.hash


@pytest.mark.req("R-144")
def test_a_text_that_changed_after_the_signature_is_signed_anew(cast, draft):
    text = promise_of(draft, on=day(0))
    assert text is not None
    drafting.sign_commitment(draft, name="李强", seen=text.hash, revision=draft.revision, at=MONDAY)
    drafting.add_file(draft, CODE, stored_file(cast("liqiang")), by=cast("liqiang"), at=MONDAY)
    draft.refresh_from_db()
    with pytest.raises(drafting.Unsigned):
        drafting.submit_draft(draft, restaurant(cast("liqiang")).form, by=cast("liqiang"), at=MONDAY)
    drafting.decline_commitment(draft, revision=draft.revision, at=MONDAY)
    assert (draft.accepts_commitment, draft.declined_commitment) == (False, True)


@pytest.mark.req("R-144")
def test_at_the_window_the_signed_paper_stands(cast):
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    with listed(**promising()):
        asked = at_the_window(liqiang, wangfang)
        with pytest.raises(Invalid) as refused:
            lodge(asked, by=wangfang, at=MONDAY)
        assert [each.pointer for each in refused.value.faults] == ["/promise_paper"]
        with pytest.raises(Invalid):
            lodge(replace(asked, promise_paper=stored_file(liqiang).pk), by=wangfang, at=MONDAY)
        assert not Commitment.objects.exists()
        scan = stored_file(wangfang, "承诺书.pdf")
        begun = lodge(replace(asked, promise_paper=scan.pk), by=wangfang, at=MONDAY)
    kept = Commitment.objects.select_related("case", "file").get(case__number=begun.opening.number)
    assert (kept.signed_way, kept.signed_name, kept.signed_by) == ("paper", "李强", wangfang.ref)
    assert kept.file is not None
    assert (kept.file.pk, kept.file.holder) == (scan.pk, kept.case.chain)
    promise = whole(kept.case).attached.promise
    assert promise is not None
    assert promise.file_id == scan.pk


def at_the_window(liqiang, wangfang):
    """李强's application at 王芳's window: everything in hand but what the promise stands for."""
    asked = restaurant(liqiang, without=NEEDED, accepts_commitment=True, channel="window")
    return replace(asked, materials=given(wangfang, *[each for each in NEEDED if each != CODE]))


@pytest.mark.req("R-144")
def test_what_was_signed_on_the_web_stays_so_at_the_window(cast, draft):
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    text = promise_of(draft, on=day(0))
    assert text is not None
    drafting.sign_commitment(draft, name="李强", seen=text.hash, revision=draft.revision, at=MONDAY)
    begun = drafting.submit_draft(draft, restaurant(liqiang).form, by=wangfang, at=MONDAY)
    kept = Commitment.objects.select_related("case").get(case__number=begun.opening.number)
    assert (kept.signed_way, kept.signed_name, kept.signed_by) == ("electronic", "李强", liqiang.ref)
    assert (kept.file_id, committing.is_genuine(kept)) == (None, True)


@pytest.mark.req("R-144")
def test_a_text_that_changed_since_is_signed_on_paper_at_the_window(cast, draft):
    wangfang = cast("wangfang")
    text = promise_of(draft, on=day(0))
    assert text is not None
    drafting.sign_commitment(draft, name="李强", seen=text.hash, revision=draft.revision, at=MONDAY)
    Draft.objects.filter(pk=draft.pk).update(commitment_hash="0" * 64)
    changed = Draft.objects.select_related("owner").get(pk=draft.pk)
    with pytest.raises(Invalid) as refused:
        drafting.submit_draft(changed, restaurant(cast("liqiang")).form, by=wangfang, at=MONDAY)
    assert "不一样" in refused.value.faults[0].message
