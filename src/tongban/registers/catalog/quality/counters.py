"""Windows stay open to whoever walks in (线下办理一直保留、不强制预约, plan 三(四)2, R-098, R-100); pure."""

import re
from collections.abc import Iterator

from .listed import Listed, Spot, spot
from .texts import texts

COUNTERS = frozenset({"window", "station"})
_ONLY_BY_APPOINTMENT = re.compile(
    r"(?:必须|须|应(?:当|)(?:先|)|只接受|仅限|一律)(?:通过|提前|先|在)?(?:网上|线上|手机|电话)?(?:进行)?预约"
    r"|(?:不|未)预约(?:的)?(?:，)?(?:一律)?(?:不予?|无法|不能)(?:受理|办理|收件|接待)"
    r"|(?:必须|只能|一律)(?:先)?(?:在|通过)?(?:网上|线上)(?:提交|申请)(?:以后|后)?，?(?:才能|方可)"
)


def protected_window_closed(here: Listed) -> Iterator[Spot]:
    """A matter on the city's list of those whose windows stay open cannot be published without one."""
    known = here.around.protected
    if here.key not in known and here.item.basic_code not in known:
        return
    if COUNTERS.isdisjoint(here.option.channels):
        yield spot("channels")
    elif not any(each.strip() for each in here.option.venues):
        yield spot("venues")


def place_without_window(here: Listed) -> Iterator[Spot]:
    if any(each.strip() for each in here.option.venues) and COUNTERS.isdisjoint(here.option.channels):
        yield spot("channels")


def only_by_appointment(here: Listed) -> Iterator[Spot]:
    for text in texts(here.option):
        found = _ONLY_BY_APPOINTMENT.search(text.said)
        if found is not None:
            yield Spot(text.pointer, spot(said=found.group()).said)


CHECKS = (protected_window_closed, place_without_window, only_by_appointment)
