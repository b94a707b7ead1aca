"""Visits against reason, online depth, channels and places (到现场次数、网办深度、办理地点); pure."""

from collections.abc import Iterator

from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.vocabulary import ONLINE_TO_THE_END

from .listed import Listed, Spot, spot

_NONE = frozenset({"", "无", "没有", "/"})


def visit_without_reason(here: Listed) -> Iterator[Spot]:
    if here.option.visits_required > 0 and here.option.visit_reason.strip() in _NONE:
        yield spot("visit_reason", visits=here.option.visits_required)


def reason_without_visit(here: Listed) -> Iterator[Spot]:
    if here.option.visits_required == 0 and here.option.visit_reason.strip() not in {"", "无"}:
        yield spot("visit_reason", reason=here.option.visit_reason)


def visits_below_zero(here: Listed) -> Iterator[Spot]:
    if here.option.visits_required < 0:
        yield spot("visits_required", visits=here.option.visits_required)


def more_than_one_visit(here: Listed) -> Iterator[Spot]:
    if here.option.visits_required > 1:
        yield spot("visits_required", visits=here.option.visits_required)


def no_way_without_visit(here: Listed) -> Iterator[Spot]:
    option = here.option
    if option.visits_required == 0 and not here.is_online and not option.may_deliver_by_post:
        yield spot("visits_required")


def visit_though_online_to_the_end(here: Listed) -> Iterator[Spot]:
    option = here.option
    if option.online_depth in ONLINE_TO_THE_END and option.visits_required > 0:
        yield spot("online_depth", depth=_depth(here), visits=option.visits_required)


def depth_without_web(here: Listed) -> Iterator[Spot]:
    option = here.option
    if option.online_depth != "consult" and "web" not in option.channels:
        yield spot("channels", depth=_depth(here))


def paper_though_online_to_the_end(here: Listed) -> Iterator[Spot]:
    if here.option.online_depth not in ONLINE_TO_THE_END:
        return
    for each in here.option.materials:
        if each.medium == "paper" and each.spared_by is None:
            yield spot("materials", each.code, "medium", name=each.name, depth=_depth(here))


def mode_across_provinces_disagrees(here: Listed) -> Iterator[Spot]:
    option = here.option
    if (option.scope == "nation") != bool(option.cross_province_mode):
        scope = vocabulary.SCOPES.get(option.scope, option.scope)
        mode = vocabulary.CROSS_PROVINCE_MODES.get(option.cross_province_mode, option.cross_province_mode)
        yield spot("cross_province_mode", scope=scope, mode=mode or "空")


def fully_online_across_provinces_with_visit(here: Listed) -> Iterator[Spot]:
    option = here.option
    if option.cross_province_mode != "fully_online":
        return
    if option.visits_required > 0 or option.online_depth not in ONLINE_TO_THE_END:
        yield spot("cross_province_mode", depth=_depth(here), visits=option.visits_required)


def kiosk_disagrees(here: Listed) -> Iterator[Spot]:
    if ("kiosk" in here.option.channels) != here.option.may_use_kiosk:
        yield spot("may_use_kiosk")


def window_without_place(here: Listed) -> Iterator[Spot]:
    if "window" in here.option.channels and not any(each.strip() for each in here.option.venues):
        yield spot("venues")


def place_unknown(here: Listed) -> Iterator[Spot]:
    if here.around.places:
        for each in here.option.venues:
            if each not in here.around.places:
                yield spot("venues", each, place=each)


def _depth(here: Listed) -> str:
    return vocabulary.ONLINE_DEPTHS.get(here.option.online_depth, here.option.online_depth)


CHECKS = (
    visit_without_reason,
    reason_without_visit,
    visits_below_zero,
    more_than_one_visit,
    no_way_without_visit,
    visit_though_online_to_the_end,
    depth_without_web,
    paper_though_online_to_the_end,
    mode_across_provinces_disagrees,
    fully_online_across_provinces_with_visit,
    kiosk_disagrees,
    window_without_place,
    place_unknown,
)
