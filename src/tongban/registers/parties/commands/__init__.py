"""What can be done with parties and their ways in (申请人、账号、会话、委托、调用方): one verb, one record."""

from .api_clients import (
    WrongClient,
    disable_client,
    exchange_secret,
    issue_token,
    register_client,
    revoke_token,
    widen_client,
)
from .app_access import WrongGrant, exchange_code, let_app_in, take_back_access
from .federation import sign_in_federated
from .load import load_people
from .mandate_codes import MandateCodeVoid, agree_to_code, drop_code, make_code, peek_code, take_code
from .mandates import grant_mandate, revoke_mandate
from .merging import merge_parties, rehearse_merge
from .partners import change_terms, note_calls, register_partner, renew_secret, restart_partner, stop_partner
from .people import (
    AlreadyRegistered,
    SeenAtCounter,
    add_member,
    find_or_create_party,
    raise_real_name_level,
    register,
)
from .reveal import open_id_number, open_phone, reveal
from .second_factor import confirm_totp, enrol_totp, reset_totp
from .sessions import (
    CodeNeeded,
    NotSignedIn,
    Opened,
    WrongLogin,
    change_password,
    close_session,
    elevate_session,
    end_all_sessions,
    open_session,
    switch_acting_for,
    touch_session,
)

__all__ = [
    "AlreadyRegistered",
    "CodeNeeded",
    "MandateCodeVoid",
    "NotSignedIn",
    "Opened",
    "SeenAtCounter",
    "WrongClient",
    "WrongGrant",
    "WrongLogin",
    "add_member",
    "agree_to_code",
    "change_password",
    "change_terms",
    "close_session",
    "confirm_totp",
    "disable_client",
    "drop_code",
    "elevate_session",
    "end_all_sessions",
    "enrol_totp",
    "exchange_code",
    "exchange_secret",
    "find_or_create_party",
    "grant_mandate",
    "issue_token",
    "let_app_in",
    "load_people",
    "make_code",
    "merge_parties",
    "note_calls",
    "open_id_number",
    "open_phone",
    "open_session",
    "peek_code",
    "raise_real_name_level",
    "register",
    "register_client",
    "register_partner",
    "rehearse_merge",
    "renew_secret",
    "reset_totp",
    "restart_partner",
    "reveal",
    "revoke_mandate",
    "revoke_token",
    "sign_in_federated",
    "stop_partner",
    "switch_acting_for",
    "take_back_access",
    "take_code",
    "touch_session",
    "widen_client",
]
