from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    name = "tongban.registers.agencies"
    label = "agencies"
