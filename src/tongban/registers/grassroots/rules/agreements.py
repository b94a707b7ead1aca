"""What an agreement between a body and a place must say (承接协议): everything that is wrong with it at once; pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.errors import Fault

from .modes import Field, Mode

LONGEST_NUMBER = 60
LONGEST_SEAL = 60
MOST_A_DAY = 500


@dataclass(frozen=True, slots=True)
class Line:
    """One matter of an agreement as it was given: which option, in which field, how many a day (承接能力)."""

    option_code: str
    field: str
    capacity: int


@dataclass(frozen=True, slots=True)
class Terms:
    """An agreement as it was given, before anything is known of it."""

    mode: str
    number: str
    seal: str
    valid_from: date | None
    valid_to: date | None
    lines: tuple[Line, ...]


def faults(terms: Terms, *, options: Mapping[str, str], taken: Iterable[str], today: date) -> list[Fault]:
    """Everything that is wrong: `options` are the body's own by code, `taken` those that the place handles already."""
    found = [*_of_the_paper(terms, today)]
    if not terms.lines:
        found.append(Fault("/matters", "required", "至少选一个要下沉的事项。"))
    there, seen = set(taken), set[str]()
    for line in terms.lines:
        name = options.get(line.option_code)
        if name is None:
            found.append(Fault("/matters", "not_theirs", "只能下沉本部门在办的事项。"))
            continue
        if line.option_code in seen:
            found.append(Fault("/matters", "twice", f"“{name}”写了两次。"))
        if line.option_code in there:
            found.append(Fault("/matters", "taken", f"“{name}”已经按另一份协议下沉到这里，请先终止那一份。"))
        if line.field not in set(Field):
            found.append(Fault("/matters", "field", f"请选“{name}”属于哪个领域。"))
        if not 1 <= line.capacity <= MOST_A_DAY:
            found.append(Fault("/capacity", "capacity", f"“{name}”一天能办几件，请写1到{MOST_A_DAY}的数。"))
        seen.add(line.option_code)
    return found


def _of_the_paper(terms: Terms, today: date) -> list[Fault]:
    found = []
    if terms.mode not in set(Mode):
        found.append(Fault("/mode", "required", "请选下沉方式：委托受理、授权办理或者帮办代办。没有方式的不能下沉。"))
    if not terms.number or not terms.number.isprintable() or len(terms.number) > LONGEST_NUMBER:
        words = f"请写协议（委托书、授权书）的文号，不超过{LONGEST_NUMBER}个字。没有协议的不能下沉。"
        found.append(Fault("/number", "required", words))
    if terms.mode == Mode.AUTHORISED and not 1 <= len(terms.seal) <= LONGEST_SEAL:
        found.append(Fault("/seal", "required", "授权办理要写明用哪一枚章，例如：业务专用章（福民社区便民服务站）。"))
    if terms.valid_from is None:
        found.append(Fault("/valid_from", "date", "请写从哪天起，例如：2026-12-01。"))
    elif terms.valid_to is not None and terms.valid_to < max(terms.valid_from, today):
        found.append(Fault("/valid_to", "order", "截止日不能早于生效日，也不能早于今天。"))
    return found
