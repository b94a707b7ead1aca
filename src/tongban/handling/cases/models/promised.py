"""What the applicant promised (告知承诺): signed, withdrawable until the decision."""

from django.db import models

from tongban.registers.documents.models import OfficialDocument, StoredFile

from .case import Case


class SignedBy(models.TextChoices):
    """How a written promise was signed (签名方式)."""

    ELECTRONIC = "electronic", "网上签名"
    PAPER = "paper", "窗口书面签名"


class Commitment(models.Model):
    """A written promise of a case (告知承诺书): its text as it was signed, never changed; withdrawn until the decision.

    `text` is what the hash covers, `signature` covers the hash, the case, the signer and the instant. `beyond_cap`
    says which cap of risk was reached when it was signed (超过风险上限): then the body's own head decides. `file` is
    the scan of what was signed on paper at a window (签字的承诺书).
    """

    case = models.OneToOneField(Case, models.CASCADE, related_name="commitment")
    kind = models.CharField(max_length=8)
    text = models.JSONField()
    text_hash = models.CharField(max_length=64)
    signed_way = models.CharField(max_length=12, choices=SignedBy)
    signed_name = models.CharField(max_length=120)
    signed_by = models.CharField(max_length=80)
    signed_at = models.DateTimeField()
    signature = models.BinaryField(max_length=128)
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", db_index=False)
    beyond_cap = models.CharField(max_length=200, blank=True, default="")
    withdrawn_at = models.DateTimeField(null=True)
