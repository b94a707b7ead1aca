"""Which answer is bound to which port: the one list. Called once when the applications are ready."""

from pathlib import Path

from django.conf import settings
from procrastinate.contrib.django import app

from tongban.exchange.connectors.credit.adapter import HttpPlatform
from tongban.exchange.connectors.credit.bound import BOUND as CREDIT_PLATFORM
from tongban.exchange.connectors.credit.simulator import Simulator as SimulatedPlatform
from tongban.exchange.connectors.foreign_codes.bound import BOUND as FOREIGN_CODES
from tongban.exchange.connectors.links.adapter import HttpLinkChecker
from tongban.exchange.connectors.links.guides import OutsideLinks
from tongban.exchange.connectors.outside_bodies.simulator import BODIES, SimulatedBody
from tongban.exchange.connectors.provincial_catalogue.adapter import HttpLibrary
from tongban.exchange.connectors.provincial_catalogue.bound import BOUND as ITEM_LIBRARY
from tongban.exchange.connectors.provincial_catalogue.simulator import Simulator as SimulatedLibrary
from tongban.exchange.connectors.provincial_code.adapter import HttpProvincialCodes
from tongban.exchange.connectors.provincial_code.bound import BOUND as PROVINCIAL_CODES
from tongban.exchange.connectors.provincial_code.simulator import Simulator as SimulatedCodes
from tongban.exchange.connectors.provincial_identity.simulator import Simulator
from tongban.exchange.connectors.provincial_supervision.adapter import HttpSupervision
from tongban.exchange.connectors.provincial_supervision.bound import BOUND as SUPERVISION_SYSTEM
from tongban.exchange.connectors.provincial_supervision.simulator import Simulator as SimulatedSupervision
from tongban.exchange.connectors.tax_office.adapter import HttpTaxOffice
from tongban.exchange.connectors.tax_office.simulator import SimulatedTaxOffice
from tongban.exchange.notices import commands as notices
from tongban.foundation.kernel.vault import resealing
from tongban.handling.benefits import ports as benefits
from tongban.handling.benefits.commands.merging import move_to_kept as move_benefits
from tongban.handling.benefits.queries.telling import known_facts
from tongban.handling.bundles.bound import BOUND as EVENT_SOURCES
from tongban.handling.bundles.commands.merging import move_to_kept as move_bundles
from tongban.handling.bundles.queries.family import Front
from tongban.handling.cases import credit, holdings, known, permits, promises, qualified, together
from tongban.handling.cases.commands import merging as cases
from tongban.handling.cases.queries.held import given_before, held_in_register
from tongban.handling.cases.queries.limiting import files_shown_to
from tongban.handling.cases.queries.touched import Applications, RunningCases, received_by_month
from tongban.handling.cases.queries.visible import may_see
from tongban.handling.contacts import ports as shifts
from tongban.handling.contacts.commands import merging as contacts
from tongban.handling.contacts.queries.contacts import may_see as may_see_contact
from tongban.handling.crossing.queries import crossings
from tongban.handling.fees.queries.fees import uncounted
from tongban.handling.financing.commands.merging import move_to_kept as move_financing
from tongban.handling.halls.commands.merging import move_to_kept as move_appointments
from tongban.handling.halls.queries.busy import busy
from tongban.handling.halls.queries.guiding import still_guiding
from tongban.handling.halls.queries.sessions import still_to_serve
from tongban.handling.halls.queries.tickets import without_result
from tongban.handling.halls.queries.touched import BookedAppointments, WaitingTickets
from tongban.handling.halls.queries.zones import window_faces
from tongban.handling.intermediaries.commands.merging import move_to_kept as move_needs
from tongban.handling.intermediaries.queries.needs import may_see as may_see_need
from tongban.handling.outreach.commands.merging import move_to_kept as move_outreach
from tongban.handling.outreach.queries.touched import OpenOutreach
from tongban.handling.outreach.queries.visits import is_own_visit
from tongban.handling.projects.commands.merging import move_to_kept as move_projects
from tongban.oversight.evaluations.commands.merging import move_to_kept as move_invitations
from tongban.oversight.hotline.commands.merging import move_to_kept as move_work_orders
from tongban.oversight.incidents.commands.notifying import move_to_kept as move_affected
from tongban.oversight.reading.commands.asking import move_to_kept as move_questions
from tongban.oversight.reading.commands.policing import move_to_kept as move_watched
from tongban.oversight.regulation import queries as regulation
from tongban.oversight.regulation.barred import barred_among
from tongban.oversight.regulation.commands.repairing import move_to_kept as move_credit
from tongban.oversight.workforce.queries.opening import not_to_be_opened, untrained
from tongban.registers.agencies import ports as staffing
from tongban.registers.bundles.queries.touched import TouchedBundles
from tongban.registers.catalog.impact import TOUCHES
from tongban.registers.codes import ports as codes
from tongban.registers.codes.commands.merging import move_to_kept as move_codes
from tongban.registers.compiling.commands import push
from tongban.registers.documents import commands as documents
from tongban.registers.documents.holders import HOLDERS, NARROWED
from tongban.registers.documents.sealing import provider as seals
from tongban.registers.entrances import ports as entrances
from tongban.registers.licenses.commands import move_to_kept as move_licenses
from tongban.registers.licenses.queries.corrections import may_see as may_see_correction
from tongban.registers.lists import queries as lists
from tongban.registers.parties.merging import MOVERS
from tongban.registers.parties.provincial import BOUND
from tongban.registers.places.queries.names import may_see_sign
from tongban.registers.resources.queries.officers import tie_of
from tongban.registers.scenes.queries import RegisteredScenes
from tongban.registers.servicemap.ports import BOUND as SERVICE_MAP
from tongban.registers.upkeep import ports as upkeep
from tongban.web.console import binding as console
from tongban.web.console import inside
from tongban.web.portal import guides, situations

