"""Spot checks (抽查): every draw with its seed, its list and what was found."""

from tongban.oversight.evaluations.models import Draw

MOST = 24


def draws() -> list[Draw]:
    """The newest first, with their checks (two statements)."""
    rows = Draw.objects.select_related("drawn_by").prefetch_related("checks__redress__agency")
    return list(rows.order_by("-month")[:MOST])
