"""What can be proved to a bank (数据证明的项目), each consented by itself; pure.

Fields and yes-or-no questions are those of the code (`registers.codes.rules.scopes`); one is added, the standing of
promises, which is told in words with its reason and the way of repair, never as a number.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.codes.rules.codes import Kind
from tongban.registers.codes.rules.scopes import fits, is_known

CREDIT = "credit"
CREDIT_LABEL = "承诺信用记录（有没有在限制期的）"
NOTHING_BARRED = "没有在限制期的信用记录"


@dataclass(frozen=True, slots=True)
class Policy:
    """What a city lets banks ask for, and how long (数据证明规定): claims, days to choose from, days of a need."""

    claims: tuple[str, ...] = ()
    days: tuple[int, ...] = (7, 30, 90)
    need_days: int = 60
    most_open: int = 5

    def claims_of(self, *, is_enterprise: bool) -> tuple[str, ...]:
        """What such an applicant can prove at all."""
        return provable_of(self.claims, Kind.ENTERPRISE if is_enterprise else Kind.PERSON)


def is_provable(claim: str) -> bool:
    """Whether it can be proved at all."""
    return claim == CREDIT or is_known(claim)


def provable_of(claims: Iterable[str], kind: Kind) -> tuple[str, ...]:
    """Those that such an applicant has, each once."""
    return tuple(dict.fromkeys(each for each in claims if each == CREDIT or fits(each, kind)))


def refuse_unasked(asked: Collection[str], chosen: Collection[str]) -> None:
    """Consent is to what was asked, or to less: `Invalid` for something else (个人信息保护法 第六条)."""
    if not set(chosen) <= set(asked):
        raise Invalid(faults=[Fault("/claims", "choice", "有的项目银行没有要，不能给。请从列出来的里面选。")])


def policy_from(data: dict[str, object]) -> Policy:
    """The city's file; what cannot be proved does not pass."""
    claims, days = data["claims"], data["days"]
    assert isinstance(claims, list), "claims are a list"
    assert isinstance(days, list), "days are a list"
    unknown = [str(each) for each in claims if not is_provable(str(each))]
    assert not unknown, f"no such claim: {unknown}"
    return Policy(
        tuple(str(each) for each in claims),
        tuple(int(each) for each in days),
        int(str(data["need_days"])),
        int(str(data["most_open"])),
    )


@dataclass(slots=True)
class Bound:
    """What `config/city_files.py` read at start."""

    policy: Policy


BOUND = Bound(Policy())
