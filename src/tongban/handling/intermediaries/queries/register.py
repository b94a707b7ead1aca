"""The register of intermediary services (中介服务事项): what guides ask for, and on what basis; R-057."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from tongban.handling.intermediaries.rules.policy import BOUND, Service
from tongban.registers.catalog.guides import Guide
from tongban.registers.catalog.queries import current_guides, stamp
from tongban.registers.lists.queries import codes_on
from tongban.registers.lists.rules.mandatory import Ground, ground_of


@dataclass(frozen=True, slots=True)
class Asked:
    """One service that one guide asks for (中介服务事项): its basis, and whether it stands on the published list."""

    option_code: str
    matter: str
    agency_id: int
    agency: str
    name: str
    basis: str
    ground: Ground
    is_listed: bool
    service: Service | None

    @property
    def is_mandatory(self) -> bool:
        """Only what a law, a regulation or a decision of the State Council demands, and the list names."""
        return self.ground.suffices and self.is_listed

    @property
    def why(self) -> str:
        """Why it is to be cleaned up (清理原因)."""
        if not self.ground.suffices:
            return f"依据是{self.ground.label}，不是法律、法规或者国务院决定" if self.basis else "没有写依据"
        return "不在公布的强制性中介服务事项清单上"


@dataclass(frozen=True, slots=True)
class Coverage:
    """How many mandatory services have their place in the supermarket (纳入超市覆盖率); R-059."""

    mandatory: int
    covered: int
    missing: tuple[Asked, ...]

    @property
    def percent(self) -> int:
        return self.covered * 100 // self.mandatory if self.mandatory else 100


def register(on: date) -> list[Asked]:
    """Everything that guides in force ask for, by department; kept until the catalogue's revision moves."""
    return list(_register(on, stamp()))


@lru_cache(maxsize=4)
def _register(on: date, _: tuple[int, int]) -> tuple[Asked, ...]:
    listed = codes_on("intermediary", on) or frozenset()
    found = [each for guide in current_guides() for each in _asked(guide, listed)]
    return tuple(sorted(found, key=lambda each: (each.agency_id, each.option_code, each.name)))


def to_clean_up(rows: Sequence[Asked]) -> dict[str, list[Asked]]:
    """What may not be demanded, by department (清理清单); the department with the most first."""
    found = defaultdict(list)
    for each in rows:
        if not each.is_mandatory:
            found[each.agency].append(each)
    return dict(sorted(found.items(), key=lambda pair: (-len(pair[1]), pair[0])))


def coverage(rows: Sequence[Asked]) -> Coverage:
    """Every mandatory service against the categories of the supermarket."""
    mandatory = [each for each in rows if each.is_mandatory]
    missing = tuple(each for each in mandatory if each.service is None)
    return Coverage(len(mandatory), len(mandatory) - len(missing), missing)


def _asked(guide: Guide, listed: frozenset[str]) -> list[Asked]:
    return [
        Asked(
            option_code=guide.option_code,
            matter=guide.name,
            agency_id=guide.agency_id,
            agency=guide.agency_name,
            name=each.name,
            basis=each.basis.text if each.basis is not None else "",
            ground=ground_of(each.basis),
            is_listed=f"{guide.option_code}/{each.name}" in listed,
            service=BOUND.policy.named(each.name),
        )
        for each in guide.option.intermediaries
    ]
