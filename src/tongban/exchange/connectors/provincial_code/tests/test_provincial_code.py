"""Codes of the province are scanned here, and our door plates become known there, whatever the line does (R-153)."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tongban.exchange.connectors.provincial_code.adapter import HttpProvincialCodes
from tongban.exchange.connectors.provincial_code.bound import BOUND
from tongban.exchange.connectors.provincial_code.commands import carry, enqueue, revive
from tongban.exchange.connectors.provincial_code.models import PlateFiling
from tongban.exchange.connectors.provincial_code.ports import CodesUnavailable, PlateNotice
from tongban.exchange.connectors.provincial_code.rules import CHANNEL, PREFIX, believed
from tongban.exchange.connectors.provincial_code.simulator import CodeFaults, Simulator
from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.models import Entry, KeptAnswer, Outgoing
from tongban.foundation.ledger.subscriptions import deliver_outbox
from tongban.registers.agencies.models import Division
from tongban.registers.codes.commands import CodeRefused, agree, end_plate, issue_plate, look, scan_any, show
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import PLATFORMS, NotRecognised
from tongban.registers.codes.queries import code_now, waiting_for
from tongban.registers.codes.rules.scopes import Scope

pytestmark = [pytest.mark.django_db, pytest.mark.req("R-153")]
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
SCOPE = Scope(("name", "id_number"), "窗口收件时核对身份", "样例窗口")
WORST = CodeFaults(seed=11, loss=0.4, delay=0.3, duplicates=0.4, bad_data=0.3)


def later(**told):
    return AT + timedelta(**told)


@pytest.fixture(autouse=True)
def line() -> Iterator[Simulator]:
    """The simulator on the line, without faults."""
    before, bound = list(PLATFORMS), BOUND.platform
    simulator = Simulator()
    PLATFORMS[:], BOUND.platform = [simulator], simulator
    yield simulator
    PLATFORMS[:], BOUND.platform = before, bound


def test_the_holder_of_a_provincial_code_is_asked_here_and_only_the_granted_is_told(line, cast):
    holder, clerk = cast("liqiang"), cast("wangfang")
    code = line.give("a1", at=AT)
    assert not any(each in code for each in ("6202", "李"))
    asked = scan_any(code.lower(), scope=SCOPE, by=clerk, at=later(seconds=5))
    assert (asked.origin, asked.showing) == (line.name, None)
    with pytest.raises(NotNow):
        look(asked, by=clerk, at=later(seconds=6))
    assert [each.pk for each in waiting_for(holder, at=later(seconds=6))] == [asked.pk]
    told = look(agree(asked, claims=("name",), by=holder, at=later(seconds=7)), by=clerk, at=later(seconds=8))
    assert told.claims == (("name", "姓名", "李强"),)


def test_a_provincial_code_is_taken_once_even_if_the_platform_forgets(line, cast):
    code, clerk = line.give("a1", at=AT), cast("wangfang")
    scan_any(code, scope=SCOPE, by=clerk, at=AT)
    for forgets in (False, True):
        if forgets:
            KeptAnswer.objects.filter(owner__endswith=":spent").delete()
        with pytest.raises(NotRecognised, match="已经用过") as refused:
            scan_any(code, scope=SCOPE, by=clerk, at=AT)
        assert refused.value.reason_code == "code_used"
    assert Scan.objects.count() == 1


def test_forged_expired_and_altered_codes_tell_nobody(line, cast):
    clerk, code = cast("wangfang"), line.give("a1", at=AT)
    changed = code[:-9] + ("A" if code[-9] != "A" else "B") + code[-8:]
    for typed, at, reason in (
        (code, later(seconds=60), "code_expired"),
        (changed, AT, "code_forged"),
        (PREFIX + "ABCDEFGH", AT, "code_forged"),
    ):
        with pytest.raises(NotRecognised) as refused:
            scan_any(typed, scope=SCOPE, by=clerk, at=at)
        assert refused.value.reason_code == reason
    for typed in ("GSYM1", "GSYM2ABC", PREFIX + "ABC!", PREFIX + "A" * 900, "\0", ""):
        with pytest.raises(CodeRefused):
            scan_any(typed, scope=SCOPE, by=clerk, at=AT)
    assert not Scan.objects.exists()


def test_who_is_not_known_here_a_visitor_and_oneself_are_refused(line, cast):
    with pytest.raises(NotRecognised, match="出示证件"):
        scan_any(line.give("a3", at=AT), scope=SCOPE, by=cast("wangfang"), at=AT)
    with pytest.raises(NotYours, match="登录"):
        scan_any(line.give("a1", at=AT), scope=SCOPE, by=NOBODY, at=AT)
    with pytest.raises(NotYours, match="自己的码"):
        scan_any(line.give("a1", at=AT), scope=SCOPE, by=cast("liqiang"), at=AT)


def test_our_own_codes_go_on_without_asking_anybody(cast):
    PLATFORMS[:] = [HttpProvincialCodes("http://127.0.0.1:9", "secret")]
    code = code_now(show(by=cast("liqiang"), at=AT), at=AT).text
    assert scan_any(code, scope=SCOPE, by=cast("wangfang"), at=AT).origin == ""


def test_on_a_bad_line_a_code_is_recognised_or_refused_and_never_somebody_else(cast):
    clerk, seen = cast("wangfang"), {True: 0, False: 0}
    for seed in range(40):
        line = Simulator(CodeFaults(seed=seed, loss=0.3, delay=0.3, duplicates=0.5, bad_data=0.4))
        PLATFORMS[:] = [line]
        try:
            asked = scan_any(line.give("a2", at=AT), scope=SCOPE, by=clerk, at=AT)
        except (CodesUnavailable, NotRecognised):
            seen[False] += 1
        else:
            assert asked.party.name == "马秀英"
            seen[True] += 1
    assert min(seen.values()) > 3
    assert Scan.objects.count() == seen[True]


def test_an_answer_that_was_lost_is_asked_for_again_and_the_code_is_not_thereby_used(cast):
    line = Simulator(CodeFaults(seed=1, delay=0.3))
    recognised = 0
    for _ in range(20):
        try:
            recognised += bool(line.recognise(line.give("a1", at=AT), purpose="核对", verifier="样例窗口", at=AT))
        except CodesUnavailable:
            continue
    assert recognised > 15  # one lost answer of two is made good by the second; "used" was never the answer


@pytest.mark.parametrize(
    "answer",
    [
        None,
        [],
        "x",
        {},
        {"request": "2", "id_kind": "id_card", "id_number": "620201199003070017"},
        {"request": "1", "id_kind": "passport", "id_number": "620201199003070017"},
        {"request": "1", "id_kind": "id_card", "id_number": "620201199003070018"},
        {"request": "1", "id_kind": ["id_card"], "id_number": 1},
        {"request": "1", "refused": "because"},
    ],
)
def test_only_a_whole_answer_to_this_very_request_is_believed(answer):
    assert believed(answer, request="1") is None


def deliver(*, rounds: int = 1) -> None:
    for turn in range(rounds):
        deliver_outbox({CHANNEL: carry}, at=later(hours=1 + 2 * turn))


def hear_everything() -> None:
    for _ in range(2):
        for entry in Entry.objects.filter(chain__startswith="doorplate:").order_by("pk"):
            enqueue(entry)


def hung_and_taken_down() -> None:
    plate = issue_plate("雄关街道样例路1号", division=Division.objects.earliest("pk"), by=SYSTEM, at=AT)
    end_plate(plate, by=SYSTEM, at=later(minutes=1))


def test_plates_are_filed_once_each_in_order_with_a_receipt():
    hung_and_taken_down()
    hear_everything()
    deliver()
    assert [(each.is_hanging, bool(each.receipt)) for each in PlateFiling.objects.order_by("pk")] == [
        (True, True),
        (False, True),
    ]


def test_the_worst_line_still_ends_with_every_receipt_and_one_effect():
    hung_and_taken_down()
    hear_everything()
    BOUND.platform = Simulator(WORST)
    for _ in range(3):
        deliver(rounds=25)
        revive(at=AT)
    assert not PlateFiling.objects.filter(received_at__isnull=True).exists()
    assert KeptAnswer.objects.filter(owner__endswith=":filed").count() == 2


def test_without_a_platform_nothing_waits():
    BOUND.platform = None
    hung_and_taken_down()
    hear_everything()
    assert not Outgoing.objects.filter(channel=CHANNEL).exists()


def test_a_platform_that_is_not_there_is_told_in_words_and_its_token_never(cast):
    real = HttpProvincialCodes("http://127.0.0.1:9", "secret")
    with pytest.raises(CodesUnavailable, match="出示证件"):
        real.recognise(Simulator().give("a1", at=AT), purpose="核对", verifier="样例窗口", at=AT)
    with pytest.raises(CodesUnavailable):
        real.file(PlateNotice("DP-1", "TB1", "样例路1号", "620201", True), at=AT)
    assert "secret" not in repr(real)
    with pytest.raises(AssertionError):
        HttpProvincialCodes("http://example.org", "secret")
