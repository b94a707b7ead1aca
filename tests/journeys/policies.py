"""Policies for the pages to show: those of the demo city, a draft, grants to check and in public, a payment file."""

from collections.abc import Callable

from django.conf import settings

from tongban.foundation.kernel.actors import Actor
from tongban.foundation.kernel.clock import now
from tongban.handling.benefits.commands import granting, paying
from tongban.handling.benefits.models import BenefitGrant, PolicyDraft
from tongban.running.demo_city import POLICIES
from tongban.running.demo_city.policies import load_policies


def people_the_policies(cast: Callable[[str], Actor]) -> dict[str, str]:
    """Samples for the addresses."""
    load_policies(settings.CITY / POLICIES, at=now())
    rows = BenefitGrant.objects.select_related("policy", "edition", "party")
    hetian, elder = rows.get(policy__code="disabled-transport"), rows.get(policy__code="elder-allowance")
    granting.decide(elder, by=cast("tanguiying"), at=now())
    paying.pay_out("elder-allowance", by=cast("yumingzhe"), at=now())
    granting.check(hetian, opinion="fits", by=cast("liaoguodong"), at=now())
    granting.decide(hetian, by=cast("shijunjie"), at=now())
    listed = granting.confirm("disabled-transport", by=cast("maxiuying"), at=now())
    return {
        "policy_draft": str(PolicyDraft.objects.get(status="draft").pk),
        "benefit": str(elder.code),
        "benefit_public": str(hetian.code),
        "benefit_listed": str(listed.pk),
    }
