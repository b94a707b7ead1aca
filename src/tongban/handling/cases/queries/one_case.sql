-- Everything that hangs on a case, as one JSON document (one_case.py reads it); %(case)s is its id, %(chain)s its chain.
SELECT jsonb_build_object(
    'materials', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'requirement_code', m.requirement_code, 'name', m.name, 'state', m.state, 'verdict', m.verdict,
            'problem', m.problem, 'license_identifier', m.license_identifier, 'round', m.round,
            'files', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name,
                        'media_type', f.media_type, 'size', f.size, 'pages', f.pages,
                        'trust_level', f.trust_level) ORDER BY mf.position), '[]'::jsonb)
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
            'reason', r.reason, 'expected_on', r.expected_on,
            'counts_since', r.counts_since, 'finished_at', r.finished_at, 'finished_on', r.finished_on, 'result', r.result,
            'slots', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'starts_at', t.starts_at,
                        'ends_at', t.ends_at, 'place', t.place, 'status', t.status, 'reason', t.reason,
                        'officers', (SELECT jsonb_agg(s.name ORDER BY s.number) FROM cases_slotofficer o
                            JOIN agencies_staff s ON s.id = o.staff_id WHERE o.slot_id = t.id))
                        ORDER BY t.starts_at, t.id), '[]'::jsonb)
                      FROM cases_slot t WHERE t.run_id = r.id AND t.status IN ('offered', 'booked', 'cancelled')),
            'record', (SELECT jsonb_build_object('began_at', i.began_at, 'ended_at', i.ended_at, 'place', i.place,
                        'officers', jsonb_build_array(one.name, two.name), 'findings', i.findings, 'signer', i.signer,
                        'signature', i.signature, 'paper', d.number, 'paper_id', d.id,
                        'photos', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name,
                                    'media_type', f.media_type, 'size', f.size, 'pages', f.pages)
                                    ORDER BY p.position), '[]'::jsonb)
                                  FROM cases_inspectionphoto p JOIN documents_storedfile f ON f.id = p.file_id
                                  WHERE p.record_id = i.id))
                       FROM cases_inspectionrecord i JOIN agencies_staff one ON one.id = i.first_officer_id
                       JOIN agencies_staff two ON two.id = i.second_officer_id
                       JOIN documents_officialdocument d ON d.id = i.document_id WHERE i.run_id = r.id)
            ) ORDER BY r.id), '[]'::jsonb)
        FROM cases_specialrun r WHERE r.case_id = %(case)s),
    'unlisted_steps', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'name', u.name, 'reason', u.reason, 'started_at', u.started_at, 'expected_on', u.expected_on,
            'finished_at', u.finished_at, 'result', u.result) ORDER BY u.id), '[]'::jsonb)
        FROM cases_unlistedstep u WHERE u.case_id = %(case)s),
    'timeline', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', e.id, 'at', e.at, 'verb', e.verb, 'from_status', e.from_status, 'to_status', e.to_status,
            'by_role', e.by_role, 'by_name', e.by_name, 'by_agency', e.by_agency, 'basis', e.basis, 'facts', e.facts,
            'on_behalf', e.on_behalf)
            ORDER BY e.seq), '[]'::jsonb)
        FROM ledger_entry e WHERE e.chain = %(chain)s),
    'documents', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', d.id, 'kind', d.kind, 'number', d.number, 'issued_at', d.issued_at,
            'verification_code', d.verification_code, 'is_void', d.is_void, 'content_hash', d.content_hash)
            ORDER BY d.id), '[]'::jsonb)
        FROM documents_officialdocument d WHERE d.subject = %(chain)s),
    'explanations', (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'clock_kind', x.clock_kind, 'missed_on', x.missed_on, 'cause', x.cause, 'words', x.words,
            'expected_on', x.expected_on, 'published_at', x.published_at, 'document_id', x.document_id,
            'disputed_at', x.disputed_at, 'dispute', x.dispute) ORDER BY x.id), '[]'::jsonb)
        FROM cases_overdueexplanation x WHERE x.case_id = %(case)s),
    'quota', (SELECT jsonb_build_object('place', q.place, 'period', q.period, 'ahead', (SELECT count(*)
            FROM cases_quotaplace b JOIN cases_case c ON c.id = b.case_id
            WHERE b.option_code = q.option_code AND b.period = q.period AND b.place < q.place AND c.outcome <> 'refused'
                AND c.status NOT IN ('withdrawn', 'terminated', 'transferred', 'returned')))
        FROM cases_quotaplace q WHERE q.case_id = %(case)s),
    'notice', (SELECT jsonb_build_object('items', n.items, 'given_at', n.given_at, 'due_on', n.due_on,
            'corrected_at', n.corrected_at)
        FROM cases_correctionnotice n WHERE n.case_id = %(case)s),
    'overrides', (SELECT coalesce(jsonb_agg(jsonb_build_object('items', t.items, 'reason', t.reason,
            'given_at', t.given_at, 'by', coalesce(s.name, ''), 'document', d.number, 'answered_at', t.answered_at)
            ORDER BY t.id), '[]'::jsonb)
        FROM cases_tellingoverride t JOIN documents_officialdocument d ON d.id = t.document_id
        LEFT JOIN agencies_staff s ON s.id = t.given_by_id WHERE t.case_id = %(case)s),
    'delivery', (SELECT jsonb_build_object('result_name', v.result_name, 'result_number', v.result_number,
            'issued_at', v.issued_at, 'way', v.way, 'tracking', v.tracking, 'collector_name', v.collector_name,
            'collector_kind', v.collector_kind, 'served_at', v.served_at)
        FROM cases_delivery v WHERE v.case_id = %(case)s),
    'deferral', (SELECT jsonb_build_object('choice', f.choice, 'way', f.way, 'chosen_by', f.chosen_by,
            'signed_at', f.signed_at, 'due_on', f.due_on, 'lapse', f.lapse, 'lapsed_on', f.lapsed_on,
            'made_good_at', f.made_good_at)
        FROM cases_deferral f WHERE f.case_id = %(case)s),
    'promise', (SELECT jsonb_build_object('kind', p.kind, 'text', p.text, 'text_hash', p.text_hash,
            'signed_way', p.signed_way, 'signed_name', p.signed_name, 'signed_at', p.signed_at,
            'document_id', p.document_id, 'withdrawn_at', p.withdrawn_at, 'file_id', p.file_id)
        FROM cases_commitment p WHERE p.case_id = %(case)s),
    'opinions', (SELECT coalesce(jsonb_agg(jsonb_build_object('verb', o.verb, 'at', o.at, 'text', o.text,
            'proposal', o.proposal, 'by', s.name) ORDER BY o.id), '[]'::jsonb)
        FROM cases_opinion o LEFT JOIN agencies_staff s ON s.id = o.staff_id WHERE o.case_id = %(case)s),
    'coaching', (SELECT jsonb_build_object('at', g.coached_at, 'by', s.name, 'needed', g.needed,
            'failed', coalesce((SELECT x.items FROM contacts_coachingfailure x WHERE x.coaching_id = g.id), '[]'::jsonb),
            'notes', (SELECT coalesce(jsonb_agg(n.text ORDER BY n.id), '[]'::jsonb)
                      FROM contacts_coachingnote n WHERE n.coaching_id = g.id))
        FROM contacts_coaching g JOIN agencies_staff s ON s.id = g.agent_id WHERE g.number <> '' AND g.number = %(number)s)
)::text
