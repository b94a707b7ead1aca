from django.apps import AppConfig


class BundleCasesConfig(AppConfig):
    name = "tongban.handling.bundles"
    label = "bundle_cases"
