from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "tongban.registers.documents"
    label = "documents"
