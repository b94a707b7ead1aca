-- The one statement that begins a case (lodging.py gives the values by name).
-- A row of the case is written only if the applicant was found or entered under the same name and every file is the
-- caller's own and free; everything else hangs on that row, so it is all or nothing without a second round trip.
WITH fresh AS (
    INSERT INTO parties_party (kind, name, id_kind, id_sealed, id_index, phone_sealed, phone_index, division_code,
        real_name_level, born_on, has_disability, legal_representative_name, created_at)
    SELECT %(p_kind)s::text, %(p_name)s::text, %(p_id_kind)s::text, %(p_id_sealed)s::bytea, %(p_id_index)s::bytea, %(p_phone_sealed)s::bytea,
        %(p_phone_index)s::bytea, '', %(p_level)s::smallint, %(p_born_on)s::date, false, '', %(at)s::timestamptz
    WHERE %(p_known)s::bigint = 0
    ON CONFLICT (id_kind, id_index) DO NOTHING RETURNING id
), who AS (
    SELECT id FROM fresh
    UNION ALL SELECT coalesce(merged_into_id, id) FROM parties_party WHERE %(p_known)s::bigint = 0
        AND id_kind = %(p_id_kind)s::text AND id_index = %(p_id_index)s::bytea AND name = %(p_name)s::text
    UNION ALL SELECT coalesce(merged_into_id, id) FROM parties_party WHERE id = %(p_known)s::bigint
    LIMIT 1
), held AS (
    SELECT count(*) AS files FROM documents_storedfile
    WHERE id = ANY(%(files)s::uuid[]) AND holder = ''
        AND (uploaded_by_id = %(account)s::bigint OR (client <> '' AND client = %(client)s::text)
            OR EXISTS (SELECT FROM cases_draft WHERE cases_draft.number = %(number)s::text AND cases_draft.materials
                @> jsonb_build_array(jsonb_build_object('files', jsonb_build_array(documents_storedfile.id::text)))))
), opened AS (
    INSERT INTO cases_case (version, head, number, status, option_version_id, option_code, agency_id, applicant_id,
        agent_id, mandate_id, account_id, client, channel, venue_id, answers, form_sealed, query_index,
        wants_deferral, accepts_commitment, outcome, is_deemed, received_at, due_on, receiver_id, delegated_verbs, bundle_number,
        awaits)
    SELECT 1, %(hash)s::bytea, %(number)s::text, 'received', %(option_version)s::bigint, %(option_code)s::text, %(agency)s::bigint, who.id,
        %(agent)s::bigint, %(mandate)s::bigint, %(account)s::bigint, %(client)s::text, %(channel)s::text, %(venue)s::bigint,
        %(answers)s::jsonb, %(form)s::bytea, %(query_index)s::bytea, %(wants_deferral)s::bool, %(accepts_commitment)s::bool, '', false,
        %(at)s::timestamptz, %(due_on)s::date, %(receiver)s::bigint, '[]'::jsonb, %(bundle_number)s::text,
        %(awaits)s::text
    FROM who, held WHERE held.files = %(file_count)s::bigint
    RETURNING id, applicant_id
), taken AS (
    UPDATE documents_storedfile SET holder = %(chain)s::text FROM opened WHERE documents_storedfile.id = ANY(%(files)s::uuid[])
), asked AS (
    INSERT INTO cases_material (case_id, requirement_code, name, state, verdict, problem, license_identifier, round,
        provided_at)
    SELECT opened.id, m.code, m.name, m.state, '', '', m.license, 1,
        CASE WHEN m.state = 'provided' THEN %(at)s::timestamptz END
    FROM opened, jsonb_to_recordset(%(materials)s::jsonb)
        AS m(code text, name text, state text, license text)
    RETURNING id, requirement_code
), filed AS (
    INSERT INTO cases_materialfile (material_id, file_id, position)
    SELECT asked.id, f.file, f.position
    FROM asked JOIN jsonb_to_recordset(%(filed)s::jsonb) AS f(code text, file uuid, position int)
        ON f.code = asked.requirement_code
), timed AS (
    INSERT INTO cases_clock (case_id, kind, code, limit_value, limit_unit, extended_by, counting, started_at, due_on,
        due_at, is_provisional, basis)
    SELECT opened.id, c.kind, c.code, c.value, c.unit, 0, c.counting, c.started_at, c.due_on, c.due_at, c.provisional,
        c.basis
    FROM opened, jsonb_to_recordset(%(clocks)s::jsonb)
        AS c(kind text, code text, value int, unit text, counting text, started_at timestamptz, due_on date,
            due_at timestamptz, provisional bool, basis text)
), receipted AS (
    INSERT INTO documents_officialdocument (kind, number, subject, party_id, agency_id, issued_at, issued_by,
        issued_by_name, body, verification_code, content_hash, pdf_sha256, is_void, voided_by, void_reason)
    SELECT %(d_kind)s::text, %(d_number)s::text, %(chain)s::text, opened.applicant_id, %(agency)s::bigint, %(at)s::timestamptz, %(d_by)s::text, %(d_by_name)s::text,
        %(d_body)s::jsonb, %(d_code)s::text, %(d_hash)s::text, '', false, '', ''
    FROM opened
), noted AS (
    INSERT INTO ledger_entry (chain, seq, at, verb, from_status, to_status, by_role, by_name, by_ref, by_agency,
        on_behalf, basis, about, facts, previous, hash)
    SELECT %(chain)s::text, 1, %(at)s::timestamptz, %(verb)s::text, 'draft', 'received', %(by_role)s::text, %(by_name)s::text, %(by_ref)s::text, %(by_agency)s::text,
        %(on_behalf)s::text, %(basis)s::text, '', %(facts)s::jsonb, %(genesis)s::bytea, %(hash)s::bytea
    FROM opened RETURNING id
), sent AS (
    INSERT INTO ledger_outbox (entry_id, chain, channel, address, payload, attempts, due_at, last_error)
    SELECT noted.id, %(chain)s::text, 'message', 'party:' || opened.applicant_id, %(message)s::jsonb, 0, %(at)s::timestamptz, ''
    FROM noted, opened
), answered AS (
    INSERT INTO ledger_keptanswer (owner, key, body_hash, status, body, created_at)
    SELECT %(k_owner)s::text, %(k_key)s::text, %(k_digest)s::bytea, %(k_status)s::smallint, %(k_body)s::text, %(at)s::timestamptz FROM opened WHERE %(k_key)s::text <> ''
), chosen AS (
    INSERT INTO cases_deferral (case_id, choice, way, chosen_by, signature_sealed, signed_at, materials)
    SELECT opened.id, %(c_choice)s::text, %(c_way)s::text, %(c_by)s::text, %(c_name)s::bytea, %(c_at)s::timestamptz,
        %(c_codes)s::jsonb
    FROM opened WHERE %(c_choice)s::text <> ''
), discarded AS (
    DELETE FROM cases_draft USING opened WHERE cases_draft.number = %(number)s::text
)
SELECT opened.id FROM opened
