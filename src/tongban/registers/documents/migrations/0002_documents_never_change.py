"""The database itself keeps official documents from being changed or deleted."""

from django.db import migrations

GUARD = """
CREATE FUNCTION documents_never_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '文书一经出具不能删除: %', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    IF to_jsonb(OLD) - '{pdf_sha256,is_void,voided_at,voided_by,void_reason}'::text[]
       IS DISTINCT FROM to_jsonb(NEW) - '{pdf_sha256,is_void,voided_at,voided_by,void_reason}'::text[] THEN
        RAISE EXCEPTION '文书一经出具不能修改: %', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.is_void AND (OLD.is_void, OLD.voided_at, OLD.voided_by, OLD.void_reason)
       IS DISTINCT FROM (NEW.is_void, NEW.voided_at, NEW.voided_by, NEW.void_reason) THEN
        RAISE EXCEPTION '作废的文书不能恢复: %', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.pdf_sha256 <> '' AND OLD.pdf_sha256 <> NEW.pdf_sha256 THEN
        RAISE EXCEPTION '文书的版式文件不能更换: %', OLD.number USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER documents_never_change BEFORE UPDATE OR DELETE ON documents_officialdocument
    FOR EACH ROW EXECUTE FUNCTION documents_never_change();
"""

UNGUARD = """
DROP TRIGGER documents_never_change ON documents_officialdocument;
DROP FUNCTION documents_never_change();
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunSQL(GUARD, UNGUARD)]
