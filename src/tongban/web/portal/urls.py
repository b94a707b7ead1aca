"""The addresses of the portal (门户路由)."""

from django.urls import path, register_converter

from . import (
    appointments,
    assisting,
    booking,
    bundle_applying,
    bundle_guides,
    bundle_progress,
    cases,
    chiefs,
    code_scanning,
    code_scenes,
    crossings,
    deadlines,
    deferring,
    drafting,
    enterprise,
    entrances,
    federation,
    finding,
    foreign_phone,
    guide_more,
    guides,
    halls,
    home,
    hotline,
    information,
    intermediaries,
    keeping,
    late,
    license_corrections,
    licenses,
    mandate_codes,
    mandates,
    me,
    messages,
    my_agency,
    my_code,
    needs,
    outreach,
    papers,
    plan_page,
    policies,
    presenting,
    promised,
    promising,
    provincial_codes,
    published,
    questioning,
    quotas,
    ratings,
    reporting,
    scanning,
    service_map,
    signing,
    situations,
    starting,
    submitting,
    supervising,
    supplementing,
    terminals,
    tracking,
    unresolved,
    uploads,
    verifying,
    verifying_licenses,
    views_of_me,
)


class _Shape:
    """A part of an address with a fixed form; anything else is no address of ours."""

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class CaseNumber(_Shape):
    regex = "[0-9]{17}"


class OptionCode(_Shape):
    regex = "[0-9A-Z]{33}"


class ElementCode(_Shape):
    regex = "[A-Za-z0-9_-]{1,60}"


class TaskKey(_Shape):
    regex = "T[0-9]{2}"


class ListKind(_Shape):
    regex = "[a-z_]{3,24}"


class ListEdition(_Shape):
    regex = "[0-9]{4}-[1-9][0-9]{0,4}(?:-[a-z][a-z0-9-]{0,59})?"


class ListForm(_Shape):
    regex = "json|xlsx|pdf"


class ShortCode(_Shape):
    regex = "[0-9A-Za-z-]{6,20}"


register_converter(ShortCode, "code")
register_converter(TaskKey, "task")
register_converter(ListKind, "list_kind")
register_converter(ListEdition, "list_edition")
register_converter(ListForm, "list_form")
register_converter(CaseNumber, "number")
register_converter(OptionCode, "option")
register_converter(ElementCode, "element")

