"""A person's and an enterprise's code: shown by its holder, scanned once, told only what the holder granted."""

from datetime import datetime, timedelta

import pytest

from tongban.foundation.kernel.actors import NOBODY, SYSTEM
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Invalid, NotFound, NotNow, NotYours, Stale
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.foundation.ledger.queries import reads_about
from tongban.registers.agencies.models import Division
from tongban.registers.codes.commands import (
    CodeRefused,
    agree,
    ask,
    end,
    end_plate,
    issue_plate,
    look,
    refuse,
    scan,
    show,
    withdraw,
)
from tongban.registers.codes.models import Scan, Showing
from tongban.registers.codes.ports import OwnScenes, SceneUnknown
from tongban.registers.codes.queries import (
    Verdict,
    checked,
    code_now,
    code_of_plate,
    plate_of,
    scan_for_holder,
    scan_for_scanner,
    waiting_for,
)
from tongban.registers.codes.rules.codes import Kind
from tongban.registers.codes.rules.scopes import Scope
from tongban.registers.parties.models import Party

AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
SCOPE = Scope(("name", "id_number", "phone", "age_at_least(18)", "age_at_least(60)"), "窗口收件时核对身份", "样例窗口")
pytestmark = pytest.mark.django_db


def later(**told):
    return AT + timedelta(**told)


@pytest.fixture
def holder(cast):
    return cast("liqiang")


@pytest.fixture
def clerk(cast):
    return cast("wangfang")


@pytest.fixture
def showing(holder):
    return show(by=holder, at=AT)


def text(showing, at=AT):
    return code_now(showing, at=at).text


@pytest.mark.req("R-153")
def test_the_scanner_learns_nothing_before_the_holder_agrees(showing, holder, clerk):
    asked = scan(text(showing), scope=SCOPE, by=clerk, at=later(seconds=20))
    with pytest.raises(NotNow):
        look(asked, by=clerk, at=later(seconds=21))
    assert [each.pk for each in waiting_for(holder, at=later(seconds=21))] == [asked.pk]
    assert not reads_about(f"party:{holder.party_id}").rows


@pytest.mark.req("R-153")
def test_only_what_was_granted_is_told_and_it_is_on_record_first(showing, holder, clerk):
    asked = scan(text(showing), scope=SCOPE, by=clerk, at=AT)
    agreed = agree(asked, claims=("name", "age_at_least(60)"), by=holder, at=later(seconds=5))
    told = look(agreed, by=clerk, at=later(seconds=9))
    assert told.claims == (("name", "姓名", "李强"), ("age_at_least(60)", "是不是年满60周岁", "否"))
    [seen] = reads_about(f"party:{holder.party_id}").rows
    assert (seen.by_ref, seen.purpose, seen.subject) == (clerk.ref, SCOPE.purpose, asked.chain)
    assert seen.fields == ("name", "是不是年满60周岁")


@pytest.mark.req("R-153")
def test_a_yes_or_no_is_signed_and_no_field_is_in_it(showing, holder, clerk):
    asked = scan(text(showing), scope=SCOPE, by=clerk, at=AT)
    agreed = agree(asked, claims=("age_at_least(18)",), by=holder, at=AT)
    told = look(agreed, by=clerk, at=AT)
    [signed] = told.signed
    assert vault().verify(signed.statement.encode(), bytes.fromhex(signed.signature))
    assert {"age_at_least(18)", "yes", asked.chain, SCOPE.purpose} <= set(signed.statement.split("\n"))
    assert not any(each in repr(told) for each in ("李强", "1990", "6202011990"))


@pytest.mark.req("R-153")
def test_a_replayed_code_is_refused(showing, clerk, cast):
    shown = text(showing)
    scan(shown, scope=SCOPE, by=clerk, at=later(seconds=3))
    for again in (clerk, cast("zhouyou")):
        with pytest.raises(CodeRefused) as refused:
            scan(shown, scope=SCOPE, by=again, at=later(seconds=4))
        assert refused.value.reason_code == "code_used"
    assert Scan.objects.count() == 1


@pytest.mark.req("R-153")
def test_a_photograph_of_the_code_before_is_dead_as_soon_as_one_was_scanned(showing, clerk):
    photographed, shown = text(showing), text(showing, later(seconds=30))
    scan(shown, scope=SCOPE, by=clerk, at=later(seconds=31))
    with pytest.raises(CodeRefused, match="已经用过"):
        scan(photographed, scope=SCOPE, by=clerk, at=later(seconds=32))
    scan(text(showing, later(seconds=32)), scope=SCOPE, by=clerk, at=later(seconds=33))


