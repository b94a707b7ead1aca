"""Trial before publishing (上线前千人试办, N11): generated applicants walk every branch of every option; pure.

Each answers what is asked, fills in the form, hands in what is needed and is judged by the same functions that serve
real people. What stops one of them is a dead end. Then what needs no applicant: do the limits give a due date, does
somebody hold each post, do texts fit into papers and cases, can every character be printed?
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from functools import cache
from random import Random
from typing import Any

from tongban.foundation.kernel.clock import LOCAL
from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.foundation.worktime.rules.calendar import WorkCalendar
from tongban.foundation.worktime.rules.due import due
from tongban.foundation.worktime.rules.limits import Limit, Unit
from tongban.registers.catalog import item as items
from tongban.registers.catalog import vocabulary
from tongban.registers.catalog.checklist import Checklist, Given, check_form, checklist, judge_materials
from tongban.registers.catalog.checklist.form import blank
from tongban.registers.catalog.checklist.values import Wrong, read
from tongban.registers.catalog.content import MaterialRequirement, Span
from tongban.registers.catalog.findings import Finding
from tongban.registers.catalog.item import ItemDocument
from tongban.registers.catalog.kinds import Necessity
from tongban.registers.documents.rendering.glyphs import unprintable

from .applicants import Applicant, applicants, filled
from .listed import Listed, Spot, is_given, spot, told
from .pointers import at
from .rulebook import rules
from .surroundings import Surroundings
from .texts import texts

WIDTHS = {"name": 200, "material": 200, "material_code": 60, "result": 200, "procedure": 80, "code": 40, "basis": 200}
"""How much of a text a case and its papers hold; a test compares it with the tables of cases."""

_FEWEST = 20
_SKIPPED = ("text", "long_text", "address")


@dataclass(frozen=True, slots=True)
class Trial:
    """How the generated applicants fared (试办结果): how many, how many got through, and what stopped the others."""

    applicants: int
    applied: int
    not_eligible: int
    dead_ends: int
    is_every_situation: bool
    unreached: tuple[str, ...]
    untried: tuple[str, ...]
    findings: tuple[Finding, ...]

    @property
    def sentence(self) -> str:
        """The result in a sentence for reviewers."""
        scope = "走遍了全部情形" if self.is_every_situation else "情形太多，按两两组合覆盖"
        untried = f"{len(self.untried)}个办理项文稿有错，没有试办。" if self.untried else ""
        return (
            f"试办{self.applicants}人，办成{self.applied}人，不符合条件{self.not_eligible}人，"
            f"走不通{self.dead_ends}人；{scope}，发现{len(self.findings)}处问题。{untried}"
        )


@dataclass(slots=True)
class _Tally:
    """What happened so far in one option; the same stumble is told once, with the first who met it."""

    applied: int = 0
    not_eligible: int = 0
    dead_ends: int = 0
    reached: set[str] = field(default_factory=set)
    spots: dict[tuple[str, str], Spot] = field(default_factory=dict)

    def stumble(self, code: str, found: Spot) -> None:
        self.spots.setdefault((code, found.pointer), found)


def walk(item: ItemDocument, around: Surroundings, *, seed: int = 0, most: int = 1000) -> Trial:
    """Send at most `most` generated applicants through a list; the same seed gives the same trial.

    An unsound option (`item.faults`) is not tried: it could not serve anybody, and its faults say why.
    """
    faulty = [each.pointer for each in items.faults(item)]
    share = max(_FEWEST, most // max(1, len(item.options)))
    found = _Sum()
    for number, option in sorted(item.options.items()):
        if any(f"{pointer}/".startswith(f"/options/{number}/") for pointer in faulty):
            found.untried.append(option.name)
        else:
            _try(Listed(item, number, option, around), found, seed, share)
    return Trial(
        applicants=found.applicants,
        applied=found.applied,
        not_eligible=found.not_eligible,
        dead_ends=found.dead_ends,
        is_every_situation=found.is_every_situation,
        unreached=tuple(found.unreached),
        untried=tuple(found.untried),
        findings=tuple(found.findings),
    )


@dataclass(slots=True)
class _Sum:
    applicants: int = 0
    applied: int = 0
    not_eligible: int = 0
    dead_ends: int = 0
    is_every_situation: bool = True
    unreached: list[str] = field(default_factory=list)
    untried: list[str] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def _try(here: Listed, whole: _Sum, seed: int, most: int) -> None:
    people, is_complete = applicants(here.option, here.branches, seed=seed, most=most)
    chance = Random(seed)  # noqa: S311 - not a secret
    tally = _Tally()
    for each in people:
        _apply(here, each, tally, chance)
    unreached = [name for name, can_be in _reachable(here) if name not in tally.reached and not can_be]
    if unreached:
        tally.stumble("trial_unreached", spot(names="、".join(unreached)))
    if people and not tally.applied and not tally.dead_ends:
        tally.stumble("trial_nobody_gets_through", spot("conditions", count=len(people)))
    known, below = rules(), at("options", here.number)
    stumbled = [(code, found) for (code, _), found in tally.spots.items()]
    for code, found in (*stumbled, *_examples(here), *_limits(here), *_posts(here), *_widths(here), *_glyphs(here)):
        whole.findings.append(known[code].finding(found, below=below, option_code=here.key))
    whole.applicants += len(people)
    whole.applied += tally.applied
    whole.not_eligible += tally.not_eligible
    whole.dead_ends += tally.dead_ends
    whole.is_every_situation &= is_complete
    whole.unreached += unreached


def _apply(here: Listed, applicant: Applicant, tally: _Tally, chance: Random) -> None:
    """One applicant from the first question to the last material."""
    before = len(tally.spots)
    try:
        found = checklist(here.option, applicant.answers)
    except Invalid as refused:
        _dead_end(here, tally, refused)
        return
    tally.reached |= {f"questions/{code}" for code in applicant.answers}
    stuck = list(_open(found))
    for code, where in stuck:
        tally.stumble(code, where)
    if stuck:
        tally.dead_ends += 1
        return
    tally.reached |= {f"materials/{each.code}" for each in _asked_for(found)}
    if found.unmet:
        tally.not_eligible += 1
        return
    is_through = _fill_in(here, applicant, tally, chance) & _hand_in(here, applicant, found, tally)
    tally.applied += is_through
    tally.dead_ends += not is_through
    assert is_through or len(tally.spots) >= max(before, 1), "who is stopped is told why"


def _dead_end(here: Listed, tally: _Tally, refused: Invalid) -> None:
    tally.dead_ends += 1
    for each in refused.faults:
        question = here.option.question(each.pointer.rpartition("/")[2])
        tally.stumble(
            "trial_question_dead_end", spot("questions", *_last(each), text=question.text if question else "")
        )


def _open(found: Checklist) -> Iterator[tuple[str, Spot]]:
    for question in found.open_questions:
        yield "trial_question_dead_end", spot("questions", question.code, text=question.text)
    for each in found.undecided if not found.open_questions else ():
        yield "trial_undecided", spot("materials", each.material.code, "required_when", name=each.material.name)


def _fill_in(here: Listed, applicant: Applicant, tally: _Tally, chance: Random) -> bool:
    form = filled(here.option, applicant, chance)
    tally.reached |= {f"form/{code}" for code in form}
    try:
        check_form(here.option, applicant.answers, form)
    except Invalid as refused:
        for each in refused.faults:
            tally.stumble("trial_form_refused", spot("form", *_last(each), message=each.message))
        return False
    return True


def _hand_in(here: Listed, applicant: Applicant, found: Checklist, tally: _Tally) -> bool:
    """Everything needed is handed in, and what only a licence would spare as well: the worst case."""
    lacking = [each.material for each in found.needed if not _is_obtainable(each.material)]
    for material in lacking:
        tally.stumble("trial_material_unobtainable", spot("materials", material.code, "source", name=material.name))
    codes = [each.code for each in _asked_for(found)]
    verdict = judge_materials(
        here.option,
        applicant.answers,
        [Given(code, files=1) for code in codes],
        spared=found.spared_codes,
    )
    for each in verdict.faults:
        tally.stumble("trial_materials_refused", spot("materials", *_last(each), message=each.message))
    return verdict.is_in_order and not lacking


def _asked_for(found: Checklist) -> list[MaterialRequirement]:
    return [*(each.material for each in found.needed), *(each.material for each in found.spared)]


def _is_obtainable(material: MaterialRequirement) -> bool:
    """The applicant's own, or somebody is named who gives it."""
    if material.source.kind == "own" or material.necessity is Necessity.OPTIONAL or material.alternatives:
        return True
    return bool(material.source.issuer.strip() or material.source.how.strip())


