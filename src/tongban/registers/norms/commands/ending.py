"""What stands on repealed files alone ends once its day is over (只剩废止依据的处置), by the timer; R-194.

A list none of whose options has a basis left is suspended; where others have one, the next edition leaves out the bare
ones. Applications that run keep the edition under which they were received.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from tongban.foundation.kernel.actors import SYSTEM
from tongban.foundation.kernel.clock import local_day
from tongban.registers.catalog.commands.adjusting import leave_out, suspend
from tongban.registers.catalog.item import VersionNote
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.catalog.queries import current_guides
from tongban.registers.norms.queries import Unsupported, unsupported

SOURCE = "实施方案 五(四) 清理不相适应的法规规章规范性文件"


def end_unsupported(*, at: datetime) -> list[str]:
    """Codes of the lists that were suspended or lost an option: the last basis is gone, the day for an answer over."""
    on = local_day(at)
    bare = {each.option_code: each for each in unsupported(on) if each.is_overdue(on)}
    if not bare:
        return []
    options: dict[str, set[str]] = {}
    for guide in current_guides():
        if guide.is_open:
            options.setdefault(guide.implementation_code, set()).add(guide.option_code)
    ended = sorted(code for code, held in options.items() if held & bare.keys())
    for each in ImplementationList.objects.filter(code__in=ended).order_by("pk"):
        gone = options[each.code] & bare.keys()
        if gone == options[each.code]:
            suspend(each, _note(gone, bare, "暂停办理", on), by=SYSTEM, at=at)
        else:
            numbers = {code[-2:] for code in gone}
            leave_out(each, numbers, _note(gone, bare, "去掉这个办理项", on), by=SYSTEM, at=at)
    return ended


def _note(gone: Collection[str], bare: Mapping[str, Unsupported], done: str, on: date) -> VersionNote:
    laws = "、".join(dict.fromkeys(law for code in sorted(gone) for law in bare[code].laws))
    names = "、".join(f"“{bare[code].option_name}”" for code in sorted(gone))
    return VersionNote(
        effective_on=on,
        reason=f"{names}的设定依据（{laws}）全部已经废止，处理期限已过，{done}。",
        legal_source=SOURCE,
        is_timed=True,
    )
