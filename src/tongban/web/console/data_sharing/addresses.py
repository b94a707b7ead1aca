"""The addresses of data resources and their sharing (数据资源、共享交换)."""

from django.urls import path

from tongban.web.console import row_keys  # noqa: F401 - the keys of rows are known before any address is

from . import census, demands, officers, requests, resources, returns, subjects

ADDRESSES = [
    path("console/resources", resources.resources, name="console-resources"),
    path("console/resources/matrix", resources.matrix, name="console-data-matrix"),
    path("console/resources/coverage", requests.coverage, name="console-data-coverage"),
    path("console/resources/officers", officers.officers, name="console-data-officers"),
    path("console/resources/officers/<slug:form>", officers.change, name="console-data-officers-change"),
    path("console/resources/of/<slug:code>", resources.resource, name="console-resource"),
    path("console/resources/of/<slug:code>/ask", requests.ask, name="console-sharing-ask"),
    path("console/resources/of/<slug:code>/acts/<slug:form>", resources.keep, name="console-resource-keep"),
    path("console/sharing", requests.requests, name="console-sharing"),
    path("console/sharing/<slug:number>", requests.one, name="console-sharing-request"),
    path("console/sharing/<slug:number>/acts/<slug:verb>", requests.take, name="console-sharing-take"),
    path("console/census", census.rounds, name="console-census"),
    path("console/census/<row:pk>", census.sheet, name="console-census-sheet"),
    path("console/census/<row:pk>/row", census.row, name="console-census-row"),
    path("console/census/<row:pk>/acts/<slug:verb>", census.take, name="console-census-take"),
    path("console/returns", returns.returns, name="console-returns"),
    path("console/returns/<row:pk>", returns.batch, name="console-returned-batch"),
    path("console/returns/<row:pk>/acts/<slug:verb>", returns.take, name="console-returned-batch-take"),
    path("console/returns/of/<slug:key>", returns.quality, name="console-returned-dataset"),
    path("console/subjects", subjects.subjects, name="console-subjects"),
    path("console/subjects/<row:pk>", subjects.subject, name="console-subject"),
    path("console/subject-pairs", subjects.pairs, name="console-subject-pairs"),
    path("console/subject-pairs/<row:pk>", subjects.pair, name="console-subject-pair"),
    path("console/subject-pairs/<row:pk>/acts/<slug:verb>", subjects.take, name="console-subject-pair-take"),
    path("console/demands", demands.demands, name="console-demands"),
    path("console/demands/<slug:number>", demands.demand, name="console-demand"),
    path("console/demands/<slug:number>/acts/<slug:verb>", demands.take, name="console-demand-take"),
]
