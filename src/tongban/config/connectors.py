"""Every line to a system of others (连接器), as one table: read by the page of systems and by the tests of all lines.

A line is switched by its setting alone: an address means the real system, the demo city a simulator, else nothing.
"""

from tongban.exchange.connectors.credit.adapter import HttpPlatform
from tongban.exchange.connectors.credit.contract import CALLS as CREDIT_CALLS
from tongban.exchange.connectors.credit.ports import CreditPlatform
from tongban.exchange.connectors.credit.simulator import Simulator as SimulatedPlatform
from tongban.exchange.connectors.foreign_codes.adapter import HttpIssuer
from tongban.exchange.connectors.foreign_codes.contract import CALLS as FOREIGN_CODES_CALLS
from tongban.exchange.connectors.foreign_codes.ports import Issuer
from tongban.exchange.connectors.foreign_codes.simulator import Simulator as SimulatedIssuer
from tongban.exchange.connectors.foreign_licenses.adapter import HttpLicenseLine
from tongban.exchange.connectors.foreign_licenses.contract import CALLS as FOREIGN_LICENSES_CALLS
from tongban.exchange.connectors.foreign_licenses.simulator import SimulatedRegister
from tongban.exchange.connectors.links.adapter import HttpLinkChecker
from tongban.exchange.connectors.outside_bodies.simulator import SimulatedBody
from tongban.exchange.connectors.partner_city.adapter import HttpPartner
from tongban.exchange.connectors.partner_city.contract import CALLS as PARTNER_CITY_CALLS
from tongban.exchange.connectors.partner_city.simulator import SimulatedCity
from tongban.exchange.connectors.payments.adapter import HttpPayments
from tongban.exchange.connectors.payments.contract import CALLS as PAYMENTS_CALLS
from tongban.exchange.connectors.payments.simulator import Simulator as SimulatedPayments
from tongban.exchange.connectors.post.adapter import HttpPost
from tongban.exchange.connectors.post.contract import CALLS as POST_CALLS
from tongban.exchange.connectors.post.simulator import Simulator as SimulatedPost
from tongban.exchange.connectors.provincial_catalogue.adapter import HttpLibrary
from tongban.exchange.connectors.provincial_catalogue.contract import CALLS as PROVINCIAL_CATALOGUE_CALLS
from tongban.exchange.connectors.provincial_catalogue.ports import ItemLibrary
from tongban.exchange.connectors.provincial_catalogue.simulator import Simulator as SimulatedLibrary
from tongban.exchange.connectors.provincial_code.adapter import HttpProvincialCodes
from tongban.exchange.connectors.provincial_code.contract import CALLS as PROVINCIAL_CODE_CALLS
from tongban.exchange.connectors.provincial_code.ports import ProvincialCodes
from tongban.exchange.connectors.provincial_code.simulator import Simulator as SimulatedCodes
from tongban.exchange.connectors.provincial_data.adapter import HttpPlatform as HttpDataPlatform
from tongban.exchange.connectors.provincial_data.contract import CALLS as PROVINCIAL_DATA_CALLS
from tongban.exchange.connectors.provincial_data.ports import DataPlatform
from tongban.exchange.connectors.provincial_data.simulator import SimulatedPlatform as SimulatedDataPlatform
from tongban.exchange.connectors.provincial_hotline.adapter import HttpHotline
from tongban.exchange.connectors.provincial_hotline.contract import CALLS as PROVINCIAL_HOTLINE_CALLS
from tongban.exchange.connectors.provincial_hotline.ports import ProvincialHotline
from tongban.exchange.connectors.provincial_hotline.simulator import Simulator as SimulatedHotline
from tongban.exchange.connectors.provincial_identity.simulator import Simulator as SimulatedIdentity
from tongban.exchange.connectors.provincial_ratings.adapter import HttpRatings
from tongban.exchange.connectors.provincial_ratings.contract import CALLS as PROVINCIAL_RATINGS_CALLS
from tongban.exchange.connectors.provincial_ratings.ports import ProvincialRatings
from tongban.exchange.connectors.provincial_ratings.simulator import Simulator as SimulatedRatings
from tongban.exchange.connectors.provincial_rectification.adapter import HttpRectification
from tongban.exchange.connectors.provincial_rectification.contract import CALLS as PROVINCIAL_RECTIFICATION_CALLS
from tongban.exchange.connectors.provincial_rectification.ports import ProvincialRectification
from tongban.exchange.connectors.provincial_rectification.simulator import Simulator as SimulatedRectification
from tongban.exchange.connectors.provincial_supervision.adapter import HttpSupervision
from tongban.exchange.connectors.provincial_supervision.contract import CALLS as PROVINCIAL_SUPERVISION_CALLS
from tongban.exchange.connectors.provincial_supervision.ports import SupervisionSystem
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator as SimulatedSupervision
from tongban.exchange.connectors.scene_terminals.simulator import Terminal
from tongban.exchange.connectors.tax_office.adapter import HttpTaxOffice
from tongban.exchange.connectors.tax_office.contract import CALLS as TAX_OFFICE_CALLS
from tongban.exchange.connectors.tax_office.simulator import SimulatedTaxOffice
from tongban.exchange.lines.systems import Connector, FaultKind
from tongban.handling.bundles.ports import EventSource
from tongban.handling.crossing.ports import PartnerCity
from tongban.handling.fees.ports import PaymentLine
from tongban.handling.posting.ports import PostLine
from tongban.registers.entrances.ports import LinkChecker
from tongban.registers.licenses.ports import LicenseLine
from tongban.registers.parties.ports import ProvincialIdentity

