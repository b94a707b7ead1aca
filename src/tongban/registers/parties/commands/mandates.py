"""Mandates (委托): one party lets another act for it, for named options or all, and can take it back at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from tongban.foundation.kernel import codes
from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.parties.models import Mandate, Party, Session
from tongban.registers.parties.queries import memberships_in_force
from tongban.registers.parties.rules import MandateSource, MembershipRole, PartyKind

BASIS = "民法典 第一百六十五条"


@dataclass(frozen=True, slots=True)
class Helper:
    """As what the agent helps, by which proof, and what they may look at; None for everything of the affair."""

    role: str = ""
    kinship: str = ""
    standing: str = ""
    data: Sequence[str] | None = None


@transaction.atomic
def grant_mandate(
    principal: Party,
    *,
    agent: Party,
    valid_from: date,
    valid_to: date,
    covers_all: bool = False,
    option_codes: Sequence[str] = (),
    source: MandateSource = MandateSource.ONLINE,
    helper: Helper | None = None,
    by: Actor,
    at: datetime,
) -> Mandate:
    """Let `agent` act for `principal` (委托), both days included; a written mandate names its matters and its time.

    The principal gives it, for an enterprise its legal representative; or a counter enters it from a signed paper.
    """
    may_give(principal, by=by, at=at)
    named = sorted(set(option_codes))
    faults = _faults(principal, agent, valid_from, valid_to, covers_all, named, today=local_day(at))
    if faults:
        raise Invalid(faults=faults)
    mandate = Mandate.objects.create(
        principal=principal,
        agent=agent,
        covers_all=covers_all,
        option_codes=named,
        valid_from=valid_from,
        valid_to=valid_to,
        source=MandateSource.COUNTER if Role.COUNTER in by.roles else source,
        role=helper.role if helper is not None else "",
        kinship=helper.kinship if helper is not None else "",
        standing=helper.standing if helper is not None else "",
        data=sorted(set(helper.data)) if helper is not None and helper.data is not None else None,
        created_at=at,
    )
    about = f"party:{principal.pk}"
    record(about, "grant_mandate", by=by, at=at, basis=BASIS, about=about, facts=_facts(mandate))
    return mandate


@transaction.atomic
def revoke_mandate(mandate: Mandate, *, by: Actor, at: datetime) -> Mandate:
    """Take a mandate back, or give it up (收回、辞去委托); whoever is acting under it acts for themselves at once."""
    if by.party_id != mandate.agent_id:
        may_give(mandate.principal, by=by, at=at)
    if not Mandate.objects.filter(pk=mandate.pk, revoked_at__isnull=True).update(revoked_at=at):
        raise NotNow("这份委托已经收回。")
    mandate.revoked_at = at
    Session.objects.filter(mandate=mandate).update(mandate=None, acting_for=mandate.agent)
    about = f"party:{mandate.principal_id}"
    facts = {"mandate": mandate.pk}
    record(f"party:{mandate.principal_id}", "revoke_mandate", by=by, at=at, basis=BASIS, about=about, facts=facts)
    return mandate


def _facts(mandate: Mandate) -> dict[str, object]:
    return {
        "mandate": mandate.pk,
        "agent": mandate.agent_id,
        "options": mandate.option_codes,
        "from": mandate.valid_from.isoformat(),
        "to": mandate.valid_to.isoformat(),
        **({"role": mandate.role} if mandate.role else {}),
        **({"data": mandate.data} if mandate.data is not None else {}),
    }


def may_give(principal: Party, *, by: Actor, at: datetime) -> None:
    """`NotYours` for whoever may not give a mandate of this principal."""
    if by.roles & {Role.COUNTER, Role.SYSTEM}:
        return
    is_self = principal.kind == PartyKind.PERSON and by.party_id == principal.pk
    if is_self or _is_legal_representative(principal, by, at):
        return
    raise NotYours("委托由本人办理；企业的委托由法定代表人办理。")


def _is_legal_representative(enterprise: Party, by: Actor, at: datetime) -> bool:
    if by.party_id is None or enterprise.kind != PartyKind.ENTERPRISE:
        return False
    standing = Q(person_id=by.party_id, enterprise=enterprise, role=MembershipRole.LEGAL_REPRESENTATIVE)
    return memberships_in_force(local_day(at)).filter(standing).exists()


def _faults(
    principal: Party,
    agent: Party,
    first: date,
    last: date,
    covers_all: bool,
    option_codes: Sequence[str],
    *,
    today: date,
) -> list[Fault]:
    found: list[tuple[str, str, str]] = []
    if principal.pk == agent.pk:
        found.append(("/agent", "self", "不能委托给自己。"))
    if agent.kind != PartyKind.PERSON:
        found.append(("/agent", "person_only", "受托人应当是自然人。"))
    if last < max(first, today):
        found.append(("/valid_to", "order", "截止日不能早于生效日，也不能早于今天。"))
    if covers_all and option_codes:
        found.append(("/option_codes", "both", "已选择全部事项，不用再逐项选择。"))
    if not covers_all and not option_codes:
        found.append(("/option_codes", "required", "请选择委托办理的事项。"))
    for code in option_codes:
        found += [("/option_codes", each.code, each.message) for each in codes.check("option", code).errors]
    return [Fault(*each) for each in found]
