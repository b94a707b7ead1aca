"""What the city's own files say (城市配置), bound to what asks for it: rules, tables, partners; read at the start."""

from pathlib import Path

from django.conf import settings

from tongban.exchange.connectors.foreign_codes.adapter import HttpIssuer
from tongban.exchange.connectors.foreign_codes.bound import BOUND as FOREIGN_CODES
from tongban.exchange.connectors.foreign_codes.platforms import ForeignPlatform
from tongban.exchange.connectors.foreign_codes.ports import Issuer
from tongban.exchange.connectors.foreign_codes.rules import read_forms
from tongban.exchange.connectors.foreign_codes.simulator import Simulator as SimulatedIssuer
from tongban.exchange.connectors.foreign_licenses.adapter import HttpLicenseLine
from tongban.exchange.connectors.foreign_licenses.simulator import SimulatedRegister
from tongban.exchange.connectors.partner_city.adapter import HttpPartner
from tongban.exchange.connectors.partner_city.simulator import SimulatedCity
from tongban.exchange.connectors.payments.adapter import HttpPayments
from tongban.exchange.connectors.payments.simulator import Simulator as SimulatedPayments
from tongban.exchange.connectors.post.adapter import HttpPost
from tongban.exchange.connectors.post.simulator import Simulator as SimulatedPost
from tongban.exchange.connectors.provincial_data.adapter import HttpPlatform as HttpDataPlatform
from tongban.exchange.connectors.provincial_data.bound import BOUND as PROVINCIAL_DATA
from tongban.exchange.connectors.provincial_data.rules import read_datasets
from tongban.exchange.connectors.provincial_data.simulator import SimulatedPlatform as SimulatedDataPlatform
from tongban.exchange.connectors.provincial_hotline.adapter import HttpHotline
from tongban.exchange.connectors.provincial_hotline.bound import BOUND as PROVINCIAL_HOTLINE
from tongban.exchange.connectors.provincial_hotline.simulator import Simulator as SimulatedHotline
from tongban.exchange.connectors.provincial_ratings.adapter import HttpRatings
from tongban.exchange.connectors.provincial_ratings.bound import BOUND as PROVINCIAL_RATINGS
from tongban.exchange.connectors.provincial_ratings.simulator import Simulator as SimulatedRatings
from tongban.exchange.connectors.provincial_rectification.adapter import HttpRectification
from tongban.exchange.connectors.provincial_rectification.bound import BOUND as RECTIFICATION
from tongban.exchange.connectors.provincial_rectification.simulator import Simulator as SimulatedRectification
from tongban.exchange.lines.systems import BOUND as SYSTEMS
from tongban.exchange.lines.systems import registry_from
from tongban.exchange.resolving.rules.precedence import BOUND as MERGED
from tongban.exchange.resolving.rules.precedence import read_fields
from tongban.foundation.kernel.written import read_yaml
from tongban.handling.cases import faces
from tongban.handling.crossing import partners
from tongban.handling.crossing.rules.agreements import read_agreements
from tongban.handling.dossiers.bound import BOUND as DOSSIERS
from tongban.handling.dossiers.rules.retention import read_table
from tongban.handling.fees.bound import BOUND as PAYMENTS
from tongban.handling.financing.rules.claims import BOUND as FINANCING
from tongban.handling.financing.rules.claims import policy_from as financing_policy
from tongban.handling.halls.bound import BOUND as HALLS
from tongban.handling.halls.rules.policy import read_policy as read_hall_policy
from tongban.handling.intermediaries.rules.policy import BOUND as MARKET
from tongban.handling.intermediaries.rules.policy import policy_from as market_policy
from tongban.handling.outreach.rules.policy import BOUND as OUTREACH
from tongban.handling.outreach.rules.policy import policy_from as outreach_policy
from tongban.handling.posting.bound import BOUND as POSTING
from tongban.handling.projects.bound import BOUND as PROJECTS
from tongban.handling.projects.rules.programme import read_programme
from tongban.handling.reimbursements.bound import BOUND as REIMBURSEMENT
from tongban.handling.reimbursements.rules.table import read_reimbursement
from tongban.oversight.evaluations.bound import BOUND as EVALUATIONS
from tongban.oversight.evaluations.rules.policy import read_policy as read_evaluation_policy
from tongban.oversight.hotline.rules.policy import BOUND as HOTLINE
from tongban.oversight.hotline.rules.policy import policy_from as hotline_policy
from tongban.oversight.incidents.rules.plan import BOUND as INCIDENTS
from tongban.oversight.incidents.rules.plan import plan_from
from tongban.oversight.reading.bound import BOUND as READING
from tongban.oversight.reading.queries.unsettled import unsettled as unsettled_looks
from tongban.oversight.reading.rules.policy import policy_from
from tongban.oversight.regulation import queries as regulation
from tongban.oversight.regulation.bound import BOUND as REGULATION
from tongban.oversight.regulation.rules.interplay import interplay_from
from tongban.oversight.regulation.rules.risk import table_from
from tongban.oversight.standards.queries.compliance import ALL_CHECKS
from tongban.oversight.standards.rules.library import BOUND as STANDARDS
from tongban.oversight.standards.rules.library import library_from
from tongban.oversight.supervision.queries import unshared
from tongban.oversight.supervision.queries.unsettled import unsettled as unsettled_cards
from tongban.oversight.supervision.rules import mobile, public_services
from tongban.oversight.supervision.rules.unshared import from_plain
from tongban.oversight.workforce.rules.policy import BOUND as WORKFORCE
from tongban.oversight.workforce.rules.policy import policy_from as workforce_policy
from tongban.registers.compiling.bound import BOUND as COMPILING
from tongban.registers.compiling.judging import CityGate
from tongban.registers.compiling.rules import city
from tongban.registers.licenses.bound import BOUND as LICENSES
from tongban.registers.licenses.rules import foreign
from tongban.registers.licenses.rules.composing import read_mappings
from tongban.registers.lists import queries as lists
from tongban.registers.servicemap.ports import BOUND as SERVICE_MAP
from tongban.registers.servicemap.rules.drawing import read_sketch
from tongban.web.console import binding as console

