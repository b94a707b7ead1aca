"""Old and new names of places (更名登记), and how far the whole city is; R-065, R-066."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch

from tongban.foundation.kernel.actors import Actor
from tongban.registers.agencies.models import Venue
from tongban.registers.places.models import Rename, Sign
from tongban.registers.places.rules.names import standard_name
from tongban.registers.places.rules.signs import SignStatus, open_task

_HERE = (SignStatus.ORDERED, SignStatus.DELIVERED, SignStatus.INSTALLED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a place stands (更名和门牌): its names, the rename that is planned, its signs, and what is still to do."""

    venue: Venue
    standard: str
    former: tuple[str, ...]
    planned: Rename | None
    hanging: Sign | None
    coming: Sign | None

    @property
    def is_named(self) -> bool:
        return self.venue.name == self.standard

    @property
    def task(self) -> str:
        """What is still open, in words; empty when name and sign are right."""
        if not self.is_named and self.planned is None:
            return f"名称不合规则，应当叫“{self.standard}”" if self.standard else "街道不单设便民服务中心"
        sign = open_task(
            self.venue.name,
            self.hanging.words if self.hanging else "",
            self.coming.words if self.coming else "",
            self.coming.status if self.coming else "",
        )
        return sign


def standings() -> list[Standing]:
    """Every place in use, in the order of the divisions (three statements)."""
    return [_standing(each) for each in _places()]


def standing_of(key: str) -> Standing | None:
    """One place, or none (three statements)."""
    found = next(iter(_places(key)), None)
    return _standing(found) if found is not None else None


def former_names(*, on: date) -> Mapping[str, str]:
    """Every name that no longer counts on this day, and what stands in its place (旧名称对照; one statement)."""
    rows = Rename.objects.filter(switch_on__lte=on).select_related("venue")
    return {each.old_name: each.venue.name for each in rows if each.old_name != each.venue.name}


def may_see_sign(actor: Actor, _: str) -> bool:
    """The photo of a sign is seen by everybody who works for the city."""
    return actor.is_staff


def _places(key: str = "") -> list[Venue]:
    rows = Venue.objects.filter(is_active=True, **({"key": key} if key else {}))
    signs = Sign.objects.filter(status__in=_HERE).select_related("batch__spec", "photo")
    named = rows.select_related("division", "agency").prefetch_related("renames", Prefetch("signs", signs))
    return list(named.order_by("division__code", "id"))


def _standing(venue: Venue) -> Standing:
    renames, signs = list(venue.renames.all()), list(venue.signs.all())
    done = [each.old_name for each in renames if each.done_at is not None and each.old_name != venue.name]
    return Standing(
        venue=venue,
        standard=standard_name(venue.division.name, venue.division.level),
        former=tuple(dict.fromkeys(done)),
        planned=next((each for each in renames if each.done_at is None), None),
        hanging=next((each for each in signs if each.state is SignStatus.INSTALLED), None),
        coming=next((each for each in signs if each.state is not SignStatus.INSTALLED), None),
    )
