"""Two entries of one person become one (合并重复登记): nothing of what they asked for is lost."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.parties.merging import MOVERS, Merger, Moved
from tongban.registers.parties.models import (
    Account,
    FederatedIdentity,
    Mandate,
    MandateCode,
    Membership,
    Party,
    Session,
)
from tongban.registers.parties.rules import MergeReason, PartyKind

from .sessions import end_all_sessions

MAY_MERGE = frozenset({Role.COUNTER, Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.SYSTEM})
BASIS = "个人信息保护法 第八条"


@transaction.atomic
def merge_parties(keep: Party, drop: Party, *, reason: MergeReason, by: Actor, at: datetime) -> Party:
    """`drop` was `keep` all along (合并): cases, drafts, mandates, standing, messages and account go to `keep`.

    A clerk who has seen both papers does it, or an administrator. The old paper finds `keep` from now on;
    papers already issued and the ledger stay as they were written. `NotYours`, `NotNow`, `Invalid`. R-088.
    """
    return _merged(keep, drop, reason=reason, by=by, at=at)[0]


def rehearse_merge(keep: Party, drop: Party, *, reason: MergeReason, by: Actor, at: datetime) -> Moved:
    """What a merge would move (试合并), found by doing it and taking it back, so that it cannot differ."""
    with transaction.atomic():
        _, moved = _merged(keep, drop, reason=reason, by=by, at=at)
        transaction.set_rollback(True)
    return moved


def _merged(keep: Party, drop: Party, *, reason: MergeReason, by: Actor, at: datetime) -> tuple[Party, Moved]:
    if not by.roles & MAY_MERGE:
        raise NotYours("重复登记由窗口核对证件后合并。")
    rows = {
        each.pk: each for each in Party.objects.select_for_update().filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    }
    keep, drop = rows[keep.pk], rows[drop.pk]
    _same_person(keep, drop)
    merger = _merge_accounts(keep, drop, by=by, at=at)
    moved: dict[str, int | list[str]] = {**_move_standing(merger, at=at)}
    for move in MOVERS.values():
        moved |= move(merger)
    Party.objects.filter(Q(pk=drop.pk) | Q(merged_into=drop)).update(merged_into=keep)
    if drop.has_disability and not keep.has_disability:
        Party.objects.filter(pk=keep.pk).update(has_disability=True)
    facts = {"dropped": drop.pk, "reason": MergeReason(reason).value, "moved": moved}
    record(f"party:{keep.pk}", "merge_parties", by=by, at=at, basis=BASIS, about=f"party:{drop.pk}", facts=facts)
    keep.refresh_from_db()
    return keep, moved


def _same_person(keep: Party, drop: Party) -> None:
    """What can be told from the entries; that it is one person the clerk has seen from the papers."""
    if keep.merged_into_id is not None or drop.merged_into_id is not None:
        raise NotNow("其中一条登记已经合并过了，请刷新后核对。")
    found: list[tuple[str, str]] = []
    if keep.pk == drop.pk:
        found.append(("self", "两条登记是同一条，不用合并。"))
    if PartyKind.ENTERPRISE in (keep.kind, drop.kind):
        found.append(("person_only", "只能合并自然人的登记。"))
    if keep.name != drop.name:
        found.append(("name_mismatch", "两条登记的姓名不一致。改过名的，请先更正姓名再合并。"))
    if keep.born_on and drop.born_on and keep.born_on != drop.born_on:
        found.append(("born_mismatch", "两个证件号码的出生日期不一致，不是同一个人的证件。"))
    if found:
        raise Invalid(faults=[Fault("/drop", code, message) for code, message in found])


def _merge_accounts(keep: Party, drop: Party, *, by: Actor, at: datetime) -> Merger:
    """One natural person has one account: the dropped one's is handed over, or taken out of use if there are two."""
    accounts = {each.person_id: each for each in Account.objects.filter(person__in=[keep, drop])}
    if any(each.is_staff for each in accounts.values()):
        raise NotYours("其中一条登记有工作人员账号，请联系系统管理员先处理账号。")
    old, new = accounts.get(drop.pk), accounts.get(keep.pk)
    if old is None:
        return Merger(keep.pk, drop.pk)
    end_all_sessions(old, by=by, at=at)
    if new is None:
        Account.objects.filter(pk=old.pk).update(person=keep)
        return Merger(keep.pk, drop.pk)
    Account.objects.filter(pk=old.pk).update(is_active=False)
    FederatedIdentity.objects.filter(account=old).update(account=new)
    return Merger(keep.pk, drop.pk, new.pk, old.pk)


def _move_standing(merger: Merger, *, at: datetime) -> Moved:
    """Mandates, standing in enterprises and sessions; a mandate between the two is one with oneself, and ends."""
    keep, drop = merger.keep, merger.drop
    between = Q(principal=keep, agent=drop) | Q(principal=drop, agent=keep)
    Mandate.objects.filter(between, revoked_at__isnull=True).update(revoked_at=at)
    Session.objects.filter(mandate__in=Mandate.objects.filter(between)).update(mandate=None, acting_for=keep)
    rest = Mandate.objects.exclude(between)
    MandateCode.objects.filter(principal=drop).exclude(agent=keep).update(principal=keep)
    MandateCode.objects.filter(agent=drop).exclude(principal=keep).update(agent=keep)
    mandates = rest.filter(principal=drop).update(principal=keep) + rest.filter(agent=drop).update(agent=keep)
    standing = set(Membership.objects.filter(person=keep).values_list("enterprise", "role", "valid_from"))
    memberships = 0
    for each in Membership.objects.filter(person=drop):
        if (each.enterprise_id, each.role, each.valid_from) not in standing:
            memberships += Membership.objects.filter(pk=each.pk).update(person=keep)
    represents = Party.objects.filter(legal_representative=drop).update(legal_representative=keep)
    Session.objects.filter(acting_for=drop).update(acting_for=keep)
    return {"mandates": mandates, "memberships": memberships, "represents": represents}
