"""A guide of what is not published yet (指南预览): the very document that a draft holds, with today's places."""

import re
from datetime import date

from tongban.foundation.kernel.errors import NotNow
from tongban.registers.agencies.models import Agency
from tongban.registers.catalog.content import content_hash
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.kinds import ItemKind

from .shelf import places_by_key, resolved

_OPTION_CODE = re.compile("[0-9A-Z]{33}")


def preview(item: ItemDocument, number: str, agency: Agency, *, edition: int, effective_on: date) -> Guide:
    """The option as its guide would be read, were it published so (one statement); it has no version of its own.

    `NotNow` while it has no kind or no whole code: such a guide has no address.
    """
    kind = ItemKind.known(item.kind)
    if kind is None:
        raise NotNow("还没有选事项类型，先选好再看预览。")
    option = item.options[number]
    code = f"{agency.uscc}{item.level}{item.basic_code}"
    if not _OPTION_CODE.fullmatch(f"{code}{number}"):
        raise NotNow("基本编码不完整，先改好编码再看预览。")
    return Guide(
        option_code=f"{code}{number}",
        implementation_code=code,
        basic_code=item.basic_code,
        item_name=item.name,
        kind=kind,
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
