"""What cases need from outside: the permits on the city's list, and whose word is not taken."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


class PermitList(Protocol):
    """The municipal permit list (市级行政许可事项清单): what is not on it is no permit of this city (plan 三(一)1)."""

    def __call__(self, option_code: str, on: date) -> bool:
        """May applications for this option be accepted on this day? All may while no list was published."""
        ...


class Cancellations(Protocol):
    """Approvals that were cancelled and are supervised on (已取消审批仍需监管的事项, plan 三(一)3; R-056)."""

    def __call__(self, option_code: str, on: date) -> str:
        """Why nobody applies for this option any more, in words; empty for one that was not cancelled."""
        ...


@dataclass(frozen=True, slots=True)
class Barred:
    """Why somebody's word is not taken for now (失信): the reason, since when, and how to repair it (信用修复)."""

    reason: str
    repair: str
    since_on: date


class CreditStanding(Protocol):
    """What the credit record says (信用档案) of a party: may it promise (告知承诺) and defer (容缺受理)? R-146."""

    def __call__(self, party_id: int, on: date) -> Barred | None:
        """What bars this party on this day; None when nothing does."""
        ...


@dataclass(frozen=True, slots=True)
class HeldLicense:
    """A licence of a party that need not be handed in (已有电子证照): its type, its identifier, where it is."""

    license_type: str
    identifier: str
    where: str


class Holdings(Protocol):
    """Which licences of a party are at hand (证照可以共享获取): R-101."""

    def __call__(self, party_id: int, license_types: Collection[str], on: date) -> Sequence[HeldLicense]:
        """The licences of these types that hold on this day; none is an empty sequence."""
        ...


@dataclass(frozen=True, slots=True)
class KnownFact:
    """A fact on record of an applicant (已知事实): as a form holds it, and where it comes from in words."""

    value: Any
    source: str


class KnownFacts(Protocol):
    """What is on record of an applicant beyond their entry (证照、自己填过的), for a form that asks for it: R-101."""

    def __call__(self, party_id: int, kind: str, names: Collection[str], on: date) -> Mapping[str, KnownFact]:
        """Those of these facts that are known on this day; what is missing is not known."""
        ...


class Forerunners(Protocol):
    """What a case of a bundle waits for (一件事里在前的事项): R-082."""

    def __call__(self, case_id: int) -> Sequence[str]:
        """Why it cannot be granted yet, one sentence for each; empty when nothing is in the way."""
        ...

    def undecided(self, case_id: int) -> Sequence[str]:
        """Why it cannot be refused yet either: those in front that are not decided; empty when all are."""
        ...

    def held(self, case_id: int, *, on: date) -> str:
        """Why its result is not sent yet (一次发证): which others it is sent with, and until when; empty when it is."""
        ...


class PromiseList(Protocol):
    """The published list of matters that may be promised (告知承诺制实施清单): what is not on it cannot be (R-143)."""

    def __call__(self, option_code: str, on: date) -> bool:
        """May applicants promise for this option on this day? All offered ones may while no list was published."""
        ...


@dataclass(frozen=True, slots=True)
class Capped:
    """More promises of a matter are open than its cap of risk lets be (超过风险上限): why, and what follows.

    `is_suspended`: nobody can promise until checks are done; else a promise is taken, and the body's own head decides.
    """

    words: str
    is_suspended: bool


class PromiseCap(Protocol):
    """The cap on what unchecked promises of a matter may cost (风险上限): R-147."""

    def __call__(self, option_code: str, on: date) -> Capped | None:
        """What one more promise on this day would go beyond; None while it does not."""
        ...
