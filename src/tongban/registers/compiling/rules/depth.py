"""A change never takes a matter back from the whole way online without a law that says so (网办深度不倒退); R-094."""

from collections.abc import Iterator, Mapping

from tongban.registers.catalog.content import Option
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.quality.pointers import at
from tongban.registers.catalog.vocabulary import ONLINE_DEPTHS, ONLINE_TO_THE_END

CLAUSE = "实施方案 三(三)3"


def falls_short(option: Option) -> bool:
    """Below the whole way, and no law is named."""
    is_whole = option.online_depth in ONLINE_TO_THE_END and "web" in option.channels
    return not is_whole and not (option.online_exception is not None and option.online_exception.is_legal)


def set_back(before: Mapping[str, Option], after: Mapping[str, Option]) -> Iterator[Finding]:
    """Options that were online to the end and would not be any more; the ones that never were stay in the gap list."""
    for number, option in after.items():
        old = before.get(number)
        if old is not None and falls_short(option) and not falls_short(old):
            depth = ONLINE_DEPTHS.get(option.online_depth, option.online_depth)
            said = f"“{option.name}”原来能全程网办，改成只办到“{depth}”，要在不上网例外里写明法律依据。"
            yield Finding("depth_set_back", Severity.ERROR, at("options", number, "online_depth"), said, CLAUSE)
