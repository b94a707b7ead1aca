"""The bundles that a change of a list touches (变更影响): in force or to come; for `catalog.impact`, N12."""

from collections.abc import Sequence
from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.registers.bundles.rules.states import Standing
from tongban.registers.catalog.impact import Affected

from .editions import codes_in_use


class TouchedBundles:
    """Bundles that have one of these options as a member (一件事)."""

    label = "一件事"
    what_happens = "联办的事项变了，表单、材料和顺序要重新检查，有错的要改好再发布一版"

    def count(self, option_codes: Sequence[str], *, at: datetime) -> int:
        return codes_in_use(option_codes, on=local_day(at)).count()

    def page(self, option_codes: Sequence[str], *, at: datetime, after: int = 0, most: int = 50) -> Sequence[Affected]:
        rows = codes_in_use(option_codes, on=local_day(at)).filter(pk__gt=after).order_by("pk")[:most]
        return [
            Affected(
                each.pk,
                f"{each.title}(第{each.number}版)",
                (Standing.COMING if each.effective_on > local_day(at) else Standing.IN_FORCE).label,
                each.published_at,
            )
            for each in rows
        ]
