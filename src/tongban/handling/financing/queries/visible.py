"""Whose affair it is (可见范围): the applicant's own, and for a bank its own matches; staff see no single one."""

from uuid import UUID

from django.db.models import QuerySet

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.financing.models import Bank, FinancingNeed, Match, Proof
from tongban.handling.financing.rules.states import BankStatus

_RELATED = ("need__party", "bank__party", "product")


def owner_of(actor: Actor) -> int:
    """The party whose affair it is; 0 for staff and for whoever only has a mandate of somebody (not of this)."""
    if actor.is_staff or Role.APPLICANT not in actor.roles or actor.mandate_id is not None:
        return 0
    return actor.acting_for or actor.party_id or 0


def own_bank(actor: Actor) -> Bank | None:
    """The bank as which this actor stands here, if their enterprise is one (one statement)."""
    owner = owner_of(actor)
    return Bank.objects.select_related("party").filter(party_id=owner).first() if owner else None


def is_bank_at_work(actor: Actor) -> bool:
    """Whether this actor stands here for a bank that takes part (one statement)."""
    owner = owner_of(actor)
    return bool(owner) and Bank.objects.filter(party_id=owner, status=BankStatus.LISTED).exists()


def visible_to(actor: Actor) -> QuerySet[FinancingNeed]:
    """One's own needs."""
    return FinancingNeed.objects.select_related("party").filter(party_id=owner_of(actor))


def need_for(actor: Actor, code: UUID) -> FinancingNeed:
    """One of the own needs, or `NotFound` (one statement)."""
    found = visible_to(actor).filter(code=code).first()
    if found is None:
        raise NotFound("没有找到这个融资需求，或者它不是您的。")
    return found


def match_for_applicant(actor: Actor, code: UUID) -> Match:
    """A match of an own need, or `NotFound` (one statement)."""
    found = Match.objects.select_related(*_RELATED).filter(code=code, need__party_id=owner_of(actor)).first()
    if found is None:
        raise NotFound("没有找到这次对接，或者它不是您的。")
    return found


def match_for_bank(actor: Actor, code: UUID) -> Match:
    """A match of the own bank while it takes part, or `NotFound` (one statement)."""
    rows = Match.objects.select_related(*_RELATED).filter(code=code, bank__party_id=owner_of(actor))
    found = rows.filter(bank__status=BankStatus.LISTED).first()
    if found is None:
        raise NotFound("没有找到这次对接，或者它不是您银行的。")
    return found


def proof_for_applicant(actor: Actor, code: UUID) -> Proof:
    """An own consent, or `NotFound` (one statement)."""
    found = _proofs().filter(code=code, match__need__party_id=owner_of(actor)).first()
    if found is None:
        raise NotFound("没有找到这份数据证明，或者它不是您的。")
    return found


def proof_for_bank(actor: Actor, code: UUID) -> Proof:
    """A consent that was given to the own bank, or `NotFound` (one statement)."""
    found = _proofs().filter(code=code, match__bank__party_id=owner_of(actor)).first()
    if found is None:
        raise NotFound("没有找到这份数据证明，或者它不是给您银行的。")
    return found


def _proofs() -> QuerySet[Proof]:
    return Proof.objects.select_related("match__need__party", "match__bank", "match__product")
