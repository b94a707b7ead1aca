"""The addresses of the workbench (工作台)."""

from django.urls import path, re_path

from . import assisting, case, deciding, files, intake, lists, merging, papers, reveal, scan, special, today

_NUMBER = r"(?P<number>\d{17})"

urlpatterns = [
    path("workbench", today.today, name="workbench"),
    path("workbench/alerts/<int:key>/seen", today.seen, name="desk-alert"),
    path("workbench/scan", scan.scan, name="desk-scan"),
    path("workbench/parties/merge", merging.choose, name="desk-merge"),
    path("workbench/parties/merge/confirm", merging.merge, name="desk-merge-confirm"),
    path("workbench/cases", lists.cases, name="desk-cases"),
    path("workbench/intake", intake.matters, name="desk-intake"),
    path("workbench/intake/draft", intake.draft, name="desk-draft"),
    re_path(r"^workbench/intake/(?P<code>[0-9A-Z]{33})$", intake.intake, name="desk-intake-of"),
    path("workbench/assistance", assisting.queue_page, name="desk-assistance"),
    path("workbench/assistance/<uuid:code>", assisting.session, name="desk-assist"),
    path("workbench/assistance/<uuid:code>/acts/<slug:verb>", assisting.act, name="desk-assist-act"),
    path("workbench/files", files.upload, name="desk-upload"),
    path("workbench/files/<uuid:public_id>", files.file, name="desk-file"),
    re_path(rf"^workbench/cases/{_NUMBER}$", case.case, name="desk-case"),
    re_path(rf"^workbench/cases/{_NUMBER}/materials$", deciding.check_materials, name="desk-materials"),
    re_path(rf"^workbench/cases/{_NUMBER}/notice$", deciding.preview, name="desk-notice"),
    re_path(rf"^workbench/cases/{_NUMBER}/full$", reveal.show_full, name="desk-full"),
    re_path(rf"^workbench/cases/{_NUMBER}/acts/(?P<verb>[a-z_]{{3,40}})$", deciding.take, name="desk-act"),
    re_path(
        rf"^workbench/cases/{_NUMBER}/special/(?P<code>[A-Za-z0-9_-]{{1,40}})$", special.special, name="desk-special"
    ),
    path("workbench/papers/<str:number>", papers.paper, name="desk-paper"),
    path("workbench/papers/<str:number>/print", papers.reprint, name="desk-print"),
    re_path(
        r"^workbench/papers/(?P<number>[^/]{3,80})/(?P<form>a4|slip)\.pdf$", papers.paper_file, name="desk-paper-file"
    ),
]