@pytest.mark.req("R-153")
def test_a_forwarded_screenshot_is_dead_after_a_minute(showing, clerk):
    shown = text(showing)
    assert checked(shown, at=later(seconds=59)).verdict is Verdict.LIVE
    assert checked(shown, at=later(seconds=60)).verdict is Verdict.STALE
    with pytest.raises(CodeRefused, match="截图"):
        scan(shown, scope=SCOPE, by=clerk, at=later(seconds=60))


@pytest.mark.req("R-153")
def test_a_code_that_was_put_away_or_replaced_is_dead(showing, holder, clerk):
    shown = text(showing)
    again = show(by=holder, at=later(seconds=2))
    with pytest.raises(CodeRefused, match="收起"):
        scan(shown, scope=SCOPE, by=clerk, at=later(seconds=3))
    end(again, by=holder, at=later(seconds=4))
    assert checked(text(again, later(seconds=3)), at=later(seconds=5)).verdict is Verdict.ENDED
    with pytest.raises(NotYours):
        end(again, by=clerk, at=later(seconds=5))


def test_a_showing_is_over_after_ten_minutes(showing):
    at = later(minutes=10)
    assert checked(text(showing, at), at=at).verdict is Verdict.ENDED


@pytest.mark.req("R-153")
@pytest.mark.parametrize("typed", ["", "TB1", "TB1AAAA", "https://example.com/?c=TB1AAAA", "62020026000000017"])
def test_what_is_no_code_of_ours_is_unknown(typed, clerk):
    assert checked(typed, at=AT).verdict is Verdict.UNKNOWN
    with pytest.raises(CodeRefused):
        scan(typed, scope=SCOPE, by=clerk, at=AT)


def test_a_check_uses_nothing_up_and_asks_the_database_once(showing, django_assert_num_queries):
    shown = text(showing)
    with django_assert_num_queries(1):  # how the showing stands
        found = checked(shown, at=later(seconds=1))
    assert (found.verdict, found.kind, found.words) == (Verdict.LIVE, Kind.PERSON, "")
    assert checked(shown, at=later(seconds=2)).verdict is Verdict.LIVE


@pytest.mark.req("R-153")
def test_a_refusal_and_a_withdrawal_end_it(showing, holder, clerk):
    asked = scan(text(showing), scope=SCOPE, by=clerk, at=AT)
    refuse(asked, by=holder, at=later(seconds=2))
    with pytest.raises(NotNow):
        agree(asked, claims=("name",), by=holder, at=later(seconds=3))
    second = scan(text(showing, later(seconds=5)), scope=SCOPE, by=clerk, at=later(seconds=6))
    agreed = agree(second, claims=("name",), by=holder, at=later(seconds=7))
    look(agreed, by=clerk, at=later(seconds=8))
    gone = withdraw(agreed, by=holder, at=later(seconds=9))
    with pytest.raises(NotNow):
        look(gone, by=clerk, at=later(seconds=10))
    verbs = list(Entry.objects.filter(chain=second.chain).order_by("seq").values_list("verb", flat=True))
    assert verbs == ["ask", "agree", "withdraw"]


def test_what_was_granted_is_over_when_the_scene_says_so(showing, holder, clerk):
    asked = scan(text(showing), scope=SCOPE, by=clerk, at=AT)
    agreed = agree(asked, claims=("name",), by=holder, at=AT)
    look(agreed, by=clerk, at=later(minutes=9))
    with pytest.raises(NotNow):
        look(agreed, by=clerk, at=later(minutes=10))


def test_who_waits_too_long_scans_again(showing, holder, clerk):
    asked = scan(text(showing), scope=SCOPE, by=clerk, at=AT)
    with pytest.raises(NotNow, match="再扫一次"):
        agree(asked, claims=("name",), by=holder, at=later(minutes=5))


@pytest.mark.req("R-153")
def test_nobody_else_decides_or_looks(showing, holder, clerk, cast):
    stranger = cast("zhouyou")
    asked = scan(text(showing), scope=SCOPE, by=clerk, at=AT)
    with pytest.raises(NotYours):
        agree(asked, claims=("name",), by=stranger, at=AT)
    agreed = agree(asked, claims=("name",), by=holder, at=AT)
    for other in (stranger, cast("zhaomin"), NOBODY):
        with pytest.raises(NotYours):
            look(agreed, by=other, at=AT)
        with pytest.raises(NotFound):
            scan_for_scanner(other, asked.public_id)
    with pytest.raises(NotFound):
        scan_for_holder(stranger, asked.public_id)


