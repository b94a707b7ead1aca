"""The addresses of the console (管理后台)."""

from django.urls import path, re_path

from . import element_templates, flows, home, library, limits, norm_alerts, norms, papers, parity

urlpatterns = [
    path("console", home.home, name="console"),
    path("console/flows", flows.flows, name="console-flows"),
    path("console/flows/<slug:key>", flows.flow, name="console-flow"),
    path("console/limits", limits.choose, name="console-limits"),
    re_path(r"^console/limits/(?P<code>[0-9A-Z]{33})$", limits.limits, name="console-limits-of"),
    path("console/papers", papers.papers, name="console-papers"),
    path("console/papers/<slug:kind>", papers.paper, name="console-paper"),
    path("console/norms", norms.norms, name="console-norms"),
    path("console/norms/new", norms.new_norm, name="console-norm-new"),
    path("console/norms/register", norms.register, name="console-norm-register"),
    path("console/norms/limits", norms.limits, name="console-norm-limits"),
    path("console/norms/limits/set", norms.set_limits, name="console-norm-set-limits"),
    path("console/norms/alerts", norm_alerts.alerts, name="console-norm-alerts"),
    path("console/norms/alerts/<int:pk>", norm_alerts.alert, name="console-norm-alert"),
    path("console/norms/alerts/<int:pk>/<slug:verb>", norm_alerts.answer, name="console-norm-answer"),
    path("console/norms/<int:pk>", norms.norm, name="console-norm"),
    path("console/norms/<int:pk>/change", norms.change, name="console-norm-change"),
    path("console/parity", parity.tasks, name="console-parity"),
    path("console/parity/check", parity.check, name="console-parity-check"),
    path("console/parity/tasks/<int:pk>", parity.task, name="console-parity-task"),
    path("console/parity/tasks/<int:pk>/<slug:verb>", parity.take, name="console-parity-take"),
    re_path(r"^console/parity/items/(?P<code>[0-9A-Z]{12})$", parity.beside, name="console-parity-beside"),
    path("console/parity/templates", element_templates.versions, name="console-templates"),
    path("console/parity/templates/preview", element_templates.preview, name="console-template-preview"),
    path("console/parity/templates/load", element_templates.load, name="console-template-load"),
    path("console/library", library.library, name="console-library"),
    path("console/library/push", library.push, name="console-library-push"),
    path("console/library/reports", library.reports, name="console-library-reports"),
    path("console/library/reports/<int:pk>", library.report, name="console-library-report"),
    path("console/library/compare", library.compare, name="console-library-compare"),
    path("console/library/differences/<int:pk>", library.mend, name="console-library-mend"),
    path("console/library/simulator", library.simulator, name="console-library-simulator"),
    path("console/library/simulator/faults", library.misbehave, name="console-library-misbehave"),
]
