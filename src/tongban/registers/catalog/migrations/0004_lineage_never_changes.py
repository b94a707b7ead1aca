"""The database itself keeps the lineage of lists from being changed."""

from django.db import migrations

GUARD = """
CREATE TRIGGER catalog_never_change BEFORE UPDATE OR DELETE ON catalog_lineage
    FOR EACH ROW EXECUTE FUNCTION catalog_never_change();
"""

UNGUARD = "DROP TRIGGER catalog_never_change ON catalog_lineage;"


class Migration(migrations.Migration):
    dependencies = [("catalog", "0003_lifecycle")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
