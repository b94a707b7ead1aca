"""The database itself keeps published editions and settled mismatches from being changed, and their hashes honest."""

from django.db import migrations

GUARD = """
CREATE FUNCTION lists_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '清单一经公布、比对一经处理，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER lists_never_change BEFORE UPDATE OR DELETE ON lists_edition
    FOR EACH ROW EXECUTE FUNCTION lists_never_change();
CREATE TRIGGER lists_never_change BEFORE UPDATE OR DELETE ON lists_resolution
    FOR EACH ROW EXECUTE FUNCTION lists_never_change();
ALTER TABLE lists_edition ADD CONSTRAINT lists_edition_content_hash
    CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
"""

UNGUARD = """
ALTER TABLE lists_edition DROP CONSTRAINT lists_edition_content_hash;
DROP TRIGGER lists_never_change ON lists_resolution;
DROP TRIGGER lists_never_change ON lists_edition;
DROP FUNCTION lists_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("lists", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
