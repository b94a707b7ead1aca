-- The one statement that begins a case, or several that came at the same moment (lodging.py gives the values by name,
-- a row of `given` for each).
-- A row of the case is written only if the applicant was found or entered under the same name and every file is the
-- caller's own and free; everything else hangs on that row, so it is all or nothing without a second round trip.
WITH given AS MATERIALIZED (
/* each */
    SELECT %(p_kind)s::text AS p_kind, %(p_name)s::text AS p_name, %(p_id_kind)s::text AS p_id_kind,
        %(p_id_sealed)s::bytea AS p_id_sealed, %(p_id_index)s::bytea AS p_id_index,
        %(p_phone_sealed)s::bytea AS p_phone_sealed, %(p_phone_index)s::bytea AS p_phone_index,
        %(p_level)s::smallint AS p_level, %(p_born_on)s::date AS p_born_on, %(at)s::timestamptz AS at,
        %(p_known)s::bigint AS p_known, %(files)s::uuid[] AS files, %(account)s::bigint AS account,
        %(client)s::text AS client, %(number)s::text AS number, %(hash)s::bytea AS hash,
        %(option_version)s::bigint AS option_version, %(option_code)s::text AS option_code,
        %(agency)s::bigint AS agency, %(agent)s::bigint AS agent, %(mandate)s::bigint AS mandate,
        %(channel)s::text AS channel, %(venue)s::bigint AS venue, %(answers)s::jsonb AS answers,
        %(form)s::bytea AS form, %(query_index)s::bytea AS query_index, %(wants_deferral)s::bool AS wants_deferral,
        %(accepts_commitment)s::bool AS accepts_commitment, %(due_on)s::date AS due_on,
        %(receiver)s::bigint AS receiver, %(bundle_number)s::text AS bundle_number, %(awaits)s::text AS awaits,
        %(file_count)s::bigint AS file_count, %(chain)s::text AS chain, %(materials)s::jsonb AS materials,
        %(filed)s::jsonb AS filed, %(clocks)s::jsonb AS clocks, %(d_kind)s::text AS d_kind,
        %(d_number)s::text AS d_number, %(d_by)s::text AS d_by, %(d_by_name)s::text AS d_by_name,
        %(d_body)s::jsonb AS d_body, %(d_code)s::text AS d_code, %(d_hash)s::text AS d_hash, %(verb)s::text AS verb,
        %(by_role)s::text AS by_role, %(by_name)s::text AS by_name, %(by_ref)s::text AS by_ref,
        %(by_agency)s::text AS by_agency, %(on_behalf)s::text AS on_behalf, %(basis)s::text AS basis,
        %(facts)s::jsonb AS facts, %(genesis)s::bytea AS genesis, %(message)s::jsonb AS message,
        %(k_owner)s::text AS k_owner, %(k_key)s::text AS k_key, %(k_digest)s::bytea AS k_digest,
        %(k_status)s::smallint AS k_status, %(k_body)s::text AS k_body, %(c_choice)s::text AS c_choice,
        %(c_way)s::text AS c_way, %(c_by)s::text AS c_by, %(c_name)s::bytea AS c_name, %(c_at)s::timestamptz AS c_at,
        %(c_codes)s::jsonb AS c_codes
/* each */
), fresh AS (
    INSERT INTO parties_party (kind, name, id_kind, id_sealed, id_index, phone_sealed, phone_index, division_code,
        real_name_level, born_on, has_disability, legal_representative_name, created_at)
    SELECT p_kind, p_name, p_id_kind, p_id_sealed, p_id_index, p_phone_sealed, p_phone_index, '', p_level, p_born_on,
        false, '', at
    FROM given WHERE p_known = 0
    ON CONFLICT (id_kind, id_index) DO NOTHING RETURNING id, id_kind, id_index, name
), who AS (
    SELECT given.number, fresh.id FROM given JOIN fresh ON p_known = 0 AND fresh.id_kind = p_id_kind
        AND fresh.id_index = p_id_index AND fresh.name = p_name
    UNION ALL SELECT given.number, coalesce(merged_into_id, id) FROM given JOIN parties_party ON p_known = 0
        AND id_kind = p_id_kind AND id_index = p_id_index AND name = p_name
    UNION ALL SELECT given.number, coalesce(merged_into_id, id) FROM given JOIN parties_party ON id = p_known
), opened AS (
    INSERT INTO cases_case (version, head, number, status, option_version_id, option_code, agency_id, applicant_id,
        agent_id, mandate_id, account_id, client, channel, venue_id, answers, form_sealed, query_index,
        wants_deferral, accepts_commitment, outcome, is_deemed, received_at, due_on, receiver_id, delegated_verbs, bundle_number,
        awaits)
    SELECT 1, hash, number, 'received', option_version, option_code, agency, who.id, agent, mandate, account, client,
        channel, venue, answers, form, query_index, wants_deferral, accepts_commitment, '', false, at, due_on, receiver,
        '[]'::jsonb, bundle_number, awaits
    FROM given JOIN who USING (number)
    WHERE file_count = (SELECT count(*) FROM documents_storedfile WHERE documents_storedfile.id = ANY(given.files) AND holder = ''
        AND (uploaded_by_id = given.account OR (documents_storedfile.client <> '' AND documents_storedfile.client = given.client)
            OR EXISTS (SELECT FROM cases_draft WHERE cases_draft.number = given.number AND cases_draft.materials
                @> jsonb_build_array(jsonb_build_object('files', jsonb_build_array(documents_storedfile.id::text))))))
    RETURNING id, applicant_id, number
), begun AS (
    SELECT opened.id AS case_id, applicant_id, given.* FROM opened JOIN given USING (number)
), taken AS (
    UPDATE documents_storedfile SET holder = chain FROM begun WHERE documents_storedfile.id = ANY(begun.files)
), asked AS (
    INSERT INTO cases_material (case_id, requirement_code, name, state, verdict, problem, license_identifier, round,
        provided_at)
    SELECT case_id, m.code, m.name, m.state, '', '', m.license, 1, CASE WHEN m.state = 'provided' THEN at END
    FROM begun, jsonb_to_recordset(begun.materials) AS m(code text, name text, state text, license text)
    RETURNING id, case_id, requirement_code
), filed AS (
    INSERT INTO cases_materialfile (material_id, file_id, position)
    SELECT asked.id, f.file, f.position
    FROM begun, jsonb_to_recordset(begun.filed) AS f(code text, file uuid, position int), asked
    WHERE asked.case_id = begun.case_id AND asked.requirement_code = f.code
), timed AS (
    INSERT INTO cases_clock (case_id, kind, code, limit_value, limit_unit, extended_by, counting, started_at, due_on,
        due_at, is_provisional, basis)
    SELECT case_id, c.kind, c.code, c.value, c.unit, 0, c.counting, c.started_at, c.due_on, c.due_at, c.provisional,
        c.basis
    FROM begun, jsonb_to_recordset(begun.clocks)
        AS c(kind text, code text, value int, unit text, counting text, started_at timestamptz, due_on date,
            due_at timestamptz, provisional bool, basis text)
), receipted AS (
    INSERT INTO documents_officialdocument (kind, number, subject, party_id, agency_id, issued_at, issued_by,
        issued_by_name, body, verification_code, content_hash, pdf_sha256, is_void, voided_by, void_reason)
    SELECT d_kind, d_number, chain, applicant_id, agency, at, d_by, d_by_name, d_body, d_code, d_hash, '', false, '', ''
    FROM begun
), noted AS (
    INSERT INTO ledger_entry (chain, seq, at, verb, from_status, to_status, by_role, by_name, by_ref, by_agency,
        on_behalf, basis, about, facts, previous, hash)
    SELECT chain, 1, at, verb, 'draft', 'received', by_role, by_name, by_ref, by_agency, on_behalf, basis, '', facts,
        genesis, hash
    FROM begun RETURNING id, chain
), sent AS (
    INSERT INTO ledger_outbox (entry_id, chain, channel, address, payload, attempts, due_at, last_error)
    SELECT noted.id, chain, 'message', 'party:' || applicant_id, message, 0, at, ''
    FROM noted JOIN begun USING (chain)
), answered AS (
    INSERT INTO ledger_keptanswer (owner, key, body_hash, status, body, created_at)
    SELECT k_owner, k_key, k_digest, k_status, k_body, at FROM begun WHERE k_key <> ''
), chosen AS (
    INSERT INTO cases_deferral (case_id, choice, way, chosen_by, signature_sealed, signed_at, materials)
    SELECT case_id, c_choice, c_way, c_by, c_name, c_at, c_codes FROM begun WHERE c_choice <> ''
), discarded AS (
    DELETE FROM cases_draft USING opened WHERE cases_draft.number = opened.number
)
SELECT number FROM opened