from .city_files import read_city
from .flows import FLOWS
from .sealed import SEALED


def wire() -> None:
    """Bind what lower floors ask for to what upper floors and connectors give."""
    HOLDERS.update({"contact": may_see_contact, "intermediary-need": may_see_need})
    HOLDERS.update(
        {
            "case": may_see,
            "crossing": crossings.may_see,
            "outreach-visit": is_own_visit,
            "license-correction": may_see_correction,
            "list": lambda actor, ref: True,
            "published-list": lists.may_see,
            "sign": may_see_sign,
        }
    )
    NARROWED["case"] = files_shown_to
    _touches()
    _movers()
    resealing.COLUMNS[:] = SEALED
    seals.BOUND[:] = [seals.TestProvider()]
    permits.BOUND[:], permits.CANCELLED[:] = [lists.allows_permit], [lists.cancelled_words]
    promises.BOUND[:], promises.CAPS[:] = [lists.allows_promise], [regulation.cap_reached]
    together.BOUND[:] = [Front()]
    holdings.BOUND[:], known.BOUND[:] = [held_in_register, given_before], [known_facts]
    SERVICE_MAP.load, SERVICE_MAP.windows = busy, window_faces
    shifts.BOUND[:], shifts.BOUND_AT[:] = [uncounted, without_result, still_guiding], [still_to_serve]
    staffing.TIES[:] = [tie_of]
    shifts.OPENING[:], qualified.BOUND[:] = [not_to_be_opened], [untrained]
    console.FLOWS.update(FLOWS)
    console.BOUND.guide_body, console.BOUND.checklist_body = guides.preview_body, situations.preview_body
    credit.BOUND[:], benefits.BARRED[:], benefits.TRIALS[:] = [regulation.standing], [barred_among], [_try_out]
    codes.BOUND[:] = [RegisteredScenes()]
    upkeep.BOUND.house, upkeep.BOUND.outside = inside.House(), OutsideLinks()
    upkeep.BOUND.unsupervised = lists.unsupervised
    read_city(Path(settings.CITY))
    _outside()


def _try_out(trial_id: int) -> None:
    """试算: by the worker; its timer takes up what this did not bring to an end."""
    app.configure_task("tongban.config.asked.policy_is_tried_out").defer(trial=trial_id)


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
    MOVERS.update(invitations=move_invitations, affected=move_affected, financing=move_financing)
    MOVERS.update(contacts=contacts.move_to_kept, credit=move_credit)
    MOVERS.update(documents=documents.move_to_kept, cases=cases.move_to_kept, notices=notices.move_to_kept)
    MOVERS.update(licenses=move_licenses, bundles=move_bundles, benefits=move_benefits, intermediaries=move_needs)
    MOVERS.update(projects=move_projects)


def _outside() -> None:
    """The systems of others: the real ones where their addresses are set, simulators in the demo city."""
    ITEM_LIBRARY.inbox = push
    if settings.TONGBAN_ITEM_LIBRARY:
        ITEM_LIBRARY.library = HttpLibrary(settings.TONGBAN_ITEM_LIBRARY, settings.TONGBAN_ITEM_LIBRARY_TOKEN)
    if settings.TONGBAN_TAX_OFFICE:
        address, token = settings.TONGBAN_TAX_OFFICE, settings.TONGBAN_TAX_OFFICE_TOKEN
        EVENT_SOURCES["tax_paid"] = HttpTaxOffice(address, token, settings.TONGBAN_TAX_OFFICE_KEY)
    for event, address in settings.TONGBAN_EVENT_SOURCES.items():
        key = settings.TONGBAN_EVENT_SOURCES_KEYS.get(event, "")
        name = BODIES.get(event, event)
        EVENT_SOURCES[event] = HttpTaxOffice(address, settings.TONGBAN_EVENT_SOURCES_TOKEN, key, name)
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
        for event in BODIES:
            EVENT_SOURCES.setdefault(event, SimulatedBody(event))
        PROVINCIAL_CODES.platform = PROVINCIAL_CODES.platform or SimulatedCodes()
    codes.PLATFORMS[:] = [PROVINCIAL_CODES.platform] if PROVINCIAL_CODES.platform is not None else []
    codes.PLATFORMS += FOREIGN_CODES
