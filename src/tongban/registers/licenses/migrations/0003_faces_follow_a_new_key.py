"""What an edition says stays as it was written; only the key that its face is sealed with may be another."""

from django.db import migrations

GUARD = """
CREATE OR REPLACE FUNCTION licenses_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - 'face_sealed' = to_jsonb(OLD) - 'face_sealed'
           AND substring(NEW.face_sealed FROM 1 FOR 3) <> substring(OLD.face_sealed FROM 1 FOR 3) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '证照版本不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
"""

UNGUARD = """
CREATE OR REPLACE FUNCTION licenses_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '证照版本不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("licenses", "0002_editions_never_change")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
