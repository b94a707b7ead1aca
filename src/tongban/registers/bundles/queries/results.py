"""What the result of a member can fill in the forms behind it (可以转用的结果): its number, and the licence's face."""

from collections.abc import Mapping

from tongban.registers.bundles.rules.form import NUMBER
from tongban.registers.catalog.guides import Guide
from tongban.registers.licenses.models import LicenseType
from tongban.registers.licenses.rules.faces import label, ordered

Results = Mapping[str, Mapping[str, str]]
"""By member: the names of what its result tells, each with what people call it."""


def results_of(guides: Mapping[str, Guide]) -> Results:
    """For each member everything that its result tells (one statement)."""
    kinds = {each.license_type for guide in guides.values() for each in guide.option.results if each.license_type}
    faces = {each.key: each.face for each in LicenseType.objects.filter(key__in=kinds)} if kinds else {}
    told: dict[str, dict[str, str]] = {}
    for key, guide in guides.items():
        given = [each for each in guide.option.results if each.kind != "none" and each.operation != "deregister"]
        told[key] = {NUMBER: "编号"} if given else {}
        for each in given:
            face = faces.get(each.license_type)
            told[key] |= {name: label(face, name) for name in ordered(face)} if face is not None else {}
    return told
