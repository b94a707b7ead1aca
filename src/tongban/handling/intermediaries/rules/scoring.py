"""The credit score (信用评分) from reviews and breaches, in whole hundredths so that anybody reckons the same; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.errors import Fault

from .policy import CreditClass, Formula
from .states import COUNTS, ItemKind, ItemStatus

MARKS = ("quality", "time", "price", "attitude")
MARK_LABELS = {"quality": "质量", "time": "时效", "price": "收费", "attitude": "态度"}
HIGHEST = 5
HUNDREDTHS = 100
FULL = 100 * HUNDREDTHS


@dataclass(frozen=True, slots=True)
class Known:
    """One entry as the formula reads it: of what kind, from which day, its marks or its breach."""

    kind: ItemKind
    status: ItemStatus
    on: date
    marks: Mapping[str, int]
    breach: str = ""


@dataclass(frozen=True, slots=True)
class Score:
    """The score in hundredths of a point (信用分), and everything that it was reckoned from."""

    value: int
    credit_class: CreditClass
    weighted: int
    weight: int
    deducted: int
    reviews: int
    breaches: int
    is_grave: bool
    edition: str

    @property
    def words(self) -> str:
        whole, rest = divmod(self.value, HUNDREDTHS)
        return f"{whole}.{rest:02d}"


def value_of(formula: Formula, marks: Mapping[str, int]) -> int:
    """A review in hundredths of a point: five of five in everything is 10000."""
    weights = formula.weights
    parts = (
        (weights.quality, "quality"),
        (weights.time, "time"),
        (weights.price, "price"),
        (weights.attitude, "attitude"),
    )
    return sum(weight * marks[name] for weight, name in parts) * HUNDREDTHS // HIGHEST


def score(formula: Formula, known: Sequence[Known], *, on: date) -> Score:
    """The score on a day: the weighted mean with the start that everybody has, less what breaches take off."""
    since = months_before(on, formula.months)
    counted = [each for each in known if each.status in COUNTS and since < each.on <= on]
    reviews = [each for each in counted if each.kind is not ItemKind.BREACH]
    breaches = [found for each in counted if (found := formula.breach(each.breach)) is not None]
    weight = formula.prior_reviews * formula.client_weight
    weighted = weight * formula.prior_score * HUNDREDTHS
    for each in reviews:
        part = formula.client_weight if each.kind is ItemKind.CLIENT else formula.department_weight
        weight, weighted = weight + part, weighted + part * value_of(formula, each.marks)
    deducted = sum(each.points for each in breaches) * HUNDREDTHS
    value = min(FULL, max(0, (2 * weighted + weight) // (2 * weight) - deducted))
    is_grave = any(each.is_grave for each in breaches)
    return Score(
        value=value,
        credit_class=formula.classes[-1] if is_grave else _class(formula, value),
        weighted=weighted,
        weight=weight,
        deducted=deducted,
        reviews=len(reviews),
        breaches=len(breaches),
        is_grave=is_grave,
        edition=formula.edition,
    )


def mark_faults(marks: Mapping[str, int]) -> list[Fault]:
    """Every mark that is missing or out of range."""
    return [
        Fault(f"/{name}", "mark", f"请给“{MARK_LABELS[name]}”打1到5分。")
        for name in MARKS
        if not 1 <= marks.get(name, 0) <= HIGHEST
    ]


def months_before(on: date, months: int) -> date:
    """The day so many months before; the last of the month where the day does not exist."""
    month = on.year * 12 + on.month - 1 - months
    year, index = divmod(month, 12)
    for day in range(on.day, 27, -1):
        try:
            return date(year, index + 1, day)
        except ValueError:
            continue
    return date(year, index + 1, min(on.day, 28))


def formula_lines(formula: Formula) -> list[str]:
    """The formula in plain words, as it is published (公式说明)."""
    w = formula.weights
    return [
        f"每次评价的得分＝（质量×{w.quality}＋时效×{w.time}＋收费×{w.price}＋态度×{w.attitude}）÷5，各项1到5分。",
        f"委托人的评价权重{formula.client_weight}，部门的评价权重{formula.department_weight}。",
        f"每家机构先有{formula.prior_reviews}次{formula.prior_score}分的起始评价（权重{formula.client_weight}），"
        "评价越多，起始分的影响越小。",
        "加权平均以后，减去失信行为的扣分："
        + "，".join(
            f"{each.label}扣{each.points}分" + ("并直接评为D级" if each.is_grave else "") for each in formula.breaches
        )
        + "。",
        f"只算最近{formula.months}个月的记录；申诉中的、撤销的、修复的不算。",
        "，".join(f"{each.least}分以上{each.code}级（{each.label}）" for each in formula.classes if each.least)
        + f"，其余{formula.classes[-1].code}级（{formula.classes[-1].label}）。",
    ]


def _class(formula: Formula, value: int) -> CreditClass:
    return next(each for each in formula.classes if value >= each.least * HUNDREDTHS)