def _reachable(here: Listed) -> Iterator[tuple[str, bool]]:
    """Questions, fields and materials, and whether a search finds a way to them that the trial may have missed."""
    option, conditions = here.option, [each.met_when for each in here.option.conditions if each.met_when]
    for question in option.questions:
        yield f"questions/{question.code}", not question.show_when or here.branches.can(question.show_when)
    for one in option.form:
        yield f"form/{one.code}", not one.show_when or here.branches.can(one.show_when, *conditions)
    for material in option.materials:
        yield f"materials/{material.code}", not material.required_when or here.branches.can(material.required_when)


def _examples(here: Listed) -> Iterator[tuple[str, Spot]]:
    for each in here.option.form:
        if not each.example or each.kind in _SKIPPED:
            continue
        try:
            read(blank(each), each.example)
        except Wrong as wrong:
            said: dict[str, Any] = {"label": each.label, "example": each.example, "message": wrong.message}
            yield "trial_example_refused", spot("form", each.code, "example", **said)


def _limits(here: Listed) -> Iterator[tuple[str, Spot]]:
    option = here.option
    spans: list[tuple[tuple[object, ...], str, Span]] = [
        (("statutory_limit",), "法定时限", option.statutory_limit),
        (("promised_limit",), "承诺时限", option.promised_limit),
        *((("stages", each.code, "limit"), each.name, each.limit) for each in option.stages if each.limit is not None),
        *((("special_procedures", each.code, "limit"), each.name, each.limit) for each in option.special_procedures),
    ]
    started = datetime.combine(here.item.version.effective_on, time(10), LOCAL)
    for path, name, span in spans:
        if not is_given(span):
            continue
        try:
            due(started, Limit(span.value, Unit(span.unit)), calendar=_calendar())
        except Invalid as refused:
            yield "trial_limit_does_not_count", spot(*path, name=name, limit=told(span), message=refused.message)


