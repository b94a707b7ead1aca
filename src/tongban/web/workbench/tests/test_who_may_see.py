"""Who may open what (权限矩阵): every address of the workbench × every member of the cast, as a table."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import URLPattern

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.cases.commands import receiving
from tongban.handling.cases.models import Case, MaterialFile
from tongban.handling.cases.tests.applying import food_code
from tongban.registers.documents.models import OfficialDocument
from tongban.web.workbench.urls import urlpatterns

AtDesk = Callable[[str], Client]

# counter, issuer, examiner, reviewer, decider, examiner of another body, supervisor, catalogue editor, system
# administrator, applicant whose case it is, outsider, nobody. ok: let in; no: 403; none: 404; in: to the sign-in page.
CAST = (
    *("wangfang", "liuyang", "zhaomin", "sunqiang", "chenli", "leishaohua", "zhengyawen", "wutao", "gaoyuan"),
    *("liqiang", "zhouyou", ""),
)
TABLE = """
desk-cases     ok ok   ok   ok   ok   ok   ok no no no no in
workbench      ok ok   ok   ok   ok   ok   ok ok no no no in
desk-intake    ok no   no   no   no   no   no no no no no in
desk-intake-of ok no   no   no   no   no   no no no no no in
desk-case      ok ok   ok   ok   ok   none ok no no no no in
desk-file      ok ok   ok   ok   ok   none ok no no no no in
desk-paper     ok ok   ok   ok   ok   none ok no no no no in
desk-paper-file ok ok  ok   ok   ok   none ok no no no no in
desk-dossier   ok ok   ok   ok   ok   none ok no no no no in
desk-supervised no no  ok   ok   ok   none no no no no no in
desk-evidence  ok ok   ok   ok   ok   none ok no no no no in
desk-scan      ok ok   ok   ok   ok   ok   ok no no no no in
desk-draft   none no   no   no   no   no   no no no no no in
desk-upload    ok ok   no   no   no   no   no no no no no in
desk-original  ok no   no   no   no   no   no no no no no in
desk-materials ok ok   ok   ok   ok   none ok no no no no in
desk-notice    ok ok   ok   ok   ok   none ok no no no no in
desk-full      ok ok   ok   ok   ok   none ok no no no no in
desk-print     ok ok   ok   ok   ok   none ok no no no no in
desk-act       ok no   no   no   no   none no no no no no in
desk-lookup    ok ok   ok   ok   ok   ok   no no no no no in
desk-lookup-reveal ok ok ok ok ok ok no no no no no in
desk-mandate   ok no   no   no   no   no   no no no no no in
desk-merge     no no no no no no no no no no no in
desk-merge-confirm no no no no no no no no no no no in
desk-alert     none none none none none none none no no no no in
desk-urge      none none none none none none none no no no no in
desk-assistance ok no no no no no no no no no no in
desk-assist none no none no no none no no no no no in
desk-assist-act none no none no no none no no no no no in
desk-bundles ok ok ok ok ok ok ok no no no no in
desk-bundle none none none none none none none no no no no in
desk-projects ok ok ok ok ok ok ok no no no no in
desk-project none none none none none none none no no no no in
desk-bundle-act none none none no no none no no no no no in
desk-bundle-choose ok no no no no no no no no no no in
desk-bundle-intake ok no no no no no no no no no no in
desk-crossings ok ok no no no no ok no no no no in
desk-crossing-parcels ok ok no no no no ok no no no no in
desk-crossing none none no no no no none no no no no in
desk-crossing-act none none no no no no none no no no no in
desk-crossing-choose ok no no no no no no no no no no in
desk-crossing-intake ok no no no no no no no no no no in
desk-crossing-paper none none no no no no none no no no no in
desk-crossing-paper-file none none no no no no none no no no no in
desk-intermediaries no no ok ok ok ok ok no no no no in
desk-intermediary no no none none none none none no no no no in
desk-intermediary-act no no none none none none none no no no no in
desk-intermediary-need no no none none none none none no no no no in
desk-intermediary-review no no none no no none no no no no no in
desk-intermediary-answer no no no none no no no no no no no in
desk-outreach ok no no no no no ok no no no no in
desk-outreach-new ok no no no no no no no no no no in
desk-outreach-route ok no no no no no no no no no no in
desk-outreach-one none no no no no no none no no no no in
desk-outreach-act none no no no no no none no no no no in
desk-outreach-reveal none no no no no no no no no no no in
desk-outreach-receipt none no no no no no none no no no no in
desk-outreach-photo none no no no no no none no no no no in
desk-outreach-settle none no no no no no no no no no no in
desk-volunteers ok no no no no no ok no no no no in
desk-volunteer-end none no no no no no no no no no no in
desk-outreach-field ok no no no no no no no no no no in
desk-outreach-field-worker ok no no no no no no no no no no in
desk-outreach-field-doors ok no no no no no no no no no no in
desk-outreach-field-photo ok no no no no no no no no no no in
desk-outreach-field-visit ok no no no no no no no no no no in
desk-hotline no no ok ok ok ok ok no no no no in
desk-hotline-new no no no no no no no no no no no in
desk-hotline-one no no none none none none none no no no no in
desk-hotline-reveal no no none none none none none no no no no in
desk-hotline-act no no none none none none none no no no no in
desk-contacts ok ok ok ok ok ok ok no no no no in
desk-contact none none none none none none none no no no no in
desk-contact-slip none none none none none none none no no no no in
desk-contact-slip-file none none none none none none none no no no no in
desk-contact-reveal none none none none none none none no no no no in
desk-contact-act none none none none none none none no no no no in
desk-precheck none none none none none none none no no no no in
desk-special none none none none none none none no no no no in
desk-contact-new ok ok ok ok ok ok no no no no no in
desk-shift ok ok ok ok ok ok no no no no no in
desk-contact-answer none none none none none none no no no no no in
desk-contact-text none none none none none none no no no no no in
desk-contact-give-slip none none none none none none no no no no no in
desk-window ok ok no no no no no no no no no in
desk-duties ok ok no no no no no no no no no in
desk-leave-withdraw none none no no no no no no no no no in
desk-trainings ok ok no no no no no no no no no in
desk-training none none no no no no no no no no no in
desk-daily-checks ok ok no no no no no no no no no in
desk-daily-check none none no no no no no no no no no in
desk-exams ok ok no no no no no no no no no in
desk-exam none none no no no no no no no no no in
desk-questions ok ok ok ok ok ok ok no no no no in
desk-question none none none none none none none no no no no in
desk-window-act none none no no no no no no no no no in
desk-tickets ok ok no no no no ok no no no no in
desk-ticket-desk ok ok no no no no no no no no no in
desk-ticket none none no no no no none no no no no in
desk-ticket-act none none no no no no no no no no no in
desk-consult ok ok no no no no no no no no no in
desk-unanswered ok ok no no no no ok no no no no in
desk-guiding ok ok no no no no no no no no no in
desk-guiding-act none none no no no no no no no no no in
desk-guiding-rest ok ok no no no no no no no no no in
desk-guided no no no no no no ok no no no no in
desk-halls no no no no no no ok no no no no in
desk-zone-end no no no no no no none no no no no in
desk-skills no no no no no no ok no no no no in
desk-sessions no no no no no no ok no no no no in
desk-session no no no no no no none no no no no in
desk-waits no no no no no no ok no no no no in
desk-licenses no ok ok ok ok ok no no no no no in
desk-corrections no ok ok ok ok ok no no no no no in
desk-correction no none none none none none no no no no no in
desk-license-page no none none none none none no no no no no in
desk-license-act no none none none none none no no no no no in
desk-license none none none none none none none no no no no in
desk-license-questions ok no ok ok ok none no no no no no in
desk-offline ok no no no no no no no no no no in
desk-offline-print none no no no no no no no no no no in
desk-offline-enter ok no no no no no no no no no no in
desk-code none none none none none none none no no no no in
desk-settlement none none none none none none none no no no no in
desk-shipments no ok no no no no ok no no no no in
desk-shipment  no none no no no no none no no no no in
desk-fees ok ok ok ok ok none ok no no no no in
desk-charge none none no no no no no no no no no in
desk-till ok ok no no no no no no no no no in
desk-tills ok ok no no no no ok no no no no in
desk-till-of none none no no no no none no no no no in
"""
EXPECTED = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()}
ACTS = (
    "desk-license-act",
    "desk-charge",
    "desk-scan",
    "desk-draft",
    "desk-upload",
    "desk-original",
    "desk-materials",
    "desk-notice",
    "desk-full",
    "desk-print",
    "desk-evidence",
    "desk-lookup-reveal",
    "desk-merge-confirm",
    "desk-assist-act",
    "desk-bundle-act",
    "desk-crossing-act",
    "desk-act",
    "desk-alert",
    "desk-urge",
    "desk-hotline-reveal",
    "desk-hotline-act",
    "desk-intermediary-act",
    "desk-intermediary-review",
    "desk-intermediary-answer",
    "desk-outreach-act",
    "desk-outreach-reveal",
    "desk-outreach-settle",
    "desk-volunteer-end",
    "desk-outreach-field-doors",
    "desk-outreach-field-photo",
    "desk-outreach-field-visit",
    "desk-contact-reveal",
    "desk-contact-act",
    "desk-contact-text",
    "desk-contact-give-slip",
    "desk-window-act",
    "desk-leave-withdraw",
    "desk-ticket-act",
    "desk-guiding-act",
    "desk-guiding-rest",
    "desk-zone-end",
)


def addresses(case: Case) -> dict[str, str]:
    """One address for each route, about this case."""
    file = MaterialFile.objects.filter(material__case=case).first()
    paper = OfficialDocument.objects.filter(subject=case.chain).first()
    assert file is not None
    assert paper is not None
    page, contact = f"/workbench/cases/{case.number}", f"/workbench/contacts/{UUID(int=0)}"
    return {
        "workbench": "/workbench",
        "desk-cases": "/workbench/cases",
        "desk-intake": "/workbench/intake",
        "desk-intake-of": f"/workbench/intake/{food_code()}",
        "desk-case": page,
        "desk-file": f"/workbench/files/{file.file_id}",
        "desk-paper": f"/workbench/papers/{paper.number}",
        "desk-paper-file": f"/workbench/papers/{paper.number}/a4.pdf",
        "desk-scan": "/workbench/scan",
        "desk-draft": "/workbench/intake/draft",
        "desk-upload": "/workbench/files",
        "desk-original": f"/workbench/files/{file.file_id}/original",
        "desk-materials": f"{page}/materials",
        "desk-notice": f"{page}/notice",
        "desk-full": f"{page}/full",
        "desk-print": f"/workbench/papers/{paper.number}/print",
        "desk-act": f"{page}/acts/withdraw",
        "desk-alert": "/workbench/alerts/0/seen",
        "desk-urge": "/workbench/urges/0/answer",
        "desk-assistance": "/workbench/assistance",
        "desk-assist": f"/workbench/assistance/{UUID(int=0)}",
        "desk-assist-act": f"/workbench/assistance/{UUID(int=0)}/acts/take",
        "desk-bundles": "/workbench/bundles",
        "desk-bundle": f"/workbench/bundles/{case.number}",
        "desk-projects": "/workbench/projects",
        "desk-project": f"/workbench/projects/{case.number}",
        "desk-bundle-act": f"/workbench/bundles/{case.number}/acts/accept",
        "desk-bundle-choose": "/workbench/bundles/receive",
        "desk-bundle-intake": "/workbench/bundles/receive/real-estate",
        "desk-crossings": "/workbench/crossings",
        "desk-crossing": f"/workbench/crossings/{case.number}",
        "desk-crossing-act": f"/workbench/crossings/{case.number}/acts/give_out",
        "desk-crossing-choose": "/workbench/crossings/receive",
        "desk-crossing-intake": "/workbench/crossings/receive/990100/YL-SUBSIDY",
        "desk-crossing-paper": f"/workbench/crossings/{case.number}/papers/1",
        "desk-crossing-paper-file": f"/workbench/crossings/{case.number}/papers/1.pdf",
        "desk-intermediaries": "/workbench/intermediaries",
        "desk-intermediary": f"/workbench/intermediaries/{UUID(int=0)}",
        "desk-intermediary-act": f"/workbench/intermediaries/{UUID(int=0)}/acts/check",
        "desk-intermediary-need": f"/workbench/intermediary-needs/{UUID(int=0)}",
        "desk-intermediary-review": f"/workbench/intermediary-needs/{UUID(int=0)}/review",
        "desk-intermediary-answer": f"/workbench/intermediary-credit/{UUID(int=0)}/acts/uphold",
        "desk-outreach": "/workbench/outreach",
        "desk-outreach-new": "/workbench/outreach/new",
        "desk-outreach-route": "/workbench/outreach/route",
        "desk-outreach-one": f"/workbench/outreach/{UUID(int=0)}",
        "desk-outreach-act": f"/workbench/outreach/{UUID(int=0)}/acts/cancel",
        "desk-outreach-reveal": f"/workbench/outreach/{UUID(int=0)}/reveal",
        "desk-outreach-receipt": f"/workbench/outreach/{UUID(int=0)}/receipt",
        "desk-outreach-photo": f"/workbench/outreach/{UUID(int=0)}/photos/{UUID(int=0)}",
        "desk-outreach-settle": f"/workbench/outreach/{UUID(int=0)}/visits/{UUID(int=0)}",
        "desk-volunteers": "/workbench/volunteers",
        "desk-volunteer-end": f"/workbench/volunteers/{UUID(int=0)}/end",
        "desk-outreach-field": "/workbench/outreach/field",
        "desk-outreach-field-worker": "/workbench/outreach/field-worker.js",
        "desk-outreach-field-doors": "/workbench/outreach/field/doors",
        "desk-outreach-field-photo": "/workbench/outreach/field/photos",
        "desk-outreach-field-visit": "/workbench/outreach/field/visits",
        "desk-hotline": "/workbench/hotline",
        "desk-hotline-new": "/workbench/hotline/new",
        "desk-hotline-one": f"/workbench/hotline/{UUID(int=0)}",
        "desk-hotline-reveal": f"/workbench/hotline/{UUID(int=0)}/reveal",
        "desk-hotline-act": f"/workbench/hotline/{UUID(int=0)}/acts/sign",
        "desk-contacts": "/workbench/contacts",
        "desk-contact-new": "/workbench/contacts/new",
        "desk-contact": contact,
        "desk-contact-answer": f"{contact}/answer",
        "desk-contact-reveal": f"{contact}/reveal",
        "desk-contact-act": f"{contact}/acts/take",
        "desk-contact-text": f"{contact}/answers/1/text",
        "desk-contact-give-slip": f"{contact}/answers/1/give",
        "desk-contact-slip": f"{contact}/answers/1/slip",
        "desk-contact-slip-file": f"{contact}/answers/1/a4.pdf",
        "desk-shift": "/workbench/shift",
        "desk-duties": "/workbench/duties",
        "desk-leave-withdraw": "/workbench/duties/leave/0/withdraw",
        "desk-trainings": "/workbench/trainings",
        "desk-training": "/workbench/trainings/0",
        "desk-daily-checks": "/workbench/checks",
        "desk-daily-check": "/workbench/checks/0",
        "desk-exams": "/workbench/exams",
        "desk-exam": "/workbench/exams/0",
        "desk-questions": "/workbench/questions",
        "desk-question": "/workbench/questions/0",
        "desk-window": "/workbench/window",
        "desk-window-act": "/workbench/window/acts/nothing",
        "desk-tickets": "/workbench/tickets",
        "desk-ticket-desk": "/workbench/tickets/new",
        "desk-ticket": f"/workbench/tickets/{UUID(int=0)}",
        "desk-ticket-act": f"/workbench/tickets/{UUID(int=0)}/acts/leave",
        "desk-consult": "/workbench/consult",
        "desk-unanswered": "/workbench/consult/unanswered",
        "desk-crossing-parcels": "/workbench/crossings/parcels",
        "desk-guiding": "/workbench/guiding",
        "desk-guiding-act": f"/workbench/guiding/{UUID(int=0)}/acts/meet",
        "desk-guiding-rest": "/workbench/guiding/rest",
        "desk-guided": "/workbench/halls/guided",
        "desk-halls": "/workbench/halls",
        "desk-zone-end": "/workbench/halls/zones/0/end",
        "desk-skills": "/workbench/halls/skills",
        "desk-sessions": "/workbench/halls/sessions",
        "desk-session": f"/workbench/halls/sessions/{UUID(int=0)}",
        "desk-waits": "/workbench/halls/waits",
        "desk-licenses": "/workbench/licenses",
        "desk-corrections": "/workbench/licenses/corrections",
        "desk-correction": f"/workbench/licenses/corrections/{UUID(int=0)}",
        "desk-license-page": f"/workbench/licenses/{UUID(int=0)}",
        "desk-license-act": f"/workbench/licenses/{UUID(int=0)}/acts/suspend",
        "desk-license": f"{page}/licenses/nothing",
        "desk-license-questions": f"{page}/questions",
        "desk-offline": "/workbench/offline",
        "desk-offline-print": "/workbench/offline/0/print",
        "desk-offline-enter": "/workbench/offline/enter",
        "desk-code": f"/workbench/codes/{UUID(int=0)}",
        "desk-settlement": f"{page}/settlement",
        "desk-shipments": "/workbench/shipments",
        "desk-shipment": f"/workbench/shipments/{UUID(int=0)}",
        "desk-fees": f"{page}/fees",
        "desk-charge": f"/workbench/charges/{UUID(int=0)}/take",
        "desk-till": "/workbench/till",
        "desk-tills": "/workbench/tills",
        "desk-till-of": f"/workbench/tills/{UUID(int=0)}",
        "desk-precheck": "/workbench/prechecks/ABCDEFGHJK",
        "desk-special": f"{page}/special/nothing",
        "desk-lookup": "/workbench/lookup",
        "desk-lookup-reveal": "/workbench/lookup/reveal",
        "desk-mandate": "/workbench/mandates",
        "desk-merge": "/workbench/parties/merge",
        "desk-merge-confirm": "/workbench/parties/merge/confirm",
    }


def test_every_address_stands_in_the_table() -> None:
    assert {each.name for each in urlpatterns if isinstance(each, URLPattern)} == set(EXPECTED)


@pytest.mark.parametrize("login", CAST)
def test_everybody_sees_what_is_theirs_and_nothing_else(
    login: str, at_desk: AtDesk, received: Callable[..., Case]
) -> None:
    case = received()
    client = at_desk(login)
    place = CAST.index(login)
    found, expected = {}, {}
    for name, address in addresses(case).items():
        case.refresh_from_db()
        sent = {"version": str(case.version), "q": case.number, "form": "a4", "field": "party.phone"}
        sent |= {"purpose": "联系申请人"}
        answer: Any = client.post(address, sent) if name in ACTS else client.get(address)
        found[name], expected[name] = _word(answer), EXPECTED[name][place]
        if answer.streaming:
            b"".join(answer)
    assert found == expected


def test_foreign_and_non_existent_look_the_same(at_desk: AtDesk, received: Callable[..., Case]) -> None:
    case, client = received(), at_desk("leishaohua")
    foreign = client.get(f"/workbench/cases/{case.number}")
    nothing = client.get("/workbench/cases/62020026999999990")
    assert foreign.status_code == nothing.status_code == 404
    hide = lambda answer: answer.content.decode().replace(case.number, "").replace("62020026999999990", "")  # noqa: E731
    assert _bare(hide(foreign)) == _bare(hide(nothing))


def test_the_supervisor_watches_and_decides_nothing(
    at_desk: AtDesk, received: Callable[..., Case], person: Callable[[str], Actor]
) -> None:
    case = received()
    watching = at_desk("zhengyawen").get(f"/workbench/cases/{case.number}").content.decode()
    assert 'data-key="Ctrl+Enter"' not in watching
    receiving.accept(case, by=person("wangfang"), at=now())
    watching = at_desk("zhengyawen").get(f"/workbench/cases/{case.number}").content.decode()
    assert "?act=reassign" in watching
    assert "?act=examine" not in watching


def _word(answer: Any) -> str:
    if answer.status_code == 302 and answer["Location"].startswith("/sign-in"):
        return "in"
    return {403: "no", 404: "none"}.get(answer.status_code, "ok")


def _bare(html: str) -> str:
    return " ".join(line for line in html.split() if "csrf" not in line and "value=" not in line)