def test_two_answers_at_once_are_one(showing, holder, clerk):
    asked = scan(text(showing), scope=SCOPE, by=clerk, at=AT)
    Scan.objects.filter(pk=asked.pk).update(version=7)
    agree(asked, claims=("name",), by=holder, at=AT)
    with pytest.raises((NotNow, Stale)):
        refuse(asked, by=holder, at=AT)


def test_a_visitor_scans_nobody_and_nobody_scans_oneself(showing, holder):
    with pytest.raises(NotYours):
        scan(text(showing), scope=SCOPE, by=NOBODY, at=AT)
    with pytest.raises(NotYours, match="自己的码"):
        scan(text(showing), scope=SCOPE, by=holder, at=AT)
    assert Showing.objects.get(pk=showing.pk).used_until == 0


@pytest.mark.req("R-153")
def test_an_enterprises_code_tells_of_the_enterprise(cast, clerk):
    mingyue = Party.objects.get(name__contains="明月餐饮")
    manager = cast("liqiang", acting_for=mingyue)
    shown = show(by=manager, at=AT)
    assert shown.kind == Kind.ENTERPRISE
    scope = Scope(("name", "id_number", "legal_representative", "age_at_least(60)"), "窗口收件时核对身份", "样例窗口")
    asked = scan(text(shown), scope=scope, by=clerk, at=AT)
    assert asked.claims == ["name", "id_number", "legal_representative"]
    told = look(agree(asked, claims=asked.claims, by=manager, at=AT), by=clerk, at=AT)
    assert [each[1:] for each in told.claims] == [
        ("名称", mingyue.name),
        ("统一社会信用代码", "91620200MA8J000178"),
        ("法定代表人", "李强"),
    ]


def test_who_is_not_known_by_name_and_who_acts_for_somebody_shows_no_code(cast):
    with pytest.raises(NotYours, match="实名"):
        show(by=cast("yangguang"), at=AT)
    with pytest.raises(NotYours):
        show(by=cast("wangfang"), at=AT)


@pytest.mark.req("R-153")
def test_after_a_code_of_others_the_holder_is_asked_as_well(holder, clerk):
    person = Party.objects.get(account__login="liqiang")
    asked = ask(person, scope=SCOPE, origin="样例码", by=clerk, at=AT)
    with pytest.raises(NotNow):
        look(asked, by=clerk, at=AT)
    told = look(agree(asked, claims=("name",), by=holder, at=AT), by=clerk, at=AT)
    assert told.claims[0][2] == "李强"
    assert Outgoing.objects.get(chain=asked.chain, channel="message").address == f"party:{person.pk}"


@pytest.mark.req("R-153")
def test_a_door_plate_tells_its_address_as_long_as_it_hangs():
    plate = issue_plate("雄关街道 样例路1号", division=Division.objects.earliest("pk"), by=SYSTEM, at=AT)
    shown = code_of_plate(plate).text
    found = checked(shown, at=later(days=900))
    assert (found.verdict, found.kind, found.words) == (Verdict.LIVE, Kind.DOORPLATE, "雄关街道样例路1号")
    assert plate_of(shown) == plate
    with pytest.raises(Invalid):
        issue_plate("雄关街道样例路1号", division=plate.division, by=SYSTEM, at=AT)
    end_plate(plate, by=SYSTEM, at=AT)
    assert (checked(shown, at=AT).verdict, plate_of(shown)) == (Verdict.ENDED, None)


def test_a_door_plate_is_nobody_to_scan(clerk):
    plate = issue_plate("样例路2号", division=Division.objects.earliest("pk"), by=SYSTEM, at=AT)
    with pytest.raises(CodeRefused):
        scan(code_of_plate(plate).text, scope=SCOPE, by=clerk, at=AT)
    with pytest.raises(NotYours):
        issue_plate("样例路3号", division=plate.division, by=clerk, at=AT)


@pytest.mark.req("R-153")
def test_a_scene_is_for_its_own_verifiers(clerk, holder):
    scenes = OwnScenes()
    assert scenes.scope_of("window", by=clerk, at=AT).purpose == "窗口收件时核对身份"
    assert scenes.scope_of("phone", by=holder, at=AT).claims == ("name", "age_at_least(18)")
    for scene, by in (("window", holder), ("window", NOBODY), ("phone", NOBODY), ("hospital", clerk)):
        with pytest.raises(SceneUnknown):
            scenes.scope_of(scene, by=by, at=AT)
