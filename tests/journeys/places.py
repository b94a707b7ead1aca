"""A city in which every page has something to show."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.handling.assistance.commands.asking import ask
from tongban.handling.assistance.commands.helping import take
from tongban.handling.assistance.commands.talking import say, suggest
from tongban.handling.assistance.models import Assistance
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.commands.drafting import add_file, begin_draft, save_answers, save_form
from tongban.handling.cases.commands.explaining import explain_overdue
from tongban.handling.cases.commands.overriding import override_telling
from tongban.handling.cases.models import Case, Draft, PrecheckResult
from tongban.handling.cases.tests.applying import ANSWERS, FORM, food_code, lodged
from tongban.handling.cases.tests.asking import LINE, SORRY, files, good
from tongban.oversight.supervision.commands.urging import urge
from tongban.oversight.supervision.jobs import watch_limits
from tongban.oversight.supervision.models import Card, FrozenReport, Gathering, Issue, MonthCount
from tongban.registers.catalog.commands import keep_misses
from tongban.registers.catalog.models import ImplementationList
from tongban.registers.checklists.commands import keep_checklist
from tongban.registers.compiling.commands import claim
from tongban.registers.compiling.tests import making
from tongban.registers.documents.commands import store
from tongban.registers.documents.models import OfficialDocument, StoredFile
from tongban.registers.documents.tests import samples
from tongban.registers.lists.queries import history
from tongban.registers.upkeep.commands import answer, report_error, uphold
from tongban.registers.upkeep.jobs import alert_stale
from tongban.registers.upkeep.models import Report
from tongban.registers.upkeep.rules.states import Section
from tongban.running.demo_city.supervising import load_supervising
from tongban.web.console.tests import people as catalogue

from .answering import people_the_answers
from .bundles import join
from .codes import people_the_codes
from .contacts import people_the_contacts
from .crossings import cross
from .data import people_the_data
from .destruction import people_the_destruction
from .financing import people_the_financing
from .halls import people_the_halls
from .hotline import people_the_hotline
from .incidents import people_the_incidents
from .intermediaries import people_the_market
from .interplay import people_the_interplay
from .looks import people_the_looks
from .outreach import people_the_outreach
from .paying import people_the_payments
from .policies import people_the_policies
from .ratings import people_the_ratings
from .registers import people_the_registers
from .scenes import people_the_scenes
from .workforce import people_the_workforce

Cast = Callable[[str], Actor]


def get_routes() -> dict[str, URLPattern]:
    """Every route of the house that has a name, outside the machines' part."""
    found: dict[str, URLPattern] = {}

    def gather(patterns: list[URLPattern | URLResolver]) -> None:
        for each in patterns:
            if isinstance(each, URLResolver):
                gather(each.url_patterns)
            elif each.name:
                found[each.name] = each

    gather(get_resolver("tongban.config.urls").url_patterns)
    return {name: each for name, each in found.items() if not name.startswith("api-") or name == "api-docs"}