urlpatterns = [
    path("", home.home, name="home"),
    path("search", finding.find, name="search"),
    path("items", finding.catalogue, name="items"),
    path("items/<option:code>", guides.guide_page, name="item"),
    path("items/<option:code>/print", guides.guide_print, name="item-print"),
    path("items/<option:code>/checklist", situations.checklist_page, name="checklist"),
    path("items/<option:code>/checklist/keep", keeping.keep, name="checklist-keep"),
    path("items/<option:code>/begin", starting.begin, name="begin"),
    path("items/<option:code>/elements", guide_more.elements, name="item-elements"),
    path("items/<option:code>/supervision", supervising.supervision, name="item-supervision"),
    path("items/<option:code>/history", guide_more.history, name="item-history"),
    path("items/<option:code>/form.pdf", guide_more.blank_form, name="item-form"),
    path("items/<option:code>/form-sample.pdf", guide_more.sample_form, name="item-form-sample"),
    path("items/<option:code>/report", reporting.report, name="report"),
    path("reports", reporting.find_answer, name="report-find"),
    path("reports/<code:code>", reporting.answer, name="report-answer"),
    path("checklists/<code:code>", keeping.open_kept, name="kept-checklist"),
    path("map", service_map.service_map, name="service-map"),
    path("terminals", terminals.terminals, name="terminals"),
    path("venues/<slug:key>", service_map.venue, name="venue"),
    path("bundles", bundle_guides.bundles, name="bundles"),
    path("bundles/<slug:code>", bundle_guides.bundle, name="bundle"),
    path("entrances", entrances.entrances, name="entrances"),
    path("sign-in", signing.sign_in, name="sign-in"),
    path("sign-in/provincial", federation.begin, name="sign-in-provincial"),
    path("sign-in/provincial/return", federation.come_back, name="sign-in-provincial-return"),
    path("simulators/foreign-codes", foreign_phone.simulated_phone, name="simulated-foreign-codes"),
    path("simulators/provincial-code", provincial_codes.simulated, name="simulated-provincial-code"),
    path("simulators/provincial-identity", federation.simulated, name="simulated-provincial-identity"),
    path("sign-up", signing.sign_up, name="sign-up"),
    path("sign-out", signing.sign_out, name="sign-out"),
    path("me", me.me, name="me"),
    path("me/password", me.password, name="password"),
    path("me/second-factor", me.second_factor, name="second-factor"),
    path("me/views", views_of_me.views_of_me, name="views-of-me"),
    path("code", my_code.my_code, name="my-code"),
    path("code/present", presenting.choose, name="code-present"),
    path("code/scans/<uuid:key>", my_code.answer, name="code-answer"),
    path("code/<uuid:key>", my_code.showing_page, name="code-showing"),
    path("code/<uuid:key>/end", my_code.put_away, name="code-end"),
    path("codes/scenes", code_scenes.where_codes_are_used, name="code-scenes"),
    path("codes/scan", code_scanning.scanned, name="code-scan"),
    path("codes/scans/<uuid:key>", code_scanning.seen, name="code-seen"),
    path("scan", scanning.anything, name="scan"),
    path("me/licenses", licenses.own, name="my-licenses"),
    path("me/licenses/<uuid:key>", licenses.own_one, name="my-license"),
    path("me/licenses/<uuid:key>/correction", license_corrections.correction, name="my-license-correction"),
    path(
        "me/licenses/<uuid:key>/corrections/<uuid:code>/take-back",
        license_corrections.taken_back,
        name="my-license-correction-back",
    ),
    path("me/views/<int:entry>/why", questioning.ask, name="read-why"),
    path("me/read-questions/<int:key>", questioning.question, name="read-question"),
    path("bundles/<slug:code>/apply", bundle_applying.apply, name="bundle-apply"),
    path("policies", policies.policies, name="policies"),
    path("policies/<slug:code>", policies.policy, name="policy"),
    path("policies/<slug:code>/confirm", policies.confirm, name="policy-confirm"),
    path("policy-notices", policies.notices, name="policy-notices"),
    path("policy-notices/<uuid:code>", policies.objection, name="policy-objection"),
    path("me/policies", policies.own, name="my-policies"),
    path("me/policies/choice", policies.choose, name="my-policies-choice"),
    path("me/policies/facts", policies.declare, name="my-policies-facts"),
    path("me/policies/grants/<uuid:code>", policies.benefit, name="benefit"),
    path("me/policies/grants/<uuid:code>/give-up", policies.give_up, name="benefit-give-up"),
    path("me/bundles", bundle_progress.own, name="own-bundles"),
    path("me/bundles/<number:number>", bundle_progress.one, name="own-bundle"),
    path("me/bundles/<number:number>/acts/<slug:verb>", bundle_progress.take, name="own-bundle-act"),
    path("me/help", outreach.own, name="outreach"),
    path("me/help/new", outreach.ask, name="outreach-ask"),
    path("me/help/<uuid:code>", outreach.one, name="outreach-one"),
    path("me/help/<uuid:code>/acts/<slug:verb>", outreach.act, name="outreach-act"),
    path("me/credit", promised.my_credit, name="my-credit"),
    path("me/credit/<int:key>/repair", promised.ask_repair, name="credit-repair"),
    path("me/acting-for", mandates.acting_for, name="acting-for"),
    path("me/enterprise", enterprise.space, name="enterprise"),
    path("me/enterprise/calendar.ics", enterprise.calendar_file, name="enterprise-calendar"),
    path("me/enterprise/data.zip", enterprise.data_file, name="enterprise-data"),
    path("me/enterprise/team", enterprise.add_handler, name="enterprise-team"),
    path("me/enterprise/team/<int:key>/remove", enterprise.remove, name="enterprise-remove"),
    path("me/mandates", mandates.mandates, name="mandates"),
    path("me/mandates/codes/new", mandate_codes.make, name="mandate-code-new"),
    path("me/mandates/codes/<int:key>", mandate_codes.code_page, name="mandate-code"),
    path("me/mandates/codes/<int:key>/drop", mandate_codes.drop, name="mandate-code-drop"),
    path("me/mandates/take", mandate_codes.take, name="mandate-take"),
    path("me/mandates/taken", mandate_codes.taken, name="mandate-taken"),
    path("me/mandates/<int:key>/revoke", mandates.revoke, name="mandate-revoke"),
    path("messages", messages.messages, name="messages"),
    path("messages/read", messages.read, name="messages-read"),
    path("drafts/<number:number>", drafting.task_list, name="draft"),
    path("drafts/<number:number>/changes", drafting.follow, name="draft-follow"),
    path("drafts/<number:number>/discard", drafting.discard_page, name="draft-discard"),
    path("drafts/<number:number>/questions/<element:code>", drafting.question, name="draft-question"),
    path("drafts/<number:number>/form/<int:place>", drafting.form_page, name="draft-form"),
    path("drafts/<number:number>/form/<int:place>/keep", drafting.keep, name="draft-keep"),
    path("drafts/<number:number>/deferral", deferring.in_draft, name="draft-deferral"),
    path("cases/<number:number>/deferral", deferring.of_case, name="case-deferral"),
    path("drafts/<number:number>/commitment", promising.commitment, name="draft-commitment"),
    path("drafts/<number:number>/materials/<element:code>", uploads.material_page, name="draft-material"),
    path("drafts/<number:number>/materials/<element:code>/files", uploads.take_file, name="draft-file"),
    path("drafts/<number:number>/check", submitting.check, name="draft-check"),
    path("cases", cases.case_list, name="cases"),
    path("cases/<number:number>", cases.case_page, name="case"),
    path("cases/<number:number>/submitted", submitting.submitted, name="submitted"),
    path("cases/<number:number>/correct", supplementing.correct, name="correct"),
    path("cases/<number:number>/supply", supplementing.supply, name="supply"),
    path("cases/<number:number>/make-good", supplementing.make_good, name="make-good"),
    path("cases/<number:number>/answer-override", supplementing.answer_override, name="answer-override"),
    path("cases/<number:number>/commitment", promised.case_commitment, name="case-commitment"),
    path("cases/<number:number>/withdraw-commitment", supplementing.withdraw_commitment, name="withdraw-commitment"),
    path("cases/<number:number>/files/<element:code>", supplementing.take_file, name="case-file"),
    path("cases/<number:number>/dispute", late.dispute, name="dispute"),
    path("cases/<number:number>/withdraw", cases.withdraw_page, name="withdraw"),
    path("cases/<number:number>/result", cases.result_page, name="result"),
    path("cases/<number:number>/time", booking.book, name="slot-book"),
    path("cases/<number:number>/time/<int:key>/cancel", booking.cancel, name="slot-cancel"),
    path("cases/<number:number>/time/<int:key>.ics", booking.calendar_file, name="slot-calendar"),
    path("items/<option:code>/quota", quotas.order, name="quota-order"),
    path("cases/<number:number>/deadline.ics", papers.calendar_file, name="deadline"),
    path("cases/<number:number>/papers/<int:key>", papers.paper_page, name="paper"),
    path("cases/<number:number>/papers/<int:key>.pdf", papers.paper_pdf, name="paper-pdf"),
    path("files/<uuid:key>", papers.file_content, name="file"),
    path("track", tracking.track, name="track"),
    path("verify", verifying.enter, name="verify"),
    path("verify/license", verifying_licenses.verify, name="verify-license"),
    path("verify/<element:code>", verifying.verify, name="verify-code"),
    path("verify/<element:code>/limits", deadlines.limits, name="verify-limits"),
    path("help", information.help_page, name="help"),
    path("accessibility", information.accessibility, name="accessibility"),
    path("privacy", information.privacy, name="privacy"),
    path("chiefs", chiefs.chiefs, name="chiefs"),
    path("intermediaries", intermediaries.services, name="intermediaries"),
    path("intermediaries/credit", intermediaries.publication, name="intermediary-credit"),
    path("intermediaries/credit.json", intermediaries.publication_file, name="intermediary-credit-file"),
    path("intermediaries/services/<slug:code>", intermediaries.service, name="intermediary-service"),
    path("intermediaries/agencies/<uuid:code>", intermediaries.agency, name="intermediary-agency"),
    path("intermediaries/selections/<uuid:code>", intermediaries.selection, name="intermediary-selection"),
    path("me/needs", needs.own, name="needs"),
    path("me/needs/new", needs.publish, name="need-new"),
    path("me/needs/<uuid:code>", needs.one, name="need"),
    path("me/needs/<uuid:code>/acts/<slug:verb>", needs.act, name="need-act"),
    path("me/agency", my_agency.mine, name="my-agency"),
    path("me/agency/apply", my_agency.apply, name="my-agency-apply"),
    path("me/agency/credit/<uuid:code>/acts/<slug:verb>", my_agency.act, name="my-agency-act"),
    path("lists", published.lists, name="lists"),
    path("lists/<list_kind:kind>", published.current_list, name="list"),
    path("lists/<list_kind:kind>/history", published.list_history, name="list-history"),
    path("lists/<list_kind:kind>/<list_edition:slug>", published.list_edition, name="list-edition"),
    path("lists/<list_kind:kind>/<list_edition:slug>.<list_form:form>", published.list_file, name="list-file"),
    path("lists/<list_kind:kind>/<list_edition:slug>/print", published.list_print, name="list-print"),
    path("lists/<list_kind:kind>/<list_edition:slug>/changes", published.list_changes, name="list-changes"),
    path("lists/<list_kind:kind>/<list_edition:slug>/notice", published.list_notice, name="list-notice"),
    path("lists/<list_kind:kind>/<list_edition:slug>/notice.pdf", published.list_notice_pdf, name="list-notice-pdf"),
    path("plan", plan_page.plan, name="plan"),
    path("plan/<task:key>", plan_page.plan_task, name="plan-task"),
    path("appointments", appointments.appointments, name="appointments"),
    path("appointments/new", appointments.new, name="appointment-new"),
    path("appointments/<uuid:code>", appointments.appointment, name="appointment"),
    path("appointments/<uuid:code>/change", appointments.change, name="appointment-change"),
    path("appointments/<uuid:code>/cancel", appointments.cancel, name="appointment-cancel"),
    path("appointments/<uuid:code>.ics", appointments.calendar_file, name="appointment-calendar"),
    path("ratings", ratings.own, name="ratings"),
    path("ratings/<uuid:code>", ratings.one, name="rate"),
    path("ratings/<uuid:code>/again", ratings.again, name="rate-again"),
    path("numbers/<uuid:code>", halls.number, name="my-number"),
    path("screens/<slug:venue>", halls.screen, name="hall-screen"),
    path("unresolved", unresolved.reports, name="unresolved"),
    path("unresolved/new", unresolved.tell, name="unresolved-tell"),
    path("unresolved/<uuid:code>", unresolved.report, name="unresolved-one"),
    path("unresolved/<uuid:code>/acts/<slug:verb>", unresolved.act, name="unresolved-act"),
    path("assistance/ask", assisting.ask, name="assist-ask"),
    path("assistance/<uuid:code>", assisting.session, name="assist"),
    path("assistance/<uuid:code>/beside", assisting.beside_draft, name="assist-beside"),
    path("assistance/<uuid:code>/acts/<slug:verb>", assisting.act, name="assist-act"),
    path("cross-province", crossings.zone, name="crossings"),
    path("cross-province/mine", crossings.own, name="own-crossings"),
    path("cross-province/mine/<number:number>", crossings.crossing, name="own-crossing"),
    path("cross-province/to-us/<option:code>", crossings.go_in, name="crossing-in"),
    path("cross-province/<slug:city>/<slug:matter>", crossings.matter_page, name="crossing-matter"),
    path("cross-province/<slug:city>/<slug:matter>/go", crossings.go_out, name="crossing-out"),
    path("hotline", hotline.ask, name="hotline"),
    path("hotline/board", hotline.board, name="hotline-board"),
    path("hotline/sent", hotline.sent, name="hotline-sent"),
    path("hotline/track", hotline.track, name="hotline-track"),
    path("me/hotline", hotline.own, name="hotline-own"),
    path("me/hotline/<uuid:code>", hotline.one, name="hotline-one"),
    path("me/hotline/<uuid:code>/acts/<slug:verb>", hotline.act, name="hotline-act"),
    path("sitemap", information.sitemap, name="sitemap"),
]
