"""Settings of a running city: everything that differs between two places comes from the environment."""

import os
from datetime import time
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

from tongban.foundation.kernel import vault
from tongban.web.portal.site import SITE

PACKAGE = Path(__file__).resolve().parent.parent
ROOT = PACKAGE.parent.parent
DATA = Path(os.environ.get("TONGBAN_DATA") or ROOT / "var")
CITY = Path(os.environ.get("TONGBAN_CITY") or ROOT / "city" / "jiayuguan")

TONGBAN_SITE = SITE
DEBUG = os.environ.get("TONGBAN_DEBUG") == "1"
TONGBAN_DEMO = os.environ.get("TONGBAN_DEMO") == "1"
TONGBAN_GALLERY = DEBUG
TONGBAN_BEHIND_PROXY = os.environ.get("TONGBAN_BEHIND_PROXY") == "1"
TONGBAN_LINK_HOSTS = os.environ.get("TONGBAN_LINK_HOSTS", "").split()
TONGBAN_HALL_NETWORKS = tuple(str(ip_network(each)) for each in os.environ.get("TONGBAN_HALL_NETWORKS", "").split())
TONGBAN_REVIEW_DAYS = tuple(int(each) for each in os.environ.get("TONGBAN_REVIEW_DAYS", "180 365").split())
TONGBAN_HELP_POSTS = tuple(os.environ.get("TONGBAN_HELP_POSTS", "").split())
TONGBAN_HELP_MINUTES = int(os.environ.get("TONGBAN_HELP_MINUTES", "5"))
TONGBAN_CONTACT_DAYS = tuple(int(each) for each in os.environ.get("TONGBAN_CONTACT_DAYS", "1 1 5").split())
TONGBAN_CLOSING = time.fromisoformat(os.environ.get("TONGBAN_CLOSING", "17:30"))
TONGBAN_MAP = os.environ.get("TONGBAN_MAP", "https://uri.amap.com/marker")
TONGBAN_METRICS_TOKEN = os.environ.get("TONGBAN_METRICS_TOKEN", "")
TONGBAN_ITEM_LIBRARY = os.environ.get("TONGBAN_ITEM_LIBRARY", "")
TONGBAN_ITEM_LIBRARY_TOKEN = os.environ.get("TONGBAN_ITEM_LIBRARY_TOKEN", "")
# Partner cities (跨省通办): `code=address` by commas; the public key of each stands in its agreement.
TONGBAN_PARTNERS = dict(each.split("=", 1) for each in os.environ.get("TONGBAN_PARTNERS", "").split(",") if "=" in each)
TONGBAN_PARTNERS_TOKEN = os.environ.get("TONGBAN_PARTNERS_TOKEN", "")
# Issuers of codes that ours goes together with (互通码): `kind=address` by commas.
TONGBAN_FOREIGN_CODES = dict(
    each.split("=", 1) for each in os.environ.get("TONGBAN_FOREIGN_CODES", "").split(",") if "=" in each
)
TONGBAN_FOREIGN_CODES_TOKEN = os.environ.get("TONGBAN_FOREIGN_CODES_TOKEN", "")
# Registers of licences elsewhere (证照互认): `code=address` by commas; their keys stand on the trust list.
TONGBAN_LICENSE_PARTNERS = dict(
    each.split("=", 1) for each in os.environ.get("TONGBAN_LICENSE_PARTNERS", "").split(",") if "=" in each
)
TONGBAN_LICENSE_PARTNERS_TOKEN = os.environ.get("TONGBAN_LICENSE_PARTNERS_TOKEN", "")
TONGBAN_EVENT_SOURCES = dict(
    each.split("=", 1) for each in os.environ.get("TONGBAN_EVENT_SOURCES", "").split(",") if "=" in each
)
TONGBAN_EVENT_SOURCES_KEYS = dict(
    each.split("=", 1) for each in os.environ.get("TONGBAN_EVENT_SOURCES_KEYS", "").split(",") if "=" in each
)
TONGBAN_EVENT_SOURCES_TOKEN = os.environ.get("TONGBAN_EVENT_SOURCES_TOKEN", "")
TONGBAN_TAX_OFFICE = os.environ.get("TONGBAN_TAX_OFFICE", "")
TONGBAN_TAX_OFFICE_TOKEN = os.environ.get("TONGBAN_TAX_OFFICE_TOKEN", "")
TONGBAN_TAX_OFFICE_KEY = os.environ.get("TONGBAN_TAX_OFFICE_KEY", "")
TONGBAN_SUPERVISION_SYSTEM = os.environ.get("TONGBAN_SUPERVISION_SYSTEM", "")
TONGBAN_SUPERVISION_SYSTEM_TOKEN = os.environ.get("TONGBAN_SUPERVISION_SYSTEM_TOKEN", "")
TONGBAN_PROVINCIAL_DATA = os.environ.get("TONGBAN_PROVINCIAL_DATA", "")
TONGBAN_PROVINCIAL_DATA_TOKEN = os.environ.get("TONGBAN_PROVINCIAL_DATA_TOKEN", "")
TONGBAN_PROVINCIAL_RECTIFICATION = os.environ.get("TONGBAN_PROVINCIAL_RECTIFICATION", "")
TONGBAN_PROVINCIAL_RECTIFICATION_TOKEN = os.environ.get("TONGBAN_PROVINCIAL_RECTIFICATION_TOKEN", "")
TONGBAN_PROVINCIAL_HOTLINE = os.environ.get("TONGBAN_PROVINCIAL_HOTLINE", "")
TONGBAN_PROVINCIAL_HOTLINE_TOKEN = os.environ.get("TONGBAN_PROVINCIAL_HOTLINE_TOKEN", "")
TONGBAN_PROVINCIAL_RATINGS = os.environ.get("TONGBAN_PROVINCIAL_RATINGS", "")
TONGBAN_PROVINCIAL_RATINGS_TOKEN = os.environ.get("TONGBAN_PROVINCIAL_RATINGS_TOKEN", "")
TONGBAN_PAYMENTS = os.environ.get("TONGBAN_PAYMENTS", "")
TONGBAN_PAYMENTS_TOKEN = os.environ.get("TONGBAN_PAYMENTS_TOKEN", "")
TONGBAN_POST = os.environ.get("TONGBAN_POST", "")
TONGBAN_POST_TOKEN = os.environ.get("TONGBAN_POST_TOKEN", "")
TONGBAN_CREDIT_PLATFORM = os.environ.get("TONGBAN_CREDIT_PLATFORM", "")
TONGBAN_CREDIT_PLATFORM_TOKEN = os.environ.get("TONGBAN_CREDIT_PLATFORM_TOKEN", "")
TONGBAN_PROVINCIAL_CODES = os.environ.get("TONGBAN_PROVINCIAL_CODES", "")
TONGBAN_PROVINCIAL_CODES_TOKEN = os.environ.get("TONGBAN_PROVINCIAL_CODES_TOKEN", "")
SECRET_KEY = vault.vault().django_secret()
ALLOWED_HOSTS = os.environ.get("TONGBAN_HOSTS", "127.0.0.1 localhost [::1] testserver").split()
CSRF_TRUSTED_ORIGINS = os.environ.get("TONGBAN_ORIGINS", "").split()
PUBLIC_URL = os.environ.get("TONGBAN_PUBLIC_URL", "http://127.0.0.1:8000")


