"""One implementation list as its authors write it (实施清单文稿), and what would keep it from being followed.

Pure. `faults` is not the readers' judgement (that is the quality gate) but soundness: codes, names in conditions,
choices, limits. A list with a fault is never published.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

import msgspec

from tongban.foundation.kernel.codes import check
from tongban.foundation.kernel.codes.basic_items import NATIONAL
from tongban.foundation.kernel.errors import Declined, Fault

from . import vocabulary
from .content import FormField, MaterialRequirement, Option, Question, Span
from .deferral import deferral_faults
from .expressions import BadExpression, condition
from .kinds import ItemKind, ServiceField
from .lifecycle import Operation
from .windows import is_day_of_year

EX_OFFICIO = {
    "penalty": "行政处罚",
    "coercion": "行政强制",
    "levy": "行政征收",
    "inspection": "行政检查",
}
_EX_OFFICIO_CODES = {"02": "penalty", "03": "coercion", "04": "levy", "06": "inspection"}
_OPTION_NUMBER = re.compile(r"\d{2}", re.ASCII)
_UNITS = frozenset({"workday", "day", "month", "year", "hour", "on_the_spot"})
_QUESTION_KINDS = frozenset({"choice", "choices", "yes_no", "number", "date", "text"})
_FIELD_KINDS = _QUESTION_KINDS | {"long_text", "money", "phone", "id_card", "uscc", "address", "bank_card"}
_AUDIENCES = frozenset({"person", "enterprise"})


class NotOnApplication(Declined):
    """An ex-officio power (依职权事项) has no place in a catalogue of what people apply for (plan 二(一))."""

    code = "not_on_application"
    status = 422
    sentence = "这类权力由部门依职权行使，不能由群众申请，不进入政务服务事项目录。"


class VersionNote(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The edition as its authors announce it (版本说明); operation: a value of `lifecycle.Operation`.

    `until_on` and `drafts_until_on` as in `models.ListVersion`. What the house did by the clock (`is_timed`) is never
    part of its founding.
    """

    number: int = 1
    effective_on: date
    reason: str
    legal_source: str
    operation: str = ""
    until_on: date | None = None
    drafts_until_on: date | None = None
    is_timed: bool = False


