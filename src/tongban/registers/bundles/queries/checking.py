"""What the house finds in a bundle (检查): its rules over the catalogue in force and the bodies that there are."""

from tongban.foundation.kernel.errors import Fault, Invalid
from tongban.registers.agencies.models import Agency
from tongban.registers.bundles.models import BundleDraft
from tongban.registers.bundles.rules.content import Content
from tongban.registers.bundles.rules.findings import Surroundings, judge
from tongban.registers.bundles.rules.findings.told import LESS, warning
from tongban.registers.bundles.rules.states import Operation
from tongban.registers.catalog.findings import Finding, Severity
from tongban.registers.catalog.models import HandlingOption

from .drafts import content_of
from .editions import document, guides_of
from .measuring import more_than
from .results import results_of


def findings_of(content: Content, *, base: Content | None = None) -> tuple[Finding, ...]:
    """Every finding of a bundle against the catalogue in force (three statements, and one a guide that is cold).

    Against the edition before, what people would have more of is a warning: the reviewer says why (R-124).
    """
    codes = [each.option_code for each in content.members]
    guides = guides_of(content)
    around = Surroundings(
        guides=guides,
        known_codes=frozenset(HandlingOption.objects.filter(code__in=codes).values_list("code", flat=True)),
        agencies=dict(Agency.objects.values_list("key", "short_name")),
        results=results_of(guides),
    )
    found = judge(content, around)
    if base is None or any(each.code in ("circle", "unknown_member") for each in found):
        return found
    more = (f"和现在的版本比，{each}，请写明为什么。" for each in more_than(base, content))
    return (*found, *(warning("grown", "/members", each, LESS) for each in more))


def base_of(draft: BundleDraft) -> Content | None:
    """The document that the draft began with."""
    return document(draft.base.content) if draft.base is not None else None


def refuse_errors(draft: BundleDraft) -> None:
    """`Invalid` with every error of the draft, the circles named; a withdrawal has none."""
    if draft.operation == Operation.WITHDRAW:
        return
    errors = [each for each in findings_of(content_of(draft)) if each.severity is Severity.ERROR]
    if errors:
        faults = [Fault(each.pointer, each.code, each.message) for each in errors]
        raise Invalid(f"“{draft.title}”还有{len(errors)}处错误，改好以后才能送审和发布。", faults=faults)