def people_a_city(cast: Cast) -> dict[str, str]:
    """One case of 李强 at every place of the way, a draft, papers and files; what the addresses need of them."""
    liqiang = cast("liqiang")
    draft = begin_draft(food_code(), by=liqiang, at=now())
    save_answers(draft, ANSWERS, revision=draft.revision, at=now())
    save_form(draft, FORM, revision=draft.revision, at=now())
    add_file(
        draft, "equipment_list", store(samples.picture(), name="设备.png", by=liqiang, at=now()), by=liqiang, at=now()
    )
    cases = {"correcting": _received(cast, without=("layout_plan",)), **_told_again(cast)}
    receiving.ask_correction(cases["correcting"], items=[], by=cast("wangfang"), at=now())
    cases |= {status: _brought_to(status, cast) for status in _WAY}
    cases["closed"] = _brought_to("served", cast)
    delivering.close(cases["closed"], at=now())
    cases["incomplete"] = _received(cast, without=("layout_plan",))
    cases["deferred"] = _received(cast, without=("layout_plan",), wants_deferral=True)
    receiving.accept(cases["deferred"], by=cast("wangfang"), at=now())
    papers = OfficialDocument.objects
    notice = papers.filter(subject=cases["correcting"].chain, kind="correction_notice").get()
    decision = papers.filter(subject=cases["issued"].chain, kind="decision_grant").get()
    return {
        **people_the_registers(cast),
        **people_the_contacts(cast),
        **people_the_halls(cast),
        **people_the_outreach(cast),
        **people_the_hotline(cast),
        **people_the_policies(cast),
        **people_the_answers(),
        **people_the_market(cast, cases["examining"]),
        **people_the_payments(cast, cases["issued"]),
        **people_the_financing(cast),
        **people_the_looks(cast),
        **people_the_data(cast),
        **people_the_incidents(cast),
        **people_the_interplay(cast, cases["issued"]),
        **people_the_scenes(cast),
        **people_the_destruction(cast),
        **people_the_codes(cast),
        **people_the_workforce(),
        **people_the_ratings(cast, cases["closed"], cases["served"]),
        **cross(cast),
        **join(cast),
        **{status: case.number for status, case in cases.items()},
        "food": food_code(),
        "kept": keep_checklist(food_code(), ANSWERS, by=liqiang, at=now()).code,
        "report": _reported(cast),
        "upheld": str(_looked_after()),
        "draft": draft.number,
        "talk": str(_helped(draft, cast).code),
        "answers": "&".join(f"{code}={each}" for code, value in ANSWERS.items() for each in _many(value)),
        "notice": notice.number,
        "precheck": PrecheckResult.objects.get(case=cases["promised"]).document.verification_code,
        "notice_id": str(notice.pk),
        "decision_id": str(decision.pk),
        "verification": decision.verification_code,
        "permit_list": history("permit")[0].slug,
        "stationing_list": history("stationing", institution="government-affairs")[0].slug,
        **_lists_in_the_making(cast),
        **_late(cast),
        **_supervised(),
        "file": str(StoredFile.objects.filter(holder=cases["received"].chain).values_list("pk", flat=True)[0]),
    }


def _late(cast: Cast) -> dict[str, str]:
    """A case weeks over its promise: explained, urged, with its cards; its applicant may object."""
    at = now() - timedelta(days=20)
    case = lodged(cast("liqiang"), at=at)[1]
    receiving.accept(case, by=cast("wangfang"), at=at)
    given = {"cause": "workload", "words": "申请集中，正在逐件核对。", "expected_on": local_day(now()).isoformat()}
    explain_overdue(case, given=given, by=cast("zhaomin"), at=now())
    urge(case, words="请今天送审。", by=cast("zhengyawen"), at=now())
    watch_limits(at=now())
    card = Card.objects.get(case=case, rule="promise_exceeded")
    receipt = OfficialDocument.objects.get(subject=case.chain, kind="receipt")
    return {"late": case.number, "card": str(card.pk), "late_code": receipt.verification_code}


def _supervised() -> dict[str, str]:
    """What supervision keeps, as the demo city has it."""
    load_supervising(at=now())
    return {
        "frozen": str(FrozenReport.objects.values_list("pk", flat=True)[0]),
        "scored": str(MonthCount.objects.values_list("agency_id", flat=True)[0]),
        "issue": str(Issue.objects.values_list("pk", flat=True)[0]),
        "gathering": str(Gathering.objects.values_list("pk", flat=True)[0]),
    }


def _reported(cast: Cast) -> str:
    """An error that was pointed out, and answered: it stands under the guide, too."""
    made = report_error(food_code(), section=Section.WHERE, words="电话打不通。", by=cast("liqiang"), at=now())
    answer(made.report, words="电话没有错，那天线路检修。", by=cast("zhaomin"), at=now())
    again = report_error(food_code(), section=Section.BRING, words="写得看不懂。", by=cast("liqiang"), at=now())
    uphold(again.report, by=cast("zhaomin"), at=now())
    return made.code


