-- Everything that hangs on a case, as one JSON document (one_case.py reads it); %(case)s is its id, %(chain)s its chain.
SELECT jsonb_build_object(
    'materials', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'requirement_code', m.requirement_code, 'name', m.name, 'state', m.state, 'verdict', m.verdict,
            'problem', m.problem, 'license_identifier', m.license_identifier, 'round', m.round,
            'files', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name,
                        'media_type', f.media_type, 'size', f.size, 'pages', f.pages) ORDER BY mf.position), '[]'::jsonb)
                      FROM cases_materialfile mf JOIN documents_storedfile f ON f.id = mf.file_id
                      WHERE mf.material_id = m.id)
        ) ORDER BY m.id), '[]'::jsonb)
        FROM cases_material m WHERE m.case_id = %(case)s AND m.replaced_at IS NULL),
    'clocks', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'kind', k.kind, 'code', k.code, 'limit_value', k.limit_value, 'limit_unit', k.limit_unit,
            'extended_by', k.extended_by, 'counting', k.counting, 'started_at', k.started_at, 'due_on', k.due_on,
            'due_at', k.due_at, 'is_provisional', k.is_provisional, 'paused_since', k.paused_since,
            'ended_at', k.ended_at, 'basis', k.basis) ORDER BY k.id), '[]'::jsonb)
        FROM cases_clock k WHERE k.case_id = %(case)s),
    'runs', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'code', r.code, 'name', r.name, 'started_at', r.started_at, 'started_on', r.started_on,
            'reason', r.reason, 'expected_on', r.expected_on, 'finished_at', r.finished_at,
            'finished_on', r.finished_on, 'result', r.result) ORDER BY r.id), '[]'::jsonb)
        FROM cases_specialrun r WHERE r.case_id = %(case)s),
    'timeline', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', e.id, 'at', e.at, 'verb', e.verb, 'from_status', e.from_status, 'to_status', e.to_status,
            'by_role', e.by_role, 'by_name', e.by_name, 'by_agency', e.by_agency, 'basis', e.basis, 'facts', e.facts)
            ORDER BY e.seq), '[]'::jsonb)
        FROM ledger_entry e WHERE e.chain = %(chain)s),
    'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', d.id, 'kind', d.kind, 'number', d.number, 'issued_at', d.issued_at,
            'verification_code', d.verification_code, 'is_void', d.is_void, 'content_hash', d.content_hash)
            ORDER BY d.id), '[]'::jsonb)
        FROM documents_officialdocument d WHERE d.subject = %(chain)s),
    'notice', (SELECT jsonb_build_object('items', n.items, 'given_at', n.given_at, 'due_on', n.due_on,
            'corrected_at', n.corrected_at)
        FROM cases_correctionnotice n WHERE n.case_id = %(case)s),
    'delivery', (SELECT jsonb_build_object('result_name', v.result_name, 'result_number', v.result_number,
            'issued_at', v.issued_at, 'way', v.way, 'tracking', v.tracking, 'collector_name', v.collector_name,
            'collector_kind', v.collector_kind, 'served_at', v.served_at)
        FROM cases_delivery v WHERE v.case_id = %(case)s),
    'promise', (SELECT jsonb_build_object('kind', p.kind, 'text', p.text, 'text_hash', p.text_hash,
            'signed_way', p.signed_way, 'signed_name', p.signed_name, 'signed_at', p.signed_at,
            'document_id', p.document_id, 'withdrawn_at', p.withdrawn_at)
        FROM cases_commitment p WHERE p.case_id = %(case)s),
    'opinions', (SELECT coalesce(jsonb_agg(jsonb_build_object('verb', o.verb, 'at', o.at, 'text', o.text,
            'proposal', o.proposal, 'by', s.name) ORDER BY o.id), '[]'::jsonb)
        FROM cases_opinion o LEFT JOIN agencies_staff s ON s.id = o.staff_id WHERE o.case_id = %(case)s)
)::text
