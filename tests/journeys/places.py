"""A city in which every page has something to show, and the address of each page that a person may open."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands import delivering, examining, receiving
from tongban.handling.cases.commands.drafting import add_file, begin_draft, save_answers, save_form
from tongban.handling.cases.models import Case
from tongban.handling.cases.tests.applying import ANSWERS, FORM, food_code, lodged
from tongban.registers.checklists.commands import keep_checklist
from tongban.registers.documents.commands import store
from tongban.registers.documents.models import OfficialDocument, StoredFile
from tongban.registers.documents.tests import samples
from tongban.registers.lists.queries import history
from tongban.registers.upkeep.commands import answer, report_error, uphold
from tongban.registers.upkeep.rules.states import Section

Cast = Callable[[str], Actor]
OUTSIDE = {
    "api-docs": "tested beside the API, in a browser of its own",
    "gallery": "off in a running city",
    "gallery_page": "off in a running city",
}
"""Pages that are looked at elsewhere."""


@dataclass(frozen=True)
class Visit:
    """A page as one person sees it: `args` and `query` name samples of the city, in braces."""

    name: str
    login: str
    args: tuple[str, ...] = ()
    query: str = ""

    @property
    def is_desk(self) -> bool:
        return self.name in ("workbench", "console") or self.name.startswith(("desk-", "console-"))

    def path(self, samples_of: dict[str, str]) -> str:
        filled = [each.format(**samples_of) for each in self.args]
        return reverse(self.name, args=filled) + self.query.format(**samples_of)

    def __str__(self) -> str:
        return "-".join(part for part in (self.name, self.login, *self.args, self.query) if part)


NOBODY, LIQIANG, MAXIUYING = "", "liqiang", "maxiuying"
FOOD = ("{food}",)
DRAFT = ("{draft}",)
STATIONED = ("stationing", "{stationing_list}")
VISITS = (
    Visit("lists", NOBODY),
    Visit("list", NOBODY, ("permit",)),
    Visit("list", NOBODY, ("permit",), "?q=食品&sort=name"),
    Visit("list", NOBODY, ("permit",), "?q=火箭"),
    Visit("list", NOBODY, ("permit_norm",)),
    Visit("list", NOBODY, ("stationing",), "?institution=xiongguan"),
    Visit("list", NOBODY, ("market_access",)),
    Visit("list-edition", NOBODY, STATIONED),
    Visit("list-history", NOBODY, ("stationing",)),
    Visit("list-changes", NOBODY, STATIONED),
    Visit("list-changes", NOBODY, ("permit", "{permit_list}")),
    Visit("list-print", NOBODY, ("intermediary", "{permit_list}")),
    Visit("list-notice", NOBODY, STATIONED),
    Visit("plan", NOBODY),
    Visit("plan-task", NOBODY, ("T05",)),
    Visit("views-of-me", LIQIANG),
    Visit("views-of-me", MAXIUYING),
    Visit("home", NOBODY),
    Visit("home", LIQIANG),
    Visit("home", MAXIUYING),
    Visit("search", NOBODY),
    Visit("search", NOBODY, query="?q=开个小饭馆"),
    Visit("search", NOBODY, query="?q=火箭发射场"),
    Visit("items", NOBODY),
    Visit("items", NOBODY, query="?audience=enterprise&online=fully_online"),
    Visit("item", NOBODY, FOOD),
    Visit("item-print", NOBODY, FOOD),
    Visit("checklist", NOBODY, FOOD),
    Visit("checklist", NOBODY, FOOD, "?{answers}"),
    Visit("checklist", NOBODY, FOOD, "?_asked=has_subject"),
    Visit("kept-checklist", NOBODY, ("{list}",)),
    Visit("item-elements", NOBODY, FOOD),
    Visit("item-history", NOBODY, FOOD),
    Visit("report", NOBODY, FOOD, "?section=bring"),
    Visit("report-find", NOBODY),
    Visit("report-answer", NOBODY, ("{report}",)),
    Visit("entrances", NOBODY),
    Visit("begin", NOBODY, FOOD),
    Visit("begin", LIQIANG, FOOD),
    Visit("sign-in", NOBODY),
    Visit("sign-up", NOBODY),
    Visit("me", LIQIANG),
    Visit("password", LIQIANG),
    Visit("second-factor", "wangfang"),
    Visit("acting-for", LIQIANG),
    Visit("mandates", LIQIANG),
    Visit("messages", LIQIANG),
    Visit("draft", LIQIANG, DRAFT),
    Visit("draft-discard", LIQIANG, DRAFT),
    Visit("draft-question", LIQIANG, ("{draft}", "items")),
    Visit("draft-form", LIQIANG, ("{draft}", "1")),
    Visit("draft-form", LIQIANG, ("{draft}", "4")),
    Visit("draft-choices", LIQIANG, DRAFT),
    Visit("draft-material", LIQIANG, ("{draft}", "layout_plan")),
    Visit("draft-material", LIQIANG, ("{draft}", "business_license")),
    Visit("draft-check", LIQIANG, DRAFT),
    Visit("cases", LIQIANG),
    Visit("cases", LIQIANG, query="?show=ended"),
    Visit("cases", MAXIUYING),
    Visit("case", LIQIANG, ("{received}",)),
    Visit("case", LIQIANG, ("{correcting}",)),
    Visit("case", LIQIANG, ("{reviewing}",)),
    Visit("case", LIQIANG, ("{issued}",)),
    Visit("case", LIQIANG, ("{served}",)),
    Visit("submitted", LIQIANG, ("{received}",)),
    Visit("correct", LIQIANG, ("{correcting}",)),
    Visit("supply", LIQIANG, ("{incomplete}",)),
    Visit("make-good", LIQIANG, ("{deferred}",)),
    Visit("withdraw", LIQIANG, ("{received}",)),
    Visit("result", LIQIANG, ("{issued}",)),
    Visit("paper", LIQIANG, ("{correcting}", "{notice_id}")),
    Visit("paper", LIQIANG, ("{issued}", "{decision_id}")),
    Visit("track", NOBODY),
    Visit("verify", NOBODY),
    Visit("verify-code", NOBODY, ("{verification}",)),
    Visit("verify-code", NOBODY, ("ABCDEFGHJK",)),
    Visit("help", NOBODY),
    Visit("accessibility", NOBODY),
    Visit("privacy", NOBODY),
    Visit("sitemap", NOBODY),
    Visit("workbench", "wangfang"),
    Visit("workbench", "liuyang"),
    Visit("workbench", "zhengyawen"),
    Visit("desk-cases", "wangfang"),
    Visit("desk-cases", "zhengyawen", query="?scope=all"),
    Visit("desk-cases", "zhaomin"),
    Visit("desk-intake", "wangfang"),
    Visit("desk-intake", "wangfang", query="?q=spjy"),
    Visit("desk-intake-of", "wangfang", FOOD),
    Visit("desk-case", "wangfang", ("{received}",)),
    Visit("desk-case", "wangfang", ("{received}",), "?act=ask_correction"),
    Visit("desk-case", "wangfang", ("{received}",), "?act=reject"),
    Visit("desk-case", "zhaomin", ("{examining}",)),
    Visit("desk-case", "zhaomin", ("{examining}",), "?act=examine"),
    Visit("desk-case", "sunqiang", ("{reviewing}",), "?act=review"),
    Visit("desk-case", "chenli", ("{deciding}",), "?act=grant"),
    Visit("desk-case", "liuyang", ("{issued}",), "?act=collect"),
    Visit("desk-case", "zhengyawen", ("{served}",)),
    Visit("desk-paper", "wangfang", ("{notice}",)),
    Visit("console", "linjing"),
    Visit("console-flows", "linjing"),
    Visit("console-flow", "linjing", ("case",)),
    Visit("console-limits", "wutao"),
    Visit("console-limits", "wutao", query="?q=食品经营"),
    Visit("console-limits-of", "wutao", FOOD, "?received=2026-09-28&accepted=2026-09-29"),
    Visit("console-papers", "wutao"),
    Visit("console-paper", "wutao", ("correction_notice",)),
    Visit("console-indicators", "zhengyawen"),
    Visit("console-indicators", "linjing", query="?show=all"),
    Visit("console-indicators-cases", "zhengyawen"),
    Visit("console-process", "zhengyawen", FOOD),
    Visit("console-channels", "zhengyawen"),
)
REFUSALS = ("/nowhere", "/cases/62020026999999999", "/me")
"""Addresses at which somebody is told no: nothing there, not theirs, not for staff."""


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
    cases = {status: _brought_to(status, cast) for status in _WAY}
    cases["correcting"] = _received(cast, without=("layout_plan",))
    receiving.ask_correction(cases["correcting"], items=[], by=cast("wangfang"), at=now())
    cases["closed"] = _brought_to("served", cast)
    delivering.close(cases["closed"], at=now())
    cases["incomplete"] = _received(cast, without=("layout_plan",))
    cases["deferred"] = _received(cast, without=("layout_plan",), wants_deferral=True)
    receiving.accept(cases["deferred"], by=cast("wangfang"), at=now())
    papers = OfficialDocument.objects
    notice = papers.filter(subject=cases["correcting"].chain, kind="correction_notice").get()
    decision = papers.filter(subject=cases["issued"].chain, kind="decision_grant").get()
    return {
        **{status: case.number for status, case in cases.items()},
        "food": food_code(),
        "list": keep_checklist(food_code(), ANSWERS, by=liqiang, at=now()).code,
        "report": _reported(cast),
        "draft": draft.number,
        "answers": "&".join(f"{code}={each}" for code, value in ANSWERS.items() for each in _many(value)),
        "notice": notice.number,
        "notice_id": str(notice.pk),
        "decision_id": str(decision.pk),
        "verification": decision.verification_code,
        "permit_list": history("permit")[0].slug,
        "stationing_list": history("stationing", institution="government-affairs")[0].slug,
        "file": str(StoredFile.objects.filter(holder=cases["received"].chain).values_list("pk", flat=True)[0]),
    }


def _reported(cast: Cast) -> str:
    """An error that was pointed out, and answered: it stands under the guide, too."""
    made = report_error(food_code(), section=Section.WHERE, words="电话打不通。", by=cast("liqiang"), at=now())
    answer(made.report, words="电话没有错，那天线路检修。", by=cast("zhaomin"), at=now())
    again = report_error(food_code(), section=Section.BRING, words="写得看不懂。", by=cast("liqiang"), at=now())
    uphold(again.report, by=cast("zhaomin"), at=now())
    return made.code


def _many(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


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
