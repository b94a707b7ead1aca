"""What stands on repealed files alone is suspended once its day is over (只剩废止依据的暂停), by the timer; R-194."""

from datetime import datetime

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.registers.catalog.commands.adjusting import suspend
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.queries import current_guides
from tongban.registers.norms.queries import unsupported


def suspend_unsupported(*, at: datetime) -> list[str]:
    """Codes of the lists that were suspended: every option that people may apply for has lost its last basis, and the
    deadline for an answer is over. A list with an option that still has one is not: its body has to take the other out.
    """
    on = local_day(at)
    bare = {each.option_code: each for each in unsupported(on) if each.is_overdue(on)}
    if not bare:
        return []
    options: dict[str, set[str]] = {}
    for guide in current_guides():
        if guide.is_open:
            options.setdefault(guide.implementation_code, set()).add(guide.option_code)
    whole = sorted(code for code, held in options.items() if held <= bare.keys())
    for each in ImplementationList.objects.filter(code__in=whole).order_by("pk"):
        laws = "、".join(dict.fromkeys(law for code in sorted(options[each.code]) for law in bare[code].laws))
        note = VersionNote(
            effective_on=on,
            reason=f"设定依据（{laws}）全部已经废止，处理期限已过，暂停办理。",
            legal_source="实施方案 五(四) 清理不相适应的法规规章规范性文件",
            is_timed=True,
        )
        suspend(each, note, by=SYSTEM, at=at)
    return whole