from .connectors import CONNECTORS


def read_city(folder: Path) -> None:
    """What the city's own files say: rules, tables, partners."""
    _compiling(folder)
    _unshared(folder)
    _public_services(folder / "public_services.yaml")
    _partners(folder)
    _license_partners(folder / "license_partners.yaml")
    _risks(folder / "commitment_checks.yaml")
    _interplay(folder / "interplay.yaml")
    _faces(folder / "license_faces.yaml")
    _looks(folder / "looks.yaml")
    _returns(folder / "backflow.yaml")
    _incidents(folder / "incidents.yaml")
    _standards(folder / "standards.yaml")
    _systems(folder / "systems.yaml")
    _offices(folder)
    _reimbursement(folder / "reimbursement.yaml")
    _projects(folder / "projects.yaml")
    _map(folder / "map.yaml")
    _foreign_codes(folder / "foreign_codes.yaml")
    _retention(folder / "retention.yaml")
    _mobile(folder / "mobile.yaml")
    _payments()
    _post()


def _compiling(folder: Path) -> None:
    """The city's rules of compiling, and its quality gate."""
    rules, types, aliases = (folder / name for name in ("compiling.yaml", "license_types.yaml", "license_aliases.yaml"))
    if rules.exists():
        COMPILING.rules = city.from_plain(read_yaml(rules.read_bytes()))
    license_types = read_yaml(types.read_bytes()) if types.exists() else {}
    gate = CityGate(
        license_types=license_types,
        license_aliases=read_yaml(aliases.read_bytes()) if aliases.exists() else {},
        halls=frozenset(COMPILING.rules.halls),
        protected=lists.keeps_windows,
    )
    COMPILING.gate, console.BOUND.trial = gate, gate.trial


def _unshared(folder: Path) -> None:
    """The city's prices of papers that need not have been handed in."""
    prices = folder / "unshared.yaml"
    if prices.exists():
        unshared.BOUND[:] = [from_plain(read_yaml(prices.read_bytes()))]


def _public_services(file: Path) -> None:
    """Which matters are of the seven services that the plan names."""
    public_services.BOUND.clear()
    if file.exists():
        public_services.BOUND.update(public_services.read_services(read_yaml(file.read_bytes())))


def _mobile(fields: Path) -> None:
    """The fields whose matters people do on their phones, and how many each must have."""
    if fields.exists():
        mobile.BOUND[:] = mobile.fields_from(read_yaml(fields.read_bytes()))


def _partners(folder: Path) -> None:
    """The agreements with partner cities, and the line to each that has an address."""
    file = folder / "crossing.yaml"
    plain = read_yaml(file.read_bytes()) if file.exists() else {"partners": []}
    partners.bind(read_agreements(plain["partners"]), province=plain.get("province", ""))
    for each in partners.BOUND.agreements.values():
        address = settings.TONGBAN_PARTNERS.get(each.code)
        if address:
            line = HttpPartner(each.code, each.name, address, settings.TONGBAN_PARTNERS_TOKEN, each.public_key)
            partners.BOUND.lines[each.code] = line
        elif settings.TONGBAN_DEMO and each.is_sample:
            partners.BOUND.lines[each.code] = SimulatedCity(each)


