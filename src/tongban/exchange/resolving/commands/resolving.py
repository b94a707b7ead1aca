"""Finding who is the same (主体归并): by the blind index of the code at once, by likeness as candidates for a person.

Runs over rows that came or changed since; late or twice changes nothing.
"""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from tongban.exchange.connectors.provincial_data.bound import BOUND as RETURNS
from tongban.exchange.connectors.provincial_data.models import ReturnedDataset, ReturnedRow
from tongban.exchange.connectors.provincial_data.rules import SubjectFields
from tongban.exchange.resolving.models import Pair, Sourced, Subject
from tongban.exchange.resolving.queries import sources_of_subjects
from tongban.exchange.resolving.rules.flow import BASIS, PAIRS, PairStatus
from tongban.exchange.resolving.rules.likeness import LIKELY, Look, blocks, marks, score
from tongban.exchange.resolving.rules.precedence import Said
from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.vault import vault
from tongban.foundation.ledger.commands import advance, record

from .grouping import regroup

CHAIN, PURPOSE = "subjects", "returned.subject"
STEP = 200
_BY_CODE = "补上了统一社会信用代码，按代码归并。"


def resolve_all(*, at: datetime) -> int:
    """Every row that waits, some at a time; how many that were."""
    whole = 0
    while done := resolve(at=at):
        whole += done
    return whole


@transaction.atomic
def resolve(*, at: datetime) -> int:
    """The next rows that are nobody's yet, or say something new; how many there were."""
    about = {each.key: each.subject for each in RETURNS.datasets if each.subject is not None}
    list(ReturnedDataset.objects.select_for_update().order_by("pk"))
    rows = _waiting(about)
    if not rows:
        return 0
    owners = _owners(rows, about)
    left_alone = _place(rows, owners)
    touched = {each.pk: each for each in owners.values()}
    _settle(left_alone - set(touched), at=at)
    _look(touched.values(), about)
    new = _propose(touched, at=at)
    facts = {"rows": len(rows), "subjects": len(touched), "pairs": new}
    record(CHAIN, "resolve", by=SYSTEM, at=at, basis=BASIS, facts=facts)
    return len(rows)


def _waiting(about: Collection[str]) -> list[ReturnedRow]:
    """Rows that are nobody's, or that a later batch has changed since they were placed."""
    changed = Q(sourced__isnull=True) | ~Q(sourced__batch_id=F("batch_id"))
    rows = ReturnedRow.objects.filter(changed, dataset__in=list(about)).select_related("sourced__subject")
    return list(rows.order_by("pk")[:STEP])


def _owners(rows: Iterable[ReturnedRow], about: Mapping[str, SubjectFields]) -> dict[int, Subject]:
    """Whose each row is: by the code that it tells, else the one that it stood for, else somebody new."""
    codes = {each.pk: each.content.get(about[each.dataset].code, "") for each in rows}
    indexes = {pk: vault().index(code, purpose=PURPOSE) for pk, code in codes.items() if code}
    known = {bytes(each.index or b""): each for each in Subject.objects.filter(index__in=set(indexes.values()))}
    owners: dict[int, Subject] = {}
    for row in rows:
        index, before = indexes.get(row.pk), getattr(row, "sourced", None)
        if index is not None:
            owners[row.pk] = known.setdefault(index, Subject(index=index))
        elif before is not None and before.subject.index is None:
            owners[row.pk] = before.subject
        else:
            owners[row.pk] = Subject()
    fresh = list({id(each): each for each in owners.values() if each.pk is None}.values())
    Subject.objects.bulk_create(fresh)
    for each in fresh:
        each.group = each.pk
    Subject.objects.bulk_update(fresh, ["group"])
    return owners


def _place(rows: Iterable[ReturnedRow], owners: Mapping[int, Subject]) -> set[int]:
    """Each row with its subject, as of its batch; the subjects that have no row left."""
    before = {each.sourced.subject_id for each in rows if getattr(each, "sourced", None) is not None}
    Sourced.objects.bulk_create(
        [Sourced(row=each, subject=owners[each.pk], batch_id=each.batch_id) for each in rows],
        update_conflicts=True,
        unique_fields=["row"],
        update_fields=["subject", "batch"],
    )
    return before - set(Sourced.objects.filter(subject_id__in=before).values_list("subject_id", flat=True))


def _settle(left_alone: Collection[int], *, at: datetime) -> None:
    """Pairs of a subject whose rows have all gone to their code's subject: there is nothing left to decide."""
    if not left_alone:
        return
    ends = Q(left__in=left_alone) | Q(right__in=left_alone)
    for each in Pair.objects.filter(ends).exclude(status=PairStatus.APART).select_related("left", "right"):
        advance(each, PAIRS.steps["settle"], by=SYSTEM, at=at, changes={"reason": _BY_CODE})
        groups = {each.left.group or 0, each.right.group or 0}
        regroup(groups)


def _look(subjects: Iterable[Subject], about: Mapping[str, SubjectFields]) -> None:
    """What each of them looks like, as its rows tell it now."""
    touched = list(subjects)
    rows = sources_of_subjects(each.pk for each in touched)
    for each in touched:
        look = _look_of(rows[each.pk], about)
        each.name, each.address, each.founded_on = look.name, look.address, look.founded_on
        each.block_name, each.block_address = blocks(look)
    Subject.objects.bulk_update(touched, ["name", "address", "founded_on", "block_name", "block_address"])


def _look_of(rows: Iterable[Said], about: Mapping[str, SubjectFields]) -> Look:
    """Of the datasets in the city's order the first that tells it."""
    places = list(about)
    ordered = sorted(rows, key=lambda each: (places.index(each.dataset), each.key))

    def first(part: str) -> str:
        told = (each.content.get(getattr(about[each.dataset], part), "") for each in ordered)
        return next((each for each in told if each), "")

    return Look(first("name"), first("address"), first("founded_on")[:10])


def _propose(touched: Mapping[int, Subject], *, at: datetime) -> int:
    """Pairs that look alike, one of which at least tells no code; what was decided stays decided."""
    found = []
    for one, other in _compared(touched):
        if (alike := score(marks(one.look, other.look))) >= LIKELY:
            found.append(Pair(left=one, right=other, score=alike, status=PairStatus.OPEN, found_at=at))
    before = Pair.objects.count()
    Pair.objects.bulk_create(found, ignore_conflicts=True)
    return Pair.objects.count() - before


def _compared(touched: Mapping[int, Subject]) -> list[tuple[Subject, Subject]]:
    """Whom to compare: those in a block together (one statement), each two once, the lesser first."""
    names = {each.block_name for each in touched.values()} - {""}
    sites = {each.block_address for each in touched.values()} - {""}
    near = Subject.objects.filter(Q(block_name__in=names) | Q(block_address__in=sites), sourced__isnull=False)
    pool = {each.pk: each for each in near.distinct().order_by("pk")}
    pairs = {}
    for one in touched.values():
        for other in pool.values():
            both_coded = one.index is not None and other.index is not None
            together = one.block_name == other.block_name or one.block_address == other.block_address
            if one.pk != other.pk and not both_coded and together:
                low, high = sorted((one, other), key=lambda each: each.pk)
                pairs[low.pk, high.pk] = (low, high)
    return list(pairs.values())
