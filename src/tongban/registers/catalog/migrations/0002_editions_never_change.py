"""The database itself keeps published editions from being changed, and their hashes honest; it makes the one revision."""

from django.db import migrations

GUARD = """
CREATE FUNCTION catalog_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '清单版本一经发布不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER catalog_never_change BEFORE UPDATE OR DELETE ON catalog_listversion
    FOR EACH ROW EXECUTE FUNCTION catalog_never_change();
CREATE TRIGGER catalog_never_change BEFORE UPDATE OR DELETE ON catalog_optionversion
    FOR EACH ROW EXECUTE FUNCTION catalog_never_change();
ALTER TABLE catalog_optionversion ADD CONSTRAINT catalog_option_content_hash
    CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
CREATE UNIQUE INDEX catalog_only_one_revision ON catalog_revision ((true));
INSERT INTO catalog_revision (number) VALUES (0);
"""

UNGUARD = """
DELETE FROM catalog_revision;
DROP INDEX catalog_only_one_revision;
ALTER TABLE catalog_optionversion DROP CONSTRAINT catalog_option_content_hash;
DROP TRIGGER catalog_never_change ON catalog_optionversion;
DROP TRIGGER catalog_never_change ON catalog_listversion;
DROP FUNCTION catalog_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
