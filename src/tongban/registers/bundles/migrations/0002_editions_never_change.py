"""The database itself keeps published editions and their members from being changed, and their hashes honest."""

from django.db import migrations

GUARD = """
CREATE FUNCTION bundles_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '一件事的版本一经发布，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER bundles_never_change BEFORE UPDATE OR DELETE ON bundles_bundleedition
    FOR EACH ROW EXECUTE FUNCTION bundles_never_change();
CREATE TRIGGER bundles_never_change BEFORE UPDATE OR DELETE ON bundles_bundlemember
    FOR EACH ROW EXECUTE FUNCTION bundles_never_change();
ALTER TABLE bundles_bundleedition ADD CONSTRAINT bundles_edition_content_hash
    CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
"""

UNGUARD = """
ALTER TABLE bundles_bundleedition DROP CONSTRAINT bundles_edition_content_hash;
DROP TRIGGER bundles_never_change ON bundles_bundlemember;
DROP TRIGGER bundles_never_change ON bundles_bundleedition;
DROP FUNCTION bundles_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("bundles", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
