"""The address of each page that a person may open, and as whom it is looked at."""

from dataclasses import dataclass

from django.urls import reverse

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
LIST = ("{list}",)
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
    Visit("search", NOBODY, query="?q=离婚登记"),
    Visit("search", NOBODY, query="?q=居注证&cost=free"),
    Visit("items", NOBODY),
    Visit("items", NOBODY, query="?audience=enterprise&online=fully_online"),
    Visit("item", NOBODY, FOOD),
    Visit("item-print", NOBODY, FOOD),
    Visit("checklist", NOBODY, FOOD),
    Visit("checklist", NOBODY, FOOD, "?{answers}"),
    Visit("checklist", NOBODY, FOOD, "?_asked=has_subject"),
    Visit("kept-checklist", NOBODY, ("{kept}",)),
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
    Visit("assist-ask", MAXIUYING, query="?item={food}"),
    Visit("assist", LIQIANG, ("{talk}",)),
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
    Visit("desk-assistance", "wangfang"),
    Visit("desk-assistance", "wangfang", query="?show=mine"),
    Visit("desk-assist", "wangfang", ("{talk}",), "?spot=form:operator_name"),
    Visit("console", "linjing"),
    Visit("console-flows", "linjing"),
    Visit("console-flow", "linjing", ("case",)),
    Visit("console-limits", "wutao"),
    Visit("console-limits", "wutao", query="?q=食品经营"),
    Visit("console-limits-of", "wutao", FOOD, "?received=2026-09-28&accepted=2026-09-29"),
    Visit("console-papers", "wutao"),
    Visit("console-paper", "wutao", ("correction_notice",)),
    Visit("console-import", "linjing"),
    Visit("console-import-run", "linjing", ("{import_run}",)),
    Visit("console-import-run", "linjing", ("{import_run}",), "?show=guides"),
    Visit("console-import-run", "linjing", ("{import_waiting}",)),
    Visit("console-export", "wutao"),
    Visit("console-lists", "fangyuan"),
    Visit("console-list-draft", "fangyuan", ("{list_draft}",)),
    Visit("console-list-row", "fangyuan", ("{list_draft}",)),
    Visit("console-list-take-in", "fangyuan", ("investment",)),
    Visit("console-list-matching", "linjing", ("market_access",), "?show=all"),
    Visit("console-list-mismatch", "linjing", ("market_access",), "?key={mismatch}"),
    Visit("console-norms", "linjing"),
    Visit("console-norms", "linjing", query="?q=火箭"),
    Visit("console-norm", "linjing", ("{norm}",)),
    Visit("console-norm-new", "linjing"),
    Visit("console-norm-limits", "linjing"),
    Visit("console-norm-alerts", "linjing"),
    Visit("console-norm-alert", "wutao", ("{alert}",)),
    Visit("console-parity", "linjing"),
    Visit("console-parity-task", "linjing", ("{rectification}",)),
    Visit("console-parity-beside", "linjing", ("{parity_code}",)),
    Visit("console-templates", "linjing"),
    Visit("console-library", "linjing"),
    Visit("console-library-reports", "linjing"),
    Visit("console-library-report", "linjing", ("{comparison}",)),
    Visit("console-library-simulator", "linjing"),
    Visit("console", "wutao"),
    Visit("console", "zhengyawen"),
    Visit("console-items", "linjing"),
    Visit("console-items", "wutao", query="?state=all&q=火箭"),
    Visit("console-item", "wutao", LIST),
    Visit("console-item-differences", "linjing", LIST),
    Visit("console-item-beside", "linjing", LIST, "?with={list_other}"),
    Visit("console-item-add", "wutao"),
    Visit("console-item-adjust", "wutao", ("{list_other}", "suspend")),
    Visit("console-item-adjust", "wutao", ("{list_other}", "split")),
    Visit("console-inbox", "wutao"),
    Visit("console-inbox", "linjing", query="?status=declined"),
    Visit("console-rounds", "linjing"),
    Visit("console-round", "wutao", ("{round}",)),
    Visit("console-round-hand-in", "wutao", ("{round}",)),
    Visit("console-drafts", "wutao"),
    Visit("console-drafts", "linjing", query="?scope=all"),
    Visit("console-draft", "wutao", ("{draft_compiling}",)),
    Visit("console-draft", "zhouyaqin", ("{draft_submitted}",), "?act=review"),
    Visit("console-draft", "linjing", ("{draft_reviewed}",), "?act=publish"),
    Visit("console-draft", "linjing", ("{draft_pushed}",), "?act=reassign"),
    *(
        Visit("console-draft-edit", "wutao", ("{draft_compiling}", each))
        for each in ("basic", "limits", "questions", "materials", "stages", "places")
    ),
    Visit("console-draft-edit", "wutao", ("{draft_claimed}", "basic")),
    *(
        Visit("console-draft-preview", "linjing", ("{draft_submitted}", each))
        for each in ("guide", "checklist", "clerk")
    ),
    Visit("console-draft-trial", "linjing", ("{draft_submitted}",)),
    Visit("console-draft-differences", "linjing", ("{draft_submitted}",)),
    Visit("console-draft-impact", "linjing", ("{draft_submitted}",), "?kind=cases"),
    Visit("console-draft-notice", "linjing", ("{draft_published}",)),
    Visit("console-words", "wutao", query="?try=开个小饭馆"),
    Visit("console-words", "zhengyawen", query="?q=火箭"),
    Visit("console-word-add", "wutao", query="?said=养恐龙"),
    Visit("console-misses", "linjing"),
    Visit("console-upkeep", "wutao"),
    Visit("console-upkeep", "linjing", query="?light=overdue"),
    Visit("console-guide", "wutao", FOOD),
    Visit("console-reports", "zhengyawen"),
    Visit("console-reports", "wutao", query="?show=settled"),
    Visit("console-report", "wutao", ("{upheld}",)),
    Visit("console-entrances", "linjing"),
    Visit("console-dispatch", "chenli"),
    Visit("console-dispatch", "linjing", query="?agency=civil-affairs"),
    Visit("console-dispatch-publish", "chenli"),
    Visit("console-indicators", "zhengyawen"),
    Visit("console-indicators", "linjing", query="?show=all"),
    Visit("console-indicators-cases", "zhengyawen"),
    Visit("console-process", "zhengyawen", FOOD),
    Visit("console-channels", "zhengyawen"),
)
REFUSALS = ("/nowhere", "/cases/62020026999999999", "/me")
"""Addresses at which somebody is told no: nothing there, not theirs, not for staff."""
