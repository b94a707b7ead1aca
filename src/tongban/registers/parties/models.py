"""Parties (申请人) and how they are let in: people, enterprises, accounts, sessions, mandates, systems."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower

from .helping import HelperRole, Kinship
from .rules import IdKind, MandateSource, MembershipRole, PartyKind, Provider, RealNameLevel
from .terms import CallOutcome


class Party(models.Model):
    """A person or an enterprise that can ask for something (申请人). Numbers are sealed; the index only finds them."""

    kind = models.CharField("类别", max_length=12, choices=PartyKind.choices)
    name = models.CharField("姓名或名称", max_length=120)
    id_kind = models.CharField("证件类型", max_length=24, choices=IdKind.choices)
    id_sealed = models.BinaryField("证件号码(密文)")
    id_index = models.BinaryField("证件号码(盲索引)", max_length=16)
    phone_sealed = models.BinaryField("手机号(密文)", null=True)
    phone_index = models.BinaryField("手机号(盲索引)", max_length=16, null=True)
    division_code = models.CharField("所在区划", max_length=12, blank=True, default="")
    address_sealed = models.BinaryField("住址(密文)", null=True)
    real_name_level = models.SmallIntegerField(
        "实名等级", choices=RealNameLevel.choices, default=RealNameLevel.NONE.value
    )
    born_on = models.DateField("出生日期", null=True)
    has_disability = models.BooleanField("残疾人", default=False)
    legal_representative_name = models.CharField("法定代表人", max_length=120, blank=True, default="")
    legal_representative = models.ForeignKey("self", models.PROTECT, null=True, related_name="represents")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "申请人"
        constraints = (
            models.UniqueConstraint(fields=["id_kind", "id_index"], name="party_once_per_id"),
            models.CheckConstraint(
                condition=Q(kind=PartyKind.ENTERPRISE, id_kind=IdKind.USCC)
                | (Q(kind=PartyKind.PERSON) & ~Q(id_kind=IdKind.USCC)),
                name="party_paper_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(kind=PartyKind.ENTERPRISE)
                | Q(legal_representative__isnull=True, legal_representative_name=""),
                name="party_only_enterprise_is_represented",
            ),
            models.CheckConstraint(
                condition=Q(kind=PartyKind.PERSON) | Q(born_on__isnull=True, has_disability=False),
                name="party_care_is_for_persons",
            ),
            models.CheckConstraint(
                condition=Q(phone_sealed__isnull=True, phone_index__isnull=True)
                | Q(phone_sealed__isnull=False, phone_index__isnull=False),
                name="party_phone_has_index",
            ),
            models.CheckConstraint(
                condition=Q(real_name_level__gte=0, real_name_level__lte=4), name="party_real_name_level_0_to_4"
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="party_not_merged_into_itself"),
        )
        indexes = (models.Index(fields=["phone_index"], name="party_phone", condition=Q(phone_index__isnull=False)),)

    def __str__(self) -> str:
        return self.name


class Account(models.Model):
    """A login (账号): a citizen's own, or a staff member's. One natural person has at most one."""

    login = models.CharField("登录名", max_length=60)
    password = models.CharField("密码(Argon2id)", max_length=160)
    former_passwords = models.JSONField("用过的密码(哈希)", default=list)
    person = models.OneToOneField(Party, models.PROTECT, null=True, related_name="account")
    is_staff = models.BooleanField("工作人员", default=False)
    is_administrator = models.BooleanField("三员管理员", default=False)
    is_active = models.BooleanField("启用", default=True)
    failed_attempts = models.PositiveSmallIntegerField("连续失败次数", default=0)
    locked_until = models.DateTimeField("锁定到", null=True)
    password_changed_at = models.DateTimeField("改密时间")
    totp_secret_sealed = models.BinaryField("动态口令密钥(密文)", null=True)
    totp_confirmed_at = models.DateTimeField("动态口令启用时间", null=True)
    last_totp_step = models.BigIntegerField("最近用过的动态口令序号", default=0)
    created_at = models.DateTimeField("注册时间")

    class Meta:
        verbose_name = "账号"
        constraints = (
            models.UniqueConstraint(Lower("login"), name="account_login_once"),
            models.CheckConstraint(
                condition=Q(is_staff=True) | Q(person__isnull=False), name="account_of_citizen_has_person"
            ),
            models.CheckConstraint(
                condition=Q(is_administrator=False) | Q(is_staff=True), name="account_administrator_is_staff"
            ),
            models.CheckConstraint(
                condition=Q(totp_confirmed_at__isnull=True) | Q(totp_secret_sealed__isnull=False),
                name="account_confirmed_totp_has_secret",
            ),
        )

    def __str__(self) -> str:
        return self.login


class FederatedIdentity(models.Model):
    """An account is also entered through another identity system (统一身份认证关联): its subject there, once."""

    provider = models.CharField("认证平台", max_length=20, choices=Provider.choices)
    subject = models.CharField("平台用户标识", max_length=80)
    account = models.ForeignKey(Account, models.PROTECT, related_name="identities")
    linked_at = models.DateTimeField("关联时间")

    class Meta:
        verbose_name = "统一身份认证关联"
        constraints = (
            models.UniqueConstraint(fields=["provider", "subject"], name="federated_subject_once"),
            models.CheckConstraint(condition=Q(provider__in=Provider.values), name="federated_provider_known"),
            models.CheckConstraint(condition=~Q(subject=""), name="federated_subject_named"),
        )


class Membership(models.Model):
    """A person's standing in an enterprise (企业人员): legal representative or handler, between two days inclusive."""

    person = models.ForeignKey(Party, models.PROTECT, related_name="memberships")
    enterprise = models.ForeignKey(Party, models.PROTECT, related_name="members")
    role = models.CharField("身份", max_length=24, choices=MembershipRole.choices)
    valid_from = models.DateField("生效日")
    valid_to = models.DateField("截止日", null=True)

    class Meta:
        verbose_name = "企业人员"
        constraints = (
            models.UniqueConstraint(fields=["person", "enterprise", "role", "valid_from"], name="membership_once"),
            models.CheckConstraint(
                condition=Q(valid_to__isnull=True) | Q(valid_to__gte=F("valid_from")), name="membership_days_in_order"
            ),
            models.CheckConstraint(condition=~Q(person=F("enterprise")), name="membership_of_two"),
        )


