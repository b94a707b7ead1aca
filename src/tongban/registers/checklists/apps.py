from django.apps import AppConfig


class ChecklistsConfig(AppConfig):
    name = "tongban.registers.checklists"
    label = "checklists"
