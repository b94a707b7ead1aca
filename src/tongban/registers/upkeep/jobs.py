"""What a timer calls for guides (指南提醒、夜间巡检): owners, lights, and what is broken; late is not wrong."""

from collections.abc import Iterable
from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.registers.catalog.forms import form_sheet
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.models import HandlingOption
from tongban.registers.catalog.queries import current_guides
from tongban.registers.documents.rendering.pdf import render_form

from .commands import look_after, note_flaws
from .models import GuideCheck
from .ports import BOUND
from .queries import around, last_check
from .rules.flaws import Flaw, addresses_of, broken_form, dead, flaws_of, silent
from .rules.freshness import DEFAULT_POLICY, ReviewPolicy


def alert_stale(at: datetime, policy: ReviewPolicy = DEFAULT_POLICY) -> int:
    """Every guide in force has an owner and today's light; gives how many turned yellow or red since."""
    options = HandlingOption.objects.filter(current__isnull=False).select_related("list")
    return sum(look_after(each, policy=policy, at=at) for each in options.order_by("code"))


def check_guides(at: datetime) -> GuideCheck:
    """Everything in every guide in force that may have broken since it was published (R-018).

    Others' addresses are asked outside of any transaction, and all at once: it may take long.
    """
    city, guides = around(frozenset(BOUND.unsupervised(local_day(at)))), list(current_guides())
    found = {each.option_code: [*flaws_of(each, city), *_inside(each), *_form(each)] for each in guides}
    for code, flaw in _outside(guides):
        found[code].append(flaw)
    keys = dict(HandlingOption.objects.values_list("code", "pk"))
    return note_flaws({keys[code]: flaws for code, flaws in found.items()}, at=at)


def check_guides_once_a_day(at: datetime) -> GuideCheck | None:
    """The look of today, if nobody has looked yet: a house that was off at night looks when it is back."""
    before = last_check()
    return None if before is not None and before.on >= local_day(at) else check_guides(at)


def _inside(guide: Guide) -> Iterable[Flaw]:
    for pointer, address in addresses_of(guide.option):
        if BOUND.house.owns(address) and (wrong := BOUND.house.wrong_with(address)):
            yield dead(pointer, address, wrong)


def _outside(guides: Iterable[Guide]) -> Iterable[tuple[str, Flaw]]:
    places = [
        (each.option_code, pointer, address)
        for each in guides
        for pointer, address in addresses_of(each.option)
        if not BOUND.house.owns(address) and not address.startswith("/")
    ]
    told = BOUND.outside.silent(sorted({address for _, _, address in places}))
    return [(code, silent(pointer, address, told[address])) for code, pointer, address in places if address in told]


_SOUND: set[str] = set()
"""The contents whose forms this process has already made: what was published never changes."""


def _form(guide: Guide) -> Iterable[Flaw]:
    """Can the blank form and its sample be opened (空白表、样表)?"""
    if not guide.option.form or guide.content_hash in _SOUND:
        return
    for is_sample in (False, True):
        try:
            made = render_form(form_sheet(guide, is_sample=is_sample, address=""), on=guide.effective_on)
        except (RuntimeError, ValueError, TypeError, LookupError) as error:
            yield broken_form(str(error)[:100] or type(error).__name__)
            return
        if not made.startswith(b"%PDF"):
            yield broken_form("得到的不是PDF文件")
            return
    _SOUND.add(guide.content_hash)