class Mandate(models.Model):
    """A mandate (委托): `agent` may act for `principal`, for everything or for the named options, until taken back."""

    principal = models.ForeignKey(Party, models.PROTECT, related_name="mandates_given")
    agent = models.ForeignKey(Party, models.PROTECT, related_name="mandates_held")
    covers_all = models.BooleanField("全部事项", default=False)
    option_codes = models.JSONField("业务办理项", default=list)
    valid_from = models.DateField("生效日")
    valid_to = models.DateField("截止日")
    revoked_at = models.DateTimeField("收回时间", null=True)
    source = models.CharField("来源", max_length=12, choices=MandateSource.choices, default=MandateSource.ONLINE)
    role = models.CharField("帮办身份", max_length=10, choices=HelperRole.choices, blank=True, default="")
    kinship = models.CharField("亲属关系", max_length=12, choices=Kinship.choices, blank=True, default="")
    standing = models.CharField("身份凭据", max_length=40, blank=True, default="")
    data = models.JSONField("可以看的内容", null=True)
    created_at = models.DateTimeField("委托时间")

    class Meta:
        verbose_name = "委托"
        constraints = (
            models.CheckConstraint(condition=~Q(principal=F("agent")), name="mandate_between_two"),
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="mandate_days_in_order"),
            models.CheckConstraint(
                condition=Q(covers_all=True, option_codes=[]) | (Q(covers_all=False) & ~Q(option_codes=[])),
                name="mandate_all_or_named",
            ),
            models.CheckConstraint(
                condition=~Q(role="family") | ~Q(kinship=""), name="mandate_of_family_names_the_kinship"
            ),
            models.CheckConstraint(
                condition=~Q(role="volunteer") | ~Q(standing=""), name="mandate_of_volunteer_has_a_standing"
            ),
            models.CheckConstraint(
                condition=Q(role="") | Q(covers_all=False, data__isnull=False), name="mandate_of_helper_is_limited"
            ),
        )
        indexes = (models.Index(fields=["agent", "principal"], name="mandate_agent_principal"),)