class ItemDocument(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One item of one agency with all its options (事项 × 部门): the unit of publication."""

    basic_code: str
    name: str
    kind: str
    agency: str
    level: int
    version: VersionNote
    options: dict[str, Option]
    field: str = ""
    department_code: str = ""
    is_local_feature: bool = False


def from_plain(plain: Any) -> ItemDocument:
    """The document from plain data; msgspec.ValidationError names the path of the first defect."""
    return msgspec.convert(plain, ItemDocument, strict=True)


def shape_faults(plain: dict[str, Any]) -> list[Fault]:
    """The converter stops at its first defect: so each option is converted by itself, and then the frame."""
    defects: list[Fault] = []
    options = plain.get("options")
    for number, option in options.items() if isinstance(options, dict) else ():
        defects += _defect(f"/options/{number}", option, Option)
    frame = {**dated(plain), "options": {}} if isinstance(options, dict) else dated(plain)
    return defects + _defect("", frame, ItemDocument)


def _defect(pointer: str, plain: Any, into: Any) -> list[Fault]:
    try:
        msgspec.convert(plain, into)
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `$")
        below = path.rstrip("`").replace("[...]", "/*").replace("[", "/").replace("]", "").replace(".", "/")
        return [Fault(f"{pointer}{below}", "shape", f"内容不合要求：{said}")]
    return []


def dated(plain: dict[str, Any]) -> dict[str, Any]:
    """YAML reads an unquoted day as a date; both ways of writing are meant alike."""
    version = plain.get("version")
    if not isinstance(version, dict):
        return plain
    told = {name: each.isoformat() if isinstance(each, date) else each for name, each in version.items()}
    return {**plain, "version": told}


def refuse_ex_officio(kind: str, basic_code: str) -> None:
    """Raise `NotOnApplication` for penalties, coercion, levies, inspections, by kind or by the code's type digits."""
    by_label = {label: key for key, label in EX_OFFICIO.items()}
    found = kind if kind in EX_OFFICIO else by_label.get(kind) or _EX_OFFICIO_CODES.get(basic_code[2:4])
    if found is not None:
        label = EX_OFFICIO[found]
        raise NotOnApplication(
            f"“{label}”由部门依职权行使，不能由群众申请，不进入政务服务事项目录。",
            facts={"kind": found, "basic_code": basic_code},
        )


def faults(item: ItemDocument) -> list[Fault]:
    """Everything that is wrong with the list, with the path of each defect; empty when it can be published."""
    return [*_item_faults(item), *(each for number, option in item.options.items() for each in _of(number, option))]


def _item_faults(item: ItemDocument) -> Iterator[Fault]:
    for error in check("basic_item", item.basic_code).errors:
        yield Fault("/basic_code", error.code, error.message)
    if item.kind not in set(ItemKind):
        yield Fault("/kind", "unknown_kind", f"没有“{item.kind}”这种事项类型，可用：{'、'.join(ItemKind)}")
    is_public = item.kind == ItemKind.PUBLIC_SERVICE
    if is_public and item.field not in set(ServiceField):
        yield Fault("/field", "field_missing", f"公共服务事项要有且只有一个领域，可用：{'、'.join(ServiceField)}")
    if not is_public and item.field:
        yield Fault("/field", "field_unexpected", "只有公共服务事项才填领域，请清空。")
    if not 1 <= item.level <= 7:
        yield Fault("/level", "level", "行使层级是1至7，例如市级填3，镇街填5。")
    yield from _note_faults(item.version)
    if item.is_local_feature and not is_public:
        yield Fault("/is_local_feature", "local_feature", "本地特色只用于公共服务事项。")
    if item.is_local_feature and item.basic_code.startswith(NATIONAL):
        yield Fault("/is_local_feature", "local_feature", "国家编码的事项全国统一，不能标为本地特色，请用地方编码。")
    if not item.options:
        yield Fault("/options", "no_option", "至少要有一个业务办理项。")
    for number in item.options:
        if not _OPTION_NUMBER.fullmatch(number) or number == "00":
            yield Fault(f"/options/{number}", "option_number", "办理项序号是两位数字，从01到99。")


def _note_faults(note: VersionNote) -> Iterator[Fault]:
    if note.operation and note.operation not in set(Operation):
        known = "、".join(Operation)
        yield Fault("/version/operation", "operation", f"没有“{note.operation}”这种调整方式，可用：{known}")
    if note.number < 1:
        yield Fault("/version/number", "number", "版本号从1开始。")
    if note.until_on is not None and note.operation != Operation.SUSPEND:
        yield Fault("/version/until_on", "until_on", "只有暂停才写预计恢复的日期。")
    for name, day in (("until_on", note.until_on), ("drafts_until_on", note.drafts_until_on)):
        if day is not None and day < note.effective_on:
            yield Fault(f"/version/{name}", "order", "这个日期不能早于生效日期。")


def _of(number: str, option: Option) -> Iterator[Fault]:
    """The faults of one option, below its number."""
    for each in (
        *_words(option),
        *_vocabulary(option),
        *_limits(option),
        *deferral_faults(option),
        *_once(option),
        *_kinds(option),
        *_question_order(option),
        *_conditions(option),
        *_terms(option),
    ):
        yield Fault(f"/options/{number}{each.pointer}", each.code, each.message)


def _words(option: Option) -> Iterator[Fault]:
    if not option.name.strip():
        yield Fault("/name", "name", "办理项要有名称。")
    if unknown := set(option.audience) - _AUDIENCES or not option.audience:
        yield Fault("/audience", "audience", f"服务对象填person、enterprise，现在是{unknown or '空'}。")


def _vocabulary(option: Option) -> Iterator[Fault]:
    """Every element with a fixed list of values holds one of them (vocabulary)."""
    for pointer, value, known in _fixed_values(option):
        if value not in known:
            yield Fault(pointer, "vocabulary", f"没有“{value}”这个取值，可用：{'、'.join(known)}")


def _fixed_values(option: Option) -> Iterator[tuple[str, str, Iterable[str]]]:
    yield "/scope", option.scope, vocabulary.SCOPES
    yield "/cross_province_mode", option.cross_province_mode, ("", *vocabulary.CROSS_PROVINCE_MODES)
    yield "/online_depth", option.online_depth, vocabulary.ONLINE_DEPTHS
    yield "/case_type", option.case_type, vocabulary.CASE_TYPES
    yield "/clock_starts", option.clock_starts, vocabulary.CLOCK_STARTS
    yield "/deferral/supplement", option.deferral.supplement, vocabulary.SUPPLEMENTS
    yield "/deferral/intake", option.deferral.intake, vocabulary.DEFERRAL_INTAKES
    yield "/deferral/on_lapse", option.deferral.on_lapse, vocabulary.LAPSES
    yield "/deferral/notified", option.deferral.notified, vocabulary.NOTIFIED_LAPSES
    yield "/commitment/kind", option.commitment.kind, vocabulary.COMMITMENTS
    yield "/power_source", option.power_source, vocabulary.POWER_SOURCES
    yield "/agency_nature", option.agency_nature, vocabulary.AGENCY_NATURES
    if option.online_exception is not None:
        yield "/online_exception/ground", option.online_exception.ground, vocabulary.OFFLINE_GROUNDS
    for channel in option.channels:
        yield "/channels", channel, vocabulary.CHANNELS
    for material in option.materials:
        pointer = f"/materials/{material.code}"
        yield f"{pointer}/kind", material.kind, vocabulary.MATERIAL_KINDS
        yield f"{pointer}/medium", material.medium, vocabulary.MEDIA
        yield f"{pointer}/source/kind", material.source.kind, vocabulary.SOURCES
        if material.spared_by is not None:
            yield f"{pointer}/spared_by/way", material.spared_by.way, vocabulary.WAYS_SPARED
    for stage in option.stages:
        yield f"/stages/{stage.code}/post", stage.post, vocabulary.POSTS
    for procedure in option.special_procedures:
        yield f"/special_procedures/{procedure.code}/kind", procedure.kind, vocabulary.SPECIAL_PROCEDURES
        yield f"/special_procedures/{procedure.code}/effect", procedure.effect, vocabulary.EFFECTS
    if option.quota is not None:
        yield "/quota/period", option.quota.period, vocabulary.QUOTA_PERIODS
    for result in option.results:
        yield f"/results/{result.name}/kind", result.kind, vocabulary.RESULTS
        yield f"/results/{result.name}/operation", result.operation, vocabulary.OPERATIONS


def _limits(option: Option) -> Iterator[Fault]:
    for name, span in _spans(option):
        if span.unit not in _UNITS:
            yield Fault(f"/{name}/unit", "unit", f"没有“{span.unit}”这个时限单位，可用：{'、'.join(sorted(_UNITS))}")
        if span.value < 0:
            yield Fault(f"/{name}/value", "value", "时限不能小于0。")
    if _exceeds(option.promised_limit, option.statutory_limit):
        yield Fault("/promised_limit", "promise_longer", "承诺时限不能长于法定时限。")


def _spans(option: Option) -> Iterator[tuple[str, Span]]:
    yield "statutory_limit", option.statutory_limit
    yield "promised_limit", option.promised_limit
    for procedure in option.special_procedures:
        yield f"special_procedures/{procedure.code}/limit", procedure.limit
    if option.renewal is not None:
        yield "renewal/ahead", option.renewal.ahead
    named = {
        **{f"stages/{each.code}/limit": each.limit for each in option.stages},
        **{f"results/{each.name}/validity": each.validity for each in option.results},
        "deferral/limit": option.deferral.limit,
        "deferral/grace": option.deferral.grace,
        "commitment/check_within": option.commitment.check_within,
    }
    yield from ((name, span) for name, span in named.items() if span is not None)


def _exceeds(promised: Span, statutory: Span) -> bool:
    return promised.unit == statutory.unit and 0 < statutory.value < promised.value


def _once(option: Option) -> Iterator[Fault]:
    lists: dict[str, Sequence[Any]] = {
        "questions": option.questions,
        "form": option.form,
        "materials": option.materials,
        "conditions": option.conditions,
        "stages": option.stages,
        "special_procedures": option.special_procedures,
    }
    for name, elements in lists.items():
        codes = [each.code for each in elements]
        for code in sorted({each for each in codes if codes.count(each) > 1}):
            yield Fault(f"/{name}/{code}", "twice", f"代码“{code}”出现了两次，请改成不同的代码。")


def _kinds(option: Option) -> Iterator[Fault]:
    for question in option.questions:
        yield from _kind(f"/questions/{question.code}", question.kind, question.choices, _QUESTION_KINDS)
    for field in option.form:
        yield from _kind(f"/form/{field.code}", field.kind, field.choices, _FIELD_KINDS)
    for procedure in option.special_procedures:
        codes = [each.value for each in procedure.record_form]
        if len(codes) != len(set(codes)):
            yield Fault(f"/special_procedures/{procedure.code}/record_form", "twice", "记录表里有代码重复了。")
    for material in option.materials:
        yield from _material(material)


def _terms(option: Option) -> Iterator[Fault]:
    """The law's odd terms: windows that can be read, a quota that lets somebody in, an expiry that is asked for."""
    for place, window in enumerate(option.acceptance_windows):
        if not (is_day_of_year(window.opens) and is_day_of_year(window.closes)):
            yield Fault(f"/acceptance_windows/{place}", "window", "受理期写月和日，例如04-01到04-30。")
    if option.quota is not None and option.quota.number < 1:
        yield Fault("/quota/number", "quota", "名额至少是1个；没有名额限制的不写。")
    if option.renewal is not None and not _asks_for_day(option, option.renewal.expiry):
        yield Fault("/renewal/expiry", "expiry", "要写明哪个问题或者哪一栏填有效期届满的日期，并且是日期。")


def _asks_for_day(option: Option, code: str) -> bool:
    asked: tuple[Question | FormField, ...] = (*option.questions, *option.form)
    return any(each.code == code and each.kind == "date" for each in asked)


def _kind(pointer: str, kind: str, choices: Sequence[Any], known: frozenset[str]) -> Iterator[Fault]:
    if kind not in known:
        yield Fault(f"{pointer}/kind", "kind", f"没有“{kind}”这种类型，可用：{'、'.join(sorted(known))}")
    values = [each.value for each in choices]
    if kind in ("choice", "choices") and not values:
        yield Fault(f"{pointer}/choices", "no_choice", "选择题要有选项。")
    if len(values) != len(set(values)):
        yield Fault(f"{pointer}/choices", "twice", "选项的值有重复。")


def _material(material: MaterialRequirement) -> Iterator[Fault]:
    by = material.spared_by
    if by is not None and by.way == "license" and not by.license_type:
        yield Fault(
            f"/materials/{material.code}/spared_by/license_type", "license_type", "用证照免交的，要写明证照类型。"
        )
    if material.max_files < 1:
        yield Fault(f"/materials/{material.code}/max_files", "max_files", "至少要能传1个文件。")


def _question_order(option: Option) -> Iterator[Fault]:
    """A question may depend only on earlier ones, else nobody would ever reach it."""
    before: set[str] = set()
    for question in option.questions:
        pointer = f"/questions/{question.code}/show_when"
        yield from _condition_faults(pointer, question.show_when, before, "要放在它所依赖的问题后面")
        before.add(question.code)


def _conditions(option: Option) -> Iterator[Fault]:
    answers = {each.code for each in option.questions}
    everything = answers | {each.code for each in option.form}
    for material in option.materials:
        yield from _condition_faults(f"/materials/{material.code}/required_when", material.required_when, answers)
    for each in option.conditions:
        yield from _condition_faults(f"/conditions/{each.code}/met_when", each.met_when, answers)
    for prerequisite in option.prerequisites:
        yield from _condition_faults(f"/prerequisites/{prerequisite.basic_code}/when", prerequisite.when, answers)
    for field in option.form:
        yield from _condition_faults(f"/form/{field.code}/show_when", field.show_when, everything)
        yield from _condition_faults(f"/form/{field.code}/required_when", field.required_when, everything)


def _condition_faults(pointer: str, text: str, known: set[str], advice: str = "请核对问题代码") -> Iterator[Fault]:
    if not text:
        return
    try:
        parsed = condition(text)
    except BadExpression as error:
        yield Fault(pointer, "expression", str(error))
        return
    for name in sorted(parsed.names - known):
        yield Fault(pointer, "unknown_name", f"条件里的“{name}”不是已有的问题，{advice}。")
