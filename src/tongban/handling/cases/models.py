"""A case and what hangs on it (办件): clocks, materials, the one-time notice, special procedures, the decision."""

from functools import reduce
from itertools import combinations, product
from operator import and_
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from tongban.foundation.ledger.models import Chained
from tongban.registers.agencies.models import Agency, Staff, Venue
from tongban.registers.catalog.models import OptionVersion
from tongban.registers.documents.models import OfficialDocument, StoredFile
from tongban.registers.parties.models import Account, Mandate, Party

from .deferrals import Deferral as Deferral
from .rules.clocks import ClockKind
from .rules.duties import Hands
from .rules.overdue import CAUSES, HANDLING
from .rules.states import BEFORE_ACCEPTANCE, ENDS, Status
from .specials import InspectionPhoto as InspectionPhoto
from .specials import InspectionRecord as InspectionRecord
from .specials import QuotaPlace as QuotaPlace
from .specials import Signature as Signature
from .specials import Slot as Slot
from .specials import SlotOfficer as SlotOfficer
from .specials import SlotStatus as SlotStatus
from .tellings import PrecheckResult as PrecheckResult
from .tellings import TellingOverride as TellingOverride

_STATES = [each.value for each in Status if each is not Status.DRAFT]
_NOT_ACCEPTED = [*sorted(BEFORE_ACCEPTANCE), Status.REJECTED, Status.RETURNED]
_DECIDED = [Status.GRANTED, Status.REFUSED, Status.ISSUED, Status.SERVED, Status.CLOSED]
_FRONT, _BACK = ("receiver", "acceptor"), ("examiner", "reviewer", "decider")


def _apart(*pairs: tuple[str, str]) -> Q:
    """No pair of hands is one person's; hands that did nothing yet are nobody's."""
    return reduce(and_, (Q(**{f"{a}__isnull": True}) | Q(**{f"{b}__isnull": True}) | ~Q(**{a: F(b)}) for a, b in pairs))


class Channel(models.TextChoices):
    """By which way a case came in (申办渠道)."""

    WEB = "web", "网页"
    MOBILE = "mobile", "手机"
    WINDOW = "window", "窗口"
    KIOSK = "kiosk", "自助终端"
    STATION = "station", "便民服务站"
    PHONE = "phone", "电话"
    API = "api", "系统对接"


class Outcome(models.TextChoices):
    """What was decided (办理结果); not deciding is none of these."""

    NONE = "", "未决定"
    GRANTED = "granted", "准予"
    REFUSED = "refused", "不予许可"


class Draft(models.Model):
    """An application being filled in (草稿): it has its number already, so that one number serves all channels."""

    number = models.CharField(max_length=17, unique=True)
    option_version = models.ForeignKey(OptionVersion, models.PROTECT, related_name="+")
    owner = models.ForeignKey(Party, models.PROTECT, related_name="drafts")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+")
    answers = models.JSONField(default=dict)
    form_sealed = models.BinaryField(default=b"")
    materials = models.JSONField(default=list)
    deferral_choice = models.JSONField(default=dict)
    wants_deferral = models.BooleanField(default=False)
    accepts_commitment = models.BooleanField(default=False)
    commitment_hash = models.CharField(max_length=64, blank=True, default="")
    declined_commitment = models.BooleanField(default=False)
    revision = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    expires_on = models.DateField()

    class Meta:
        indexes = (models.Index(fields=["owner", "updated_at"], name="draft_by_owner"),)


