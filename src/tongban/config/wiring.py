"""Which answer is bound to which port: the one list. Called once when the applications are ready."""

from pathlib import Path

from django.conf import settings

from tongban.exchange.connectors.credit.adapter import HttpPlatform
from tongban.exchange.connectors.credit.bound import BOUND as CREDIT_PLATFORM
from tongban.exchange.connectors.credit.simulator import Simulator as SimulatedPlatform
from tongban.exchange.connectors.foreign_codes.adapter import HttpIssuer
from tongban.exchange.connectors.foreign_codes.bound import BOUND as FOREIGN_CODES
from tongban.exchange.connectors.foreign_codes.platforms import ForeignPlatform
from tongban.exchange.connectors.foreign_codes.ports import Issuer
from tongban.exchange.connectors.foreign_codes.rules import read_forms
from tongban.exchange.connectors.foreign_codes.simulator import Simulator as SimulatedIssuer
from tongban.exchange.connectors.foreign_licenses.adapter import HttpLicenseLine
from tongban.exchange.connectors.foreign_licenses.simulator import SimulatedRegister
from tongban.exchange.connectors.links.adapter import HttpLinkChecker
from tongban.exchange.connectors.links.guides import OutsideLinks
from tongban.exchange.connectors.partner_city.adapter import HttpPartner
from tongban.exchange.connectors.partner_city.simulator import SimulatedCity
from tongban.exchange.connectors.provincial_catalogue.adapter import HttpLibrary
from tongban.exchange.connectors.provincial_catalogue.bound import BOUND as ITEM_LIBRARY
from tongban.exchange.connectors.provincial_catalogue.simulator import Simulator as SimulatedLibrary
from tongban.exchange.connectors.provincial_code.adapter import HttpProvincialCodes
from tongban.exchange.connectors.provincial_code.bound import BOUND as PROVINCIAL_CODES
from tongban.exchange.connectors.provincial_code.simulator import Simulator as SimulatedCodes
from tongban.exchange.connectors.provincial_identity.simulator import Simulator
from tongban.exchange.connectors.provincial_ratings.adapter import HttpRatings
from tongban.exchange.connectors.provincial_ratings.bound import BOUND as PROVINCIAL_RATINGS
from tongban.exchange.connectors.provincial_ratings.simulator import Simulator as SimulatedRatings
from tongban.exchange.connectors.provincial_supervision.adapter import HttpSupervision
from tongban.exchange.connectors.provincial_supervision.bound import BOUND as SUPERVISION_SYSTEM
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator as SimulatedSupervision
from tongban.exchange.connectors.tax_office.adapter import HttpTaxOffice
from tongban.exchange.connectors.tax_office.simulator import SimulatedTaxOffice
from tongban.exchange.notices import commands as notices
from tongban.foundation.kernel.vault import resealing
from tongban.foundation.kernel.written import read_yaml
from tongban.handling.benefits import ports as benefits
from tongban.handling.benefits.commands.merging import move_to_kept as move_benefits
from tongban.handling.bundles.bound import BOUND as EVENT_SOURCES
from tongban.handling.bundles.commands.merging import move_to_kept as move_bundles
from tongban.handling.bundles.queries.family import Front
from tongban.handling.cases import credit, faces, holdings, permits, promises, together
from tongban.handling.cases.commands import merging as cases
from tongban.handling.cases.queries.held import given_before, held_in_register
from tongban.handling.cases.queries.touched import Applications, RunningCases, received_by_month
from tongban.handling.cases.queries.visible import may_see
from tongban.handling.contacts import ports as shifts
from tongban.handling.contacts.commands import merging as contacts
from tongban.handling.contacts.queries.contacts import may_see as may_see_contact
from tongban.handling.crossing import partners
from tongban.handling.crossing.queries import crossings
from tongban.handling.crossing.rules.agreements import read_agreements
from tongban.handling.dossiers.bound import BOUND as DOSSIERS
from tongban.handling.dossiers.rules.retention import read_table
from tongban.handling.fees.queries.fees import uncounted
from tongban.handling.halls.bound import BOUND as HALLS
from tongban.handling.halls.commands.merging import move_to_kept as move_appointments
from tongban.handling.halls.queries.busy import busy
from tongban.handling.halls.queries.sessions import still_to_serve
from tongban.handling.halls.queries.tickets import without_result
from tongban.handling.halls.queries.touched import BookedAppointments, WaitingTickets
from tongban.handling.halls.queries.zones import window_faces
from tongban.handling.halls.rules.policy import read_policy as read_hall_policy
from tongban.handling.intermediaries.commands.merging import move_to_kept as move_needs
from tongban.handling.intermediaries.queries.needs import may_see as may_see_need
from tongban.handling.intermediaries.rules.policy import BOUND as MARKET
from tongban.handling.intermediaries.rules.policy import policy_from as market_policy
from tongban.handling.outreach.commands.merging import move_to_kept as move_outreach
from tongban.handling.outreach.queries.touched import OpenOutreach
from tongban.handling.outreach.rules.policy import BOUND as OUTREACH
from tongban.handling.outreach.rules.policy import policy_from as outreach_policy
from tongban.oversight.evaluations.bound import BOUND as EVALUATIONS
from tongban.oversight.evaluations.commands.merging import move_to_kept as move_invitations
from tongban.oversight.evaluations.rules.policy import read_policy as read_evaluation_policy
from tongban.oversight.hotline.commands.merging import move_to_kept as move_work_orders
from tongban.oversight.hotline.rules.policy import BOUND as HOTLINE
from tongban.oversight.hotline.rules.policy import policy_from as hotline_policy
from tongban.oversight.reading.bound import BOUND as READING
from tongban.oversight.reading.commands.asking import move_to_kept as move_questions
from tongban.oversight.reading.commands.policing import move_to_kept as move_watched
from tongban.oversight.reading.queries.unsettled import unsettled as unsettled_looks
from tongban.oversight.reading.rules.policy import policy_from
from tongban.oversight.regulation import queries as regulation
from tongban.oversight.regulation.barred import barred_among
from tongban.oversight.regulation.bound import BOUND as REGULATION
from tongban.oversight.regulation.commands.repairing import move_to_kept as move_credit
from tongban.oversight.regulation.rules.interplay import interplay_from
from tongban.oversight.regulation.rules.risk import table_from
from tongban.oversight.supervision.queries import unshared
from tongban.oversight.supervision.queries.unsettled import unsettled as unsettled_cards
from tongban.oversight.supervision.rules.unshared import from_plain
from tongban.registers.bundles.queries.touched import TouchedBundles
from tongban.registers.catalog.impact import TOUCHES
from tongban.registers.codes import ports as codes
from tongban.registers.codes.commands.merging import move_to_kept as move_codes
from tongban.registers.compiling.bound import BOUND as COMPILING
from tongban.registers.compiling.commands import push
from tongban.registers.compiling.judging import CityGate
from tongban.registers.compiling.rules import city
from tongban.registers.documents import commands as documents
from tongban.registers.documents.holders import HOLDERS
from tongban.registers.documents.sealing import provider as seals
from tongban.registers.entrances import ports as entrances
from tongban.registers.licenses.bound import BOUND as LICENSES
from tongban.registers.licenses.commands import move_to_kept as move_licenses
from tongban.registers.licenses.queries.corrections import may_see as may_see_correction
from tongban.registers.licenses.rules import foreign
from tongban.registers.licenses.rules.composing import read_mappings
from tongban.registers.lists import queries as lists
from tongban.registers.parties.merging import MOVERS
from tongban.registers.parties.provincial import BOUND
from tongban.registers.scenes.queries import RegisteredScenes
from tongban.registers.servicemap.ports import BOUND as SERVICE_MAP
from tongban.registers.servicemap.rules.drawing import read_sketch
from tongban.registers.upkeep import ports as upkeep
from tongban.web.console import binding as console
from tongban.web.console import inside
from tongban.web.portal import guides, situations