_L, _D, _T, _B = FaultKind.LOSS, FaultKind.DELAY, FaultKind.DUPLICATES, FaultKind.BAD_DATA
_QUERIES = {_L: "loss", _D: "delay", _T: "duplicates", _B: "bad_data"}
_MESSAGES = {_L: "loss", _D: "delay", _T: "duplicates", _B: "bad_receipts"}
_RECORDS = {_L: "loss", _D: "delay", _T: "duplicates", _B: "bad_records"}
_IDENTITY = {_L: "delayed", _D: "delayed", _T: "replayed", _B: "mismatched"}
_BY_WORD = {_L: "lost", _D: "late", _T: "twice", _B: "wrong"}

CONNECTORS = (
    Connector(
        "provincial_catalogue",
        "1.0",
        "TONGBAN_ITEM_LIBRARY",
        port=ItemLibrary,
        adapter=HttpLibrary,
        simulator=SimulatedLibrary,
        faults=_RECORDS,
        calls=PROVINCIAL_CATALOGUE_CALLS,
    ),
    Connector(
        "provincial_ratings",
        "1.0",
        "TONGBAN_PROVINCIAL_RATINGS",
        port=ProvincialRatings,
        adapter=HttpRatings,
        simulator=SimulatedRatings,
        faults=_MESSAGES,
        calls=PROVINCIAL_RATINGS_CALLS,
    ),
    Connector(
        "provincial_supervision",
        "1.0",
        "TONGBAN_SUPERVISION_SYSTEM",
        port=SupervisionSystem,
        adapter=HttpSupervision,
        simulator=SimulatedSupervision,
        faults=_MESSAGES,
        calls=PROVINCIAL_SUPERVISION_CALLS,
    ),
    Connector(
        "provincial_code",
        "1.0",
        "TONGBAN_PROVINCIAL_CODES",
        port=ProvincialCodes,
        adapter=HttpProvincialCodes,
        simulator=SimulatedCodes,
        faults=_QUERIES,
        calls=PROVINCIAL_CODE_CALLS,
    ),
    Connector(
        "credit",
        "1.0",
        "TONGBAN_CREDIT_PLATFORM",
        port=CreditPlatform,
        adapter=HttpPlatform,
        simulator=SimulatedPlatform,
        faults=_MESSAGES,
        calls=CREDIT_CALLS,
    ),
    Connector(
        "tax_office",
        "1.0",
        "TONGBAN_TAX_OFFICE",
        port=EventSource,
        adapter=HttpTaxOffice,
        simulator=SimulatedTaxOffice,
        faults=_QUERIES,
        calls=TAX_OFFICE_CALLS,
    ),
    Connector(
        "outside_bodies",
        "1.0",
        "TONGBAN_EVENT_SOURCES",
        port=EventSource,
        adapter=HttpTaxOffice,
        simulator=SimulatedBody,
        faults=_QUERIES,
        calls=TAX_OFFICE_CALLS,
    ),
    Connector(
        "provincial_rectification",
        "1.0",
        "TONGBAN_PROVINCIAL_RECTIFICATION",
        port=ProvincialRectification,
        adapter=HttpRectification,
        simulator=SimulatedRectification,
        faults=_MESSAGES,
        calls=PROVINCIAL_RECTIFICATION_CALLS,
    ),
    Connector(
        "provincial_hotline",
        "1.0",
        "TONGBAN_PROVINCIAL_HOTLINE",
        port=ProvincialHotline,
        adapter=HttpHotline,
        simulator=SimulatedHotline,
        faults=_MESSAGES,
        calls=PROVINCIAL_HOTLINE_CALLS,
    ),
    Connector(
        "provincial_data",
        "1.0",
        "TONGBAN_PROVINCIAL_DATA",
        port=DataPlatform,
        adapter=HttpDataPlatform,
        simulator=SimulatedDataPlatform,
        faults={_L: "loss", _D: "delay", _T: "duplicates", _B: "bad_rows"},
        calls=PROVINCIAL_DATA_CALLS,
    ),
    Connector(
        "payments",
        "1.0",
        "TONGBAN_PAYMENTS",
        port=PaymentLine,
        adapter=HttpPayments,
        simulator=SimulatedPayments,
        faults=_MESSAGES,
        calls=PAYMENTS_CALLS,
    ),
    Connector(
        "post",
        "1.0",
        "TONGBAN_POST",
        port=PostLine,
        adapter=HttpPost,
        simulator=SimulatedPost,
        faults=_MESSAGES,
        calls=POST_CALLS,
    ),
    Connector(
        "partner_city",
        "1.0",
        "TONGBAN_PARTNERS",
        port=PartnerCity,
        adapter=HttpPartner,
        simulator=SimulatedCity,
        faults=_QUERIES,
        calls=PARTNER_CITY_CALLS,
    ),
    Connector(
        "foreign_licenses",
        "1.0",
        "TONGBAN_LICENSE_PARTNERS",
        port=LicenseLine,
        adapter=HttpLicenseLine,
        simulator=SimulatedRegister,
        faults=_QUERIES,
        calls=FOREIGN_LICENSES_CALLS,
    ),
    Connector(
        "foreign_codes",
        "1.0",
        "TONGBAN_FOREIGN_CODES",
        port=Issuer,
        adapter=HttpIssuer,
        simulator=SimulatedIssuer,
        faults=_BY_WORD,
        calls=FOREIGN_CODES_CALLS,
    ),
    Connector(
        "provincial_identity",
        "1.0",
        port=ProvincialIdentity,
        simulator=SimulatedIdentity,
        faults=_IDENTITY,
        without="没有省统一身份认证的接口文本，真实的一端还没有写；上线前不能用它登录。",
        elsewhere="浏览器跳转的授权码方式：省里没有公开接口文本，接口约定以省里的通知为准。",
    ),
    Connector(
        "scene_terminals",
        "1.0",
        simulator=Terminal,
        without="这是模拟的扫码终端，真实的终端自己调用本市的开放接口；它的故障由终端一侧给出。",
        elsewhere="终端调用本市的开放接口，接口约定见docs/openapi.json。",
    ),
    Connector(
        "links",
        "1.0",
        "TONGBAN_LINK_HOSTS",
        port=LinkChecker,
        adapter=HttpLinkChecker,
        without="只看网页打不打得开，没有要模拟的对方；不设主机就谁也不问。",
        elsewhere="只用HEAD、GET请求看网页打不打得开，没有报文。",
    ),
)
