"""What a product and a need must say (产品、需求的内容); every fault is told at once; pure."""

from collections.abc import Collection
from dataclasses import dataclass

from tongban.foundation.kernel.errors import Fault, Invalid

from .claims import Policy
from .states import Audience, Guarantee, Use

MOST_FEN = 9_999_999_00
MOST_MONTHS = 360
MOST_RATE = 2400


@dataclass(frozen=True, slots=True)
class Offered:
    """A product as its bank describes it (产品): sums in fen, yearly rates in hundredths of a percent, workdays."""

    name: str
    audience: str
    most: int | None
    longest_months: int
    rate_from: int | None
    rate_to: int | None
    guarantee: str
    conditions: str
    answer_days: int
    wants: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A need as its applicant describes it (融资需求): the sum in fen, the term in months."""

    amount: int | None
    months: int
    use: str
    guarantee: str
    words: str


def refuse_faulty(offered: Offered, policy: Policy) -> None:
    """`Invalid` with everything wrong of a product."""
    faults = [*_sizes(offered.most, offered.longest_months, "/most", "/longest_months")]
    if not 2 <= len(offered.name.strip()) <= 60:
        faults.append(Fault("/name", "name", "请写产品名称，2到60个字。"))
    if offered.audience not in set(Audience):
        faults.append(Fault("/audience", "choice", "请选产品给谁办。"))
    low, high = offered.rate_from, offered.rate_to
    if low is None or high is None or not 0 <= low <= high <= MOST_RATE:
        faults.append(Fault("/rate_from", "rate", "请写年利率从多少到多少，例如 3.45 和 4.35，最高24。"))
    if offered.guarantee not in set(Guarantee):
        faults.append(Fault("/guarantee", "choice", "请选担保方式。"))
    if not offered.conditions.strip() or len(offered.conditions) > 500:
        faults.append(Fault("/conditions", "conditions", "请写办理条件，不超过500个字。"))
    if not 1 <= offered.answer_days <= 30:
        faults.append(Fault("/answer_days", "days", "请写几个工作日内答复，1到30。"))
    faults += _wanting(offered.wants, policy)
    if faults:
        raise Invalid("产品还要改一下。", faults=faults)


def refuse_faulty_need(wanted: Wanted) -> None:
    """`Invalid` with everything wrong of a need."""
    faults = [*_sizes(wanted.amount, wanted.months, "/amount", "/months")]
    if wanted.use not in set(Use):
        faults.append(Fault("/use", "choice", "请选钱用在哪里。"))
    if wanted.guarantee not in set(Guarantee):
        faults.append(Fault("/guarantee", "choice", "请选能提供的担保。"))
    if len(wanted.words) > 300:
        faults.append(Fault("/words", "words", "补充说明不超过300个字。"))
    if faults:
        raise Invalid("还有地方要改一下。", faults=faults)


def _wanting(wants: Collection[str], policy: Policy) -> list[Fault]:
    if set(wants) <= set(policy.claims):
        return []
    return [Fault("/wants", "choice", "有的数据不能要。请从列出来的里面选，用不着的不要选。")]


def _sizes(amount: int | None, months: int, amount_at: str, months_at: str) -> list[Fault]:
    faults = []
    if amount is None or not 0 < amount <= MOST_FEN:
        faults.append(Fault(amount_at, "amount", "请写多少元，例如 200000，不超过999万元。"))
    if not 1 <= months <= MOST_MONTHS:
        faults.append(Fault(months_at, "months", f"请写几个月，1到{MOST_MONTHS}。"))
    return faults
