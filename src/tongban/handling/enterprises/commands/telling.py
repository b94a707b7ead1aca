"""Telling a holder that a licence runs out (到期提醒): once for each threshold, with where it is renewed."""

from datetime import datetime

from django.db import transaction

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import Parcel, record, send_out
from tongban.foundation.worktime.rules import describe
from tongban.handling.enterprises.models import RenewalNotice
from tongban.handling.enterprises.queries.renewing import renewal_of
from tongban.handling.enterprises.rules.radar import BASIS, threshold_of
from tongban.registers.licenses.models import License


@transaction.atomic
def tell_of_expiry(license: License, *, at: datetime) -> RenewalNotice | None:
    """到期提醒: if a threshold is reached that was not told; two rounds at once tell it once."""
    assert license.valid_to is not None, "a licence without an end does not run out"
    threshold = threshold_of(license.valid_to, local_day(at))
    if threshold is None:
        return None
    notice, is_new = RenewalNotice.objects.get_or_create(
        license=license, valid_to=license.valid_to, threshold=threshold, defaults={"sent_at": at}
    )
    if not is_new:
        return None
    left = (license.valid_to - local_day(at)).days
    renewal = renewal_of(license)
    how = f"请办理“{renewal.name}”，已经为您填好到期日" if renewal is not None else f"请咨询{license.issuer.short_name}"
    text = f"{license.type.name}（{license.identifier}）{describe(license.valid_to)}到期，还有{left}天。{how}。"
    facts = {"license": license.public_id.hex, "threshold": threshold, "valid_to": license.valid_to.isoformat()}
    chain = f"party:{license.holder_id}"
    entry = record(chain, "tell_of_expiry", by=SYSTEM, at=at, basis=BASIS, about=chain, facts=facts)
    send_out(entry, [Parcel("message", chain, {"verb": "tell_of_expiry", "text": text})], at=at)
    return notice
