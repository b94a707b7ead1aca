"""The open API (开放接口) as one object: every operation, and the strict reading of bodies."""

from django.http import Http404
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from .operations import (
    bundle_cases,
    bundles,
    cases,
    codes,
    evaluations,
    fees,
    files,
    items,
    lists,
    own,
    sharing,
    supervision,
    tools,
)
from .problems import told
from .reading import StrictParser

VERSION = "1.0.0"

api = NinjaAPI(
    title="通办开放接口",
    version=VERSION,
    description="政务服务一网通办的开放接口：查事项、提交申请、办理、查进度、核验。名称只增不改。",
    openapi_url=None,
    docs_url=None,
    parser=StrictParser(),
    urls_namespace="api",
)
for kind in (Exception, Http404, HttpError, ValidationError):
    api.add_exception_handler(kind, told)
PARTS = (
    *(items, bundles, lists, files, cases, fees, bundle_cases),
    *(tools, codes, evaluations, sharing, supervision, own),
)
for each in PARTS:
    api.add_router("", each.router)
