"""How far each matter goes online (网办深度), and which fall short without a reason in law (差距). Pure. R-094."""

from collections.abc import Iterable
from dataclasses import dataclass

from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.content import Option
from tongban.registers.catalog.guides import Guide


@dataclass(frozen=True, slots=True)
class Depth:
    """One matter: its depth, whether that is the whole way, and the exception that excuses it if not."""

    option_code: str
    name: str
    agency_id: int
    agency: str
    depth: str
    label: str
    is_whole: bool
    exception: str

    @property
    def is_gap(self) -> bool:
        """Below the whole way, and no law says that it has to be."""
        return not self.is_whole and not self.exception


def depths(guides: Iterable[Guide]) -> tuple[Depth, ...]:
    """Every matter that people can apply for now, by department and code."""
    return tuple(
        sorted((_depth(each) for each in guides if each.is_open), key=lambda each: (each.agency, each.option_code))
    )


def is_whole_online(option: Option) -> bool:
    """Can it be done on the web from the application to the result (全程网办)?"""
    return "web" in option.channels and option.online_depth in vocabulary.ONLINE_TO_THE_END


def _depth(guide: Guide) -> Depth:
    option = guide.option
    return Depth(
        option_code=guide.option_code,
        name=guide.name,
        agency_id=guide.agency_id,
        agency=guide.agency_short_name,
        depth=option.online_depth,
        label=vocabulary.ONLINE_DEPTHS.get(option.online_depth, option.online_depth),
        is_whole=is_whole_online(option),
        exception=_exception(option),
    )


def _exception(option: Option) -> str:
    """The legal exception in words; one on another ground than law or secrecy excuses nothing."""
    found = option.online_exception
    return found.basis.text if found is not None and found.is_legal else ""
