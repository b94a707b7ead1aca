"""Applying for a bundle on the web (P24 一件事申请): one form, one set of papers, one number to follow."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import local_day, now
from tongban.foundation.kernel.errors import Declined
from tongban.handling.bundles.commands.lodging import lodge_bundle, of_applicant
from tongban.handling.bundles.queries.holding import holding
from tongban.handling.bundles.rules.applications import BundleApplication
from tongban.handling.cases.models import Channel
from tongban.handling.cases.queries.filling import known_of
from tongban.registers.bundles.queries import InForce, edition_on
from tongban.registers.documents.models import StoredFile
from tongban.registers.documents.rendering.sheet import typeset
from tongban.registers.licenses.models import License
from tongban.registers.licenses.queries import usable
from tongban.registers.parties.models import Party
from tongban.web.portal.pages import page
from tongban.web.portal.uploads import listed
from tongban.web.ui.audience import applicants
from tongban.web.ui.brought import Brought, brought
from tongban.web.ui.bundles import BundleForm, PaperLine, opened, read_form
from tongban.web.ui.devices import channel_of
from tongban.web.ui.once import done_once
from tongban.web.ui.problems import Problem, problems_of
from tongban.web.ui.sessions import actor_of


@dataclass(frozen=True)
class Applying:
    """The page as it stands: the form, what was brought, and the licences that the applicant may have used instead."""

    form: BundleForm
    owned: Sequence[License] = ()
    files: Mapping[str, Brought] = field(default_factory=dict)

    @property
    def papers(self) -> list[tuple[PaperLine, Sequence[StoredFile]]]:
        return [(each, self.files[each.code].files if each.code in self.files else ()) for each in self.form.papers]

    @property
    def application(self) -> BundleApplication:
        """What this page stands for; reading it is the command's work."""
        return BundleApplication(
            code=self.form.bundle.code,
            channel=Channel.WEB,
            applicant=0,
            values=self.form.values,
            files={each.key: tuple(file.pk for file in files) for each, files in self.papers if files},
            licenses=self.form.licenses,
            left_out=self.form.left_out,
        )


@applicants
@require_http_methods(["GET", "HEAD", "POST"])
@done_once
def apply(request: HttpRequest, code: str) -> HttpResponse:
    """The one form; every POST but «submit» only shows it again with what follows from the answers."""
    actor, at = actor_of(request), now()
    found = edition_on(code, local_day(at))
    if found.content.is_stage:
        return redirect("own-projects")
    owner = Party.objects.select_related("legal_representative").get(pk=actor.acting_for or actor.party_id or 0)
    known = {name: str(value) for name, value in known_of(owner, by=actor).items() if value}
    known |= holding(found.content, owner.pk, on=local_day(at))
    if request.method != "POST":
        form = opened(found, known, said=_said(request, found))
        return _page(request, Applying(form, owned(form, owner, on=local_day(at))), owner)
    standing = _read(request, found, owner, known, by=actor, at=at)
    if request.POST.get("do") != "submit" or "remove" in request.POST:
        return _page(request, standing, owner)
    try:
        sent = replace(standing.application, channel=channel_of(request))
        made = lodge_bundle(of_applicant(sent, actor), by=actor, at=at)
    except Declined as refusal:
        return _page(request, standing, owner, anchored(refusal, standing.form), status=int(refusal.status))
    return redirect("own-bundle", number=made.bundle.number)


def _said(request: HttpRequest, found: InForce) -> dict[str, str]:
    """The situation that was told on the page before."""
    codes = [each.code for each in found.content.questions]
    return {code: request.GET[code].replace("\x00", "")[:60] for code in codes if request.GET.get(code)}


def _read(
    request: HttpRequest, found: InForce, owner: Party, known: Mapping[str, str], *, by: Actor, at: datetime
) -> Applying:
    form = read_form(found, request.POST, known)
    own_ones = owned(form, owner, on=local_day(at))
    own = {each.identifier for each in own_ones}
    licenses = {kind: identifier for kind, identifier in form.licenses.items() if identifier in own}
    form = BundleForm(found, form.values, form.left_out, licenses, known)
    files = brought(request, [each.code for each in form.papers], by=by, at=at)
    return Applying(form, own_ones, files)


def owned(form: BundleForm, owner: Party, *, on: date) -> list[License]:
    """The licences in force, one of each type, that spare a paper of this set (one statement)."""
    blank = BundleForm(form.bundle, form.values, form.left_out, made=form.made)
    kinds = sorted({each.license_type for each in blank.papers if each.license_type})
    found: dict[str, License] = {}
    for each in usable(owner.pk, kinds, on=on) if kinds else ():
        found.setdefault(each.type.key, each)
    return list(found.values())


def _page(
    request: HttpRequest, standing: Applying, owner: Party, problems: Sequence[Problem] = (), *, status: int = 200
) -> HttpResponse:
    context = {
        "sheet": standing.form,
        "bundle": standing.form.bundle,
        "papers": [(each, [listed(file) for file in files]) for each, files in standing.papers],
        "owned": standing.owned,
        "owner": owner,
        "problems": list(problems),
        "wrong": {each.anchor: each.text for each in problems if each.anchor},
    }
    return page(request, "bundle_apply", context, status=status)


def anchored(refusal: Declined, form: BundleForm) -> list[Problem]:
    """Each fault at its field on this page."""
    found = []
    for fault in refusal.faults:
        part, _, rest = fault.pointer.strip("/").partition("/")
        anchor = f"e-{rest}" if part == "form" else form.anchor_of_paper(rest) if part == "papers" else ""
        found.append(Problem(anchor, typeset(fault.message)))
    return found or [Problem("", typeset(each.text)) for each in problems_of(refusal)]
