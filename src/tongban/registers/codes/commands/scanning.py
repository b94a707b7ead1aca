"""Scanning a code (扫码), the holder's word on it (同意、不同意、收回), and the end of looking (看完了)."""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Declined, NotNow, NotYours
from tongban.foundation.ledger.commands import Parcel, advance, begin
from tongban.registers.codes.models import Scan, Showing
from tongban.registers.codes.queries.checking import Verdict, genuine, showing_of, standing_of
from tongban.registers.codes.queries.scans import is_decider, kind_of
from tongban.registers.codes.rules.codes import Age, Code, Kind, age_of
from tongban.registers.codes.rules.flow import FLOW
from tongban.registers.codes.rules.scopes import ASKED_FOR, Scope, asked_of, check_scope, granted_of
from tongban.registers.codes.rules.states import Status
from tongban.registers.parties.models import Party

INSTANT = timedelta(milliseconds=1)


class CodeRefused(Declined):
    """The code is not ours, too old, used, or put away (码不能用); `reason_code` tells which."""

    code = "code_refused"
    sentence = "这个码不能用，请对方打开页面重新亮码。"


@transaction.atomic
def scan(typed: str, *, scope: Scope, by: Actor, at: datetime) -> Scan:
    """扫码: uses the code up, and asks its holder for what the scope names; a licence code shows what it was made for.

    `CodeRefused` for a code that is forged, stale, used or put away; of two at the same instant one gets it.
    `Invalid` for a scope that asks too much; `NotYours` for a visitor who scans a person.
    """
    check_scope(scope)
    code = genuine(typed)
    if code is None or code.kind is Kind.DOORPLATE:
        raise _refused(Verdict.UNKNOWN)
    if age_of(code, at=at) is not Age.LIVE:
        raise _refused(Verdict.STALE)
    showing = showing_of(code)
    verdict = standing_of(code, showing, at=at)
    if showing is None or verdict is not Verdict.LIVE:
        raise _refused(verdict)
    _refuse_scanner(code, showing, by)
    claims = () if code.kind is Kind.LICENSE else asked_of(scope, code.kind)
    _use_up(code, showing, at=at)
    made = _scan_of(showing.party, scope, claims, by=by, at=at)
    made.showing, made.issued = showing, code.issued
    if code.kind is Kind.LICENSE:
        made.status, made.decided_at = Status.GRANTED, at
        made.look_until = min(at + scope.keeps, showing.expires_at)
    begin(made, FLOW.steps["see" if code.kind is Kind.LICENSE else "ask"], by=by, at=at, facts=_facts(made))
    return made


@transaction.atomic
def ask(party: Party, *, scope: Scope, origin: str, by: Actor, at: datetime) -> Scan:
    """The same question after a code of others told who it is (互通码): the holder is sent a message, and decides."""
    check_scope(scope)
    if not by.is_signed_in:
        raise NotYours("请先登录，再扫别人的码。")
    made = _scan_of(party, scope, asked_of(scope, kind_of(party)), by=by, at=at)
    made.origin = origin[:40]
    text = f"{made.verifier}扫了您的码，想查看您的信息，用于{made.purpose}。请在“亮码”里同意或者不同意。"
    parcel = Parcel("message", f"party:{party.pk}", {"verb": "ask", "text": text})
    begin(made, FLOW.steps["ask"], by=by, at=at, facts=_facts(made), send=[parcel])
    return made


@transaction.atomic
def agree(scan: Scan, *, claims: Collection[str], by: Actor, at: datetime) -> Scan:
    """同意: all or some of what was asked; from now on, for as long as the scene keeps it."""
    held = _decided(scan, by)
    step = FLOW.take("agree", held, by=by)
    if not held.is_waiting(at):
        raise NotNow("等得太久，这次扫码已经作废。请对方再扫一次。")
    granted = granted_of(held.claims, claims)
    until = at + timedelta(seconds=held.keeps_seconds)
    changes = {"granted": list(granted), "decided_at": at, "look_until": until}
    advance(held, step, by=by, at=at, facts={"granted": list(granted)}, changes=changes)
    return held


@transaction.atomic
def refuse(scan: Scan, *, by: Actor, at: datetime) -> Scan:
    """不同意: nothing is told, not even whether there was anything to tell."""
    held = _decided(scan, by)
    advance(held, FLOW.take("refuse", held, by=by), by=by, at=at, changes={"decided_at": at})
    return held


@transaction.atomic
def withdraw(scan: Scan, *, by: Actor, at: datetime) -> Scan:
    """收回: what was granted can be looked at no longer (个人信息保护法 第十五条)."""
    held = _decided(scan, by)
    advance(held, FLOW.take("withdraw", held, by=by), by=by, at=at)
    return held


@transaction.atomic
def finish(scan: Scan, *, by: Actor, at: datetime) -> Scan:
    """看完了: whoever scanned gives up what may still be asked or looked at, before its time is over."""
    if by.ref != scan.by_ref:
        raise NotYours("只有扫码的人能结束查看。")
    step, over = FLOW.take("finish", scan, by=by), max(at, scan.scanned_at + INSTANT)
    changes = {"answer_until": over} if scan.state is Status.ASKED else {"look_until": over}
    advance(scan, step, by=by, at=at, changes=changes)
    return scan


def _refuse_scanner(code: Code, showing: Showing, by: Actor) -> None:
    if by.account_id is not None and by.account_id == showing.shown_by_id:
        raise NotYours("这是您自己的码，请让对方来扫。")
    if code.kind is not Kind.LICENSE and not by.is_signed_in:
        raise NotYours("扫个人码和企业码，请先登录，让对方知道是谁在扫。")


def _use_up(code: Code, showing: Showing, *, at: datetime) -> None:
    """One scan for one code: whoever is second finds that the row has moved."""
    rows = Showing.objects.filter(pk=showing.pk, used_until__lt=code.issued, ended_at__isnull=True)
    until = max(code.issued, int(at.timestamp()))
    if not rows.filter(expires_at__gt=at).update(used_until=until):
        raise _refused(Verdict.USED)
    showing.used_until = until


def _scan_of(party: Party, scope: Scope, claims: tuple[str, ...], *, by: Actor, at: datetime) -> Scan:
    return Scan(
        party=party,
        status=Status.ASKED,
        scene=scope.scene[:60],
        purpose=scope.purpose[:200],
        verifier=scope.verifier[:120],
        claims=list(claims),
        by_ref=by.ref,
        scanned_at=at,
        answer_until=at + ASKED_FOR,
        keeps_seconds=int(scope.keeps.total_seconds()),
    )


def _decided(scan: Scan, by: Actor) -> Scan:
    held = Scan.objects.select_for_update(of=("self",)).select_related("party", "showing").get(pk=scan.pk)
    if not is_decider(held, by):
        raise NotYours("只有亮码的本人能同意、不同意或者收回。")
    return held


def _facts(made: Scan) -> dict[str, object]:
    return {"party": made.party_id, "purpose": made.purpose, "scene": made.scene, "claims": made.claims}


def _refused(verdict: Verdict) -> CodeRefused:
    return CodeRefused(f"{verdict.label}。", code=f"code_{verdict.value}")
