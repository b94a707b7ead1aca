from django.apps import AppConfig


class IncidentsConfig(AppConfig):
    name = "tongban.oversight.incidents"
    label = "incidents"
