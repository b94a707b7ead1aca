"""The addresses of the console (管理后台)."""

from django.urls import path, re_path

from . import channels, flows, home, indicators, limits, papers, processes

urlpatterns = [
    path("console", home.home, name="console"),
    path("console/flows", flows.flows, name="console-flows"),
    path("console/flows/<slug:key>", flows.flow, name="console-flow"),
    path("console/limits", limits.choose, name="console-limits"),
    re_path(r"^console/limits/(?P<code>[0-9A-Z]{33})$", limits.limits, name="console-limits-of"),
    path("console/papers", papers.papers, name="console-papers"),
    path("console/papers/<slug:kind>", papers.paper, name="console-paper"),
    path("console/indicators", indicators.overview, name="console-indicators"),
    path("console/indicators/cases", indicators.cases, name="console-indicators-cases"),
    re_path(r"^console/process/(?P<code>[0-9A-Z]{33})$", processes.one, name="console-process"),
    re_path(
        r"^console/process/(?P<code>[0-9A-Z]{33})/(?P<form>xlsx|csv)$", processes.download, name="console-process-file"
    ),
    path("console/channels", channels.compare, name="console-channels"),
]