class MandateCode(models.Model):
    """A code by which somebody beside the principal may help with one matter (委托码): once, briefly, agreed by both.

    Only a blind index of the code is kept. It is taken by one person, and becomes a mandate when the principal agrees.
    """

    code_index = models.BinaryField("委托码(盲索引)", max_length=16, unique=True)
    principal = models.ForeignKey(Party, models.PROTECT, related_name="+")
    option_code = models.CharField("业务办理项", max_length=33)
    days = models.PositiveSmallIntegerField("委托天数")
    created_at = models.DateTimeField("生成时间")
    expires_at = models.DateTimeField("失效时间")
    data = models.JSONField("可以看的内容", null=True)
    role = models.CharField("帮办身份", max_length=10, choices=HelperRole.choices, blank=True, default="")
    kinship = models.CharField("亲属关系", max_length=12, choices=Kinship.choices, blank=True, default="")
    standing = models.CharField("身份凭据", max_length=40, blank=True, default="")
    standing_words = models.CharField("身份说明", max_length=120, blank=True, default="")
    standing_until = models.DateField("身份截止日", null=True)
    agent = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    taken_at = models.DateTimeField("对方输入的时间", null=True)
    mandate = models.OneToOneField(Mandate, models.PROTECT, null=True, related_name="code")
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        verbose_name = "委托码"
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="mandate_code_expires"),
            models.CheckConstraint(condition=Q(days__gte=1, days__lte=10), name="mandate_code_days"),
            models.CheckConstraint(
                condition=Q(agent__isnull=True, taken_at__isnull=True)
                | (Q(agent__isnull=False, taken_at__isnull=False) & ~Q(agent=F("principal"))),
                name="mandate_code_taken_by_another",
            ),
            models.CheckConstraint(
                condition=Q(mandate__isnull=True) | Q(agent__isnull=False, ended_at__isnull=False),
                name="mandate_code_agreed_when_taken",
            ),
        )
        indexes = (models.Index(fields=["principal", "option_code"], name="mandate_code_of_principal"),)


class Session(models.Model):
    """A time of being signed in (会话). Only the hash of the token is here; `acting_for` is whose affairs are done."""

    token_hash = models.BinaryField("令牌哈希", max_length=32, unique=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="sessions")
    acting_for = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    mandate = models.ForeignKey(Mandate, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField("登录时间")
    seen_at = models.DateTimeField("最近活动时间")
    expires_at = models.DateTimeField("最迟结束时间")
    ended_at = models.DateTimeField("结束时间", null=True)
    is_restricted = models.BooleanField("仅可完成登录后必办事项", default=False)
    is_elevated_at = models.DateTimeField("再次验证身份的时间", null=True)
    device = models.CharField("设备", max_length=200, blank=True, default="")
    ip = models.GenericIPAddressField("网络地址", null=True)

    class Meta:
        verbose_name = "会话"
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="session_ends_after_it_began"),
            models.CheckConstraint(
                condition=Q(mandate__isnull=True) | Q(acting_for__isnull=False), name="session_mandate_names_principal"
            ),
        )
        indexes = (models.Index(fields=["account"], name="session_open", condition=Q(ended_at__isnull=True)),)


class LoginAttempt(models.Model):
    """One try to sign in (登录尝试), counted against guessing. What was typed is kept as a blind index only."""

    class Outcome(models.TextChoices):
        FAILED = "failed", "失败"
        SUCCEEDED = "succeeded", "成功"
        UNDECIDED = "undecided", "未核对完"

    login_index = models.BinaryField("登录名(盲索引)", max_length=16)
    ip = models.GenericIPAddressField("网络地址", null=True)
    at = models.DateTimeField("时间")
    outcome = models.CharField("结果", max_length=12, choices=Outcome.choices, default=Outcome.FAILED)

    class Meta:
        verbose_name = "登录尝试"
        indexes = (
            models.Index(fields=["login_index", "at"], name="attempt_by_login"),
            models.Index(fields=["ip", "at"], name="attempt_by_ip"),
        )


