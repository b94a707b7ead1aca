"""The city's table of the supermarket (网上超市目录和规则): services, formula, classes, limits; pure."""

from typing import Any

import msgspec


class Service(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A service of the supermarket (中介服务): its category, who supervises it, which paper an agency needs."""

    code: str
    name: str
    category: str
    department: str
    qualification: str
    what: str = ""


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much each mark weighs in percent (评价权重)."""

    quality: int = 40
    time: int = 25
    price: int = 15
    attitude: int = 20


class Breach(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of breach (失信行为): what it takes off, and whether it means class D while it counts."""

    code: str
    label: str
    points: int
    is_grave: bool = False


class CreditClass(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A class of credit (信用等级): from which score, what percent is inspected a month, whether it is shown."""

    code: str
    label: str
    least: int
    inspected: int
    is_shown: bool = True


class Formula(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the score is reckoned (信用评分公式), published as it stands.

    A review of the client weighs `client_weight`, of the department `department_weight`; an agency begins as if it
    had `prior_reviews` of the client's with `prior_score` each. What is older than `months` counts no more.
    """

    edition: str = "2026-1"
    weights: Weights = Weights()
    client_weight: int = 3
    department_weight: int = 2
    prior_reviews: int = 3
    prior_score: int = 80
    months: int = 24
    breaches: tuple[Breach, ...] = (
        Breach("gave_up", "中选后放弃", 10),
        Breach("late", "超过约定时限交付", 5),
        Breach("overcharged", "超出公示标准收费", 15),
        Breach("false_result", "出具虚假结果", 40, is_grave=True),
    )
    classes: tuple[CreditClass, ...] = (
        CreditClass("A", "优秀", 90, 5),
        CreditClass("B", "良好", 80, 10),
        CreditClass("C", "一般", 60, 30),
        CreditClass("D", "较差", 0, 100, is_shown=False),
    )

    def breach(self, code: str) -> Breach | None:
        return next((each for each in self.breaches if each.code == code), None)

    def class_of(self, code: str) -> CreditClass:
        return next(each for each in self.classes if each.code == code)


class MarketPolicy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The city's table (网上超市规则); limits are workdays, `share` of the concentration is percent."""

    services: tuple[Service, ...] = ()
    formula: Formula = Formula()
    entry_days: int = 2
    confirm_days: int = 2
    repair_months: int = 3
    concentration_share: int = 60
    concentration_least: int = 5
    concentration_months: int = 12

    def service(self, code: str) -> Service | None:
        return next((each for each in self.services if each.code == code), None)

    def named(self, name: str) -> Service | None:
        """The service that a guide calls by this name."""
        return next((each for each in self.services if each.name == name.strip()), None)


class _Bound:
    """Which table is bound: `config/wiring.py` binds the city's at start."""

    policy = MarketPolicy()


BOUND = _Bound()


def policy_from(plain: Any) -> MarketPolicy:
    """The table of a city's file; msgspec.ValidationError names the path of a defect."""
    return msgspec.convert(plain, MarketPolicy)