def database(url: str) -> dict[str, object]:
    """Django's form of a postgresql:// address, with the measured options: persistent, prepared, server-bound."""
    parts = urlsplit(url)
    query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
    options: dict[str, object] = {
        "server_side_binding": True,
        "prepare_threshold": 1,
        "application_name": "tongban",
        "connect_timeout": 5,
        **{key: value for key, value in query.items() if key != "host"},
    }
    return {
        "ENGINE": "tongban.config.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.get("host") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
        "TEST": {"TEMPLATE": "template0"},
    }


DATABASES = {"default": database(os.environ.get("DATABASE_URL", "postgresql:///tongban"))}
TONGBAN_DIVISION = os.environ.get("TONGBAN_DIVISION", "620200")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "procrastinate.contrib.django",
    "tongban.foundation.worktime",
    "tongban.foundation.ledger",
    "tongban.registers.parties",
    "tongban.registers.agencies",
    "tongban.registers.documents",
    "tongban.registers.licenses",
    "tongban.registers.codes",
    "tongban.registers.scenes",
    "tongban.registers.catalog",
    "tongban.registers.norms",
    "tongban.registers.compiling",
    "tongban.registers.bundles",
    "tongban.registers.lists",
    "tongban.registers.parity",
    "tongban.registers.upkeep",
    "tongban.registers.answers",
    "tongban.registers.checklists",
    "tongban.registers.entrances",
    "tongban.registers.resources",
    "tongban.registers.grassroots",
    "tongban.registers.places",
    "tongban.handling.cases",
    "tongban.handling.enterprises",
    "tongban.oversight.hotline",
    "tongban.oversight.reading",
    "tongban.oversight.regulation",
    "tongban.oversight.workforce",
    "tongban.oversight.supervision",
    "tongban.oversight.standards",
    "tongban.handling.bundles",
    "tongban.handling.projects",
    "tongban.handling.assistance",
    "tongban.handling.benefits",
    "tongban.handling.dossiers",
    "tongban.handling.contacts",
    "tongban.handling.fees",
    "tongban.handling.posting",
    "tongban.handling.financing",
    "tongban.handling.reimbursements",
    "tongban.handling.halls",
    "tongban.handling.devices",
    "tongban.handling.offline",
    "tongban.handling.outreach",
    "tongban.handling.intermediaries",
    "tongban.handling.interpretations",
    "tongban.handling.crossing",
    "tongban.oversight.evaluations",
    "tongban.oversight.incidents",
    "tongban.exchange.connectors.provincial_catalogue",
    "tongban.exchange.connectors.partner_city",
    "tongban.exchange.connectors.credit",
    "tongban.exchange.connectors.provincial_supervision",
    "tongban.exchange.connectors.tax_office",
    "tongban.exchange.connectors.outside_bodies",
    "tongban.exchange.connectors.scene_terminals",
    "tongban.exchange.connectors.provincial_code",
    "tongban.exchange.connectors.provincial_data",
    "tongban.exchange.connectors.provincial_ratings",
    "tongban.exchange.connectors.provincial_rectification",
    "tongban.exchange.connectors.provincial_hotline",
    "tongban.exchange.connectors.payments",
    "tongban.exchange.connectors.post",
    "tongban.exchange.resolving",
    "tongban.exchange.notices",
    "tongban.exchange.sharing",
    "tongban.web.ui",
    "tongban.web.portal",
    "tongban.web.workbench",
    "tongban.web.console",
    "tongban.web.kiosk",
    "tongban.config",
]

