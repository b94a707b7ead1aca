"""One stage of a project (项目阶段申报): only what is new is asked; what was given once goes along by itself. R-080."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.handling.cases.queries.filling import known_of
from tongban.handling.projects.commands.keeping import keep, stage_of
from tongban.handling.projects.commands.submitting import Said, submit
from tongban.handling.projects.models import Project, ProjectPaper
from tongban.handling.projects.queries.pool import answers_of, papers_of
from tongban.handling.projects.queries.standing import StageLine, Standing, standing_of
from tongban.handling.projects.queries.visible import project_for
from tongban.registers.bundles.queries import edition_on
from tongban.registers.licenses.models import License
from tongban.registers.parties.models import Party
from tongban.web.portal.bundle_applying import anchored, owned
from tongban.web.portal.pages import page
from tongban.web.portal.uploads import listed
from tongban.web.ui.audience import applicants
from tongban.web.ui.brought import Brought, brought
from tongban.web.ui.bundles import Asked, BundleForm, PaperLine, opened, read_form, told_words
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem
from tongban.web.ui.sessions import actor_of

MOST_AGAIN = 30


@dataclass(frozen=True)
class StageSheet:
    """The form of a stage as it stands on its page. `answers` and `pool` are what the project has; `again` are the
    questions and papers that the applicant wants to give anew."""

    form: BundleForm
    answers: Mapping[str, Any]
    pool: Mapping[str, Sequence[ProjectPaper]]
    owned: Sequence[License] = ()
    again: frozenset[str] = frozenset()
    files: Mapping[str, Brought] = field(default_factory=dict)

    @property
    def questions(self) -> list[Asked]:
        return [each for each in self.form.questions if not self._is_known(each)]

    @property
    def groups(self) -> list[tuple[str, list[Asked]]]:
        found = [(name, [each for each in rows if not self._is_known(each)]) for name, rows in self.form.groups]
        return [(name, rows) for name, rows in found if rows]

    @property
    def known(self) -> list[dict[str, str]]:
        """What was filled in before, masked where it is personal, and the way to change it."""
        rows = [*self.form.questions, *(each for _, group in self.form.groups for each in group)]
        return [
            {
                "label": each.label,
                "value": told_words(each),
                "href": "?" + urlencode({"again": each.name.removeprefix("e-")}),
                "act": "改",
            }
            for each in rows
            if self._is_known(each)
        ]

    @property
    def papers(self) -> list[tuple[PaperLine, Sequence[dict[str, object]]]]:
        """The papers that are still to be brought."""
        return [(each, self._files(each)) for each in self.form.papers if not self._is_there(each)]

    @property
    def given(self) -> list[tuple[PaperLine, list[str]]]:
        """The papers that are in the pool."""
        rows = [each for each in self.form.papers if self._is_there(each)]
        return [(each, [row.file.name for row in self.pool[each.key]]) for each in rows]

    @property
    def said(self) -> Said:
        """What is new."""
        new = {key: value for key, value in self.form.values.items() if self.answers.get(key) != value}
        files = {each.key: self.files[each.code].ids for each in self.form.papers if each.code in self.files}
        return Said(new, {key: ids for key, ids in files.items() if ids}, self.form.licenses)

    @property
    def names(self) -> dict[str, str]:
        return {each.key: each.name for each in self.form.papers}

    def _is_known(self, asked: Asked) -> bool:
        key = asked.name.removeprefix("e-")
        return key in self.answers and key not in self.again

    def _is_there(self, paper: PaperLine) -> bool:
        return paper.key in self.pool and paper.code not in self.again and not self._files(paper)

    def _files(self, paper: PaperLine) -> Sequence[dict[str, object]]:
        return [listed(each) for each in self.files[paper.code].files] if paper.code in self.files else ()


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def stage(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Fill in a stage, keep it for later, or submit it to all of its departments at once."""
    actor, at = actor_of(request), now()
    project, found = project_for(actor, number), stage_of(key)
    standing = standing_of(project, answers_of(project), today=local_day(at))
    line = standing.line(found.key)
    assert line is not None, "a stage of the programme has its line"
    if line.family is not None and not line.state.may_be_submitted:
        return redirect("own-bundle", number=line.family.bundle.number)
    sheet = _sheet(request, project, standing, line, by=actor, at=at)
    do = request.POST.get("do", "") if "remove" not in request.POST else ""
    if request.method != "POST" or do not in ("submit", "keep"):
        return _page(request, standing, line, sheet)
    said = sheet.said
    try:
        if do == "keep":
            names = sheet.names
            keep(project, found.key, values=said.values, files=said.files, names=names, by=actor, at=at)
            return redirect("own-project", number=number)
        made = submit(project, found.key, said=said, by=actor, at=at)
    except Declined as refusal:
        problems = anchored(refusal, sheet.form)
        wrong = {each.anchor.removeprefix("e-") for each in problems}
        sheet = replace(sheet, again=sheet.again | wrong)
        return _page(request, standing, line, sheet, problems, status=int(refusal.status))
    return redirect("own-bundle", number=made.bundle.number)


def _sheet(
    request: HttpRequest, project: Project, standing: Standing, line: StageLine, *, by: Actor, at: datetime
) -> StageSheet:
    owner = Party.objects.select_related("legal_representative").get(pk=project.applicant_id)
    known = {name: str(value) for name, value in known_of(owner, by=by).items() if value}
    edition, answers = edition_on(line.stage.bundle, local_day(at)), answers_of(project)
    is_sent = request.method == "POST"
    first = read_form(edition, request.POST, known) if is_sent else opened(edition, known)
    typed = {key: value for key, value in first.values.items() if f"e-{key}" in request.POST and value not in ("", [])}
    registered = {each.name.removeprefix("e-") for each in first.registered}
    values = {**first.values, **answers, **typed, **{key: first.values[key] for key in registered}}
    form = BundleForm(edition, values, known=known, made=standing.made)
    own = owned(form, owner, on=local_day(at))
    identifiers = {each.identifier for each in own}
    licenses = {kind: one for kind, one in first.licenses.items() if one in identifiers}
    form = replace(form, licenses=licenses)
    wanted = request.POST.getlist("again") if is_sent else request.GET.getlist("again")
    again = frozenset(each[:80] for each in wanted[:MOST_AGAIN]) | frozenset(typed)
    files = brought(request, [each.code for each in form.papers], by=by, at=at) if is_sent else {}
    return StageSheet(form, answers, papers_of(project), own, again, files)


def _page(
    request: HttpRequest,
    standing: Standing,
    line: StageLine,
    sheet: StageSheet,
    problems: Sequence[Problem] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    context = {
        "project": standing.project,
        "line": line,
        "sheet": sheet,
        "repeated": sorted(sheet.again & {each.code for each, _ in sheet.papers}),
        "problems": list(problems),
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return page(request, "project_stage", context, status=status)
