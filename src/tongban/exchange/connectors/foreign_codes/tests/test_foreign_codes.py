"""Codes of others resolve to the same person, who is asked (互通码); and what goes wrong on the way."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tongban.exchange.connectors.foreign_codes.bound import BOUND
from tongban.exchange.connectors.foreign_codes.platforms import ForeignPlatform
from tongban.exchange.connectors.foreign_codes.ports import ForeignUnavailable, Holder
from tongban.exchange.connectors.foreign_codes.rules import ForeignKind
from tongban.exchange.connectors.foreign_codes.simulator import REMEMBERS, SAMPLES, TURNS, Fault, shown_code
from tongban.exchange.connectors.foreign_codes.tests.simulating import FORMS, simulated
from tongban.exchange.connectors.scene_terminals.simulator import Terminal
from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.models import Entry, KeptAnswer, Outgoing
from tongban.registers.codes.commands import CodeRefused, agree, look, refuse
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import PLATFORMS, WINDOW, NotRecognised, SceneUnknown
from tongban.registers.codes.queries import waiting_for
from tongban.registers.parties.models import Party
from tongban.registers.scenes.commands import scan_in, switch_off
from tongban.registers.scenes.queries import scene_with_key
from tongban.registers.scenes.rules.scopes import BeyondScope

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
SECOND, TURN = timedelta(seconds=1), timedelta(seconds=TURNS)
KIND = ForeignKind.SOCIAL_SECURITY_CARD


@pytest.fixture(autouse=True)
def issuers() -> Iterator[None]:
    with simulated():
        yield


@pytest.fixture
def clerk(cast):
    return cast("wangfang")


def code(kind=KIND, who="liqiang", fault=Fault.NONE, at=AT):
    return shown_code(kind, SAMPLES[who], fault=fault, at=at)


@pytest.mark.req("R-157")
def test_each_of_three_codes_leads_to_the_same_person_with_consent(cast, clerk) -> None:
    holder = cast("liqiang")
    found = []
    for turn, kind in enumerate(ForeignKind):
        at = AT + turn * SECOND
        made = scan_in(WINDOW, code(kind), by=clerk, at=at)
        assert (made.status, made.origin, made.showing) == ("asked", f"{kind.label}（模拟）", None)
        assert made in waiting_for(holder, at=at)
        agreed = agree(made, claims=["name"], by=holder, at=at)
        found.append((made.party_id, look(agreed, by=clerk, at=at).claims[0][2]))
    assert found == [(holder.party_id, "李强")] * 3


@pytest.mark.req("R-157")
def test_nothing_that_the_issuer_tells_is_kept(clerk) -> None:
    shown = code()
    before = Party.objects.count()
    made = scan_in(WINDOW, shown, by=clerk, at=AT)
    entry = Entry.objects.get(chain=made.chain)
    assert Party.objects.count() == before
    kept = [vars(made), entry.facts, *Outgoing.objects.values("payload"), *KeptAnswer.objects.values("key", "body")]
    assert not any(each in repr(kept) for each in (shown, "620201199003070017", "李强"))
    assert BOUND[1].kind is KIND
    assert "620201194805160046" not in repr(
        BOUND[1].recognise(code(who="maxiuying"), purpose="核对", verifier="窗口", at=AT)
    )


@pytest.mark.req("R-157")
def test_nobody_but_the_holder_consents_and_their_no_is_a_no(cast, clerk) -> None:
    """马秀英's code on somebody else's telephone: the one who shows it cannot let anything be seen."""
    made = scan_in(WINDOW, code(who="maxiuying"), by=clerk, at=AT)
    for login in ("liqiang", "zhouyou"):
        with pytest.raises(NotYours):
            agree(made, claims=["name"], by=cast(login), at=AT)
        assert not waiting_for(cast(login), at=AT)
    assert refuse(made, by=cast("maxiuying"), at=AT).status == "refused"


@pytest.mark.req("R-157")
@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        (Fault.NONE, None),
        (Fault.LOST, None),
        (Fault.TWICE, None),
        (Fault.LATE, ForeignUnavailable),
        (Fault.WRONG, ForeignUnavailable),
        (Fault.OTHER, NotRecognised),
    ],
)
def test_what_goes_wrong_at_the_issuer_asks_nobody_wrongly(clerk, fault, refusal) -> None:
    shown = code(fault=fault)
    if refusal is None:
        scan_in(WINDOW, shown, by=clerk, at=AT)
    else:
        with pytest.raises(refusal):
            scan_in(WINDOW, shown, by=clerk, at=AT)
    assert Scan.objects.count() == (refusal is None)


@pytest.mark.req("R-157")
def test_a_code_is_used_once_and_lives_a_minute(clerk) -> None:
    scan_in(WINDOW, code(), by=clerk, at=AT)
    for shown, at, said in (
        (code(), AT + SECOND, "foreign_code_used"),
        (code(who="maxiuying"), AT + 2 * TURN, "foreign_code_stale"),
        (code(who="maxiuying"), AT + REMEMBERS * TURN, "foreign_code_not_known"),
        ("SSC1" + "0" * 40, AT, "foreign_code_not_known"),
    ):
        with pytest.raises(NotRecognised) as refusal:
            scan_in(WINDOW, shown, by=clerk, at=at)
        assert refusal.value.reason_code == said
    scan_in(WINDOW, code(who="maxiuying"), by=clerk, at=AT + 2 * TURN - SECOND)


class Forgetful:
    """An issuer that takes a code as often as it comes."""

    is_simulated = True

    def holder_of(self, code: str, *, number: str, at: datetime) -> Holder:
        return Holder("李强", "id_card", "620201199003070017")


@pytest.mark.req("R-157")
def test_a_code_is_used_once_here_even_if_its_issuer_forgets(clerk) -> None:
    PLATFORMS[:] = [ForeignPlatform(KIND, FORMS, Forgetful())]
    scan_in(WINDOW, code(), by=clerk, at=AT)
    with pytest.raises(NotRecognised) as refusal:
        scan_in(WINDOW, code(), by=clerk, at=AT + SECOND)
    assert refusal.value.reason_code == "code_used"
    assert Scan.objects.count() == 1


def test_who_is_not_registered_here_and_what_is_no_code_are_told_apart(clerk) -> None:
    with pytest.raises(NotRecognised, match="还没有在本市注册过"):
        scan_in(WINDOW, code(who="anxiaoyu"), by=clerk, at=AT)
    with pytest.raises(CodeRefused):
        scan_in(WINDOW, "620201199003070017", by=clerk, at=AT)
    with simulated(is_connected=False), pytest.raises(ForeignUnavailable, match="还没有接通"):
        scan_in(WINDOW, code(), by=clerk, at=AT)
    assert not Scan.objects.exists()


@pytest.mark.req("R-157")
def test_the_issuer_is_not_even_asked_where_the_scene_does_not_allow_it(cast, clerk) -> None:
    shown = code()
    for by in (cast("liqiang"), NOBODY):
        with pytest.raises(SceneUnknown):
            scan_in(WINDOW, shown, by=by, at=AT)
    with pytest.raises(BeyondScope):
        scan_in(WINDOW, shown, wanted=["name", "address"], by=clerk, at=AT)
    switch_off(scene_with_key(WINDOW), reason="停用", by=cast("tianhui"), at=AT)
    with pytest.raises(SceneUnknown):
        scan_in(WINDOW, shown, by=clerk, at=AT)
    assert not KeptAnswer.objects.exists()


@pytest.mark.req("R-157")
def test_a_hospital_scans_the_health_card_within_its_own_scope(cast) -> None:
    hospital = Terminal(scene_with_key("hospital-registration"))
    [sent] = hospital.scan(code(ForeignKind.HEALTH_CARD), wanted=["name", "phone"], at=AT)
    assert sent.scan is not None
    assert (sent.scan.claims, sent.scan.origin) == (["name", "phone"], "电子健康卡（模拟）")
    [more] = hospital.scan(code(ForeignKind.HEALTH_CARD, "maxiuying"), wanted=["name", "address"], at=AT)
    assert more.scan is None
    agreed = agree(sent.scan, claims=["name"], by=cast("liqiang"), at=AT)
    assert [value for _, _, value in hospital.see(agreed, at=AT).claims] == ["李强"]
