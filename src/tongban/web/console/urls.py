"""The addresses of the console (管理后台)."""

from django.urls import path, re_path

from . import dispatch, entrances, flows, home, limits, papers, upkeep, upkeep_report, words

urlpatterns = [
    path("console", home.home, name="console"),
    path("console/flows", flows.flows, name="console-flows"),
    path("console/flows/<slug:key>", flows.flow, name="console-flow"),
    path("console/limits", limits.choose, name="console-limits"),
    re_path(r"^console/limits/(?P<code>[0-9A-Z]{33})$", limits.limits, name="console-limits-of"),
    path("console/papers", papers.papers, name="console-papers"),
    path("console/papers/<slug:kind>", papers.paper, name="console-paper"),
    path("console/words", words.words, name="console-words"),
    path("console/words/add", words.add, name="console-word-add"),
    path("console/words/drop", words.drop, name="console-word-drop"),
    path("console/words/misses", words.misses, name="console-misses"),
    path("console/words/misses/dismiss", words.dismiss, name="console-miss-dismiss"),
    path("console/upkeep", upkeep.guides, name="console-upkeep"),
    path("console/upkeep/reports", upkeep.reports, name="console-reports"),
    path("console/upkeep/reports/<int:key>", upkeep_report.report, name="console-report"),
    path("console/upkeep/reports/<int:key>/phone", upkeep_report.phone, name="console-report-phone"),
    path("console/upkeep/reports/<int:key>/acts/<slug:verb>", upkeep_report.act, name="console-report-act"),
    re_path(r"^console/upkeep/(?P<code>[0-9A-Z]{33})$", upkeep.guide_care, name="console-guide"),
    re_path(r"^console/upkeep/(?P<code>[0-9A-Z]{33})/review$", upkeep.review, name="console-guide-review"),
    re_path(r"^console/upkeep/(?P<code>[0-9A-Z]{33})/owner$", upkeep.assign, name="console-guide-owner"),
    path("console/entrances", entrances.entrances, name="console-entrances"),
    path("console/dispatch", dispatch.dispatch, name="console-dispatch"),
    path("console/dispatch/publish", dispatch.publish, name="console-dispatch-publish"),
]
