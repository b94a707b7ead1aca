"""Which plates the province knows (门楼牌备案情况)."""

from collections.abc import Collection

from .bound import BOUND
from .models import PlateFiling


def platform_name() -> str:
    """What the bound platform is called on screens; empty when there is none."""
    return BOUND.platform.name if BOUND.platform is not None else ""


def filed(plates: Collection[int]) -> dict[int, bool]:
    """Of these plates whether their newest notice has its receipt; one without a notice is not in it (one query)."""
    rows = PlateFiling.objects.filter(plate_id__in=plates).order_by("pk")
    return {each.plate_id: each.received_at is not None for each in rows}