from .flows import FLOWS
from .sealed import SEALED


def wire() -> None:
    """Bind what lower floors ask for to what upper floors and connectors give."""
    HOLDERS.update({"contact": may_see_contact, "intermediary-need": may_see_need})
    HOLDERS.update(
        {
            "case": may_see,
            "crossing": crossings.may_see,
            "license-correction": may_see_correction,
            "list": lambda actor, ref: True,
            "published-list": lists.may_see,
        }
    )
    _touches()
    _movers()
    resealing.COLUMNS[:] = SEALED
    seals.BOUND[:] = [seals.TestProvider()]
    permits.BOUND[:], permits.CANCELLED[:] = [lists.allows_permit], [lists.cancelled_words]
    promises.BOUND[:], promises.CAPS[:] = [lists.allows_promise], [regulation.cap_reached]
    together.BOUND[:] = [Front()]
    holdings.BOUND[:] = [held_in_register, given_before]
    SERVICE_MAP.load, SERVICE_MAP.windows = busy, window_faces
    shifts.BOUND[:], shifts.BOUND_AT[:] = [uncounted, without_result], [still_to_serve]
    console.FLOWS.update(FLOWS)
    console.BOUND.guide_body, console.BOUND.checklist_body = guides.preview_body, situations.preview_body
    credit.BOUND[:], benefits.BARRED[:] = [regulation.standing], [barred_among]
    codes.BOUND[:] = [RegisteredScenes()]
    upkeep.BOUND.house, upkeep.BOUND.outside = inside.House(), OutsideLinks()
    upkeep.BOUND.unsupervised = lists.unsupervised
    _city(Path(settings.CITY))
    _outside()


