"""The database itself keeps minutes of inspections and meetings from being changed."""

from django.db import migrations

GUARD = """
CREATE TRIGGER supervision_never_change BEFORE UPDATE OR DELETE ON supervision_gathering
    FOR EACH ROW EXECUTE FUNCTION supervision_never_change();
"""
UNGUARD = "DROP TRIGGER supervision_never_change ON supervision_gathering;"


class Migration(migrations.Migration):
    dependencies = [("supervision", "0010_issues")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
