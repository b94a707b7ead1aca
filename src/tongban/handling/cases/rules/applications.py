"""What an application brings (申请): applicant, answers, form and materials, as any channel hands them in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import msgspec

from tongban.registers.catalog.checklist import Given
from tongban.registers.catalog.content import Option
from tongban.registers.documents.rules.papers import Item

from .deferral import Consent


@dataclass(frozen=True, slots=True)
class ApplicantGiven:
    """An applicant as typed; numbers are checked and sealed before anything is kept."""

    kind: str
    name: str
    id_kind: str
    id_number: str
    phone: str = ""


class MaterialGiven(msgspec.Struct, frozen=True):
    """A material as handed in: files, a licence that spares it, or the wish to bring or promise it."""

    requirement_code: str
    file_ids: tuple[UUID, ...] = ()
    license_identifier: str = ""
    is_deferred: bool = False
    is_committed: bool = False

    def as_given(self) -> Given:
        return Given(
            self.requirement_code,
            files=len(self.file_ids),
            license_identifier=self.license_identifier,
            is_deferred=self.is_deferred,
            is_committed=self.is_committed,
        )


@dataclass(frozen=True, slots=True)
class SignedOnline:
    """A promise that was signed on the web while the draft was filled in (网上签名): which text, and whose hand."""

    text_hash: str
    by: str


@dataclass(frozen=True, slots=True)
class InBundle:
    """That an application is one of several that were lodged as one (一件事里的一件).

    `awaits` is what has to be reported before the result may leave; `taken` are the materials for which an earlier
    member's result stands (前序产出), so that nobody hands them in, `taken_fields` the fields that are known only then.
    """

    number: str
    awaits: str = ""
    taken: frozenset[str] = frozenset()
    taken_fields: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Application:
    """A whole application. `applicant` is who asks: given as typed, or the id of a party that is known already.

    `deferral` is the applicant's own signed choice (容缺受理选项); nobody else's word begins one. At a window a promise
    stands on `promise_paper`, the scan of what was signed there, or on what was `signed_online` before.
    """

    option_code: str
    channel: str
    applicant: ApplicantGiven | int
    agent: int | None = None
    answers: Mapping[str, Any] = field(default_factory=dict)
    form: Mapping[str, Any] = field(default_factory=dict)
    materials: Sequence[MaterialGiven] = ()
    wants_deferral: bool = False
    accepts_commitment: bool = False
    number: str = ""
    deferral: Consent | None = None
    promise_paper: UUID | None = None
    signed_online: SignedOnline | None = None
    bundle: InBundle | None = None

    @property
    def is_deferring(self) -> bool:
        """Does it ask for 容缺受理, for all or for one material?"""
        return self.wants_deferral or any(each.is_deferred for each in self.materials)


def option_for_form(option: Option, bundle: InBundle | None) -> Option:
    """The list as its form is checked: what an earlier member's result will fill is not asked of the applicant."""
    if bundle is None or not bundle.taken_fields:
        return option
    form = tuple(
        msgspec.structs.replace(each, is_required=False, required_when="") if each.code in bundle.taken_fields else each
        for each in option.form
    )
    return msgspec.structs.replace(option, form=form)


class MaterialPlan(msgspec.Struct, frozen=True):
    """A material row to be written: what the list asks for in this situation, and how it stands."""

    code: str
    name: str
    state: str
    license_identifier: str
    file_ids: tuple[UUID, ...]


def plan_materials(option: Option, states: Mapping[str, str], given: Sequence[MaterialGiven]) -> list[MaterialPlan]:
    """One row for each material that the situation asks for, in the order of the list; optional ones only if given."""
    handed: dict[str, list[MaterialGiven]] = {}
    for each in given:
        handed.setdefault(each.requirement_code, []).append(each)
    plans = []
    for asked in option.materials:
        if asked.code not in states:
            continue
        mine = handed.get(asked.code, [])
        plans.append(
            MaterialPlan(
                code=asked.code,
                name=asked.name,
                state=states[asked.code],
                license_identifier=next((each.license_identifier for each in mine if each.license_identifier), ""),
                file_ids=tuple(file for each in mine for file in each.file_ids),
            )
        )
    return plans


def receipt_items(plans: Sequence[MaterialPlan]) -> list[Item]:
    """The lines of the receipt: what came in, what is spared, what is still missing."""
    words = {
        "provided": "已提交",
        "spared": "免提交",
        "deferred": "容缺后补",
        "committed": "告知承诺",
        "missing": "未提交",
    }
    return [
        Item(
            code=each.code,
            name=each.name,
            count=f"{len(each.file_ids)}个文件" if each.file_ids else "",
            medium=words[each.state],
        )
        for each in plans
    ]
