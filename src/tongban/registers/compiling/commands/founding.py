"""The joint review of the founding catalogue (首次建库联合审核): one body agrees to the lists of all others at once."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import Actor, Role
from tongban.foundation.kernel.errors import NotNow, NotYours
from tongban.foundation.ledger.commands import record
from tongban.registers.catalog.importing.imported import digest
from tongban.registers.catalog.models import OptionVersion
from tongban.registers.compiling.models import FoundingOpinion
from tongban.registers.compiling.queries.joint import founding_unreviewed_by

from .steps import said

BASIS = "实施方案 一 联合审核机制"
CHAIN = "catalogue:founding"


@transaction.atomic
def review_founding(*, opinion: str, only: Collection[str] = (), by: Actor, at: datetime) -> int:
    """审核同意: every founding list of another body that this body has not reviewed; gives how many.

    `only` names the agencies whose lists are meant, else all. One act is on record, with the hash of everything that
    was agreed to. Raises `NotYours`, `Invalid` without an opinion, `NotNow` when nothing is left to review.
    """
    if Role.CATALOG_REVIEWER not in by.roles or by.agency_id is None or by.staff_id is None:
        raise NotYours("首次建库的清单由参加联合审核的部门审核。")
    words, rows = said(opinion, "/opinion", "审核意见"), founding_unreviewed_by(by.agency_id)
    if only:
        rows = rows.filter(list__agency__key__in=only)
    editions = dict(rows.values_list("pk", "list__code"))
    if not editions:
        raise NotNow("贵单位要审核的首次建库清单都审核过了。")
    FoundingOpinion.objects.bulk_create(
        FoundingOpinion(edition_id=key, agency_id=by.agency_id, staff_id=by.staff_id, words=words, at=at)
        for key in editions
    )
    agreed = OptionVersion.objects.filter(edition_id__in=editions).order_by("option__code")
    content = list(agreed.values_list("option__code", "content_hash"))
    facts = {"agency": by.agency_id, "opinion": words, "lists": len(editions), "content": digest(content)}
    record(CHAIN, "review_founding", by=by, at=at, basis=BASIS, facts=facts)
    return len(editions)
