"""The database itself keeps every evidence and every report, as it was written."""

from django.db import migrations

GUARD = """
CREATE FUNCTION standards_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '符合性证据和报告不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER standards_never_change BEFORE UPDATE OR DELETE ON standards_evidence
    FOR EACH ROW EXECUTE FUNCTION standards_never_change();
CREATE TRIGGER standards_never_change BEFORE UPDATE OR DELETE ON standards_compliancereport
    FOR EACH ROW EXECUTE FUNCTION standards_never_change();
"""

UNGUARD = """
DROP TRIGGER standards_never_change ON standards_compliancereport;
DROP TRIGGER standards_never_change ON standards_evidence;
DROP FUNCTION standards_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("standards", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
