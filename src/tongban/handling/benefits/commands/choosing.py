"""One's own choice (自己的选择): not to be matched, or again; what an enterprise says of itself."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.handling.benefits.models import DeclaredFact, MatchingChoice
from tongban.handling.benefits.queries.policies import vocabulary
from tongban.handling.benefits.rules.facts import own_word
from tongban.handling.benefits.rules.flow import LIBRARY, OWN_WILL
from tongban.handling.benefits.rules.states import Audience
from tongban.registers.parties.models import Party


def whose(by: Actor) -> Party:
    """For whom this is: oneself, or the enterprise one stands for; a mandate for matters does not reach so far."""
    if by.mandate_id is not None or by.party_id is None:
        raise NotYours("政策匹配和享受由本人办；企业的由法定代表人、经办人办。请先切换办事身份。")
    return Party.objects.get(pk=by.acting_for or by.party_id)


@transaction.atomic
def opt_out(*, by: Actor, at: datetime) -> MatchingChoice:
    """不参加自动匹配: no round looks at their facts from now on; they lose no benefit, and may ask themselves."""
    return _chosen(True, by=by, at=at)


@transaction.atomic
def opt_in(*, by: Actor, at: datetime) -> MatchingChoice:
    """参加自动匹配."""
    return _chosen(False, by=by, at=at)


@transaction.atomic
def declare(typed: Mapping[str, Any], *, by: Actor, at: datetime) -> int:
    """自己填的情况: what no register knows; an empty field forgets it. `Invalid` with everything that is wrong."""
    party = whose(by)
    kinds = {each.name: each for each in vocabulary().own_words() if Audience(party.kind) in each.audiences}
    said = {name: str(value).strip() for name, value in typed.items() if name in kinds}
    values = {name: own_word(kinds[name], value) for name, value in said.items() if value}
    faults = [
        Fault(f"/{name}", "value", f"{kinds[name].label}请写整数，或者选是、不是。")
        for name, value in values.items()
        if value is None
    ]
    if faults:
        raise Invalid(faults=faults)
    DeclaredFact.objects.filter(party=party, name__in=set(said) - set(values)).delete()
    for name, value in values.items():
        DeclaredFact.objects.update_or_create(party=party, name=name, defaults={"value": value, "declared_at": at})
    record(f"party:{party.pk}", "declare_facts", by=by, at=at, basis=LIBRARY, facts={"names": sorted(said)})
    return len(values)


def _chosen(is_out: bool, *, by: Actor, at: datetime) -> MatchingChoice:
    party = whose(by)
    found, is_new = MatchingChoice.objects.select_for_update().get_or_create(
        party=party, defaults={"is_out": is_out, "changed_at": at}
    )
    if is_new or found.is_out != is_out:
        found.is_out, found.changed_at = is_out, at
        found.save(update_fields=["is_out", "changed_at"])
        verb = "opt_out_of_matching" if is_out else "opt_in_to_matching"
        record(f"party:{party.pk}", verb, by=by, at=at, basis=OWN_WILL)
    return found