class ApiClient(models.Model):
    """Another system that calls the open API (调用方); `agency_key` names the agency that answers for it.

    A partner (第三方平台) is one outside the government: it stands on an agreement with an end, has a rate, and may
    hand in applications for the matters of `option_codes` alone, for all when there are none.
    """

    name = models.SlugField("名称", max_length=60, unique=True)
    agency_key = models.CharField("责任部门", max_length=60, blank=True, default="")
    secret_hash = models.BinaryField("密钥哈希", max_length=32)
    scopes = models.JSONField("可用范围", default=list)
    is_active = models.BooleanField("启用", default=True)
    created_at = models.DateTimeField("登记时间")
    is_partner = models.BooleanField("第三方平台", default=False)
    title = models.CharField("平台名称", max_length=100, blank=True, default="")
    operator = models.CharField("运营单位", max_length=100, blank=True, default="")
    agreement = models.CharField("合作协议编号", max_length=100, blank=True, default="")
    agreed_until = models.DateField("协议到期日", null=True)
    per_minute = models.PositiveIntegerField("每分钟次数", null=True)
    option_codes = models.JSONField("可以办的事项", default=list)
    stopped_because = models.CharField("停用原因", max_length=200, blank=True, default="")
    redirect_uris = models.JSONField("登录以后回到的地址", default=list)
    origins = models.JSONField("可以嵌入的网站", default=list)

    class Meta:
        verbose_name = "接口调用方"
        constraints = (
            models.CheckConstraint(
                condition=Q(is_partner=False)
                | (Q(agreed_until__isnull=False, per_minute__gte=1) & ~Q(agreement="") & ~Q(operator="")),
                name="partner_stands_on_an_agreement",
            ),
        )

    def __str__(self) -> str:
        return self.name


class AppAccess(models.Model):
    """What a person let an app do in their name (应用授权): named scopes, an hour, or until they take it back.

    The code that the app is handed is good once and briefly; of it only a hash is kept.
    """

    code = models.UUIDField("编号", default=uuid.uuid4, unique=True, editable=False)
    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="accesses")
    account = models.ForeignKey(Account, models.PROTECT, related_name="accesses")
    scopes = models.JSONField("范围", default=list)
    return_to = models.CharField("回到的地址", max_length=300)
    challenge = models.CharField("验证码的摘要", max_length=43)
    grant_hash = models.BinaryField("授权码哈希", max_length=32, unique=True)
    agreed_at = models.DateTimeField("同意时间")
    ends_at = models.DateTimeField("最迟结束时间")
    exchanged_at = models.DateTimeField("换取令牌时间", null=True)
    ended_at = models.DateTimeField("收回时间", null=True)

    class Meta:
        verbose_name = "应用授权"
        constraints = (
            models.CheckConstraint(condition=Q(ends_at__gt=F("agreed_at")), name="app_access_ends_after_it_began"),
        )
        indexes = (models.Index(fields=["account", "-id"], name="app_access_of_account"),)


class ApiToken(models.Model):
    """A bearer token (访问令牌) of a client; with `account` it acts as that staff member or person.

    `access` is what that person agreed to, where they let an app in themselves.
    """

    token_hash = models.BinaryField("令牌哈希", max_length=32, unique=True)
    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="tokens")
    account = models.ForeignKey(Account, models.PROTECT, null=True, related_name="tokens")
    access = models.OneToOneField(AppAccess, models.PROTECT, null=True, related_name="token")
    scopes = models.JSONField("范围", default=list)
    created_at = models.DateTimeField("签发时间")
    expires_at = models.DateTimeField("到期时间")
    revoked_at = models.DateTimeField("收回时间", null=True)

    class Meta:
        verbose_name = "访问令牌"
        constraints = (
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="token_ends_after_it_began"),
        )


class ApiCalls(models.Model):
    """How often a system called on a day, by operation and outcome (调用记录): counted, without what was asked."""

    client = models.ForeignKey(ApiClient, models.PROTECT, related_name="calls")
    on = models.DateField("日期")
    operation = models.CharField("操作", max_length=60)
    outcome = models.CharField("结果", max_length=10, choices=[(each.value, each.label) for each in CallOutcome])
    number = models.PositiveBigIntegerField("次数")

    class Meta:
        verbose_name = "接口调用次数"
        constraints = (
            models.UniqueConstraint(fields=["client", "on", "operation", "outcome"], name="calls_counted_once"),
        )