def _lists_in_the_making(cast: Cast) -> dict[str, str]:
    """Drafts at each place of their way, a round, and what is pushed from above."""
    lists = ImplementationList.objects.filter(agency__key="market-regulation", versions__isnull=False).order_by("pk")
    compiling, submitted, reviewed, published, other = lists.distinct()[:5]
    note = {**making.NOTE, "effective_on": local_day(now()).isoformat()}
    claimed = catalogue.pushed(1)
    claim(claimed, by=cast("wutao"), at=now())
    drafts = {
        "draft_compiling": catalogue.begun(cast, note, standing=compiling),
        "draft_submitted": catalogue.submitted(cast, note, standing=submitted),
        "draft_reviewed": catalogue.reviewed(cast, note, standing=reviewed),
        "draft_published": catalogue.published(cast, note, standing=published),
        "draft_pushed": catalogue.pushed(2),
        "draft_claimed": claimed,
    }
    return {
        **{key: str(each.pk) for key, each in drafts.items()},
        "round": str(catalogue.opened(cast).pk),
        "list": published.code,
        "list_other": other.code,
    }


def _helped(draft: Draft, cast: Cast) -> Assistance:
    """李强 asked for help with his draft and lets 王芳 look; her finger is on a field, and she proposes something."""
    liqiang, wangfang = cast("liqiang"), cast("wangfang")
    words = "招牌上的名字和执照上的不一样，写哪个？"
    session = ask(
        food_code(), words=words, draft_number=draft.number, where="申请清单", wants_sharing=True, by=liqiang, at=now()
    )
    take(session, by=wangfang, at=now())
    say(session, words="您好，我看着您的表呢。", by=wangfang, at=now())
    suggest(session, spot="form:operator_name", value="明月餐饮店", words="和执照写得一样", by=wangfang, at=now())
    return session


def _looked_after() -> int:
    """Guides have owners and lights, a search found nothing; gives the error that is being put right."""
    alert_stale(now())
    keep_misses({"养恐龙": 3}, on=local_day(now()))
    return Report.objects.get(status="upheld").pk


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _told_again(cast: Cast) -> dict[str, Case]:
    """One whose set was found complete, and one that was told once and then, by a leader, again."""
    promised, again = _received(cast), _received(cast, without=("layout_plan",))
    receiving.precheck(promised, verdicts=good(), by=cast("wangfang"), at=now())
    receiving.ask_correction(again, items=[], by=cast("wangfang"), at=now())
    plan = files(cast("liqiang"), "layout_plan")
    receiving.correct(_fresh(again), materials=plan, by=cast("liqiang"), at=now())
    override_telling(_fresh(again), reason=SORRY, items=[LINE], by=cast("chenli"), at=now())
    return {"promised": _fresh(promised), "told_again": _fresh(again)}


def _received(cast: Cast, **how: Any) -> Case:
    return lodged(cast("liqiang"), at=now(), **how)[1]


def _fresh(case: Case) -> Case:
    return Case.objects.select_related("applicant", "agency").get(pk=case.pk)


_TAKEN = {"collector_name": "李强", "collector_id_number": "620201199003070017", "collector_kind": "applicant"}
_STEPS: tuple[tuple[str, Callable[[Case, Cast], object]], ...] = (
    ("received", lambda case, cast: None),
    ("examining", lambda case, cast: receiving.accept(case, by=cast("wangfang"), at=now())),
    (
        "reviewing",
        lambda case, cast: examining.examine(
            case, opinion="符合条件。", proposal="grant", by=cast("zhaomin"), at=now()
        ),
    ),
    ("deciding", lambda case, cast: examining.review(case, opinion="同意。", by=cast("sunqiang"), at=now())),
    ("granted", lambda case, cast: examining.grant(case, opinion="准予。", by=cast("chenli"), at=now())),
    ("issued", lambda case, cast: delivering.issue(case, result_number="", by=cast("liuyang"), at=now())),
    ("served", lambda case, cast: delivering.collect(case, given=_TAKEN, by=cast("liuyang"), at=now())),
)
_WAY = tuple(status for status, _ in _STEPS)


def _brought_to(wanted: str, cast: Cast) -> Case:
    """A case as it stands at this place of the way."""
    case = _received(cast)
    for status, step in _STEPS:
        step(case, cast)
        case = _fresh(case)
        if status == wanted:
            break
    return case
