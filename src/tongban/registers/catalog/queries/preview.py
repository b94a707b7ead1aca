"""A guide of what is not published yet (指南预览): the very document that a draft holds, with today's places."""

from datetime import date

from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.content import content_hash
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.kinds import ItemKind

from .shelf import places_by_key, resolved


def preview(item: ItemDocument, number: str, agency: Agency, *, edition: int, effective_on: date) -> Guide:
    """The option as its guide would be read, were it published so (one statement); it has no version of its own."""
    option = item.options[number]
    code = f"{agency.uscc}{item.level}{item.basic_code}"
    return Guide(
        option_code=f"{code}{number}",
        implementation_code=code,
        basic_code=item.basic_code,
        item_name=item.name,
        kind=ItemKind(item.kind),
        field=item.field,
        level=item.level,
        agency_id=agency.pk,
        agency_key=agency.key,
        agency_name=agency.name,
        agency_short_name=agency.short_name,
        agency_nicknames=tuple(agency.nicknames),
        agency_phone=agency.phone,
        agency_complaint_phone=agency.complaint_phone,
        places=resolved(option.venues, places_by_key()),
        option_version_id=0,
        version=edition,
        effective_on=effective_on,
        reason=item.version.reason,
        legal_source=item.version.legal_source,
        content_hash=content_hash(option),
        option=option,
    )
