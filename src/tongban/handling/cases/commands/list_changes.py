"""Telling those who are filling in that their list changes (清单变更提示): once per publication; R-026."""

from collections.abc import Callable
from datetime import date
from functools import cache

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.ledger.commands import Parcel, send_out
from tongban.foundation.ledger.models import Entry, Outgoing
from tongban.handling.cases.models import Draft
from tongban.handling.cases.rules.list_news import list_news
from tongban.registers.catalog.changes import what_changed
from tongban.registers.catalog.content import decode
from tongban.registers.catalog.lifecycle import ListState
from tongban.registers.catalog.models import ListVersion, OptionVersion

from .steps import message

VERB = "list_changed"


def tell_drafts(entry: Entry) -> int:
    """Everybody with an application under an earlier edition is told of this one; gives how many messages.

    The first edition of a list changes nothing for anybody. Hearing the same entry again tells nobody twice.
    """
    number = int(entry.facts["edition"])
    if number <= 1 or Outgoing.objects.filter(entry=entry, channel="message", payload__verb=VERB).exists():
        return 0
    code, on = entry.chain.removeprefix("list:"), local_day(entry.at)
    parcels = _parcels(code, number, on)
    send_out(entry, parcels, at=entry.at)
    return len(parcels)


def _parcels(code: str, number: int, on: date) -> list[Parcel]:
    edition = ListVersion.objects.filter(list__code=code, number=number).first()
    if edition is None:
        return []
    rows = Draft.objects.filter(
        option_version__edition__list_id=edition.list_id, option_version__edition__number__lt=number, expires_on__gte=on
    ).order_by("pk")
    told = _sentences(edition)
    found = rows.values_list("owner_id", "number", "option_version_id")
    return [message(owner, draft, VERB, text) for owner, draft, version in found if (text := told(version))]


def _sentences(edition: ListVersion) -> Callable[[int], str]:
    """What is told to those under a pinned version; each version is compared once."""
    new = {each.option_id: each for each in OptionVersion.objects.filter(edition=edition)}

    @cache
    def told(version_id: int) -> str:
        pinned = OptionVersion.objects.get(pk=version_id)
        follows = new.get(pinned.option_id)
        return list_news(
            pinned.name,
            state=ListState(edition.state) if follows is not None else ListState.CANCELLED,
            effective_on=edition.effective_on,
            until=edition.drafts_until_on,
            changes=what_changed(decode(pinned.content), decode(follows.content)) if follows is not None else (),
            reason=edition.reason,
        )

    return told