MIDDLEWARE = [
    "tongban.web.openapi.measuring.Measured",
    "tongban.web.ui.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tongban.web.ui.sessions.Sessions",
    "tongban.web.ui.refusals.Refusals",
    "tongban.web.ui.embedding.ActsAtTheTop",
    "tongban.web.ui.outages.Outages",
]

MACHINE_MIDDLEWARE = [
    "tongban.web.openapi.measuring.Measured",
    "tongban.web.ui.headers.SecurityHeaders",
    "tongban.web.ui.outages.Outages",
]
"""What a call of the API with a token goes through."""

FORCE_SCRIPT_NAME = ""
ROOT_URLCONF = "tongban.config.urls"
WSGI_APPLICATION = "tongban.config.wsgi.application"
APPEND_SLASH = False

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            PACKAGE / "web" / "ui" / "templates",
            PACKAGE / "web" / "portal" / "templates",
            PACKAGE / "web" / "workbench" / "templates",
            PACKAGE / "web" / "console" / "templates",
            PACKAGE / "web" / "kiosk" / "templates",
            PACKAGE / "web" / "openapi" / "templates",
            PACKAGE / "registers" / "documents" / "templates",
        ],
        "APP_DIRS": False,
        "OPTIONS": {
            "environment": "tongban.web.ui.jinja.environment",
            "context_processors": ["tongban.web.ui.context.frame"],
        },
    },
]

PROCRASTINATE_IMPORT_PATHS = [
    "tongban.config.timers",
    "tongban.config.place_timers",
    "tongban.config.data_timers",
    "tongban.config.asked",
]

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
USE_I18N = True

STATIC_URL = "static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = DEBUG

PASSWORD_HASHERS = ["tongban.registers.parties.passwords.Argon2"]
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tongban.web.ui.refusals.csrf_failed"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TONGBAN_BEHIND_PROXY else None
CSRF_COOKIE_SECURE = TONGBAN_BEHIND_PROXY
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"tongban": {"level": "INFO"}, "django.request": {"level": "ERROR"}},
}
