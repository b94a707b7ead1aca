"""What the quality gate must know of the city (检查的周边信息): bodies, posts, places, laws, items; five statements."""

from collections.abc import Mapping, Sequence
from datetime import date

from tongban.registers.agencies.models import Agency, Staff, Venue
from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.models import BasicItem
from tongban.registers.catalog.quality import AgencyFacts, Surroundings
from tongban.registers.catalog.queries.shelf import VENUE_GROUPS
from tongban.registers.norms.queries import repealed


def surroundings(
    *,
    on: date,
    license_types: Mapping[str, str],
    license_aliases: Mapping[str, Sequence[str]],
    halls: frozenset[str],
    protected: frozenset[str] = frozenset(),
) -> Surroundings:
    """The city as of a day; the posts of the `halls` (综合窗口、出件) serve every body."""
    held: dict[str, set[str]] = {}
    for agency, roles in Staff.objects.filter(is_active=True).values_list("agency__key", "roles"):
        held.setdefault(agency, set()).update(set(roles) & set(vocabulary.POSTS))
    common = frozenset().union(*(held.get(hall, ()) for hall in halls)) & {"counter", "issuer"}
    return Surroundings(
        agencies={
            key: AgencyFacts(name, phone, complaint, frozenset(held[key]) | common if held.get(key) else frozenset())
            for key, name, phone, complaint in Agency.objects.values_list("key", "name", "phone", "complaint_phone")
        },
        places=frozenset(Venue.objects.filter(is_active=True).values_list("key", flat=True)) | set(VENUE_GROUPS),
        license_types=license_types,
        license_aliases=license_aliases,
        repealed=repealed(on),
        known_items=frozenset(BasicItem.objects.values_list("code", flat=True)),
        protected=protected,
        on=on,
    )
