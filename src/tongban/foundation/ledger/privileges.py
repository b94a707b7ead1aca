"""What the web's database role may do: everything it needs, and never change what was recorded."""

from django.apps import apps
from django.db import connection


def grant(role: str) -> None:
    """Give the role its rights on all tables; append-only ones can be read and added to, not changed or emptied."""
    name = connection.ops.quote_name(role)
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT USAGE ON SCHEMA public TO {name}")
        cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {name}")
        cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {name}")
        for table in append_only_tables():
            cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {connection.ops.quote_name(table)} FROM {name}")


def append_only_tables() -> list[str]:
    """The tables of all models that say `is_append_only`."""
    return sorted(model._meta.db_table for model in apps.get_models() if getattr(model, "is_append_only", False))
