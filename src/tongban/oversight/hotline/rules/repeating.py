"""Is it the same matter again (重复诉求)? By what it is about, or by its words; pure."""

from collections.abc import Iterable
from dataclasses import dataclass

_IDLE = frozenset(
    "的了是我在有和就不都一个也很到说要去你会着没看好自己这那他她们您请吗呢吧啊，。！？、；：“”（）()…— \n"
)


@dataclass(frozen=True, slots=True)
class Told:
    """What a work order is about, as far as it can be compared."""

    content: str
    case_number: str = ""
    option_code: str = ""
    topic: str = ""


def is_same(one: Told, other: Told, *, likeness: float) -> bool:
    """The same case; or the same matter or topic in about the same words."""
    if one.case_number or other.case_number:
        return one.case_number == other.case_number
    near = likeness_of(one.content, other.content)
    if one.option_code and one.option_code == other.option_code:
        return near >= likeness / 2
    return near >= likeness


def likeness_of(one: str, other: str) -> float:
    """Shared pairs of characters over all pairs (Dice), 0 to 1: order matters little, idle characters not at all."""
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return 0.0
    return 2 * len(first & second) / (len(first) + len(second))


def _pairs(text: str) -> frozenset[str]:
    return frozenset(_of(each for each in text if each not in _IDLE))


def _of(said: Iterable[str]) -> Iterable[str]:
    plain = "".join(said)
    return (plain[place : place + 2] for place in range(len(plain) - 1))
