"""Who may open what (权限矩阵): every address of the registers' pages × those who might try, as a table."""

import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tongban.exchange.connectors.provincial_catalogue.simulator import Simulator
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.registers.bundles.commands import start as start_bundle
from tongban.registers.lists.commands import start
from tongban.registers.norms.models import NormAlert
from tongban.registers.parity.models import Rectification
from tongban.web.console import urls

AtConsole = Callable[[str], Client]
Address = tuple[object, ...]

# bureau, editor of the leading body, editor of another body, supervisor, counter, system administrator, applicant,
# nobody. ok: let in; no: 403; none: 404; in: to the sign-in page.
CAST = ("linjing", "fangyuan", "leiyu", "zhengyawen", "wangfang", "gaoyuan", "liqiang", "")
TABLE = """
import              ok   ok   ok   ok   no no no in
import-template     ok   ok   ok   ok   no no no in
import-upload       ok   ok   ok   no   no no no in
import-run          none none none none no no no in
import-confirm      none none none no   no no no in
import-drop         none none none no   no no no in
import-findings     none none none none no no no in
export              ok   ok   ok   ok   no no no in
export-file         ok   ok   ok   ok   no no no in
bundles             ok   ok   ok   ok   no no no in
bundle-start        no   ok   ok   no   no no no in
bundle-reports      ok   ok   ok   ok   no no no in
bundle-waiting      ok   ok   ok   ok   no no no in
bundle-simulator    no   no   no   ok   no no no in
bundle-report       ok   ok   ok   ok   no no no in
bundle-draft        ok   ok   none ok   no no no in
bundle-take         no   ok   none no   no no no in
bundle-part         no   ok   none no   no no no in
bundle-put          no   ok   none no   no no no in
bundle-drop         no   ok   none no   no no no in
bundle              ok   ok   ok   ok   no no no in
bundle-beside       ok   ok   ok   ok   no no no in
bundle-withdraw     no   ok   no   no   no no no in
lists               ok   ok   ok   ok   no no no in
list-start          no   none none no   no no no in
list-draft          ok   ok   none ok   no no no in
list-take           no   ok   none no   no no no in
list-refresh        no   ok   none no   no no no in
list-withhold       no   ok   none no   no no no in
list-keep           no   none none no   no no no in
list-row            none ok   none none no no no in
list-put            no   ok   none no   no no no in
list-drop-row       no   none none no   no no no in
list-matching       ok   ok   ok   ok   no no no in
list-mismatch       none none none none no no no in
list-settle         none none none no   no no no in
list-take-in        no   ok   ok   no   no no no in
list-taken-in       no   ok   ok   no   no no no in
norms               ok   ok   ok   ok   no no no in
norm                ok   ok   ok   ok   no no no in
norm-change         ok   ok   ok   ok   no no no in
norm-new            ok   no   no   no   no no no in
norm-register       ok   no   no   no   no no no in
norm-limits         ok   ok   ok   ok   no no no in
norm-set-limits     ok   no   no   no   no no no in
norm-alerts         ok   ok   ok   ok   no no no in
norm-cleanup        ok   ok   ok   ok   no no no in
norm-cleanup-begin  ok   no   no   no   no no no in
norm-review         none none none none no no no in
norm-review-take    none none none no   no no no in
norm-alert          ok   none none ok   no no no in
norm-answer         ok   none none no   no no no in
parity              ok   ok   ok   ok   no no no in
parity-check        ok   no   no   no   no no no in
parity-task         ok   none none ok   no no no in
parity-take         ok   none none no   no no no in
parity-beside       ok   ok   ok   ok   no no no in
templates           ok   ok   ok   ok   no no no in
template-preview    ok   no   no   no   no no no in
template-load       ok   no   no   no   no no no in
library             ok   ok   ok   ok   no no no in
library-push        none no   no   no   no no no in
library-reports     ok   ok   ok   ok   no no no in
library-report      none none none none no no no in
library-compare     ok   no   no   no   no no no in
library-mend        none no   no   no   no no no in
library-simulator   ok   ok   ok   ok   no no no in
library-misbehave   ok   no   no   no   no no no in
hotline             no   no   no   ok   no no no in
plates              no   no   no   ok   no no no in
plate-make          no   no   no   ok   no no no in
plate               no   no   no   none no no no in
plate-end           no   no   no   none no no no in
intermediaries      ok   ok   ok   ok   no no no in
intermediary-settle no   no   no   none no no no in
financing           no   no   no   ok   no no no in
financing-act       no   no   no   none no no no in
kiosks              no   no   no   ok   no no no in
kiosk-new           no   no   no   ok   no no no in
kiosk               no   no   no   none no no no in
kiosk-code          no   no   no   none no no no in
kiosk-retire        no   no   no   none no no no in
scenes              no   no   no   ok   no no no in
scene-coverage      no   no   no   ok   no no no in
scene               no   no   no   none no no no in
scene-take          no   no   no   none no no no in
scene-simulator     no   no   no   none no no no in
ratings             no   no   no   ok   no no no in
rating-coverage     no   no   no   ok   no no no in
rating-entry        no   no   no   ok   no no no in
rating-imports      no   no   no   ok   no no no in
rating-import       no   no   no   none no no no in
spot-checks         no   no   no   ok   no no no in
provincial-ratings  no   no   no   ok   no no no in
provincial-rating-resend no no no none no no no in
provincial-rating-simulator no no no none no no no in
undelivered         no   no   no   ok   no ok no in
undelivered-take    no   no   no   none no none no in
parked-take         no   no   no   none no none no in
payment-days        no   no   no   ok   no no no in
payment-day         no   no   no   none no no no in
payment-day-compare no   no   no   ok   no no no in
line-simulator      no   no   no   none no none no in
parked-all          no   no   no   ok   no ok no in
provincial-orders   no   no   no   ok   no no no in
provincial-order-collect no no no ok no no no in
provincial-order-hand-over no no no none no no no in
provincial-tasks    no   no   no   ok   no no no in
provincial-task-collect no no no ok no no no in
provincial-task-simulator no no no none no no no in
provincial-task-hand-down no no no none no no no in
redresses           no   no   no   ok   ok no no in
redress             no   no   no   none none no no in
redress-take        no   no   no   none none no no in
redress-reveal      no   no   no   none none no no in
workforce           no   no   no   ok   no no no in
workforce-act       no   no   no   none no no no in
duty                no   no   no   none no no no in
attendance          no   no   no   ok   no no no in
leaves              no   no   no   ok   no no no in
leave               no   no   no   none no no no in
leave-take          no   no   no   none no no no in
trainings           no   no   no   ok   no no no in
training            no   no   no   none no no no in
training-take       no   no   no   none no no no in
training-new        no   no   no   ok   no no no in
training-report     no   no   no   ok   no no no in
daily-checks        no   no   no   ok   no no no in
daily-check         no   no   no   none no no no in
daily-check-take    no   no   no   none no no no in
daily-check-new     no   no   no   ok   no no no in
exams               no   no   no   ok   no no no in
exam                no   no   no   none no no no in
exam-take           no   no   no   none no no no in
exam-new            no   no   no   ok   no no no in
staff-appraisal     no   no   no   ok   no no no in
staff-appraisal-file no  no   no   ok   no no no in
scene-seen          no   no   no   none no no no in
incidents           no   no   no   ok   no ok no in
incident-new        no   no   no   ok   no ok no in
incident-plan       no   no   no   ok   no ok no in
incident            no   no   no   none no none no in
incident-assess     no   no   no   no   no no no in
incident-affected   no   no   no   no   no no no in
incident-mark       no   no   no   no   no none no in
incident-notify     no   no   no   no   no no no in
incident-take       no   no   no   none no none no in
drills              no   no   no   ok   no ok no in
drill               no   no   no   none no none no in
drill-take          no   no   no   none no no no in
systems             ok   ok   ok   ok   ok ok no in
protection          no   no   no   ok   no ok no in
standards           ok   no   no   ok   no no no in
standards-freeze    no   no   no   ok   no no no in
standard-subjects   ok   no   no   ok   no no no in
compliance          none no   no   none no no no in
standard            ok   no   no   ok   no ok no in
evidence            no   no   no   ok   no ok no in
inclusion           ok   ok   ok   ok   no no no in
inclusion-new       ok   ok   ok   no   no no no in
inclusion-one       none none none none no no no in
inclusion-take      none none none no   no no no in
mobile              ok   no   no   ok   no no no in
partners            no   no   no   ok   no ok no in
partner-new         no   no   no   no   no ok no in
partner             no   no   no   none no none no in
partner-terms       no   no   no   no   no none no in
partner-secret      no   no   no   no   no none no in
partner-stop        no   no   no   no   no none no in
partner-restart     no   no   no   no   no none no in
"""
EXPECTED = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}
GROUPS = (
    "console-import",
    "console-export",
    "console-bundle",
    "console-list",
    "console-norm",
    "console-parity",
    "console-template",
    "console-hotline",
    "console-plate",
    "console-kiosk",
    "console-intermediar",
    "console-scene",
    "console-rating",
    "console-provincial-rating",
    "console-undelivered",
    "console-parked",
    "console-payment-day",
    "console-line-simulator",
    "console-provincial-order",
    "console-provincial-task",
    "console-redress",
    "console-spot-check",
    "console-workforce",
    "console-duty",
    "console-attendance",
    "console-leave",
    "console-training",
    "console-daily-check",
    "console-staff-appraisal",
    "console-exam",
    "console-incident",
    "console-drill",
    "console-protection",
    "console-systems",
    "console-partner",
    "console-inclusion",
    "console-mobile",
    "console-standard",
    "console-compliance",
    "console-evidence",
    "console-financing",
)
SENDING = (
    *("import-upload", "import-confirm", "import-drop", "list-start", "list-take", "list-refresh", "list-withhold"),
    *("list-keep", "list-put", "list-drop-row", "list-settle", "list-taken-in", "norm-change", "norm-register"),
    *("norm-set-limits", "norm-answer", "parity-check", "parity-take", "template-preview", "template-load"),
    *("bundle-start", "bundle-take", "bundle-put", "bundle-drop", "bundle-withdraw", "bundle-simulator"),
    *("library-push", "library-compare", "library-mend", "library-misbehave", "plate-end", "scene-take"),
    *(
        "kiosk-code",
        "kiosk-retire",
        "redress-take",
        "redress-reveal",
        "provincial-rating-resend",
        "undelivered-take",
        "parked-take",
        "parked-all",
        "payment-day-compare",
        "provincial-order-collect",
        "provincial-order-hand-over",
        "provincial-task-collect",
        "provincial-task-hand-down",
        "intermediary-settle",
        "workforce-act",
        "leave-take",
        "training-take",
        "daily-check-take",
        "exam-take",
    ),
    *("incident-assess", "incident-affected", "incident-mark", "incident-notify", "incident-take", "drill-take"),
    *("standards-freeze", "evidence", "norm-cleanup-begin", "norm-review-take"),
    "financing-act",
    *("inclusion-take", "partner-secret", "partner-stop", "partner-restart"),
)