def _city(folder: Path) -> None:
    """What the city's own files say: rules, tables, partners."""
    _compiling(folder)
    _unshared(folder)
    _partners(folder)
    _license_partners(folder / "license_partners.yaml")
    _risks(folder / "commitment_checks.yaml")
    _interplay(folder / "interplay.yaml")
    _faces(folder / "license_faces.yaml")
    _looks(folder / "looks.yaml")
    _offices(folder)
    _map(folder / "map.yaml")
    _foreign_codes(folder / "foreign_codes.yaml")
    _retention(folder / "retention.yaml")


def _touches() -> None:
    """What hangs on an option, shown before its list is published."""
    TOUCHES.kinds.update(applications=Applications(), cases=RunningCases())
    TOUCHES.kinds.update(appointments=BookedAppointments(), tickets=WaitingTickets(), outreach=OpenOutreach())
    TOUCHES.kinds.update(bundles=TouchedBundles())
    TOUCHES.workload = received_by_month


def _movers() -> None:
    """What moves when two records of one person become one."""
    MOVERS.update(questions=move_questions, watched=move_watched, codes=move_codes)
    MOVERS.update(appointments=move_appointments, outreach=move_outreach, work_orders=move_work_orders)
    MOVERS.update(invitations=move_invitations)
    MOVERS.update(contacts=contacts.move_to_kept, credit=move_credit)
    MOVERS.update(documents=documents.move_to_kept, cases=cases.move_to_kept, notices=notices.move_to_kept)
    MOVERS.update(licenses=move_licenses, bundles=move_bundles, benefits=move_benefits, intermediaries=move_needs)


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


def _partners(folder: Path) -> None:
    """The agreements with partner cities, and the line to each that has an address."""
    file = folder / "crossing.yaml"
    plain = read_yaml(file.read_bytes()) if file.exists() else {"partners": []}
    partners.bind(read_agreements(plain["partners"]))
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
    _hotline(folder / "hotline.yaml")
    _evaluations(folder / "evaluations.yaml")


def _outreach(table: Path) -> None:
    """How the city goes out to people: slots, persons at a door, mandates."""
    if table.exists():
        OUTREACH.policy = outreach_policy(read_yaml(table.read_bytes()))


