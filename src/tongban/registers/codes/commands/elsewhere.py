"""A code of another platform (扫省一码通的码): it says whose code it is, and that person is asked here like anybody."""

import hashlib
from datetime import datetime

from django.db import IntegrityError, transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotYours
from tongban.foundation.ledger.answers import Answer, keep
from tongban.registers.codes.models import Scan
from tongban.registers.codes.ports import NotRecognised, Platform, platform_of
from tongban.registers.codes.rules.codes import found_in
from tongban.registers.codes.rules.scopes import Scope, check_scope
from tongban.registers.parties.models import Account, Party
from tongban.registers.parties.queries import find_party
from tongban.registers.parties.rules import PartyKind

from .scanning import ask, scan

_OWNER = "codes:elsewhere"


def scan_any(typed: str, *, scope: Scope, by: Actor, at: datetime) -> Scan:
    """Scan a code of the city, or one of a platform that is bound; what is neither is refused as no code of ours."""
    platform = None if found_in(typed) else platform_of(typed)
    if platform is None:
        return scan(typed, scope=scope, by=by, at=at)
    return scan_elsewhere(platform, typed, scope=scope, by=by, at=at)


def scan_elsewhere(platform: Platform, typed: str, *, scope: Scope, by: Actor, at: datetime) -> Scan:
    """扫别的平台的码: the platform is asked before anything is written; the same code is taken once here as well.

    `NotRecognised` when the platform does not know it or nobody here can answer; `NotYours` for visitors and oneself.
    """
    check_scope(scope)
    if not by.is_signed_in:
        raise NotYours("扫个人码和企业码，请先登录，让对方知道是谁在扫。")
    told = platform.recognise(typed, purpose=scope.purpose, verifier=scope.verifier, at=at)
    party = find_party(id_kind=told.id_kind, id_number=told.id_number)
    if party is None or not _can_answer(party):
        sentence = "持码人还没有在本市注册过，不能在自己的屏幕上同意。请对方出示证件，或者先注册。"
        raise NotRecognised(sentence, code="code_holder_unknown")
    if party.pk in (by.party_id, by.acting_for):
        raise NotYours("这是您自己的码，请让对方来扫。")
    try:
        with transaction.atomic():
            digest = hashlib.sha256("".join(typed.split()).upper().encode()).digest()
            keep(_OWNER, digest.hex(), digest, Answer(200, ""), at=at)
            return ask(party, scope=scope, origin=platform.name, by=by, at=at)
    except IntegrityError:
        raise NotRecognised("这个码已经用过一次了。请对方打开页面重新亮码。", code="code_used") from None


def _can_answer(party: Party) -> bool:
    """A person needs an account here; for an enterprise whoever may act for it answers."""
    return party.kind == PartyKind.ENTERPRISE or Account.objects.filter(person=party).exists()
