"""A case as a helper may look at it (按委托限定): the mandate lists which materials, whether papers, which numbers."""

from dataclasses import replace

import msgspec
from django.db.models import Q

from tongban.foundation.kernel.actors import Actor
from tongban.handling.cases.models import Case, MaterialFile
from tongban.registers.parties.helping import PAPERS, material, materials_in

from .one_case import WholeCase
from .one_case import whole as everything_of


def whole_for(case: Case, by: Actor) -> WholeCase:
    """Everything that hangs on this case and that the actor may look at (one statement)."""
    found = everything_of(case)
    if by.shown is None:
        return found
    materials = tuple(
        each if by.may_look(material(each.requirement_code)) else msgspec.structs.replace(each, files=())
        for each in found.attached.materials
    )
    hidden = {} if by.may_look(PAPERS) else {"documents": (), "delivery": None}
    return replace(found, attached=msgspec.structs.replace(found.attached, materials=materials, **hidden))


def files_shown_to(actor: Actor) -> Q:
    """Of the files of cases those that the actor may look at (StoredFile)."""
    if actor.shown is None:
        return Q()
    codes = materials_in(actor.shown)
    return Q(pk__in=MaterialFile.objects.filter(material__requirement_code__in=codes).values("file_id"))
