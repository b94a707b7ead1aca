"""Correcting a joint application (一次补正): each paper once, to every case whose notice names it. R-082."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import Fault, Invalid, NotNow
from tongban.foundation.ledger.commands import advance
from tongban.foundation.ledger.models import Entry
from tongban.handling.bundles.models import BundleCase
from tongban.handling.bundles.queries.correcting import Wanted, wanted_of
from tongban.handling.bundles.queries.family import family_of
from tongban.handling.cases.commands import receiving
from tongban.registers.documents.commands import copy_to

from .steps import take


@dataclass(frozen=True, slots=True)
class _Handed:
    """Which files go to which case for which material."""

    rows: dict[str, list[dict[str, Any]]]


@transaction.atomic
def correct(bundle: BundleCase, *, files: Mapping[str, Sequence[UUID]], by: Actor, at: datetime) -> Entry:
    """补正: everything that the notices of its cases name, in one go, each paper uploaded once; `files` by its key.

    `Invalid` names every paper that is still missing. Each case's clocks before acceptance begin anew on this day.
    """
    step = take("correct", bundle, by=by)
    family = family_of(bundle)
    wanted = wanted_of(family)
    if not wanted:
        raise NotNow("没有要补正的材料。")
    missing = [each for each in wanted if not files.get(each.key)]
    if missing:
        faults = [
            Fault(f"/papers/{each.key}", "missing", f"还缺“{each.name}”。告知书上的要一次补齐。") for each in missing
        ]
        raise Invalid(faults=faults)
    handed = _handed(wanted, files, by=by, at=at)
    for key, materials in handed.rows.items():
        receiving.correct(family.child(key).case, materials=materials, by=by, at=at)
    facts = {"cases": {family.child(key).case.number: len(rows) for key, rows in handed.rows.items()}}
    return advance(bundle, step, by=by, at=at, facts=facts)


def _handed(wanted: Sequence[Wanted], files: Mapping[str, Sequence[UUID]], *, by: Actor, at: datetime) -> _Handed:
    rows: dict[str, list[dict[str, Any]]] = {}
    for each in wanted:
        given = list(files[each.key])
        for place, (member, code) in enumerate(each.places):
            keys = given if place == 0 else [copy.pk for copy in copy_to(given, holder="", by=by, at=at)]
            rows.setdefault(member, []).append({"requirement_code": code, "file_ids": [str(key) for key in keys]})
    return _Handed(rows)