def _posts(here: Listed) -> Iterator[tuple[str, Spot]]:
    agency = here.around.agencies.get(here.item.agency)
    if agency is None or not agency.posts:
        return
    for stage in here.option.stages:
        if stage.post not in agency.posts:
            post = vocabulary.POSTS.get(stage.post, stage.post)
            yield (
                "trial_post_empty",
                spot("stages", stage.code, "post", stage=stage.name, post=post, agency=agency.name),
            )


def _widths(here: Listed) -> Iterator[tuple[str, Spot]]:
    option = here.option
    told_apart: list[tuple[str, str, str, tuple[object, ...]]] = [
        ("name", "办理项名称", option.name, ("name",)),
        *(("material", "材料名称", each.name, ("materials", each.code, "name")) for each in option.materials),
        *(("material_code", "材料代码", each.code, ("materials", each.code, "code")) for each in option.materials),
        *(("result", "结果名称", each.name, ("results", place, "name")) for place, each in enumerate(option.results)),
        *(("code", "环节代码", each.code, ("stages", each.code, "code")) for each in option.stages),
        *(("basis", "第一条依据", each.text, ("legal_basis", 0, "law")) for each in option.legal_basis[:1]),
    ]
    for each in option.special_procedures:
        where = ("special_procedures", each.code)
        told_apart += [("procedure", "特别程序名称", each.name, where), ("code", "特别程序代码", each.code, where)]
        told_apart += [("basis", "特别程序的依据", each.basis.text, (*where, "basis"))] if each.basis else []
    for kind, label, text, path in told_apart:
        if len(text) > WIDTHS[kind]:
            yield "trial_too_long_for_papers", spot(*path, label=label, length=len(text), most=WIDTHS[kind])


def _glyphs(here: Listed) -> Iterator[tuple[str, Spot]]:
    for text in texts(here.option):
        missing = unprintable(text.said)
        if missing:
            shown = (
                "、".join(f"{each}（U+{ord(each):04X}）" for each in missing[:5] if each.isprintable())
                or "看不见的字符"
            )
            yield "trial_unprintable", Spot(text.pointer, {"characters": shown})


def _last(fault: Fault) -> tuple[str, ...]:
    return (fault.pointer.rpartition("/")[2],)


@cache
def _calendar() -> WorkCalendar:
    return WorkCalendar()
