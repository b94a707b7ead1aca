"""Terminals (自助终端): registered for a place, bound by a code that a keeper types into them, taken out of use."""

import secrets
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotFound
from tongban.foundation.ledger.commands import advance, begin
from tongban.handling.halls.models import Kiosk
from tongban.handling.halls.queries.kiosks import actor_at, node_of
from tongban.handling.halls.rules.flow import KIOSKS
from tongban.handling.halls.rules.states import KioskStatus
from tongban.registers.agencies.models import Venue
from tongban.registers.catalog.channels import GuideChannel
from tongban.registers.catalog.reporting import report
from tongban.registers.parties import attempts
from tongban.registers.parties.tokens import new_token, token_hash

CODE_DIGITS = 10
CODE_LASTS = timedelta(minutes=30)
LONGEST_NAME, LONGEST_WINDOW = 20, 40


@transaction.atomic
def register_kiosk(name: str, *, venue: Venue | None, window: str = "", by: Actor, at: datetime) -> Kiosk:
    """登记: a terminal of a place, by a name that is there once; it is of no use before it is bound.

    With a `window`, named as those who sign on there name it, it is the tablet of that window (评价器).
    """
    words, faults = "".join(name.split()), []
    if not 1 <= len(words) <= LONGEST_NAME or not words.isprintable():
        faults.append(Fault("/name", "required", f"请写名称，例如“1号自助终端”，最长{LONGEST_NAME}个字。"))
    if len(window.strip()) > LONGEST_WINDOW or not window.isprintable():
        faults.append(Fault("/window", "too_long", f"窗口名称最长{LONGEST_WINDOW}个字，和当班登记的一样。"))
    if venue is None or not venue.is_active:
        faults.append(Fault("/venue", "choice", "请选它放在哪个大厅。"))
    if faults or venue is None:
        raise Invalid(faults=faults)
    made = Kiosk(name=words, venue=venue, window=window.strip(), status=KioskStatus.NEW)
    step = KIOSKS.take("register", made, by=by)
    made.status = KioskStatus.AWAITED
    try:
        with transaction.atomic():
            begin(made, step, by=by, at=at, facts={"venue": venue.pk, "name": words})
    except IntegrityError:
        raise Invalid(faults=[Fault("/name", "taken", "这个大厅已经有一台叫这个名称的，请换一个。")]) from None
    return made


@transaction.atomic
def give_code(kiosk: Kiosk, *, by: Actor, at: datetime) -> str:
    """给绑定码: ten digits for half an hour, told once; a terminal that was bound before is so no longer."""
    step = KIOSKS.take("give_code", kiosk, by=by)
    code = f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"
    changes = {"binding_hash": token_hash(code), "binds_until": at + CODE_LASTS, "token_hash": None}
    advance(kiosk, step, by=by, at=at, changes=changes)
    return code


def bind(typed: str, *, ip: str | None, at: datetime) -> tuple[Kiosk, str]:
    """绑定: the terminal into which the code is typed, and the token that only it keeps.

    `NotFound` for every code that is wrong, old or used; each try counts, thirty an hour from one address: `TooMany`.
    """
    attempt = attempts.begin(f"kiosk:{ip or ''}", ip=ip, at=at)
    code = "".join(each for each in typed if each.isascii() and each.isdigit())[: 2 * CODE_DIGITS]
    with transaction.atomic():
        rows = Kiosk.objects.select_for_update(of=("self",)).select_related("venue__agency")
        found = rows.filter(binding_hash=token_hash(code), binds_until__gt=at, status=KioskStatus.AWAITED).first()
        if found is None:
            raise NotFound("绑定码不对，或者已经过期。请在管理后台重新生成，半小时内输入。")
        by, token = actor_at(found), new_token()
        step = KIOSKS.take("bind", found, by=by)
        changes = {"binding_hash": None, "binds_until": None, "token_hash": token_hash(token)}
        advance(found, step, by=by, at=at, changes=changes | {"bound_at": at, "seen_at": at})
    attempts.succeed(attempt)
    return found, token


def stand_in(kiosk: Kiosk, *, by: Actor, at: datetime) -> tuple[Kiosk, str]:
    """代替一台终端: a browser of the demo city is bound to a terminal at once; whoever was bound to it is no longer."""
    return bind(give_code(kiosk, by=by, at=at), ip=None, at=at)


@transaction.atomic
def retire(kiosk: Kiosk, *, by: Actor, at: datetime) -> Kiosk:
    """停用: from this moment it is no terminal of the city any more."""
    step = KIOSKS.take("retire", kiosk, by=by)
    advance(kiosk, step, by=by, at=at, changes={"token_hash": None, "binding_hash": None, "binds_until": None})
    return kiosk


def note_seen(kiosk: Kiosk, *, revision: int, at: datetime) -> None:
    """报到: it is there, and shows guides of this revision (two statements); a channel that lags is alarmed (R-096)."""
    Kiosk.objects.filter(pk=kiosk.pk).update(seen_at=at)
    report(node_of(kiosk), channels=[GuideChannel.KIOSK], revision=revision, at=at)
