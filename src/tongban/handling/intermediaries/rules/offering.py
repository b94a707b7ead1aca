"""The guide of an agency's service (中介服务指南): four elements, none of which may be missing; R-060; pure."""

from dataclasses import dataclass
from datetime import date

from tongban.foundation.kernel.errors import Fault

from .policy import MarketPolicy

ELEMENTS = (("conditions", "条件"), ("process", "流程"), ("limit_days", "时限"), ("price_standard", "收费标准"))
MOST_DAYS = 365
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Guide:
    """What an agency offers (服务指南): the four elements, and from how many fen the price begins."""

    service: str
    conditions: str
    process: str
    limit_days: int
    price_standard: str
    price_from: int | None


@dataclass(frozen=True, slots=True)
class Paper:
    """A qualification (资质): which paper, its number, who gave it, its last day."""

    name: str
    number: str
    issuer: str
    valid_until: date | None


def faults_of(policy: MarketPolicy, guide: Guide, paper: Paper, *, on: date) -> list[Fault]:
    """Everything that keeps an agency from being listed with this service, told at once."""
    service = policy.service(guide.service)
    faults = [] if service is not None else [Fault("/service", "choice", "请选一项中介服务。")]
    said = {"conditions": guide.conditions, "process": guide.process, "price_standard": guide.price_standard}
    for name, label in ELEMENTS:
        if name in said and not said[name].strip():
            faults.append(Fault(f"/{name}", "missing", f"服务指南要写明“{label}”，缺了不能上架。"))
        elif name in said and len(said[name]) > LONGEST:
            faults.append(Fault(f"/{name}", "long", f"“{label}”不超过{LONGEST}个字。"))
    if not 1 <= guide.limit_days <= MOST_DAYS:
        faults.append(Fault("/limit_days", "missing", f"服务指南要写明“时限”：1到{MOST_DAYS}个工作日。"))
    if guide.price_from is None:
        faults.append(Fault("/price_from", "amount", "请写起步价是多少元，例如 800；按面积、按次算的写最低的。"))
    faults += _paper_faults(paper, on=on)
    if service is not None and paper.name.strip() != service.qualification:
        faults.append(Fault("/name", "qualification", f"“{service.name}”要有“{service.qualification}”。"))
    return faults


def _paper_faults(paper: Paper, *, on: date) -> list[Fault]:
    found = []
    if not paper.number.strip():
        found.append(Fault("/number", "missing", "请写资质证书的编号。"))
    if not paper.issuer.strip():
        found.append(Fault("/issuer", "missing", "请写资质证书由谁发的。"))
    if paper.valid_until is None:
        found.append(Fault("/valid_until", "day", "请写资质有效到哪天，例如2028-06-30。"))
    elif paper.valid_until < on:
        found.append(Fault("/valid_until", "expired", "资质已经过期，换证以后再来。"))
    return found
