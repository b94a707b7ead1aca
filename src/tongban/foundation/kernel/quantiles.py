"""Medians and percentiles in the database (中位数、百分位): a value that occurred, never one between two."""

from typing import Any

from django.db.models import Aggregate


class Quantile(Aggregate):
    """The value below which `share` of all lie: 0.5 is the median."""

    function = "percentile_disc"
    template = "%(function)s(%(share)s) WITHIN GROUP (ORDER BY %(expressions)s)"

    def __init__(self, expression: Any, *, share: float, **extra: Any) -> None:
        super().__init__(expression, share=float(share), **extra)