class Case(Chained):
    """One application on its way (办件), pinned to the version of the list under which it was received."""

    number = models.CharField(max_length=17, unique=True)
    status = models.CharField(max_length=16, choices=[(each.value, each.label) for each in Status])
    option_version = models.ForeignKey(OptionVersion, models.PROTECT, related_name="+", db_index=False)
    option_code = models.CharField(max_length=33)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    applicant = models.ForeignKey(Party, models.PROTECT, related_name="cases")
    agent = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+", db_index=False)
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", db_index=False)
    client = models.CharField(max_length=60, blank=True, default="")
    channel = models.CharField(max_length=8, choices=Channel)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+", db_index=False)
    answers = models.JSONField(default=dict)
    form_sealed = models.BinaryField(default=b"")
    query_index = models.BinaryField(max_length=16)
    wants_deferral = models.BooleanField(default=False)
    accepts_commitment = models.BooleanField(default=False)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True, default=Outcome.NONE)
    is_deemed = models.BooleanField(default=False)
    received_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)
    prechecked_at = models.DateTimeField(null=True)
    due_on = models.DateField(null=True)
    receiver = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    acceptor = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    assignee = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    examiner = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    reviewer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    decider = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    issuer = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    delegated_verbs = models.JSONField(default=list)
    counted_runs = models.PositiveSmallIntegerField(db_default=0)
    explained_until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(status__in=_STATES), name="case_status_known"),
            models.CheckConstraint(condition=Q(number__regex=r"^\d{17}$"), name="case_number_shape"),
            models.CheckConstraint(
                condition=Q(status__in=_NOT_ACCEPTED, accepted_at__isnull=True)
                | (~Q(status__in=_NOT_ACCEPTED) & Q(accepted_at__isnull=False))
                | Q(status__in=[Status.WITHDRAWN, Status.TRANSFERRED, Status.RETURNED]),
                name="case_accepted_when_past_acceptance",
            ),
            models.CheckConstraint(
                condition=Q(status__in=_DECIDED, decided_at__isnull=False) & ~Q(outcome="")
                | (~Q(status__in=_DECIDED) & Q(decided_at__isnull=True, outcome="")),
                name="case_decided_when_past_decision",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=[Status.GRANTED, Status.ISSUED]) | Q(outcome=Outcome.GRANTED),
                name="case_issues_only_what_was_granted",
            ),
            models.CheckConstraint(
                condition=Q(delegated_verbs__contains=["grant"])
                | Q(delegated_verbs__contains=["finish_on_the_spot"])
                | _apart(("examiner", "reviewer"), ("reviewer", "decider"), ("examiner", "decider")),
                name="case_four_eyes",
            ),
            models.CheckConstraint(
                condition=~Q(delegated_verbs=[])
                | _apart(*product(_FRONT, (*_BACK, "issuer")), *combinations((*_BACK, "issuer"), 2)),
                name="case_hands_apart",
            ),
            models.CheckConstraint(
                condition=Q(status__in=sorted(ENDS), ended_at__isnull=False, due_on__isnull=True)
                | (~Q(status__in=sorted(ENDS)) & Q(ended_at__isnull=True)),
                name="case_ended_at_an_end",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["applicant", "-received_at"], name="case_by_applicant"),
            models.Index(fields=["agency", "due_on", "id", "status"], name="case_worklist"),
            models.Index(fields=["due_on", "id", "status"], name="case_front_desk"),
            models.Index(fields=["decided_at"], name="case_decided", condition=Q(decided_at__isnull=False)),
            models.Index(fields=["ended_at", "id"], name="case_ended", condition=Q(ended_at__isnull=False)),
            models.Index(fields=["status", "agency", "due_on"], name="case_open", condition=Q(ended_at__isnull=True)),
        ]

    @property
    def chain(self) -> str:
        return f"case:{self.number}"

    @property
    def state(self) -> Status:
        return Status(self.status)

    @property
    def hands(self) -> Hands:
        return Hands(
            self.receiver_id, self.acceptor_id, self.examiner_id, self.reviewer_id, self.decider_id, self.issuer_id
        )

    @property
    def power_scopes(self) -> tuple[str, ...]:
        return f"agency:{self.agency_id}", f"option:{self.option_code}"


