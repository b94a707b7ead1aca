from django.apps import AppConfig


class CodesConfig(AppConfig):
    name = "tongban.registers.codes"
    label = "codes"
