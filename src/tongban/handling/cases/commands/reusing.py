"""Taking in what is at hand (调用已有材料): the applicant is not asked, the copy is used, R-101."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.errors import NotNow
from tongban.foundation.ledger.models import Entry
from tongban.handling.cases.models import Case, Material, MaterialFile, MaterialState
from tongban.handling.cases.queries.held import held_copies
from tongban.handling.cases.rules.holding import Held, Source
from tongban.handling.cases.rules.telling import shortfalls
from tongban.registers.documents.commands import copy_to

from .steps import move, option_of, take_in_time


class NothingHeld(NotNow):
    """No copy of what is lacking was found (没有可以调用的材料)."""

    code = "nothing_held"
    sentence = "缺的材料里没有能调用的：本件、以前的办件、电子证照和数据核验里都没有找到。"


@transaction.atomic
def reuse(case: Case, *, by: Actor, at: datetime) -> Entry:
    """Take in every copy that is at hand of what is missing or bad; no clock begins anew.

    A file of an earlier case is copied, a licence is noted, data takes the place of a paper. `NothingHeld` otherwise.
    """
    step, _ = take_in_time("reuse", case, by=by, at=at)
    rows = list(case.materials.filter(replaced_at__isnull=True).order_by("id"))
    gaps = {each.code for each in shortfalls(option_of(case), rows)}
    held = {code: each for code, each in held_copies(case, gaps, on=local_day(at)).items() if _is_usable(each)}
    if not held:
        raise NothingHeld()
    replaced = [row for row in rows if row.requirement_code in held]
    Material.objects.filter(pk__in=[row.pk for row in replaced]).update(replaced_at=at)
    made = Material.objects.bulk_create(_taken(case, row, held[row.requirement_code], at) for row in replaced)
    for row in made:
        _take_files(case, row, held[row.requirement_code].files, by=by, at=at)
    facts = {"materials": sorted(held), "sources": {code: each.source.value for code, each in sorted(held.items())}}
    return move(case, step, by=by, at=at, facts=facts)


def _is_usable(each: Held) -> bool:
    return each.source is not Source.THIS_CASE


def _taken(case: Case, old: Material, held: Held, at: datetime) -> Material:
    return Material(
        case=case,
        requirement_code=old.requirement_code,
        name=old.name,
        state=MaterialState.PROVIDED if held.files else MaterialState.SPARED,
        license_identifier=held.license_identifier,
        round=old.round + 1,
        provided_at=at,
    )


def _take_files(case: Case, row: Material, files: Sequence[UUID], *, by: Actor, at: datetime) -> None:
    copies = copy_to(files, holder=case.chain, by=by, at=at)
    MaterialFile.objects.bulk_create(
        MaterialFile(material=row, file_id=copy.pk, position=position) for position, copy in enumerate(copies, start=1)
    )
