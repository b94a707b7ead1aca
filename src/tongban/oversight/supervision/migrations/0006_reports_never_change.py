"""The database itself keeps frozen reports from being changed, and their hashes honest."""

from django.db import migrations

GUARD = """
CREATE FUNCTION supervision_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '监督记录一经形成，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER supervision_never_change BEFORE UPDATE OR DELETE ON supervision_frozenreport
    FOR EACH ROW EXECUTE FUNCTION supervision_never_change();
ALTER TABLE supervision_frozenreport ADD CONSTRAINT supervision_report_content_hash
    CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
"""

UNGUARD = """
ALTER TABLE supervision_frozenreport DROP CONSTRAINT supervision_report_content_hash;
DROP TRIGGER supervision_never_change ON supervision_frozenreport;
DROP FUNCTION supervision_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("supervision", "0005_reports")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
