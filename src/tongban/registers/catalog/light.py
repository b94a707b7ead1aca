"""The light template of a public service (公共服务轻模板): what an operator's matter begins with; pure. 方案 四(七)2.

Water, power, gas, heat, telecom, notaries and legal aid exercise no power: their lists need no statutory limit and
no chain of approval. One page of form, proof of who applies from licences, four short stages, by window and web, the
city's centre as place. The body then writes what only it knows: the basis, the limits, the fees, the questions.
"""

from typing import Any

CENTRE = "city-center"
STAGES = (
    ("accept", "收件受理", "counter", "收件凭证"),
    ("examine", "承办", "examiner", "承办意见"),
    ("decide", "办好", "decider", "办理结果"),
    ("issue", "送达", "issuer", "送达记录"),
)
FIELDS = (
    {"code": "name", "label": "申请人姓名", "group": "申请人", "prefill": "applicant.name"},
    {
        "code": "id_number",
        "label": "申请人证件号",
        "kind": "id_card",
        "group": "申请人",
        "prefill": "applicant.id_number",
    },
    {"code": "phone", "label": "手机号", "kind": "phone", "group": "申请人", "prefill": "applicant.phone"},
    {"code": "place", "label": "服务地址", "kind": "address", "group": "申请内容"},
)


def light_option(name: str) -> dict[str, Any]:
    """The first option of such a matter, as plain data of `content.Option`; limits stay open."""
    return {
        "name": name,
        "case_type": "committed",
        "channels": ["window", "web", "mobile"],
        "venues": [CENTRE],
        "visits_required": 0,
        "online_depth": "result",
        "form": [dict(each) for each in FIELDS],
        "materials": [_form(name), _identity()],
        "stages": [
            {"code": code, "name": label, "post": post, "result": result} for code, label, post, result in STAGES
        ],
        "results": [{"name": f"{name}结果", "kind": "record"}],
    }


def _form(name: str) -> dict[str, Any]:
    return {
        "code": "application_form",
        "name": f"{name}申请表",
        "why": "写明要办什么、在哪里",
        "kind": "form",
        "has_blank_form": True,
        "source": {"kind": "own", "issuer": "申请人", "how": "网上填表后自动生成，窗口也有空白表"},
        "spared_by": {"way": "system_generated", "note": "网上申请的，系统按填写内容生成"},
        "points": ["填写完整", "有申请人签名"],
    }


def _identity() -> dict[str, Any]:
    return {
        "code": "identity",
        "name": "申请人身份证",
        "why": "核对是不是本人",
        "kind": "license",
        "source": {"kind": "government", "issuer": "公安机关", "how": "现场刷证，网上实名认证的不用交"},
        "spared_by": {
            "way": "license",
            "license_type": "id_card",
            "license_name": "居民身份证",
            "note": "电子身份证可用",
        },
        "points": ["人证一致", "在有效期内"],
    }
