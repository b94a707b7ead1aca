"""A pre-check that said complete (预审承诺码): the same set is refused as incomplete by nobody, at no window, N19."""

import pytest

from tongban.foundation.kernel.errors import NotFound
from tongban.foundation.ledger.models import Outgoing
from tongban.handling.cases.commands import delivering, receiving
from tongban.handling.cases.commands.acts import act
from tongban.handling.cases.commands.asking import BoundByPrecheck
from tongban.handling.cases.models import PrecheckResult
from tongban.handling.cases.queries.telling import binding_by_code, binding_of
from tongban.handling.cases.rules.binding import Piece, fingerprint
from tongban.handling.cases.rules.states import Status
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.rules.papers import DocumentKind

from .asking import LINE, bad, files, good, overridden, promised, told
from .driving import GROUND, after, fresh, received
from .invariants import assert_sound, snapshot


def test_a_set_that_is_complete_gets_a_paper_with_a_code_once(cast):
    case = promised(cast)
    result = PrecheckResult.objects.get(case=case)
    assert result.document.kind == DocumentKind.PRECHECK_RESULT
    assert {"label": "材料指纹", "value": bytes(result.digest).hex()} in result.document.body["lines"]
    assert "预审通过" in Outgoing.objects.get(chain=case.chain, payload__verb="precheck").payload["text"]
    receiving.precheck(case, verdicts=good(), by=cast("wangfang"), at=after(0, 12))
    assert PrecheckResult.objects.filter(case=case).count() == 1
    found = binding_by_code(result.document.verification_code)
    assert (found.is_signed, found.is_same_set, found.holds) == (True, True, True)
    assert_sound(case, on=after(0).date())


def test_a_part_of_it_or_a_gap_gets_none(cast):
    receiving.precheck(received(cast), verdicts=good("layout_plan"), by=cast("wangfang"), at=after(0, 11))
    lacking = received(cast, without=("layout_plan",))
    verdicts = {code: each for code, each in good().items() if code != "layout_plan"}
    receiving.precheck(lacking, verdicts=verdicts, by=cast("wangfang"), at=after(0, 11))
    assert not PrecheckResult.objects.exists()


@pytest.mark.req("R-040")
@pytest.mark.parametrize("login", ["wangfang", "limin", "zhaomin"])
@pytest.mark.parametrize(
    ("verb", "given"),
    [
        ("ask_correction", {"items": [LINE]}),
        ("precheck", {"materials": bad("layout_plan")}),
        ("defer_notice", {"reason": "还要再核对一下。"}),
        ("reject", GROUND),
    ],
)
def test_at_every_window_the_same_set_is_not_refused_as_incomplete(cast, login, verb, given):
    case = promised(cast)
    before = snapshot(case)
    with pytest.raises(BoundByPrecheck) as refusal:
        act(verb, case, given, by=cast(login), at=after(0, 12))
    assert (refusal.value.status, refusal.value.reason_code) == (409, "bound_by_precheck")
    assert refusal.value.facts["verification_code"]
    assert snapshot(case) == before
    receiving.accept(case, by=cast("wangfang"), at=after(0, 13))


def test_the_same_set_handed_in_anew_is_bound_too(cast):
    first = promised(cast)
    delivering.withdraw(first, reason="换个窗口办。", by=cast("liqiang"), at=after(0, 12))
    again = received(cast, at=after(0, 13))
    assert binding_of(again) is not None  # the same bytes, list, situation and applicant
    with pytest.raises(BoundByPrecheck):
        receiving.ask_correction(again, items=[LINE], by=cast("limin"), at=after(0, 14))


def test_another_set_is_not_bound(cast):
    case = promised(cast)
    other = files(cast("liqiang"), "layout_plan")
    StoredFile.objects.filter(pk=other[0]["file_ids"][0]).update(sha256=b"\x02" * 32)
    receiving.supply(case, materials=other, by=cast("liqiang"), at=after(0, 12))
    case = fresh(case)
    result = PrecheckResult.objects.select_related("document").get(case=case)
    assert not binding_by_code(result.document.verification_code).holds
    receiving.precheck(case, verdicts=bad("layout_plan"), by=cast("wangfang"), at=after(0, 13))


def test_a_word_that_the_city_did_not_sign_binds_nobody(cast):
    case = promised(cast)
    PrecheckResult.objects.filter(case=case).update(signature=b"\x01\x00\x01" + b"\x05" * 64)
    result = PrecheckResult.objects.select_related("document").get(case=case)
    assert not binding_by_code(result.document.verification_code).is_signed
    assert binding_of(case) is None


def test_the_code_of_another_paper_is_none(cast):
    case = told(cast)
    for code in (case.correction_notice.document.verification_code, "0000000000"):
        with pytest.raises(NotFound):
            binding_by_code(code)


@pytest.mark.req("R-040")
def test_breaking_the_word_needs_a_leader_and_is_on_record(cast):
    case = promised(cast)
    due_on, clocks = case.due_on, list(case.clocks.order_by("id").values())
    override = overridden(cast, case, at=after(0, 14))
    assert override.notice is None
    assert override.precheck == PrecheckResult.objects.get(case=case)
    assert "预审时已经告诉您材料齐全" in override.document.body["paragraphs"][0]
    case = fresh(case)
    assert (case.due_on, list(case.clocks.order_by("id").values())) == (due_on, clocks)
    act("answer_override", case, {"materials": files(cast("liqiang"), "safety_rules")}, by=cast("liqiang"), at=after(1))
    with pytest.raises(receiving.ToldOnce):
        receiving.ask_correction(fresh(case), items=[LINE], by=cast("wangfang"), at=after(1, 11))
    receiving.precheck(fresh(case), verdicts=good("safety_rules"), by=cast("wangfang"), at=after(1, 11))
    receiving.accept(fresh(case), by=cast("wangfang"), at=after(1, 12))
    assert fresh(case).status == Status.ACCEPTED


def test_the_fingerprint_knows_every_part_and_no_order():
    one, two = Piece("a", "provided", "", ("01", "02")), Piece("b", "spared", "1.2.156", ())
    base = fingerprint("v1", {"x": 1, "y": 2}, [one, two])
    assert fingerprint("v1", {"y": 2, "x": 1}, [two, Piece("a", "provided", "", ("02", "01"))]) == base
    others = [
        fingerprint("v2", {"x": 1, "y": 2}, [one, two]),
        fingerprint("v1", {"x": 1, "y": 3}, [one, two]),
        fingerprint("v1", {"x": 1, "y": 2}, [one]),
        fingerprint("v1", {"x": 1, "y": 2}, [Piece("a", "provided", "", ("01", "03")), two]),
        fingerprint("v1", {"x": 1, "y": 2}, [Piece("a", "deferred", "", ("01", "02")), two]),
    ]
    assert len({base, *others}) == 6
