"""Taking note of a limit that comes near (时限提醒)."""

from datetime import datetime

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.errors import NotFound
from tongban.handling.cases.models import Alert
from tongban.handling.cases.queries.alerts import alerts_for


def see(key: int, *, by: Actor, at: datetime) -> None:
    """Somebody whom the alert concerns knows of it; `NotFound` for who is not concerned."""
    if key not in {each.pk for each in alerts_for(by)}:
        raise NotFound()
    Alert.objects.filter(pk=key, seen_at=None).update(seen_at=at, seen_by_id=by.staff_id)
