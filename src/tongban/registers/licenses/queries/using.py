"""Which licences may stand in for a paper (可以免交的证照), and what they were used for."""

from collections.abc import Collection, Sequence
from datetime import date

from django.db.models import Q

from tongban.registers.licenses.models import License, LicenseEdition, LicenseUse
from tongban.registers.licenses.rules.states import Status
from tongban.registers.licenses.rules.validity import Term

MOST = 50


def usable(party_id: int, types: Collection[str], *, on: date) -> list[License]:
    """The licences in force of a party and of the enterprises that it represents, the newest first (one statement)."""
    whose = Q(holder_id=party_id) | Q(holder__legal_representative_id=party_id)
    running = Q(valid_to__isnull=True) | Q(valid_to__gte=on)
    rows = License.objects.filter(whose, running, type__key__in=types, status=Status.VALID, valid_from__lte=on)
    return list(rows.select_related("type", "issuer", "holder").order_by("-issued_on", "-pk")[:MOST])


def trouble_of(license: License, *, on: date) -> str:
    """Why this licence cannot be used on this day, in words; empty when it can."""
    if license.status != Status.VALID:
        return f"这本证照现在是“{license.state.label}”，不能用。请上传有效的材料。"
    if not Term(license.valid_from, license.valid_to).covers(on):
        return "这本证照不在有效期内，不能用。请先办延续，或者上传有效的材料。"
    return ""


def troubles(identifiers: Collection[str], *, on: date) -> dict[str, str]:
    """What is wrong with those that this city issued; what others issued is not judged (one statement)."""
    if not identifiers:
        return {}
    rows = LicenseEdition.objects.filter(identifier__in=identifiers).select_related("license")
    found = {each.identifier: trouble_of(each.license, on=on) for each in rows}
    return {identifier: words for identifier, words in found.items() if words}


def use_for(case_number: str, material_code: str) -> LicenseUse | None:
    """The use of a licence for a material of a case, if the holder agreed to it (one statement)."""
    rows = LicenseUse.objects.filter(case_number=case_number, material_code=material_code)
    related = ("edition__license__type", "edition__license__issuer", "edition__license__holder")
    return rows.select_related(*related).order_by("-pk").first()


def uses_of(license: License) -> Sequence[LicenseUse]:
    """For what the holder's licence was used, the newest first (one statement)."""
    return list(LicenseUse.objects.filter(edition__license=license).order_by("-consented_at", "-pk")[:MOST])
