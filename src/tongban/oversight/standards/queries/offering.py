"""Checks of the city's services as a whole (政务服务标准检查): ratings, licences, redress, norms."""

from collections.abc import Callable, Mapping
from datetime import datetime

from tongban.foundation.kernel.clock import local_day
from tongban.foundation.kernel.codes import check
from tongban.handling.interpretations.queries import owed
from tongban.handling.interpretations.rules.content import INTERPRETED_WITHIN
from tongban.oversight.evaluations.models import Redress
from tongban.oversight.evaluations.queries.redresses import late_on
from tongban.oversight.evaluations.rules.grades import Grade
from tongban.oversight.standards.rules.compliance import Finding
from tongban.registers.licenses.models import License
from tongban.registers.norms.queries import unsupported

NEWEST = 500


def _redress_in_time(at: datetime) -> Finding:
    """差评按时回访、整改."""
    late = Redress.objects.exclude(status="new").filter(late_on(local_day(at))).order_by("pk")
    failing = tuple(f"差评{each}" for each in late.values_list("pk", flat=True)[:NEWEST])
    return Finding(Redress.objects.exclude(status="new").count(), failing)


def _five_grades(at: datetime) -> Finding:
    """评价分五级."""
    found = [each.label for each in Grade]
    return Finding(len(found), () if len(found) == 5 else ("不是五级",), "、".join(found))


def _license_identifiers(at: datetime) -> Finding:
    """证照标识校验位正确: the newest of them."""
    rows = list(License.objects.order_by("-pk").values_list("identifier", flat=True)[:NEWEST])
    wrong = [each for each in rows if check("license_identifier", each).errors]
    return Finding(len(rows), tuple(wrong))


def _bases_in_force(at: datetime) -> Finding:
    """事项不能只剩废止的依据."""
    found = unsupported(local_day(at))
    return Finding(len(found), tuple(each.option_name for each in found), f"只剩废止依据的办理项{len(found)}个")


def _interpreted(at: datetime) -> Finding:
    """新增的事项、新政策按期有解读."""
    late = owed(on=local_day(at))
    days = INTERPRETED_WITHIN.days
    return Finding(len(late), tuple(late), f"施行{days}天还没有解读的{len(late)}个" if late else "都按期有解读")


SERVICE_CHECKS: Mapping[str, Callable[[datetime], Finding]] = {
    "redress_in_time": _redress_in_time,
    "five_grades": _five_grades,
    "license_identifiers": _license_identifiers,
    "bases_in_force": _bases_in_force,
    "interpreted": _interpreted,
}
