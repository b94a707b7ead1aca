"""Codes of others resolve to the same person, who is asked (互通码); and what goes wrong on the way."""

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from tongban.exchange.connectors.foreign_codes.simulator import REMEMBERS, SAMPLES, TURNS, Fault, Simulator, shown_code
from tongban.exchange.connectors.scene_terminals.simulator import Terminal
from tongban.foundation.kernel.actors import NOBODY
from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.answers import KeptAnswer
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.registers.codes.commands import agree, look, refuse
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import WINDOW, SceneUnknown
from tongban.registers.codes.queries import waiting_for
from tongban.registers.foreigncodes.commands import HolderNotHere, NotForeign, scan_foreign
from tongban.registers.foreigncodes.ports import BOUND, ForeignRefused, ForeignUnavailable
from tongban.registers.foreigncodes.rules import ForeignKind
from tongban.registers.parties.models import Party
from tongban.registers.scenes.commands import switch_off
from tongban.registers.scenes.queries import scene_with_key
from tongban.registers.scenes.rules.scopes import BeyondScope

pytestmark = pytest.mark.django_db
AT = datetime(2026, 11, 23, 10, 0, tzinfo=LOCAL)
SECOND, TURN = timedelta(seconds=1), timedelta(seconds=TURNS)
KIND = ForeignKind.SOCIAL_SECURITY_CARD


@pytest.fixture(autouse=True)
def issuers() -> Iterator[None]:
    before = dict(BOUND.issuers)
    BOUND.issuers.update({kind: Simulator(kind) for kind in ForeignKind})
    yield
    BOUND.issuers.clear()
    BOUND.issuers.update(before)


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
        made = scan_foreign(WINDOW, code(kind), by=clerk, at=at)
        assert (made.status, made.origin, made.showing) == ("asked", kind.label, None)
        assert made in waiting_for(holder, at=at)
        agreed = agree(made, claims=["name"], by=holder, at=at)
        found.append((made.party_id, look(agreed, by=clerk, at=at).claims[0][2]))
    assert found == [(holder.party_id, "李强")] * 3


@pytest.mark.req("R-157")
def test_nothing_that_the_issuer_tells_is_kept(clerk) -> None:
    shown = code()
    before = Party.objects.count()
    made = scan_foreign(WINDOW, shown, by=clerk, at=AT)
    entry = Entry.objects.get(chain=made.chain)
    assert Party.objects.count() == before
    kept = [vars(made), entry.facts, *Outgoing.objects.values("payload"), *KeptAnswer.objects.values("key", "body")]
    assert not any(each in repr(kept) for each in (shown, "620201199003070017", "李强"))
    assert "李强" not in repr(BOUND.issuers[KIND].holder_of(code(who="maxiuying"), number="1", at=AT))


@pytest.mark.req("R-157")
def test_nobody_but_the_holder_consents_and_their_no_is_a_no(cast, clerk) -> None:
    """马秀英's code on somebody else's telephone: the one who shows it cannot let anything be seen."""
    made = scan_foreign(WINDOW, code(who="maxiuying"), by=clerk, at=AT)
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
        (Fault.WRONG, HolderNotHere),
        (Fault.OTHER, HolderNotHere),
    ],
)
def test_what_goes_wrong_at_the_issuer_asks_nobody_wrongly(clerk, fault, refusal) -> None:
    shown = code(fault=fault)
    if refusal is None:
        scan_foreign(WINDOW, shown, by=clerk, at=AT)
    else:
        with pytest.raises(refusal):
            scan_foreign(WINDOW, shown, by=clerk, at=AT)
    assert Scan.objects.count() == (refusal is None)


@pytest.mark.req("R-157")
def test_a_code_is_used_once_and_lives_a_minute(clerk) -> None:
    scan_foreign(WINDOW, code(), by=clerk, at=AT)
    for shown, at, said in (
        (code(), AT + SECOND, "foreign_code_used"),
        (code(who="maxiuying"), AT + 2 * TURN, "foreign_code_stale"),
        (code(who="maxiuying"), AT + REMEMBERS * TURN, "foreign_code_not_known"),
        ("SSC1" + "0" * 40, AT, "foreign_code_not_known"),
    ):
        with pytest.raises(ForeignRefused) as refusal:
            scan_foreign(WINDOW, shown, by=clerk, at=at)
        assert refusal.value.reason_code == said
    scan_foreign(WINDOW, code(who="maxiuying"), by=clerk, at=AT + 2 * TURN - SECOND)


def test_who_is_not_registered_here_and_what_is_no_code_are_told_apart(clerk) -> None:
    with pytest.raises(HolderNotHere):
        scan_foreign(WINDOW, code(who="anxiaoyu"), by=clerk, at=AT)
    with pytest.raises(NotForeign):
        scan_foreign(WINDOW, "620201199003070017", by=clerk, at=AT)
    BOUND.issuers.clear()
    with pytest.raises(ForeignUnavailable):
        scan_foreign(WINDOW, code(), by=clerk, at=AT)
    assert not Scan.objects.exists()


@pytest.mark.req("R-157")
def test_the_issuer_is_not_even_asked_where_the_scene_does_not_allow_it(cast, clerk) -> None:
    shown = code()
    for by in (cast("liqiang"), NOBODY):
        with pytest.raises(SceneUnknown):
            scan_foreign(WINDOW, shown, by=by, at=AT)
    with pytest.raises(BeyondScope):
        scan_foreign(WINDOW, shown, wanted=["name", "address"], by=clerk, at=AT)
    switch_off(scene_with_key(WINDOW), reason="停用", by=cast("tianhui"), at=AT)
    with pytest.raises(SceneUnknown):
        scan_foreign(WINDOW, shown, by=clerk, at=AT)
    assert not KeptAnswer.objects.exists()


@pytest.mark.req("R-157")
def test_a_hospital_scans_the_health_card_within_its_own_scope(cast) -> None:
    hospital = Terminal(scene_with_key("hospital-registration"))
    [sent] = hospital.scan(code(ForeignKind.HEALTH_CARD), wanted=["name", "phone"], at=AT)
    assert sent.scan is not None
    assert (sent.scan.claims, sent.scan.origin) == (["name", "phone"], "电子健康卡")
    [more] = hospital.scan(code(ForeignKind.HEALTH_CARD, "maxiuying"), wanted=["name", "address"], at=AT)
    assert more.scan is None
    agreed = agree(sent.scan, claims=["name"], by=cast("liqiang"), at=AT)
    assert [value for _, _, value in hospital.see(agreed, at=AT).claims] == ["李强"]
