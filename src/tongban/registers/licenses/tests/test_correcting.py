"""Putting a face right at its holder's word (证照纠错): asked, checked, answered, an edition that is right."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours, Stale
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.registers.licenses.commands import (
    ask_to_correct,
    leave_as_is,
    make_right,
    move_to_kept,
    revoke,
    take_back,
)
from tongban.registers.licenses.models import FaceCorrection, License
from tongban.registers.licenses.queries import Verdict, as_of, face_of, licenses_of, verification
from tongban.registers.licenses.queries.corrections import correction_for, may_see, worklist, written_in
from tongban.registers.licenses.rules.corrections import CORRECTION_FLOW
from tongban.registers.licenses.rules.corrections import CorrectionStatus as S
from tongban.registers.parties.merging import Merger
from tongban.registers.parties.models import Party

from .conftest import AT, FACE

ON = AT.date()
SAID = {"field": "premises", "wrong": "门牌号少了一位", "right": "嘉峪关市雄关街道样例路11号"}


@pytest.fixture
def mine(given):
    """李强's own."""
    return given(holder=Party.objects.get(name="李强"))


def asked(license, cast, **changes):
    told: dict[str, Any] = SAID | {"by": cast("liqiang"), "at": AT} | changes
    return ask_to_correct(license, **told)


def test_what_was_asked_is_told_with_its_day_and_sealed(mine, cast):
    made = asked(mine, cast)
    assert (made.status, made.agency_id, made.version) == (S.ASKED, mine.issuer_id, 1)
    assert (made.due_on - ON).days >= 5
    assert written_in(made).right == SAID["right"]
    assert "样例路".encode() not in bytes(made.words_sealed)
    assert "样例路" not in str(Entry.objects.get(chain=made.chain).facts)
    message = Outgoing.objects.get(chain=made.chain)
    assert message.address == f"party:{made.asker_id}"
    assert "前答复您" in message.payload["text"]


def test_the_corrected_edition_says_it_right_and_the_old_one_is_replaced(mine, cast):
    before, made = mine.identifier, asked(mine, cast)
    at = AT + timedelta(days=2)
    told: dict[str, Any] = {"value": SAID["right"], "effective_on": ON, "reason": "门牌号录错了。"}
    make_right(made, **told, by=cast("zhaomin"), at=at)
    mine.refresh_from_db()
    edition = mine.editions.get(number=2)
    assert (made.status, made.edition_id, made.answered_by_id) == (S.RIGHTED, edition.pk, cast("zhaomin").staff_id)
    assert face_of(edition) == FACE | {"premises": SAID["right"]}
    assert (verification(before, on=at.date()).verdict, verification(mine.identifier, on=at.date()).verdict) == (
        Verdict.SUPERSEDED,
        Verdict.IN_FORCE,
    )
    then, now = (as_of(mine, on=ON, known_at=each) for each in (AT + timedelta(days=1), at))
    assert then is not None
    assert now is not None
    assert (face_of(then)["premises"], face_of(now)["premises"]) == (FACE["premises"], SAID["right"])
    assert "已更正" in Outgoing.objects.filter(chain=made.chain).latest("pk").payload["text"]
    assert "样例路" not in str([each.facts for each in Entry.objects.all()])


def test_what_is_right_is_left_with_a_reason_that_the_holder_reads(mine, cast):
    made = asked(mine, cast)
    with pytest.raises(Invalid):
        leave_as_is(made, reason=" ", by=cast("zhaomin"), at=AT)
    leave_as_is(made, reason="和营业执照一致。", by=cast("zhaomin"), at=AT)
    assert (made.status, made.answer, mine.editions.count()) == (S.LEFT, "和营业执照一致。", 1)
    assert "和营业执照一致" in Outgoing.objects.filter(chain=made.chain).latest("pk").payload["text"]
    with pytest.raises(NotNow):
        leave_as_is(made, reason="再答一次。", by=cast("zhaomin"), at=AT)