class Clock(models.Model):
    """A running or stopped clock of a case (时限): due date computed from limit, start, pauses and extension."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="clocks")
    kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in ClockKind])
    code = models.CharField(max_length=40, blank=True, default="")
    limit_value = models.PositiveIntegerField()
    limit_unit = models.CharField(max_length=12)
    extended_by = models.PositiveSmallIntegerField(default=0)
    counting = models.CharField(max_length=16)
    started_at = models.DateTimeField()
    due_on = models.DateField()
    due_at = models.DateTimeField()
    is_provisional = models.BooleanField(default=False)
    paused_since = models.DateField(null=True)
    ended_at = models.DateTimeField(null=True)
    basis = models.CharField(max_length=200)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "kind", "code"], name="clock_one_running", condition=Q(ended_at__isnull=True)
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case"], name="clock_by_case"),
            models.Index(
                fields=["kind", "due_at"], name="clock_running", condition=Q(ended_at__isnull=True, paused_since=None)
            ),
            models.Index(fields=["ended_at"], name="clock_stopped_late", condition=Q(ended_at__gt=F("due_at"))),
        ]


class Alert(models.Model):
    """That a limit comes near (时限提醒): one for each share of a clock and the day on which it is over.

    A limit that is moved to another day is another limit, and is alerted of anew.
    """

    clock = models.ForeignKey(Clock, models.CASCADE, related_name="alerts", db_index=False)
    share = models.PositiveSmallIntegerField()
    due_on = models.DateField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)
    seen_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["clock", "due_on", "share"], name="alert_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["at"], name="alert_unseen", condition=Q(seen_at__isnull=True)),
        ]


class MaterialState(models.TextChoices):
    """How a required material stands (材料状态)."""

    PROVIDED = "provided", "已提交"
    SPARED = "spared", "免提交"
    DEFERRED = "deferred", "容缺后补"
    COMMITTED = "committed", "告知承诺"
    MISSING = "missing", "未提交"


class MaterialVerdict(models.TextChoices):
    """What the pre-check said of a material (预审结论)."""

    OPEN = "", "待审"
    GOOD = "good", "合格"
    BAD = "bad", "不合格"


class Material(models.Model):
    """A material of a case (材料): one row for each that the list asked for in this situation."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="materials")
    requirement_code = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=MaterialState)
    verdict = models.CharField(max_length=4, choices=MaterialVerdict, blank=True, default=MaterialVerdict.OPEN)
    problem = models.CharField(max_length=500, blank=True, default="")
    license_identifier = models.CharField(max_length=120, blank=True, default="")
    round = models.PositiveSmallIntegerField(default=1)
    provided_at = models.DateTimeField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "requirement_code"],
                name="material_one_in_force",
                condition=Q(replaced_at__isnull=True),
            ),
        ]


class MaterialFile(models.Model):
    """A file of a material, in its order."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="files")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["material", "position"], name="material_file_position"),
        ]


class CorrectionNotice(models.Model):
    """The one-time notice (一次性告知): at most one for a case, by the database; `items` name every defect."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="correction_notice")
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    items = models.JSONField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    due_on = models.DateField()
    corrected_at = models.DateTimeField(null=True)


class SpecialRun(models.Model):
    """A special procedure that was started (特别程序): told in writing, with its own clock, pausing others."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="special_runs")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=80)
    started_at = models.DateTimeField()
    started_on = models.DateField()
    reason = models.CharField(max_length=500)
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    expected_on = models.DateField()
    finished_at = models.DateTimeField(null=True)
    finished_on = models.DateField(null=True)
    result = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "code"], name="special_one_running", condition=Q(finished_at__isnull=True)
            ),
        ]


class UnlistedStep(models.Model):
    """A step that the list does not know (清单外环节): by the decider, public, counted to the department; R-046."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="unlisted_steps")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    reason = models.CharField(max_length=500)
    started_at = models.DateTimeField()
    started_by = models.ForeignKey(Staff, models.PROTECT, related_name="+")
    expected_on = models.DateField()
    finished_at = models.DateTimeField(null=True)
    result = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case"], name="unlisted_step_one_open", condition=Q(finished_at=None)),
        )
        indexes = (models.Index(fields=["agency", "started_at"], name="unlisted_step_by_agency"),)


