from django.apps import AppConfig


class OutreachConfig(AppConfig):
    name = "tongban.handling.outreach"
    label = "outreach"
