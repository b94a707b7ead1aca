"""Under which edition an application is being filled in (适用清单), and whether it can still be submitted (R-026)."""

from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.errors import Declined
from tongban.handling.cases.models import Draft
from tongban.handling.cases.promises import as_offered
from tongban.registers.catalog.changes import what_changed
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import guide_of, guide_or_ending, may_finish_until
from tongban.registers.catalog.standing import Cancelled, Ending, Suspended, suspension


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a draft stands towards its list.

    `guide` is what it is filled in under: the newest edition, or while the transition lasts (`until_on`) and when the
    matter is gone, the one it was begun under; without a promise that cannot be given that day. `refusal` says why it
    cannot be submitted now.
    """

    pinned: Guide
    guide: Guide
    newest: Guide | Ending
    until_on: date | None
    refusal: Declined | None

    @property
    def has_newer_list(self) -> bool:
        """Is there something to be read before going on?"""
        return self.guide.content_hash != self.pinned.content_hash

    @property
    def changes(self) -> tuple[str, ...]:
        """What the newest edition changes for the applicant, one sentence each."""
        if isinstance(self.newest, Ending) or self.newest is self.pinned:
            return ()
        return what_changed(self.pinned.option, self.newest.option)


def standing(draft: Draft, *, on: date) -> Standing:
    """The draft's standing on a day: no statement when nothing came since, one or two when something did."""
    pinned = guide_of(draft.option_version_id)
    newest = guide_or_ending(pinned.option_code)
    if isinstance(newest, Guide) and newest.option_version_id == pinned.option_version_id:
        return Standing(pinned, as_offered(newest, on=on), newest, None, _refusal(newest))
    until = may_finish_until(pinned, on=on)
    if until is not None:
        return Standing(pinned, as_offered(pinned, on=on), newest, until, None)
    under = as_offered(newest if isinstance(newest, Guide) else pinned, on=on)
    return Standing(pinned, under, newest, None, _refusal(newest))


def _refusal(newest: Guide | Ending) -> Declined | None:
    if isinstance(newest, Ending):
        return Cancelled(newest)
    return None if newest.is_open else Suspended(f"“{newest.name}”{suspension(newest)}")
