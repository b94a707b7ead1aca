"""The database itself keeps published interpretations from being changed."""

from django.db import migrations

GUARD = """
CREATE FUNCTION interpretations_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '解读的版本一经发布，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER interpretations_never_change BEFORE UPDATE OR DELETE ON interpretations_interpretationedition
    FOR EACH ROW EXECUTE FUNCTION interpretations_never_change();
"""

UNGUARD = """
DROP TRIGGER interpretations_never_change ON interpretations_interpretationedition;
DROP FUNCTION interpretations_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("interpretations", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
