"""Messages to people (告知): the copy in the account, and whether the text message went out."""

from django.db import models

from tongban.registers.parties.models import Party


class Message(models.Model):
    """One message (消息): what was told, about which case; `outgoing` makes a repeated delivery the same message."""

    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    outgoing = models.BigIntegerField(unique=True)
    case_number = models.CharField(max_length=17, blank=True, default="")
    verb = models.CharField(max_length=40)
    text = models.CharField(max_length=500)
    at = models.DateTimeField()
    texted_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["party", "-at"], name="message_by_party"),)