@pytest.fixture
def addresses(
    library: Simulator, alert: NormAlert, rectification: Rectification, person: Callable[[str], Actor]
) -> dict[str, Address]:
    """What stands in the addresses: rows of the bureau, of 市场监管, or rows that are not there."""
    draft = start("offline_protected", by=person("fangyuan"), at=now())
    run: Address = (uuid.uuid4(),)
    found: dict[str, Address] = dict.fromkeys(EXPECTED, ())
    found.update(dict.fromkeys(("import-run", "import-confirm", "import-drop"), run))
    found["import-findings"] = (*run, "csv")
    found["intermediary-settle"] = run
    lists = ("list-draft", "list-refresh", "list-withhold", "list-keep", "list-row", "list-put", "list-drop-row")
    found.update(dict.fromkeys(lists, (draft.pk,)))
    found["list-take"] = (draft.pk, "recall")
    bundle = start_bundle("real-estate", by=person("fangyuan"), at=now()).pk
    found.update({"bundle-draft": (bundle,), "bundle-take": (bundle, "recall"), "bundle-part": (bundle, "basics")})
    found.update({"bundle-put": (bundle, "basics"), "bundle-drop": (bundle, "member")})
    found.update(dict.fromkeys(("bundle", "bundle-beside", "bundle-withdraw", "bundle-report"), ("real-estate",)))
    compared = ("list-matching", "list-mismatch", "list-settle", "list-take-in", "list-taken-in")
    found.update(dict.fromkeys(compared, ("market_access",)))
    found.update(dict.fromkeys(("norm", "norm-change"), (alert.change.norm_id,)))
    found.update({"norm-alert": (alert.pk,), "norm-answer": (alert.pk, "close")})
    found.update({"parity-task": (rectification.pk,), "parity-take": (rectification.pk, "verify")})
    found.update({"plate": (0,), "plate-end": (0,), "scene": (0,), "scene-take": (0, "switch_off")})
    found.update(dict.fromkeys(("kiosk", "kiosk-code", "kiosk-retire"), run))
    found["provincial-rating-resend"] = (0,)
    found["financing-act"] = (0, "suspend")
    found["undelivered-take"] = (0, "resend")
    found["line-simulator"] = ("none",)
    found["payment-day"] = ("2026-01-01",)
    found["parked-take"] = (0, "replay")
    found.update(dict.fromkeys(("duty", "leave", "training", "daily-check", "exam"), (0,)))
    found.update({"leave-take": (0, "grant_leave"), "training-take": (0, "give_training")})
    found.update({"daily-check-take": (0, "lift_check"), "exam-take": (0, "audit_exam")})
    found["rating-import"] = (0,)
    found.update(dict.fromkeys(("incident", "incident-assess", "incident-affected", "drill"), (0,)))
    found.update({"incident-mark": (0, "stop"), "incident-notify": (0, "persons")})
    found.update({"norm-review": (0,), "norm-review-take": (0, "propose")})
    found.update({"standard": ("mlps",), "evidence": ("mlps", "8.1.9.3"), "compliance": (0,)})
    found.update({"incident-take": (0, "note"), "drill-take": (0, "begin")})
    found.update({"redress": (0,), "redress-take": (0, "verify"), "redress-reveal": (0,)})
    found.update({"inclusion-one": (0,), "inclusion-take": (0, "plan")})
    found.update(dict.fromkeys(("partner", "partner-terms", "partner-secret", "partner-stop", "partner-restart"), (0,)))
    found.update({"scene-simulator": (0,), "scene-seen": (0, *run)})
    found.update({"parity-beside": (rectification.basic_code,), "library-report": (0,), "library-mend": (0,)})
    return found


def test_every_address_stands_in_the_table() -> None:
    names = {str(each.name) for each in urls.urlpatterns}
    ours = {name for name in names if name.startswith((*GROUPS, "console-library"))}
    assert {name.removeprefix("console-") for name in ours} == set(EXPECTED)


@pytest.mark.parametrize("login", CAST)
def test_everybody_opens_what_is_theirs(login: str, at_console: AtConsole, addresses: dict[str, Address]) -> None:
    client, place = at_console(login), CAST.index(login)
    found = {name: _word(_asked(client, name, args)) for name, args in addresses.items()}
    assert found == {name: words[place] for name, words in EXPECTED.items()}


def _asked(client: Client, name: str, args: Address) -> Any:
    address = reverse(f"console-{name}", args=list(args))
    return client.post(address) if name in SENDING else client.get(address)


def _word(answer: Any) -> str:
    if answer.status_code == 302 and answer["Location"].startswith("/sign-in"):
        return "in"
    return {403: "no", 404: "none"}.get(answer.status_code, "ok")