def _hotline(table: Path) -> None:
    """The hotline's limits, topics and bodies."""
    if table.exists():
        HOTLINE.policy = hotline_policy(read_yaml(table.read_bytes()))


def _market(table: Path) -> None:
    """The city's supermarket of intermediary services: services, formula, limits."""
    if table.exists():
        MARKET.policy = market_policy(read_yaml(table.read_bytes()))


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
    """The city's tags and limits of ratings, where one rates, and the line to the province's system of them."""
    if policy.exists():
        EVALUATIONS.policy = read_evaluation_policy(read_yaml(policy.read_bytes()))
    if settings.TONGBAN_PROVINCIAL_RATINGS:
        address, token = settings.TONGBAN_PROVINCIAL_RATINGS, settings.TONGBAN_PROVINCIAL_RATINGS_TOKEN
        PROVINCIAL_RATINGS.system = HttpRatings(address, token)
    elif settings.TONGBAN_DEMO:
        PROVINCIAL_RATINGS.system = PROVINCIAL_RATINGS.system or SimulatedRatings()
    EVALUATIONS.address = lambda code: settings.PUBLIC_URL.rstrip("/") + f"/ratings/{code}"


def _looks(policy: Path) -> None:
    """What the city asks before personal data is looked up, until the security administrator changes it."""
    if policy.exists():
        READING.policy = policy_from(read_yaml(policy.read_bytes()))


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


def _outside() -> None:
    """The systems of others: the real ones where their addresses are set, simulators in the demo city."""
    ITEM_LIBRARY.inbox = push
    if settings.TONGBAN_ITEM_LIBRARY:
        ITEM_LIBRARY.library = HttpLibrary(settings.TONGBAN_ITEM_LIBRARY, settings.TONGBAN_ITEM_LIBRARY_TOKEN)
    if settings.TONGBAN_TAX_OFFICE:
        address, token = settings.TONGBAN_TAX_OFFICE, settings.TONGBAN_TAX_OFFICE_TOKEN
        EVENT_SOURCES["tax_paid"] = HttpTaxOffice(address, token, settings.TONGBAN_TAX_OFFICE_KEY)
    if settings.TONGBAN_CREDIT_PLATFORM:
        CREDIT_PLATFORM.platform = HttpPlatform(
            settings.TONGBAN_CREDIT_PLATFORM, settings.TONGBAN_CREDIT_PLATFORM_TOKEN
        )
    if settings.TONGBAN_SUPERVISION_SYSTEM:
        SUPERVISION_SYSTEM.system = HttpSupervision(
            settings.TONGBAN_SUPERVISION_SYSTEM, settings.TONGBAN_SUPERVISION_SYSTEM_TOKEN
        )
    if settings.TONGBAN_PROVINCIAL_CODES:
        PROVINCIAL_CODES.platform = HttpProvincialCodes(
            settings.TONGBAN_PROVINCIAL_CODES, settings.TONGBAN_PROVINCIAL_CODES_TOKEN
        )
    if settings.TONGBAN_LINK_HOSTS:
        entrances.BOUND["links"] = HttpLinkChecker(settings.TONGBAN_LINK_HOSTS)
    if settings.TONGBAN_DEMO:
        simulated = Simulator()
        BOUND[simulated.provider] = simulated
        ITEM_LIBRARY.library = ITEM_LIBRARY.library or SimulatedLibrary()
        CREDIT_PLATFORM.platform = CREDIT_PLATFORM.platform or SimulatedPlatform()
        SUPERVISION_SYSTEM.system = SUPERVISION_SYSTEM.system or SimulatedSupervision()
        EVENT_SOURCES.setdefault("tax_paid", SimulatedTaxOffice())
        PROVINCIAL_CODES.platform = PROVINCIAL_CODES.platform or SimulatedCodes()
    codes.PLATFORMS[:] = [PROVINCIAL_CODES.platform] if PROVINCIAL_CODES.platform is not None else []
    codes.PLATFORMS += FOREIGN_CODES
