from django.db import migrations

# One round trip, and nobody in vain: writers of one chain queue up before they look which entry is the last.
# The hash is that of rules.canonical; an act brings the text that stands before and behind `previous` and `seq`.
APPEND = """
CREATE FUNCTION ledger_append(
    whose text, told_at timestamptz, told_verb text, told_role text, told_name text, told_ref text, told_agency text,
    told_behalf text, told_basis text, acts jsonb
) RETURNS TABLE (id bigint, seq int, previous bytea, hash bytea) LANGUAGE plpgsql VOLATILE AS $$
DECLARE
    act jsonb;
    place int;
    last bytea;
    own bigint;
    digest bytea;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended(whose, 0));
    SELECT e.seq, e.hash INTO place, last FROM ledger_entry e WHERE e.chain = whose ORDER BY e.seq DESC LIMIT 1;
    place := coalesce(place, 0);
    last := coalesce(last, decode(repeat('00', 32), 'hex'));
    FOR act IN SELECT value FROM jsonb_array_elements(acts) LOOP
        place := place + 1;
        digest := sha256(convert_to(
            (act->>'before') || encode(last, 'hex') || '","seq":' || place || (act->>'behind'), 'UTF8'
        ));
        INSERT INTO ledger_entry (chain, seq, at, verb, from_status, to_status, by_role, by_name, by_ref, by_agency,
            on_behalf, basis, about, facts, previous, hash)
        VALUES (whose, place, told_at, told_verb, '', '', told_role, told_name, told_ref, told_agency, told_behalf,
            told_basis, act->>'about', act->'facts', last, digest)
        RETURNING ledger_entry.id INTO own;
        RETURN QUERY SELECT own, place, last, digest;
        last := digest;
    END LOOP;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [("ledger", "0002_entries_by_time")]

    operations = [
        migrations.RunSQL(
            APPEND,
            "DROP FUNCTION ledger_append(text, timestamptz, text, text, text, text, text, text, text, jsonb);",
        ),
    ]