def test_a_field_has_one_open_request_and_may_be_asked_about_again_later(mine, cast):
    made = asked(mine, cast)
    with pytest.raises(NotNow, match="正在核实"):
        asked(mine, cast)
    columns = {each.attname: getattr(made, each.attname) for each in made._meta.concrete_fields}
    twin = FaceCorrection(**{key: each for key, each in columns.items() if key not in ("id", "code")})
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
    take_back(made, by=cast("liqiang"), at=AT)
    assert made.status == S.TAKEN_BACK
    assert asked(mine, cast).status == S.ASKED


@pytest.mark.parametrize(
    ("changes", "pointers"),
    [
        ({"field": "nothing"}, ["/field"]),
        ({"wrong": " ", "right": "\0"}, ["/wrong", "/right"]),
        ({"right": "长" * 501}, ["/right"]),
        ({"right": FACE["premises"]}, ["/right"]),
        ({"field": "", "wrong": "", "right": ""}, ["/field", "/wrong", "/right"]),
    ],
)
def test_every_fault_of_a_request_is_told_at_once(mine, cast, changes, pointers):
    with pytest.raises(Invalid) as refusal:
        asked(mine, cast, **changes)
    assert [each.pointer for each in refusal.value.faults] == pointers


def test_the_same_again_and_a_day_to_come_are_no_correction(mine, cast):
    made = asked(mine, cast)
    told: dict[str, Any] = {"value": SAID["right"], "effective_on": ON, "reason": "录错了。"}
    for wrong in ({"value": FACE["premises"]}, {"effective_on": ON + timedelta(days=9)}, {"reason": ""}):
        with pytest.raises(Invalid):
            make_right(made, **(told | wrong), by=cast("zhaomin"), at=AT)
    assert FaceCorrection.objects.get().status == S.ASKED
    assert License.objects.get(pk=mine.pk).edition_number == 1


def test_strangers_neither_ask_nor_answer_nor_see(mine, cast):
    with pytest.raises(NotFound):
        asked(mine, cast, by=cast("zhouyou"))
    made = asked(mine, cast)
    with pytest.raises(NotFound):
        correction_for(cast("zhouyou"), made.code)
    with pytest.raises(NotFound):
        take_back(made, by=cast("zhouyou"), at=AT)
    with pytest.raises(NotYours):
        leave_as_is(made, reason="别的部门说的。", by=cast("leishaohua"), at=AT)
    with pytest.raises(NotYours):
        leave_as_is(made, reason="窗口说的。", by=cast("wangfang"), at=AT)
    assert [may_see(cast(login), made.code.hex) for login in ("liqiang", "zhaomin", "zhouyou", "leishaohua")] == [
        True, True, False, False,
    ]  # fmt: skip
    assert [list(worklist(cast(login)).waiting) for login in ("zhaomin", "leishaohua")] == [[made], []]


def test_what_has_ended_is_not_corrected_and_two_clerks_answer_once(mine, cast):
    made = asked(mine, cast)
    seen = FaceCorrection.objects.get(pk=made.pk)
    leave_as_is(made, reason="没有写错。", by=cast("zhaomin"), at=AT)
    with pytest.raises(Stale):
        leave_as_is(seen, reason="没有写错。", by=cast("zhaomin"), at=AT)
    revoke(License.objects.get(pk=mine.pk), ground="行政许可法 第六十九条", reason="样例", by=cast("chenli"), at=AT)
    with pytest.raises(NotNow, match="撤销"):
        asked(mine, cast)


def test_a_licence_and_its_requests_follow_a_person_who_was_registered_twice(mine, cast):
    made, twin = asked(mine, cast), Party.objects.get(name="周游")
    moved = move_to_kept(Merger(keep=twin.pk, drop=mine.holder_id))
    assert moved["corrections"] == 1
    assert mine in licenses_of(twin.pk)
    assert FaceCorrection.objects.get(pk=made.pk).asker_id == twin.pk


def test_every_step_of_the_table_names_its_basis():
    assert all(step.basis for step in CORRECTION_FLOW)
