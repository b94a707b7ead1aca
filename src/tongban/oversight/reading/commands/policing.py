"""The policy of look-ups and the watch list (敏感查询策略、关注名单): kept by the security administrator, on record."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.oversight.reading.models import PolicyEdition, WatchedParty
from tongban.oversight.reading.rules.policy import LookPolicy, faults_of, plain_of
from tongban.oversight.reading.rules.states import WatchKind
from tongban.registers.parties.merging import Merger, Moved
from tongban.registers.parties.models import Party

CHAIN = "look-policy"
BASIS = "个人信息保护法 第五十一条"
MAY_KEEP = frozenset({Role.SECURITY_ADMIN})


@transaction.atomic
def change_policy(policy: LookPolicy, *, reason: str, by: Actor, at: datetime) -> PolicyEdition:
    """A new edition of the policy; the old ones stay (只增不改)."""
    keeper = _keeper(by)
    faults = faults_of(policy)
    words = _reason(reason, faults)
    plain = plain_of(policy)
    edition = PolicyEdition.objects.create(content=plain, reason=words, by_id=keeper, at=at)
    record(CHAIN, "change_policy", by=by, at=at, basis=BASIS, facts={"edition": edition.pk, "policy": plain})
    return edition


@transaction.atomic
def watch(party: Party, kind: WatchKind, *, reason: str, by: Actor, at: datetime) -> WatchedParty:
    """Put somebody on the list (加入关注名单), with the reason; looks at a canary are told at once."""
    keeper, words = _keeper(by), _reason(reason, [])
    if WatchedParty.objects.filter(party=party, ended_at__isnull=True).exists():
        raise NotNow("这个人已经在名单上。要换类别，请先移出。")
    watched = WatchedParty.objects.create(party=party, kind=kind, reason=words, added_by_id=keeper, added_at=at)
    record(CHAIN, "watch", by=by, at=at, basis=BASIS, facts={"watched": watched.pk, "party": party.pk, "kind": kind})
    return watched


@transaction.atomic
def unwatch(watched: WatchedParty, *, by: Actor, at: datetime) -> WatchedParty:
    """Take somebody off the list (移出关注名单); that they were on it stays."""
    keeper = _keeper(by)
    rows = WatchedParty.objects.filter(pk=watched.pk, ended_at__isnull=True)
    if not rows.update(ended_at=at, ended_by_id=keeper):
        raise NotNow("已经移出名单。")
    record(CHAIN, "unwatch", by=by, at=at, basis=BASIS, facts={"watched": watched.pk, "party": watched.party_id})
    watched.ended_at = at
    return watched


def move_to_kept(merger: Merger) -> Moved:
    """Being watched follows the person (合并重复登记), unless the kept entry is watched itself."""
    rows = WatchedParty.objects.filter(party_id=merger.drop)
    if WatchedParty.objects.filter(party_id=merger.keep, ended_at__isnull=True).exists():
        rows = rows.filter(ended_at__isnull=False)
    return {"watched": rows.update(party_id=merger.keep)}


def _keeper(by: Actor) -> int:
    if not by.roles & MAY_KEEP or by.staff_id is None:
        raise NotYours("敏感查询策略由安全管理员维护。")
    return by.staff_id


def _reason(said: str, faults: list[Fault]) -> str:
    words = said.replace("\x00", "").strip()
    if not 2 <= len(words) <= 300:
        faults = [*faults, Fault("/reason", "required", "请写明原因，2到300个字。")]
    if faults:
        raise Invalid(faults=faults)
    return words