class BlockedAsk(models.Model):
    """An ask beyond the list stopped before it was sent (清单外要求拦截): who, when, what terms, no text; R-047."""

    is_append_only: ClassVar[bool] = True

    case = models.ForeignKey(Case, models.PROTECT, null=True, related_name="+")
    option_code = models.CharField(max_length=33)
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+", db_index=False)
    venue = models.ForeignKey(Venue, models.PROTECT, null=True, related_name="+", db_index=False)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    verb = models.CharField(max_length=24)
    at = models.DateTimeField()
    text_hash = models.BinaryField(max_length=32)
    terms = models.JSONField()

    class Meta:
        indexes = (models.Index(fields=["at", "agency"], name="blocked_ask_at"),)


class OverdueExplanation(models.Model):
    """Why a limit was missed (超期公开说明): told to the applicant, public on the case; the applicant may object."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="explanations")
    document = models.OneToOneField(OfficialDocument, models.PROTECT, related_name="+")
    clock_kind = models.CharField(max_length=20, choices=[(each.value, each.label) for each in HANDLING])
    missed_on = models.DateField()
    cause = models.CharField(max_length=16, choices=list(CAUSES.items()))
    words = models.CharField(max_length=1000)
    expected_on = models.DateField()
    published_at = models.DateTimeField()
    published_by = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+", db_index=False)
    disputed_at = models.DateTimeField(null=True)
    dispute = models.CharField(max_length=1000, blank=True, default="")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(disputed_at__isnull=True, dispute="") | (Q(disputed_at__isnull=False) & ~Q(dispute="")),
                name="explanation_disputed_in_words",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["disputed_at"], name="explanation_disputed", condition=Q(disputed_at__isnull=False)),
        ]


class Opinion(models.Model):
    """What an examiner, reviewer or decider said (审查意见), in order."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="opinions")
    verb = models.CharField(max_length=24)
    staff = models.ForeignKey(Staff, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    text = models.CharField(max_length=2000)
    proposal = models.CharField(max_length=8, blank=True, default="")


class Delivery(models.Model):
    """How the result reached the applicant (送达): the way, who took it, and what proves it."""

    case = models.OneToOneField(Case, models.CASCADE, related_name="delivery")
    result_name = models.CharField(max_length=200)
    result_number = models.CharField(max_length=120, blank=True, default="")
    issued_at = models.DateTimeField(null=True)
    way = models.CharField(max_length=12, blank=True, default="")
    tracking = models.CharField(max_length=60, blank=True, default="")
    collector_name = models.CharField(max_length=60, blank=True, default="")
    collector_sealed = models.BinaryField(default=b"")
    collector_kind = models.CharField(max_length=12, blank=True, default="")
    served_at = models.DateTimeField(null=True)
    reminders = models.PositiveSmallIntegerField(db_default=0)
    reminded_at = models.DateTimeField(null=True)


class SignedBy(models.TextChoices):
    """How a written promise was signed (签名方式)."""

    ELECTRONIC = "electronic", "网上签名"
    PAPER = "paper", "窗口书面签名"


class Commitment(models.Model):
    """A written promise of a case (告知承诺书): its text as it was signed, never changed; withdrawn until the decision.

    `text` is what the hash covers, `signature` covers the hash, the case, the signer and the instant.
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
    withdrawn_at = models.DateTimeField(null=True)


class DispatchTable(models.Model):
    """The rules by which a body shares out its cases (分派规则), one edition; the newest is in force, none changes."""

    is_append_only: ClassVar[bool] = True

    agency = models.ForeignKey(Agency, models.PROTECT, related_name="+")
    number = models.PositiveIntegerField()
    rules = models.JSONField(default=list)
    published_at = models.DateTimeField()
    published_by = models.CharField(max_length=80)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["agency", "number"], name="dispatch_table_number"),
        ]
