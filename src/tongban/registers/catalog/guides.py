"""What the other modules and every channel read of an option (办事指南): frozen values, no rows; pure."""

from dataclasses import dataclass
from datetime import date, datetime

from .content import Option, Span
from .kinds import ItemKind, ServiceField
from .lifecycle import ListState, Operation


@dataclass(frozen=True, slots=True)
class Place:
    """Where it can be done (办理地点)."""

    key: str
    name: str
    level: str
    address: str
    hours: str
    phone: str
    latitude: float | None
    longitude: float | None


@dataclass(frozen=True, slots=True)
class Guide:
    """One option in one edition with everything around it (办事指南); the same for every channel.

    `content_hash` is the hash of the option's canonical bytes, so that any two channels can be compared.
    """

    option_code: str
    implementation_code: str
    basic_code: str
    item_name: str
    kind: ItemKind
    field: str
    level: int
    agency_id: int
    agency_key: str
    agency_name: str
    agency_short_name: str
    agency_nicknames: tuple[str, ...]
    agency_phone: str
    agency_complaint_phone: str
    places: tuple[Place, ...]
    option_version_id: int
    version: int
    effective_on: date
    reason: str
    legal_source: str
    content_hash: str
    option: Option
    state: ListState = ListState.IN_FORCE
    until_on: date | None = None

    @property
    def name(self) -> str:
        return self.option.name

    @property
    def is_open(self) -> bool:
        """Can people apply (接受申请)?"""
        return self.state is ListState.IN_FORCE

    @property
    def enquiry_phone(self) -> str:
        return self.option.enquiry_phone or self.agency_phone

    @property
    def complaint_phone(self) -> str:
        return self.option.complaint_phone or self.agency_complaint_phone

    @property
    def is_online(self) -> bool:
        return bool({"web", "mobile"} & set(self.option.channels))

    @property
    def has_offline_way(self) -> bool:
        """Can it be done at some place, by a window of the city or of a station (线下办理)?"""
        return bool(self.places) and bool({"window", "station"} & set(self.option.channels))

    @property
    def field_label(self) -> str:
        return ServiceField(self.field).label if self.field else ""


@dataclass(frozen=True, slots=True)
class Past:
    """One edition of an option in its public history (历史版本); without content where the edition leaves it out."""

    number: int
    effective_on: date
    published_at: datetime
    operation: Operation
    state: ListState
    reason: str
    legal_source: str
    content_hash: str
    changes: tuple[str, ...]
    is_in_force: bool


@dataclass(frozen=True, slots=True)
class Card:
    """An option in a list of many (事项卡片): what a person needs to choose, and what filters look at."""

    option_code: str
    implementation_code: str
    basic_code: str
    option_version_id: int
    name: str
    item_name: str
    summary: str
    kind: ItemKind
    field: str
    agency_key: str
    agency: str
    audience: tuple[str, ...]
    topics: tuple[str, ...]
    life_events: tuple[str, ...]
    statutory_limit: Span
    promised_limit: Span
    visits_required: int
    online_depth: str
    scope: str
    channels: tuple[str, ...]
    venues: tuple[str, ...]
    is_free: bool
    state: ListState = ListState.IN_FORCE


def card(guide: Guide) -> Card:
    """The card of a guide; topics carry their tree (person:075), because the same digits mean different things."""
    option = guide.option
    return Card(
        option_code=guide.option_code,
        implementation_code=guide.implementation_code,
        basic_code=guide.basic_code,
        option_version_id=guide.option_version_id,
        name=option.name,
        item_name=guide.item_name,
        summary=option.summary,
        kind=guide.kind,
        field=guide.field,
        agency_key=guide.agency_key,
        agency=guide.agency_short_name,
        audience=option.audience,
        topics=(
            *(f"person:{code}" for code in option.person_topics),
            *(f"enterprise:{code}" for code in option.enterprise_topics),
        ),
        life_events=option.life_events,
        statutory_limit=option.statutory_limit,
        promised_limit=option.promised_limit,
        visits_required=option.visits_required,
        online_depth=option.online_depth,
        scope=option.scope,
        channels=option.channels,
        venues=option.venues,
        is_free=not option.fees,
        state=guide.state,
    )
