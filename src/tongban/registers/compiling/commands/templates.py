"""Loading a version of the element template (装载要素模板): the province's file replaces the reconstruction; R-016."""

from datetime import datetime
from typing import Any

import msgspec
from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import Declined, Fault, Invalid, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.catalog import elements
from tongban.registers.catalog.elements import Template
from tongban.registers.compiling.models import ElementTemplate

BASIS = "实施方案 二(二) 四级46同"
LOADERS = frozenset({Role.CATALOG_REVIEWER, Role.SYSTEM})


class VersionTaken(Declined):
    """Another template has this version's name already; what was loaded never changes."""

    code = "template_version_taken"
    sentence = "这个版本名称的要素模板已经装载过，而且内容不一样。请换一个版本名称再装载。"


def read_template(plain: Any) -> Template:
    """The template of a file's content; `Invalid` with every defect."""
    try:
        template = elements.from_plain(plain)
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `$")
        raise Invalid(
            "要素模板读不出来。", faults=[Fault(path.rstrip("`"), "shape", f"内容不合要求：{said}")]
        ) from None
    if found := elements.faults(template):
        raise Invalid("要素模板还不能用。", faults=found)
    return template


@transaction.atomic
def load_template(template: Template, *, by: Actor, at: datetime) -> ElementTemplate:
    """装载: this version is in force for every edition published from now on; the same one again changes nothing.

    Raises `NotYours`, `Invalid` with every defect, `VersionTaken`.
    """
    if not LOADERS & by.roles:
        raise NotYours("装载要素模板由事项审核岗办理。")
    if found := elements.faults(template):
        raise Invalid("要素模板还不能用。", faults=found)
    plain = msgspec.to_builtins(template)
    standing = ElementTemplate.objects.filter(version=template.version).first()
    if standing is not None:
        if standing.elements != list(plain["elements"]):
            raise VersionTaken(facts={"version": template.version})
        return standing
    made = ElementTemplate.objects.create(
        version=template.version,
        source=template.source,
        is_reconstruction=template.is_reconstruction,
        elements=plain["elements"],
        loaded_at=at,
    )
    facts = {"version": template.version, "source": template.source, "elements": len(template.elements)}
    record("templates", "load_template", by=by, at=at, basis=BASIS, facts=facts)
    return made
