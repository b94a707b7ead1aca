"""The life of a licence (电子证照): issue, change, ends, corrections, and what its verification says on each day."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.codes.licenses import parts
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours
from tongban.foundation.ledger.models import Entry
from tongban.foundation.ledger.sealing import verify
from tongban.registers.licenses.commands import (
    Content,
    cancel_move_out,
    change,
    correct,
    deregister,
    give_back,
    hold,
    lapse,
    load_types,
    move_out,
    renew,
    revoke,
    strip,
    take_in,
)
from tongban.registers.licenses.models import License, LicenseEdition
from tongban.registers.licenses.queries import (
    Verdict,
    as_of,
    by_identifier,
    face_of,
    license_for,
    licenses_of,
    verification,
)
from tongban.registers.licenses.rules.flow import FLOW
from tongban.registers.licenses.rules.states import ENDS, Status
from tongban.registers.licenses.rules.validity import Term

from .conftest import AT, FACE, TERM, city_types

MOVED = FACE | {"premises": "嘉峪关市钢城街道样例路2号"}
ON = AT.date()


def later(days: int):
    return AT + timedelta(days=days)


@pytest.mark.req("R-126")
def test_loading_the_types_twice_changes_nothing(kind, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert load_types(city_types()) == 0


def test_a_type_whose_code_is_none_is_refused(db):
    with pytest.raises(Invalid, match="需要改正"):
        load_types([city_types()[0] | {"code": "1" * 21}])


@pytest.mark.req("R-127")
def test_a_licence_has_an_identifier_whose_check_character_is_right(given, django_assert_num_queries):
    first, second = given(), given()
    assert check("license", first.identifier).valid
    assert (parts(first.identifier).serial, parts(second.identifier).serial) == ("20260000001", "20260000002")
    assert (first.status, first.version, first.edition_number) == (Status.VALID, 1, 1)
    entry = Entry.objects.get(chain=first.chain)
    assert (entry.verb, entry.basis, entry.to_status) == ("issue", "行政许可法 第三十九条", "valid")
    assert list(verify()) == []


def test_what_a_licence_says_is_sealed_and_stands_in_no_ledger(given):
    made = given()
    edition = made.editions.get()
    assert face_of(edition) == FACE
    assert "李强".encode() not in bytes(edition.face_sealed)
    assert "李强" not in str(Entry.objects.get(chain=made.chain).facts)


@pytest.mark.req("R-127")
def test_a_change_makes_an_edition_with_another_identifier(given, cast):
    made = given()
    before = made.identifier
    change(made, content=Content(MOVED, TERM), reason="迁址", by=cast("zhaomin"), at=later(1))
    assert (made.edition_number, made.version) == (2, 2)
    assert (parts(made.identifier).version, parts(made.identifier).serial) == (2, parts(before).serial)
    assert verification(before, on=ON).verdict is Verdict.SUPERSEDED
    found = verification(made.identifier.lower(), on=ON)
    assert (found.verdict, found.holder) == (Verdict.IN_FORCE, made.holder.name)


def test_an_edition_never_changes(given):
    edition = given().editions.get()
    with pytest.raises(DatabaseError, match="不能修改"), transaction.atomic():
        LicenseEdition.objects.filter(pk=edition.pk).update(reason="x")


@pytest.mark.req("R-127")
@pytest.mark.parametrize(
    ("act", "status"),
    [(hold, Status.HELD), (deregister, Status.DEREGISTERED), (revoke, Status.REVOKED), (strip, Status.STRIPPED)],
)
def test_what_does_not_hold_is_seen_as_such_at_once(given, cast, act, status):
    made = given()
    act(made, ground="行政许可法 第六十九条", reason="样例理由。", by=cast("chenli"), at=later(1))
    assert (made.status, made.ended_at is not None) == (status, status in ENDS)
    found = verification(made.identifier, on=ON)
    assert (found.verdict, found.status) == (Verdict.OVER, status.label)


def test_what_is_held_is_given_back_and_what_moved_out_comes_back(given, cast):
    made, chenli = given(), cast("chenli")
    hold(made, ground="食品安全法", reason="整改。", by=chenli, at=later(1))
    give_back(made, reason="整改合格。", by=chenli, at=later(2))
    move_out(made, reason="迁往外地。", by=chenli, at=later(3))
    cancel_move_out(made, reason="不迁了。", by=chenli, at=later(4))
    assert (made.status, made.ended_at) == (Status.VALID, None)
    assert [row.verb for row in Entry.objects.filter(chain=made.chain).order_by("seq")] == [
        "issue", "hold", "give_back", "move_out", "cancel_move_out",
    ]  # fmt: skip


def test_a_licence_lapses_when_its_last_day_is_over_and_is_renewed(given, cast):
    short = Content(FACE, Term(ON, ON + timedelta(days=2)))
    made = given(content=short)
    with pytest.raises(NotNow, match="还没有过"):
        lapse(made, at=later(2))
    lapse(made, at=later(3))
    assert verification(made.identifier, on=later(3).date()).verdict is Verdict.OVER
    renew(made, content=Content(FACE, Term(later(3).date(), later(900).date())), by=cast("zhaomin"), at=later(3))
    assert verification(made.identifier, on=later(3).date()).verdict is Verdict.IN_FORCE


def test_what_is_past_its_day_does_not_hold_even_while_the_job_sleeps(given):
    made = given(content=Content(FACE, Term(ON, ON + timedelta(days=2))))
    assert verification(made.identifier, on=ON + timedelta(days=3)).verdict is Verdict.OVER
    assert verification(made.identifier, on=ON - timedelta(days=1)).verdict is Verdict.NOT_YET


def test_what_nobody_here_issued_is_never_called_valid(kind):
    foreign = "1.2.156.3005.2.11100000000013338W011.11620200013961011C.20260000001.001.W"
    for typed in (foreign, "", "1.2.3", "\0", foreign[:-1] + "X"):
        assert verification(typed, on=ON).verdict is Verdict.UNKNOWN
    assert by_identifier("1.2.3") is None


def test_a_correction_tells_of_the_days_before_it_only_since_it_is_known(given, cast):
    made = given()
    correct(made, content=Content(MOVED, TERM), reason="住所录错", effective_on=ON, by=cast("zhaomin"), at=later(10))
    by_then = as_of(made, on=later(5).date(), known_at=later(9))
    by_now = as_of(made, on=later(5).date(), known_at=later(11))
    assert by_then is not None
    assert by_now is not None
    assert (face_of(by_then)["premises"], face_of(by_now)["premises"]) == (FACE["premises"], MOVED["premises"])
    assert as_of(made, on=date(2026, 1, 1), known_at=later(11)) is None


def test_a_change_does_not_tell_of_the_days_before_it(given, cast):
    made = given()
    change(made, content=Content(MOVED, TERM), reason="迁址", by=cast("zhaomin"), at=later(10))
    before = as_of(made, on=later(5).date(), known_at=later(20))
    assert before is not None
    assert face_of(before)["premises"] == FACE["premises"]


@pytest.mark.parametrize("login", ["leishaohua", "weimeiling"])
def test_another_body_has_no_hand_in_it(given, cast, login):
    made, by = given(), cast(login)
    with pytest.raises((NotYours, NotNow)):
        change(made, content=Content(MOVED, TERM), reason="迁址", by=by, at=later(1))
    assert License.objects.get(pk=made.pk).version == 1


def test_the_holder_and_the_issuing_body_see_it_and_nobody_else(given, cast):
    made = given()
    assert license_for(cast("zhaomin"), made.public_id) == made
    for login in ("zhouyou", "wangfang", "leishaohua", "gaoyuan"):
        with pytest.raises(NotFound):
            license_for(cast(login), made.public_id)
    assert list(licenses_of(made.holder_id)) == [made]


def test_a_licence_from_elsewhere_keeps_its_serial_number(kind, cast, given):
    first = given()
    whose = {"holder": first.holder, "issuer": first.issuer, "content": Content(FACE, TERM)}
    made = take_in(kind, **whose, serial="2024A7", by=cast("zhaomin"), at=AT)
    assert parts(made.identifier).serial == "2024A7"


@pytest.mark.parametrize(
    ("content", "pointer"),
    [
        (Content(FACE, Term(date(2026, 11, 23))), "/valid_to"),
        (Content(FACE, Term(date(2026, 11, 23), date(2026, 11, 1))), "/valid_to"),
        (Content(FACE, Term(date(2020, 1, 1), date(2021, 1, 1))), "/valid_to"),
        (Content({}, TERM), "/face/holder_name"),
    ],
)
def test_a_licence_with_a_fault_is_not_made(given, content, pointer):
    with pytest.raises(Invalid) as refusal:
        given(content=content)
    assert pointer in {each.pointer for each in refusal.value.faults}
    assert not License.objects.exists()


def test_a_licence_is_given_to_its_kind_of_holder_only(kind, given):
    kind.holder_kinds = ["person"]
    with pytest.raises(Invalid) as refusal:
        given()
    assert refusal.value.faults[0].pointer == "/holder"


def test_every_step_of_the_table_names_its_basis():
    assert all(step.basis for step in FLOW)
    assert {step.target for step in FLOW if step.target} | {Status.NEW} == set(Status)
