"""The round (匹配轮次): whom policies fit is told with reasons, and listed where nothing has to be applied for.

Only facts that the conditions name are read, each look is on record before it is used, and whoever said no is not
looked at. The round decides nothing: people check and decide (个人信息保护法 第二十四条).
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import Parcel, begin_all, record, record_reads, send_out
from tongban.handling.benefits.models import BenefitGrant, MatchRun, Policy, PolicyEdition, Push
from tongban.handling.benefits.queries.facts import Found
from tongban.handling.benefits.queries.matching import chunks
from tongban.handling.benefits.queries.policies import content_of, vocabulary
from tongban.handling.benefits.rules.content import Content
from tongban.handling.benefits.rules.facts import Vocabulary
from tongban.handling.benefits.rules.flow import BENEFITS, GRANTS
from tongban.handling.benefits.rules.matching import Matcher, Verdict, period_of
from tongban.handling.benefits.rules.saying import pushed, reasons_of
from tongban.handling.benefits.rules.states import Audience, GrantStatus, Origin, Way

PURPOSE = "惠企便民政策匹配"
BATCH = 5000
Reasons = list[dict[str, object]]


@dataclass(slots=True)
class _Row:
    """A policy in the round, and what was counted."""

    edition: PolicyEdition
    content: Content
    period: str
    reasons: Reasons
    verdicts: Counter[Verdict] = field(default_factory=Counter)
    pushed: int = 0
    listed: int = 0


def run_round(editions: Sequence[PolicyEdition], *, at: datetime) -> list[MatchRun]:
    """One round over these editions and everybody who may be matched; again it tells and lists nobody twice.

    Some fifteen statements for every two thousand parties, whatever the number of policies.
    """
    on, known = local_day(at), vocabulary()
    rows = [_row(each, content_of(each), known, at) for each in editions]
    by_kind: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        by_kind[row.content.audience.value].append(row)
    matchers = {kind: Matcher([each.content for each in found]) for kind, found in by_kind.items()}
    names = {name for row in rows for name in row.content.names}
    for kinds, facts in chunks(sorted(by_kind), names, on=on):
        _work_off(kinds, facts, by_kind, matchers, known, at)
    return MatchRun.objects.bulk_create(_told(each, at) for each in rows)


@transaction.atomic
def _work_off(
    kinds: dict[int, str],
    facts: Found,
    by_kind: dict[str, list[_Row]],
    matchers: dict[str, Matcher],
    known: Vocabulary,
    at: datetime,
) -> None:
    """Some thousands of parties: the looks first, then whom it fits, then what follows."""
    policies = sorted(row.edition.policy_id for rows in by_kind.values() for row in rows)
    list(Policy.objects.select_for_update().filter(pk__in=policies).order_by("pk").values_list("pk"))
    _record_looks(kinds, by_kind, known, at)
    fits: list[tuple[_Row, int]] = []
    for pk, kind in kinds.items():
        for row, verdict in zip(by_kind[kind], matchers[kind].verdicts(facts[pk]), strict=True):
            row.verdicts[verdict] += 1
            if verdict is Verdict.FITS:
                fits.append((row, pk))
    _list([each for each in fits if each[0].content.way is Way.UNAPPLIED], at)
    _push([each for each in fits if each[0].content.way is not Way.UNAPPLIED], at)


def _record_looks(kinds: dict[int, str], by_kind: dict[str, list[_Row]], known: Vocabulary, at: datetime) -> None:
    for kind, rows in by_kind.items():
        labels = sorted(
            {known.kinds[name].label for row in rows for name in row.content.names if _is_of(name, kind, known)}
        )
        seen = [(f"party:{pk}", "") for pk, each in kinds.items() if each == kind]
        record_reads(seen, by=SYSTEM, at=at, purpose=PURPOSE, fields=labels)


def _push(fits: list[tuple[_Row, int]], at: datetime) -> None:
    """Whoever was not told of this edition yet is told now, each of all at once."""
    if not fits:
        return
    parties = {pk for _, pk in fits}
    editions = {row.edition.pk for row, _ in fits}
    before = Push.objects.filter(edition__in=editions, party__in=parties)
    told = set(before.values_list("edition_id", "party_id"))
    new = [(row, pk) for row, pk in fits if (row.edition.pk, pk) not in told]
    if not new:
        return
    made = (Push(edition=row.edition, party_id=pk, reasons=row.reasons, pushed_at=at) for row, pk in new)
    Push.objects.bulk_create(made, batch_size=BATCH)
    of_party: dict[int, list[tuple[Content, Reasons]]] = defaultdict(list)
    for row, pk in new:
        row.pushed += 1
        of_party[pk].append((row.content, row.reasons))
    counted = Counter(row.edition.policy.code for row, _ in new)
    facts = {"policies": dict(sorted(counted.items())), "parties": len(of_party)}
    entry = record(f"policy-round:{local_day(at)}", "push", by=SYSTEM, at=at, basis=BENEFITS, facts=facts)
    parcels = [
        Parcel("message", f"party:{pk}", {"verb": "policy_push", "text": pushed(found)})
        for pk, found in of_party.items()
    ]
    send_out(entry, parcels, at=at)


def _list(fits: list[tuple[_Row, int]], at: datetime) -> None:
    """Whoever is on no list for this period yet is put on it; who was refused or gave up is not put on it again."""
    if not fits:
        return
    policies = {row.edition.policy_id for row, _ in fits}
    before = BenefitGrant.objects.filter(policy__in=policies, party__in={pk for _, pk in fits})
    known = set(before.values_list("policy_id", "party_id", "period"))
    new = [(row, pk) for row, pk in fits if (row.edition.policy_id, pk, row.period) not in known]
    for row, _ in new:
        row.listed += 1
    grants = [made(row.edition, row.content, pk, row.reasons, origin=Origin.ROUND, at=at) for row, pk in new]
    told = [{"edition": row.edition.number, "period": row.period, "why": row.reasons} for row, _ in new]
    begin_all(grants, GRANTS.steps["list"], by=SYSTEM, at=at, facts=told)


def made(
    edition: PolicyEdition, content: Content, party_id: int, reasons: Reasons, *, origin: Origin, at: datetime
) -> BenefitGrant:
    """A grant as it begins: to be checked by a person."""
    return BenefitGrant(
        policy=edition.policy,
        edition=edition,
        party_id=party_id,
        period=period_of(content.every, local_day(at)),
        status=GrantStatus.PROPOSED,
        origin=origin,
        amount=content.amount,
        reasons=reasons,
        began_at=at,
    )


def _row(edition: PolicyEdition, content: Content, known: Vocabulary, at: datetime) -> _Row:
    return _Row(edition, content, period_of(content.every, local_day(at)), reasons_of(content, known))


def _is_of(name: str, kind: str, known: Vocabulary) -> bool:
    return Audience(kind) in known.kinds[name].audiences


def _told(row: _Row, at: datetime) -> MatchRun:
    return MatchRun(
        edition=row.edition,
        ran_at=at,
        fits=row.verdicts[Verdict.FITS],
        fits_not=row.verdicts[Verdict.FITS_NOT],
        unsure=row.verdicts[Verdict.UNSURE],
        pushed=row.pushed,
        listed=row.listed,
    )
