"""What the console's registers have to show: a pretended province, departures, alerts, drafts of lists, imports."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote, urlencode

from tongban.exchange.connectors.provincial_catalogue.commands.reconciling import reconcile
from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.registers.bundles.commands import start as start_bundle
from tongban.registers.catalog.channels import GuideChannel, newest_revision
from tongban.registers.catalog.importing.tests.samples import many
from tongban.registers.catalog.reporting import report as report_in
from tongban.registers.compiling.commands import import_runs
from tongban.registers.documents.commands import wordings
from tongban.registers.documents.rules.papers import DocumentKind
from tongban.registers.entrances.models import DepartmentMatter
from tongban.registers.licenses.commands import ask_to_correct
from tongban.registers.licenses.tests.cast import give
from tongban.registers.lists import commands as lists
from tongban.registers.lists.queries import report
from tongban.registers.norms.commands.changing import amend
from tongban.registers.norms.models import Norm, NormAlert
from tongban.registers.parity.models import Rectification
from tongban.registers.parties.app_rules import Asked
from tongban.registers.parties.commands import let_app_in
from tongban.registers.parties.models import ApiClient, Party
from tongban.running.demo_city.library import load_library
from tongban.running.demo_city.parity import load_parity
from tongban.running.demo_city.partners import SANDBOX_RETURN, load_partners

Cast = Callable[[str], Actor]
HEAVY = b"\n" * 4_000_001


def people_the_registers(cast: Cast) -> dict[str, str]:
    """The samples that the addresses of the registers' pages need."""
    bureau, editor = cast("linjing"), cast("fangyuan")
    load_library(now())
    load_parity(now())
    made = reconcile(by=bureau, at=now())
    report_in("sample:1", channels=GuideChannel, revision=newest_revision(), at=now())
    report_in("sample:2", channels=["phone"], revision=newest_revision() - 1, at=now())
    norm = Norm.objects.get(title="中华人民共和国食品安全法")
    amend(norm, on=local_day(now()), document="样例公告第1号", words="样例：第三十五条有修改。", by=bureau, at=now())
    draft = lists.start("offline_protected", by=editor, at=now())
    lists.put_row(draft, key="样例-1", cells={"code": "样例", "name": "样例：现金缴水费"}, by=editor, at=now())
    bundle = start_bundle("real-estate", by=editor, at=now())
    _, guide = next(iter(many(1)))
    read = import_runs.upload(guide, name="样例.json", by=bureau, at=now())
    waiting = import_runs.upload(guide + HEAVY, name="样例大文件.json", by=bureau, at=now())
    license = give(cast)
    own = give(cast, holder=Party.objects.get(name="李强"))
    words = {"field": "premises", "wrong": "样例：门牌号少了一位", "right": "样例：雄关街道样例路11号"}
    asked = ask_to_correct(own, **words, by=cast("liqiang"), at=now())
    departing = Rectification.objects.all()[0]
    return {
        "comparison": str(made.pk),
        "license": license.identifier,
        "own_license": str(own.public_id),
        "correction": str(asked.code),
        "norm": str(norm.pk),
        "partner": _a_partner(),
        "app_asks": _an_app(cast),
        "department_matter": str(DepartmentMatter.objects.get(name="养犬登记（样例）").pk),
        "wording": _a_wording(cast),
        "alert": str(NormAlert.objects.filter(agency__key="market-regulation").order_by("pk")[0].pk),
        "rectification": str(departing.pk),
        "parity_code": departing.basic_code,
        "list_draft": str(draft.pk),
        "bundle_draft": str(bundle.pk),
        "import_run": str(read.pk),
        "import_waiting": str(waiting.pk),
        "mismatch": quote(report("market_access").mismatches[0].match.wanted.key),
    }


def _an_app(cast: Cast) -> str:
    """What an app asks, and one that somebody let in."""
    challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
    asked = Asked("gan-kuai-ban", SANDBOX_RETURN, "code", ("messages:read", "cases:submit"), "x", challenge, "S256")
    let_app_in(asked, by=cast("liqiang"), at=now())
    told = {"client_id": asked.client, "redirect_uri": asked.return_to, "response_type": asked.kind}
    told |= {"scope": " ".join(asked.scopes), "code_challenge": challenge, "code_challenge_method": asked.method}
    return urlencode(told)


def _a_partner() -> str:
    """The platforms of the demo city; the one in use is looked at."""
    load_partners(at=now())
    return str(ApiClient.objects.get(name="city-life").pk)


def _a_wording(cast: Cast) -> str:
    """Words in force on one kind of paper, and a proposal for another, which its own page shows."""
    said = {"opening": "{收件人}，您好！", "notes": "样例：有疑问请拨打12345。"}
    told: dict[str, Any] = {"reason": "样例：更好懂", "at": now()}
    kept = wordings.propose(DocumentKind.CORRECTION_NOTICE, said, by=cast("linjing"), **told)
    wordings.approve(kept, words="同意。", by=cast("zhouyaqin"), at=now())
    return str(wordings.propose(DocumentKind.RETURN_NOTICE, said, by=cast("zhouyaqin"), **told).pk)
