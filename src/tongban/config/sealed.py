"""Which columns hold sealed values (密文列): the one list; a test finds a column that is not on it.

Not on it is what is forgotten within days: answers kept against double sending, and codes that are told once.
"""

from tongban.exchange.connectors.provincial_supervision.queries import CONTENT as DELIVERED
from tongban.foundation.kernel.vault.resealing import SealedColumn
from tongban.handling.assistance.queries import sessions
from tongban.handling.cases.commands import deferring
from tongban.handling.cases.queries import drafts
from tongban.handling.contacts.queries import contacts
from tongban.handling.crossing.commands import writing as letters
from tongban.handling.intermediaries.commands import needing
from tongban.handling.outreach.queries import requests as outreach
from tongban.handling.posting.queries import shipments
from tongban.handling.projects.queries.pool import ANSWERS as PROJECT
from tongban.oversight.evaluations.commands.rating import PHONE as RATER
from tongban.oversight.hotline.queries import orders as hotline
from tongban.registers.licenses.rules.corrections import WORDS as CORRECTION
from tongban.registers.licenses.rules.faces import FACE
from tongban.registers.parties import sealed
from tongban.registers.upkeep.commands import PHONE

_PAPER = ("id_kind", "id_index")


def _code(code: object) -> str:
    """The public code of a contact or a talk, as its owner."""
    return str(code).replace("-", "")


def _bid(need: object, agency: object) -> str:
    """A bid is of one agency for one need."""
    return f"{_code(need)}:{_code(agency)}"


SEALED = (
    SealedColumn("parties.Party", "id_sealed", sealed.ID, _PAPER, sealed.owner, label="申请人证件号码"),
    SealedColumn("parties.Party", "phone_sealed", sealed.PHONE, _PAPER, sealed.owner, label="申请人手机号"),
    SealedColumn("parties.Party", "address_sealed", sealed.ADDRESS, _PAPER, sealed.owner, label="申请人住址"),
    SealedColumn(
        "parties.Account", "totp_secret_sealed", sealed.TOTP, ("pk",), "account:{}".format, label="工作人员动态口令"
    ),
    SealedColumn("cases.Draft", "form_sealed", drafts.FORM, ("number",), label="草稿"),
    SealedColumn("cases.Case", "form_sealed", "case.form", ("number",), label="申请表"),
    SealedColumn("projects.Project", "answers_sealed", PROJECT, ("number",), label="项目填报内容"),
    SealedColumn("cases.Delivery", "collector_sealed", "delivery.collector", ("case__number",), label="领取人证件"),
    SealedColumn("cases.Delivery", "face_sealed", "delivery.face", ("case__number",), label="待制证照上补的内容"),
    SealedColumn("contacts.FirstContact", "name_sealed", contacts.NAME, ("code",), _code, label="首问登记姓名"),
    SealedColumn("contacts.FirstContact", "phone_sealed", contacts.PHONE, ("code",), _code, label="首问登记电话"),
    SealedColumn("evaluations.Evaluation", "phone_sealed", RATER, ("key",), _code, label="评价人留的电话"),
    SealedColumn(
        "provincial_supervision.DeliveredRecord", "content_sealed", DELIVERED, ("key",), _code, label="部门监管数据"
    ),
    SealedColumn("outreach.Outreach", "name_sealed", outreach.NAME, ("code",), _code, label="上门帮办姓名"),
    SealedColumn("outreach.Outreach", "phone_sealed", outreach.PHONE, ("code",), _code, label="上门帮办电话"),
    SealedColumn("outreach.Outreach", "address_sealed", outreach.ADDRESS, ("code",), _code, label="上门帮办地址"),
    SealedColumn("posting.Shipment", "name_sealed", shipments.NAME, ("code",), _code, label="寄件收件人"),
    SealedColumn("posting.Shipment", "phone_sealed", shipments.PHONE, ("code",), _code, label="寄件电话"),
    SealedColumn("posting.Shipment", "address_sealed", shipments.ADDRESS, ("code",), _code, label="寄件地址"),
    SealedColumn("hotline.WorkOrder", "name_sealed", hotline.NAME, ("code",), _code, label="热线工单姓名"),
    SealedColumn("hotline.WorkOrder", "phone_sealed", hotline.PHONE, ("code",), _code, label="热线工单电话"),
    SealedColumn(
        "intermediaries.Bid", "price_sealed", needing.PRICE, ("need__code", "agency__code"), _bid, label="中介报价"
    ),
    SealedColumn("assistance.Message", "text_sealed", sessions.WORDS, ("assistance__code",), _code, label="帮办对话"),
    SealedColumn(
        "assistance.Message", "value_sealed", sessions.VALUE, ("assistance__code",), _code, label="帮办代填内容"
    ),
    SealedColumn("cases.Deferral", "signature_sealed", deferring.SIGNATURE, ("case__number",), label="容缺选择签名"),
    SealedColumn("crossing.Letter", "private_sealed", letters.PURPOSE, ("number",), label="跨域来往函"),
    SealedColumn("licenses.LicenseEdition", "face_sealed", FACE, ("identifier",), label="证照照面"),
    SealedColumn("licenses.FaceCorrection", "words_sealed", CORRECTION, ("code",), _code, label="证照纠错申请"),
    SealedColumn(
        "upkeep.Report", "phone_sealed", PHONE, ("code_index",), lambda index: bytes(index).hex(), label="指错人电话"
    ),
)
