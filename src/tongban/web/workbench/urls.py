"""The addresses of the workbench (工作台)."""

from django.urls import path, re_path

from . import (
    answering,
    assisting,
    case,
    contacts,
    crossing_intake,
    crossings,
    deciding,
    dossier,
    files,
    intake,
    lists,
    lookup,
    mandates,
    merging,
    papers,
    prechecks,
    reveal,
    scan,
    shift,
    special,
    today,
)

_NUMBER = r"(?P<number>\d{17})"

urlpatterns = [
    path("workbench", today.today, name="workbench"),
    path("workbench/alerts/<int:key>/seen", today.seen, name="desk-alert"),
    path("workbench/urges/<int:key>/answer", today.answer_urge, name="desk-urge"),
    path("workbench/scan", scan.scan, name="desk-scan"),
    path("workbench/parties/merge", merging.choose, name="desk-merge"),
    path("workbench/parties/merge/confirm", merging.merge, name="desk-merge-confirm"),
    path("workbench/lookup", lookup.lookup, name="desk-lookup"),
    path("workbench/lookup/reveal", lookup.reveal, name="desk-lookup-reveal"),
    path("workbench/mandates", mandates.mandate, name="desk-mandate"),
    path("workbench/cases", lists.cases, name="desk-cases"),
    path("workbench/intake", intake.matters, name="desk-intake"),
    path("workbench/intake/draft", intake.draft, name="desk-draft"),
    re_path(r"^workbench/intake/(?P<code>[0-9A-Z]{33})$", intake.intake, name="desk-intake-of"),
    path("workbench/assistance", assisting.queue_page, name="desk-assistance"),
    path("workbench/assistance/<uuid:code>", assisting.session, name="desk-assist"),
    path("workbench/assistance/<uuid:code>/acts/<slug:verb>", assisting.act, name="desk-assist-act"),
    path("workbench/shift", shift.shift, name="desk-shift"),
    path("workbench/contacts", contacts.contacts, name="desk-contacts"),
    path("workbench/contacts/new", contacts.write_down, name="desk-contact-new"),
    path("workbench/contacts/<uuid:code>", contacts.contact, name="desk-contact"),
    path("workbench/contacts/<uuid:code>/answer", answering.answer, name="desk-contact-answer"),
    path("workbench/contacts/<uuid:code>/reveal", contacts.reveal, name="desk-contact-reveal"),
    path("workbench/contacts/<uuid:code>/acts/<slug:verb>", contacts.act, name="desk-contact-act"),
    path("workbench/contacts/<uuid:code>/answers/<int:key>/text", answering.text_it, name="desk-contact-text"),
    path("workbench/contacts/<uuid:code>/answers/<int:key>/give", answering.give_slip, name="desk-contact-give-slip"),
    path("workbench/contacts/<uuid:code>/answers/<int:key>/slip", answering.slip, name="desk-contact-slip"),
    re_path(
        r"^workbench/contacts/(?P<code>[0-9a-f-]{36})/answers/(?P<key>\d{1,9})/(?P<form>a4|slip)\.pdf$",
        answering.slip_file,
        name="desk-contact-slip-file",
    ),
    path("workbench/crossings", crossings.crossings, name="desk-crossings"),
    path("workbench/crossings/receive", crossing_intake.choose, name="desk-crossing-choose"),
    path("workbench/crossings/receive/<slug:city>/<slug:matter>", crossing_intake.intake, name="desk-crossing-intake"),
    re_path(rf"^workbench/crossings/{_NUMBER}$", crossings.crossing, name="desk-crossing"),
    re_path(
        rf"^workbench/crossings/{_NUMBER}/acts/(?P<verb>[a-z_]{{3,40}})$", crossings.take, name="desk-crossing-act"
    ),
    re_path(rf"^workbench/crossings/{_NUMBER}/papers/(?P<key>\d{{1,9}})$", crossings.slip, name="desk-crossing-paper"),
    re_path(
        rf"^workbench/crossings/{_NUMBER}/papers/(?P<key>\d{{1,9}})\.pdf$",
        crossings.slip_file,
        name="desk-crossing-paper-file",
    ),
    path("workbench/files", files.upload, name="desk-upload"),
    path("workbench/files/<uuid:public_id>", files.file, name="desk-file"),
    re_path(rf"^workbench/cases/{_NUMBER}$", case.case, name="desk-case"),
    re_path(rf"^workbench/cases/{_NUMBER}/materials$", deciding.check_materials, name="desk-materials"),
    re_path(rf"^workbench/cases/{_NUMBER}/notice$", deciding.preview, name="desk-notice"),
    re_path(rf"^workbench/cases/{_NUMBER}/full$", reveal.show_full, name="desk-full"),
    re_path(rf"^workbench/cases/{_NUMBER}/acts/(?P<verb>[a-z_]{{3,40}})$", deciding.take, name="desk-act"),
    re_path(rf"^workbench/cases/{_NUMBER}/dossier$", dossier.dossier, name="desk-dossier"),
    re_path(rf"^workbench/cases/{_NUMBER}/dossier/evidence$", dossier.evidence, name="desk-evidence"),
    re_path(r"^workbench/prechecks/(?P<code>[0-9A-Za-z]{8,12})$", prechecks.precheck, name="desk-precheck"),
    re_path(
        rf"^workbench/cases/{_NUMBER}/special/(?P<code>[A-Za-z0-9_-]{{1,40}})$", special.special, name="desk-special"
    ),
    path("workbench/papers/<str:number>", papers.paper, name="desk-paper"),
    path("workbench/papers/<str:number>/print", papers.reprint, name="desk-print"),
    re_path(
        r"^workbench/papers/(?P<number>[^/]{3,80})/(?P<form>a4|slip)\.pdf$", papers.paper_file, name="desk-paper-file"
    ),
]
