"""The database itself keeps editions of the indicator library and frozen scores from being changed."""

from django.db import migrations

GUARD = """
CREATE TRIGGER supervision_never_change BEFORE UPDATE OR DELETE ON supervision_libraryedition
    FOR EACH ROW EXECUTE FUNCTION supervision_never_change();
CREATE TRIGGER supervision_never_change BEFORE UPDATE OR DELETE ON supervision_scorecard
    FOR EACH ROW EXECUTE FUNCTION supervision_never_change();
ALTER TABLE supervision_libraryedition ADD CONSTRAINT supervision_edition_content_hash
    CHECK (content_hash = encode(sha256(convert_to(content, 'UTF8')), 'hex'));
"""

UNGUARD = """
ALTER TABLE supervision_libraryedition DROP CONSTRAINT supervision_edition_content_hash;
DROP TRIGGER supervision_never_change ON supervision_scorecard;
DROP TRIGGER supervision_never_change ON supervision_libraryedition;
"""


class Migration(migrations.Migration):
    dependencies = [("supervision", "0008_appraisal")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
