"""The policy in force and its history (现行策略、历次修改), and who is watched."""

from django.db.models import QuerySet

from tongban.oversight.reading.bound import BOUND
from tongban.oversight.reading.models import PolicyEdition, WatchedParty
from tongban.oversight.reading.rules.policy import LookPolicy, policy_from
from tongban.oversight.reading.rules.states import WatchKind


def policy() -> LookPolicy:
    """The newest edition, or what the city began with (one statement)."""
    newest = PolicyEdition.objects.order_by("-pk").values_list("content", flat=True).first()
    return BOUND.policy if newest is None else policy_from(newest)


def editions() -> QuerySet[PolicyEdition]:
    """Every edition, the newest first."""
    return PolicyEdition.objects.select_related("by").order_by("-pk")


def watch_list() -> QuerySet[WatchedParty]:
    """Who is or was on the list, those who are first."""
    return WatchedParty.objects.select_related("party", "added_by", "ended_by").order_by("ended_at", "-pk")


def watched_now() -> dict[int, WatchKind]:
    """Who is watched now, and as what (one statement)."""
    rows = WatchedParty.objects.filter(ended_at__isnull=True).values_list("party_id", "kind")
    return {party: WatchKind(kind) for party, kind in rows}
