"""What is complete and what is missing (材料是否齐全): told once, whole (行政许可法 第三十二条)."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from tongban.foundation.kernel.errors import Fault
from tongban.registers.catalog.content import MaterialRequirement, Option
from tongban.registers.catalog.kinds import Necessity

from .answers import asked, read_answers, settled

_CHANNELS = {"own": "您自己准备", "government": "由{issuer}核发", "intermediary": "由{issuer}出具", "other": ""}


class Given(msgspec.Struct, frozen=True):
    """What was handed in for one requirement (已交材料): files, or a licence, or a request to bring it later."""

    requirement_code: str
    files: int = 0
    license_identifier: str = ""
    is_deferred: bool = False
    is_committed: bool = False


@dataclass(frozen=True, slots=True)
class Lacking:
    """A material that is missing (缺少的材料) and the sentence that tells what to do about it."""

    material: MaterialRequirement
    message: str
    may_be_deferred: bool
    may_be_committed: bool


class MaterialsVerdict(msgspec.Struct, frozen=True):
    """The judgement on a set of materials; every tuple is in the order of the list, whatever order was given."""

    complete: tuple[str, ...]
    spared: tuple[str, ...]
    deferrable: tuple[str, ...]
    committed: tuple[str, ...]
    missing: tuple[Lacking, ...]
    undecided: tuple[str, ...]
    open_questions: tuple[str, ...]
    not_needed: tuple[str, ...]
    unknown: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def missing_codes(self) -> tuple[str, ...]:
        return tuple(each.material.code for each in self.missing)

    @property
    def is_in_order(self) -> bool:
        """As far as materials go it can be accepted (材料齐全、符合法定形式), with gaps deferred or committed."""
        return not self.faults


def judge_materials(
    option: Option,
    answers: Mapping[str, Any],
    given: Iterable[Given],
    *,
    deferral_requested: bool = False,
    commitment_accepted: bool = False,
    spared: Collection[str] = (),
) -> MaterialsVerdict:
    """Which materials are there, which may follow, and all that are missing, at once; raises `Invalid` for answers.

    `spared` are the codes that the city holds itself (`Checklist.spared_codes`). Deferral (容缺) needs all three:
    a deferrable material, an option that offers it, and an applicant who asked, for all or for this one. Commitment
    (告知承诺) likewise, but what was promised must have been accepted as a whole.
    """
    kept = read_answers(option, answers)
    handed = _by_code(given)
    told = _Told(option, settled(option, kept), handed, frozenset(spared), deferral_requested, commitment_accepted)
    states = {each.code: told.state(each) for each in option.materials}
    lacking = tuple(
        _lacking(option, each, handed.get(each.code)) for each in option.materials if states[each.code] == "missing"
    )
    unknown = tuple(sorted(code for code in handed if code not in states))
    open_questions = tuple(each.code for each in asked(option, kept) if each.code not in kept)

    standing: dict[str, list[str]] = {}
    for code, state in states.items():
        standing.setdefault(state, []).append(code)
    return MaterialsVerdict(
        complete=tuple(standing.get("complete", ())),
        spared=tuple(standing.get("spared", ())),
        deferrable=tuple(standing.get("deferrable", ())),
        committed=tuple(standing.get("committed", ())),
        missing=lacking,
        undecided=tuple(standing.get("undecided", ())),
        open_questions=open_questions,
        not_needed=tuple(standing.get("not_needed", ())),
        unknown=unknown,
        faults=(*_faults(lacking, open_questions, unknown, option), *_too_many(option, handed)),
    )


class _Told(msgspec.Struct, frozen=True):
    """Everything that was said and handed in (申请人所述), for judging one material after the other."""

    option: Option
    answers: Mapping[str, Any]
    handed: Mapping[str, Given]
    spared: frozenset[str]
    is_deferral_requested: bool
    is_commitment_accepted: bool

    def state(self, material: MaterialRequirement) -> str:
        needed = self.option.is_needed(material, self.answers)
        if needed is not True:
            return "undecided" if needed is None else "not_needed"
        mine = self.handed.get(material.code) or Given(material.code)
        if mine.files > 0 or (mine.license_identifier and _takes_license(material)):
            return "complete"
        if material.code in self.spared:
            return "spared"
        if material.necessity is Necessity.OPTIONAL:
            return "optional"
        if self.is_commitment_accepted and _is_committable(self.option, material):
            return "committed"
        if _is_deferrable(self.option, material) and (self.is_deferral_requested or mine.is_deferred):
            return "deferrable"
        return "missing"


def _faults(
    lacking: Iterable[Lacking], open_questions: Iterable[str], unknown: Iterable[str], option: Option
) -> Iterator[Fault]:
    for each in lacking:
        yield Fault(f"/materials/{each.material.code}", "missing", each.message)
    for code in open_questions:
        yield Fault(f"/answers/{code}", "open_question", _open(option, code))
    for code in unknown:
        yield Fault(f"/materials/{code}", "unknown_material", _stray(code))


def _by_code(given: Iterable[Given]) -> dict[str, Given]:
    """Several rows for one requirement are one: files are added up, a word once said stays said."""
    merged: dict[str, Given] = {}
    for each in given:
        before = merged.get(each.requirement_code)
        merged[each.requirement_code] = each if before is None else _added(before, each)
    return merged


def _added(one: Given, other: Given) -> Given:
    return Given(
        one.requirement_code,
        files=max(one.files, 0) + max(other.files, 0),
        license_identifier=max(one.license_identifier, other.license_identifier),
        is_deferred=one.is_deferred or other.is_deferred,
        is_committed=one.is_committed or other.is_committed,
    )


def _takes_license(material: MaterialRequirement) -> bool:
    return material.spared_by is not None and material.spared_by.way == "license"


def _is_deferrable(option: Option, material: MaterialRequirement) -> bool:
    return option.deferral.is_offered and material.necessity is Necessity.DEFERRABLE


def _is_committable(option: Option, material: MaterialRequirement) -> bool:
    by_promise = material.spared_by is not None and material.spared_by.way == "commitment"
    return option.commitment.is_offered and (material.necessity is Necessity.COMMITTABLE or by_promise)


def _lacking(option: Option, material: MaterialRequirement, mine: Given | None) -> Lacking:
    may_defer, may_commit = _is_deferrable(option, material), _is_committable(option, material)
    ways = [
        *([f"也可以交{'或者'.join(material.alternatives)}"] if material.alternatives else []),
        *(["出示电子证照也可以"] if _takes_license(material) else []),
        *(["也可以申请容缺受理，以后补交"] if may_defer else []),
        *(["也可以作出书面承诺代替"] if may_commit else []),
        *(_refused_wishes(mine, may_defer=may_defer, may_commit=may_commit) if mine is not None else []),
    ]
    said = "；".join([f"缺“{material.name}”，请提供{_count(material)}", *_where(material), *ways])
    return Lacking(material, said, may_defer, may_commit)


def _refused_wishes(mine: Given, *, may_defer: bool, may_commit: bool) -> list[str]:
    """Why what was asked for this material does not help."""
    return [
        *(["这份材料不能容缺后补"] if mine.is_deferred and not may_defer else []),
        *(["这份材料不能用承诺代替"] if mine.is_committed and not may_commit else []),
        *(["用承诺代替，请先阅读并接受告知承诺书"] if mine.is_committed and may_commit else []),
    ]


def _count(material: MaterialRequirement) -> str:
    counts = [
        *([f"原件{material.originals}份"] if material.originals else []),
        *([f"复印件{material.copies}份"] if material.copies else []),
    ]
    return "、".join(counts) or "电子件"


def _where(material: MaterialRequirement) -> list[str]:
    issuer = material.source.issuer or "有关单位"
    told = material.source.how or _CHANNELS.get(material.source.kind, "").format(issuer=issuer)
    return [told.rstrip("。")] if told else []


def _too_many(option: Option, handed: Mapping[str, Given]) -> list[Fault]:
    return [
        Fault(
            f"/materials/{each.code}",
            "too_many_files",
            f"“{each.name}”最多传{each.max_files}个文件，现在有{mine.files}个，请合并成一个PDF再传。",
        )
        for each in option.materials
        if (mine := handed.get(each.code)) is not None and mine.files > each.max_files
    ]


def _open(option: Option, code: str) -> str:
    question = option.question(code)
    return f"请先回答：{question.text if question else code}"


def _stray(code: str) -> str:
    return f"这个事项不要“{code[:40]}”这份材料，请删去。"
