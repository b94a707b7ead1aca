"""The database itself keeps the slips as they were given."""

from django.db import migrations

GUARD = """
CREATE FUNCTION slips_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '办事小票不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER slips_never_change BEFORE UPDATE OR DELETE ON dossiers_slip
    FOR EACH ROW EXECUTE FUNCTION slips_never_change();
"""

UNGUARD = """
DROP TRIGGER slips_never_change ON dossiers_slip;
DROP FUNCTION slips_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("dossiers", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