def _license_partners(file: Path) -> None:
    """Whose licences this city takes, and the line to each that has an address."""
    rows = read_yaml(file.read_bytes())["partners"] if file.exists() else []
    LICENSES.partners = foreign.read_partners(rows)
    for row, each in zip(rows, LICENSES.partners.values(), strict=True):
        address = settings.TONGBAN_LICENSE_PARTNERS.get(each.code)
        if address:
            token = settings.TONGBAN_LICENSE_PARTNERS_TOKEN
            LICENSES.lines[each.code] = HttpLicenseLine(each.code, each.name, address, token)
        elif settings.TONGBAN_DEMO and each.is_sample:
            LICENSES.lines[each.code] = SimulatedRegister(each, row.get("samples", ()))


def _retention(table: Path) -> None:
    """How long the city keeps its archives, and who is asked before one is destroyed."""
    DOSSIERS.running[:] = [unsettled_looks, regulation.unsettled, unsettled_cards]
    if table.exists():
        DOSSIERS.retention = read_table(read_yaml(table.read_bytes())["retention"])


def _risks(table: Path) -> None:
    """How the city checks promises: classes of risk and shares of the draw."""
    if table.exists():
        REGULATION.table = table_from(read_yaml(table.read_bytes()))


def _interplay(table: Path) -> None:
    """The city's limits between approval and supervision, and who decides on boundaries."""
    if table.exists():
        REGULATION.interplay = interplay_from(read_yaml(table.read_bytes()))


def _offices(folder: Path) -> None:
    """What the city decided for halls, help in person, the market and the hotline, and for how they are rated."""
    _halls(folder / "halls.yaml")
    _outreach(folder / "outreach.yaml")
    _market(folder / "intermediaries.yaml")
    _financing(folder / "financing.yaml")
    _hotline(folder / "hotline.yaml")
    _evaluations(folder / "evaluations.yaml")
    _workforce(folder / "workforce.yaml")


def _workforce(table: Path) -> None:
    """How people at windows are appraised: deductions, terms, weights."""
    if table.exists():
        WORKFORCE.policy = workforce_policy(read_yaml(table.read_bytes()))


def _outreach(table: Path) -> None:
    """How the city goes out to people: slots, persons at a door, mandates."""
    if table.exists():
        OUTREACH.policy = outreach_policy(read_yaml(table.read_bytes()))


def _hotline(table: Path) -> None:
    """The hotline's limits, topics and bodies, and the line to the province's."""
    if table.exists():
        HOTLINE.policy = hotline_policy(read_yaml(table.read_bytes()))
    if settings.TONGBAN_PROVINCIAL_HOTLINE:
        address, token = settings.TONGBAN_PROVINCIAL_HOTLINE, settings.TONGBAN_PROVINCIAL_HOTLINE_TOKEN
        PROVINCIAL_HOTLINE.system = HttpHotline(address, token)
    elif settings.TONGBAN_DEMO:
        PROVINCIAL_HOTLINE.system = PROVINCIAL_HOTLINE.system or SimulatedHotline()


def _market(table: Path) -> None:
    """The city's supermarket of intermediary services: services, formula, limits."""
    if table.exists():
        MARKET.policy = market_policy(read_yaml(table.read_bytes()))


def _financing(table: Path) -> None:
    """What banks may ask to have proved, and for how long people may let them look."""
    if table.exists():
        FINANCING.policy = financing_policy(read_yaml(table.read_bytes())["policy"])


def _faces(file: Path) -> None:
    """Which licences the city's cases give, and where their faces come from."""
    faces.BOUND.clear()
    if file.exists():
        faces.BOUND.update(read_mappings(read_yaml(file.read_bytes())))


def _halls(policy: Path) -> None:
    """The city's lines, slots and head starts; a file that leaves walk-ins too little stops the start (R-100)."""
    if policy.exists():
        HALLS.policy = read_hall_policy(read_yaml(policy.read_bytes()))


def _evaluations(policy: Path) -> None:
    """The city's tags and limits of ratings, where one rates, and the lines to the province's systems of them."""
    if policy.exists():
        EVALUATIONS.policy = read_evaluation_policy(read_yaml(policy.read_bytes()))
    if settings.TONGBAN_PROVINCIAL_RATINGS:
        address, token = settings.TONGBAN_PROVINCIAL_RATINGS, settings.TONGBAN_PROVINCIAL_RATINGS_TOKEN
        PROVINCIAL_RATINGS.system = HttpRatings(address, token)
    elif settings.TONGBAN_DEMO:
        PROVINCIAL_RATINGS.system = PROVINCIAL_RATINGS.system or SimulatedRatings()
    if settings.TONGBAN_PROVINCIAL_RECTIFICATION:
        address, token = settings.TONGBAN_PROVINCIAL_RECTIFICATION, settings.TONGBAN_PROVINCIAL_RECTIFICATION_TOKEN
        RECTIFICATION.system = HttpRectification(address, token)
    elif settings.TONGBAN_DEMO:
        RECTIFICATION.system = RECTIFICATION.system or SimulatedRectification()
    EVALUATIONS.address = lambda code: settings.PUBLIC_URL.rstrip("/") + f"/ratings/{code}"


