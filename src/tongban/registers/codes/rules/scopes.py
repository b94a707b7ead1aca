"""What may be asked by a code (用码范围): claims out of a fixed list, for a purpose, by a named verifier; pure."""

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.licenses.rules.predicates import Ask, Question

from .codes import Kind

NAME, ID_NUMBER, PHONE, ADDRESS, REPRESENTATIVE = "name", "id_number", "phone", "address", "legal_representative"
PERSON_FIELDS = {NAME: "姓名", ID_NUMBER: "证件号码", PHONE: "手机号", ADDRESS: "住址"}
ENTERPRISE_FIELDS = {NAME: "名称", ID_NUMBER: "统一社会信用代码", REPRESENTATIVE: "法定代表人", PHONE: "联系电话"}
FIELDS = PERSON_FIELDS | ENTERPRISE_FIELDS
ASKED_FOR = timedelta(minutes=5)
KEPT_FOR = timedelta(minutes=10)
KEPT_AT_MOST = timedelta(hours=1)
MOST_CLAIMS = 12
_QUESTION = re.compile(r"([a-z_]{1,20})\(([0-9a-z_]{1,60})\)")


@dataclass(frozen=True, slots=True)
class Scope:
    """What one scan asks for (本次扫码的范围): the scene gives it, the holder grants all, some or nothing of it.

    `claims` are keys of fields (name, id_number, phone, address, legal_representative) or of yes-or-no questions
    (age_at_least(60), registered_here(6202), in_force(<type>), holds(<type>)). `keeps` is how long the granted may
    be looked at; after it, or when the holder withdraws, the answer is no.
    """

    claims: tuple[str, ...]
    purpose: str
    verifier: str
    scene: str = ""
    keeps: timedelta = KEPT_FOR


def presented_to(verifier: str) -> Scope:
    """The scope of scanning a licence code: what is seen was chosen by the holder before (亮证)."""
    return Scope((NAME,), "当面核对证照", verifier, keeps=KEPT_AT_MOST)


def question_of(claim: str) -> Question | None:
    """The question that a claim is; None for a field."""
    found = _QUESTION.fullmatch(claim)
    if found is None or found[1] not in {each.value for each in Ask}:
        return None
    return Question(Ask(found[1]), found[2])


def is_known(claim: str) -> bool:
    """Whether this can be asked by a code at all."""
    return claim in FIELDS or question_of(claim) is not None


def fits(claim: str, kind: Kind) -> bool:
    """Whether it can be asked of such a holder: an enterprise has no age, a person no representative."""
    question = question_of(claim)
    if question is not None:
        return kind is Kind.PERSON or question.ask in (Ask.IN_FORCE, Ask.HOLDS)
    return claim in (PERSON_FIELDS if kind is Kind.PERSON else ENTERPRISE_FIELDS)


def check_scope(scope: Scope) -> None:
    """`Invalid` with everything that is wrong: no purpose, no verifier, nothing asked, or what cannot be asked."""
    faults = []
    if not scope.purpose.strip():
        faults.append(Fault("/purpose", "missing", "扫码要写明用途。"))
    if not scope.verifier.strip():
        faults.append(Fault("/verifier", "missing", "扫码要写明是谁在查看。"))
    if not 1 <= len(scope.claims) <= MOST_CLAIMS:
        faults.append(Fault("/claims", "count", f"要查看1到{MOST_CLAIMS}项信息。"))
    if not all(is_known(each) for each in scope.claims):
        faults.append(Fault("/claims", "unknown", "有的信息不能用扫码查看，请核对。"))
    if not timedelta() < scope.keeps <= KEPT_AT_MOST:
        faults.append(Fault("/keeps", "range", "查看时间最长1小时。"))
    if faults:
        raise Invalid(faults=faults)


def asked_of(scope: Scope, kind: Kind) -> tuple[str, ...]:
    """Those of its claims that such a holder has; `Invalid` when none is left."""
    found = tuple(dict.fromkeys(each for each in scope.claims if fits(each, kind)))
    if not found:
        raise Invalid(faults=[Fault("/claims", "kind", f"这个场景不查看{kind.label}。")])
    return found


def granted_of(asked: Collection[str], chosen: Collection[str]) -> tuple[str, ...]:
    """What the holder agreed to: some of what was asked, never more; `Invalid` for nothing or something else."""
    if not chosen or not set(chosen) <= set(asked):
        raise Invalid(faults=[Fault("/claims", "choice", "请至少选一项给对方看，或者点“不同意”。")])
    return tuple(each for each in asked if each in set(chosen))
