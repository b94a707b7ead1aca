"""What belongs to a person follows them (合并重复登记): choices, pushes, grants; nothing is had twice by it."""

from django.db.models import QuerySet

from tongban.handling.benefits.models import BenefitGrant, DeclaredFact, MatchingChoice, Push
from tongban.registers.parties.merging import Merger, Moved


def move_to_kept(merger: Merger) -> Moved:
    """A no of either entry stays a no; a grant for a period that the kept entry has too stays where it is."""
    _move_choice(merger)
    pushes = _free(Push.objects.filter(party_id=merger.drop), merger, "edition_id")
    facts = _free(DeclaredFact.objects.filter(party_id=merger.drop), merger, "name")
    grants = _free(BenefitGrant.objects.filter(party_id=merger.drop), merger, "policy_id", "period")
    DeclaredFact.objects.filter(pk__in=facts).update(party_id=merger.keep)
    Push.objects.filter(pk__in=pushes).update(party_id=merger.keep)
    return {"benefits": BenefitGrant.objects.filter(pk__in=grants).update(party_id=merger.keep)}


def _move_choice(merger: Merger) -> None:
    dropped = MatchingChoice.objects.filter(party_id=merger.drop).first()
    if dropped is None:
        return
    kept, is_new = MatchingChoice.objects.get_or_create(
        party_id=merger.keep, defaults={"is_out": dropped.is_out, "changed_at": dropped.changed_at}
    )
    if not is_new and dropped.is_out and not kept.is_out:
        MatchingChoice.objects.filter(pk=kept.pk).update(is_out=True, changed_at=dropped.changed_at)
    dropped.delete()


def _free(
    rows: QuerySet[Push] | QuerySet[DeclaredFact] | QuerySet[BenefitGrant], merger: Merger, *key: str
) -> list[int]:
    """Those of the dropped entry whose like the kept entry does not have."""
    taken = set(rows.model._default_manager.filter(party_id=merger.keep).values_list(*key))
    return [pk for pk, *rest in rows.values_list("pk", *key) if tuple(rest) not in taken]