def _returns(file: Path) -> None:
    """Which data comes back from the province, and the line to its platform."""
    if file.exists():
        plain = read_yaml(file.read_bytes())
        PROVINCIAL_DATA.datasets, MERGED.fields = read_datasets(plain), read_fields(plain)
    if settings.TONGBAN_PROVINCIAL_DATA:
        address, token = settings.TONGBAN_PROVINCIAL_DATA, settings.TONGBAN_PROVINCIAL_DATA_TOKEN
        PROVINCIAL_DATA.platform = HttpDataPlatform(address, token)
    elif settings.TONGBAN_DEMO:
        PROVINCIAL_DATA.platform = PROVINCIAL_DATA.platform or SimulatedDataPlatform()


def _payments() -> None:
    """The line to the payment platform, and where it sends people back to."""
    if settings.TONGBAN_PAYMENTS:
        PAYMENTS.line = HttpPayments(settings.TONGBAN_PAYMENTS, settings.TONGBAN_PAYMENTS_TOKEN)
    elif settings.TONGBAN_DEMO:
        PAYMENTS.line = PAYMENTS.line or SimulatedPayments()
    PAYMENTS.return_to = lambda number, code: settings.PUBLIC_URL.rstrip("/") + f"/cases/{number}/fees/{code}"
    PAYMENTS.notify_at = lambda code: settings.PUBLIC_URL.rstrip("/") + f"/payments/{code}/notice"


def _post() -> None:
    """The line to the post."""
    if settings.TONGBAN_POST:
        POSTING.line = HttpPost(settings.TONGBAN_POST, settings.TONGBAN_POST_TOKEN)
    elif settings.TONGBAN_DEMO:
        POSTING.line = POSTING.line or SimulatedPost()


def _looks(policy: Path) -> None:
    """What the city asks before personal data is looked up, until the security administrator changes it."""
    if policy.exists():
        READING.policy = policy_from(read_yaml(policy.read_bytes()))


def _reimbursement(file: Path) -> None:
    """By what table medical costs are paid; without one nothing is settled."""
    if file.exists():
        REIMBURSEMENT.table = read_reimbursement(read_yaml(file.read_bytes()))


def _projects(file: Path) -> None:
    """The stages of the city's construction projects."""
    if file.exists():
        PROJECTS.programme = read_programme(read_yaml(file.read_bytes())["programme"])


def _incidents(plan: Path) -> None:
    """The city's emergency plan: limits by severity, contact tree, playbooks."""
    if plan.exists():
        INCIDENTS.plan = plan_from(read_yaml(plan.read_bytes()))


def _standards(library: Path) -> None:
    """The standards that the city keeps; a clause that is looked at in no way stops the start (R-186)."""
    if library.exists():
        STANDARDS.library = library_from(read_yaml(library.read_bytes()), ALL_CHECKS)


def _systems(registry: Path) -> None:
    """The systems that the city goes together with, beside the lines that the house has (R-176)."""
    SYSTEMS.connectors = CONNECTORS
    if registry.exists():
        SYSTEMS.registry = registry_from(read_yaml(registry.read_bytes()), CONNECTORS)


def _map(file: Path) -> None:
    """What the service map draws under its pins; queues and windows are bound where halls keep them."""
    if file.exists():
        SERVICE_MAP.sketch = read_sketch(read_yaml(file.read_bytes()))


def _foreign_codes(file: Path) -> None:
    """Codes that ours goes together with: how they are written, and the line to each issuer that has an address."""
    forms = read_forms(read_yaml(file.read_bytes())["codes"]) if file.exists() else ()
    addresses = settings.TONGBAN_FOREIGN_CODES
    FOREIGN_CODES.clear()
    for kind in (each.kind for each in forms):
        line: Issuer | None = SimulatedIssuer(kind) if settings.TONGBAN_DEMO else None
        if kind.value in addresses:
            line = HttpIssuer(kind, addresses[kind.value], settings.TONGBAN_FOREIGN_CODES_TOKEN)
        FOREIGN_CODES.append(ForeignPlatform(kind, forms, line))
