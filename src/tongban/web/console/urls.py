"""The addresses of the console (管理后台)."""

from django.urls import path, re_path, register_converter
from django.urls.converters import IntConverter

from . import (
    adjusting,
    draft_acts,
    draft_views,
    drafts,
    editor,
    element_templates,
    flows,
    home,
    inbox,
    items,
    library,
    limits,
    norm_alerts,
    norms,
    papers,
    parity,
    rounds,
)

_LIST = r"^console/items/(?P<code>[0-9A-Z]{31})"


class RowKey(IntConverter):
    """A number that a table can hold; longer ones name nothing."""

    regex = "[0-9]{1,18}"


register_converter(RowKey, "row")

urlpatterns = [
    path("console", home.home, name="console"),
    path("console/flows", flows.flows, name="console-flows"),
    path("console/flows/<slug:key>", flows.flow, name="console-flow"),
    path("console/limits", limits.choose, name="console-limits"),
    re_path(r"^console/limits/(?P<code>[0-9A-Z]{33})$", limits.limits, name="console-limits-of"),
    path("console/papers", papers.papers, name="console-papers"),
    path("console/papers/<slug:kind>", papers.paper, name="console-paper"),
    path("console/items", items.items, name="console-items"),
    path("console/items/add", adjusting.add, name="console-item-add"),
    re_path(rf"{_LIST}$", items.item, name="console-item"),
    re_path(rf"{_LIST}/differences$", items.differences, name="console-item-differences"),
    re_path(rf"{_LIST}/beside$", items.beside, name="console-item-beside"),
    re_path(rf"{_LIST}/adjust/(?P<operation>[a-z]+)$", adjusting.adjust, name="console-item-adjust"),
    path("console/inbox", inbox.inbox, name="console-inbox"),
    path("console/rounds", rounds.rounds, name="console-rounds"),
    path("console/rounds/<row:pk>", rounds.round_page, name="console-round"),
    path("console/rounds/<row:pk>/hand-in", rounds.hand_in, name="console-round-hand-in"),
    path("console/rounds/<row:pk>/close", rounds.close, name="console-round-close"),
    path("console/drafts", drafts.drafts, name="console-drafts"),
    path("console/drafts/<row:pk>", drafts.draft, name="console-draft"),
    path("console/drafts/<row:pk>/acts/<slug:verb>", draft_acts.take, name="console-draft-act"),
    path("console/drafts/<row:pk>/edit/<slug:group>", editor.edit, name="console-draft-edit"),
    path("console/drafts/<row:pk>/preview/<slug:way>", draft_views.preview_page, name="console-draft-preview"),
    path("console/drafts/<row:pk>/trial", draft_views.trial, name="console-draft-trial"),
    path("console/drafts/<row:pk>/differences", draft_views.differences, name="console-draft-differences"),
    path("console/drafts/<row:pk>/impact", draft_views.impact, name="console-draft-impact"),
    path("console/drafts/<row:pk>/notice", draft_views.notice, name="console-draft-notice"),
    path("console/norms", norms.norms, name="console-norms"),
    path("console/norms/new", norms.new_norm, name="console-norm-new"),
    path("console/norms/register", norms.register, name="console-norm-register"),
    path("console/norms/limits", norms.limits, name="console-norm-limits"),
    path("console/norms/limits/set", norms.set_limits, name="console-norm-set-limits"),
    path("console/norms/alerts", norm_alerts.alerts, name="console-norm-alerts"),
    path("console/norms/alerts/<row:pk>", norm_alerts.alert, name="console-norm-alert"),
    path("console/norms/alerts/<row:pk>/<slug:verb>", norm_alerts.answer, name="console-norm-answer"),
    path("console/norms/<row:pk>", norms.norm, name="console-norm"),
    path("console/norms/<row:pk>/change", norms.change, name="console-norm-change"),
    path("console/parity", parity.tasks, name="console-parity"),
    path("console/parity/check", parity.check, name="console-parity-check"),
    path("console/parity/tasks/<row:pk>", parity.task, name="console-parity-task"),
    path("console/parity/tasks/<row:pk>/<slug:verb>", parity.take, name="console-parity-take"),
    re_path(r"^console/parity/items/(?P<code>[0-9A-Z]{12})$", parity.beside, name="console-parity-beside"),
    path("console/parity/templates", element_templates.versions, name="console-templates"),
    path("console/parity/templates/preview", element_templates.preview, name="console-template-preview"),
    path("console/parity/templates/load", element_templates.load, name="console-template-load"),
    path("console/library", library.library, name="console-library"),
    path("console/library/push", library.push, name="console-library-push"),
    path("console/library/reports", library.reports, name="console-library-reports"),
    path("console/library/reports/<row:pk>", library.report, name="console-library-report"),
    path("console/library/compare", library.compare, name="console-library-compare"),
    path("console/library/differences/<row:pk>", library.mend, name="console-library-mend"),
    path("console/library/simulator", library.simulator, name="console-library-simulator"),
    path("console/library/simulator/faults", library.misbehave, name="console-library-misbehave"),
]
