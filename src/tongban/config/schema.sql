-- 869a9813b6303eb9 agencies.0001_initial
-- 2c210a16777a7136 agencies.0002_chiefs_and_deputies
-- d7f3aa003a8c5ba7 agencies.0003_bounds_of_delegations
-- 962668dad01bc3ab agencies.0004_where_venues_stand
-- 9604e4b69d278b3b agencies.0005_places_closed_out_of_turn
-- ccd974e613299664 answers.0001_initial
-- 76b9f0793aa809a6 assistance.0001_initial
-- 5490f490ef6f4153 benefits.0001_initial
-- 49e66170b8e634de benefits.0002_editions_never_change
-- faf2b05a6db756fa benefits.0003_policy_trials
-- 71dbb618f925ffb9 bundle_cases.0001_initial
-- 32e3ef3ea88108da bundle_cases.0002_delivered_together
-- b693b3e00da8624c bundle_cases.0003_source_states
-- abb915d70231d8e9 bundles.0001_initial
-- 6092786747b20563 bundles.0002_editions_never_change
-- 51f95e45bcac94cc cases.0001_initial
-- 5e2f7b5facced026 cases.0002_hands_and_ends
-- 2da7526e6d666e1b cases.0003_lists_by_due_day
-- d6a19b96a1c1ce5c cases.0004_reminders_and_alerts
-- a05d564436486b19 cases.0005_status_labels
-- d20569c84110ddcd cases.0006_dispatch_tables
-- cf2b8d5a7dc6da69 cases.0007_ended_by_time
-- a389c0e783ea35de cases.0008_told_once
-- d639a23aed8df7ab cases.0009_unlisted_asks_and_steps
-- 0cb843b86cf6786c cases.0010_special_records
-- e7cba521d30990aa cases.0011_overdue_explanations
-- 83d581b9b0825499 cases.0012_deferral_policy
-- 80fbcefb29bbf197 cases.0013_commitments
-- c83d4b96bee6b154 cases.0014_kinds_of_clocks
-- 74d7dbae5953df84 cases.0015_promises_beyond_the_cap
-- f5a1f9124aad81e4 cases.0016_special_time_beyond
-- 8cd5a07683e67c55 cases.0017_signed_promise_scanned
-- d6721abdefd51715 cases.0018_lodged_in_bundles
-- b035c613eeef38ce cases.0019_licences_kept_back
-- 5584a4d6771d38a2 catalog.0001_initial
-- 7408f3950c7bcbf0 catalog.0002_editions_never_change
-- 7bb9467f4db0c646 catalog.0003_lifecycle
-- 111f9348d99d21e9 catalog.0004_lineage_never_changes
-- fe8de31dbeec804f catalog.0005_adjusting
-- 20bf974e20fec892 catalog.0006_editions_keep_their_name
-- aeb4c3ef232b86ef catalog.0007_channel_nodes
-- 4a1d721e2c61b029 catalog.0008_words
-- dd8ac589d3a77903 checklists.0001_initial
-- 468fc7819a531e3a codes.0001_initial
-- 9619d965a6c07152 compiling.0001_initial
-- caa594cc6b2a94f3 compiling.0002_opinions_never_change
-- 44516b1b19ca6240 compiling.0003_working
-- 9884eb376ca97fbb compiling.0004_what_an_import_keeps
-- 3f1dc87388a2efee compiling.0005_import_runs
-- cb61484401cb828e compiling.0006_founding_opinions
-- eeb077ce1ceafbfb contacts.0001_initial
-- d3d52f5d99706e37 contacts.0002_owner_changes_by_acceptance
-- e1e0b7be27a8a2c9 contacts.0003_refused_cash
-- 865d2e0a5197d32c contacts.0004_settling
-- 5791020ac5f7714a credit_platform.0001_initial
-- 31e12a77466f91cd credit_platform.0002_intermediary_credit
-- 97e6420562ef464d crossing.0001_initial
-- 7b7ed788e4c4337e crossing.0002_postage
-- 8eba4f29ef1610c5 devices.0001_initial
-- eb34fb78a73152b2 devices.0002_settings_and_condition
-- 24419b4ae356e9a4 documents.0001_initial
-- 04dccab5ed06b6cf documents.0002_documents_never_change
-- 35d7916889c04fc9 documents.0003_files_move_in_place
-- f37b08a6d33d30f0 documents.0004_trust_labels
-- 672552c27f5c7651 documents.0005_list_notices
-- 388ce69803ec6928 documents.0006_publication_notice
-- e8956053abffbfe9 documents.0007_papers_of_the_law
-- 0f34a1a59da8a641 documents.0008_papers_of_promises
-- 3dd5b33a456adb51 documents.0009_paper_wordings
-- 70e63b63574572ee documents.0010_reports_and_bulletins
-- 0b62dc6b6d355f2c documents.0011_incident_papers
-- d4bc6bff2eb37eb0 dossiers.0001_initial
-- 3110899877f8b4d7 dossiers.0002_slips_never_change
-- 2328abfb059a9225 dossiers.0003_how_long_archives_are_kept
-- 4f3b9023f1afab06 dossiers.0004_destruction_of_archives
-- 73ed8a12496f4b8a dossiers.0005_archives_prove_for_ever
-- 67285d0b6c7e431e enterprises.0001_initial
-- a3db1c6c5daea006 entrances.0001_initial
-- b2e08f65d61357f4 entrances.0002_department_matters
-- 0904449f90941ee9 evaluations.0001_initial
-- f7f51a01058be786 evaluations.0002_said_is_said
-- 198f2e781072b184 evaluations.0003_dispatched_at
-- d24861a9917ae801 evaluations.0004_rating_imports
-- 3bd07d49a06751f7 evaluations.0005_last_day_of_the_province
-- 64163bb32401292b evaluations.0006_ways_of_rating
-- ae32368410bc5d3d evaluations.0007_help_in_person_is_rated
-- 8a867cd6f7e81519 fees.0001_initial
-- bdee68ac01aed73d fees.0002_paying_online
-- d73b74b0ee0e5ac8 financing.0001_initial
-- 30234ee96a0d2c9d grassroots.0001_initial
-- 61d210257cb65359 halls.0001_initial
-- 64f7f21ee3551c30 halls.0002_kiosks
-- 3a66ef7b3ed711f2 halls.0003_zones_skills_sessions
-- c0410d21cab25daf halls.0004_consultations_and_numbers_online
-- 918b20706c4ff4fa halls.0005_tablets_at_windows
-- db5aec5537df13f3 halls.0006_settings_of_terminals
-- 918e6f7a9bf1a3c2 halls.0007_guidances
-- 2776f296f7836d01 hotline.0001_initial
-- edd243eab7049a27 hotline.0002_public_answers
-- 936be04c37099664 hotline.0003_joint_parts
-- 548dd7cd2422ce96 hotline.0004_province
-- 7feaebb47a90b349 incidents.0001_initial
-- 7b2a3cc24d5f2c2a intermediaries.0001_initial
-- 470f89ec10bfeff5 interpretations.0001_initial
-- 9c19d78ff4ed40ec interpretations.0002_editions_never_change
-- c3db798a9516ebe0 ledger.0001_initial
-- f0c5e82af18e9a81 ledger.0002_entries_by_time
-- bce5d7ca4d89bd1c ledger.0003_append
-- 45099a9af2186a93 ledger.0004_closed_parcels
-- ee070310bd37bf8a ledger.0005_parked_until_replayed
-- 812e058a35b21cc0 licenses.0001_initial
-- 8df8e39cfc8773cb licenses.0002_editions_never_change
-- 6d38116330f4d070 licenses.0003_faces_follow_a_new_key
-- b56303f4348f2859 licenses.0004_uses_of_licences
-- 80f344eafc9d5060 licenses.0005_seven_states
-- d6548dd0fd123c6b licenses.0006_frequent_types
-- c539c3ce1c1b6c3b licenses.0007_grounds_of_answers
-- 0abf76c784ee06f2 licenses.0008_corrections_of_faces
-- 92927b6ef3231bf4 lists.0001_initial
-- 09bd3e35fcf55c49 lists.0002_editions_never_change
-- 5c7b3c7a91bf930c lists.0003_responsibility
-- 728d25be5341d631 norms.0001_initial
-- f1afb2a006c7908c norms.0002_changes_never_change
-- fd34b74cc31d3cf4 norms.0003_cleanup
-- 01567f6412875154 notices.0001_initial
-- 1726f7e1a2ec7469 offline.0001_initial
-- e5a42da83d39a2e6 outreach.0001_initial
-- fb7fb7fb0a9b9410 outreach.0002_visits_papers_volunteers
-- 0cfbe116f9b6d4f2 outside_bodies.0001_initial
-- bae6025c1281c7cf outside_bodies.0002_debts_on_accounts
-- f3214b5db4c4faf3 parity.0001_initial
-- acc919e0b158784a parity.0002_references_never_change
-- dfe8228542373570 parties.0001_initial
-- c8c2b37dee119c66 parties.0002_one_person_one_entry
-- 2b369da7fbec3d8e parties.0003_mandate_codes
-- 114df981bdc41633 parties.0004_handlers_for_matters
-- 0feae4d2190e7d8c parties.0005_partners
-- 25fbe7d91854886a parties.0006_people_let_apps_in
-- fcd9e666f54594c6 parties.0007_limited_helpers
-- 3f814ca974575585 partner_city.0001_initial
-- 130b0fc1e40f0155 payment_platform.0001_initial
-- 7af867e993e04ae0 places.0001_initial
-- 6c05b14fa41a82d4 places.0002_floor_and_tasks
-- 975554b6bbb22391 places.0003_place_of_a_sub_centre
-- 94231b3a3d843318 post.0001_initial
-- a3b8dabe3e82f188 posting.0001_shipments
-- be81516c79d02f26 procrastinate.0001_initial
-- 2ead163c1ce2991d procrastinate.0002_drop_started_at_column
-- 740f2d8ff02c0bb5 procrastinate.0003_drop_started_at_column
-- 9f48b76f59a9cc8c procrastinate.0004_drop_procrastinate_version_table
-- 6a8e4055ab8e463d procrastinate.0005_fix_procrastinate_fetch_job
-- d9d2f532a094aa09 procrastinate.0006_fix_trigger_status_events_insert
-- dc12645a882f2067 procrastinate.0007_add_queueing_lock_column
-- 74c7c44a68d3c204 procrastinate.0008_close_fetch_job_race_condition
-- b9d529f1bb143b09 procrastinate.0009_add_defer_job_function
-- bd1aa56a04f86df5 procrastinate.0010_add_procrastinate_periodic_defers
-- 25cc0914481114fd procrastinate.0011_add_foreign_key_index
-- 7cf8863ace39220c procrastinate.0012_add_locks_to_periodic_defer
-- 4d5072911b8c904c procrastinate.0013_fix_procrastinate_defer_periodic_job
-- 20ebed9ca30246c8 procrastinate.0014_add_finish_job_and_retry_job_functions
-- 41bec3a5111ff97f procrastinate.0015_add_trigger_on_job_deletion
-- aa4d841aae25c4b1 procrastinate.0016_delete_finished_jobs
-- fa9f208ddf3368de procrastinate.0017_add_checks_to_finish_job
-- 893bfc867f1594eb procrastinate.0018_add_checks_to_retry_job
-- 4c85f00a990bb3d7 procrastinate.0019_fix_finish_job_compat_issue
-- 5a93c4ea92b856f5 procrastinate.0020_add_index_on_procrastinate_jobs
-- 88dd3371cbdee2ba procrastinate.0021_add_kwargs_to_defer_periodic_job
-- 2d5b088f88e89d69 procrastinate.0022_null_locks_excluded
-- 89267383eac7bb81 procrastinate.0023_remove_old_finish_job_function
-- 27108dc62abe6372 procrastinate.0024_job_id_bigint
-- 29580ceb9d30811c procrastinate.0025_add_models
-- 4f7746b8edef802a procrastinate.0026_add_job_priority
-- 17e24782e5f4b56e procrastinate.0027_add_periodic_job_priority
-- 2831656624aa9165 procrastinate.0028_add_cancel_states
-- 50d48f155234960c procrastinate.0029_add_additional_params_to_retry_job
-- 94486414b944e707 procrastinate.0030_alter_procrastinateevent_options
-- c7235c71c0c003fd procrastinate.0031_add_indexes_for_fetch_job
-- 42c97f730f7f0edd procrastinate.0032_pre_cancel_notification
-- 8bd0e84d1e45311e procrastinate.0033_post_cancel_notification
-- 844ed448222ba8b1 procrastinate.0034_pre_add_heartbeat
-- 0cbd71b8406c14f4 procrastinate.0035_post_add_heartbeat
-- f996e8059968a3a4 procrastinate.0036_add_worker_model
-- 0d7d4294e8aa2749 procrastinate.0037_pre_batch_defer_jobs
-- 503152d687e3e49b procrastinate.0038_post_batch_defer_jobs
-- aba2087cb2b69233 procrastinate.0039_pre_priority_lock_fetch_job
-- f6d2a552fbbc5088 procrastinate.0040_pre_retry_failed_job
-- 2c8dc359b30362a9 procrastinate.0041_post_retry_failed_job
-- 7958af5c78747b45 projects.0001_initial
-- 84d4a817987bd7bf provincial_catalogue.0001_initial
-- 40f42730a65a7b28 provincial_catalogue.0002_reports_never_change
-- 0b15dcbc0798fbbf provincial_code.0001_initial
-- 6eebf2c1d79a709e provincial_data.0001_initial
-- e3c3cadb756397e2 provincial_data.0002_quality_of_batches
-- 1ad006a19167da61 provincial_hotline.0001_initial
-- c1cd379e4696cca4 provincial_ratings.0001_initial
-- 2d498b0b6829c04f provincial_rectification.0001_initial
-- 36c51cc178c65824 provincial_supervision.0001_initial
-- 47f5d20063dfbd98 provincial_supervision.0002_deliveries
-- 2967acca916c6675 provincial_supervision.0003_three_ways_of_delivering
-- c0b3534762d010ef reading.0001_initial
-- 165c52bb951ea4c7 reading.0002_policy_is_kept
-- 1d7028afd00529d5 regulation.0001_initial
-- 51700921f5c8354e regulation.0002_interplay
-- fc189c9b7d1aec28 reimbursements.0001_initial
-- b91fa2577dd36e0b resolving.0001_initial
-- 7bf264cc46c8a27a resources.0001_initial
-- 33b0d49c487edda6 resources.0002_census
-- df8aad5b3832c5fa scene_terminals.0001_initial
-- 2bf92b41024e8534 scenes.0001_initial
-- 318f8776e313231a sharing.0001_initial
-- 27e694f18697f9af standards.0001_initial
-- 3ad5f0c1575ae75f standards.0002_evidence_is_kept
-- 6589480799ccfee4 supervision.0001_cards
-- da971863eaebcafc supervision.0002_kinds_of_clocks
-- 15281d0dddd6dd99 supervision.0003_targets
-- fc6b4eaf7e99f097 supervision.0004_months
-- aef0bd303e81f5aa supervision.0005_reports
-- c01e00ceed0d8cfb supervision.0006_reports_never_change
-- e323882b4f8c88f6 supervision.0007_venues
-- 5a67024f97b5be1f supervision.0008_appraisal
-- 46e17b2c012af4f0 supervision.0009_appraisal_never_changes
-- ed6ec25865411681 supervision.0010_issues
-- 83f8ab9d87408983 supervision.0011_minutes_never_change
-- 84dbf0f085b2ecbf supervision.0012_results_report
-- 5bb7dec8cb64327c supervision.0013_windows_compared
-- 9de29b2788a43442 tax_office.0001_initial
-- 288e8f03e6e6047a upkeep.0001_initial
-- 635075df82b64a68 upkeep.0002_flaws
-- c6df3162c45eb212 upkeep.0003_unsupervised
-- f7ad7480589bb7ff workforce.0001_posts_rosters_trainings
-- 9d8aa9ebde91675b workforce.0002_daily_checks
-- f8a392001732a87a workforce.0003_scores_never_change
-- 51f76fc149607596 workforce.0004_levels
-- 4fe73bb85f3d9810 workforce.0005_levels_never_change
-- 5341deb049233d9d worktime.0001_initial
SET LOCAL search_path = '';
SET LOCAL check_function_bodies = off;


CREATE TYPE public.procrastinate_job_event_type AS ENUM (
    'deferred',
    'started',
    'deferred_for_retry',
    'failed',
    'succeeded',
    'cancelled',
    'abort_requested',
    'aborted',
    'scheduled',
    'retried'
);

CREATE TYPE public.procrastinate_job_status AS ENUM (
    'todo',
    'doing',
    'succeeded',
    'failed',
    'cancelled',
    'aborting',
    'aborted'
);

CREATE TYPE public.procrastinate_job_to_defer_v1 AS (
	queue_name character varying,
	task_name character varying,
	priority integer,
	lock text,
	queueing_lock text,
	args jsonb,
	scheduled_at timestamp with time zone
);

CREATE FUNCTION public.archives_prove_for_ever() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' OR TG_TABLE_NAME = 'dossiers_destructionline' THEN
        RAISE EXCEPTION '档案登记和销毁清册不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.case_id, NEW.number, NEW.made_at, NEW.content, NEW.root, NEW.size, NEW.files)
        IS DISTINCT FROM (OLD.case_id, OLD.number, OLD.made_at, OLD.content, OLD.root, OLD.size, OLD.files)
        OR (OLD.destroyed_at IS NOT NULL AND NEW.destroyed_at IS DISTINCT FROM OLD.destroyed_at) THEN
        RAISE EXCEPTION '档案登记不能修改: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.blocked_ask_never_changes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '拦截记录不能修改或删除: %', OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.bundles_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '一件事的版本一经发布，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.catalog_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '清单版本一经发布不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.compiling_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '审核意见和要素模板不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.contacts_owner_by_acceptance() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '首问登记不能删除: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.owner_id <> OLD.owner_id AND NOT (
        OLD.status = 'offered' AND NEW.status = 'open' AND NEW.owner_id = OLD.offered_to_id) THEN
        RAISE EXCEPTION '首问责任人只有在对方接下后才变更: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF OLD.status = 'closed' AND (NEW.status, NEW.result, NEW.closed_at)
       IS DISTINCT FROM (OLD.status, OLD.result, OLD.closed_at) THEN
        RAISE EXCEPTION '已经办结的首问登记不能修改: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.destruction_lists_stay() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '销毁清册不能删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.dispatch_never_changes() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '分派规则发布后不能修改或删除，请发布新的一版: %', OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.documents_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.evaluations_said_is_said() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION '评价不能删除: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF (NEW.invitation_id, NEW.round, NEW.grade, NEW.tags, NEW.words, NEW.way, NEW.is_named, NEW.rated_at,
        NEW.received_at, NEW.source, NEW.source_ref)
       IS DISTINCT FROM
       (OLD.invitation_id, OLD.round, OLD.grade, OLD.tags, OLD.words, OLD.way, OLD.is_named, OLD.rated_at,
        OLD.received_at, OLD.source, OLD.source_ref) THEN
        RAISE EXCEPTION '评价不能修改: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    IF NEW.validity <> OLD.validity AND OLD.validity <> 'counted' THEN
        RAISE EXCEPTION '评价是否有效只裁定一次: %', OLD.id USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION public.halls_no_overbooking() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    may integer;
    stand integer;
BEGIN
    SELECT capacity - kept INTO may FROM halls_appointmentslot WHERE id = NEW.slot_id FOR NO KEY UPDATE;
    SELECT count(*) INTO stand FROM halls_appointment WHERE slot_id = NEW.slot_id AND status <> 'cancelled';
    IF stand > may THEN
        RAISE EXCEPTION '预约超过时段名额: %', NEW.slot_id USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;

CREATE FUNCTION public.interpretations_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '解读的版本一经发布，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.ledger_append(whose text, told_at timestamp with time zone, told_verb text, told_role text, told_name text, told_ref text, told_agency text, told_behalf text, told_basis text, acts jsonb) RETURNS TABLE(id bigint, seq integer, previous bytea, hash bytea)
    LANGUAGE plpgsql
    AS $$
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

CREATE FUNCTION public.ledger_horizon() RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
DECLARE
    top bigint := pg_snapshot_xmax(pg_current_snapshot())::text::bigint;
    low bigint;
BEGIN
    PERFORM pg_stat_clear_snapshot();
    SELECT min(top - mod(top - backend_xid::text::bigint, 4294967296)) INTO low
        FROM pg_stat_activity WHERE datname = current_database() AND backend_xid IS NOT NULL;
    RETURN least(top, coalesce(low, top)) + 0;
END $$;

CREATE FUNCTION public.ledger_is_kept() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '留痕记录只能追加,不能修改或删除 (%, %)', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION public.ledger_txid() RETURNS bigint
    LANGUAGE sql STABLE
    AS $$SELECT pg_current_xact_id()::text::bigint + 0$$;

CREATE FUNCTION public.licenses_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - 'face_sealed' = to_jsonb(OLD) - 'face_sealed'
           AND substring(NEW.face_sealed FROM 1 FOR 3) <> substring(OLD.face_sealed FROM 1 FOR 3) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE EXCEPTION '证照版本不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.lists_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '清单一经公布、比对一经处理，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.norms_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '法规变动一经登记不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.parity_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '对照清单不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.policies_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '政策的版本一经发布，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.procrastinate_cancel_job_v1(job_id bigint, abort boolean, delete_job boolean) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status = 'todo'
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        IF abort THEN
            UPDATE procrastinate_jobs
            SET abort_requested = true,
                status = CASE status
                    WHEN 'todo' THEN 'cancelled'::procrastinate_job_status ELSE status
                END
            WHERE id = job_id AND status IN ('todo', 'doing')
            RETURNING id INTO _job_id;
        ELSE
            UPDATE procrastinate_jobs
            SET status = 'cancelled'::procrastinate_job_status
            WHERE id = job_id AND status = 'todo'
            RETURNING id INTO _job_id;
        END IF;
    END IF;
    RETURN _job_id;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_jobs_v1(jobs public.procrastinate_job_to_defer_v1[]) RETURNS bigint[]
    LANGUAGE plpgsql
    AS $$
DECLARE
    job_ids bigint[];
BEGIN
    WITH inserted_jobs AS (
        INSERT INTO procrastinate_jobs (queue_name, task_name, priority, lock, queueing_lock, args, scheduled_at)
        SELECT (job).queue_name,
               (job).task_name,
               (job).priority,
               (job).lock,
               (job).queueing_lock,
               (job).args,
               (job).scheduled_at
        FROM unnest(jobs) AS job
        RETURNING id
    )
    SELECT array_agg(id) FROM inserted_jobs INTO job_ids;

    RETURN job_ids;
END;
$$;

CREATE FUNCTION public.procrastinate_defer_periodic_job_v2(_queue_name character varying, _lock character varying, _queueing_lock character varying, _task_name character varying, _priority integer, _periodic_id character varying, _defer_timestamp bigint, _args jsonb) RETURNS bigint
    LANGUAGE plpgsql
    AS $$
DECLARE
	_job_id bigint;
	_defer_id bigint;
BEGIN
    INSERT
        INTO procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
        VALUES (_task_name, _periodic_id, _defer_timestamp)
        ON CONFLICT DO NOTHING
        RETURNING id into _defer_id;

    IF _defer_id IS NULL THEN
        RETURN NULL;
    END IF;

    UPDATE procrastinate_periodic_defers
        SET job_id = (
            SELECT COALESCE((
                SELECT unnest(procrastinate_defer_jobs_v1(
                    ARRAY[
                        ROW(
                            _queue_name,
                            _task_name,
                            _priority,
                            _lock,
                            _queueing_lock,
                            _args,
                            NULL::timestamptz
                        )
                    ]::procrastinate_job_to_defer_v1[]
                ))
            ), NULL)
        )
        WHERE id = _defer_id
        RETURNING job_id INTO _job_id;

    DELETE
        FROM procrastinate_periodic_defers
        USING (
            SELECT id
            FROM procrastinate_periodic_defers
            WHERE procrastinate_periodic_defers.task_name = _task_name
            AND procrastinate_periodic_defers.periodic_id = _periodic_id
            AND procrastinate_periodic_defers.defer_timestamp < _defer_timestamp
            ORDER BY id
            FOR UPDATE
        ) to_delete
        WHERE procrastinate_periodic_defers.id = to_delete.id;

    RETURN _job_id;
END;
$$;

CREATE TABLE public.procrastinate_jobs (
    id bigint NOT NULL,
    queue_name character varying(128) NOT NULL,
    task_name character varying(128) NOT NULL,
    lock text,
    args jsonb DEFAULT '{}'::jsonb NOT NULL,
    status public.procrastinate_job_status DEFAULT 'todo'::public.procrastinate_job_status NOT NULL,
    scheduled_at timestamp with time zone,
    attempts integer DEFAULT 0 NOT NULL,
    queueing_lock text,
    priority integer DEFAULT 0 NOT NULL,
    abort_requested boolean DEFAULT false NOT NULL,
    worker_id bigint,
    CONSTRAINT check_not_todo_abort_requested CHECK ((NOT ((status = 'todo'::public.procrastinate_job_status) AND (abort_requested = true))))
);

CREATE FUNCTION public.procrastinate_fetch_job_v2(target_queue_names character varying[], p_worker_id bigint) RETURNS public.procrastinate_jobs
    LANGUAGE plpgsql
    AS $$
DECLARE
	found_jobs procrastinate_jobs;
BEGIN
    WITH candidate AS (
        SELECT jobs.*
            FROM procrastinate_jobs AS jobs
            WHERE
                -- reject the job if its lock has earlier or higher priority jobs
                NOT EXISTS (
                    SELECT 1
                        FROM procrastinate_jobs AS other_jobs
                        WHERE
                            jobs.lock IS NOT NULL
                            AND other_jobs.lock = jobs.lock
                            AND (
                                -- job with same lock is already running
                                other_jobs.status = 'doing'
                                OR
                                -- job with same lock is waiting and has higher priority (or same priority but was queued first)
                                (
                                    other_jobs.status = 'todo'
                                    AND (
                                        other_jobs.priority > jobs.priority
                                        OR (
                                        other_jobs.priority = jobs.priority
                                        AND other_jobs.id < jobs.id
                                        )
                                    )
                                )
                            )
                )
                AND jobs.status = 'todo'
                AND (target_queue_names IS NULL OR jobs.queue_name = ANY( target_queue_names ))
                AND (jobs.scheduled_at IS NULL OR jobs.scheduled_at <= now())
            ORDER BY jobs.priority DESC, jobs.id ASC LIMIT 1
            FOR UPDATE OF jobs SKIP LOCKED
    )
    UPDATE procrastinate_jobs
        SET status = 'doing', worker_id = p_worker_id
        FROM candidate
        WHERE procrastinate_jobs.id = candidate.id
        RETURNING procrastinate_jobs.* INTO found_jobs;

 RETURN found_jobs;
END;
$$;

CREATE FUNCTION public.procrastinate_finish_job_v1(job_id bigint, end_status public.procrastinate_job_status, delete_job boolean) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
BEGIN
    IF end_status NOT IN ('succeeded', 'failed', 'aborted') THEN
        RAISE 'End status should be either "succeeded", "failed" or "aborted" (job id: %)', job_id;
    END IF;
    IF delete_job THEN
        DELETE FROM procrastinate_jobs
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = end_status,
            abort_requested = false,
            attempts = CASE status
                WHEN 'doing' THEN attempts + 1 ELSE attempts
            END
        WHERE id = job_id AND status IN ('todo', 'doing')
        RETURNING id INTO _job_id;
    END IF;
    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" or "todo" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_abort_job_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'abort_job_requested', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_notify_queue_job_inserted_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
DECLARE
    payload TEXT;
BEGIN
    SELECT json_build_object('type', 'job_inserted', 'job_id', NEW.id)::text INTO payload;
	PERFORM pg_notify('procrastinate_queue_v1#' || NEW.queue_name, payload);
	PERFORM pg_notify('procrastinate_any_queue_v1', payload);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_prune_stalled_workers_v1(seconds_since_heartbeat double precision) RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    DELETE FROM procrastinate_workers
    WHERE last_heartbeat < NOW() - (seconds_since_heartbeat || 'SECOND')::INTERVAL
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_register_worker_v1() RETURNS TABLE(worker_id bigint)
    LANGUAGE plpgsql
    AS $$
BEGIN
    RETURN QUERY
    INSERT INTO procrastinate_workers DEFAULT VALUES
    RETURNING procrastinate_workers.id;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v1(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
BEGIN
    SELECT abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status = 'doing'
    FOR UPDATE
    INTO _abort_requested;
    IF _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or not in "doing" status (job id: %)', job_id;
    END IF;
END;
$$;

CREATE FUNCTION public.procrastinate_retry_job_v2(job_id bigint, retry_at timestamp with time zone, new_priority integer, new_queue_name character varying, new_lock character varying) RETURNS void
    LANGUAGE plpgsql
    AS $$
DECLARE
    _job_id bigint;
    _abort_requested boolean;
    _current_status procrastinate_job_status;
BEGIN
    SELECT status, abort_requested FROM procrastinate_jobs
    WHERE id = job_id AND status IN ('doing', 'failed')
    FOR UPDATE
    INTO _current_status, _abort_requested;
    IF _current_status = 'doing' AND _abort_requested THEN
        UPDATE procrastinate_jobs
        SET status = 'failed'::procrastinate_job_status
        WHERE id = job_id AND status = 'doing'
        RETURNING id INTO _job_id;
    ELSE
        UPDATE procrastinate_jobs
        SET status = 'todo'::procrastinate_job_status,
            attempts = attempts + 1,
            scheduled_at = retry_at,
            priority = COALESCE(new_priority, priority),
            queue_name = COALESCE(new_queue_name, queue_name),
            lock = COALESCE(new_lock, lock)
        WHERE id = job_id AND status IN ('doing', 'failed')
        RETURNING id INTO _job_id;
    END IF;

    IF _job_id IS NULL THEN
        RAISE 'Job was not found or has an invalid status to retry (job id: %)', job_id;
    END IF;

END;
$$;

CREATE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'abort_requested'::procrastinate_job_event_type);
    RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type, at)
        VALUES (NEW.id, 'scheduled'::procrastinate_job_event_type, NEW.scheduled_at);

	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    INSERT INTO procrastinate_events(job_id, type)
        VALUES (NEW.id, 'deferred'::procrastinate_job_event_type);
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_trigger_function_status_events_update_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    WITH t AS (
        SELECT CASE
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND NEW.status = 'doing'::procrastinate_job_status
                THEN 'started'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'deferred_for_retry'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'failed'::procrastinate_job_status
                THEN 'failed'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'succeeded'::procrastinate_job_status
                THEN 'succeeded'::procrastinate_job_event_type
            WHEN OLD.status = 'todo'::procrastinate_job_status
                AND (
                    NEW.status = 'cancelled'::procrastinate_job_status
                    OR NEW.status = 'failed'::procrastinate_job_status
                    OR NEW.status = 'succeeded'::procrastinate_job_status
                )
                THEN 'cancelled'::procrastinate_job_event_type
            WHEN OLD.status = 'doing'::procrastinate_job_status
                AND NEW.status = 'aborted'::procrastinate_job_status
                THEN 'aborted'::procrastinate_job_event_type
            WHEN OLD.status = 'failed'::procrastinate_job_status
                AND NEW.status = 'todo'::procrastinate_job_status
                THEN 'retried'::procrastinate_job_event_type
            ELSE NULL
        END as event_type
    )
    INSERT INTO procrastinate_events(job_id, type)
        SELECT NEW.id, t.event_type
        FROM t
        WHERE t.event_type IS NOT NULL;
	RETURN NEW;
END;
$$;

CREATE FUNCTION public.procrastinate_unlink_periodic_defers_v1() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_periodic_defers
    SET job_id = NULL
    WHERE job_id = OLD.id;
    RETURN OLD;
END;
$$;

CREATE FUNCTION public.procrastinate_unregister_worker_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    DELETE FROM procrastinate_workers
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.procrastinate_update_heartbeat_v1(worker_id bigint) RETURNS void
    LANGUAGE plpgsql
    AS $$
BEGIN
    UPDATE procrastinate_workers
    SET last_heartbeat = NOW()
    WHERE id = worker_id;
END;
$$;

CREATE FUNCTION public.provincial_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '比对报告不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.reading_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '敏感查询策略的版本不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.slips_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '办事小票不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.standards_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '符合性证据和报告不能修改或删除: % %', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.supervision_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION '监督记录一经形成，不能修改或删除: % %', TG_TABLE_NAME, OLD.id
        USING ERRCODE = 'restrict_violation';
END $$;

CREATE FUNCTION public.workforce_never_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    RAISE EXCEPTION 'a fixed score is never changed';
END $$;

CREATE FUNCTION public.workforce_paper_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
    IF NEW.content <> OLD.content OR NEW.seed <> OLD.seed OR NEW.bank <> OLD.bank
        OR (OLD.answers <> '' AND NEW.answers <> OLD.answers)
        OR (OLD.score IS NOT NULL AND NEW.score IS DISTINCT FROM OLD.score) THEN
        RAISE EXCEPTION 'a paper, its answers and its mark are never changed';
    END IF;
    RETURN NEW;
END $$;

CREATE TABLE public.agencies_agency (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(80) NOT NULL,
    short_name character varying(40) NOT NULL,
    nicknames jsonb NOT NULL,
    uscc character varying(18) NOT NULL,
    kind character varying(16) NOT NULL,
    phone character varying(40) NOT NULL,
    complaint_phone character varying(40) NOT NULL,
    is_active boolean NOT NULL,
    parent_id bigint,
    division_id bigint NOT NULL,
    CONSTRAINT agency_uscc_form CHECK (((uscc)::text ~ '^[0-9A-HJ-NPQRTUWXY]{18}$'::text))
);

ALTER TABLE public.agencies_agency ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_agency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_delegation (
    id bigint NOT NULL,
    powers jsonb NOT NULL,
    covers_all boolean NOT NULL,
    option_codes jsonb NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    revoked_at timestamp with time zone,
    document_number character varying(60) NOT NULL,
    is_chief_representative boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    staff_id bigint,
    venue_id bigint,
    deputy_of_id bigint,
    limits character varying(200) NOT NULL,
    may_use_seal boolean NOT NULL,
    bounds jsonb NOT NULL,
    CONSTRAINT delegation_all_or_named CHECK (((covers_all AND (option_codes = '[]'::jsonb)) OR ((NOT covers_all) AND (NOT (option_codes = '[]'::jsonb))))),
    CONSTRAINT delegation_chief_is_a_person CHECK (((NOT is_chief_representative) OR (staff_id IS NOT NULL))),
    CONSTRAINT delegation_days_in_order CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT delegation_deputy_is_a_person CHECK (((deputy_of_id IS NULL) OR ((NOT is_chief_representative) AND (staff_id IS NOT NULL)))),
    CONSTRAINT delegation_has_powers CHECK ((NOT (powers = '[]'::jsonb))),
    CONSTRAINT delegation_to_staff_or_venue CHECK ((((staff_id IS NULL) AND (venue_id IS NOT NULL)) OR ((staff_id IS NOT NULL) AND (venue_id IS NULL))))
);

ALTER TABLE public.agencies_delegation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_delegation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_division (
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    name character varying(60) NOT NULL,
    level character varying(12) NOT NULL,
    parent_id bigint,
    CONSTRAINT division_code_digits CHECK (((code)::text ~ '^(\d{6}|\d{9}|\d{12})$'::text)),
    CONSTRAINT division_only_city_is_root CHECK (((((level)::text = 'city'::text) AND (parent_id IS NULL)) OR ((NOT ((level)::text = 'city'::text)) AND (parent_id IS NOT NULL))))
);

ALTER TABLE public.agencies_division ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_division_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_staff (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    number character varying(20) NOT NULL,
    post character varying(60) NOT NULL,
    roles jsonb NOT NULL,
    is_active boolean NOT NULL,
    on_leave_until date,
    account_id bigint NOT NULL,
    agency_id bigint NOT NULL,
    venue_id bigint,
    CONSTRAINT staff_administrators_are_separate CHECK (((NOT ((roles @> '["system_admin"]'::jsonb) OR (roles @> '["security_admin"]'::jsonb) OR (roles @> '["audit_admin"]'::jsonb))) OR (roles = '["system_admin"]'::jsonb) OR (roles = '["security_admin"]'::jsonb) OR (roles = '["audit_admin"]'::jsonb))),
    CONSTRAINT staff_has_a_role CHECK ((NOT (roles = '[]'::jsonb)))
);

ALTER TABLE public.agencies_staff ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_staff_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.agencies_venue (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(80) NOT NULL,
    level character varying(12) NOT NULL,
    address character varying(120) NOT NULL,
    hours character varying(200) NOT NULL,
    weekly_hours jsonb NOT NULL,
    phone character varying(40) NOT NULL,
    latitude numeric(9,6),
    longitude numeric(9,6),
    accessibility jsonb NOT NULL,
    is_active boolean NOT NULL,
    agency_id bigint NOT NULL,
    division_id bigint NOT NULL,
    has_sample_position boolean NOT NULL,
    floors jsonb NOT NULL,
    closings jsonb NOT NULL,
    CONSTRAINT venue_has_both_coordinates CHECK ((((latitude IS NULL) AND (longitude IS NULL)) OR ((latitude IS NOT NULL) AND (longitude IS NOT NULL))))
);

ALTER TABLE public.agencies_venue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.agencies_venue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.answers_guidetask (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    text character varying(60) NOT NULL,
    times integer NOT NULL,
    first_on date NOT NULL,
    last_on date NOT NULL,
    status character varying(10) NOT NULL,
    reason character varying(200) NOT NULL,
    settled_at timestamp with time zone,
    option_id bigint NOT NULL,
    settled_by_id bigint,
    CONSTRAINT answers_dismissed_task_has_a_reason CHECK (((((status)::text = 'dismissed'::text) AND (NOT ((reason)::text = ''::text))) OR (NOT ((status)::text = 'dismissed'::text)))),
    CONSTRAINT answers_guidetask_times_check CHECK ((times >= 0)),
    CONSTRAINT answers_guidetask_version_check CHECK ((version >= 0)),
    CONSTRAINT answers_settled_task_names_who CHECK ((((settled_at IS NULL) AND (settled_by_id IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (settled_at IS NOT NULL) AND (settled_by_id IS NOT NULL))))
);

ALTER TABLE public.answers_guidetask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.answers_guidetask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assistance_assistance (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    draft_number character varying(17) NOT NULL,
    "where" character varying(120) NOT NULL,
    status character varying(10) NOT NULL,
    shared_at timestamp with time zone,
    asked_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    answered_at timestamp with time zone,
    ended_at timestamp with time zone,
    result character varying(10) NOT NULL,
    account_id bigint NOT NULL,
    helper_id bigint,
    offered_to_id bigint,
    CONSTRAINT assistance_assistance_version_check CHECK ((version >= 0)),
    CONSTRAINT assistance_ended_has_a_result CHECK (((((status)::text = 'ended'::text) AND (NOT ((result)::text = ''::text))) OR ((NOT ((status)::text = 'ended'::text)) AND ((result)::text = ''::text)))),
    CONSTRAINT assistance_nothing_is_shared_after_the_end CHECK ((((ended_at IS NULL) AND ((status)::text = ANY (ARRAY[('asked'::character varying)::text, ('taken'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('asked'::character varying)::text, ('taken'::character varying)::text]))) AND (ended_at IS NOT NULL) AND (shared_at IS NULL)))),
    CONSTRAINT assistance_taken_has_a_helper CHECK ((((helper_id IS NULL) AND ((status)::text = ANY (ARRAY[('asked'::character varying)::text, ('withdrawn'::character varying)::text])) AND (taken_at IS NULL)) OR ((helper_id IS NOT NULL) AND ((status)::text = ANY (ARRAY[('taken'::character varying)::text, ('ended'::character varying)::text])) AND (taken_at IS NOT NULL))))
);

ALTER TABLE public.assistance_assistance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assistance_assistance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.assistance_message (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    is_from_helper boolean NOT NULL,
    by_name character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    spot character varying(90) NOT NULL,
    spot_label character varying(200) NOT NULL,
    text_sealed bytea NOT NULL,
    value_sealed bytea NOT NULL,
    reply character varying(10) NOT NULL,
    replied_at timestamp with time zone,
    assistance_id bigint NOT NULL
);

ALTER TABLE public.assistance_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.assistance_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_benefitgrant (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    period character varying(10) NOT NULL,
    status character varying(10) NOT NULL,
    origin character varying(10) NOT NULL,
    amount numeric(12,2) NOT NULL,
    reasons jsonb NOT NULL,
    began_at timestamp with time zone NOT NULL,
    opinion character varying(10) NOT NULL,
    words character varying(500) NOT NULL,
    public_until date,
    objection character varying(1000) NOT NULL,
    reason character varying(500) NOT NULL,
    granted_at timestamp with time zone,
    ended_at timestamp with time zone,
    checker_id bigint,
    decider_id bigint,
    party_id bigint NOT NULL,
    batch_id bigint,
    policy_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT benefits_benefitgrant_version_check CHECK ((version >= 0)),
    CONSTRAINT grant_by_two_persons CHECK (((decider_id IS NULL) OR (NOT ((decider_id = checker_id) AND (decider_id IS NOT NULL) AND (checker_id IS NOT NULL))))),
    CONSTRAINT grant_ended_at_an_end CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('given_up'::character varying)::text, ('refused'::character varying)::text, ('revoked'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('given_up'::character varying)::text, ('refused'::character varying)::text, ('revoked'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT grant_has_its_day CHECK (((NOT ((status)::text = ANY (ARRAY[('granted'::character varying)::text, ('paid_out'::character varying)::text]))) OR (granted_at IS NOT NULL))),
    CONSTRAINT grant_is_checked_and_decided CHECK (((NOT ((status)::text = ANY (ARRAY[('granted'::character varying)::text, ('paid_out'::character varying)::text, ('public'::character varying)::text]))) OR ((checker_id IS NOT NULL) AND (decider_id IS NOT NULL) AND ((opinion)::text = 'fits'::text)))),
    CONSTRAINT grant_paid_out_in_a_batch CHECK (((NOT ((status)::text = 'paid_out'::text)) OR (batch_id IS NOT NULL))),
    CONSTRAINT grant_public_has_an_end CHECK (((NOT ((status)::text = 'public'::text)) OR (public_until IS NOT NULL))),
    CONSTRAINT grant_status_known CHECK (((status)::text = ANY (ARRAY[('proposed'::character varying)::text, ('checked'::character varying)::text, ('public'::character varying)::text, ('contested'::character varying)::text, ('granted'::character varying)::text, ('paid_out'::character varying)::text, ('refused'::character varying)::text, ('given_up'::character varying)::text, ('revoked'::character varying)::text])))
);

ALTER TABLE public.benefits_benefitgrant ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_benefitgrant_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_declaredfact (
    id bigint NOT NULL,
    name character varying(40) NOT NULL,
    value jsonb NOT NULL,
    declared_at timestamp with time zone NOT NULL,
    party_id bigint NOT NULL
);

ALTER TABLE public.benefits_declaredfact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_declaredfact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_matchingchoice (
    id bigint NOT NULL,
    is_out boolean NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    party_id bigint NOT NULL
);

ALTER TABLE public.benefits_matchingchoice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_matchingchoice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_matchrun (
    id bigint NOT NULL,
    ran_at timestamp with time zone NOT NULL,
    fits integer NOT NULL,
    fits_not integer NOT NULL,
    unsure integer NOT NULL,
    pushed integer NOT NULL,
    listed integer NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT benefits_matchrun_fits_check CHECK ((fits >= 0)),
    CONSTRAINT benefits_matchrun_fits_not_check CHECK ((fits_not >= 0)),
    CONSTRAINT benefits_matchrun_listed_check CHECK ((listed >= 0)),
    CONSTRAINT benefits_matchrun_pushed_check CHECK ((pushed >= 0)),
    CONSTRAINT benefits_matchrun_unsure_check CHECK ((unsure >= 0))
);

ALTER TABLE public.benefits_matchrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_matchrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_paymentbatch (
    id bigint NOT NULL,
    made_at timestamp with time zone NOT NULL,
    count integer NOT NULL,
    total numeric(16,2) NOT NULL,
    agency_id bigint NOT NULL,
    made_by_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    CONSTRAINT benefits_paymentbatch_count_check CHECK ((count >= 0))
);

ALTER TABLE public.benefits_paymentbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_paymentbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_policy (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    is_sample boolean NOT NULL,
    agency_id bigint NOT NULL
);

ALTER TABLE public.benefits_policy ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_policy_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_policydraft (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    operation character varying(8) NOT NULL,
    title character varying(100) NOT NULL,
    content jsonb NOT NULL,
    reason character varying(500) NOT NULL,
    returned_because character varying(500) NOT NULL,
    simulated jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    approver_id bigint,
    drafter_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    proposer_id bigint,
    base_id bigint,
    edition_id bigint,
    CONSTRAINT benefits_policydraft_version_check CHECK ((version >= 0)),
    CONSTRAINT policy_approved_is_an_edition CHECK ((((approver_id IS NOT NULL) AND (edition_id IS NOT NULL) AND ((status)::text = 'approved'::text)) OR ((NOT ((status)::text = 'approved'::text)) AND (edition_id IS NULL)))),
    CONSTRAINT policy_nobody_approves_their_own CHECK (((approver_id IS NULL) OR ((NOT ((approver_id = proposer_id) AND (approver_id IS NOT NULL) AND (proposer_id IS NOT NULL))) AND (NOT ((approver_id = drafter_id) AND (approver_id IS NOT NULL))))))
);

ALTER TABLE public.benefits_policydraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_policydraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_policyedition (
    id bigint NOT NULL,
    number integer NOT NULL,
    operation character varying(8) NOT NULL,
    title character varying(100) NOT NULL,
    audience character varying(12) NOT NULL,
    way character varying(12) NOT NULL,
    from_on date NOT NULL,
    to_on date,
    effective_on date NOT NULL,
    reason character varying(500) NOT NULL,
    content text NOT NULL,
    content_hash character varying(64) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    approved_by_id bigint NOT NULL,
    policy_id bigint NOT NULL,
    proposed_by_id bigint NOT NULL,
    CONSTRAINT benefits_policyedition_number_check CHECK ((number >= 0)),
    CONSTRAINT policies_edition_content_hash CHECK (((content_hash)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT policy_edition_by_two_persons CHECK ((NOT (approved_by_id = proposed_by_id))),
    CONSTRAINT policy_edition_days_in_order CHECK (((to_on IS NULL) OR (to_on >= from_on))),
    CONSTRAINT policy_edition_from_one CHECK ((number >= 1))
);

ALTER TABLE public.benefits_policyedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_policyedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_policytrial (
    id bigint NOT NULL,
    status character varying(8) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    most integer NOT NULL,
    seen integer NOT NULL,
    after bigint NOT NULL,
    found jsonb NOT NULL,
    ended_at timestamp with time zone,
    asked_by_id bigint NOT NULL,
    draft_id bigint NOT NULL,
    CONSTRAINT benefits_policytrial_most_check CHECK ((most >= 0)),
    CONSTRAINT benefits_policytrial_seen_check CHECK ((seen >= 0)),
    CONSTRAINT policy_trial_ends_once CHECK ((((ended_at IS NULL) AND ((status)::text = 'running'::text)) OR ((NOT ((status)::text = 'running'::text)) AND (ended_at IS NOT NULL))))
);

ALTER TABLE public.benefits_policytrial ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_policytrial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.benefits_push (
    id bigint NOT NULL,
    reasons jsonb NOT NULL,
    pushed_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL,
    party_id bigint NOT NULL,
    CONSTRAINT push_says_why CHECK ((NOT (reasons = '[]'::jsonb)))
);

ALTER TABLE public.benefits_push ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.benefits_push_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bundle_cases_bundlecase (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    number character varying(17) NOT NULL,
    status character varying(10) NOT NULL,
    channel character varying(8) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    ended_at timestamp with time zone,
    account_id bigint,
    agent_id bigint,
    applicant_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    mandate_id bigint,
    receiver_id bigint,
    venue_id bigint,
    gathered_at timestamp with time zone,
    singly_since timestamp with time zone,
    CONSTRAINT bundle_case_ended_at_its_end CHECK ((((ended_at IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (ended_at IS NOT NULL)))),
    CONSTRAINT bundle_case_number_shape CHECK (((number)::text ~ '^\d{17}$'::text)),
    CONSTRAINT bundle_case_status_known CHECK (((status)::text = ANY (ARRAY[('open'::character varying)::text, ('ended'::character varying)::text, ('withdrawn'::character varying)::text]))),
    CONSTRAINT bundle_cases_bundlecase_version_check CHECK ((version >= 0))
);

ALTER TABLE public.bundle_cases_bundlecase ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.bundle_cases_bundlecase_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bundle_cases_bundlechild (
    id bigint NOT NULL,
    member character varying(40) NOT NULL,
    takes_from jsonb NOT NULL,
    told_failed_at timestamp with time zone,
    bundle_id bigint NOT NULL,
    case_id bigint NOT NULL,
    filled jsonb NOT NULL,
    held_because character varying(300) DEFAULT ''::character varying NOT NULL,
    let_go_at timestamp with time zone
);

ALTER TABLE public.bundle_cases_bundlechild ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.bundle_cases_bundlechild_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bundle_cases_report (
    id bigint NOT NULL,
    event character varying(40) NOT NULL,
    source character varying(80) NOT NULL,
    number character varying(60) NOT NULL,
    digest character varying(64) NOT NULL,
    outcome character varying(10) NOT NULL,
    amount bigint NOT NULL,
    happened_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    trouble character varying(200) NOT NULL,
    child_id bigint NOT NULL
);

ALTER TABLE public.bundle_cases_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.bundle_cases_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bundle_cases_sourcestate (
    id bigint NOT NULL,
    event character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    answered_at timestamp with time zone,
    silent_since timestamp with time zone,
    silences integer NOT NULL,
    CONSTRAINT bundle_cases_sourcestate_silences_check CHECK ((silences >= 0))
);

ALTER TABLE public.bundle_cases_sourcestate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.bundle_cases_sourcestate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bundles_bundle (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    is_sample boolean NOT NULL,
    lead_id bigint NOT NULL
);

ALTER TABLE public.bundles_bundle ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.bundles_bundle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bundles_bundledraft (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    operation character varying(8) NOT NULL,
    title character varying(100) NOT NULL,
    content jsonb NOT NULL,
    reason character varying(500) NOT NULL,
    returned_because character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    approver_id bigint,
    bundle_id bigint NOT NULL,
    drafter_id bigint NOT NULL,
    proposer_id bigint,
    base_id bigint,
    edition_id bigint,
    CONSTRAINT bundle_approved_is_an_edition CHECK ((((approver_id IS NOT NULL) AND (edition_id IS NOT NULL) AND ((status)::text = 'approved'::text)) OR ((NOT ((status)::text = 'approved'::text)) AND (edition_id IS NULL)))),
    CONSTRAINT bundle_nobody_approves_their_own CHECK (((approver_id IS NULL) OR ((NOT ((approver_id = proposer_id) AND (approver_id IS NOT NULL) AND (proposer_id IS NOT NULL))) AND (NOT ((approver_id = drafter_id) AND (approver_id IS NOT NULL)))))),
    CONSTRAINT bundles_bundledraft_version_check CHECK ((version >= 0))
);

ALTER TABLE public.bundles_bundledraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.bundles_bundledraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bundles_bundleedition (
    id bigint NOT NULL,
    number integer NOT NULL,
    operation character varying(8) NOT NULL,
    title character varying(100) NOT NULL,
    effective_on date NOT NULL,
    reason character varying(500) NOT NULL,
    content text NOT NULL,
    content_hash character varying(64) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    approved_by_id bigint NOT NULL,
    bundle_id bigint NOT NULL,
    proposed_by_id bigint NOT NULL,
    CONSTRAINT bundle_edition_by_two_persons CHECK ((NOT (approved_by_id = proposed_by_id))),
    CONSTRAINT bundle_edition_from_one CHECK ((number >= 1)),
    CONSTRAINT bundles_bundleedition_number_check CHECK ((number >= 0)),
    CONSTRAINT bundles_edition_content_hash CHECK (((content_hash)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
);

ALTER TABLE public.bundles_bundleedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.bundles_bundleedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.bundles_bundlemember (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    option_code character varying(33) NOT NULL,
    edition_id bigint NOT NULL
);

ALTER TABLE public.bundles_bundlemember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.bundles_bundlemember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_alert (
    id bigint NOT NULL,
    share smallint NOT NULL,
    due_on date NOT NULL,
    at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone,
    clock_id bigint NOT NULL,
    seen_by_id bigint,
    CONSTRAINT cases_alert_share_check CHECK ((share >= 0))
);

ALTER TABLE public.cases_alert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_alert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_blockedask (
    id bigint NOT NULL,
    option_code character varying(33) NOT NULL,
    verb character varying(24) NOT NULL,
    at timestamp with time zone NOT NULL,
    text_hash bytea NOT NULL,
    terms jsonb NOT NULL,
    agency_id bigint NOT NULL,
    case_id bigint,
    staff_id bigint,
    venue_id bigint
);

ALTER TABLE public.cases_blockedask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_blockedask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_case (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    number character varying(17) NOT NULL,
    status character varying(16) NOT NULL,
    option_code character varying(33) NOT NULL,
    client character varying(60) NOT NULL,
    channel character varying(8) NOT NULL,
    answers jsonb NOT NULL,
    form_sealed bytea NOT NULL,
    query_index bytea NOT NULL,
    wants_deferral boolean NOT NULL,
    accepts_commitment boolean NOT NULL,
    outcome character varying(8) NOT NULL,
    is_deemed boolean NOT NULL,
    received_at timestamp with time zone NOT NULL,
    accepted_at timestamp with time zone,
    decided_at timestamp with time zone,
    ended_at timestamp with time zone,
    prechecked_at timestamp with time zone,
    due_on date,
    delegated_verbs jsonb NOT NULL,
    account_id bigint,
    agency_id bigint NOT NULL,
    agent_id bigint,
    applicant_id bigint NOT NULL,
    assignee_id bigint,
    decider_id bigint,
    examiner_id bigint,
    issuer_id bigint,
    mandate_id bigint,
    option_version_id bigint NOT NULL,
    receiver_id bigint,
    reviewer_id bigint,
    venue_id bigint,
    acceptor_id bigint,
    counted_runs smallint DEFAULT 0 NOT NULL,
    explained_until date,
    revoked_at timestamp with time zone,
    awaits character varying(60) DEFAULT ''::character varying NOT NULL,
    bundle_number character varying(17) DEFAULT ''::character varying NOT NULL,
    CONSTRAINT case_accepted_when_past_acceptance CHECK ((((accepted_at IS NULL) AND ((status)::text = ANY (ARRAY[('correcting'::character varying)::text, ('received'::character varying)::text, ('rejected'::character varying)::text, ('returned'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('correcting'::character varying)::text, ('received'::character varying)::text, ('rejected'::character varying)::text, ('returned'::character varying)::text]))) AND (accepted_at IS NOT NULL)) OR ((status)::text = ANY (ARRAY[('withdrawn'::character varying)::text, ('transferred'::character varying)::text, ('returned'::character varying)::text])))),
    CONSTRAINT case_decided_when_past_decision CHECK ((((decided_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('granted'::character varying)::text, ('refused'::character varying)::text, ('issued'::character varying)::text, ('served'::character varying)::text, ('closed'::character varying)::text])) AND (NOT ((outcome)::text = ''::text))) OR ((NOT ((status)::text = ANY (ARRAY[('granted'::character varying)::text, ('refused'::character varying)::text, ('issued'::character varying)::text, ('served'::character varying)::text, ('closed'::character varying)::text]))) AND (decided_at IS NULL) AND ((outcome)::text = ''::text)))),
    CONSTRAINT case_ended_at_an_end CHECK ((((due_on IS NULL) AND (ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('closed'::character varying)::text, ('rejected'::character varying)::text, ('returned'::character varying)::text, ('terminated'::character varying)::text, ('transferred'::character varying)::text, ('withdrawn'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('closed'::character varying)::text, ('rejected'::character varying)::text, ('returned'::character varying)::text, ('terminated'::character varying)::text, ('transferred'::character varying)::text, ('withdrawn'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT case_four_eyes CHECK (((delegated_verbs @> '["grant"]'::jsonb) OR (delegated_verbs @> '["finish_on_the_spot"]'::jsonb) OR (((examiner_id IS NULL) OR (reviewer_id IS NULL) OR (NOT ((examiner_id = reviewer_id) AND (examiner_id IS NOT NULL) AND (reviewer_id IS NOT NULL)))) AND ((reviewer_id IS NULL) OR (decider_id IS NULL) OR (NOT ((reviewer_id = decider_id) AND (reviewer_id IS NOT NULL) AND (decider_id IS NOT NULL)))) AND ((examiner_id IS NULL) OR (decider_id IS NULL) OR (NOT ((examiner_id = decider_id) AND (examiner_id IS NOT NULL) AND (decider_id IS NOT NULL))))))),
    CONSTRAINT case_hands_apart CHECK (((NOT (delegated_verbs = '[]'::jsonb)) OR (((receiver_id IS NULL) OR (examiner_id IS NULL) OR (NOT ((receiver_id = examiner_id) AND (receiver_id IS NOT NULL) AND (examiner_id IS NOT NULL)))) AND ((receiver_id IS NULL) OR (reviewer_id IS NULL) OR (NOT ((receiver_id = reviewer_id) AND (receiver_id IS NOT NULL) AND (reviewer_id IS NOT NULL)))) AND ((receiver_id IS NULL) OR (decider_id IS NULL) OR (NOT ((receiver_id = decider_id) AND (receiver_id IS NOT NULL) AND (decider_id IS NOT NULL)))) AND ((receiver_id IS NULL) OR (issuer_id IS NULL) OR (NOT ((receiver_id = issuer_id) AND (receiver_id IS NOT NULL) AND (issuer_id IS NOT NULL)))) AND ((acceptor_id IS NULL) OR (examiner_id IS NULL) OR (NOT ((acceptor_id = examiner_id) AND (acceptor_id IS NOT NULL) AND (examiner_id IS NOT NULL)))) AND ((acceptor_id IS NULL) OR (reviewer_id IS NULL) OR (NOT ((acceptor_id = reviewer_id) AND (acceptor_id IS NOT NULL) AND (reviewer_id IS NOT NULL)))) AND ((acceptor_id IS NULL) OR (decider_id IS NULL) OR (NOT ((acceptor_id = decider_id) AND (acceptor_id IS NOT NULL) AND (decider_id IS NOT NULL)))) AND ((acceptor_id IS NULL) OR (issuer_id IS NULL) OR (NOT ((acceptor_id = issuer_id) AND (acceptor_id IS NOT NULL) AND (issuer_id IS NOT NULL)))) AND ((examiner_id IS NULL) OR (reviewer_id IS NULL) OR (NOT ((examiner_id = reviewer_id) AND (examiner_id IS NOT NULL) AND (reviewer_id IS NOT NULL)))) AND ((examiner_id IS NULL) OR (decider_id IS NULL) OR (NOT ((examiner_id = decider_id) AND (examiner_id IS NOT NULL) AND (decider_id IS NOT NULL)))) AND ((examiner_id IS NULL) OR (issuer_id IS NULL) OR (NOT ((examiner_id = issuer_id) AND (examiner_id IS NOT NULL) AND (issuer_id IS NOT NULL)))) AND ((reviewer_id IS NULL) OR (decider_id IS NULL) OR (NOT ((reviewer_id = decider_id) AND (reviewer_id IS NOT NULL) AND (decider_id IS NOT NULL)))) AND ((reviewer_id IS NULL) OR (issuer_id IS NULL) OR (NOT ((reviewer_id = issuer_id) AND (reviewer_id IS NOT NULL) AND (issuer_id IS NOT NULL)))) AND ((decider_id IS NULL) OR (issuer_id IS NULL) OR (NOT ((decider_id = issuer_id) AND (decider_id IS NOT NULL) AND (issuer_id IS NOT NULL))))))),
    CONSTRAINT case_issues_only_what_was_granted CHECK (((NOT ((status)::text = ANY (ARRAY[('granted'::character varying)::text, ('issued'::character varying)::text]))) OR ((outcome)::text = 'granted'::text))),
    CONSTRAINT case_nothing_leaves_before_its_event CHECK ((((awaits)::text = ''::text) OR (NOT (((outcome)::text = 'granted'::text) AND ((status)::text = ANY (ARRAY[('issued'::character varying)::text, ('served'::character varying)::text, ('closed'::character varying)::text])))))),
    CONSTRAINT case_number_shape CHECK (((number)::text ~ '^\d{17}$'::text)),
    CONSTRAINT case_status_known CHECK (((status)::text = ANY (ARRAY[('received'::character varying)::text, ('correcting'::character varying)::text, ('accepted'::character varying)::text, ('suspended'::character varying)::text, ('reviewing'::character varying)::text, ('deciding'::character varying)::text, ('granted'::character varying)::text, ('refused'::character varying)::text, ('issued'::character varying)::text, ('served'::character varying)::text, ('closed'::character varying)::text, ('rejected'::character varying)::text, ('withdrawn'::character varying)::text, ('returned'::character varying)::text, ('terminated'::character varying)::text, ('transferred'::character varying)::text]))),
    CONSTRAINT cases_case_counted_runs_check CHECK ((counted_runs >= 0)),
    CONSTRAINT cases_case_version_check CHECK ((version >= 0))
);

ALTER TABLE public.cases_case ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_case_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_clock (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    code character varying(40) NOT NULL,
    limit_value integer NOT NULL,
    limit_unit character varying(12) NOT NULL,
    extended_by smallint NOT NULL,
    counting character varying(16) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    due_at timestamp with time zone NOT NULL,
    is_provisional boolean NOT NULL,
    paused_since date,
    ended_at timestamp with time zone,
    basis character varying(200) NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT cases_clock_extended_by_check CHECK ((extended_by >= 0)),
    CONSTRAINT cases_clock_limit_value_check CHECK ((limit_value >= 0))
);

ALTER TABLE public.cases_clock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_clock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_commitment (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    text jsonb NOT NULL,
    text_hash character varying(64) NOT NULL,
    signed_way character varying(12) NOT NULL,
    signed_name character varying(120) NOT NULL,
    signed_by character varying(80) NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    signature bytea NOT NULL,
    withdrawn_at timestamp with time zone,
    case_id bigint NOT NULL,
    document_id bigint NOT NULL,
    beyond_cap character varying(200) NOT NULL,
    file_id uuid
);

ALTER TABLE public.cases_commitment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_commitment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_correctionnotice (
    id bigint NOT NULL,
    items jsonb NOT NULL,
    given_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    corrected_at timestamp with time zone,
    case_id bigint NOT NULL,
    document_id bigint NOT NULL,
    given_by_id bigint
);

ALTER TABLE public.cases_correctionnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_correctionnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_deferral (
    id bigint NOT NULL,
    choice character varying(10) NOT NULL,
    way character varying(12) NOT NULL,
    chosen_by character varying(10) NOT NULL,
    signature_sealed bytea NOT NULL,
    signed_at timestamp with time zone NOT NULL,
    materials jsonb NOT NULL,
    due_on date,
    filed_at timestamp with time zone,
    extended_by smallint DEFAULT 0 NOT NULL,
    reminded_on date,
    lapse character varying(10) DEFAULT ''::character varying NOT NULL,
    lapsed_on date,
    resumes_to character varying(16) DEFAULT ''::character varying NOT NULL,
    made_good_at timestamp with time zone,
    case_id bigint NOT NULL,
    paper_id uuid,
    CONSTRAINT cases_deferral_extended_by_check CHECK ((extended_by >= 0)),
    CONSTRAINT deferral_name_is_kept CHECK (((NOT ((way)::text = 'typed_name'::text)) OR (NOT (signature_sealed = '\x'::bytea)))),
    CONSTRAINT deferral_paper_is_kept CHECK (((NOT ((way)::text = 'paper'::text)) OR (paper_id IS NOT NULL)))
);

ALTER TABLE public.cases_deferral ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_deferral_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_delivery (
    id bigint NOT NULL,
    result_name character varying(200) NOT NULL,
    result_number character varying(120) NOT NULL,
    issued_at timestamp with time zone,
    way character varying(12) NOT NULL,
    tracking character varying(60) NOT NULL,
    collector_name character varying(60) NOT NULL,
    collector_sealed bytea NOT NULL,
    collector_kind character varying(12) NOT NULL,
    served_at timestamp with time zone,
    case_id bigint NOT NULL,
    reminded_at timestamp with time zone,
    reminders smallint DEFAULT 0 NOT NULL,
    face_sealed bytea NOT NULL,
    CONSTRAINT cases_delivery_reminders_check CHECK ((reminders >= 0))
);

ALTER TABLE public.cases_delivery ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_delivery_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_dispatchtable (
    id bigint NOT NULL,
    number integer NOT NULL,
    rules jsonb NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by character varying(80) NOT NULL,
    agency_id bigint NOT NULL,
    CONSTRAINT cases_dispatchtable_number_check CHECK ((number >= 0))
);

ALTER TABLE public.cases_dispatchtable ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_dispatchtable_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_draft (
    id bigint NOT NULL,
    number character varying(17) NOT NULL,
    answers jsonb NOT NULL,
    form_sealed bytea NOT NULL,
    materials jsonb NOT NULL,
    wants_deferral boolean NOT NULL,
    accepts_commitment boolean NOT NULL,
    revision integer NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    expires_on date NOT NULL,
    account_id bigint,
    option_version_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    deferral_choice jsonb NOT NULL,
    commitment_hash character varying(64) NOT NULL,
    declined_commitment boolean NOT NULL,
    CONSTRAINT cases_draft_revision_check CHECK ((revision >= 0))
);

ALTER TABLE public.cases_draft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_draft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_inspectionphoto (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    file_id uuid NOT NULL,
    record_id bigint NOT NULL,
    CONSTRAINT cases_inspectionphoto_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.cases_inspectionphoto ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_inspectionphoto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_inspectionrecord (
    id bigint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone NOT NULL,
    place character varying(200) NOT NULL,
    further_officers jsonb NOT NULL,
    findings jsonb NOT NULL,
    signature character varying(8) NOT NULL,
    signer character varying(60) NOT NULL,
    is_representative boolean NOT NULL,
    signature_note character varying(300) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    document_id bigint NOT NULL,
    first_officer_id bigint NOT NULL,
    recorded_by_id bigint NOT NULL,
    run_id bigint NOT NULL,
    second_officer_id bigint NOT NULL,
    signature_file_id uuid,
    CONSTRAINT inspection_by_two_or_more CHECK ((NOT (first_officer_id = second_officer_id))),
    CONSTRAINT inspection_ends_after_it_began CHECK ((ended_at >= began_at)),
    CONSTRAINT inspection_has_place_and_signer CHECK (((NOT ((place)::text = ''::text)) AND (NOT ((signer)::text = ''::text)))),
    CONSTRAINT inspection_refused_says_why CHECK (((NOT ((signature)::text = 'refused'::text)) OR (NOT ((signature_note)::text = ''::text)))),
    CONSTRAINT inspection_signature_is_there CHECK (((NOT ((signature)::text = 'picture'::text)) OR (signature_file_id IS NOT NULL)))
);

ALTER TABLE public.cases_inspectionrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_inspectionrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_material (
    id bigint NOT NULL,
    requirement_code character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    state character varying(10) NOT NULL,
    verdict character varying(4) NOT NULL,
    problem character varying(500) NOT NULL,
    license_identifier character varying(120) NOT NULL,
    round smallint NOT NULL,
    provided_at timestamp with time zone,
    replaced_at timestamp with time zone,
    case_id bigint NOT NULL,
    CONSTRAINT cases_material_round_check CHECK ((round >= 0))
);

ALTER TABLE public.cases_material ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_material_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_materialfile (
    id bigint NOT NULL,
    "position" smallint NOT NULL,
    file_id uuid NOT NULL,
    material_id bigint NOT NULL,
    CONSTRAINT cases_materialfile_position_check CHECK (("position" >= 0))
);

ALTER TABLE public.cases_materialfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_materialfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_opinion (
    id bigint NOT NULL,
    verb character varying(24) NOT NULL,
    at timestamp with time zone NOT NULL,
    text character varying(2000) NOT NULL,
    proposal character varying(8) NOT NULL,
    case_id bigint NOT NULL,
    staff_id bigint
);

ALTER TABLE public.cases_opinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_opinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_overdueexplanation (
    id bigint NOT NULL,
    clock_kind character varying(20) NOT NULL,
    missed_on date NOT NULL,
    cause character varying(16) NOT NULL,
    words character varying(1000) NOT NULL,
    expected_on date NOT NULL,
    published_at timestamp with time zone NOT NULL,
    disputed_at timestamp with time zone,
    dispute character varying(1000) NOT NULL,
    case_id bigint NOT NULL,
    document_id bigint NOT NULL,
    published_by_id bigint,
    CONSTRAINT explanation_disputed_in_words CHECK (((((dispute)::text = ''::text) AND (disputed_at IS NULL)) OR ((disputed_at IS NOT NULL) AND (NOT ((dispute)::text = ''::text)))))
);

ALTER TABLE public.cases_overdueexplanation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_overdueexplanation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_precheckresult (
    id bigint NOT NULL,
    digest bytea NOT NULL,
    signature bytea NOT NULL,
    given_at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    document_id bigint NOT NULL,
    given_by_id bigint
);

ALTER TABLE public.cases_precheckresult ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_precheckresult_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_quotaplace (
    id bigint NOT NULL,
    option_code character varying(33) NOT NULL,
    period character varying(7) NOT NULL,
    place integer NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT cases_quotaplace_place_check CHECK ((place >= 0))
);

ALTER TABLE public.cases_quotaplace ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_quotaplace_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE SEQUENCE public.cases_serial
    START WITH 50
    INCREMENT BY 50
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

CREATE TABLE public.cases_slot (
    id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    place character varying(200) NOT NULL,
    status character varying(10) NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    booked_at timestamp with time zone,
    reminded_at timestamp with time zone,
    reason character varying(500) NOT NULL,
    case_id bigint NOT NULL,
    run_id bigint NOT NULL,
    CONSTRAINT slot_booked_has_its_moment CHECK (((booked_at IS NOT NULL) OR (NOT ((status)::text = 'booked'::text)))),
    CONSTRAINT slot_cancelled_says_why CHECK (((NOT ((status)::text = 'cancelled'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT slot_has_a_length CHECK ((ends_at > starts_at))
);

ALTER TABLE public.cases_slot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_slot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_slotofficer (
    id bigint NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    is_held boolean NOT NULL,
    slot_id bigint NOT NULL,
    staff_id bigint NOT NULL
);

ALTER TABLE public.cases_slotofficer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_slotofficer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_specialrun (
    id bigint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    started_on date NOT NULL,
    reason character varying(500) NOT NULL,
    expected_on date NOT NULL,
    finished_at timestamp with time zone,
    finished_on date,
    result character varying(1000) NOT NULL,
    case_id bigint NOT NULL,
    document_id bigint NOT NULL,
    counts_since date
);

ALTER TABLE public.cases_specialrun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_specialrun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_tellingoverride (
    id bigint NOT NULL,
    items jsonb NOT NULL,
    reason character varying(500) NOT NULL,
    given_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    case_id bigint NOT NULL,
    document_id bigint NOT NULL,
    given_by_id bigint,
    notice_id bigint,
    precheck_id bigint,
    CONSTRAINT override_breaks_a_telling CHECK (((notice_id IS NOT NULL) OR (precheck_id IS NOT NULL)))
);

ALTER TABLE public.cases_tellingoverride ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_tellingoverride_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.cases_unlistedstep (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    reason character varying(500) NOT NULL,
    started_at timestamp with time zone NOT NULL,
    expected_on date NOT NULL,
    finished_at timestamp with time zone,
    result character varying(500) NOT NULL,
    agency_id bigint NOT NULL,
    case_id bigint NOT NULL,
    started_by_id bigint NOT NULL
);

ALTER TABLE public.cases_unlistedstep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.cases_unlistedstep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_basicitem (
    id bigint NOT NULL,
    code character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(20) NOT NULL,
    field character varying(20) NOT NULL,
    CONSTRAINT catalog_basic_code_shape CHECK (((code)::text ~ '^\d{6}[0-9A-Z]{6}$'::text)),
    CONSTRAINT catalog_public_service_has_one_field CHECK (((((field)::text > ''::text) AND ((kind)::text = 'public_service'::text)) OR ((NOT ((kind)::text = 'public_service'::text)) AND ((field)::text = ''::text))))
);

ALTER TABLE public.catalog_basicitem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_basicitem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_channelnode (
    id bigint NOT NULL,
    node character varying(50) NOT NULL,
    channel character varying(12) NOT NULL,
    revision bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    behind_since timestamp with time zone,
    alarmed_at timestamp with time zone,
    CONSTRAINT catalog_alarm_has_cause CHECK (((alarmed_at IS NULL) OR (behind_since IS NOT NULL)))
);

ALTER TABLE public.catalog_channelnode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_channelnode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_editedsynonym (
    id bigint NOT NULL,
    said character varying(60) NOT NULL
);

ALTER TABLE public.catalog_editedsynonym ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_editedsynonym_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_frequentmatter (
    id bigint NOT NULL,
    code character varying(14) NOT NULL,
    place integer NOT NULL,
    CONSTRAINT catalog_frequentmatter_place_check CHECK ((place >= 0))
);

ALTER TABLE public.catalog_frequentmatter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_frequentmatter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_handlingoption (
    id bigint NOT NULL,
    code character varying(33) NOT NULL,
    list_id bigint NOT NULL,
    current_id bigint,
    ended_by_id bigint,
    CONSTRAINT catalog_in_force_or_ended CHECK (((current_id IS NULL) OR (ended_by_id IS NULL)))
);

ALTER TABLE public.catalog_handlingoption ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_handlingoption_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_implementationlist (
    id bigint NOT NULL,
    level smallint NOT NULL,
    code character varying(31) NOT NULL,
    agency_id bigint NOT NULL,
    basic_id bigint NOT NULL,
    is_local_feature boolean NOT NULL,
    CONSTRAINT catalog_implementationlist_level_check CHECK ((level >= 0))
);

ALTER TABLE public.catalog_implementationlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_implementationlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_lineage (
    id bigint NOT NULL,
    ancestor_id bigint NOT NULL,
    descendant_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT catalog_lineage_leads_on CHECK ((NOT (ancestor_id = descendant_id)))
);

ALTER TABLE public.catalog_lineage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_lineage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_listversion (
    id bigint NOT NULL,
    number integer NOT NULL,
    effective_on date NOT NULL,
    reason character varying(200) NOT NULL,
    legal_source character varying(200) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    list_id bigint NOT NULL,
    operation character varying(12) NOT NULL,
    state character varying(12) NOT NULL,
    template character varying(40) NOT NULL,
    drafts_until_on date,
    is_founding boolean NOT NULL,
    is_local_feature boolean NOT NULL,
    name character varying(200) NOT NULL,
    until_on date,
    CONSTRAINT catalog_listversion_number_check CHECK ((number >= 0)),
    CONSTRAINT catalog_operation_leaves_state CHECK (((((operation)::text = 'suspend'::text) AND ((state)::text = 'suspended'::text)) OR (((operation)::text = 'cancel'::text) AND ((state)::text = 'cancelled'::text)) OR ((NOT ((operation)::text = ANY (ARRAY[('suspend'::character varying)::text, ('cancel'::character varying)::text]))) AND ((state)::text = 'in_force'::text)))),
    CONSTRAINT catalog_transition_in_order CHECK (((drafts_until_on IS NULL) OR (drafts_until_on >= effective_on))),
    CONSTRAINT catalog_until_is_of_a_suspension CHECK (((until_on IS NULL) OR (((operation)::text = 'suspend'::text) AND (until_on >= effective_on))))
);

ALTER TABLE public.catalog_listversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_listversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_miss (
    id bigint NOT NULL,
    text character varying(60) NOT NULL,
    "on" date NOT NULL,
    times integer NOT NULL,
    CONSTRAINT catalog_miss_times_check CHECK ((times >= 0))
);

ALTER TABLE public.catalog_miss ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_miss_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_optionversion (
    id bigint NOT NULL,
    name character varying(200) NOT NULL,
    content text NOT NULL,
    content_hash character varying(64) NOT NULL,
    effective_on date NOT NULL,
    edition_id bigint NOT NULL,
    option_id bigint NOT NULL,
    CONSTRAINT catalog_option_content_hash CHECK (((content_hash)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
);

ALTER TABLE public.catalog_optionversion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_optionversion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_revision (
    id bigint NOT NULL,
    number bigint NOT NULL
);

ALTER TABLE public.catalog_revision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_revision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_settledmiss (
    id bigint NOT NULL,
    text character varying(60) NOT NULL,
    outcome character varying(10) NOT NULL,
    settled_on date NOT NULL
);

ALTER TABLE public.catalog_settledmiss ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_settledmiss_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.catalog_synonym (
    id bigint NOT NULL,
    said character varying(60) NOT NULL,
    meant character varying(200) NOT NULL
);

ALTER TABLE public.catalog_synonym ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.catalog_synonym_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.checklists_keptchecklist (
    id bigint NOT NULL,
    code_index bytea NOT NULL,
    answers jsonb NOT NULL,
    kept_at timestamp with time zone NOT NULL,
    expires_on date NOT NULL,
    option_version_id bigint NOT NULL
);

ALTER TABLE public.checklists_keptchecklist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.checklists_keptchecklist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.codes_doorplate (
    id bigint NOT NULL,
    handle bytea NOT NULL,
    address character varying(30) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    division_id bigint NOT NULL,
    CONSTRAINT doorplate_has_address CHECK ((NOT ((address)::text = ''::text)))
);

ALTER TABLE public.codes_doorplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.codes_doorplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.codes_scan (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    public_id uuid NOT NULL,
    issued bigint,
    origin character varying(40) NOT NULL,
    status character varying(10) NOT NULL,
    scene character varying(60) NOT NULL,
    purpose character varying(200) NOT NULL,
    verifier character varying(120) NOT NULL,
    claims jsonb NOT NULL,
    granted jsonb NOT NULL,
    by_ref character varying(80) NOT NULL,
    scanned_at timestamp with time zone NOT NULL,
    answer_until timestamp with time zone NOT NULL,
    keeps_seconds integer NOT NULL,
    look_until timestamp with time zone,
    decided_at timestamp with time zone,
    party_id bigint NOT NULL,
    showing_id bigint,
    CONSTRAINT codes_scan_keeps_seconds_check CHECK ((keeps_seconds >= 0)),
    CONSTRAINT codes_scan_version_check CHECK ((version >= 0)),
    CONSTRAINT scan_granted_for_a_time CHECK ((((look_until IS NOT NULL) AND ((status)::text = ANY (ARRAY[('granted'::character varying)::text, ('withdrawn'::character varying)::text]))) OR ((look_until IS NULL) AND ((status)::text = ANY (ARRAY[('asked'::character varying)::text, ('refused'::character varying)::text]))))),
    CONSTRAINT scan_names_its_code CHECK ((((issued IS NULL) AND (showing_id IS NULL)) OR ((issued IS NOT NULL) AND (showing_id IS NOT NULL)))),
    CONSTRAINT scan_status_known CHECK (((status)::text = ANY (ARRAY[('asked'::character varying)::text, ('granted'::character varying)::text, ('refused'::character varying)::text, ('withdrawn'::character varying)::text]))),
    CONSTRAINT scan_waits_a_while CHECK ((answer_until > scanned_at))
);

ALTER TABLE public.codes_scan ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.codes_scan_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.codes_showing (
    id bigint NOT NULL,
    public_id uuid NOT NULL,
    handle bytea NOT NULL,
    kind character varying(1) NOT NULL,
    words character varying(30) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    used_until bigint NOT NULL,
    party_id bigint NOT NULL,
    shown_by_id bigint NOT NULL,
    CONSTRAINT showing_ends_after_it_began CHECK ((expires_at > opened_at)),
    CONSTRAINT showing_of_person_has_no_words CHECK ((((words)::text = ''::text) OR ((kind)::text = 'L'::text)))
);

ALTER TABLE public.codes_showing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.codes_showing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.codes_shownlicense (
    id bigint NOT NULL,
    fields jsonb NOT NULL,
    edition_id bigint NOT NULL,
    showing_id bigint NOT NULL
);

ALTER TABLE public.codes_shownlicense ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.codes_shownlicense_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.compiling_elementtemplate (
    id bigint NOT NULL,
    version character varying(40) NOT NULL,
    source character varying(200) NOT NULL,
    is_reconstruction boolean NOT NULL,
    elements jsonb NOT NULL,
    loaded_at timestamp with time zone NOT NULL
);

ALTER TABLE public.compiling_elementtemplate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compiling_elementtemplate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.compiling_foundingopinion (
    id bigint NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    staff_id bigint NOT NULL
);

ALTER TABLE public.compiling_foundingopinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compiling_foundingopinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.compiling_importrun (
    id uuid NOT NULL,
    name character varying(200) NOT NULL,
    sha256 character varying(64) NOT NULL,
    size integer NOT NULL,
    status character varying(8) NOT NULL,
    reading character varying(64) NOT NULL,
    counts jsonb NOT NULL,
    words character varying(300) NOT NULL,
    tries smallint NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    agency_id bigint,
    uploaded_by_id bigint NOT NULL,
    CONSTRAINT compiling_import_read_before_taken_in CHECK (((NOT ((status)::text = ANY (ARRAY[('read'::character varying)::text, ('queued'::character varying)::text, ('done'::character varying)::text]))) OR (NOT ((reading)::text = ''::text)))),
    CONSTRAINT compiling_importrun_size_check CHECK ((size >= 0)),
    CONSTRAINT compiling_importrun_tries_check CHECK ((tries >= 0))
);

CREATE TABLE public.compiling_listdraft (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(12) NOT NULL,
    origin character varying(12) NOT NULL,
    operation character varying(12) NOT NULL,
    source_ref character varying(120) NOT NULL,
    source_hash character varying(64) NOT NULL,
    basic_code character varying(12) NOT NULL,
    name character varying(200) NOT NULL,
    kind character varying(20) NOT NULL,
    ancestors jsonb NOT NULL,
    document jsonb NOT NULL,
    locked jsonb NOT NULL,
    findings jsonb NOT NULL,
    words jsonb NOT NULL,
    revision integer NOT NULL,
    due_on date,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    agency_id bigint,
    base_id bigint,
    compiler_id bigint,
    published_id bigint,
    publisher_id bigint,
    submitter_id bigint,
    round_id bigint,
    ends_ancestors boolean NOT NULL,
    hands jsonb NOT NULL,
    notice_id bigint,
    turn smallint NOT NULL,
    twins jsonb NOT NULL,
    kept jsonb NOT NULL,
    CONSTRAINT compiling_claimed_has_agency CHECK ((((status)::text = ANY (ARRAY[('pushed'::character varying)::text, ('declined'::character varying)::text, ('dropped'::character varying)::text])) OR (agency_id IS NOT NULL))),
    CONSTRAINT compiling_listdraft_revision_check CHECK ((revision >= 0)),
    CONSTRAINT compiling_listdraft_turn_check CHECK ((turn >= 0)),
    CONSTRAINT compiling_listdraft_version_check CHECK ((version >= 0)),
    CONSTRAINT compiling_nobody_publishes_their_own CHECK (((publisher_id IS NULL) OR ((NOT ((publisher_id = submitter_id) AND (publisher_id IS NOT NULL) AND (submitter_id IS NOT NULL))) AND ((compiler_id IS NULL) OR (NOT ((publisher_id = compiler_id) AND (publisher_id IS NOT NULL) AND (compiler_id IS NOT NULL))))))),
    CONSTRAINT compiling_published_is_an_edition CHECK ((((notice_id IS NOT NULL) AND (published_id IS NOT NULL) AND ((status)::text = 'published'::text)) OR ((NOT ((status)::text = 'published'::text)) AND (notice_id IS NULL) AND (published_id IS NULL))))
);

ALTER TABLE public.compiling_listdraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compiling_listdraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.compiling_opinion (
    id bigint NOT NULL,
    turn smallint NOT NULL,
    verdict character varying(8) NOT NULL,
    words text NOT NULL,
    at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    draft_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT compiling_opinion_turn_check CHECK ((turn >= 0))
);

ALTER TABLE public.compiling_opinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compiling_opinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.compiling_round (
    id bigint NOT NULL,
    title character varying(100) NOT NULL,
    basis character varying(200) NOT NULL,
    opens_on date NOT NULL,
    due_on date NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT compiling_round_days_in_order CHECK ((due_on >= opens_on))
);

ALTER TABLE public.compiling_round ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compiling_round_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.compiling_roundmember (
    id bigint NOT NULL,
    agency_id bigint NOT NULL,
    round_id bigint NOT NULL
);

ALTER TABLE public.compiling_roundmember ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.compiling_roundmember_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contacts_answer (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    content_hash character varying(64) NOT NULL,
    situation jsonb NOT NULL,
    answer_id character varying(64) NOT NULL,
    text_state character varying(12) NOT NULL,
    text character varying(500) NOT NULL,
    texted_at timestamp with time zone,
    slip_id bigint,
    staff_id bigint NOT NULL,
    version_id bigint NOT NULL,
    contact_id bigint NOT NULL
);

ALTER TABLE public.contacts_answer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contacts_answer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contacts_coaching (
    id bigint NOT NULL,
    number character varying(17) NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    situation jsonb NOT NULL,
    needed jsonb NOT NULL,
    coached_at timestamp with time zone NOT NULL,
    agent_id bigint NOT NULL,
    party_id bigint,
    version_id bigint NOT NULL,
    contact_id bigint,
    CONSTRAINT coaching_of_a_draft_or_a_contact CHECK (((NOT ((number)::text = ''::text)) OR (contact_id IS NOT NULL)))
);

ALTER TABLE public.contacts_coaching ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contacts_coaching_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contacts_coachingfailure (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    items jsonb NOT NULL,
    coaching_id bigint NOT NULL
);

ALTER TABLE public.contacts_coachingfailure ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contacts_coachingfailure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contacts_coachingnote (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    text character varying(500) NOT NULL,
    coaching_id bigint NOT NULL,
    staff_id bigint NOT NULL
);

ALTER TABLE public.contacts_coachingnote ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contacts_coachingnote_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contacts_firstcontact (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    kind character varying(12) NOT NULL,
    channel character varying(8) NOT NULL,
    status character varying(8) NOT NULL,
    name_sealed bytea NOT NULL,
    name_masked character varying(120) NOT NULL,
    phone_sealed bytea NOT NULL,
    phone_index bytea,
    phone_masked character varying(20) NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    case_number character varying(17) NOT NULL,
    question character varying(500) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    reached_at timestamp with time zone,
    escalated_at timestamp with time zone,
    closed_at timestamp with time zone,
    result character varying(12) NOT NULL,
    result_words character varying(500) NOT NULL,
    result_body character varying(120) NOT NULL,
    result_case character varying(17) NOT NULL,
    account_id bigint,
    offered_to_id bigint,
    owner_id bigint NOT NULL,
    party_id bigint,
    repeats_id bigint,
    seen_id bigint,
    venue_id bigint,
    cause character varying(10) NOT NULL,
    leader_id bigint,
    objections smallint NOT NULL,
    root character varying(8) NOT NULL,
    root_report_id bigint,
    CONSTRAINT contact_body_is_named CHECK (((NOT ((result)::text = ANY (ARRAY[('referred'::character varying)::text, ('not_ours'::character varying)::text]))) OR (NOT ((result_body)::text = ''::text)))),
    CONSTRAINT contact_case_is_named CHECK (((NOT ((result)::text = 'case_begun'::text)) OR ((result_case)::text ~ '^\d{17}$'::text))),
    CONSTRAINT contact_closed_has_a_result CHECK ((((closed_at IS NOT NULL) AND ((status)::text = 'closed'::text) AND (NOT ((result)::text = ''::text))) OR ((closed_at IS NULL) AND ((status)::text = 'settled'::text) AND (NOT ((result)::text = ''::text))) OR ((NOT ((status)::text = ANY (ARRAY[('settled'::character varying)::text, ('closed'::character varying)::text]))) AND (closed_at IS NULL) AND ((result)::text = ''::text)))),
    CONSTRAINT contact_not_offered_to_owner CHECK (((offered_to_id IS NULL) OR (NOT ((offered_to_id = owner_id) AND (offered_to_id IS NOT NULL))))),
    CONSTRAINT contact_offered_names_a_receiver CHECK ((((offered_to_id IS NOT NULL) AND ((status)::text = 'offered'::text)) OR ((NOT ((status)::text = 'offered'::text)) AND (offered_to_id IS NULL)))),
    CONSTRAINT contact_phone_has_index CHECK ((((phone_index IS NULL) AND (phone_sealed = '\x'::bytea)) OR (phone_index IS NOT NULL))),
    CONSTRAINT contacts_firstcontact_objections_check CHECK ((objections >= 0)),
    CONSTRAINT contacts_firstcontact_version_check CHECK ((version >= 0))
);

ALTER TABLE public.contacts_firstcontact ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contacts_firstcontact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contacts_jointopinion (
    id bigint NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    asked_for character varying(500) NOT NULL,
    due_on date NOT NULL,
    words character varying(500) NOT NULL,
    answered_at timestamp with time zone,
    agency_id bigint NOT NULL,
    contact_id bigint NOT NULL,
    staff_id bigint,
    CONSTRAINT joint_opinion_is_somebodys CHECK ((((answered_at IS NULL) AND (staff_id IS NULL) AND ((words)::text = ''::text)) OR ((answered_at IS NOT NULL) AND (staff_id IS NOT NULL) AND (NOT ((words)::text = ''::text)))))
);

ALTER TABLE public.contacts_jointopinion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contacts_jointopinion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.contacts_shift (
    id bigint NOT NULL,
    "window" character varying(40) NOT NULL,
    signed_on_at timestamp with time zone NOT NULL,
    signed_off_at timestamp with time zone,
    note character varying(500) NOT NULL,
    staff_id bigint NOT NULL,
    venue_id bigint,
    CONSTRAINT shift_ends_after_it_began CHECK (((signed_off_at IS NULL) OR (signed_off_at >= signed_on_at)))
);

ALTER TABLE public.contacts_shift ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.contacts_shift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.credit_platform_creditbatch (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    content text NOT NULL,
    digest character varying(64) NOT NULL,
    count integer NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    receipt character varying(60) NOT NULL,
    received_at timestamp with time zone,
    entry_id bigint NOT NULL,
    CONSTRAINT credit_batch_received_with_receipt CHECK (((((receipt)::text = ''::text) AND (received_at IS NULL)) OR ((received_at IS NOT NULL) AND (NOT ((receipt)::text = ''::text))))),
    CONSTRAINT credit_platform_creditbatch_count_check CHECK ((count >= 0))
);

ALTER TABLE public.credit_platform_creditbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.credit_platform_creditbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.credit_platform_creditpush (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    receipt character varying(60) NOT NULL,
    received_at timestamp with time zone,
    commitment_id bigint NOT NULL,
    entry_id bigint NOT NULL,
    CONSTRAINT credit_received_with_receipt CHECK (((((receipt)::text = ''::text) AND (received_at IS NULL)) OR ((received_at IS NOT NULL) AND (NOT ((receipt)::text = ''::text)))))
);

ALTER TABLE public.credit_platform_creditpush ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.credit_platform_creditpush_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.credit_platform_simulatedcreditfaults (
    id bigint NOT NULL,
    seed integer NOT NULL,
    loss double precision NOT NULL,
    duplicates double precision NOT NULL,
    delay double precision NOT NULL,
    bad_receipts double precision NOT NULL,
    CONSTRAINT credit_platform_simulatedcreditfaults_seed_check CHECK ((seed >= 0))
);

ALTER TABLE public.credit_platform_simulatedcreditfaults ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.credit_platform_simulatedcreditfaults_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.credit_platform_simulatedcreditmessage (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    content jsonb NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.credit_platform_simulatedcreditmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.credit_platform_simulatedcreditmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.credit_platform_waitingcredit (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    item_id bigint NOT NULL
);

ALTER TABLE public.credit_platform_waitingcredit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.credit_platform_waitingcredit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.crossing_crossing (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    number character varying(24) NOT NULL,
    direction character varying(8) NOT NULL,
    mode character varying(16) NOT NULL,
    status character varying(10) NOT NULL,
    partner_code character varying(12) NOT NULL,
    receiving_code character varying(12) NOT NULL,
    handling_code character varying(12) NOT NULL,
    matter_code character varying(40) NOT NULL,
    matter_name character varying(200) NOT NULL,
    identity_checked boolean NOT NULL,
    form_check jsonb NOT NULL,
    limits jsonb NOT NULL,
    received_at timestamp with time zone NOT NULL,
    given_at timestamp with time zone,
    taken_at timestamp with time zone,
    gave_back_at timestamp with time zone,
    returned_at timestamp with time zone,
    closed_at timestamp with time zone,
    due_on date,
    tracking_out character varying(60) NOT NULL,
    tracking_back character varying(60) NOT NULL,
    outcome character varying(10) NOT NULL,
    outcome_from character varying(12) NOT NULL,
    result_number character varying(120) NOT NULL,
    agency_id bigint,
    applicant_id bigint NOT NULL,
    case_id bigint,
    receiver_id bigint,
    gave_back_letter_id uuid,
    given_letter_id uuid,
    returned_letter_id uuid,
    taken_letter_id uuid,
    postage_back integer,
    postage_out integer,
    CONSTRAINT crossing_back_is_signed CHECK ((((returned_at IS NOT NULL) AND (returned_letter_id IS NOT NULL) AND ((status)::text = ANY (ARRAY[('returned'::character varying)::text, ('closed'::character varying)::text]))) OR ((returned_at IS NULL) AND (returned_letter_id IS NULL) AND (NOT ((status)::text = ANY (ARRAY[('returned'::character varying)::text, ('closed'::character varying)::text])))))),
    CONSTRAINT crossing_crossing_postage_back_check CHECK ((postage_back >= 0)),
    CONSTRAINT crossing_crossing_postage_out_check CHECK ((postage_out >= 0)),
    CONSTRAINT crossing_crossing_version_check CHECK ((version >= 0)),
    CONSTRAINT crossing_given_is_signed CHECK ((((given_at IS NOT NULL) AND (given_letter_id IS NOT NULL) AND ((status)::text = ANY (ARRAY[('transfer'::character varying)::text, ('handling'::character varying)::text, ('returning'::character varying)::text, ('returned'::character varying)::text, ('closed'::character varying)::text]))) OR ((given_at IS NULL) AND (given_letter_id IS NULL) AND (NOT ((status)::text = ANY (ARRAY[('transfer'::character varying)::text, ('handling'::character varying)::text, ('returning'::character varying)::text, ('returned'::character varying)::text, ('closed'::character varying)::text])))))),
    CONSTRAINT crossing_is_decided_where_it_is_handled CHECK ((((case_id IS NULL) AND ((direction)::text = 'outbound'::text) AND identity_checked AND (receiver_id IS NOT NULL) AND ((handling_code)::text = (partner_code)::text)) OR (((direction)::text = 'inbound'::text) AND (receiver_id IS NULL) AND ((receiving_code)::text = (partner_code)::text)))),
    CONSTRAINT crossing_legs_follow_each_other CHECK ((((given_at IS NULL) OR (given_at >= received_at)) AND ((taken_at IS NULL) OR (taken_at >= given_at)) AND ((gave_back_at IS NULL) OR (gave_back_at >= taken_at)) AND ((returned_at IS NULL) OR (returned_at >= gave_back_at)))),
    CONSTRAINT crossing_online_needs_no_receiver CHECK ((NOT ((mode)::text = 'fully_online'::text))),
    CONSTRAINT crossing_only_the_handling_place_decides CHECK (((((outcome)::text = ''::text) AND ((outcome_from)::text = ''::text)) OR ((NOT ((outcome)::text = ''::text)) AND ((outcome_from)::text = (handling_code)::text)))),
    CONSTRAINT crossing_outcome_comes_with_the_return CHECK ((((outcome)::text = ''::text) OR ((status)::text = ANY (ARRAY[('returning'::character varying)::text, ('returned'::character varying)::text, ('closed'::character varying)::text])))),
    CONSTRAINT crossing_return_is_signed CHECK ((((gave_back_at IS NOT NULL) AND (gave_back_letter_id IS NOT NULL) AND ((status)::text = ANY (ARRAY[('returning'::character varying)::text, ('returned'::character varying)::text, ('closed'::character varying)::text]))) OR ((gave_back_at IS NULL) AND (gave_back_letter_id IS NULL) AND (NOT ((status)::text = ANY (ARRAY[('returning'::character varying)::text, ('returned'::character varying)::text, ('closed'::character varying)::text])))))),
    CONSTRAINT crossing_taken_is_signed CHECK (((((status)::text = ANY (ARRAY[('handling'::character varying)::text, ('returning'::character varying)::text, ('returned'::character varying)::text, ('closed'::character varying)::text])) AND (taken_at IS NOT NULL) AND (taken_letter_id IS NOT NULL)) OR ((taken_at IS NULL) AND (taken_letter_id IS NULL) AND (NOT ((status)::text = ANY (ARRAY[('handling'::character varying)::text, ('returning'::character varying)::text, ('returned'::character varying)::text, ('closed'::character varying)::text])))))),
    CONSTRAINT crossing_two_places CHECK ((NOT ((receiving_code)::text = (handling_code)::text)))
);

ALTER TABLE public.crossing_crossing ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crossing_crossing_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.crossing_custodyevent (
    id bigint NOT NULL,
    seq smallint NOT NULL,
    at timestamp with time zone NOT NULL,
    from_holder character varying(10) NOT NULL,
    to_holder character varying(10) NOT NULL,
    given_by character varying(120) NOT NULL,
    taken_by character varying(120) NOT NULL,
    tracking character varying(60) NOT NULL,
    signature bytea NOT NULL,
    original_id bigint NOT NULL,
    CONSTRAINT crossing_custodyevent_seq_check CHECK ((seq >= 0)),
    CONSTRAINT custody_changes_hands CHECK ((NOT ((from_holder)::text = (to_holder)::text))),
    CONSTRAINT custody_signed_by_both CHECK (((NOT (signature = '\x'::bytea)) AND (NOT ((given_by)::text = ''::text)) AND (NOT ((taken_by)::text = ''::text))))
);

ALTER TABLE public.crossing_custodyevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crossing_custodyevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.crossing_jointpart (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(120) NOT NULL,
    place character varying(10) NOT NULL,
    done_at timestamp with time zone,
    done_by character varying(120) NOT NULL,
    confirmed_at timestamp with time zone,
    confirmed_by character varying(120) NOT NULL,
    crossing_id bigint NOT NULL,
    CONSTRAINT joint_part_done_first CHECK (((confirmed_at IS NULL) OR (done_at IS NOT NULL)))
);

ALTER TABLE public.crossing_jointpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crossing_jointpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.crossing_letter (
    id uuid NOT NULL,
    partner_code character varying(12) NOT NULL,
    number character varying(24) NOT NULL,
    sender character varying(12) NOT NULL,
    place character varying(10) NOT NULL,
    seq integer NOT NULL,
    kind character varying(16) NOT NULL,
    at timestamp with time zone NOT NULL,
    face text NOT NULL,
    private_sealed bytea NOT NULL,
    signature bytea NOT NULL,
    stored_at timestamp with time zone NOT NULL,
    applied_at timestamp with time zone,
    refused character varying(300) NOT NULL,
    CONSTRAINT crossing_letter_seq_check CHECK ((seq >= 0)),
    CONSTRAINT letter_is_signed CHECK ((NOT (signature = '\x'::bytea)))
);

CREATE TABLE public.crossing_original (
    id bigint NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(200) NOT NULL,
    holder character varying(10) NOT NULL,
    passes smallint NOT NULL,
    kept_basis character varying(200) NOT NULL,
    crossing_id bigint NOT NULL,
    CONSTRAINT crossing_original_passes_check CHECK ((passes >= 0)),
    CONSTRAINT original_kept_where_handled CHECK ((((kept_basis)::text = ''::text) OR ((holder)::text = 'handling'::text)))
);

ALTER TABLE public.crossing_original ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crossing_original_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.crossing_routed (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    partner_code character varying(12) NOT NULL,
    direction character varying(8) NOT NULL,
    matter_code character varying(40) NOT NULL
);

ALTER TABLE public.crossing_routed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crossing_routed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.crossing_spoiled (
    id bigint NOT NULL,
    partner_code character varying(12) NOT NULL,
    sha256 bytea NOT NULL,
    why character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.crossing_spoiled ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.crossing_spoiled_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.devices_condition (
    id bigint NOT NULL,
    number integer NOT NULL,
    paper_left integer,
    printed integer NOT NULL,
    errors integer NOT NULL,
    last_error character varying(120) NOT NULL,
    error_at timestamp with time zone,
    kiosk_id bigint NOT NULL,
    pinned_id bigint,
    CONSTRAINT devices_condition_errors_check CHECK ((errors >= 0)),
    CONSTRAINT devices_condition_number_check CHECK ((number >= 0)),
    CONSTRAINT devices_condition_paper_left_check CHECK ((paper_left >= 0)),
    CONSTRAINT devices_condition_printed_check CHECK ((printed >= 0))
);

ALTER TABLE public.devices_condition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.devices_condition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.devices_config (
    id bigint NOT NULL,
    number integer NOT NULL,
    idle_seconds smallint NOT NULL,
    notice character varying(60) NOT NULL,
    paper_low integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    CONSTRAINT devices_config_idle_seconds_check CHECK ((idle_seconds >= 0)),
    CONSTRAINT devices_config_number_check CHECK ((number >= 0)),
    CONSTRAINT devices_config_paper_low_check CHECK ((paper_low >= 0))
);

ALTER TABLE public.devices_config ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.devices_config_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.devices_dailyuse (
    id bigint NOT NULL,
    "on" date NOT NULL,
    service character varying(10) NOT NULL,
    count integer NOT NULL,
    kiosk_id bigint NOT NULL,
    CONSTRAINT devices_dailyuse_count_check CHECK ((count >= 0))
);

ALTER TABLE public.devices_dailyuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.devices_dailyuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.devices_fault (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    kind character varying(10) NOT NULL,
    status character varying(8) NOT NULL,
    words character varying(200) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    result character varying(200) NOT NULL,
    kiosk_id bigint NOT NULL,
    taken_by_id bigint,
    CONSTRAINT devices_fault_version_check CHECK ((version >= 0)),
    CONSTRAINT fault_closed_with_a_result CHECK ((((closed_at IS NOT NULL) AND ((status)::text = 'closed'::text) AND (NOT ((result)::text = ''::text))) OR ((NOT ((status)::text = 'closed'::text)) AND (closed_at IS NULL) AND ((result)::text = ''::text))))
);

ALTER TABLE public.devices_fault ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.devices_fault_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.devices_placement (
    id bigint NOT NULL,
    place_type character varying(10) NOT NULL,
    place_name character varying(60) NOT NULL,
    owner character varying(80) NOT NULL,
    address character varying(120) NOT NULL,
    latitude numeric(9,6) NOT NULL,
    longitude numeric(9,6) NOT NULL,
    has_sample_position boolean NOT NULL,
    is_all_day boolean NOT NULL,
    services jsonb NOT NULL,
    kiosk_id bigint NOT NULL,
    CONSTRAINT placement_does_something CHECK ((NOT (services = '[]'::jsonb)))
);

ALTER TABLE public.devices_placement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.devices_placement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.devices_rollout (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    status character varying(8) NOT NULL,
    trial jsonb NOT NULL,
    began_at timestamp with time zone,
    whole_at timestamp with time zone,
    reason character varying(200) NOT NULL,
    config_id bigint NOT NULL,
    CONSTRAINT devices_rollout_version_check CHECK ((version >= 0)),
    CONSTRAINT rollout_back_with_a_reason CHECK (((((status)::text = 'back'::text) AND (NOT ((reason)::text = ''::text))) OR ((NOT ((status)::text = 'back'::text)) AND ((reason)::text = ''::text)))),
    CONSTRAINT rollout_has_a_trial CHECK ((NOT (trial = '[]'::jsonb)))
);

ALTER TABLE public.devices_rollout ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.devices_rollout_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.django_migrations (
    id bigint NOT NULL,
    app character varying(255) NOT NULL,
    name character varying(255) NOT NULL,
    applied timestamp with time zone NOT NULL
);

ALTER TABLE public.django_migrations ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.django_migrations_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.documents_agencymark (
    id bigint NOT NULL,
    mark character varying(12) NOT NULL,
    agency_id bigint NOT NULL
);

ALTER TABLE public.documents_agencymark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.documents_agencymark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.documents_numberseries (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    year smallint NOT NULL,
    next_ordinal integer NOT NULL,
    agency_id bigint NOT NULL,
    CONSTRAINT documents_numberseries_next_ordinal_check CHECK ((next_ordinal >= 0)),
    CONSTRAINT documents_numberseries_year_check CHECK ((year >= 0)),
    CONSTRAINT series_begins_at_one CHECK ((next_ordinal >= 1))
);

ALTER TABLE public.documents_numberseries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.documents_numberseries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.documents_officialdocument (
    id bigint NOT NULL,
    kind character varying(20) NOT NULL,
    number character varying(80) NOT NULL,
    subject character varying(80) NOT NULL,
    issued_at timestamp with time zone NOT NULL,
    issued_by character varying(80) NOT NULL,
    issued_by_name character varying(100) NOT NULL,
    body jsonb NOT NULL,
    verification_code character varying(10) NOT NULL,
    content_hash character varying(64) NOT NULL,
    pdf_sha256 character varying(64) NOT NULL,
    is_void boolean NOT NULL,
    voided_at timestamp with time zone,
    voided_by character varying(80) NOT NULL,
    void_reason character varying(500) NOT NULL,
    agency_id bigint,
    party_id bigint,
    CONSTRAINT document_is_voided_with_reason CHECK ((((NOT is_void) AND ((void_reason)::text = ''::text) AND (voided_at IS NULL)) OR (is_void AND (voided_at IS NOT NULL) AND (NOT ((void_reason)::text = ''::text))))),
    CONSTRAINT document_kind_is_known CHECK (((kind)::text = ANY (ARRAY[('receipt'::character varying)::text, ('correction_notice'::character varying)::text, ('acceptance_notice'::character varying)::text, ('deferral_notice'::character varying)::text, ('rejection'::character varying)::text, ('decision_grant'::character varying)::text, ('decision_refuse'::character varying)::text, ('extension_notice'::character varying)::text, ('special_notice'::character varying)::text, ('transfer_notice'::character varying)::text, ('withdrawal_notice'::character varying)::text, ('return_notice'::character varying)::text, ('termination_notice'::character varying)::text, ('delivery_receipt'::character varying)::text, ('publication_notice'::character varying)::text, ('list_notice'::character varying)::text, ('precheck_result'::character varying)::text, ('supplement_override'::character varying)::text, ('overdue_explanation'::character varying)::text, ('inspection_record'::character varying)::text, ('make_good_receipt'::character varying)::text, ('commitment'::character varying)::text, ('rectification_notice'::character varying)::text, ('revocation_advice'::character varying)::text, ('revocation'::character varying)::text, ('handover_slip'::character varying)::text, ('answer_slip'::character varying)::text, ('case_slip'::character varying)::text, ('cash_receipt'::character varying)::text, ('status_report'::character varying)::text, ('bulletin'::character varying)::text, ('incident_report'::character varying)::text, ('incident_notice'::character varying)::text])))
);

ALTER TABLE public.documents_officialdocument ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.documents_officialdocument_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.documents_paperwording (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    kind character varying(20) NOT NULL,
    status character varying(12) NOT NULL,
    edition integer,
    text jsonb NOT NULL,
    reason character varying(500) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    words character varying(500) NOT NULL,
    decided_by_id bigint,
    proposed_by_id bigint NOT NULL,
    CONSTRAINT documents_paperwording_edition_check CHECK ((edition >= 0)),
    CONSTRAINT documents_paperwording_version_check CHECK ((version >= 0)),
    CONSTRAINT wording_decided_by_another CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = proposed_by_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT wording_in_force_was_decided CHECK ((((decided_by_id IS NOT NULL) AND (edition IS NOT NULL) AND ((status)::text = ANY (ARRAY[('in_force'::character varying)::text, ('superseded'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('in_force'::character varying)::text, ('superseded'::character varying)::text]))) AND (edition IS NULL))))
);

ALTER TABLE public.documents_paperwording ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.documents_paperwording_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.documents_reservedrange (
    id bigint NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL,
    holder character varying(100) NOT NULL,
    reserved_at timestamp with time zone NOT NULL,
    reserved_by character varying(80) NOT NULL,
    series_id bigint NOT NULL,
    CONSTRAINT documents_reservedrange_first_check CHECK ((first >= 0)),
    CONSTRAINT documents_reservedrange_last_check CHECK ((last >= 0)),
    CONSTRAINT range_is_not_empty CHECK (((first >= 1) AND (last >= first)))
);

ALTER TABLE public.documents_reservedrange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.documents_reservedrange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.documents_storedfile (
    id uuid NOT NULL,
    sha256 bytea NOT NULL,
    size integer NOT NULL,
    media_type character varying(100) NOT NULL,
    name character varying(200) NOT NULL,
    pages integer,
    width integer,
    height integer,
    client character varying(100) NOT NULL,
    uploaded_at timestamp with time zone NOT NULL,
    verdict character varying(10) NOT NULL,
    trust_level character varying(1) NOT NULL,
    holder character varying(80) NOT NULL,
    uploaded_by_id bigint,
    CONSTRAINT documents_storedfile_height_check CHECK ((height >= 0)),
    CONSTRAINT documents_storedfile_pages_check CHECK ((pages >= 0)),
    CONSTRAINT documents_storedfile_size_check CHECK ((size >= 0)),
    CONSTRAINT documents_storedfile_width_check CHECK ((width >= 0)),
    CONSTRAINT file_is_not_empty CHECK ((size > 0)),
    CONSTRAINT file_trust_is_known CHECK (((trust_level)::text = ANY (ARRAY[('A'::character varying)::text, ('B'::character varying)::text, ('C'::character varying)::text, ('D'::character varying)::text]))),
    CONSTRAINT file_verdict_is_known CHECK (((verdict)::text = ANY (ARRAY[('clean'::character varying)::text, ('suspicious'::character varying)::text, ('unchecked'::character varying)::text])))
);

CREATE TABLE public.dossiers_archiverecord (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    content bytea NOT NULL,
    root bytea NOT NULL,
    size bigint NOT NULL,
    files integer NOT NULL,
    retention character varying(12) NOT NULL,
    checked_at timestamp with time zone NOT NULL,
    finding character varying(300) NOT NULL,
    case_id bigint NOT NULL,
    retain_until date,
    destroyed_at timestamp with time zone,
    is_removed boolean NOT NULL,
    CONSTRAINT archive_for_ever_is_never_destroyed CHECK (((destroyed_at IS NULL) OR (retain_until IS NOT NULL))),
    CONSTRAINT archive_is_not_empty CHECK (((files > 0) AND (size > 0))),
    CONSTRAINT archive_removed_when_destroyed CHECK (((NOT is_removed) OR (destroyed_at IS NOT NULL))),
    CONSTRAINT dossiers_archiverecord_files_check CHECK ((files >= 0)),
    CONSTRAINT dossiers_archiverecord_size_check CHECK ((size >= 0))
);

ALTER TABLE public.dossiers_archiverecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dossiers_archiverecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.dossiers_destructionline (
    id bigint NOT NULL,
    fate character varying(8) NOT NULL,
    reason character varying(500) NOT NULL,
    term character varying(12) NOT NULL,
    term_until date NOT NULL,
    archive_id bigint NOT NULL,
    listed_id bigint NOT NULL,
    CONSTRAINT destruction_kept_on_for_a_reason CHECK ((((fate)::text = 'destroy'::text) OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.dossiers_destructionline ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dossiers_destructionline_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.dossiers_destructionlist (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(12) NOT NULL,
    opinion character varying(500) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    carried_out_at timestamp with time zone,
    words character varying(500) NOT NULL,
    carried_out_by_id bigint,
    decided_by_id bigint,
    proposed_by_id bigint NOT NULL,
    CONSTRAINT destruction_approved_by_somebody CHECK (((NOT ((status)::text = ANY (ARRAY[('approved'::character varying)::text, ('carried_out'::character varying)::text]))) OR (decided_by_id IS NOT NULL))),
    CONSTRAINT destruction_carried_out_by_somebody CHECK ((((carried_out_at IS NOT NULL) AND (carried_out_by_id IS NOT NULL) AND ((status)::text = 'carried_out'::text)) OR ((NOT ((status)::text = 'carried_out'::text)) AND (carried_out_at IS NULL) AND (carried_out_by_id IS NULL)))),
    CONSTRAINT destruction_decided_by_another CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = proposed_by_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT dossiers_destructionlist_version_check CHECK ((version >= 0))
);

ALTER TABLE public.dossiers_destructionlist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dossiers_destructionlist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.dossiers_slip (
    id bigint NOT NULL,
    closed_on date NOT NULL,
    office_seconds bigint NOT NULL,
    applicant_seconds bigint NOT NULL,
    third_party_seconds bigint NOT NULL,
    province_seconds bigint NOT NULL,
    trips smallint NOT NULL,
    papers_asked smallint NOT NULL,
    papers_given smallint NOT NULL,
    papers_spared smallint NOT NULL,
    papers_told smallint NOT NULL,
    statutory_days smallint,
    promised_days smallint,
    used_days smallint,
    agency_id bigint NOT NULL,
    case_id bigint NOT NULL,
    document_id bigint NOT NULL,
    CONSTRAINT dossiers_slip_applicant_seconds_check CHECK ((applicant_seconds >= 0)),
    CONSTRAINT dossiers_slip_office_seconds_check CHECK ((office_seconds >= 0)),
    CONSTRAINT dossiers_slip_papers_asked_check CHECK ((papers_asked >= 0)),
    CONSTRAINT dossiers_slip_papers_given_check CHECK ((papers_given >= 0)),
    CONSTRAINT dossiers_slip_papers_spared_check CHECK ((papers_spared >= 0)),
    CONSTRAINT dossiers_slip_papers_told_check CHECK ((papers_told >= 0)),
    CONSTRAINT dossiers_slip_promised_days_check CHECK ((promised_days >= 0)),
    CONSTRAINT dossiers_slip_province_seconds_check CHECK ((province_seconds >= 0)),
    CONSTRAINT dossiers_slip_statutory_days_check CHECK ((statutory_days >= 0)),
    CONSTRAINT dossiers_slip_third_party_seconds_check CHECK ((third_party_seconds >= 0)),
    CONSTRAINT dossiers_slip_trips_check CHECK ((trips >= 0)),
    CONSTRAINT dossiers_slip_used_days_check CHECK ((used_days >= 0))
);

ALTER TABLE public.dossiers_slip ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.dossiers_slip_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.enterprises_renewalnotice (
    id bigint NOT NULL,
    valid_to date NOT NULL,
    threshold smallint NOT NULL,
    sent_at timestamp with time zone NOT NULL,
    license_id bigint NOT NULL,
    CONSTRAINT enterprises_renewalnotice_threshold_check CHECK ((threshold >= 0))
);

ALTER TABLE public.enterprises_renewalnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.enterprises_renewalnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.entrances_departmentmatter (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    basic_code character varying(12) NOT NULL,
    number smallint NOT NULL,
    ground character varying(12) NOT NULL,
    basis character varying(200) NOT NULL,
    reason character varying(200) NOT NULL,
    planned_on date,
    agency_id bigint NOT NULL,
    entrance_id bigint,
    CONSTRAINT entrances_departmentmatter_number_check CHECK ((number >= 0)),
    CONSTRAINT entrances_exception_has_a_basis CHECK ((((ground)::text = ''::text) OR (NOT ((basis)::text = ''::text)))),
    CONSTRAINT entrances_secret_has_no_name CHECK (((NOT ((ground)::text = 'state_secret'::text)) OR (((basic_code)::text = ''::text) AND ((name)::text = '涉及国家秘密的事项'::text))))
);

ALTER TABLE public.entrances_departmentmatter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entrances_departmentmatter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.entrances_entrance (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(80) NOT NULL,
    address character varying(300) NOT NULL,
    is_sso boolean NOT NULL,
    note character varying(200) NOT NULL,
    is_active boolean NOT NULL,
    health character varying(10) NOT NULL,
    said character varying(200) NOT NULL,
    looked_at timestamp with time zone,
    health_since timestamp with time zone,
    agency_id bigint,
    CONSTRAINT entrances_web_address CHECK (((address)::text ~ '^https?://[^/\s]+'::text))
);

ALTER TABLE public.entrances_entrance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.entrances_entrance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.evaluations_draw (
    id bigint NOT NULL,
    month date NOT NULL,
    seed character varying(64) NOT NULL,
    percent smallint NOT NULL,
    listed jsonb NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    drawn_by_id bigint NOT NULL,
    CONSTRAINT evaluations_draw_percent_check CHECK ((percent >= 0))
);

ALTER TABLE public.evaluations_draw ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluations_draw_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.evaluations_evaluation (
    id bigint NOT NULL,
    key uuid NOT NULL,
    round smallint NOT NULL,
    grade character varying(18) NOT NULL,
    tags jsonb NOT NULL,
    words character varying(500) NOT NULL,
    way character varying(8) NOT NULL,
    is_named boolean NOT NULL,
    phone_sealed bytea NOT NULL,
    rated_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    seconds integer,
    origin bytea NOT NULL,
    source character varying(40) NOT NULL,
    source_ref character varying(80) NOT NULL,
    validity character varying(10) NOT NULL,
    invitation_id bigint NOT NULL,
    CONSTRAINT evaluation_first_or_second CHECK ((round = ANY (ARRAY[1, 2]))),
    CONSTRAINT evaluation_has_one_of_five_grades CHECK (((grade)::text = ANY (ARRAY[('very_satisfied'::character varying)::text, ('satisfied'::character varying)::text, ('fairly_satisfied'::character varying)::text, ('dissatisfied'::character varying)::text, ('very_dissatisfied'::character varying)::text]))),
    CONSTRAINT evaluation_only_bad_ones_are_contested CHECK ((((validity)::text = 'counted'::text) OR ((grade)::text = ANY (ARRAY[('dissatisfied'::character varying)::text, ('very_dissatisfied'::character varying)::text])))),
    CONSTRAINT evaluations_evaluation_round_check CHECK ((round >= 0)),
    CONSTRAINT evaluations_evaluation_seconds_check CHECK ((seconds >= 0))
);

ALTER TABLE public.evaluations_evaluation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluations_evaluation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.evaluations_invitation (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    key uuid NOT NULL,
    code uuid NOT NULL,
    status character varying(8) NOT NULL,
    service character varying(8) NOT NULL,
    subject character varying(48) NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    case_number character varying(17) NOT NULL,
    channel character varying(8) NOT NULL,
    "window" character varying(40) NOT NULL,
    served_at timestamp with time zone NOT NULL,
    closes_on date NOT NULL,
    agency_id bigint NOT NULL,
    kiosk_id bigint,
    party_id bigint,
    staff_id bigint,
    venue_id bigint,
    CONSTRAINT evaluations_invitation_version_check CHECK ((version >= 0)),
    CONSTRAINT invitation_case_is_named CHECK (((NOT ((service)::text = 'case'::text)) OR ((case_number)::text ~ '^\d{17}$'::text)))
);

ALTER TABLE public.evaluations_invitation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluations_invitation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.evaluations_ratingimport (
    id bigint NOT NULL,
    layout character varying(12) NOT NULL,
    name character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    rows integer NOT NULL,
    taken integer NOT NULL,
    repeats integer NOT NULL,
    rejects jsonb NOT NULL,
    imported_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    imported_by_id bigint NOT NULL,
    CONSTRAINT evaluations_ratingimport_repeats_check CHECK ((repeats >= 0)),
    CONSTRAINT evaluations_ratingimport_rows_check CHECK ((rows >= 0)),
    CONSTRAINT evaluations_ratingimport_taken_check CHECK ((taken >= 0))
);

ALTER TABLE public.evaluations_ratingimport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluations_ratingimport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.evaluations_redress (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    area character varying(10) NOT NULL,
    topics jsonb NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    contact_by_on date,
    contacted_at timestamp with time zone,
    contact_words character varying(500) NOT NULL,
    due_on date NOT NULL,
    is_extended boolean NOT NULL,
    escalated_at timestamp with time zone,
    finding character varying(10) NOT NULL,
    verified_at timestamp with time zone,
    verified_words character varying(500) NOT NULL,
    evidence character varying(500) NOT NULL,
    decision character varying(500) NOT NULL,
    measure character varying(500) NOT NULL,
    rectified_at timestamp with time zone,
    feedback character varying(500) NOT NULL,
    told_at timestamp with time zone,
    second_until_on date,
    closed_at timestamp with time zone,
    returned smallint NOT NULL,
    agency_id bigint NOT NULL,
    decided_by_id bigint,
    evaluation_id bigint NOT NULL,
    staff_id bigint,
    verified_by_id bigint,
    dispatched_at timestamp with time zone,
    latest_on date,
    CONSTRAINT evaluations_redress_returned_check CHECK ((returned >= 0)),
    CONSTRAINT evaluations_redress_version_check CHECK ((version >= 0)),
    CONSTRAINT redress_appeal_decided_by_another CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = verified_by_id) AND (decided_by_id IS NOT NULL) AND (verified_by_id IS NOT NULL))))),
    CONSTRAINT redress_appeal_is_decided CHECK (((NOT ((finding)::text = ANY (ARRAY[('mistaken'::character varying)::text, ('malicious'::character varying)::text]))) OR ((status)::text = 'appealed'::text) OR (decided_by_id IS NOT NULL))),
    CONSTRAINT redress_closed_when_closed CHECK ((((closed_at IS NOT NULL) AND ((status)::text = 'closed'::text)) OR ((NOT ((status)::text = 'closed'::text)) AND (closed_at IS NULL)))),
    CONSTRAINT redress_named_rater_is_contacted CHECK (((contact_by_on IS NULL) OR (contacted_at IS NOT NULL) OR ((status)::text = ANY (ARRAY[('new'::character varying)::text, ('open'::character varying)::text])))),
    CONSTRAINT redress_not_closed_untold CHECK (((NOT ((status)::text = ANY (ARRAY[('told'::character varying)::text, ('closed'::character varying)::text]))) OR ((told_at IS NOT NULL) AND (NOT ((feedback)::text = ''::text))))),
    CONSTRAINT redress_not_verified_by_who_was_rated CHECK (((verified_by_id IS NULL) OR (staff_id IS NULL) OR (NOT ((verified_by_id = staff_id) AND (verified_by_id IS NOT NULL) AND (staff_id IS NOT NULL)))))
);

ALTER TABLE public.evaluations_redress ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluations_redress_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.evaluations_spotcheck (
    id bigint NOT NULL,
    is_sound boolean,
    words character varying(500) NOT NULL,
    checked_at timestamp with time zone,
    checked_by_id bigint,
    draw_id bigint NOT NULL,
    redress_id bigint NOT NULL,
    CONSTRAINT spot_check_done_by_somebody_in_words CHECK ((((checked_at IS NULL) AND (checked_by_id IS NULL) AND (is_sound IS NULL)) OR ((checked_at IS NOT NULL) AND (checked_by_id IS NOT NULL) AND (is_sound IS NOT NULL) AND (NOT ((words)::text = ''::text)))))
);

ALTER TABLE public.evaluations_spotcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.evaluations_spotcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fees_charge (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    status character varying(10) NOT NULL,
    fee character varying(200) NOT NULL,
    standard character varying(500) NOT NULL,
    basis character varying(500) NOT NULL,
    amount integer NOT NULL,
    words character varying(500) NOT NULL,
    charged_at timestamp with time zone NOT NULL,
    case_id bigint NOT NULL,
    CONSTRAINT charge_has_a_basis CHECK (((NOT ((basis)::text = ''::text)) AND (NOT ((fee)::text = ''::text)))),
    CONSTRAINT charge_is_of_something CHECK ((amount > 0)),
    CONSTRAINT fees_charge_amount_check CHECK ((amount >= 0)),
    CONSTRAINT fees_charge_version_check CHECK ((version >= 0))
);

ALTER TABLE public.fees_charge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fees_charge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fees_movement (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    way character varying(6) NOT NULL,
    amount integer NOT NULL,
    given integer,
    slip_number character varying(40) NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    charge_id bigint NOT NULL,
    receipt_id bigint,
    staff_id bigint,
    till_id bigint,
    CONSTRAINT fees_movement_amount_check CHECK ((amount >= 0)),
    CONSTRAINT fees_movement_given_check CHECK ((given >= 0)),
    CONSTRAINT movement_by_staff_or_online CHECK ((((staff_id IS NULL) AND ((way)::text = 'online'::text)) OR ((NOT ((way)::text = 'online'::text)) AND (staff_id IS NOT NULL)))),
    CONSTRAINT movement_given_covers_it CHECK (((NOT (((kind)::text = 'payment'::text) AND ((way)::text = 'cash'::text))) OR (given >= amount))),
    CONSTRAINT movement_has_receipt_or_reason CHECK (((((kind)::text = 'payment'::text) AND (receipt_id IS NOT NULL)) OR (((kind)::text = 'refund'::text) AND (receipt_id IS NULL) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT movement_of_something CHECK ((amount > 0)),
    CONSTRAINT movement_through_till_or_slip CHECK (((((slip_number)::text = ''::text) AND (till_id IS NOT NULL) AND ((way)::text = 'cash'::text)) OR ((given IS NULL) AND (till_id IS NULL) AND ((way)::text = ANY (ARRAY[('card'::character varying)::text, ('online'::character varying)::text])) AND (NOT ((slip_number)::text = ''::text)))))
);

ALTER TABLE public.fees_movement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fees_movement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fees_order (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    number character varying(40) NOT NULL,
    status character varying(10) NOT NULL,
    amount integer NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    pay_at character varying(500) NOT NULL,
    asked_at timestamp with time zone,
    transaction character varying(40) NOT NULL,
    paid_at timestamp with time zone,
    refund_reason character varying(500) NOT NULL,
    refund_transaction character varying(40) NOT NULL,
    refunded_at timestamp with time zone,
    charge_id bigint NOT NULL,
    CONSTRAINT fees_order_amount_check CHECK ((amount >= 0)),
    CONSTRAINT fees_order_version_check CHECK ((version >= 0)),
    CONSTRAINT order_is_of_something CHECK ((amount > 0)),
    CONSTRAINT order_paid_with_transaction CHECK ((((paid_at IS NULL) AND ((status)::text = ANY (ARRAY[('open'::character varying)::text, ('left'::character varying)::text, ('closed'::character varying)::text])) AND ((transaction)::text = ''::text)) OR ((paid_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('paid'::character varying)::text, ('surplus'::character varying)::text, ('refunding'::character varying)::text, ('refunded'::character varying)::text])) AND (NOT ((transaction)::text = ''::text))))),
    CONSTRAINT order_refunded_with_transaction CHECK (((NOT ((status)::text = 'refunded'::text)) OR ((refunded_at IS NOT NULL) AND (NOT ((refund_transaction)::text = ''::text)))))
);

ALTER TABLE public.fees_order ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fees_order_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fees_paymentday (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    day date NOT NULL,
    status character varying(8) NOT NULL,
    compared_at timestamp with time zone NOT NULL,
    ours_in bigint NOT NULL,
    ours_out bigint NOT NULL,
    theirs_in bigint NOT NULL,
    theirs_out bigint NOT NULL,
    lines integer NOT NULL,
    differences jsonb NOT NULL,
    finding character varying(500) NOT NULL,
    CONSTRAINT fees_paymentday_lines_check CHECK ((lines >= 0)),
    CONSTRAINT fees_paymentday_ours_in_check CHECK ((ours_in >= 0)),
    CONSTRAINT fees_paymentday_ours_out_check CHECK ((ours_out >= 0)),
    CONSTRAINT fees_paymentday_theirs_in_check CHECK ((theirs_in >= 0)),
    CONSTRAINT fees_paymentday_theirs_out_check CHECK ((theirs_out >= 0)),
    CONSTRAINT fees_paymentday_version_check CHECK ((version >= 0)),
    CONSTRAINT payment_day_even_without_differences CHECK (((NOT ((status)::text = 'even'::text)) OR ((differences = '[]'::jsonb) AND (ours_in = theirs_in) AND (ours_out = theirs_out)))),
    CONSTRAINT payment_day_settled_with_finding CHECK (((NOT ((status)::text = 'settled'::text)) OR (NOT ((finding)::text = ''::text))))
);

ALTER TABLE public.fees_paymentday ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fees_paymentday_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.fees_till (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    "window" character varying(40) NOT NULL,
    status character varying(8) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    float_amount integer NOT NULL,
    closed_at timestamp with time zone,
    expected integer,
    counted integer,
    reason character varying(500) NOT NULL,
    finding character varying(500) NOT NULL,
    staff_id bigint NOT NULL,
    venue_id bigint,
    CONSTRAINT fees_till_counted_check CHECK ((counted >= 0)),
    CONSTRAINT fees_till_float_amount_check CHECK ((float_amount >= 0)),
    CONSTRAINT fees_till_version_check CHECK ((version >= 0)),
    CONSTRAINT till_counted_when_closed CHECK ((((closed_at IS NULL) AND (counted IS NULL) AND (expected IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (closed_at IS NOT NULL) AND (counted IS NOT NULL) AND (expected IS NOT NULL)))),
    CONSTRAINT till_difference_has_a_reason CHECK (((counted IS NULL) OR (counted = expected) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT till_difference_is_looked_into CHECK (((NOT ((status)::text = 'closed'::text)) OR (counted = expected) OR (NOT ((finding)::text = ''::text))))
);

ALTER TABLE public.fees_till ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.fees_till_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.financing_bank (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    status character varying(10) NOT NULL,
    phone character varying(40) NOT NULL,
    complaint_phone character varying(40) NOT NULL,
    listed_at timestamp with time zone NOT NULL,
    reason character varying(300) NOT NULL,
    party_id bigint NOT NULL,
    CONSTRAINT bank_suspended_for_a_reason CHECK (((NOT ((status)::text = 'suspended'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT financing_bank_version_check CHECK ((version >= 0))
);

ALTER TABLE public.financing_bank ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.financing_bank_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.financing_financingneed (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    status character varying(10) NOT NULL,
    is_enterprise boolean NOT NULL,
    amount bigint NOT NULL,
    months smallint NOT NULL,
    use character varying(10) NOT NULL,
    guarantee character varying(8) NOT NULL,
    words character varying(300) NOT NULL,
    posted_at timestamp with time zone NOT NULL,
    open_until date NOT NULL,
    ended_at timestamp with time zone,
    account_id bigint,
    party_id bigint NOT NULL,
    CONSTRAINT financing_financingneed_months_check CHECK ((months >= 0)),
    CONSTRAINT financing_financingneed_version_check CHECK ((version >= 0)),
    CONSTRAINT financing_need_ends_once CHECK ((((ended_at IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (ended_at IS NOT NULL)))),
    CONSTRAINT financing_need_says_how_much CHECK (((amount > 0) AND (months >= 1)))
);

ALTER TABLE public.financing_financingneed ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.financing_financingneed_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.financing_match (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    status character varying(10) NOT NULL,
    asked jsonb NOT NULL,
    asked_for character varying(200) NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    answer_by date NOT NULL,
    score smallint,
    score_out_of smallint,
    score_factors jsonb NOT NULL,
    score_contact character varying(100) NOT NULL,
    objection character varying(300) NOT NULL,
    credited bigint,
    credited_rate integer,
    lent bigint,
    cause character varying(10) NOT NULL,
    words character varying(300) NOT NULL,
    ended_at timestamp with time zone,
    bank_id bigint NOT NULL,
    need_id bigint NOT NULL,
    product_id bigint NOT NULL,
    CONSTRAINT financing_match_credited_rate_check CHECK ((credited_rate >= 0)),
    CONSTRAINT financing_match_score_check CHECK ((score >= 0)),
    CONSTRAINT financing_match_score_out_of_check CHECK ((score_out_of >= 0)),
    CONSTRAINT financing_match_version_check CHECK ((version >= 0)),
    CONSTRAINT match_credited_says_how_much CHECK (((NOT ((status)::text = ANY (ARRAY[('credited'::character varying)::text, ('lent'::character varying)::text]))) OR ((credited IS NOT NULL) AND (credited_rate IS NOT NULL)))),
    CONSTRAINT match_failed_says_why CHECK (((((status)::text = 'failed'::text) AND (NOT ((cause)::text = ''::text)) AND (NOT ((words)::text = ''::text))) OR ((NOT ((status)::text = 'failed'::text)) AND ((cause)::text = ''::text)))),
    CONSTRAINT match_lent_says_how_much CHECK (((NOT ((status)::text = 'lent'::text)) OR (lent IS NOT NULL))),
    CONSTRAINT match_no_score_without_explanation CHECK (((score IS NULL) OR ((score_out_of IS NOT NULL) AND (NOT (score_factors = '[]'::jsonb)) AND (NOT ((score_contact)::text = ''::text)))))
);

ALTER TABLE public.financing_match ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.financing_match_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.financing_product (
    id bigint NOT NULL,
    code uuid NOT NULL,
    name character varying(60) NOT NULL,
    audience character varying(10) NOT NULL,
    most bigint NOT NULL,
    longest_months smallint NOT NULL,
    rate_from integer NOT NULL,
    rate_to integer NOT NULL,
    guarantee character varying(8) NOT NULL,
    conditions character varying(500) NOT NULL,
    answer_days smallint NOT NULL,
    wants jsonb NOT NULL,
    offered_at timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    bank_id bigint NOT NULL,
    CONSTRAINT financing_product_answer_days_check CHECK ((answer_days >= 0)),
    CONSTRAINT financing_product_longest_months_check CHECK ((longest_months >= 0)),
    CONSTRAINT financing_product_rate_from_check CHECK ((rate_from >= 0)),
    CONSTRAINT financing_product_rate_to_check CHECK ((rate_to >= 0)),
    CONSTRAINT product_can_be_had CHECK (((longest_months >= 1) AND (most > 0) AND (rate_to >= rate_from)))
);

ALTER TABLE public.financing_product ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.financing_product_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.financing_proof (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    status character varying(10) NOT NULL,
    claims jsonb NOT NULL,
    purpose character varying(200) NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    withdrawn_at timestamp with time zone,
    match_id bigint NOT NULL,
    CONSTRAINT financing_proof_says_what_for_and_until CHECK (((NOT (claims = '[]'::jsonb)) AND (NOT ((purpose)::text = ''::text)) AND (until > granted_at))),
    CONSTRAINT financing_proof_version_check CHECK ((version >= 0)),
    CONSTRAINT financing_proof_withdrawn_once CHECK (((((status)::text = 'granted'::text) AND (withdrawn_at IS NULL)) OR (((status)::text = 'withdrawn'::text) AND (withdrawn_at IS NOT NULL))))
);

ALTER TABLE public.financing_proof ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.financing_proof_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grassroots_agreement (
    id bigint NOT NULL,
    mode character varying(10) NOT NULL,
    number character varying(60) NOT NULL,
    seal character varying(60) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    ended_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    delegation_id bigint,
    venue_id bigint NOT NULL,
    CONSTRAINT agreement_authorises_with_a_seal CHECK ((((delegation_id IS NOT NULL) AND ((mode)::text = 'authorised'::text) AND (NOT ((seal)::text = ''::text))) OR ((delegation_id IS NULL) AND ((mode)::text = ANY (ARRAY[('entrusted'::character varying)::text, ('assisted'::character varying)::text])) AND ((seal)::text = ''::text)))),
    CONSTRAINT agreement_days_in_order CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT agreement_has_a_number CHECK ((NOT ((number)::text = ''::text)))
);

ALTER TABLE public.grassroots_agreement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grassroots_agreement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grassroots_handeddown (
    id bigint NOT NULL,
    option_code character varying(33) NOT NULL,
    field character varying(20) NOT NULL,
    capacity smallint NOT NULL,
    ended_at timestamp with time zone,
    agreement_id bigint NOT NULL,
    venue_id bigint NOT NULL,
    CONSTRAINT grassroots_handeddown_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT handed_down_within_capacity CHECK ((capacity >= 1))
);

ALTER TABLE public.grassroots_handeddown ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grassroots_handeddown_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.grassroots_sealuse (
    id bigint NOT NULL,
    case_number character varying(17) NOT NULL,
    verb character varying(40) NOT NULL,
    used_at timestamp with time zone NOT NULL,
    agreement_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT seal_use_names_its_case CHECK (((case_number)::text ~ '^\d{17}$'::text))
);

ALTER TABLE public.grassroots_sealuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.grassroots_sealuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_appointment (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    status character varying(10) NOT NULL,
    name_masked character varying(120) NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    booked_at timestamp with time zone NOT NULL,
    reminded_at timestamp with time zone,
    account_id bigint NOT NULL,
    party_id bigint NOT NULL,
    slot_id bigint NOT NULL,
    CONSTRAINT halls_appointment_version_check CHECK ((version >= 0))
);

ALTER TABLE public.halls_appointment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_appointment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_appointmentslot (
    id bigint NOT NULL,
    line character varying(1) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    capacity integer NOT NULL,
    kept integer NOT NULL,
    booked integer NOT NULL,
    venue_id bigint NOT NULL,
    CONSTRAINT halls_appointmentslot_booked_check CHECK ((booked >= 0)),
    CONSTRAINT halls_appointmentslot_capacity_check CHECK ((capacity >= 0)),
    CONSTRAINT halls_appointmentslot_kept_check CHECK ((kept >= 0)),
    CONSTRAINT slot_ends_after_it_began CHECK ((ends_at > starts_at)),
    CONSTRAINT slot_keeps_a_fifth_for_walk_ins CHECK (((kept >= 1) AND (capacity <= (kept * 5)))),
    CONSTRAINT slot_never_booked_beyond_its_share CHECK ((capacity >= (booked + kept)))
);

ALTER TABLE public.halls_appointmentslot ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_appointmentslot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_consultation (
    id bigint NOT NULL,
    day date NOT NULL,
    outcome character varying(10) NOT NULL,
    words character varying(60) NOT NULL,
    contact_id bigint NOT NULL,
    ticket_id bigint,
    venue_id bigint NOT NULL,
    CONSTRAINT consultation_ticket_is_named CHECK (((((outcome)::text = 'ticket'::text) AND (ticket_id IS NOT NULL)) OR ((NOT ((outcome)::text = 'ticket'::text)) AND (ticket_id IS NULL))))
);

ALTER TABLE public.halls_consultation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_consultation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_extendedsession (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    kind character varying(8) NOT NULL,
    status character varying(9) NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    lines jsonb NOT NULL,
    may_book boolean NOT NULL,
    reason character varying(200) NOT NULL,
    venue_id bigint NOT NULL,
    CONSTRAINT extended_session_in_order CHECK ((ends_at > starts_at)),
    CONSTRAINT halls_extendedsession_version_check CHECK ((version >= 0)),
    CONSTRAINT session_called_off_with_a_reason CHECK (((NOT ((status)::text = 'cancelled'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT session_has_lines CHECK ((NOT (lines = '[]'::jsonb)))
);

ALTER TABLE public.halls_extendedsession ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_extendedsession_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_guidance (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    day date NOT NULL,
    status character varying(8) NOT NULL,
    named_at timestamp with time zone NOT NULL,
    met_at timestamp with time zone,
    ended_at timestamp with time zone,
    ending character varying(10) NOT NULL,
    guide_id bigint NOT NULL,
    ticket_id bigint NOT NULL,
    venue_id bigint NOT NULL,
    CONSTRAINT guidance_ends_with_a_word CHECK ((((ended_at IS NOT NULL) AND ((status)::text = 'ended'::text) AND (NOT ((ending)::text = ''::text))) OR ((NOT ((status)::text = 'ended'::text)) AND (ended_at IS NULL) AND ((ending)::text = ''::text)))),
    CONSTRAINT guidance_guiding_has_met CHECK (((NOT ((status)::text = 'guiding'::text)) OR (met_at IS NOT NULL))),
    CONSTRAINT guidance_met_after_named CHECK (((met_at IS NULL) OR (met_at >= named_at))),
    CONSTRAINT halls_guidance_version_check CHECK ((version >= 0))
);

ALTER TABLE public.halls_guidance ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_guidance_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_guidetick (
    id bigint NOT NULL,
    task character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL,
    guidance_id bigint NOT NULL,
    staff_id bigint NOT NULL
);

ALTER TABLE public.halls_guidetick ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_guidetick_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_guideturn (
    id bigint NOT NULL,
    since timestamp with time zone NOT NULL,
    met_at timestamp with time zone,
    until timestamp with time zone,
    guidance_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT guide_turn_in_order CHECK (((until IS NULL) OR (until >= since)))
);

ALTER TABLE public.halls_guideturn ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_guideturn_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_kiosk (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    name character varying(20) NOT NULL,
    status character varying(8) NOT NULL,
    binding_hash bytea,
    binds_until timestamp with time zone,
    token_hash bytea,
    bound_at timestamp with time zone,
    seen_at timestamp with time zone,
    venue_id bigint NOT NULL,
    "window" character varying(40) NOT NULL,
    settings jsonb NOT NULL,
    CONSTRAINT halls_kiosk_version_check CHECK ((version >= 0)),
    CONSTRAINT kiosk_code_only_while_awaited CHECK ((((binding_hash IS NULL) AND (binds_until IS NULL)) OR ((binding_hash IS NOT NULL) AND (binds_until IS NOT NULL) AND ((status)::text = 'awaited'::text)))),
    CONSTRAINT kiosk_runs_with_a_token CHECK ((((bound_at IS NOT NULL) AND ((status)::text = 'running'::text) AND (token_hash IS NOT NULL)) OR (((status)::text = ANY (ARRAY[('awaited'::character varying)::text, ('retired'::character varying)::text])) AND (token_hash IS NULL))))
);

ALTER TABLE public.halls_kiosk ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_kiosk_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_lastnumber (
    id bigint NOT NULL,
    day date NOT NULL,
    line character varying(1) NOT NULL,
    last integer NOT NULL,
    venue_id bigint NOT NULL,
    CONSTRAINT halls_lastnumber_last_check CHECK ((last >= 0))
);

ALTER TABLE public.halls_lastnumber ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_lastnumber_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_overtime (
    id bigint NOT NULL,
    day date NOT NULL,
    in_session integer NOT NULL,
    beyond integer NOT NULL,
    served integer NOT NULL,
    shift_id bigint NOT NULL,
    CONSTRAINT halls_overtime_beyond_check CHECK ((beyond >= 0)),
    CONSTRAINT halls_overtime_in_session_check CHECK ((in_session >= 0)),
    CONSTRAINT halls_overtime_served_check CHECK ((served >= 0)),
    CONSTRAINT overtime_is_some CHECK (((in_session > 0) OR (beyond > 0)))
);

ALTER TABLE public.halls_overtime ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_overtime_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_sessionduty (
    id bigint NOT NULL,
    session_id bigint NOT NULL,
    staff_id bigint NOT NULL
);

ALTER TABLE public.halls_sessionduty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_sessionduty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_ticket (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    day date NOT NULL,
    line character varying(1) NOT NULL,
    number character varying(8) NOT NULL,
    status character varying(8) NOT NULL,
    priority character varying(10) NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    drawn_at timestamp with time zone NOT NULL,
    turn_at timestamp with time zone NOT NULL,
    called_at timestamp with time zone,
    announced_at timestamp with time zone,
    calls smallint NOT NULL,
    "window" character varying(40) NOT NULL,
    began_at timestamp with time zone,
    ended_at timestamp with time zone,
    result character varying(12) NOT NULL,
    result_words character varying(500) NOT NULL,
    result_case character varying(17) NOT NULL,
    appointment_id bigint,
    clerk_id bigint,
    venue_id bigint NOT NULL,
    kiosk_id bigint,
    context jsonb NOT NULL,
    domain character varying(1) NOT NULL,
    account_id bigint,
    CONSTRAINT halls_ticket_calls_check CHECK ((calls >= 0)),
    CONSTRAINT halls_ticket_version_check CHECK ((version >= 0)),
    CONSTRAINT ticket_called_by_somebody CHECK (((NOT ((status)::text = ANY (ARRAY[('called'::character varying)::text, ('serving'::character varying)::text]))) OR ((called_at IS NOT NULL) AND (clerk_id IS NOT NULL)))),
    CONSTRAINT ticket_case_is_named CHECK (((NOT ((result)::text = 'case'::text)) OR ((result_case)::text ~ '^\d{17}$'::text))),
    CONSTRAINT ticket_ended_has_a_result CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('missed'::character varying)::text, ('ended'::character varying)::text])) AND (NOT ((result)::text = ''::text))) OR ((NOT ((status)::text = ANY (ARRAY[('missed'::character varying)::text, ('ended'::character varying)::text]))) AND (ended_at IS NULL) AND ((result)::text = ''::text))))
);

ALTER TABLE public.halls_ticket ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_ticket_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_windowpause (
    id bigint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    reason character varying(60) NOT NULL,
    shift_id bigint NOT NULL
);

ALTER TABLE public.halls_windowpause ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_windowpause_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_windowskill (
    id bigint NOT NULL,
    line character varying(1) NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    staff_id bigint NOT NULL
);

ALTER TABLE public.halls_windowskill ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_windowskill_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.halls_zone (
    id bigint NOT NULL,
    line character varying(1) NOT NULL,
    name character varying(20) NOT NULL,
    floor character varying(20) NOT NULL,
    windows jsonb NOT NULL,
    weekdays jsonb NOT NULL,
    opens time without time zone NOT NULL,
    closes time without time zone NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone,
    venue_id bigint NOT NULL,
    CONSTRAINT zone_closes_after_it_opened CHECK ((closes > opens)),
    CONSTRAINT zone_ends_after_it_began CHECK (((until IS NULL) OR (until >= since))),
    CONSTRAINT zone_has_windows_and_days CHECK (((NOT (windows = '[]'::jsonb)) AND (NOT (weekdays = '[]'::jsonb))))
);

ALTER TABLE public.halls_zone ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.halls_zone_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hotline_jointpart (
    id bigint NOT NULL,
    asked character varying(500) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answer character varying(2000) NOT NULL,
    answered_at timestamp with time zone,
    agency_id bigint NOT NULL,
    answered_by_id bigint,
    order_id bigint NOT NULL,
    CONSTRAINT joint_part_answered_by_somebody CHECK (((((answer)::text = ''::text) AND (answered_at IS NULL) AND (answered_by_id IS NULL)) OR ((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND (NOT ((answer)::text = ''::text)))))
);

ALTER TABLE public.hotline_jointpart ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hotline_jointpart_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hotline_publicanswer (
    id bigint NOT NULL,
    topic character varying(24) NOT NULL,
    question character varying(200) NOT NULL,
    answer character varying(1000) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    taken_down_at timestamp with time zone,
    order_id bigint NOT NULL,
    published_by_id bigint NOT NULL,
    CONSTRAINT public_answer_says_something CHECK (((NOT ((question)::text = ''::text)) AND (NOT ((answer)::text = ''::text))))
);

ALTER TABLE public.hotline_publicanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hotline_publicanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.hotline_workorder (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    query_index bytea NOT NULL,
    kind character varying(12) NOT NULL,
    channel character varying(8) NOT NULL,
    privacy character varying(12) NOT NULL,
    status character varying(10) NOT NULL,
    topic character varying(24) NOT NULL,
    content character varying(1000) NOT NULL,
    place character varying(120) NOT NULL,
    name_sealed bytea NOT NULL,
    name_masked character varying(120) NOT NULL,
    phone_sealed bytea NOT NULL,
    phone_index bytea,
    phone_masked character varying(20) NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    case_number character varying(17) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    waits_since timestamp with time zone NOT NULL,
    first_dispatched_at timestamp with time zone,
    sign_by timestamp with time zone,
    due_on date,
    times_returned smallint NOT NULL,
    is_ruled boolean NOT NULL,
    is_extended boolean NOT NULL,
    times_sent_again smallint NOT NULL,
    times_urged smallint NOT NULL,
    urged_at timestamp with time zone,
    escalated_at timestamp with time zone,
    is_at_once boolean NOT NULL,
    is_late boolean NOT NULL,
    outcome character varying(10) NOT NULL,
    reply character varying(2000) NOT NULL,
    replied_at timestamp with time zone,
    calls_missed smallint NOT NULL,
    satisfaction character varying(8) NOT NULL,
    rating_words character varying(500) NOT NULL,
    rated_at timestamp with time zone,
    refusal character varying(12) NOT NULL,
    end_words character varying(500) NOT NULL,
    ended_at timestamp with time zone,
    check_state character varying(8) NOT NULL,
    doubts jsonb NOT NULL,
    flaws jsonb NOT NULL,
    checked_at timestamp with time zone,
    account_id bigint,
    agency_id bigint,
    into_id bigint,
    party_id bigint,
    repeats_id bigint,
    replier_id bigint,
    latest_on date,
    CONSTRAINT hotline_workorder_calls_missed_check CHECK ((calls_missed >= 0)),
    CONSTRAINT hotline_workorder_times_returned_check CHECK ((times_returned >= 0)),
    CONSTRAINT hotline_workorder_times_sent_again_check CHECK ((times_sent_again >= 0)),
    CONSTRAINT hotline_workorder_times_urged_check CHECK ((times_urged >= 0)),
    CONSTRAINT hotline_workorder_version_check CHECK ((version >= 0)),
    CONSTRAINT work_order_anonymous_is_nobodys CHECK (((NOT ((privacy)::text = 'anonymous'::text)) OR ((account_id IS NULL) AND (name_sealed = '\x'::bytea) AND (party_id IS NULL) AND (phone_index IS NULL)))),
    CONSTRAINT work_order_answered_says_what CHECK (((NOT ((status)::text = ANY (ARRAY[('replied'::character varying)::text, ('closed'::character varying)::text]))) OR ((replied_at IS NOT NULL) AND (replier_id IS NOT NULL) AND (NOT ((reply)::text = ''::text)) AND (NOT ((outcome)::text = ''::text))))),
    CONSTRAINT work_order_at_centre_is_nobody_elses CHECK (((NOT ((status)::text = ANY (ARRAY[('taken'::character varying)::text, ('returned'::character varying)::text]))) OR ((agency_id IS NULL) AND (sign_by IS NULL)))),
    CONSTRAINT work_order_dispatched_to_whom_by_when CHECK (((NOT ((status)::text = 'dispatched'::text)) OR ((agency_id IS NOT NULL) AND (sign_by IS NOT NULL)))),
    CONSTRAINT work_order_ends_once CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('closed'::character varying)::text, ('merged'::character varying)::text, ('refused'::character varying)::text, ('withdrawn'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('closed'::character varying)::text, ('merged'::character varying)::text, ('refused'::character varying)::text, ('withdrawn'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT work_order_handled_by_a_day CHECK (((NOT ((status)::text = 'handling'::text)) OR ((agency_id IS NOT NULL) AND (due_on IS NOT NULL)))),
    CONSTRAINT work_order_is_not_its_own_repeat CHECK ((((into_id IS NULL) OR (NOT ((into_id = id) AND (into_id IS NOT NULL)))) AND ((repeats_id IS NULL) OR (NOT ((repeats_id = id) AND (repeats_id IS NOT NULL)))))),
    CONSTRAINT work_order_merged_into_another CHECK ((((into_id IS NOT NULL) AND ((status)::text = 'merged'::text)) OR ((NOT ((status)::text = 'merged'::text)) AND (into_id IS NULL)))),
    CONSTRAINT work_order_phone_has_index CHECK ((((phone_index IS NULL) AND (phone_sealed = '\x'::bytea)) OR (phone_index IS NOT NULL))),
    CONSTRAINT work_order_rated_says_how CHECK ((((rated_at IS NULL) AND ((satisfaction)::text = ''::text)) OR ((rated_at IS NOT NULL) AND (NOT ((satisfaction)::text = ''::text))))),
    CONSTRAINT work_order_refused_says_why CHECK (((((status)::text = 'refused'::text) AND (NOT ((refusal)::text = ''::text))) OR ((NOT ((status)::text = 'refused'::text)) AND ((refusal)::text = ''::text))))
);

ALTER TABLE public.hotline_workorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.hotline_workorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.incidents_affectedparty (
    id bigint NOT NULL,
    party_id bigint NOT NULL,
    incident_id bigint NOT NULL
);

ALTER TABLE public.incidents_affectedparty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.incidents_affectedparty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.incidents_drill (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    half character varying(6) NOT NULL,
    playbook character varying(40) NOT NULL,
    due_on date NOT NULL,
    score smallint,
    facts jsonb NOT NULL,
    words character varying(2000) NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    incident_id bigint,
    CONSTRAINT drill_ended_at_an_end CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('missed'::character varying)::text, ('scored'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('missed'::character varying)::text, ('scored'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT drill_scored_on_its_record CHECK (((NOT ((status)::text = 'scored'::text)) OR ((incident_id IS NOT NULL) AND (score <= 100)))),
    CONSTRAINT incidents_drill_score_check CHECK ((score >= 0)),
    CONSTRAINT incidents_drill_version_check CHECK ((version >= 0))
);

ALTER TABLE public.incidents_drill ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.incidents_drill_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.incidents_incident (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    title character varying(120) NOT NULL,
    system character varying(120) NOT NULL,
    words character varying(2000) NOT NULL,
    is_drill boolean NOT NULL,
    severity character varying(10) NOT NULL,
    playbook character varying(40) NOT NULL,
    touches_persons boolean NOT NULL,
    discovered_at timestamp with time zone NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    assessed_at timestamp with time zone,
    authority_by timestamp with time zone,
    authority_told_at timestamp with time zone,
    persons_by timestamp with time zone,
    persons_told_at timestamp with time zone,
    spared_because character varying(2000) NOT NULL,
    overdue_told_at timestamp with time zone,
    ended_at timestamp with time zone,
    summary character varying(2000) NOT NULL,
    reported_by_id bigint NOT NULL,
    CONSTRAINT incident_closed_when_told CHECK (((NOT ((status)::text = 'closed'::text)) OR (((authority_by IS NULL) OR (authority_told_at IS NOT NULL)) AND ((persons_by IS NULL) OR (persons_told_at IS NOT NULL) OR (NOT ((spared_because)::text = ''::text))) AND (NOT ((summary)::text = ''::text))))),
    CONSTRAINT incident_ended_at_an_end CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('closed'::character varying)::text, ('dismissed'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('closed'::character varying)::text, ('dismissed'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT incident_handled_by_severity CHECK (((NOT ((status)::text = ANY (ARRAY[('assessed'::character varying)::text, ('closed'::character varying)::text, ('contained'::character varying)::text]))) OR ((assessed_at IS NOT NULL) AND ((severity)::text = ANY (ARRAY[('extreme'::character varying)::text, ('serious'::character varying)::text, ('major'::character varying)::text, ('ordinary'::character varying)::text])) AND (NOT ((playbook)::text = ''::text))))),
    CONSTRAINT incidents_incident_version_check CHECK ((version >= 0))
);

ALTER TABLE public.incidents_incident ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.incidents_incident_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.incidents_incidentnotice (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    content jsonb NOT NULL,
    told integer NOT NULL,
    at timestamp with time zone NOT NULL,
    document_id bigint,
    incident_id bigint NOT NULL,
    CONSTRAINT incidents_incidentnotice_told_check CHECK ((told >= 0))
);

ALTER TABLE public.incidents_incidentnotice ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.incidents_incidentnotice_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.incidents_playmark (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    words character varying(500) NOT NULL,
    done_at timestamp with time zone NOT NULL,
    done_by_id bigint NOT NULL,
    incident_id bigint NOT NULL
);

ALTER TABLE public.incidents_playmark ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.incidents_playmark_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.intermediaries_bid (
    id bigint NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    price_sealed bytea NOT NULL,
    commitment character varying(64) NOT NULL,
    price integer,
    days smallint,
    salt character varying(32) NOT NULL,
    has_given_up boolean NOT NULL,
    agency_id bigint NOT NULL,
    need_id bigint NOT NULL,
    CONSTRAINT intermediaries_bid_days_check CHECK ((days >= 0)),
    CONSTRAINT intermediaries_bid_price_check CHECK ((price >= 0))
);

ALTER TABLE public.intermediaries_bid ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intermediaries_bid_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.intermediaries_concentration (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    count integer NOT NULL,
    total integer NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    words character varying(500) NOT NULL,
    settled_at timestamp with time zone,
    code uuid NOT NULL,
    department_id bigint NOT NULL,
    agency_id bigint NOT NULL,
    CONSTRAINT intermediaries_concentration_count_check CHECK ((count >= 0)),
    CONSTRAINT intermediaries_concentration_total_check CHECK ((total >= 0)),
    CONSTRAINT intermediaries_concentration_version_check CHECK ((version >= 0))
);

ALTER TABLE public.intermediaries_concentration ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intermediaries_concentration_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.intermediaries_credititem (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    kind character varying(10) NOT NULL,
    status character varying(10) NOT NULL,
    marks jsonb NOT NULL,
    breach character varying(20) NOT NULL,
    words character varying(500) NOT NULL,
    "on" date NOT NULL,
    appeal character varying(500) NOT NULL,
    appealed_at timestamp with time zone,
    answer character varying(500) NOT NULL,
    written_by_id bigint,
    agency_id bigint NOT NULL,
    need_id bigint,
    CONSTRAINT credit_breach_says_which CHECK (((((kind)::text = 'breach'::text) AND (NOT ((breach)::text = ''::text))) OR ((NOT ((kind)::text = 'breach'::text)) AND ((breach)::text = ''::text) AND (need_id IS NOT NULL)))),
    CONSTRAINT intermediaries_credititem_version_check CHECK ((version >= 0))
);

ALTER TABLE public.intermediaries_credititem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intermediaries_credititem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.intermediaries_intermediaryagency (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    status character varying(10) NOT NULL,
    phone character varying(40) NOT NULL,
    applied_at timestamp with time zone NOT NULL,
    listed_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    score integer NOT NULL,
    credit_class character varying(1) NOT NULL,
    rated_at timestamp with time zone,
    affiliated_to_id bigint,
    checked_by_id bigint,
    listed_by_id bigint,
    party_id bigint NOT NULL,
    supervisor_id bigint NOT NULL,
    CONSTRAINT intermediaries_intermediaryagency_score_check CHECK ((score >= 0)),
    CONSTRAINT intermediaries_intermediaryagency_version_check CHECK ((version >= 0)),
    CONSTRAINT intermediary_listed_by_two CHECK (((NOT ((status)::text = 'listed'::text)) OR ((checked_by_id IS NOT NULL) AND (listed_by_id IS NOT NULL)))),
    CONSTRAINT intermediary_score_to_hundred CHECK ((score <= 10000)),
    CONSTRAINT intermediary_two_are_two CHECK (((listed_by_id IS NULL) OR (NOT ((listed_by_id = checked_by_id) AND (listed_by_id IS NOT NULL) AND (checked_by_id IS NOT NULL)))))
);

ALTER TABLE public.intermediaries_intermediaryagency ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intermediaries_intermediaryagency_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.intermediaries_need (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    status character varying(10) NOT NULL,
    service character varying(40) NOT NULL,
    option_code character varying(33) NOT NULL,
    title character varying(100) NOT NULL,
    details character varying(1000) NOT NULL,
    way character varying(8) NOT NULL,
    ceiling integer,
    limit_days smallint NOT NULL,
    published_at timestamp with time zone NOT NULL,
    entries_until timestamp with time zone,
    selected_at timestamp with time zone,
    confirm_by date,
    selection jsonb NOT NULL,
    price integer,
    due_on date,
    result_words character varying(500) NOT NULL,
    delivered_at timestamp with time zone,
    ended_at timestamp with time zone,
    reason character varying(300) NOT NULL,
    account_id bigint,
    case_id bigint,
    client_id bigint NOT NULL,
    contract_id uuid,
    department_id bigint,
    result_id uuid,
    selected_id bigint,
    CONSTRAINT intermediaries_need_ceiling_check CHECK ((ceiling >= 0)),
    CONSTRAINT intermediaries_need_limit_days_check CHECK ((limit_days >= 0)),
    CONSTRAINT intermediaries_need_price_check CHECK ((price >= 0)),
    CONSTRAINT intermediaries_need_version_check CHECK ((version >= 0)),
    CONSTRAINT need_delivered_with_a_file CHECK (((NOT ((status)::text = ANY (ARRAY[('delivered'::character varying)::text, ('accepted'::character varying)::text]))) OR ((delivered_at IS NOT NULL) AND (result_id IS NOT NULL)))),
    CONSTRAINT need_ends_once CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('accepted'::character varying)::text, ('cancelled'::character varying)::text, ('failed'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('accepted'::character varying)::text, ('cancelled'::character varying)::text, ('failed'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT need_entries_end CHECK (((((way)::text = 'direct'::text) AND (entries_until IS NULL)) OR ((NOT ((way)::text = 'direct'::text)) AND (entries_until IS NOT NULL)))),
    CONSTRAINT need_random_has_a_price CHECK (((NOT ((way)::text = 'random'::text)) OR (ceiling IS NOT NULL))),
    CONSTRAINT need_selected_says_who CHECK ((((status)::text = ANY (ARRAY[('open'::character varying)::text, ('closed'::character varying)::text, ('failed'::character varying)::text, ('cancelled'::character varying)::text])) OR (selected_id IS NOT NULL))),
    CONSTRAINT need_works_under_a_contract CHECK (((NOT ((status)::text = ANY (ARRAY[('working'::character varying)::text, ('delivered'::character varying)::text, ('accepted'::character varying)::text]))) OR ((contract_id IS NOT NULL) AND (due_on IS NOT NULL) AND (price IS NOT NULL))))
);

ALTER TABLE public.intermediaries_need ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intermediaries_need_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.intermediaries_offering (
    id bigint NOT NULL,
    service character varying(40) NOT NULL,
    conditions character varying(500) NOT NULL,
    process character varying(500) NOT NULL,
    limit_days smallint NOT NULL,
    price_standard character varying(500) NOT NULL,
    price_from integer NOT NULL,
    agency_id bigint NOT NULL,
    CONSTRAINT intermediaries_offering_limit_days_check CHECK ((limit_days >= 0)),
    CONSTRAINT intermediaries_offering_price_from_check CHECK ((price_from >= 0)),
    CONSTRAINT offering_has_four_elements CHECK (((NOT ((conditions)::text = ''::text)) AND (NOT ((process)::text = ''::text)) AND (NOT ((price_standard)::text = ''::text)) AND (limit_days >= 1)))
);

ALTER TABLE public.intermediaries_offering ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intermediaries_offering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.intermediaries_qualification (
    id bigint NOT NULL,
    name character varying(80) NOT NULL,
    number character varying(60) NOT NULL,
    issuer character varying(80) NOT NULL,
    valid_until date NOT NULL,
    agency_id bigint NOT NULL
);

ALTER TABLE public.intermediaries_qualification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.intermediaries_qualification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interpretations_interpretation (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    title character varying(60) NOT NULL,
    body text NOT NULL,
    planned_on date,
    about jsonb NOT NULL,
    status character varying(10) NOT NULL,
    reason character varying(300) NOT NULL,
    is_sample boolean NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    drafter_id bigint NOT NULL,
    CONSTRAINT interpretation_says_why CHECK (((NOT ((status)::text = ANY (ARRAY[('returned'::character varying)::text, ('withdrawn'::character varying)::text]))) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT interpretations_interpretation_version_check CHECK ((version >= 0))
);

ALTER TABLE public.interpretations_interpretation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interpretations_interpretation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interpretations_interpretationedition (
    id bigint NOT NULL,
    number integer NOT NULL,
    title character varying(60) NOT NULL,
    body text NOT NULL,
    published_at timestamp with time zone NOT NULL,
    interpretation_id bigint CONSTRAINT interpretations_interpretationeditio_interpretation_id_not_null NOT NULL,
    published_by_id bigint NOT NULL,
    written_by_id bigint NOT NULL,
    CONSTRAINT interpretation_edition_by_two_persons CHECK ((NOT (published_by_id = written_by_id))),
    CONSTRAINT interpretations_interpretationedition_number_check CHECK ((number >= 0))
);

ALTER TABLE public.interpretations_interpretationedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interpretations_interpretationedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interpretations_interpretationreads (
    id bigint NOT NULL,
    "on" date NOT NULL,
    came_from character varying(8) NOT NULL,
    times integer NOT NULL,
    interpretation_id bigint NOT NULL,
    CONSTRAINT interpretations_interpretationreads_times_check CHECK ((times >= 0))
);

ALTER TABLE public.interpretations_interpretationreads ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interpretations_interpretationreads_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.interpretations_interpretationsubject (
    id bigint NOT NULL,
    interpretation_id bigint CONSTRAINT interpretations_interpretationsubjec_interpretation_id_not_null NOT NULL,
    option_id bigint,
    policy_id bigint,
    CONSTRAINT interpretation_subject_is_one_thing CHECK ((((option_id IS NOT NULL) AND (policy_id IS NULL)) OR ((option_id IS NULL) AND (policy_id IS NOT NULL))))
);

ALTER TABLE public.interpretations_interpretationsubject ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.interpretations_interpretationsubject_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_anchor (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    signature bytea NOT NULL,
    block_id bigint NOT NULL
);

ALTER TABLE public.ledger_anchor ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_anchor_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_block (
    number bigint NOT NULL,
    from_txid bigint NOT NULL,
    until_txid bigint NOT NULL,
    count integer NOT NULL,
    root bytea NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    sealed_at timestamp with time zone NOT NULL,
    CONSTRAINT ledger_block_count_check CHECK ((count >= 0))
);

CREATE TABLE public.ledger_cursor (
    name character varying(60) NOT NULL,
    txid bigint NOT NULL,
    entry_id bigint NOT NULL,
    attempts smallint NOT NULL,
    next_at timestamp with time zone,
    last_error character varying(300) NOT NULL,
    CONSTRAINT ledger_cursor_attempts_check CHECK ((attempts >= 0))
);

CREATE TABLE public.ledger_entry (
    id bigint NOT NULL,
    txid bigint DEFAULT public.ledger_txid() NOT NULL,
    chain character varying(64) NOT NULL,
    seq integer NOT NULL,
    at timestamp with time zone NOT NULL,
    verb character varying(40) NOT NULL,
    from_status character varying(24) NOT NULL,
    to_status character varying(24) NOT NULL,
    by_role character varying(24) NOT NULL,
    by_name character varying(120) NOT NULL,
    by_ref character varying(80) NOT NULL,
    by_agency character varying(80) NOT NULL,
    on_behalf character varying(80) NOT NULL,
    basis character varying(200) NOT NULL,
    about character varying(64) NOT NULL,
    facts jsonb NOT NULL,
    previous bytea NOT NULL,
    hash bytea NOT NULL,
    CONSTRAINT ledger_entry_seq_check CHECK ((seq >= 0)),
    CONSTRAINT ledger_entry_seq_from_one CHECK ((seq >= 1))
);

ALTER TABLE public.ledger_entry ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_entry_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_keptanswer (
    id bigint NOT NULL,
    owner character varying(80) NOT NULL,
    key character varying(80) NOT NULL,
    body_hash bytea NOT NULL,
    status smallint NOT NULL,
    body text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT ledger_keptanswer_status_check CHECK ((status >= 0))
);

ALTER TABLE public.ledger_keptanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_keptanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_outbox (
    id bigint NOT NULL,
    chain character varying(64) NOT NULL,
    channel character varying(24) NOT NULL,
    address character varying(80) NOT NULL,
    payload jsonb NOT NULL,
    attempts smallint NOT NULL,
    due_at timestamp with time zone NOT NULL,
    delivered_at timestamp with time zone,
    dead_at timestamp with time zone,
    last_error character varying(300) NOT NULL,
    entry_id bigint NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT ledger_outbox_attempts_check CHECK ((attempts >= 0)),
    CONSTRAINT parcel_closed_was_given_up CHECK (((closed_at IS NULL) OR ((dead_at IS NOT NULL) AND (delivered_at IS NULL))))
);

ALTER TABLE public.ledger_outbox ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_outbox_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.ledger_parked (
    id bigint NOT NULL,
    subscriber character varying(60) NOT NULL,
    at timestamp with time zone NOT NULL,
    error character varying(300) NOT NULL,
    entry_id bigint NOT NULL,
    asked_at timestamp with time zone,
    closed_at timestamp with time zone,
    heard_at timestamp with time zone,
    replays smallint NOT NULL,
    CONSTRAINT ledger_parked_replays_check CHECK ((replays >= 0)),
    CONSTRAINT parked_asked_while_open CHECK (((asked_at IS NULL) OR ((closed_at IS NULL) AND (heard_at IS NULL)))),
    CONSTRAINT parked_heard_or_closed CHECK (((heard_at IS NULL) OR (closed_at IS NULL)))
);

ALTER TABLE public.ledger_parked ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.ledger_parked_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.licenses_facecorrection (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    field character varying(60) NOT NULL,
    words_sealed bytea NOT NULL,
    status character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answer character varying(500) NOT NULL,
    ended_at timestamp with time zone,
    agency_id bigint NOT NULL,
    answered_by_id bigint,
    asker_id bigint NOT NULL,
    edition_id bigint,
    license_id bigint NOT NULL,
    CONSTRAINT correction_ended_at_an_end CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('left'::character varying)::text, ('righted'::character varying)::text, ('taken_back'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('left'::character varying)::text, ('righted'::character varying)::text, ('taken_back'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT correction_has_edition_when_righted CHECK ((((edition_id IS NOT NULL) AND ((status)::text = 'righted'::text)) OR ((NOT ((status)::text = 'righted'::text)) AND (edition_id IS NULL)))),
    CONSTRAINT licenses_facecorrection_version_check CHECK ((version >= 0))
);

ALTER TABLE public.licenses_facecorrection ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licenses_facecorrection_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.licenses_license (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    public_id uuid NOT NULL,
    serial character varying(40) NOT NULL,
    number character varying(80) NOT NULL,
    status character varying(12) NOT NULL,
    identifier character varying(120) NOT NULL,
    edition_number smallint NOT NULL,
    issued_on date NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    ended_at timestamp with time zone,
    case_number character varying(17) NOT NULL,
    holder_id bigint NOT NULL,
    issuer_id bigint NOT NULL,
    previous_id bigint,
    type_id bigint NOT NULL,
    CONSTRAINT license_days_in_order CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT license_ended_at_an_end CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('deregistered'::character varying)::text, ('moved_out'::character varying)::text, ('revoked'::character varying)::text, ('stripped'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('deregistered'::character varying)::text, ('moved_out'::character varying)::text, ('revoked'::character varying)::text, ('stripped'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT license_status_known CHECK (((status)::text = ANY (ARRAY[('valid'::character varying)::text, ('held'::character varying)::text, ('revoked'::character varying)::text, ('deregistered'::character varying)::text, ('lapsed'::character varying)::text, ('moved_out'::character varying)::text, ('stripped'::character varying)::text]))),
    CONSTRAINT licenses_license_edition_number_check CHECK ((edition_number >= 0)),
    CONSTRAINT licenses_license_version_check CHECK ((version >= 0))
);

ALTER TABLE public.licenses_license ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licenses_license_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.licenses_licenseanswer (
    id bigint NOT NULL,
    question character varying(120) NOT NULL,
    answer boolean NOT NULL,
    case_number character varying(17) NOT NULL,
    purpose character varying(200) NOT NULL,
    answered_at timestamp with time zone NOT NULL,
    by_ref character varying(80) NOT NULL,
    signature bytea NOT NULL,
    holder_id bigint NOT NULL,
    ground character varying(12) NOT NULL,
    CONSTRAINT license_answer_for_something CHECK (((NOT ((case_number)::text = ''::text)) AND (NOT ((purpose)::text = ''::text)) AND (NOT ((ground)::text = ''::text))))
);

ALTER TABLE public.licenses_licenseanswer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licenses_licenseanswer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.licenses_licenseedition (
    id bigint NOT NULL,
    number smallint NOT NULL,
    identifier character varying(120) NOT NULL,
    operation character varying(16) NOT NULL,
    face_sealed bytea NOT NULL,
    face_hash character varying(64) NOT NULL,
    issued_on date NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    effective_on date NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    reason character varying(300) NOT NULL,
    case_number character varying(17) NOT NULL,
    by_ref character varying(80) NOT NULL,
    license_id bigint NOT NULL,
    CONSTRAINT edition_number_range CHECK (((number >= 1) AND (number <= 999))),
    CONSTRAINT licenses_licenseedition_number_check CHECK ((number >= 0))
);

ALTER TABLE public.licenses_licenseedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licenses_licenseedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.licenses_licensefile (
    id bigint NOT NULL,
    kind character varying(3) NOT NULL,
    sha256 bytea NOT NULL,
    size integer NOT NULL,
    made_at timestamp with time zone NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT licenses_licensefile_size_check CHECK ((size >= 0))
);

ALTER TABLE public.licenses_licensefile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licenses_licensefile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.licenses_licenserefusal (
    id bigint NOT NULL,
    case_number character varying(17) NOT NULL,
    material_code character varying(60) NOT NULL,
    reason character varying(500) NOT NULL,
    refused_at timestamp with time zone NOT NULL,
    by_ref character varying(80) NOT NULL,
    agency_id bigint NOT NULL,
    license_id bigint NOT NULL,
    CONSTRAINT license_refusal_has_reason CHECK ((NOT ((reason)::text = ''::text)))
);

ALTER TABLE public.licenses_licenserefusal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licenses_licenserefusal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.licenses_licenseseries (
    id bigint NOT NULL,
    year smallint NOT NULL,
    next_ordinal integer NOT NULL,
    issuer_id bigint NOT NULL,
    type_id bigint NOT NULL,
    CONSTRAINT licenses_licenseseries_next_ordinal_check CHECK ((next_ordinal >= 0)),
    CONSTRAINT licenses_licenseseries_year_check CHECK ((year >= 0))
);

ALTER TABLE public.licenses_licenseseries ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licenses_licenseseries_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.licenses_licensetype (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    code character varying(21) NOT NULL,
    name character varying(80) NOT NULL,
    definer character varying(80) NOT NULL,
    holder_kinds jsonb NOT NULL,
    face jsonb NOT NULL,
    is_long boolean NOT NULL,
    years smallint,
    coverage character varying(4) NOT NULL,
    evidence character varying(300) NOT NULL,
    is_of_plan boolean NOT NULL,
    is_frequent boolean NOT NULL,
    CONSTRAINT licenses_licensetype_years_check CHECK ((years >= 0))
);

ALTER TABLE public.licenses_licensetype ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licenses_licensetype_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.licenses_licenseuse (
    id bigint NOT NULL,
    case_number character varying(17) NOT NULL,
    material_code character varying(60) NOT NULL,
    purpose character varying(200) NOT NULL,
    consent character varying(12) NOT NULL,
    consented_at timestamp with time zone NOT NULL,
    by_ref character varying(80) NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT license_use_for_something CHECK (((NOT ((case_number)::text = ''::text)) AND (NOT ((purpose)::text = ''::text))))
);

ALTER TABLE public.licenses_licenseuse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.licenses_licenseuse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lists_edition (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    year smallint NOT NULL,
    number integer NOT NULL,
    dated_on date NOT NULL,
    content text NOT NULL,
    content_hash character varying(64) NOT NULL,
    row_count integer NOT NULL,
    withheld integer NOT NULL,
    published_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    institution_id bigint,
    notice_id bigint NOT NULL,
    previous_id bigint,
    proposed_by_id bigint NOT NULL,
    published_by_id bigint NOT NULL,
    CONSTRAINT lists_edition_by_two_persons CHECK ((NOT (published_by_id = proposed_by_id))),
    CONSTRAINT lists_edition_content_hash CHECK (((content_hash)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT lists_edition_from_one CHECK ((number >= 1)),
    CONSTRAINT lists_edition_number_check CHECK ((number >= 0)),
    CONSTRAINT lists_edition_row_count_check CHECK ((row_count >= 0)),
    CONSTRAINT lists_edition_withheld_check CHECK ((withheld >= 0)),
    CONSTRAINT lists_edition_year_check CHECK ((year >= 0))
);

ALTER TABLE public.lists_edition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lists_edition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lists_editiondraft (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(12) NOT NULL,
    kind character varying(24) NOT NULL,
    rows jsonb NOT NULL,
    left_out jsonb NOT NULL,
    withheld integer NOT NULL,
    source character varying(200) NOT NULL,
    returned_because character varying(500) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    base_id bigint,
    drafter_id bigint NOT NULL,
    edition_id bigint,
    institution_id bigint,
    proposer_id bigint,
    publisher_id bigint,
    CONSTRAINT lists_editiondraft_version_check CHECK ((version >= 0)),
    CONSTRAINT lists_editiondraft_withheld_check CHECK ((withheld >= 0)),
    CONSTRAINT lists_nobody_publishes_their_own CHECK (((publisher_id IS NULL) OR ((NOT ((publisher_id = proposer_id) AND (publisher_id IS NOT NULL) AND (proposer_id IS NOT NULL))) AND (NOT ((publisher_id = drafter_id) AND (publisher_id IS NOT NULL)))))),
    CONSTRAINT lists_published_is_an_edition CHECK ((((edition_id IS NOT NULL) AND (publisher_id IS NOT NULL) AND ((status)::text = 'published'::text)) OR ((NOT ((status)::text = 'published'::text)) AND (edition_id IS NULL))))
);

ALTER TABLE public.lists_editiondraft ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lists_editiondraft_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.lists_resolution (
    id bigint NOT NULL,
    kind character varying(24) NOT NULL,
    name character varying(200) NOT NULL,
    matter_kind character varying(20) NOT NULL,
    decision character varying(8) NOT NULL,
    basic_code character varying(12) NOT NULL,
    reason character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT lists_resolution_names_the_item CHECK (((NOT ((decision)::text = ANY (ARRAY[('alias'::character varying)::text, ('rename'::character varying)::text]))) OR ((basic_code)::text > ''::text))),
    CONSTRAINT lists_resolution_says_why CHECK (((reason)::text > ''::text))
);

ALTER TABLE public.lists_resolution ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.lists_resolution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.norms_answerlimit (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    workdays smallint NOT NULL,
    CONSTRAINT norms_answerlimit_workdays_check CHECK ((workdays >= 0))
);

ALTER TABLE public.norms_answerlimit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.norms_answerlimit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.norms_norm (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    title character varying(200) NOT NULL,
    aliases jsonb NOT NULL,
    number character varying(80) NOT NULL,
    issuing_body character varying(120) NOT NULL,
    level character varying(20) NOT NULL,
    in_force_since date,
    status character varying(10) NOT NULL,
    repealed_on date,
    source character varying(200) NOT NULL,
    is_sample boolean NOT NULL,
    replaced_by_id bigint,
    CONSTRAINT norm_repealed_on_a_day CHECK ((((repealed_on IS NOT NULL) AND ((status)::text = 'repealed'::text)) OR ((NOT ((status)::text = 'repealed'::text)) AND (repealed_on IS NULL)))),
    CONSTRAINT norm_replaced_by_another CHECK (((replaced_by_id IS NULL) OR (NOT ((replaced_by_id = id) AND (replaced_by_id IS NOT NULL)))))
);

ALTER TABLE public.norms_norm ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.norms_norm_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.norms_normalert (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(8) NOT NULL,
    clauses jsonb NOT NULL,
    due_on date NOT NULL,
    words text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    list_id bigint NOT NULL,
    change_id bigint NOT NULL,
    CONSTRAINT norms_normalert_version_check CHECK ((version >= 0))
);

ALTER TABLE public.norms_normalert ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.norms_normalert_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.norms_normchange (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    "on" date NOT NULL,
    document character varying(200) NOT NULL,
    words character varying(500) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    norm_id bigint NOT NULL
);

ALTER TABLE public.norms_normchange ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.norms_normchange_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.norms_normreview (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    title character varying(80) NOT NULL,
    due_on date NOT NULL,
    begun_at timestamp with time zone NOT NULL,
    verdict character varying(8) NOT NULL,
    ground character varying(10) NOT NULL,
    reason character varying(2000) NOT NULL,
    document character varying(200) NOT NULL,
    decided_on date,
    ended_at timestamp with time zone,
    agency_id bigint NOT NULL,
    norm_id bigint NOT NULL,
    CONSTRAINT norm_kept_on_no_ground CHECK (((((verdict)::text = 'keep'::text) AND ((ground)::text = 'none'::text)) OR ((NOT ((verdict)::text = 'keep'::text)) AND (NOT ((ground)::text = 'none'::text))))),
    CONSTRAINT norm_review_ends_decided CHECK ((((decided_on IS NOT NULL) AND (ended_at IS NOT NULL) AND ((status)::text = 'decided'::text)) OR ((NOT ((status)::text = 'decided'::text)) AND (ended_at IS NULL)))),
    CONSTRAINT norm_review_says_why CHECK (((NOT ((status)::text = ANY (ARRAY[('proposed'::character varying)::text, ('decided'::character varying)::text]))) OR (((verdict)::text = ANY (ARRAY[('keep'::character varying)::text, ('amend'::character varying)::text, ('repeal'::character varying)::text])) AND (NOT ((reason)::text = ''::text))))),
    CONSTRAINT norms_normreview_version_check CHECK ((version >= 0))
);

ALTER TABLE public.norms_normreview ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.norms_normreview_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.notices_message (
    id bigint NOT NULL,
    outgoing bigint NOT NULL,
    case_number character varying(17) NOT NULL,
    verb character varying(40) NOT NULL,
    text character varying(500) NOT NULL,
    at timestamp with time zone NOT NULL,
    texted_at timestamp with time zone,
    read_at timestamp with time zone,
    party_id bigint NOT NULL
);

ALTER TABLE public.notices_message ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.notices_message_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offline_numberblock (
    id bigint NOT NULL,
    division character varying(6) NOT NULL,
    year smallint NOT NULL,
    first integer NOT NULL,
    last integer NOT NULL,
    reserved_at timestamp with time zone NOT NULL,
    staff_id bigint NOT NULL,
    venue_id bigint NOT NULL,
    CONSTRAINT block_lies_in_the_offline_range CHECK (((first >= 90000000) AND (last >= first) AND (last <= 99999999))),
    CONSTRAINT offline_numberblock_first_check CHECK ((first >= 0)),
    CONSTRAINT offline_numberblock_last_check CHECK ((last >= 0)),
    CONSTRAINT offline_numberblock_year_check CHECK ((year >= 0))
);

ALTER TABLE public.offline_numberblock ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offline_numberblock_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.offline_paperintake (
    id bigint NOT NULL,
    number character varying(17) NOT NULL,
    received_at timestamp with time zone NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    block_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT paper_received_before_entered CHECK ((received_at <= entered_at))
);

ALTER TABLE public.offline_paperintake ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.offline_paperintake_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outreach_heldpaper (
    id bigint NOT NULL,
    code uuid NOT NULL,
    name character varying(100) NOT NULL,
    copies smallint NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    given_at timestamp with time zone,
    way character varying(8) NOT NULL,
    acknowledged_at timestamp with time zone,
    given_by_id bigint,
    request_id bigint NOT NULL,
    taken_by_id bigint NOT NULL,
    CONSTRAINT held_paper_acknowledged_after_it_was_given CHECK (((acknowledged_at IS NULL) OR (given_at IS NOT NULL))),
    CONSTRAINT held_paper_given_back_by_somebody CHECK ((((given_at IS NULL) AND (given_by_id IS NULL) AND ((way)::text = ''::text)) OR ((given_at IS NOT NULL) AND (given_by_id IS NOT NULL) AND (NOT ((way)::text = ''::text))))),
    CONSTRAINT held_paper_has_copies CHECK (((copies >= 1) AND (copies <= 99))),
    CONSTRAINT outreach_heldpaper_copies_check CHECK ((copies >= 0))
);

ALTER TABLE public.outreach_heldpaper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_heldpaper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outreach_outreach (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    kind character varying(8) NOT NULL,
    channel character varying(8) NOT NULL,
    status character varying(10) NOT NULL,
    asked_by character varying(10) NOT NULL,
    name_sealed bytea NOT NULL,
    name_masked character varying(120) NOT NULL,
    phone_sealed bytea NOT NULL,
    phone_masked character varying(20) NOT NULL,
    address_sealed bytea NOT NULL,
    address_masked character varying(120) NOT NULL,
    needs jsonb NOT NULL,
    note character varying(300) NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    wanted_on date NOT NULL,
    wanted_slot character varying(8) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    visit_on date,
    slot character varying(8) NOT NULL,
    place_in_route smallint,
    arranged_at timestamp with time zone,
    mandate_until date,
    mandate_way character varying(8) NOT NULL,
    mandate_ended_at timestamp with time zone,
    result character varying(12) NOT NULL,
    result_words character varying(500) NOT NULL,
    case_number character varying(17) NOT NULL,
    ended_at timestamp with time zone,
    account_id bigint,
    companion_id bigint,
    helper_id bigint,
    party_id bigint,
    venue_id bigint,
    papers_reminded_on date,
    CONSTRAINT outreach_arranged_says_who_and_when CHECK (((NOT ((status)::text = 'arranged'::text)) OR ((arranged_at IS NOT NULL) AND (helper_id IS NOT NULL) AND (visit_on IS NOT NULL) AND (NOT ((slot)::text = ''::text))))),
    CONSTRAINT outreach_at_home_has_an_address CHECK (((NOT ((kind)::text = 'home'::text)) OR (NOT (address_sealed = '\x'::bytea)))),
    CONSTRAINT outreach_done_has_a_result CHECK (((((status)::text = 'done'::text) AND (NOT ((result)::text = ''::text))) OR ((NOT ((status)::text = 'done'::text)) AND ((result)::text = ''::text)))),
    CONSTRAINT outreach_ends_once CHECK ((((ended_at IS NULL) AND ((status)::text = ANY (ARRAY[('arranged'::character varying)::text, ('asked'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('arranged'::character varying)::text, ('asked'::character varying)::text]))) AND (ended_at IS NOT NULL)))),
    CONSTRAINT outreach_mandate_is_signed CHECK ((((mandate_until IS NULL) AND ((mandate_way)::text = ''::text)) OR ((mandate_until IS NOT NULL) AND (NOT ((mandate_way)::text = ''::text))))),
    CONSTRAINT outreach_outreach_place_in_route_check CHECK ((place_in_route >= 0)),
    CONSTRAINT outreach_outreach_version_check CHECK ((version >= 0)),
    CONSTRAINT outreach_two_are_two CHECK (((companion_id IS NULL) OR (NOT ((companion_id = helper_id) AND (companion_id IS NOT NULL) AND (helper_id IS NOT NULL)))))
);

ALTER TABLE public.outreach_outreach ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_outreach_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outreach_visit (
    id bigint NOT NULL,
    key uuid NOT NULL,
    digest bytea NOT NULL,
    seen integer NOT NULL,
    met integer NOT NULL,
    filled_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    outcome character varying(12) NOT NULL,
    words character varying(500) NOT NULL,
    note character varying(300) NOT NULL,
    confirmation character varying(8) NOT NULL,
    reason character varying(300) NOT NULL,
    is_together boolean NOT NULL,
    state character varying(8) NOT NULL,
    settled_at timestamp with time zone,
    request_id bigint NOT NULL,
    settled_by_id bigint,
    staff_id bigint NOT NULL,
    CONSTRAINT outreach_visit_met_check CHECK ((met >= 0)),
    CONSTRAINT outreach_visit_seen_check CHECK ((seen >= 0)),
    CONSTRAINT visit_is_confirmed_or_says_why_not CHECK ((((outcome)::text = 'missed'::text) OR (NOT ((confirmation)::text = ''::text)))),
    CONSTRAINT visit_settled_by_somebody CHECK ((((settled_at IS NULL) AND (settled_by_id IS NULL)) OR ((settled_at IS NOT NULL) AND (settled_by_id IS NOT NULL) AND (NOT ((state)::text = 'conflict'::text)))))
);

ALTER TABLE public.outreach_visit ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_visit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outreach_visitphoto (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    name character varying(100) NOT NULL,
    file_id uuid NOT NULL,
    visit_id bigint NOT NULL
);

ALTER TABLE public.outreach_visitphoto ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_visitphoto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outreach_volunteer (
    id bigint NOT NULL,
    code uuid NOT NULL,
    since date NOT NULL,
    until date NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    ended_because character varying(200) NOT NULL,
    party_id bigint NOT NULL,
    registered_by_id bigint NOT NULL,
    venue_id bigint NOT NULL,
    CONSTRAINT volunteer_days_in_order CHECK ((until >= since)),
    CONSTRAINT volunteer_ended_says_why CHECK ((((ended_at IS NULL) AND ((ended_because)::text = ''::text)) OR ((ended_at IS NOT NULL) AND (NOT ((ended_because)::text = ''::text)))))
);

ALTER TABLE public.outreach_volunteer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outreach_volunteer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outside_bodies_bodyfaults (
    id bigint NOT NULL,
    seed integer NOT NULL,
    loss double precision NOT NULL,
    duplicates double precision NOT NULL,
    delay double precision NOT NULL,
    bad_data double precision NOT NULL,
    debts double precision NOT NULL,
    CONSTRAINT outside_bodies_bodyfaults_seed_check CHECK ((seed >= 0))
);

ALTER TABLE public.outside_bodies_bodyfaults ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outside_bodies_bodyfaults_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.outside_bodies_simulatedorder (
    id bigint NOT NULL,
    event character varying(40) NOT NULL,
    case_number character varying(17) NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    owed integer NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT outside_bodies_simulatedorder_owed_check CHECK ((owed >= 0))
);

ALTER TABLE public.outside_bodies_simulatedorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.outside_bodies_simulatedorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parity_rectification (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    basic_code character varying(12) NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    against character varying(120) NOT NULL,
    differences jsonb NOT NULL,
    due_on date NOT NULL,
    words text NOT NULL,
    found_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    list_id bigint NOT NULL,
    CONSTRAINT parity_rectification_version_check CHECK ((version >= 0))
);

ALTER TABLE public.parity_rectification ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parity_rectification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parity_referencelist (
    id bigint NOT NULL,
    origin character varying(10) NOT NULL,
    place character varying(80) NOT NULL,
    basic_code character varying(12) NOT NULL,
    document jsonb NOT NULL,
    content_hash character varying(64) NOT NULL,
    received_at timestamp with time zone NOT NULL
);

ALTER TABLE public.parity_referencelist ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parity_referencelist_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_account (
    id bigint NOT NULL,
    login character varying(60) NOT NULL,
    password character varying(160) NOT NULL,
    former_passwords jsonb NOT NULL,
    is_staff boolean NOT NULL,
    is_administrator boolean NOT NULL,
    is_active boolean NOT NULL,
    failed_attempts smallint NOT NULL,
    locked_until timestamp with time zone,
    password_changed_at timestamp with time zone NOT NULL,
    totp_secret_sealed bytea,
    totp_confirmed_at timestamp with time zone,
    last_totp_step bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    person_id bigint,
    CONSTRAINT account_administrator_is_staff CHECK (((NOT is_administrator) OR is_staff)),
    CONSTRAINT account_confirmed_totp_has_secret CHECK (((totp_confirmed_at IS NULL) OR (totp_secret_sealed IS NOT NULL))),
    CONSTRAINT account_of_citizen_has_person CHECK ((is_staff OR (person_id IS NOT NULL))),
    CONSTRAINT parties_account_failed_attempts_check CHECK ((failed_attempts >= 0))
);

ALTER TABLE public.parties_account ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_account_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_apicalls (
    id bigint NOT NULL,
    "on" date NOT NULL,
    operation character varying(60) NOT NULL,
    outcome character varying(10) NOT NULL,
    number bigint NOT NULL,
    client_id bigint NOT NULL,
    CONSTRAINT parties_apicalls_number_check CHECK ((number >= 0))
);

ALTER TABLE public.parties_apicalls ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_apicalls_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_apiclient (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    agency_key character varying(60) NOT NULL,
    secret_hash bytea NOT NULL,
    scopes jsonb NOT NULL,
    is_active boolean NOT NULL,
    created_at timestamp with time zone NOT NULL,
    agreed_until date,
    agreement character varying(100) NOT NULL,
    is_partner boolean NOT NULL,
    operator character varying(100) NOT NULL,
    option_codes jsonb NOT NULL,
    per_minute integer,
    stopped_because character varying(200) NOT NULL,
    title character varying(100) NOT NULL,
    origins jsonb NOT NULL,
    redirect_uris jsonb NOT NULL,
    CONSTRAINT parties_apiclient_per_minute_check CHECK ((per_minute >= 0)),
    CONSTRAINT partner_stands_on_an_agreement CHECK (((NOT is_partner) OR ((agreed_until IS NOT NULL) AND (per_minute >= 1) AND (NOT ((agreement)::text = ''::text)) AND (NOT ((operator)::text = ''::text)))))
);

ALTER TABLE public.parties_apiclient ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_apiclient_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_apitoken (
    id bigint NOT NULL,
    token_hash bytea NOT NULL,
    scopes jsonb NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    revoked_at timestamp with time zone,
    account_id bigint,
    client_id bigint NOT NULL,
    access_id bigint,
    CONSTRAINT token_ends_after_it_began CHECK ((expires_at > created_at))
);

ALTER TABLE public.parties_apitoken ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_apitoken_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_appaccess (
    id bigint NOT NULL,
    code uuid NOT NULL,
    scopes jsonb NOT NULL,
    return_to character varying(300) NOT NULL,
    challenge character varying(43) NOT NULL,
    grant_hash bytea NOT NULL,
    agreed_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    exchanged_at timestamp with time zone,
    ended_at timestamp with time zone,
    account_id bigint NOT NULL,
    client_id bigint NOT NULL,
    CONSTRAINT app_access_ends_after_it_began CHECK ((ends_at > agreed_at))
);

ALTER TABLE public.parties_appaccess ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_appaccess_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_federatedidentity (
    id bigint NOT NULL,
    provider character varying(20) NOT NULL,
    subject character varying(80) NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    account_id bigint NOT NULL,
    CONSTRAINT federated_provider_known CHECK (((provider)::text = 'gansu'::text)),
    CONSTRAINT federated_subject_named CHECK ((NOT ((subject)::text = ''::text)))
);

ALTER TABLE public.parties_federatedidentity ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_federatedidentity_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_loginattempt (
    id bigint NOT NULL,
    login_index bytea NOT NULL,
    ip inet,
    at timestamp with time zone NOT NULL,
    outcome character varying(12) NOT NULL
);

ALTER TABLE public.parties_loginattempt ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_loginattempt_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_mandate (
    id bigint NOT NULL,
    covers_all boolean NOT NULL,
    option_codes jsonb NOT NULL,
    valid_from date NOT NULL,
    valid_to date NOT NULL,
    revoked_at timestamp with time zone,
    source character varying(12) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    agent_id bigint NOT NULL,
    principal_id bigint NOT NULL,
    data jsonb,
    kinship character varying(12) NOT NULL,
    role character varying(10) NOT NULL,
    standing character varying(40) NOT NULL,
    CONSTRAINT mandate_all_or_named CHECK (((covers_all AND (option_codes = '[]'::jsonb)) OR ((NOT covers_all) AND (NOT (option_codes = '[]'::jsonb))))),
    CONSTRAINT mandate_between_two CHECK ((NOT (principal_id = agent_id))),
    CONSTRAINT mandate_days_in_order CHECK ((valid_to >= valid_from)),
    CONSTRAINT mandate_of_family_names_the_kinship CHECK (((NOT ((role)::text = 'family'::text)) OR (NOT ((kinship)::text = ''::text)))),
    CONSTRAINT mandate_of_helper_is_limited CHECK ((((role)::text = ''::text) OR ((NOT covers_all) AND (data IS NOT NULL)))),
    CONSTRAINT mandate_of_volunteer_has_a_standing CHECK (((NOT ((role)::text = 'volunteer'::text)) OR (NOT ((standing)::text = ''::text))))
);

ALTER TABLE public.parties_mandate ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_mandate_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_mandatecode (
    id bigint NOT NULL,
    code_index bytea NOT NULL,
    option_code character varying(33) NOT NULL,
    days smallint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    taken_at timestamp with time zone,
    ended_at timestamp with time zone,
    agent_id bigint,
    mandate_id bigint,
    principal_id bigint NOT NULL,
    data jsonb,
    kinship character varying(12) NOT NULL,
    role character varying(10) NOT NULL,
    standing character varying(40) NOT NULL,
    standing_until date,
    standing_words character varying(120) NOT NULL,
    CONSTRAINT mandate_code_agreed_when_taken CHECK (((mandate_id IS NULL) OR ((agent_id IS NOT NULL) AND (ended_at IS NOT NULL)))),
    CONSTRAINT mandate_code_days CHECK (((days >= 1) AND (days <= 10))),
    CONSTRAINT mandate_code_expires CHECK ((expires_at > created_at)),
    CONSTRAINT mandate_code_taken_by_another CHECK ((((agent_id IS NULL) AND (taken_at IS NULL)) OR ((agent_id IS NOT NULL) AND (taken_at IS NOT NULL) AND (NOT ((agent_id = principal_id) AND (agent_id IS NOT NULL)))))),
    CONSTRAINT parties_mandatecode_days_check CHECK ((days >= 0))
);

ALTER TABLE public.parties_mandatecode ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_mandatecode_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_membership (
    id bigint NOT NULL,
    role character varying(24) NOT NULL,
    valid_from date NOT NULL,
    valid_to date,
    enterprise_id bigint NOT NULL,
    person_id bigint NOT NULL,
    CONSTRAINT membership_days_in_order CHECK (((valid_to IS NULL) OR (valid_to >= valid_from))),
    CONSTRAINT membership_of_two CHECK ((NOT (person_id = enterprise_id)))
);

ALTER TABLE public.parties_membership ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_membership_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_party (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    name character varying(120) NOT NULL,
    id_kind character varying(24) NOT NULL,
    id_sealed bytea NOT NULL,
    id_index bytea NOT NULL,
    phone_sealed bytea,
    phone_index bytea,
    division_code character varying(12) NOT NULL,
    address_sealed bytea,
    real_name_level smallint NOT NULL,
    born_on date,
    has_disability boolean NOT NULL,
    legal_representative_name character varying(120) NOT NULL,
    created_at timestamp with time zone NOT NULL,
    legal_representative_id bigint,
    merged_into_id bigint,
    CONSTRAINT party_care_is_for_persons CHECK ((((kind)::text = 'person'::text) OR ((born_on IS NULL) AND (NOT has_disability)))),
    CONSTRAINT party_not_merged_into_itself CHECK ((NOT ((merged_into_id = id) AND (merged_into_id IS NOT NULL)))),
    CONSTRAINT party_only_enterprise_is_represented CHECK ((((kind)::text = 'enterprise'::text) OR ((legal_representative_id IS NULL) AND ((legal_representative_name)::text = ''::text)))),
    CONSTRAINT party_paper_fits_kind CHECK (((((id_kind)::text = 'uscc'::text) AND ((kind)::text = 'enterprise'::text)) OR (((kind)::text = 'person'::text) AND (NOT ((id_kind)::text = 'uscc'::text))))),
    CONSTRAINT party_phone_has_index CHECK ((((phone_index IS NULL) AND (phone_sealed IS NULL)) OR ((phone_index IS NOT NULL) AND (phone_sealed IS NOT NULL)))),
    CONSTRAINT party_real_name_level_0_to_4 CHECK (((real_name_level >= 0) AND (real_name_level <= 4)))
);

ALTER TABLE public.parties_party ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_party_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.parties_session (
    id bigint NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    is_restricted boolean NOT NULL,
    is_elevated_at timestamp with time zone,
    device character varying(200) NOT NULL,
    ip inet,
    account_id bigint NOT NULL,
    acting_for_id bigint,
    mandate_id bigint,
    CONSTRAINT session_ends_after_it_began CHECK ((expires_at > created_at)),
    CONSTRAINT session_mandate_names_principal CHECK (((mandate_id IS NULL) OR (acting_for_id IS NOT NULL)))
);

ALTER TABLE public.parties_session ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.parties_session_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.partner_city_simulatedletter (
    id bigint NOT NULL,
    city character varying(12) NOT NULL,
    number character varying(24) NOT NULL,
    sender character varying(12) NOT NULL,
    seq integer NOT NULL,
    kind character varying(16) NOT NULL,
    raw jsonb NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT partner_city_simulatedletter_seq_check CHECK ((seq >= 0))
);

ALTER TABLE public.partner_city_simulatedletter ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.partner_city_simulatedletter_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_platform_simulatedpayment (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    amount integer NOT NULL,
    subject character varying(200) NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    return_to character varying(500) NOT NULL,
    pay_at character varying(500) NOT NULL,
    state character varying(8) NOT NULL,
    paid_at timestamp with time zone,
    refund character varying(60) NOT NULL,
    refunded_at timestamp with time zone,
    CONSTRAINT payment_platform_simulatedpayment_amount_check CHECK ((amount >= 0)),
    CONSTRAINT simulated_refund_of_what_was_paid CHECK ((((refund)::text = ''::text) OR ((state)::text = 'paid'::text)))
);

ALTER TABLE public.payment_platform_simulatedpayment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_platform_simulatedpayment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.payment_platform_simulatedpaymentfaults (
    id bigint NOT NULL,
    seed integer NOT NULL,
    loss double precision NOT NULL,
    duplicates double precision NOT NULL,
    delay double precision NOT NULL,
    bad_receipts double precision NOT NULL,
    CONSTRAINT payment_platform_simulatedpaymentfaults_seed_check CHECK ((seed >= 0))
);

ALTER TABLE public.payment_platform_simulatedpaymentfaults ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.payment_platform_simulatedpaymentfaults_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_provision (
    id bigint NOT NULL,
    year smallint NOT NULL,
    windows integer NOT NULL,
    funding integer NOT NULL,
    network integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    venue_id bigint NOT NULL,
    area integer NOT NULL,
    CONSTRAINT places_provision_area_check CHECK ((area >= 0)),
    CONSTRAINT places_provision_funding_check CHECK ((funding >= 0)),
    CONSTRAINT places_provision_network_check CHECK ((network >= 0)),
    CONSTRAINT places_provision_windows_check CHECK ((windows >= 0)),
    CONSTRAINT places_provision_year_check CHECK ((year >= 0))
);

ALTER TABLE public.places_provision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_provision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_rename (
    id bigint NOT NULL,
    old_name character varying(80) NOT NULL,
    new_name character varying(80) NOT NULL,
    switch_on date NOT NULL,
    number character varying(60) NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    done_at timestamp with time zone,
    venue_id bigint NOT NULL,
    CONSTRAINT rename_changes_the_name CHECK ((NOT ((old_name)::text = (new_name)::text)))
);

ALTER TABLE public.places_rename ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_rename_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_sign (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    words character varying(80) NOT NULL,
    status character varying(12) NOT NULL,
    installed_at timestamp with time zone,
    photo_id uuid,
    venue_id bigint NOT NULL,
    batch_id bigint NOT NULL,
    CONSTRAINT places_sign_version_check CHECK ((version >= 0)),
    CONSTRAINT sign_installed_has_a_photo CHECK (((NOT ((status)::text = 'installed'::text)) OR ((installed_at IS NOT NULL) AND (photo_id IS NOT NULL))))
);

ALTER TABLE public.places_sign ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_sign_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_signbatch (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    maker character varying(80) NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    spec_id bigint NOT NULL
);

ALTER TABLE public.places_signbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_signbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_signspec (
    id bigint NOT NULL,
    edition smallint NOT NULL,
    width_mm smallint NOT NULL,
    height_mm smallint NOT NULL,
    material character varying(60) NOT NULL,
    layout character varying(200) NOT NULL,
    number character varying(60) NOT NULL,
    decided_on date NOT NULL,
    CONSTRAINT places_signspec_edition_check CHECK ((edition >= 0)),
    CONSTRAINT places_signspec_height_mm_check CHECK ((height_mm >= 0)),
    CONSTRAINT places_signspec_width_mm_check CHECK ((width_mm >= 0)),
    CONSTRAINT sign_spec_has_a_size CHECK (((height_mm >= 50) AND (width_mm >= 50)))
);

ALTER TABLE public.places_signspec ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_signspec_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_standard (
    id bigint NOT NULL,
    year smallint NOT NULL,
    level character varying(12) NOT NULL,
    windows integer NOT NULL,
    people integer NOT NULL,
    funding integer NOT NULL,
    network integer NOT NULL,
    terminals integer NOT NULL,
    area integer NOT NULL,
    CONSTRAINT places_standard_area_check CHECK ((area >= 0)),
    CONSTRAINT places_standard_funding_check CHECK ((funding >= 0)),
    CONSTRAINT places_standard_network_check CHECK ((network >= 0)),
    CONSTRAINT places_standard_people_check CHECK ((people >= 0)),
    CONSTRAINT places_standard_terminals_check CHECK ((terminals >= 0)),
    CONSTRAINT places_standard_windows_check CHECK ((windows >= 0)),
    CONSTRAINT places_standard_year_check CHECK ((year >= 0))
);

ALTER TABLE public.places_standard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_standard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_subcentre (
    id bigint NOT NULL,
    key character varying(40) NOT NULL,
    name character varying(80) NOT NULL,
    is_confirmed boolean NOT NULL,
    way character varying(10) NOT NULL,
    reason character varying(200) NOT NULL,
    number character varying(60) NOT NULL,
    decided_at timestamp with time zone,
    due_on date NOT NULL,
    agency_id bigint,
    venue_id bigint,
    CONSTRAINT sub_centre_confirmed_has_a_body CHECK ((((agency_id IS NOT NULL) AND is_confirmed) OR ((agency_id IS NULL) AND (NOT is_confirmed) AND ((way)::text = 'undecided'::text)))),
    CONSTRAINT sub_centre_decided_on_a_document CHECK ((((decided_at IS NULL) AND ((way)::text = 'undecided'::text)) OR ((decided_at IS NOT NULL) AND (NOT ((number)::text = ''::text))))),
    CONSTRAINT sub_centre_integrated_why CHECK (((NOT ((way)::text = 'integrate'::text)) OR (NOT ((reason)::text = ''::text))))
);

ALTER TABLE public.places_subcentre ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_subcentre_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_subcentrestep (
    id bigint NOT NULL,
    name character varying(60) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    done_on date,
    evidence character varying(200) NOT NULL,
    sub_centre_id bigint NOT NULL,
    CONSTRAINT sub_centre_step_days_in_order CHECK ((ends_on >= starts_on)),
    CONSTRAINT sub_centre_step_done_with_evidence CHECK ((((done_on IS NULL) AND ((evidence)::text = ''::text)) OR ((done_on IS NOT NULL) AND (NOT ((evidence)::text = ''::text)))))
);

ALTER TABLE public.places_subcentrestep ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_subcentrestep_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.places_taskprovision (
    id bigint NOT NULL,
    task character varying(10) NOT NULL,
    year smallint NOT NULL,
    needs_funding integer NOT NULL,
    needs_people integer NOT NULL,
    needs_area integer NOT NULL,
    needs_systems integer NOT NULL,
    has_funding integer NOT NULL,
    has_people integer NOT NULL,
    has_area integer NOT NULL,
    has_systems integer NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT places_taskprovision_has_area_check CHECK ((has_area >= 0)),
    CONSTRAINT places_taskprovision_has_funding_check CHECK ((has_funding >= 0)),
    CONSTRAINT places_taskprovision_has_people_check CHECK ((has_people >= 0)),
    CONSTRAINT places_taskprovision_has_systems_check CHECK ((has_systems >= 0)),
    CONSTRAINT places_taskprovision_needs_area_check CHECK ((needs_area >= 0)),
    CONSTRAINT places_taskprovision_needs_funding_check CHECK ((needs_funding >= 0)),
    CONSTRAINT places_taskprovision_needs_people_check CHECK ((needs_people >= 0)),
    CONSTRAINT places_taskprovision_needs_systems_check CHECK ((needs_systems >= 0)),
    CONSTRAINT places_taskprovision_year_check CHECK ((year >= 0))
);

ALTER TABLE public.places_taskprovision ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.places_taskprovision_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.post_simulatedparcel (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    ordered_at timestamp with time zone NOT NULL,
    comes_back boolean NOT NULL
);

ALTER TABLE public.post_simulatedparcel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.post_simulatedparcel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.post_simulatedpostfaults (
    id bigint NOT NULL,
    seed integer NOT NULL,
    loss double precision NOT NULL,
    duplicates double precision NOT NULL,
    delay double precision NOT NULL,
    bad_receipts double precision NOT NULL,
    CONSTRAINT post_simulatedpostfaults_seed_check CHECK ((seed >= 0))
);

ALTER TABLE public.post_simulatedpostfaults ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.post_simulatedpostfaults_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.posting_shipment (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code uuid NOT NULL,
    number character varying(40) NOT NULL,
    status character varying(10) NOT NULL,
    name_sealed bytea NOT NULL,
    name_masked character varying(120) NOT NULL,
    phone_sealed bytea NOT NULL,
    phone_masked character varying(20) NOT NULL,
    address_sealed bytea NOT NULL,
    address_masked character varying(120) NOT NULL,
    wanted_at timestamp with time zone NOT NULL,
    tracking character varying(40) NOT NULL,
    is_ordered boolean NOT NULL,
    sent_at timestamp with time zone,
    asked_at timestamp with time zone,
    unread smallint NOT NULL,
    ended_at timestamp with time zone,
    case_id bigint NOT NULL,
    CONSTRAINT posting_shipment_unread_check CHECK ((unread >= 0)),
    CONSTRAINT posting_shipment_version_check CHECK ((version >= 0)),
    CONSTRAINT shipment_sent_with_tracking CHECK ((((sent_at IS NULL) AND ((status)::text = ANY (ARRAY[('wanted'::character varying)::text, ('cancelled'::character varying)::text])) AND ((tracking)::text = ''::text)) OR ((sent_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('sent'::character varying)::text, ('signed'::character varying)::text, ('returned'::character varying)::text])) AND (NOT ((tracking)::text = ''::text)))))
);

ALTER TABLE public.posting_shipment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.posting_shipment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.posting_shipmentevent (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    at timestamp with time zone NOT NULL,
    place character varying(60) NOT NULL,
    words character varying(200) NOT NULL,
    shipment_id bigint NOT NULL
);

ALTER TABLE public.posting_shipmentevent ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.posting_shipmentevent_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.procrastinate_events (
    id bigint NOT NULL,
    job_id bigint NOT NULL,
    type public.procrastinate_job_event_type,
    at timestamp with time zone DEFAULT now()
);

CREATE SEQUENCE public.procrastinate_events_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_events_id_seq OWNED BY public.procrastinate_events.id;

CREATE SEQUENCE public.procrastinate_jobs_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_jobs_id_seq OWNED BY public.procrastinate_jobs.id;

CREATE TABLE public.procrastinate_periodic_defers (
    id bigint NOT NULL,
    task_name character varying(128) NOT NULL,
    defer_timestamp bigint,
    job_id bigint,
    periodic_id character varying(128) DEFAULT ''::character varying NOT NULL
);

CREATE SEQUENCE public.procrastinate_periodic_defers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER SEQUENCE public.procrastinate_periodic_defers_id_seq OWNED BY public.procrastinate_periodic_defers.id;

CREATE TABLE public.procrastinate_workers (
    id bigint NOT NULL,
    last_heartbeat timestamp with time zone DEFAULT now() NOT NULL
);

ALTER TABLE public.procrastinate_workers ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.procrastinate_workers_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.projects_project (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    number character varying(17) NOT NULL,
    status character varying(10) NOT NULL,
    code character varying(24) NOT NULL,
    name character varying(100) NOT NULL,
    answers_sealed bytea NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    account_id bigint,
    applicant_id bigint NOT NULL,
    mandate_id bigint,
    CONSTRAINT project_ended_at_its_end CHECK ((((ended_at IS NULL) AND ((status)::text = 'open'::text)) OR ((NOT ((status)::text = 'open'::text)) AND (ended_at IS NOT NULL)))),
    CONSTRAINT project_status_known CHECK (((status)::text = ANY (ARRAY[('open'::character varying)::text, ('ended'::character varying)::text, ('closed'::character varying)::text]))),
    CONSTRAINT projects_project_version_check CHECK ((version >= 0))
);

ALTER TABLE public.projects_project ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.projects_project_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.projects_projectpaper (
    id bigint NOT NULL,
    key character varying(200) NOT NULL,
    name character varying(200) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    file_id uuid NOT NULL,
    project_id bigint NOT NULL
);

ALTER TABLE public.projects_projectpaper ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.projects_projectpaper_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.projects_projectstage (
    id bigint NOT NULL,
    stage character varying(40) NOT NULL,
    submitted_at timestamp with time zone NOT NULL,
    bundle_id bigint NOT NULL,
    project_id bigint NOT NULL
);

ALTER TABLE public.projects_projectstage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.projects_projectstage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_catalogue_batch (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    turn smallint NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    receipt character varying(60) NOT NULL,
    received_at timestamp with time zone,
    alerted_at timestamp with time zone,
    edition_id bigint NOT NULL,
    CONSTRAINT provincial_batch_received_with_receipt CHECK (((((receipt)::text = ''::text) AND (received_at IS NULL)) OR ((received_at IS NOT NULL) AND (NOT ((receipt)::text = ''::text))))),
    CONSTRAINT provincial_catalogue_batch_turn_check CHECK ((turn >= 0))
);

ALTER TABLE public.provincial_catalogue_batch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_catalogue_batch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_catalogue_difference (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    list_code character varying(31) NOT NULL,
    name character varying(200) NOT NULL,
    words character varying(300) NOT NULL,
    here_version integer,
    there_version integer,
    here_hash character varying(64) NOT NULL,
    there_hash character varying(64) NOT NULL,
    repair character varying(8) NOT NULL,
    repaired_at timestamp with time zone,
    repaired_by_id bigint,
    reconciliation_id bigint NOT NULL,
    CONSTRAINT provincial_catalogue_difference_here_version_check CHECK ((here_version >= 0)),
    CONSTRAINT provincial_catalogue_difference_there_version_check CHECK ((there_version >= 0)),
    CONSTRAINT provincial_repair_has_a_way CHECK (((((repair)::text = ''::text) AND (repaired_at IS NULL)) OR ((repaired_at IS NOT NULL) AND (NOT ((repair)::text = ''::text)))))
);

ALTER TABLE public.provincial_catalogue_difference ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_catalogue_difference_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_catalogue_pulleditem (
    id bigint NOT NULL,
    source_ref character varying(120) NOT NULL,
    source_hash character varying(64) NOT NULL,
    defect character varying(300) NOT NULL,
    pulled_at timestamp with time zone NOT NULL
);

ALTER TABLE public.provincial_catalogue_pulleditem ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_catalogue_pulleditem_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_catalogue_reconciliation (
    id bigint NOT NULL,
    "on" date NOT NULL,
    made_at timestamp with time zone NOT NULL,
    local integer NOT NULL,
    there integer NOT NULL,
    in_hand integer NOT NULL,
    differences integer NOT NULL,
    content text NOT NULL,
    signature bytea NOT NULL,
    CONSTRAINT provincial_catalogue_reconciliation_differences_check CHECK ((differences >= 0)),
    CONSTRAINT provincial_catalogue_reconciliation_in_hand_check CHECK ((in_hand >= 0)),
    CONSTRAINT provincial_catalogue_reconciliation_local_check CHECK ((local >= 0)),
    CONSTRAINT provincial_catalogue_reconciliation_there_check CHECK ((there >= 0))
);

ALTER TABLE public.provincial_catalogue_reconciliation ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_catalogue_reconciliation_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_catalogue_simulatedbatch (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.provincial_catalogue_simulatedbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_catalogue_simulatedbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_catalogue_simulatedfaults (
    id bigint NOT NULL,
    seed integer NOT NULL,
    loss double precision NOT NULL,
    duplicates double precision NOT NULL,
    delay double precision NOT NULL,
    bad_records double precision NOT NULL,
    is_reordering boolean NOT NULL,
    CONSTRAINT provincial_catalogue_simulatedfaults_seed_check CHECK ((seed >= 0))
);

ALTER TABLE public.provincial_catalogue_simulatedfaults ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_catalogue_simulatedfaults_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_catalogue_simulatedpush (
    id bigint NOT NULL,
    source_ref character varying(120) NOT NULL,
    item jsonb NOT NULL
);

ALTER TABLE public.provincial_catalogue_simulatedpush ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_catalogue_simulatedpush_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_catalogue_simulatedrecord (
    id bigint NOT NULL,
    list_code character varying(31) NOT NULL,
    record jsonb NOT NULL
);

ALTER TABLE public.provincial_catalogue_simulatedrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_catalogue_simulatedrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_code_platefiling (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    is_hanging boolean NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    receipt character varying(60) NOT NULL,
    received_at timestamp with time zone,
    entry_id bigint NOT NULL,
    plate_id bigint NOT NULL,
    CONSTRAINT plate_filing_received_with_receipt CHECK (((((receipt)::text = ''::text) AND (received_at IS NULL)) OR ((received_at IS NOT NULL) AND (NOT ((receipt)::text = ''::text)))))
);

ALTER TABLE public.provincial_code_platefiling ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_code_platefiling_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_data_returnedbatch (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    dataset character varying(60) NOT NULL,
    number bigint NOT NULL,
    digest character varying(64) NOT NULL,
    made_at timestamp with time zone NOT NULL,
    received_at timestamp with time zone NOT NULL,
    count integer NOT NULL,
    score double precision NOT NULL,
    faults jsonb NOT NULL,
    is_whole boolean NOT NULL,
    apart character varying(200) NOT NULL,
    held jsonb NOT NULL,
    status character varying(8) NOT NULL,
    reason character varying(1000) NOT NULL,
    marks jsonb NOT NULL,
    CONSTRAINT provincial_data_returnedbatch_count_check CHECK ((count >= 0)),
    CONSTRAINT provincial_data_returnedbatch_version_check CHECK ((version >= 0)),
    CONSTRAINT returned_batch_apart_says_why CHECK (((NOT ((status)::text = 'apart'::text)) OR (NOT ((apart)::text = ''::text))))
);

ALTER TABLE public.provincial_data_returnedbatch ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_data_returnedbatch_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_data_returneddataset (
    id bigint NOT NULL,
    key character varying(60) NOT NULL,
    after bigint NOT NULL,
    fresh_at timestamp with time zone,
    pulled_at timestamp with time zone,
    trouble character varying(200) NOT NULL,
    alerted_at timestamp with time zone
);

ALTER TABLE public.provincial_data_returneddataset ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_data_returneddataset_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_data_returnedrow (
    id bigint NOT NULL,
    dataset character varying(60) NOT NULL,
    key character varying(80) NOT NULL,
    content jsonb NOT NULL,
    source jsonb NOT NULL,
    line integer NOT NULL,
    batch_id bigint NOT NULL,
    CONSTRAINT provincial_data_returnedrow_line_check CHECK ((line >= 0))
);

ALTER TABLE public.provincial_data_returnedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_data_returnedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_hotline_handedorder (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    due_on date,
    fault character varying(500) NOT NULL,
    collected_at timestamp with time zone NOT NULL,
    order_id bigint,
    CONSTRAINT handed_order_taken_or_says_why CHECK ((((due_on IS NOT NULL) AND ((fault)::text = ''::text) AND (order_id IS NOT NULL)) OR ((order_id IS NULL) AND (NOT ((fault)::text = ''::text)))))
);

ALTER TABLE public.provincial_hotline_handedorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_hotline_handedorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_hotline_handedreport (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    status character varying(10) NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    receipt character varying(60) NOT NULL,
    received_at timestamp with time zone,
    entry_id bigint NOT NULL,
    follows_id bigint,
    handed_id bigint NOT NULL,
    CONSTRAINT handed_report_received_with_receipt CHECK (((((receipt)::text = ''::text) AND (received_at IS NULL)) OR ((received_at IS NOT NULL) AND (NOT ((receipt)::text = ''::text)))))
);

ALTER TABLE public.provincial_hotline_handedreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_hotline_handedreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_hotline_simulatedhotlinefaults (
    id bigint NOT NULL,
    seed integer NOT NULL,
    loss double precision NOT NULL,
    duplicates double precision NOT NULL,
    delay double precision NOT NULL,
    bad_receipts double precision NOT NULL,
    CONSTRAINT provincial_hotline_simulatedhotlinefaults_seed_check CHECK ((seed >= 0))
);

ALTER TABLE public.provincial_hotline_simulatedhotlinefaults ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_hotline_simulatedhotlinefaults_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_hotline_simulatedorder (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    content jsonb NOT NULL,
    status character varying(10) NOT NULL,
    told jsonb NOT NULL,
    times_told smallint NOT NULL,
    CONSTRAINT provincial_hotline_simulatedorder_times_told_check CHECK ((times_told >= 0))
);

ALTER TABLE public.provincial_hotline_simulatedorder ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_hotline_simulatedorder_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_hotline_simulatedreport (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.provincial_hotline_simulatedreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_hotline_simulatedreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_ratings_ratingpush (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    day date NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    receipt character varying(60) NOT NULL,
    received_at timestamp with time zone,
    entry_id bigint NOT NULL,
    evaluation_id bigint NOT NULL,
    follows_id bigint,
    CONSTRAINT rating_received_with_receipt CHECK (((((receipt)::text = ''::text) AND (received_at IS NULL)) OR ((received_at IS NOT NULL) AND (NOT ((receipt)::text = ''::text)))))
);

ALTER TABLE public.provincial_ratings_ratingpush ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_ratings_ratingpush_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_ratings_simulatedrating (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    kind character varying(12) NOT NULL,
    follows character varying(40) NOT NULL,
    day date NOT NULL,
    content jsonb NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.provincial_ratings_simulatedrating ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_ratings_simulatedrating_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_ratings_simulatedratingfaults (
    id bigint NOT NULL,
    seed integer NOT NULL,
    loss double precision NOT NULL,
    duplicates double precision NOT NULL,
    delay double precision NOT NULL,
    bad_receipts double precision NOT NULL,
    CONSTRAINT provincial_ratings_simulatedratingfaults_seed_check CHECK ((seed >= 0))
);

ALTER TABLE public.provincial_ratings_simulatedratingfaults ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_ratings_simulatedratingfaults_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_rectification_provincialtask (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    due_on date,
    faults jsonb NOT NULL,
    collected_at timestamp with time zone NOT NULL,
    redress_id bigint,
    CONSTRAINT provincial_task_taken_or_says_why CHECK ((((due_on IS NOT NULL) AND (faults = '[]'::jsonb) AND (redress_id IS NOT NULL)) OR ((redress_id IS NULL) AND (NOT (faults = '[]'::jsonb)))))
);

ALTER TABLE public.provincial_rectification_provincialtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_rectification_provincialtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_rectification_simulatedtask (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    content jsonb NOT NULL,
    status character varying(10) NOT NULL,
    told jsonb NOT NULL
);

ALTER TABLE public.provincial_rectification_simulatedtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_rectification_simulatedtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_rectification_simulatedtaskfaults (
    id bigint NOT NULL,
    seed integer NOT NULL,
    loss double precision NOT NULL,
    duplicates double precision CONSTRAINT provincial_rectification_simulatedtaskfault_duplicates_not_null NOT NULL,
    delay double precision NOT NULL,
    bad_receipts double precision CONSTRAINT provincial_rectification_simulatedtaskfau_bad_receipts_not_null NOT NULL,
    CONSTRAINT provincial_rectification_simulatedtaskfaults_seed_check CHECK ((seed >= 0))
);

ALTER TABLE public.provincial_rectification_simulatedtaskfaults ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_rectification_simulatedtaskfaults_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_rectification_simulatedtaskmessage (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    task character varying(40) NOT NULL,
    status character varying(10) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.provincial_rectification_simulatedtaskmessage ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_rectification_simulatedtaskmessage_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_rectification_taskreport (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    status character varying(10) NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    receipt character varying(60) NOT NULL,
    received_at timestamp with time zone,
    entry_id bigint NOT NULL,
    follows_id bigint,
    task_id bigint NOT NULL,
    CONSTRAINT task_report_received_with_receipt CHECK (((((receipt)::text = ''::text) AND (received_at IS NULL)) OR ((received_at IS NOT NULL) AND (NOT ((receipt)::text = ''::text)))))
);

ALTER TABLE public.provincial_rectification_taskreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_rectification_taskreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_supervision_deliveredfile (
    id bigint NOT NULL,
    name character varying(120) NOT NULL,
    digest character varying(64) NOT NULL,
    rows integer NOT NULL,
    taken integer NOT NULL,
    repeats integer NOT NULL,
    rejects jsonb NOT NULL,
    delivered_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    rejected integer NOT NULL,
    way character varying(5) NOT NULL,
    CONSTRAINT delivered_rows_are_accounted_for CHECK ((rows = ((taken + repeats) + rejected))),
    CONSTRAINT provincial_supervision_deliveredfile_rejected_check CHECK ((rejected >= 0)),
    CONSTRAINT provincial_supervision_deliveredfile_repeats_check CHECK ((repeats >= 0)),
    CONSTRAINT provincial_supervision_deliveredfile_rows_check CHECK ((rows >= 0)),
    CONSTRAINT provincial_supervision_deliveredfile_taken_check CHECK ((taken >= 0))
);

ALTER TABLE public.provincial_supervision_deliveredfile ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_supervision_deliveredfile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_supervision_deliveredrecord (
    id bigint NOT NULL,
    ref character varying(60) NOT NULL,
    key uuid NOT NULL,
    content_sealed bytea NOT NULL,
    agency_id bigint NOT NULL,
    file_id bigint NOT NULL
);

ALTER TABLE public.provincial_supervision_deliveredrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_supervision_deliveredrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_supervision_droppedrow (
    id bigint NOT NULL,
    content jsonb NOT NULL,
    dropped_by character varying(63) DEFAULT SESSION_USER NOT NULL,
    dropped_at timestamp with time zone DEFAULT statement_timestamp() NOT NULL,
    CONSTRAINT dropped_row_is_small CHECK ((pg_column_size(content) < 16384))
);

ALTER TABLE public.provincial_supervision_droppedrow ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_supervision_droppedrow_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_supervision_simulatedsupervisionrecord (
    id bigint NOT NULL,
    number character varying(40) CONSTRAINT provincial_supervision_simulatedsupervisionreco_number_not_null NOT NULL,
    kind character varying(8) NOT NULL,
    at timestamp with time zone NOT NULL
);

ALTER TABLE public.provincial_supervision_simulatedsupervisionrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_supervision_simulatedsupervisionrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.provincial_supervision_supervisionreport (
    id bigint NOT NULL,
    number character varying(40) NOT NULL,
    kind character varying(8) NOT NULL,
    queued_at timestamp with time zone NOT NULL,
    receipt character varying(60) NOT NULL,
    received_at timestamp with time zone,
    faults jsonb NOT NULL,
    rejected_at timestamp with time zone,
    edition_id bigint,
    entry_id bigint NOT NULL,
    finding_id bigint,
    delivered_id bigint,
    CONSTRAINT supervision_report_of_one_thing CHECK ((((delivered_id IS NULL) AND (edition_id IS NULL) AND (finding_id IS NOT NULL)) OR ((delivered_id IS NULL) AND (edition_id IS NOT NULL) AND (finding_id IS NULL)) OR ((delivered_id IS NOT NULL) AND (edition_id IS NULL) AND (finding_id IS NULL)))),
    CONSTRAINT supervision_report_received_or_rejected CHECK (((received_at IS NULL) OR (rejected_at IS NULL)))
);

ALTER TABLE public.provincial_supervision_supervisionreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.provincial_supervision_supervisionreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reading_lookfinding (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    key character varying(80) NOT NULL,
    kind character varying(10) NOT NULL,
    day date NOT NULL,
    entries jsonb NOT NULL,
    status character varying(12) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    reason character varying(2000) NOT NULL,
    ended_at timestamp with time zone,
    agency_id bigint NOT NULL,
    reader_id bigint NOT NULL,
    CONSTRAINT finding_ended_at_an_end CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('explained'::character varying)::text, ('handed_over'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('explained'::character varying)::text, ('handed_over'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT reading_lookfinding_version_check CHECK ((version >= 0))
);

ALTER TABLE public.reading_lookfinding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reading_lookfinding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reading_policyedition (
    id bigint NOT NULL,
    content jsonb NOT NULL,
    reason character varying(300) NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL
);

ALTER TABLE public.reading_policyedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reading_policyedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reading_readquestion (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    entry bigint NOT NULL,
    reader_ref character varying(80) NOT NULL,
    status character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answer character varying(2000) NOT NULL,
    answered_at timestamp with time zone,
    objection character varying(2000) NOT NULL,
    decision character varying(2000) NOT NULL,
    ended_at timestamp with time zone,
    agency_id bigint NOT NULL,
    answered_by_id bigint,
    asker_id bigint NOT NULL,
    CONSTRAINT question_answered_when_past_asked CHECK ((((answered_at IS NULL) AND ((status)::text = 'asked'::text)) OR ((NOT ((status)::text = 'asked'::text)) AND (answered_at IS NOT NULL)))),
    CONSTRAINT question_ended_at_an_end CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('improper'::character varying)::text, ('proper'::character varying)::text, ('settled'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('improper'::character varying)::text, ('proper'::character varying)::text, ('settled'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT reading_readquestion_version_check CHECK ((version >= 0))
);

ALTER TABLE public.reading_readquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reading_readquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reading_watchedparty (
    id bigint NOT NULL,
    kind character varying(8) NOT NULL,
    reason character varying(300) NOT NULL,
    added_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    added_by_id bigint NOT NULL,
    ended_by_id bigint,
    party_id bigint NOT NULL
);

ALTER TABLE public.reading_watchedparty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reading_watchedparty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.regulation_cancelledtask (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    row_key character varying(120) NOT NULL,
    name character varying(200) NOT NULL,
    way character varying(500) NOT NULL,
    status character varying(8) NOT NULL,
    since date NOT NULL,
    due_on date NOT NULL,
    kind character varying(12) NOT NULL,
    words character varying(1000) NOT NULL,
    found_on date,
    done_at timestamp with time zone,
    agency_id bigint NOT NULL,
    done_by_id bigint,
    CONSTRAINT cancelled_task_done_by_somebody CHECK ((((done_at IS NOT NULL) AND (done_by_id IS NOT NULL) AND ((status)::text = 'done'::text)) OR ((done_at IS NULL) AND ((status)::text = 'open'::text)))),
    CONSTRAINT regulation_cancelledtask_version_check CHECK ((version >= 0))
);

ALTER TABLE public.regulation_cancelledtask ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.regulation_cancelledtask_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.regulation_commitmentcheck (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(12) NOT NULL,
    risk character varying(8) NOT NULL,
    factors jsonb NOT NULL,
    sampling character varying(200) NOT NULL,
    is_on_site boolean NOT NULL,
    table_edition character varying(40) NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    check_due_on date NOT NULL,
    due_on date NOT NULL,
    finding character varying(2000) NOT NULL,
    statement character varying(2000) NOT NULL,
    wants_hearing boolean NOT NULL,
    hearing_record character varying(2000) NOT NULL,
    ended_at timestamp with time zone,
    advice_id bigint,
    agency_id bigint NOT NULL,
    assignee_id bigint,
    case_id bigint NOT NULL,
    rectification_id bigint,
    revocation_id bigint,
    CONSTRAINT check_ended_with_a_result CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('rectified'::character varying)::text, ('revoked'::character varying)::text, ('true'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('rectified'::character varying)::text, ('revoked'::character varying)::text, ('true'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT check_revoked_with_a_paper CHECK ((((revocation_id IS NOT NULL) AND ((status)::text = 'revoked'::text)) OR ((NOT ((status)::text = 'revoked'::text)) AND (revocation_id IS NULL)))),
    CONSTRAINT regulation_commitmentcheck_version_check CHECK ((version >= 0))
);

ALTER TABLE public.regulation_commitmentcheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.regulation_commitmentcheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.regulation_creditrecord (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(12) NOT NULL,
    reason character varying(500) NOT NULL,
    began_on date NOT NULL,
    ends_on date NOT NULL,
    repair_from date NOT NULL,
    evidence character varying(2000) NOT NULL,
    answer character varying(500) NOT NULL,
    lifted_on date,
    agency_id bigint NOT NULL,
    check_of_id bigint NOT NULL,
    party_id bigint NOT NULL,
    CONSTRAINT credit_ends_after_it_began CHECK ((ends_on > began_on)),
    CONSTRAINT regulation_creditrecord_version_check CHECK ((version >= 0))
);

ALTER TABLE public.regulation_creditrecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.regulation_creditrecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.regulation_endingproposal (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(12) NOT NULL,
    way character varying(12) NOT NULL,
    fact character varying(1000) NOT NULL,
    ground character varying(300) NOT NULL,
    proposed_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answer character varying(1000) NOT NULL,
    ended_at timestamp with time zone,
    agency_id bigint NOT NULL,
    answered_by_id bigint,
    proposer_id bigint NOT NULL,
    push_id bigint NOT NULL,
    CONSTRAINT regulation_endingproposal_version_check CHECK ((version >= 0))
);

ALTER TABLE public.regulation_endingproposal ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.regulation_endingproposal_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.regulation_supervisionfinding (
    id bigint NOT NULL,
    kind character varying(12) NOT NULL,
    words character varying(1000) NOT NULL,
    found_on date NOT NULL,
    at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    push_id bigint NOT NULL
);

ALTER TABLE public.regulation_supervisionfinding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.regulation_supervisionfinding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.regulation_supervisionpush (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    name character varying(200) NOT NULL,
    option_code character varying(33) NOT NULL,
    kind character varying(12) NOT NULL,
    map_edition character varying(40) NOT NULL,
    status character varying(12) NOT NULL,
    pushed_at timestamp with time zone NOT NULL,
    due_on date,
    escalated_at timestamp with time zone,
    signed_at timestamp with time zone,
    is_signed_in_time boolean,
    answered_at timestamp with time zone,
    answer character varying(1000) NOT NULL,
    dispute character varying(1000) NOT NULL,
    named_body character varying(80) NOT NULL,
    ruling character varying(1000) NOT NULL,
    ruled_at timestamp with time zone,
    agency_id bigint,
    arbiter_id bigint,
    case_id bigint NOT NULL,
    disputed_by_id bigint,
    entry_id bigint NOT NULL,
    permit_agency_id bigint NOT NULL,
    ruled_by_id bigint,
    signed_by_id bigint,
    CONSTRAINT push_has_a_body_or_an_arbiter CHECK ((((arbiter_id IS NOT NULL) AND ((status)::text = 'disputed'::text)) OR ((NOT ((status)::text = 'disputed'::text)) AND (agency_id IS NOT NULL)))),
    CONSTRAINT push_signed_by_somebody CHECK ((((signed_at IS NOT NULL) AND (signed_by_id IS NOT NULL) AND ((status)::text = ANY (ARRAY[('answered'::character varying)::text, ('signed'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('answered'::character varying)::text, ('signed'::character varying)::text]))) AND (signed_at IS NULL)))),
    CONSTRAINT push_waits_until_a_day CHECK (((((status)::text = 'answered'::text) AND (answered_at IS NOT NULL) AND (due_on IS NULL)) OR ((NOT ((status)::text = 'answered'::text)) AND (due_on IS NOT NULL)))),
    CONSTRAINT regulation_supervisionpush_version_check CHECK ((version >= 0))
);

ALTER TABLE public.regulation_supervisionpush ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.regulation_supervisionpush_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reimbursements_invoiceused (
    id bigint NOT NULL,
    issuer character varying(20) NOT NULL,
    number character varying(30) NOT NULL,
    level character varying(10) NOT NULL,
    total bigint NOT NULL,
    eligible bigint NOT NULL,
    taken_at timestamp with time zone NOT NULL,
    released_at timestamp with time zone,
    case_id bigint NOT NULL,
    CONSTRAINT invoice_amounts CHECK (((eligible >= 0) AND (eligible <= total) AND (total > 0)))
);

ALTER TABLE public.reimbursements_invoiceused ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reimbursements_invoiceused_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.reimbursements_settlement (
    id bigint NOT NULL,
    scheme character varying(10) NOT NULL,
    amount bigint NOT NULL,
    working character varying(500) NOT NULL,
    table_digest character varying(64) NOT NULL,
    kind character varying(10) NOT NULL,
    settled_at timestamp with time zone NOT NULL,
    replaced_at timestamp with time zone,
    case_id bigint NOT NULL,
    settled_by_id bigint NOT NULL,
    CONSTRAINT settlement_not_negative CHECK ((amount >= 0))
);

ALTER TABLE public.reimbursements_settlement ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.reimbursements_settlement_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resolving_pair (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    score double precision NOT NULL,
    status character varying(8) NOT NULL,
    reason character varying(1000) NOT NULL,
    found_at timestamp with time zone NOT NULL,
    left_id bigint NOT NULL,
    right_id bigint NOT NULL,
    CONSTRAINT resolving_pair_version_check CHECK ((version >= 0)),
    CONSTRAINT subject_pair_decided_says_why CHECK ((((status)::text = 'open'::text) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT subject_pair_in_order CHECK ((left_id < right_id))
);

ALTER TABLE public.resolving_pair ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resolving_pair_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resolving_sourced (
    id bigint NOT NULL,
    batch_id bigint NOT NULL,
    row_id bigint NOT NULL,
    subject_id bigint NOT NULL
);

ALTER TABLE public.resolving_sourced ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resolving_sourced_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resolving_subject (
    id bigint NOT NULL,
    index bytea,
    "group" bigint,
    name character varying(500) NOT NULL,
    address character varying(500) NOT NULL,
    founded_on character varying(10) NOT NULL,
    block_name character varying(4) NOT NULL,
    block_address character varying(500) NOT NULL
);

ALTER TABLE public.resolving_subject ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resolving_subject_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_censusround (
    id bigint NOT NULL,
    title character varying(80) NOT NULL,
    opens_on date NOT NULL,
    due_on date NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    closed_at timestamp with time zone,
    CONSTRAINT census_days_in_order CHECK ((due_on >= opens_on))
);

ALTER TABLE public.resources_censusround ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_censusround_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_censussheet (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    rows jsonb NOT NULL,
    before jsonb NOT NULL,
    before_title character varying(80) NOT NULL,
    handed_in_at timestamp with time zone,
    returned_because character varying(1000) NOT NULL,
    agency_id bigint NOT NULL,
    handed_in_by_id bigint,
    round_id bigint NOT NULL,
    CONSTRAINT census_handed_in_at_a_time CHECK ((((status)::text = 'open'::text) OR (handed_in_at IS NOT NULL))),
    CONSTRAINT resources_censussheet_version_check CHECK ((version >= 0))
);

ALTER TABLE public.resources_censussheet ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_censussheet_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_dataofficer (
    id bigint NOT NULL,
    is_backup boolean NOT NULL,
    appointed_by character varying(80) NOT NULL,
    appointed_at timestamp with time zone NOT NULL,
    handed_over character varying(1000) NOT NULL,
    ended_at timestamp with time zone,
    agency_id bigint NOT NULL,
    staff_id bigint NOT NULL
);

ALTER TABLE public.resources_dataofficer ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_dataofficer_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_dataresource (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    code character varying(60) NOT NULL,
    name character varying(80) NOT NULL,
    summary character varying(300) NOT NULL,
    system character varying(60) NOT NULL,
    status character varying(8) NOT NULL,
    sensitivity character varying(10) NOT NULL,
    share_type character varying(1) NOT NULL,
    condition character varying(300) NOT NULL,
    basis character varying(300) NOT NULL,
    cycle character varying(1) NOT NULL,
    tables jsonb NOT NULL,
    operations jsonb NOT NULL,
    words text NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    live_at timestamp with time zone,
    owner_id bigint,
    CONSTRAINT resource_on_line_has_owner CHECK (((NOT ((status)::text = 'live'::text)) OR ((live_at IS NOT NULL) AND (owner_id IS NOT NULL)))),
    CONSTRAINT resource_withheld_by_law CHECK ((NOT (((basis)::text = ''::text) AND ((share_type)::text = '3'::text) AND ((status)::text = 'live'::text)))),
    CONSTRAINT resources_dataresource_version_check CHECK ((version >= 0))
);

ALTER TABLE public.resources_dataresource ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_dataresource_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_resourcefield (
    id bigint NOT NULL,
    place smallint NOT NULL,
    code character varying(40) NOT NULL,
    name character varying(60) NOT NULL,
    "column" character varying(80) NOT NULL,
    sensitivity character varying(10) NOT NULL,
    share_type character varying(1) NOT NULL,
    owner_id bigint,
    resource_id bigint NOT NULL,
    CONSTRAINT resources_resourcefield_place_check CHECK ((place >= 0))
);

ALTER TABLE public.resources_resourcefield ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_resourcefield_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.resources_stageduty (
    id bigint NOT NULL,
    stage character varying(8) NOT NULL,
    words character varying(200) NOT NULL,
    agency_id bigint NOT NULL,
    resource_id bigint NOT NULL
);

ALTER TABLE public.resources_stageduty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.resources_stageduty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.scene_terminals_simulateduse (
    id bigint NOT NULL,
    scene character varying(60) NOT NULL,
    scan uuid NOT NULL,
    items jsonb NOT NULL,
    used_at timestamp with time zone NOT NULL,
    kept_until date NOT NULL
);

ALTER TABLE public.scene_terminals_simulateduse ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scene_terminals_simulateduse_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.scenes_scene (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    key character varying(60) NOT NULL,
    name character varying(60) NOT NULL,
    domain character varying(20) NOT NULL,
    service character varying(20) NOT NULL,
    verifier character varying(120) NOT NULL,
    purpose character varying(200) NOT NULL,
    claims jsonb NOT NULL,
    keeps_minutes integer NOT NULL,
    retention_days integer NOT NULL,
    basis character varying(200) NOT NULL,
    client character varying(60) NOT NULL,
    planned_on date,
    status character varying(10) NOT NULL,
    reason character varying(500) NOT NULL,
    switched_at timestamp with time zone,
    agency_id bigint NOT NULL,
    CONSTRAINT scene_asks_for_something CHECK ((NOT (claims = '[]'::jsonb))),
    CONSTRAINT scene_is_off_for_a_reason CHECK (((NOT ((status)::text = 'off'::text)) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT scene_looked_at_an_hour_at_most CHECK (((keeps_minutes >= 1) AND (keeps_minutes <= 60))),
    CONSTRAINT scene_status_known CHECK (((status)::text = ANY (ARRAY[('planned'::character varying)::text, ('live'::character varying)::text, ('off'::character varying)::text]))),
    CONSTRAINT scenes_scene_keeps_minutes_check CHECK ((keeps_minutes >= 0)),
    CONSTRAINT scenes_scene_retention_days_check CHECK ((retention_days >= 0)),
    CONSTRAINT scenes_scene_version_check CHECK ((version >= 0))
);

ALTER TABLE public.scenes_scene ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.scenes_scene_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sharing_datademand (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    number character varying(20) NOT NULL,
    title character varying(80) NOT NULL,
    purpose character varying(500) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    status character varying(10) NOT NULL,
    answer character varying(1000) NOT NULL,
    answered_at timestamp with time zone,
    agency_id bigint NOT NULL,
    asked_by_id bigint NOT NULL,
    resource_id bigint,
    CONSTRAINT demand_answered_at_an_end CHECK ((((answered_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('matched'::character varying)::text, ('none'::character varying)::text, ('withdrawn'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('matched'::character varying)::text, ('none'::character varying)::text, ('withdrawn'::character varying)::text]))) AND (answered_at IS NULL)))),
    CONSTRAINT demand_matched_to_resource CHECK (((NOT ((status)::text = 'matched'::text)) OR (resource_id IS NOT NULL))),
    CONSTRAINT sharing_datademand_version_check CHECK ((version >= 0))
);

ALTER TABLE public.sharing_datademand ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sharing_datademand_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sharing_sharingrequest (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    number character varying(20) NOT NULL,
    fields jsonb NOT NULL,
    purpose character varying(500) NOT NULL,
    duty character varying(300) NOT NULL,
    from_on date NOT NULL,
    until_on date NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    status character varying(10) NOT NULL,
    answered_at timestamp with time zone,
    ground character varying(12) NOT NULL,
    ground_basis character varying(300) NOT NULL,
    reason character varying(2000) NOT NULL,
    objection character varying(2000) NOT NULL,
    statement character varying(2000) NOT NULL,
    ruling character varying(2000) NOT NULL,
    ruled_at timestamp with time zone,
    agreement character varying(2000) NOT NULL,
    client character varying(60) NOT NULL,
    activated_at timestamp with time zone,
    reviewed_at timestamp with time zone,
    uses integer NOT NULL,
    last_used_at timestamp with time zone,
    ended_at timestamp with time zone,
    agency_id bigint NOT NULL,
    answered_by_id bigint,
    asked_by_id bigint NOT NULL,
    demand_id bigint,
    resource_id bigint NOT NULL,
    ruled_by_id bigint,
    CONSTRAINT sharing_active_after_agreement CHECK (((NOT ((status)::text = 'active'::text)) OR ((NOT ((client)::text = ''::text)) AND (NOT ((agreement)::text = ''::text)) AND (activated_at IS NOT NULL)))),
    CONSTRAINT sharing_days_in_order CHECK ((until_on >= from_on)),
    CONSTRAINT sharing_ended_at_an_end CHECK ((((ended_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('expired'::character varying)::text, ('given_up'::character varying)::text, ('revoked'::character varying)::text, ('upheld'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('expired'::character varying)::text, ('given_up'::character varying)::text, ('revoked'::character varying)::text, ('upheld'::character varying)::text]))) AND (ended_at IS NULL)))),
    CONSTRAINT sharing_refusal_cites_its_ground CHECK (((NOT ((status)::text = 'refused'::text)) OR ((NOT ((ground)::text = ''::text)) AND (NOT ((ground_basis)::text = ''::text))))),
    CONSTRAINT sharing_sharingrequest_uses_check CHECK ((uses >= 0)),
    CONSTRAINT sharing_sharingrequest_version_check CHECK ((version >= 0))
);

ALTER TABLE public.sharing_sharingrequest ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sharing_sharingrequest_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.sharing_userecord (
    id bigint NOT NULL,
    at timestamp with time zone NOT NULL,
    matter character varying(80) NOT NULL,
    fields jsonb NOT NULL,
    result character varying(10) NOT NULL,
    entry bigint NOT NULL,
    request_id bigint NOT NULL
);

ALTER TABLE public.sharing_userecord ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.sharing_userecord_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.standards_compliancereport (
    id bigint NOT NULL,
    content text NOT NULL,
    content_hash character varying(64) NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    frozen_by_id bigint NOT NULL
);

ALTER TABLE public.standards_compliancereport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.standards_compliancereport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.standards_evidence (
    id bigint NOT NULL,
    standard character varying(40) NOT NULL,
    clause character varying(20) NOT NULL,
    words character varying(500) NOT NULL,
    reference character varying(200) NOT NULL,
    valid_until date NOT NULL,
    at timestamp with time zone NOT NULL,
    by_id bigint NOT NULL,
    CONSTRAINT evidence_says_something CHECK (((NOT ((words)::text = ''::text)) AND (NOT ((reference)::text = ''::text))))
);

ALTER TABLE public.standards_evidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.standards_evidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_card (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    colour character varying(6) NOT NULL,
    rule character varying(32) NOT NULL,
    clock_kind character varying(20) NOT NULL,
    clock_key bigint NOT NULL,
    due_on date NOT NULL,
    overrun integer NOT NULL,
    owner character varying(12) NOT NULL,
    stage character varying(16) NOT NULL,
    attribution jsonb NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    raised_by character varying(80) NOT NULL,
    contest_by_on date NOT NULL,
    contested_at timestamp with time zone,
    reason character varying(1000) NOT NULL,
    evidence character varying(1000) NOT NULL,
    decided_at timestamp with time zone,
    finding character varying(1000) NOT NULL,
    agency_id bigint NOT NULL,
    case_id bigint NOT NULL,
    contested_by_id bigint,
    decided_by_id bigint,
    staff_id bigint,
    CONSTRAINT card_contested_with_a_reason CHECK ((((status)::text = ANY (ARRAY[('found'::character varying)::text, ('raised'::character varying)::text])) OR (NOT ((reason)::text = ''::text)))),
    CONSTRAINT card_decided_by_another CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = contested_by_id) AND (decided_by_id IS NOT NULL) AND (contested_by_id IS NOT NULL))))),
    CONSTRAINT card_decided_by_somebody CHECK ((((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND ((status)::text = ANY (ARRAY[('upheld'::character varying)::text, ('lifted'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('upheld'::character varying)::text, ('lifted'::character varying)::text]))) AND (decided_at IS NULL) AND (decided_by_id IS NULL)))),
    CONSTRAINT supervision_card_overrun_check CHECK ((overrun >= 0)),
    CONSTRAINT supervision_card_version_check CHECK ((version >= 0))
);

ALTER TABLE public.supervision_card ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_card_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_countedmonth (
    month date NOT NULL,
    counted_at timestamp with time zone NOT NULL
);

CREATE TABLE public.supervision_frozenreport (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    about_on date NOT NULL,
    content text NOT NULL,
    content_hash character varying(64) NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    document_id bigint NOT NULL,
    frozen_by_id bigint,
    CONSTRAINT supervision_report_content_hash CHECK (((content_hash)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text)))
);

ALTER TABLE public.supervision_frozenreport ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_frozenreport_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_gathering (
    id bigint NOT NULL,
    kind character varying(10) NOT NULL,
    title character varying(120) NOT NULL,
    held_on date NOT NULL,
    bodies jsonb NOT NULL,
    minutes text NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by_id bigint NOT NULL,
    CONSTRAINT gathering_says_something CHECK (((NOT ((title)::text = ''::text)) AND (NOT (minutes = ''::text))))
);

ALTER TABLE public.supervision_gathering ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_gathering_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_issue (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    level character varying(10) NOT NULL,
    title character varying(120) NOT NULL,
    words character varying(1000) NOT NULL,
    due_on date NOT NULL,
    raised_at timestamp with time zone NOT NULL,
    resolution character varying(1000) NOT NULL,
    resolved_at timestamp with time zone,
    verified_at timestamp with time zone,
    reminded_on date,
    escalated_at timestamp with time zone,
    escalated_to_id bigint,
    gathering_id bigint,
    lead_id bigint NOT NULL,
    owner_id bigint NOT NULL,
    raised_by_id bigint NOT NULL,
    verified_by_id bigint,
    CONSTRAINT issue_closed_by_who_raised_it CHECK (((((status)::text = 'verified'::text) AND (verified_at IS NOT NULL) AND (verified_by_id = raised_by_id)) OR ((NOT ((status)::text = 'verified'::text)) AND (verified_at IS NULL) AND (verified_by_id IS NULL)))),
    CONSTRAINT issue_escalated_to_somebody CHECK ((((escalated_at IS NULL) AND (escalated_to_id IS NULL)) OR ((escalated_at IS NOT NULL) AND (escalated_to_id IS NOT NULL)))),
    CONSTRAINT issue_resolved_in_words CHECK ((((resolved_at IS NOT NULL) AND ((status)::text = ANY (ARRAY[('resolved'::character varying)::text, ('verified'::character varying)::text])) AND (NOT ((resolution)::text = ''::text))) OR ((NOT ((status)::text = ANY (ARRAY[('resolved'::character varying)::text, ('verified'::character varying)::text]))) AND ((resolution)::text = ''::text) AND (resolved_at IS NULL)))),
    CONSTRAINT supervision_issue_version_check CHECK ((version >= 0))
);

ALTER TABLE public.supervision_issue ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_issue_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_libraryedition (
    id bigint NOT NULL,
    number integer NOT NULL,
    since date NOT NULL,
    content text NOT NULL,
    content_hash character varying(64) NOT NULL,
    reason character varying(500) NOT NULL,
    published_at timestamp with time zone NOT NULL,
    published_by_id bigint,
    CONSTRAINT supervision_edition_content_hash CHECK (((content_hash)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT supervision_libraryedition_number_check CHECK ((number >= 0))
);

ALTER TABLE public.supervision_libraryedition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_libraryedition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_monthcount (
    id bigint NOT NULL,
    option_code character varying(33) NOT NULL,
    received integer NOT NULL,
    ended integer NOT NULL,
    zero integer NOT NULL,
    visits integer NOT NULL,
    online integer NOT NULL,
    whole integer NOT NULL,
    once integer NOT NULL,
    timed integer NOT NULL,
    late integer NOT NULL,
    agency_id bigint NOT NULL,
    month_id date NOT NULL,
    CONSTRAINT supervision_monthcount_ended_check CHECK ((ended >= 0)),
    CONSTRAINT supervision_monthcount_late_check CHECK ((late >= 0)),
    CONSTRAINT supervision_monthcount_once_check CHECK ((once >= 0)),
    CONSTRAINT supervision_monthcount_online_check CHECK ((online >= 0)),
    CONSTRAINT supervision_monthcount_received_check CHECK ((received >= 0)),
    CONSTRAINT supervision_monthcount_timed_check CHECK ((timed >= 0)),
    CONSTRAINT supervision_monthcount_visits_check CHECK ((visits >= 0)),
    CONSTRAINT supervision_monthcount_whole_check CHECK ((whole >= 0)),
    CONSTRAINT supervision_monthcount_zero_check CHECK ((zero >= 0))
);

ALTER TABLE public.supervision_monthcount ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_monthcount_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_planevidence (
    id bigint NOT NULL,
    number character varying(80) NOT NULL,
    title character varying(200) NOT NULL,
    dated_on date NOT NULL,
    content_hash character varying(64) NOT NULL,
    linked_at timestamp with time zone NOT NULL,
    document_id bigint,
    linked_by_id bigint,
    target_id bigint NOT NULL,
    CONSTRAINT evidence_of_this_house_has_its_hash CHECK (((((content_hash)::text = ''::text) AND (document_id IS NULL)) OR ((document_id IS NOT NULL) AND (NOT ((content_hash)::text = ''::text)))))
);

ALTER TABLE public.supervision_planevidence ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_planevidence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_plantarget (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    key character varying(24) NOT NULL,
    status character varying(4) NOT NULL,
    done_on date,
    shown_by integer NOT NULL,
    CONSTRAINT supervision_plantarget_shown_by_check CHECK ((shown_by >= 0)),
    CONSTRAINT supervision_plantarget_version_check CHECK ((version >= 0)),
    CONSTRAINT target_done_with_evidence CHECK ((((done_on IS NOT NULL) AND (shown_by > 0) AND ((status)::text = 'done'::text)) OR ((done_on IS NULL) AND ((status)::text = 'open'::text))))
);

ALTER TABLE public.supervision_plantarget ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_plantarget_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_scorecard (
    id bigint NOT NULL,
    period character varying(7) NOT NULL,
    counts jsonb NOT NULL,
    total numeric(5,2),
    frozen_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    edition_id bigint NOT NULL,
    CONSTRAINT scorecard_of_a_month_or_a_year CHECK (((period)::text ~ '^\d{4}(-\d{2})?$'::text))
);

ALTER TABLE public.supervision_scorecard ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_scorecard_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_urge (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(10) NOT NULL,
    words character varying(500) NOT NULL,
    urged_at timestamp with time zone NOT NULL,
    answer_by_on date NOT NULL,
    answer character varying(1000) NOT NULL,
    answered_at timestamp with time zone,
    agency_id bigint NOT NULL,
    answered_by_id bigint,
    case_id bigint NOT NULL,
    staff_id bigint,
    urged_by_id bigint NOT NULL,
    CONSTRAINT supervision_urge_version_check CHECK ((version >= 0)),
    CONSTRAINT urge_answered_in_words CHECK ((((answered_at IS NOT NULL) AND ((status)::text = 'answered'::text) AND (NOT ((answer)::text = ''::text))) OR ((NOT ((status)::text = 'answered'::text)) AND ((answer)::text = ''::text) AND (answered_at IS NULL))))
);

ALTER TABLE public.supervision_urge ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_urge_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_venuefinding (
    id bigint NOT NULL,
    option_code character varying(33) NOT NULL,
    what character varying(10) NOT NULL,
    material_code character varying(60) NOT NULL,
    material character varying(200) NOT NULL,
    case_number character varying(17) NOT NULL,
    here double precision NOT NULL,
    elsewhere double precision NOT NULL,
    cases_here integer NOT NULL,
    cases_elsewhere integer NOT NULL,
    p double precision NOT NULL,
    is_difference boolean NOT NULL,
    clerk_id bigint,
    venue_id bigint NOT NULL,
    run_id bigint NOT NULL,
    "window" character varying(40) NOT NULL,
    CONSTRAINT supervision_venuefinding_cases_elsewhere_check CHECK ((cases_elsewhere >= 0)),
    CONSTRAINT supervision_venuefinding_cases_here_check CHECK ((cases_here >= 0))
);

ALTER TABLE public.supervision_venuefinding ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_venuefinding_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.supervision_venuerun (
    id bigint NOT NULL,
    day date NOT NULL,
    since timestamp with time zone NOT NULL,
    until timestamp with time zone NOT NULL,
    frequent jsonb NOT NULL
);

ALTER TABLE public.supervision_venuerun ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.supervision_venuerun_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.tax_office_simulatedtaxpayment (
    id bigint NOT NULL,
    case_number character varying(17) NOT NULL,
    outcome character varying(10) NOT NULL,
    amount bigint NOT NULL,
    paid_at timestamp with time zone NOT NULL,
    CONSTRAINT simulated_tax_paid_or_exempt CHECK ((((amount > 0) AND ((outcome)::text = 'paid'::text)) OR ((amount = 0) AND ((outcome)::text = 'exempt'::text))))
);

ALTER TABLE public.tax_office_simulatedtaxpayment ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.tax_office_simulatedtaxpayment_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.upkeep_guidecheck (
    id bigint NOT NULL,
    "on" date NOT NULL,
    at timestamp with time zone NOT NULL,
    guides integer NOT NULL,
    flaws integer NOT NULL,
    mended integer NOT NULL,
    CONSTRAINT upkeep_guidecheck_flaws_check CHECK ((flaws >= 0)),
    CONSTRAINT upkeep_guidecheck_guides_check CHECK ((guides >= 0)),
    CONSTRAINT upkeep_guidecheck_mended_check CHECK ((mended >= 0))
);

ALTER TABLE public.upkeep_guidecheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.upkeep_guidecheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.upkeep_guideflaw (
    id bigint NOT NULL,
    kind character varying(16) NOT NULL,
    pointer character varying(300) NOT NULL,
    words character varying(400) NOT NULL,
    found_on date NOT NULL,
    option_id bigint NOT NULL
);

ALTER TABLE public.upkeep_guideflaw ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.upkeep_guideflaw_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.upkeep_guideowner (
    id bigint NOT NULL,
    reviewed_on date,
    light character varying(8) NOT NULL,
    light_since date,
    option_id bigint NOT NULL,
    reviewed_by_id bigint,
    staff_id bigint,
    CONSTRAINT upkeep_review_has_a_reviewer CHECK ((((reviewed_by_id IS NULL) AND (reviewed_on IS NULL)) OR ((reviewed_by_id IS NOT NULL) AND (reviewed_on IS NOT NULL))))
);

ALTER TABLE public.upkeep_guideowner ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.upkeep_guideowner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.upkeep_report (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    section character varying(8) NOT NULL,
    words character varying(500) NOT NULL,
    phone_sealed bytea,
    code_index bytea NOT NULL,
    status character varying(10) NOT NULL,
    reported_at timestamp with time zone NOT NULL,
    due_on date NOT NULL,
    answer character varying(500) NOT NULL,
    settled_at timestamp with time zone,
    fixed_by_id bigint,
    option_id bigint NOT NULL,
    seen_id bigint NOT NULL,
    settled_by_id bigint,
    CONSTRAINT upkeep_fixed_names_the_edition CHECK ((((fixed_by_id IS NOT NULL) AND ((status)::text = 'fixed'::text)) OR ((NOT ((status)::text = 'fixed'::text)) AND (fixed_by_id IS NULL)))),
    CONSTRAINT upkeep_report_version_check CHECK ((version >= 0)),
    CONSTRAINT upkeep_settled_report_has_an_answer CHECK (((((answer)::text = ''::text) AND (settled_at IS NULL) AND (settled_by_id IS NULL) AND ((status)::text = ANY (ARRAY[('reported'::character varying)::text, ('upheld'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('reported'::character varying)::text, ('upheld'::character varying)::text]))) AND (settled_at IS NOT NULL) AND (settled_by_id IS NOT NULL) AND (NOT ((answer)::text = ''::text)))))
);

ALTER TABLE public.upkeep_report ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.upkeep_report_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_clerkquestion (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(8) NOT NULL,
    option_code character varying(33) NOT NULL,
    option_name character varying(200) NOT NULL,
    words character varying(1000) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    answer character varying(2000) NOT NULL,
    answered_at timestamp with time zone,
    agency_id bigint NOT NULL,
    answered_by_id bigint,
    asker_id bigint NOT NULL,
    CONSTRAINT question_answered_by_somebody CHECK ((((answered_at IS NOT NULL) AND (answered_by_id IS NOT NULL) AND ((status)::text = 'answered'::text) AND (NOT ((answer)::text = ''::text))) OR ((NOT ((status)::text = 'answered'::text)) AND ((answer)::text = ''::text) AND (answered_at IS NULL)))),
    CONSTRAINT workforce_clerkquestion_version_check CHECK ((version >= 0))
);

ALTER TABLE public.workforce_clerkquestion ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_clerkquestion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_dailycheck (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    status character varying(8) NOT NULL,
    day date NOT NULL,
    finding character varying(10) NOT NULL,
    points smallint NOT NULL,
    source character varying(10) NOT NULL,
    reference character varying(80) NOT NULL,
    words character varying(500) NOT NULL,
    noted_at timestamp with time zone NOT NULL,
    appeal_until date NOT NULL,
    appeal character varying(1000) NOT NULL,
    appealed_at timestamp with time zone,
    decision character varying(1000) NOT NULL,
    decided_at timestamp with time zone,
    decided_by_id bigint,
    noted_by_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT daily_check_appealed_in_words CHECK (((NOT ((status)::text = ANY (ARRAY[('upheld'::character varying)::text, ('lifted'::character varying)::text, ('appealed'::character varying)::text]))) OR ((appealed_at IS NOT NULL) AND (NOT ((appeal)::text = ''::text))))),
    CONSTRAINT daily_check_decided_by_a_third CHECK (((decided_by_id IS NULL) OR ((NOT ((decided_by_id = noted_by_id) AND (decided_by_id IS NOT NULL))) AND (NOT ((decided_by_id = staff_id) AND (decided_by_id IS NOT NULL)))))),
    CONSTRAINT daily_check_decided_in_words CHECK ((((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL) AND ((status)::text = ANY (ARRAY[('upheld'::character varying)::text, ('lifted'::character varying)::text])) AND (NOT ((decision)::text = ''::text))) OR ((NOT ((status)::text = ANY (ARRAY[('upheld'::character varying)::text, ('lifted'::character varying)::text]))) AND (decided_at IS NULL) AND (decided_by_id IS NULL)))),
    CONSTRAINT daily_check_has_evidence CHECK (((NOT ((words)::text = ''::text)) AND (NOT ((reference)::text = ''::text)) AND (points >= 1))),
    CONSTRAINT daily_check_not_of_oneself CHECK ((NOT (staff_id = noted_by_id))),
    CONSTRAINT workforce_dailycheck_points_check CHECK ((points >= 0)),
    CONSTRAINT workforce_dailycheck_version_check CHECK ((version >= 0))
);

ALTER TABLE public.workforce_dailycheck ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_dailycheck_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_duty (
    id bigint NOT NULL,
    day date NOT NULL,
    session character varying(2) NOT NULL,
    reason character varying(200) NOT NULL,
    instead_of_id bigint,
    staff_id bigint NOT NULL,
    roster_id bigint NOT NULL,
    post_id bigint NOT NULL,
    CONSTRAINT duty_nobody_replaces_oneself CHECK (((instead_of_id IS NULL) OR (NOT ((instead_of_id = staff_id) AND (instead_of_id IS NOT NULL))))),
    CONSTRAINT duty_substitution_has_a_reason CHECK ((((instead_of_id IS NULL) AND ((reason)::text = ''::text)) OR ((instead_of_id IS NOT NULL) AND (NOT ((reason)::text = ''::text)))))
);

ALTER TABLE public.workforce_duty ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_duty_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_exam (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    level smallint NOT NULL,
    status character varying(10) NOT NULL,
    seed character varying(64) NOT NULL,
    bank character varying(64) NOT NULL,
    content text NOT NULL,
    answers text NOT NULL,
    score smallint,
    set_at timestamp with time zone NOT NULL,
    closes_on date NOT NULL,
    handed_in_at timestamp with time zone,
    audited_at timestamp with time zone,
    audited_by_id bigint,
    staff_id bigint NOT NULL,
    CONSTRAINT exam_audited_by_somebody CHECK (((NOT ((status)::text = ANY (ARRAY[('audited'::character varying)::text, ('granted'::character varying)::text]))) OR ((audited_by_id IS NOT NULL) AND (level >= 1)))),
    CONSTRAINT exam_level_is_one_of_five CHECK ((level <= 5)),
    CONSTRAINT exam_marked_when_handed_in CHECK ((((handed_in_at IS NOT NULL) AND (score IS NOT NULL) AND ((status)::text = ANY (ARRAY[('handed_in'::character varying)::text, ('audited'::character varying)::text, ('granted'::character varying)::text]))) OR ((NOT ((status)::text = ANY (ARRAY[('handed_in'::character varying)::text, ('audited'::character varying)::text, ('granted'::character varying)::text]))) AND (answers = ''::text) AND (score IS NULL)))),
    CONSTRAINT workforce_exam_level_check CHECK ((level >= 0)),
    CONSTRAINT workforce_exam_score_check CHECK ((score >= 0)),
    CONSTRAINT workforce_exam_version_check CHECK ((version >= 0))
);

ALTER TABLE public.workforce_exam ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_exam_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_leave (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    kind character varying(10) NOT NULL,
    starts_on date NOT NULL,
    ends_on date NOT NULL,
    reason character varying(200) NOT NULL,
    status character varying(10) NOT NULL,
    asked_at timestamp with time zone NOT NULL,
    decided_at timestamp with time zone,
    words character varying(200) NOT NULL,
    decided_by_id bigint,
    staff_id bigint NOT NULL,
    CONSTRAINT leave_days_in_order CHECK ((ends_on >= starts_on)),
    CONSTRAINT leave_decided_by_somebody CHECK (((NOT ((status)::text = ANY (ARRAY[('granted'::character varying)::text, ('refused'::character varying)::text]))) OR ((decided_at IS NOT NULL) AND (decided_by_id IS NOT NULL)))),
    CONSTRAINT leave_not_granted_by_oneself CHECK (((decided_by_id IS NULL) OR (NOT ((decided_by_id = staff_id) AND (decided_by_id IS NOT NULL))))),
    CONSTRAINT workforce_leave_version_check CHECK ((version >= 0))
);

ALTER TABLE public.workforce_leave ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_leave_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_monthscore (
    id bigint NOT NULL,
    month date NOT NULL,
    score smallint NOT NULL,
    content text NOT NULL,
    content_hash character varying(64) NOT NULL,
    frozen_at timestamp with time zone NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT month_score_of_a_hundred CHECK ((score <= 100)),
    CONSTRAINT workforce_month_score_hash CHECK (((content_hash)::text = encode(sha256(convert_to(content, 'UTF8'::name)), 'hex'::text))),
    CONSTRAINT workforce_monthscore_score_check CHECK ((score >= 0))
);

ALTER TABLE public.workforce_monthscore ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_monthscore_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_roster (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    week date NOT NULL,
    status character varying(10) NOT NULL,
    published_at timestamp with time zone,
    venue_id bigint NOT NULL,
    CONSTRAINT roster_begins_on_monday CHECK ((EXTRACT(isodow FROM week) = (1)::numeric)),
    CONSTRAINT roster_published_when_in_force CHECK ((((published_at IS NOT NULL) AND ((status)::text = 'published'::text)) OR ((NOT ((status)::text = 'published'::text)) AND (published_at IS NULL)))),
    CONSTRAINT workforce_roster_version_check CHECK ((version >= 0))
);

ALTER TABLE public.workforce_roster ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_roster_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_skilllevel (
    id bigint NOT NULL,
    level smallint NOT NULL,
    file jsonb NOT NULL,
    granted_on date NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    exam_id bigint NOT NULL,
    granted_by_id bigint NOT NULL,
    staff_id bigint NOT NULL,
    CONSTRAINT skill_level_is_one_of_five CHECK (((level >= 1) AND (level <= 5))),
    CONSTRAINT workforce_skilllevel_level_check CHECK ((level >= 0))
);

ALTER TABLE public.workforce_skilllevel ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_skilllevel_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_trainee (
    id bigint NOT NULL,
    assigned_at timestamp with time zone NOT NULL,
    score smallint,
    failed_at timestamp with time zone,
    passed_at timestamp with time zone,
    certificate character varying(20) NOT NULL,
    expires_on date,
    staff_id bigint NOT NULL,
    training_id bigint NOT NULL,
    CONSTRAINT trainee_certificate_only_for_a_pass CHECK (((((certificate)::text = ''::text) AND (expires_on IS NULL) AND (passed_at IS NULL)) OR ((passed_at IS NOT NULL) AND (NOT ((certificate)::text = ''::text))))),
    CONSTRAINT trainee_score_of_100 CHECK (((score IS NULL) OR (score <= 100))),
    CONSTRAINT workforce_trainee_score_check CHECK ((score >= 0))
);

ALTER TABLE public.workforce_trainee ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_trainee_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_training (
    id bigint NOT NULL,
    version integer NOT NULL,
    head bytea NOT NULL,
    kind character varying(8) NOT NULL,
    status character varying(8) NOT NULL,
    course character varying(40) NOT NULL,
    title character varying(200) NOT NULL,
    edition integer NOT NULL,
    changes jsonb NOT NULL,
    words character varying(2000) NOT NULL,
    since date,
    due_on date NOT NULL,
    given_at timestamp with time zone,
    pass_mark smallint NOT NULL,
    valid_months smallint NOT NULL,
    planned_at timestamp with time zone NOT NULL,
    agency_id bigint NOT NULL,
    trainer_id bigint,
    CONSTRAINT training_given_by_somebody_in_words CHECK (((NOT ((status)::text = 'given'::text)) OR ((given_at IS NOT NULL) AND (trainer_id IS NOT NULL) AND (NOT ((words)::text = ''::text))))),
    CONSTRAINT training_mark_of_a_hundred CHECK ((pass_mark <= 100)),
    CONSTRAINT workforce_training_edition_check CHECK ((edition >= 0)),
    CONSTRAINT workforce_training_pass_mark_check CHECK ((pass_mark >= 0)),
    CONSTRAINT workforce_training_valid_months_check CHECK ((valid_months >= 0)),
    CONSTRAINT workforce_training_version_check CHECK ((version >= 0))
);

ALTER TABLE public.workforce_training ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_training_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.workforce_windowpost (
    id bigint NOT NULL,
    "window" character varying(40) NOT NULL,
    role character varying(16) NOT NULL,
    courses jsonb NOT NULL,
    level smallint NOT NULL,
    is_open boolean NOT NULL,
    venue_id bigint NOT NULL,
    CONSTRAINT window_post_is_named CHECK (((NOT (("window")::text = ''::text)) AND (NOT ((role)::text = ''::text)))),
    CONSTRAINT window_post_level_is_one_of_five CHECK ((level <= 5)),
    CONSTRAINT workforce_windowpost_level_check CHECK ((level >= 0))
);

ALTER TABLE public.workforce_windowpost ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.workforce_windowpost_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

CREATE TABLE public.worktime_calendaredition (
    id bigint NOT NULL,
    year smallint NOT NULL,
    number smallint NOT NULL,
    standing character varying(12) NOT NULL,
    source character varying(200) NOT NULL,
    published_on date,
    holidays jsonb NOT NULL,
    workdays jsonb NOT NULL,
    closures jsonb NOT NULL,
    note character varying(200) NOT NULL,
    content_hash character varying(64) NOT NULL,
    recorded_at timestamp with time zone NOT NULL,
    recorded_by character varying(80) NOT NULL,
    CONSTRAINT worktime_calendaredition_number_check CHECK ((number >= 0)),
    CONSTRAINT worktime_calendaredition_year_check CHECK ((year >= 0)),
    CONSTRAINT worktime_edition_number_from_one CHECK ((number >= 1)),
    CONSTRAINT worktime_edition_official_has_source CHECK ((((standing)::text = 'provisional'::text) OR ((published_on IS NOT NULL) AND ((standing)::text = 'official'::text) AND (NOT ((source)::text = ''::text))))),
    CONSTRAINT worktime_edition_year_in_range CHECK (((year >= 1900) AND (year <= 2199)))
);

ALTER TABLE public.worktime_calendaredition ALTER COLUMN id ADD GENERATED BY DEFAULT AS IDENTITY (
    SEQUENCE NAME public.worktime_calendaredition_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

ALTER TABLE ONLY public.procrastinate_events ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_events_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_jobs ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_jobs_id_seq'::regclass);

ALTER TABLE ONLY public.procrastinate_periodic_defers ALTER COLUMN id SET DEFAULT nextval('public.procrastinate_periodic_defers_id_seq'::regclass);

INSERT INTO public.catalog_revision VALUES (1, 0);

SELECT pg_catalog.setval('public.agencies_agency_id_seq', 1, false);

SELECT pg_catalog.setval('public.agencies_delegation_id_seq', 1, false);

SELECT pg_catalog.setval('public.agencies_division_id_seq', 1, false);

SELECT pg_catalog.setval('public.agencies_staff_id_seq', 1, false);

SELECT pg_catalog.setval('public.agencies_venue_id_seq', 1, false);

SELECT pg_catalog.setval('public.answers_guidetask_id_seq', 1, false);

SELECT pg_catalog.setval('public.assistance_assistance_id_seq', 1, false);

SELECT pg_catalog.setval('public.assistance_message_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_benefitgrant_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_declaredfact_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_matchingchoice_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_matchrun_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_paymentbatch_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_policy_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_policydraft_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_policyedition_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_policytrial_id_seq', 1, false);

SELECT pg_catalog.setval('public.benefits_push_id_seq', 1, false);

SELECT pg_catalog.setval('public.bundle_cases_bundlecase_id_seq', 1, false);

SELECT pg_catalog.setval('public.bundle_cases_bundlechild_id_seq', 1, false);

SELECT pg_catalog.setval('public.bundle_cases_report_id_seq', 1, false);

SELECT pg_catalog.setval('public.bundle_cases_sourcestate_id_seq', 1, false);

SELECT pg_catalog.setval('public.bundles_bundle_id_seq', 1, false);

SELECT pg_catalog.setval('public.bundles_bundledraft_id_seq', 1, false);

SELECT pg_catalog.setval('public.bundles_bundleedition_id_seq', 1, false);

SELECT pg_catalog.setval('public.bundles_bundlemember_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_alert_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_blockedask_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_case_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_clock_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_commitment_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_correctionnotice_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_deferral_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_delivery_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_dispatchtable_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_draft_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_inspectionphoto_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_inspectionrecord_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_material_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_materialfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_opinion_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_overdueexplanation_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_precheckresult_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_quotaplace_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_serial', 50, false);

SELECT pg_catalog.setval('public.cases_slot_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_slotofficer_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_specialrun_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_tellingoverride_id_seq', 1, false);

SELECT pg_catalog.setval('public.cases_unlistedstep_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_basicitem_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_channelnode_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_editedsynonym_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_frequentmatter_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_handlingoption_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_implementationlist_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_lineage_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_listversion_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_miss_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_optionversion_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_revision_id_seq', 1, true);

SELECT pg_catalog.setval('public.catalog_settledmiss_id_seq', 1, false);

SELECT pg_catalog.setval('public.catalog_synonym_id_seq', 1, false);

SELECT pg_catalog.setval('public.checklists_keptchecklist_id_seq', 1, false);

SELECT pg_catalog.setval('public.codes_doorplate_id_seq', 1, false);

SELECT pg_catalog.setval('public.codes_scan_id_seq', 1, false);

SELECT pg_catalog.setval('public.codes_showing_id_seq', 1, false);

SELECT pg_catalog.setval('public.codes_shownlicense_id_seq', 1, false);

SELECT pg_catalog.setval('public.compiling_elementtemplate_id_seq', 1, false);

SELECT pg_catalog.setval('public.compiling_foundingopinion_id_seq', 1, false);

SELECT pg_catalog.setval('public.compiling_listdraft_id_seq', 1, false);

SELECT pg_catalog.setval('public.compiling_opinion_id_seq', 1, false);

SELECT pg_catalog.setval('public.compiling_round_id_seq', 1, false);

SELECT pg_catalog.setval('public.compiling_roundmember_id_seq', 1, false);

SELECT pg_catalog.setval('public.contacts_answer_id_seq', 1, false);

SELECT pg_catalog.setval('public.contacts_coaching_id_seq', 1, false);

SELECT pg_catalog.setval('public.contacts_coachingfailure_id_seq', 1, false);

SELECT pg_catalog.setval('public.contacts_coachingnote_id_seq', 1, false);

SELECT pg_catalog.setval('public.contacts_firstcontact_id_seq', 1, false);

SELECT pg_catalog.setval('public.contacts_jointopinion_id_seq', 1, false);

SELECT pg_catalog.setval('public.contacts_shift_id_seq', 1, false);

SELECT pg_catalog.setval('public.credit_platform_creditbatch_id_seq', 1, false);

SELECT pg_catalog.setval('public.credit_platform_creditpush_id_seq', 1, false);

SELECT pg_catalog.setval('public.credit_platform_simulatedcreditfaults_id_seq', 1, false);

SELECT pg_catalog.setval('public.credit_platform_simulatedcreditmessage_id_seq', 1, false);

SELECT pg_catalog.setval('public.credit_platform_waitingcredit_id_seq', 1, false);

SELECT pg_catalog.setval('public.crossing_crossing_id_seq', 1, false);

SELECT pg_catalog.setval('public.crossing_custodyevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.crossing_jointpart_id_seq', 1, false);

SELECT pg_catalog.setval('public.crossing_original_id_seq', 1, false);

SELECT pg_catalog.setval('public.crossing_routed_id_seq', 1, false);

SELECT pg_catalog.setval('public.crossing_spoiled_id_seq', 1, false);

SELECT pg_catalog.setval('public.devices_condition_id_seq', 1, false);

SELECT pg_catalog.setval('public.devices_config_id_seq', 1, false);

SELECT pg_catalog.setval('public.devices_dailyuse_id_seq', 1, false);

SELECT pg_catalog.setval('public.devices_fault_id_seq', 1, false);

SELECT pg_catalog.setval('public.devices_placement_id_seq', 1, false);

SELECT pg_catalog.setval('public.devices_rollout_id_seq', 1, false);

SELECT pg_catalog.setval('public.documents_agencymark_id_seq', 1, false);

SELECT pg_catalog.setval('public.documents_numberseries_id_seq', 1, false);

SELECT pg_catalog.setval('public.documents_officialdocument_id_seq', 1, false);

SELECT pg_catalog.setval('public.documents_paperwording_id_seq', 1, false);

SELECT pg_catalog.setval('public.documents_reservedrange_id_seq', 1, false);

SELECT pg_catalog.setval('public.dossiers_archiverecord_id_seq', 1, false);

SELECT pg_catalog.setval('public.dossiers_destructionline_id_seq', 1, false);

SELECT pg_catalog.setval('public.dossiers_destructionlist_id_seq', 1, false);

SELECT pg_catalog.setval('public.dossiers_slip_id_seq', 1, false);

SELECT pg_catalog.setval('public.enterprises_renewalnotice_id_seq', 1, false);

SELECT pg_catalog.setval('public.entrances_departmentmatter_id_seq', 1, false);

SELECT pg_catalog.setval('public.entrances_entrance_id_seq', 1, false);

SELECT pg_catalog.setval('public.evaluations_draw_id_seq', 1, false);

SELECT pg_catalog.setval('public.evaluations_evaluation_id_seq', 1, false);

SELECT pg_catalog.setval('public.evaluations_invitation_id_seq', 1, false);

SELECT pg_catalog.setval('public.evaluations_ratingimport_id_seq', 1, false);

SELECT pg_catalog.setval('public.evaluations_redress_id_seq', 1, false);

SELECT pg_catalog.setval('public.evaluations_spotcheck_id_seq', 1, false);

SELECT pg_catalog.setval('public.fees_charge_id_seq', 1, false);

SELECT pg_catalog.setval('public.fees_movement_id_seq', 1, false);

SELECT pg_catalog.setval('public.fees_order_id_seq', 1, false);

SELECT pg_catalog.setval('public.fees_paymentday_id_seq', 1, false);

SELECT pg_catalog.setval('public.fees_till_id_seq', 1, false);

SELECT pg_catalog.setval('public.financing_bank_id_seq', 1, false);

SELECT pg_catalog.setval('public.financing_financingneed_id_seq', 1, false);

SELECT pg_catalog.setval('public.financing_match_id_seq', 1, false);

SELECT pg_catalog.setval('public.financing_product_id_seq', 1, false);

SELECT pg_catalog.setval('public.financing_proof_id_seq', 1, false);

SELECT pg_catalog.setval('public.grassroots_agreement_id_seq', 1, false);

SELECT pg_catalog.setval('public.grassroots_handeddown_id_seq', 1, false);

SELECT pg_catalog.setval('public.grassroots_sealuse_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_appointment_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_appointmentslot_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_consultation_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_extendedsession_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_guidance_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_guidetick_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_guideturn_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_kiosk_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_lastnumber_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_overtime_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_sessionduty_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_ticket_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_windowpause_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_windowskill_id_seq', 1, false);

SELECT pg_catalog.setval('public.halls_zone_id_seq', 1, false);

SELECT pg_catalog.setval('public.hotline_jointpart_id_seq', 1, false);

SELECT pg_catalog.setval('public.hotline_publicanswer_id_seq', 1, false);

SELECT pg_catalog.setval('public.hotline_workorder_id_seq', 1, false);

SELECT pg_catalog.setval('public.incidents_affectedparty_id_seq', 1, false);

SELECT pg_catalog.setval('public.incidents_drill_id_seq', 1, false);

SELECT pg_catalog.setval('public.incidents_incident_id_seq', 1, false);

SELECT pg_catalog.setval('public.incidents_incidentnotice_id_seq', 1, false);

SELECT pg_catalog.setval('public.incidents_playmark_id_seq', 1, false);

SELECT pg_catalog.setval('public.intermediaries_bid_id_seq', 1, false);

SELECT pg_catalog.setval('public.intermediaries_concentration_id_seq', 1, false);

SELECT pg_catalog.setval('public.intermediaries_credititem_id_seq', 1, false);

SELECT pg_catalog.setval('public.intermediaries_intermediaryagency_id_seq', 1, false);

SELECT pg_catalog.setval('public.intermediaries_need_id_seq', 1, false);

SELECT pg_catalog.setval('public.intermediaries_offering_id_seq', 1, false);

SELECT pg_catalog.setval('public.intermediaries_qualification_id_seq', 1, false);

SELECT pg_catalog.setval('public.interpretations_interpretation_id_seq', 1, false);

SELECT pg_catalog.setval('public.interpretations_interpretationedition_id_seq', 1, false);

SELECT pg_catalog.setval('public.interpretations_interpretationreads_id_seq', 1, false);

SELECT pg_catalog.setval('public.interpretations_interpretationsubject_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_anchor_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_entry_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_keptanswer_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_outbox_id_seq', 1, false);

SELECT pg_catalog.setval('public.ledger_parked_id_seq', 1, false);

SELECT pg_catalog.setval('public.licenses_facecorrection_id_seq', 1, false);

SELECT pg_catalog.setval('public.licenses_license_id_seq', 1, false);

SELECT pg_catalog.setval('public.licenses_licenseanswer_id_seq', 1, false);

SELECT pg_catalog.setval('public.licenses_licenseedition_id_seq', 1, false);

SELECT pg_catalog.setval('public.licenses_licensefile_id_seq', 1, false);

SELECT pg_catalog.setval('public.licenses_licenserefusal_id_seq', 1, false);

SELECT pg_catalog.setval('public.licenses_licenseseries_id_seq', 1, false);

SELECT pg_catalog.setval('public.licenses_licensetype_id_seq', 1, false);

SELECT pg_catalog.setval('public.licenses_licenseuse_id_seq', 1, false);

SELECT pg_catalog.setval('public.lists_edition_id_seq', 1, false);

SELECT pg_catalog.setval('public.lists_editiondraft_id_seq', 1, false);

SELECT pg_catalog.setval('public.lists_resolution_id_seq', 1, false);

SELECT pg_catalog.setval('public.norms_answerlimit_id_seq', 1, false);

SELECT pg_catalog.setval('public.norms_norm_id_seq', 1, false);

SELECT pg_catalog.setval('public.norms_normalert_id_seq', 1, false);

SELECT pg_catalog.setval('public.norms_normchange_id_seq', 1, false);

SELECT pg_catalog.setval('public.norms_normreview_id_seq', 1, false);

SELECT pg_catalog.setval('public.notices_message_id_seq', 1, false);

SELECT pg_catalog.setval('public.offline_numberblock_id_seq', 1, false);

SELECT pg_catalog.setval('public.offline_paperintake_id_seq', 1, false);

SELECT pg_catalog.setval('public.outreach_heldpaper_id_seq', 1, false);

SELECT pg_catalog.setval('public.outreach_outreach_id_seq', 1, false);

SELECT pg_catalog.setval('public.outreach_visit_id_seq', 1, false);

SELECT pg_catalog.setval('public.outreach_visitphoto_id_seq', 1, false);

SELECT pg_catalog.setval('public.outreach_volunteer_id_seq', 1, false);

SELECT pg_catalog.setval('public.outside_bodies_bodyfaults_id_seq', 1, false);

SELECT pg_catalog.setval('public.outside_bodies_simulatedorder_id_seq', 1, false);

SELECT pg_catalog.setval('public.parity_rectification_id_seq', 1, false);

SELECT pg_catalog.setval('public.parity_referencelist_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_account_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_apicalls_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_apiclient_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_apitoken_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_appaccess_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_federatedidentity_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_loginattempt_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_mandate_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_mandatecode_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_membership_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_party_id_seq', 1, false);

SELECT pg_catalog.setval('public.parties_session_id_seq', 1, false);

SELECT pg_catalog.setval('public.partner_city_simulatedletter_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_platform_simulatedpayment_id_seq', 1, false);

SELECT pg_catalog.setval('public.payment_platform_simulatedpaymentfaults_id_seq', 1, false);

SELECT pg_catalog.setval('public.places_provision_id_seq', 1, false);

SELECT pg_catalog.setval('public.places_rename_id_seq', 1, false);

SELECT pg_catalog.setval('public.places_sign_id_seq', 1, false);

SELECT pg_catalog.setval('public.places_signbatch_id_seq', 1, false);

SELECT pg_catalog.setval('public.places_signspec_id_seq', 1, false);

SELECT pg_catalog.setval('public.places_standard_id_seq', 1, false);

SELECT pg_catalog.setval('public.places_subcentre_id_seq', 1, false);

SELECT pg_catalog.setval('public.places_subcentrestep_id_seq', 1, false);

SELECT pg_catalog.setval('public.places_taskprovision_id_seq', 1, false);

SELECT pg_catalog.setval('public.post_simulatedparcel_id_seq', 1, false);

SELECT pg_catalog.setval('public.post_simulatedpostfaults_id_seq', 1, false);

SELECT pg_catalog.setval('public.posting_shipment_id_seq', 1, false);

SELECT pg_catalog.setval('public.posting_shipmentevent_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_events_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_jobs_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_periodic_defers_id_seq', 1, false);

SELECT pg_catalog.setval('public.procrastinate_workers_id_seq', 1, false);

SELECT pg_catalog.setval('public.projects_project_id_seq', 1, false);

SELECT pg_catalog.setval('public.projects_projectpaper_id_seq', 1, false);

SELECT pg_catalog.setval('public.projects_projectstage_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_catalogue_batch_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_catalogue_difference_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_catalogue_pulleditem_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_catalogue_reconciliation_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_catalogue_simulatedbatch_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_catalogue_simulatedfaults_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_catalogue_simulatedpush_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_catalogue_simulatedrecord_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_code_platefiling_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_data_returnedbatch_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_data_returneddataset_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_data_returnedrow_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_hotline_handedorder_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_hotline_handedreport_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_hotline_simulatedhotlinefaults_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_hotline_simulatedorder_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_hotline_simulatedreport_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_ratings_ratingpush_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_ratings_simulatedrating_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_ratings_simulatedratingfaults_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_rectification_provincialtask_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_rectification_simulatedtask_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_rectification_simulatedtaskfaults_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_rectification_simulatedtaskmessage_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_rectification_taskreport_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_supervision_deliveredfile_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_supervision_deliveredrecord_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_supervision_droppedrow_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_supervision_simulatedsupervisionrecord_id_seq', 1, false);

SELECT pg_catalog.setval('public.provincial_supervision_supervisionreport_id_seq', 1, false);

SELECT pg_catalog.setval('public.reading_lookfinding_id_seq', 1, false);

SELECT pg_catalog.setval('public.reading_policyedition_id_seq', 1, false);

SELECT pg_catalog.setval('public.reading_readquestion_id_seq', 1, false);

SELECT pg_catalog.setval('public.reading_watchedparty_id_seq', 1, false);

SELECT pg_catalog.setval('public.regulation_cancelledtask_id_seq', 1, false);

SELECT pg_catalog.setval('public.regulation_commitmentcheck_id_seq', 1, false);

SELECT pg_catalog.setval('public.regulation_creditrecord_id_seq', 1, false);

SELECT pg_catalog.setval('public.regulation_endingproposal_id_seq', 1, false);

SELECT pg_catalog.setval('public.regulation_supervisionfinding_id_seq', 1, false);

SELECT pg_catalog.setval('public.regulation_supervisionpush_id_seq', 1, false);

SELECT pg_catalog.setval('public.reimbursements_invoiceused_id_seq', 1, false);

SELECT pg_catalog.setval('public.reimbursements_settlement_id_seq', 1, false);

SELECT pg_catalog.setval('public.resolving_pair_id_seq', 1, false);

SELECT pg_catalog.setval('public.resolving_sourced_id_seq', 1, false);

SELECT pg_catalog.setval('public.resolving_subject_id_seq', 1, false);

SELECT pg_catalog.setval('public.resources_censusround_id_seq', 1, false);

SELECT pg_catalog.setval('public.resources_censussheet_id_seq', 1, false);

SELECT pg_catalog.setval('public.resources_dataofficer_id_seq', 1, false);

SELECT pg_catalog.setval('public.resources_dataresource_id_seq', 1, false);

SELECT pg_catalog.setval('public.resources_resourcefield_id_seq', 1, false);

SELECT pg_catalog.setval('public.resources_stageduty_id_seq', 1, false);

SELECT pg_catalog.setval('public.scene_terminals_simulateduse_id_seq', 1, false);

SELECT pg_catalog.setval('public.scenes_scene_id_seq', 1, false);

SELECT pg_catalog.setval('public.sharing_datademand_id_seq', 1, false);

SELECT pg_catalog.setval('public.sharing_sharingrequest_id_seq', 1, false);

SELECT pg_catalog.setval('public.sharing_userecord_id_seq', 1, false);

SELECT pg_catalog.setval('public.standards_compliancereport_id_seq', 1, false);

SELECT pg_catalog.setval('public.standards_evidence_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_card_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_frozenreport_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_gathering_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_issue_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_libraryedition_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_monthcount_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_planevidence_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_plantarget_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_scorecard_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_urge_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_venuefinding_id_seq', 1, false);

SELECT pg_catalog.setval('public.supervision_venuerun_id_seq', 1, false);

SELECT pg_catalog.setval('public.tax_office_simulatedtaxpayment_id_seq', 1, false);

SELECT pg_catalog.setval('public.upkeep_guidecheck_id_seq', 1, false);

SELECT pg_catalog.setval('public.upkeep_guideflaw_id_seq', 1, false);

SELECT pg_catalog.setval('public.upkeep_guideowner_id_seq', 1, false);

SELECT pg_catalog.setval('public.upkeep_report_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_clerkquestion_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_dailycheck_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_duty_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_exam_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_leave_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_monthscore_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_roster_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_skilllevel_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_trainee_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_training_id_seq', 1, false);

SELECT pg_catalog.setval('public.workforce_windowpost_id_seq', 1, false);

SELECT pg_catalog.setval('public.worktime_calendaredition_id_seq', 1, false);

ALTER TABLE ONLY public.incidents_affectedparty
    ADD CONSTRAINT affected_once UNIQUE (incident_id, party_id);

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_key_key UNIQUE (key);

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_uscc_key UNIQUE (uscc);

ALTER TABLE ONLY public.agencies_delegation
    ADD CONSTRAINT agencies_delegation_document_number_key UNIQUE (document_number);

ALTER TABLE ONLY public.agencies_delegation
    ADD CONSTRAINT agencies_delegation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_division
    ADD CONSTRAINT agencies_division_code_key UNIQUE (code);

ALTER TABLE ONLY public.agencies_division
    ADD CONSTRAINT agencies_division_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_staff
    ADD CONSTRAINT agencies_staff_account_id_key UNIQUE (account_id);

ALTER TABLE ONLY public.agencies_staff
    ADD CONSTRAINT agencies_staff_number_key UNIQUE (number);

ALTER TABLE ONLY public.agencies_staff
    ADD CONSTRAINT agencies_staff_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.agencies_venue
    ADD CONSTRAINT agencies_venue_key_key UNIQUE (key);

ALTER TABLE ONLY public.agencies_venue
    ADD CONSTRAINT agencies_venue_name_key UNIQUE (name);

ALTER TABLE ONLY public.agencies_venue
    ADD CONSTRAINT agencies_venue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_alert
    ADD CONSTRAINT alert_once UNIQUE (clock_id, due_on, share);

ALTER TABLE ONLY public.answers_guidetask
    ADD CONSTRAINT answers_guidetask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.answers_guidetask
    ADD CONSTRAINT answers_task_once UNIQUE (option_id, text);

ALTER TABLE ONLY public.assistance_assistance
    ADD CONSTRAINT assistance_assistance_code_key UNIQUE (code);

ALTER TABLE ONLY public.assistance_assistance
    ADD CONSTRAINT assistance_assistance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.assistance_message
    ADD CONSTRAINT assistance_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_benefitgrant
    ADD CONSTRAINT benefits_benefitgrant_code_key UNIQUE (code);

ALTER TABLE ONLY public.benefits_benefitgrant
    ADD CONSTRAINT benefits_benefitgrant_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_declaredfact
    ADD CONSTRAINT benefits_declaredfact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_matchingchoice
    ADD CONSTRAINT benefits_matchingchoice_party_id_key UNIQUE (party_id);

ALTER TABLE ONLY public.benefits_matchingchoice
    ADD CONSTRAINT benefits_matchingchoice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_matchrun
    ADD CONSTRAINT benefits_matchrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_paymentbatch
    ADD CONSTRAINT benefits_paymentbatch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_policy
    ADD CONSTRAINT benefits_policy_code_key UNIQUE (code);

ALTER TABLE ONLY public.benefits_policy
    ADD CONSTRAINT benefits_policy_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_policydraft
    ADD CONSTRAINT benefits_policydraft_edition_id_key UNIQUE (edition_id);

ALTER TABLE ONLY public.benefits_policydraft
    ADD CONSTRAINT benefits_policydraft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_policyedition
    ADD CONSTRAINT benefits_policyedition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_policytrial
    ADD CONSTRAINT benefits_policytrial_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_push
    ADD CONSTRAINT benefits_push_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intermediaries_bid
    ADD CONSTRAINT bid_once UNIQUE (need_id, agency_id);

ALTER TABLE ONLY public.offline_numberblock
    ADD CONSTRAINT block_begins_once UNIQUE (year, first);

ALTER TABLE ONLY public.bundle_cases_bundlecase
    ADD CONSTRAINT bundle_cases_bundlecase_number_key UNIQUE (number);

ALTER TABLE ONLY public.bundle_cases_bundlecase
    ADD CONSTRAINT bundle_cases_bundlecase_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bundle_cases_bundlechild
    ADD CONSTRAINT bundle_cases_bundlechild_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.bundle_cases_bundlechild
    ADD CONSTRAINT bundle_cases_bundlechild_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bundle_cases_report
    ADD CONSTRAINT bundle_cases_report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bundle_cases_sourcestate
    ADD CONSTRAINT bundle_cases_sourcestate_event_key UNIQUE (event);

ALTER TABLE ONLY public.bundle_cases_sourcestate
    ADD CONSTRAINT bundle_cases_sourcestate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bundle_cases_bundlechild
    ADD CONSTRAINT bundle_child_once_a_member UNIQUE (bundle_id, member);

ALTER TABLE ONLY public.bundles_bundleedition
    ADD CONSTRAINT bundle_edition_number UNIQUE (bundle_id, number);

ALTER TABLE ONLY public.bundles_bundlemember
    ADD CONSTRAINT bundle_member_key UNIQUE (edition_id, key);

ALTER TABLE ONLY public.bundle_cases_report
    ADD CONSTRAINT bundle_report_once UNIQUE (child_id, digest);

ALTER TABLE ONLY public.bundles_bundle
    ADD CONSTRAINT bundles_bundle_code_key UNIQUE (code);

ALTER TABLE ONLY public.bundles_bundle
    ADD CONSTRAINT bundles_bundle_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bundles_bundledraft
    ADD CONSTRAINT bundles_bundledraft_edition_id_key UNIQUE (edition_id);

ALTER TABLE ONLY public.bundles_bundledraft
    ADD CONSTRAINT bundles_bundledraft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bundles_bundleedition
    ADD CONSTRAINT bundles_bundleedition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.bundles_bundlemember
    ADD CONSTRAINT bundles_bundlemember_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_apicalls
    ADD CONSTRAINT calls_counted_once UNIQUE (client_id, "on", operation, outcome);

ALTER TABLE ONLY public.regulation_cancelledtask
    ADD CONSTRAINT cancelled_task_once_a_turn UNIQUE (row_key, since);

ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT card_once UNIQUE (case_id, rule, clock_key, due_on);

ALTER TABLE ONLY public.cases_alert
    ADD CONSTRAINT cases_alert_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_blockedask
    ADD CONSTRAINT cases_blockedask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_number_key UNIQUE (number);

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_clock
    ADD CONSTRAINT cases_clock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_commitment
    ADD CONSTRAINT cases_commitment_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.cases_commitment
    ADD CONSTRAINT cases_commitment_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.cases_commitment
    ADD CONSTRAINT cases_commitment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_correctionnotice
    ADD CONSTRAINT cases_correctionnotice_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.cases_correctionnotice
    ADD CONSTRAINT cases_correctionnotice_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.cases_correctionnotice
    ADD CONSTRAINT cases_correctionnotice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_deferral
    ADD CONSTRAINT cases_deferral_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.cases_deferral
    ADD CONSTRAINT cases_deferral_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_dispatchtable
    ADD CONSTRAINT cases_dispatchtable_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_number_key UNIQUE (number);

ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_inspectionphoto
    ADD CONSTRAINT cases_inspectionphoto_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_inspectionrecord
    ADD CONSTRAINT cases_inspectionrecord_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.cases_inspectionrecord
    ADD CONSTRAINT cases_inspectionrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_inspectionrecord
    ADD CONSTRAINT cases_inspectionrecord_run_id_key UNIQUE (run_id);

ALTER TABLE ONLY public.cases_material
    ADD CONSTRAINT cases_material_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_materialfile
    ADD CONSTRAINT cases_materialfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_opinion
    ADD CONSTRAINT cases_opinion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_overdueexplanation
    ADD CONSTRAINT cases_overdueexplanation_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.cases_overdueexplanation
    ADD CONSTRAINT cases_overdueexplanation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_precheckresult
    ADD CONSTRAINT cases_precheckresult_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.cases_precheckresult
    ADD CONSTRAINT cases_precheckresult_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_quotaplace
    ADD CONSTRAINT cases_quotaplace_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.cases_quotaplace
    ADD CONSTRAINT cases_quotaplace_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_slot
    ADD CONSTRAINT cases_slot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_slotofficer
    ADD CONSTRAINT cases_slotofficer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_specialrun
    ADD CONSTRAINT cases_specialrun_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.cases_specialrun
    ADD CONSTRAINT cases_specialrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_tellingoverride
    ADD CONSTRAINT cases_tellingoverride_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.cases_tellingoverride
    ADD CONSTRAINT cases_tellingoverride_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_unlistedstep
    ADD CONSTRAINT cases_unlistedstep_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_basicitem
    ADD CONSTRAINT catalog_basicitem_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalog_basicitem
    ADD CONSTRAINT catalog_basicitem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_channelnode
    ADD CONSTRAINT catalog_channel_node_once UNIQUE (node, channel);

ALTER TABLE ONLY public.catalog_channelnode
    ADD CONSTRAINT catalog_channelnode_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_editedsynonym
    ADD CONSTRAINT catalog_editedsynonym_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_editedsynonym
    ADD CONSTRAINT catalog_editedsynonym_said_key UNIQUE (said);

ALTER TABLE ONLY public.catalog_frequentmatter
    ADD CONSTRAINT catalog_frequentmatter_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalog_frequentmatter
    ADD CONSTRAINT catalog_frequentmatter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_handlingoption
    ADD CONSTRAINT catalog_handlingoption_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalog_handlingoption
    ADD CONSTRAINT catalog_handlingoption_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_implementationlist
    ADD CONSTRAINT catalog_implementationlist_code_key UNIQUE (code);

ALTER TABLE ONLY public.catalog_implementationlist
    ADD CONSTRAINT catalog_implementationlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_lineage
    ADD CONSTRAINT catalog_lineage_once UNIQUE (edition_id, ancestor_id, descendant_id);

ALTER TABLE ONLY public.catalog_lineage
    ADD CONSTRAINT catalog_lineage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_listversion
    ADD CONSTRAINT catalog_listversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_miss
    ADD CONSTRAINT catalog_miss_per_day UNIQUE (text, "on");

ALTER TABLE ONLY public.catalog_miss
    ADD CONSTRAINT catalog_miss_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_implementationlist
    ADD CONSTRAINT catalog_one_list_per_agency UNIQUE (basic_id, agency_id);

ALTER TABLE ONLY public.catalog_optionversion
    ADD CONSTRAINT catalog_option_once_per_edition UNIQUE (option_id, edition_id);

ALTER TABLE ONLY public.catalog_optionversion
    ADD CONSTRAINT catalog_optionversion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_revision
    ADD CONSTRAINT catalog_revision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_settledmiss
    ADD CONSTRAINT catalog_settledmiss_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_settledmiss
    ADD CONSTRAINT catalog_settledmiss_text_key UNIQUE (text);

ALTER TABLE ONLY public.catalog_synonym
    ADD CONSTRAINT catalog_synonym_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.catalog_synonym
    ADD CONSTRAINT catalog_synonym_said_key UNIQUE (said);

ALTER TABLE ONLY public.catalog_listversion
    ADD CONSTRAINT catalog_version_number UNIQUE (list_id, number);

ALTER TABLE ONLY public.resources_censussheet
    ADD CONSTRAINT census_sheet_once UNIQUE (round_id, agency_id);

ALTER TABLE ONLY public.checklists_keptchecklist
    ADD CONSTRAINT checklists_keptchecklist_code_index_key UNIQUE (code_index);

ALTER TABLE ONLY public.checklists_keptchecklist
    ADD CONSTRAINT checklists_keptchecklist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.codes_doorplate
    ADD CONSTRAINT codes_doorplate_address_key UNIQUE (address);

ALTER TABLE ONLY public.codes_doorplate
    ADD CONSTRAINT codes_doorplate_handle_key UNIQUE (handle);

ALTER TABLE ONLY public.codes_doorplate
    ADD CONSTRAINT codes_doorplate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.codes_scan
    ADD CONSTRAINT codes_scan_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.codes_scan
    ADD CONSTRAINT codes_scan_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.codes_showing
    ADD CONSTRAINT codes_showing_handle_key UNIQUE (handle);

ALTER TABLE ONLY public.codes_showing
    ADD CONSTRAINT codes_showing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.codes_showing
    ADD CONSTRAINT codes_showing_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.codes_shownlicense
    ADD CONSTRAINT codes_shownlicense_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compiling_elementtemplate
    ADD CONSTRAINT compiling_elementtemplate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compiling_elementtemplate
    ADD CONSTRAINT compiling_elementtemplate_version_key UNIQUE (version);

ALTER TABLE ONLY public.compiling_foundingopinion
    ADD CONSTRAINT compiling_foundingopinion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compiling_importrun
    ADD CONSTRAINT compiling_importrun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_notice_id_key UNIQUE (notice_id);

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_published_id_11ced188_uniq UNIQUE (published_id);

ALTER TABLE ONLY public.compiling_roundmember
    ADD CONSTRAINT compiling_member_once UNIQUE (round_id, agency_id);

ALTER TABLE ONLY public.compiling_foundingopinion
    ADD CONSTRAINT compiling_one_founding_opinion_per_body UNIQUE (edition_id, agency_id);

ALTER TABLE ONLY public.compiling_opinion
    ADD CONSTRAINT compiling_one_opinion_per_body UNIQUE (draft_id, turn, agency_id);

ALTER TABLE ONLY public.compiling_opinion
    ADD CONSTRAINT compiling_opinion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compiling_round
    ADD CONSTRAINT compiling_round_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.compiling_round
    ADD CONSTRAINT compiling_round_title_key UNIQUE (title);

ALTER TABLE ONLY public.compiling_roundmember
    ADD CONSTRAINT compiling_roundmember_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts_answer
    ADD CONSTRAINT contacts_answer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts_coaching
    ADD CONSTRAINT contacts_coaching_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts_coachingfailure
    ADD CONSTRAINT contacts_coachingfailure_coaching_id_key UNIQUE (coaching_id);

ALTER TABLE ONLY public.contacts_coachingfailure
    ADD CONSTRAINT contacts_coachingfailure_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts_coachingnote
    ADD CONSTRAINT contacts_coachingnote_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontact_code_key UNIQUE (code);

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontact_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts_jointopinion
    ADD CONSTRAINT contacts_jointopinion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts_shift
    ADD CONSTRAINT contacts_shift_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_monthcount
    ADD CONSTRAINT counted_once_a_month UNIQUE (month_id, agency_id, option_code);

ALTER TABLE ONLY public.credit_platform_creditbatch
    ADD CONSTRAINT credit_platform_creditbatch_number_key UNIQUE (number);

ALTER TABLE ONLY public.credit_platform_creditbatch
    ADD CONSTRAINT credit_platform_creditbatch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.credit_platform_creditpush
    ADD CONSTRAINT credit_platform_creditpush_number_key UNIQUE (number);

ALTER TABLE ONLY public.credit_platform_creditpush
    ADD CONSTRAINT credit_platform_creditpush_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.credit_platform_simulatedcreditfaults
    ADD CONSTRAINT credit_platform_simulatedcreditfaults_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.credit_platform_simulatedcreditmessage
    ADD CONSTRAINT credit_platform_simulatedcreditmessage_number_key UNIQUE (number);

ALTER TABLE ONLY public.credit_platform_simulatedcreditmessage
    ADD CONSTRAINT credit_platform_simulatedcreditmessage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.credit_platform_waitingcredit
    ADD CONSTRAINT credit_platform_waitingcredit_item_id_key UNIQUE (item_id);

ALTER TABLE ONLY public.credit_platform_waitingcredit
    ADD CONSTRAINT credit_platform_waitingcredit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_gave_back_letter_id_key UNIQUE (gave_back_letter_id);

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_given_letter_id_key UNIQUE (given_letter_id);

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_number_key UNIQUE (number);

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_returned_letter_id_key UNIQUE (returned_letter_id);

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_taken_letter_id_key UNIQUE (taken_letter_id);

ALTER TABLE ONLY public.crossing_custodyevent
    ADD CONSTRAINT crossing_custodyevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_jointpart
    ADD CONSTRAINT crossing_jointpart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_letter
    ADD CONSTRAINT crossing_letter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_original
    ADD CONSTRAINT crossing_original_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_routed
    ADD CONSTRAINT crossing_routed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_spoiled
    ADD CONSTRAINT crossing_spoiled_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_custodyevent
    ADD CONSTRAINT custody_in_order UNIQUE (original_id, seq);

ALTER TABLE ONLY public.workforce_dailycheck
    ADD CONSTRAINT daily_check_once UNIQUE (staff_id, day, finding, reference);

ALTER TABLE ONLY public.benefits_declaredfact
    ADD CONSTRAINT declared_fact_once UNIQUE (party_id, name);

ALTER TABLE ONLY public.provincial_supervision_deliveredrecord
    ADD CONSTRAINT delivered_record_once UNIQUE (agency_id, ref);

ALTER TABLE ONLY public.dossiers_destructionline
    ADD CONSTRAINT destruction_line_once UNIQUE (listed_id, archive_id);

ALTER TABLE ONLY public.devices_condition
    ADD CONSTRAINT devices_condition_kiosk_id_key UNIQUE (kiosk_id);

ALTER TABLE ONLY public.devices_condition
    ADD CONSTRAINT devices_condition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.devices_config
    ADD CONSTRAINT devices_config_number_key UNIQUE (number);

ALTER TABLE ONLY public.devices_config
    ADD CONSTRAINT devices_config_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.devices_dailyuse
    ADD CONSTRAINT devices_dailyuse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.devices_fault
    ADD CONSTRAINT devices_fault_code_key UNIQUE (code);

ALTER TABLE ONLY public.devices_fault
    ADD CONSTRAINT devices_fault_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.devices_placement
    ADD CONSTRAINT devices_placement_kiosk_id_key UNIQUE (kiosk_id);

ALTER TABLE ONLY public.devices_placement
    ADD CONSTRAINT devices_placement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.devices_rollout
    ADD CONSTRAINT devices_rollout_code_key UNIQUE (code);

ALTER TABLE ONLY public.devices_rollout
    ADD CONSTRAINT devices_rollout_config_id_key UNIQUE (config_id);

ALTER TABLE ONLY public.devices_rollout
    ADD CONSTRAINT devices_rollout_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_dispatchtable
    ADD CONSTRAINT dispatch_table_number UNIQUE (agency_id, number);

ALTER TABLE ONLY public.django_migrations
    ADD CONSTRAINT django_migrations_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.documents_agencymark
    ADD CONSTRAINT documents_agencymark_agency_id_key UNIQUE (agency_id);

ALTER TABLE ONLY public.documents_agencymark
    ADD CONSTRAINT documents_agencymark_mark_key UNIQUE (mark);

ALTER TABLE ONLY public.documents_agencymark
    ADD CONSTRAINT documents_agencymark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.documents_numberseries
    ADD CONSTRAINT documents_numberseries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.documents_officialdocument
    ADD CONSTRAINT documents_officialdocument_number_key UNIQUE (number);

ALTER TABLE ONLY public.documents_officialdocument
    ADD CONSTRAINT documents_officialdocument_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.documents_officialdocument
    ADD CONSTRAINT documents_officialdocument_verification_code_key UNIQUE (verification_code);

ALTER TABLE ONLY public.documents_paperwording
    ADD CONSTRAINT documents_paperwording_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.documents_reservedrange
    ADD CONSTRAINT documents_reservedrange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.documents_storedfile
    ADD CONSTRAINT documents_storedfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.dossiers_archiverecord
    ADD CONSTRAINT dossiers_archiverecord_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.dossiers_archiverecord
    ADD CONSTRAINT dossiers_archiverecord_number_key UNIQUE (number);

ALTER TABLE ONLY public.dossiers_archiverecord
    ADD CONSTRAINT dossiers_archiverecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.dossiers_destructionline
    ADD CONSTRAINT dossiers_destructionline_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.dossiers_destructionlist
    ADD CONSTRAINT dossiers_destructionlist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.dossiers_slip
    ADD CONSTRAINT dossiers_slip_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.dossiers_slip
    ADD CONSTRAINT dossiers_slip_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.dossiers_slip
    ADD CONSTRAINT dossiers_slip_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incidents_drill
    ADD CONSTRAINT drilled_once_a_half UNIQUE (half, playbook);

ALTER TABLE ONLY public.workforce_duty
    ADD CONSTRAINT duty_one_person_at_a_window UNIQUE (post_id, day, session);

ALTER TABLE ONLY public.workforce_duty
    ADD CONSTRAINT duty_one_window_for_a_person UNIQUE (staff_id, day, session);

ALTER TABLE ONLY public.licenses_licenseedition
    ADD CONSTRAINT edition_once UNIQUE (license_id, number);

ALTER TABLE ONLY public.enterprises_renewalnotice
    ADD CONSTRAINT enterprises_renewalnotice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.entrances_departmentmatter
    ADD CONSTRAINT entrances_departmentmatter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.entrances_entrance
    ADD CONSTRAINT entrances_entrance_key_key UNIQUE (key);

ALTER TABLE ONLY public.entrances_entrance
    ADD CONSTRAINT entrances_entrance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.entrances_departmentmatter
    ADD CONSTRAINT entrances_matter_once UNIQUE (agency_id, name);

ALTER TABLE ONLY public.evaluations_evaluation
    ADD CONSTRAINT evaluation_once_a_round UNIQUE (invitation_id, round);

ALTER TABLE ONLY public.evaluations_draw
    ADD CONSTRAINT evaluations_draw_month_key UNIQUE (month);

ALTER TABLE ONLY public.evaluations_draw
    ADD CONSTRAINT evaluations_draw_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.evaluations_evaluation
    ADD CONSTRAINT evaluations_evaluation_key_key UNIQUE (key);

ALTER TABLE ONLY public.evaluations_evaluation
    ADD CONSTRAINT evaluations_evaluation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.evaluations_invitation
    ADD CONSTRAINT evaluations_invitation_code_key UNIQUE (code);

ALTER TABLE ONLY public.evaluations_invitation
    ADD CONSTRAINT evaluations_invitation_key_key UNIQUE (key);

ALTER TABLE ONLY public.evaluations_invitation
    ADD CONSTRAINT evaluations_invitation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.evaluations_invitation
    ADD CONSTRAINT evaluations_invitation_subject_key UNIQUE (subject);

ALTER TABLE ONLY public.evaluations_ratingimport
    ADD CONSTRAINT evaluations_ratingimport_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.evaluations_ratingimport
    ADD CONSTRAINT evaluations_ratingimport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.evaluations_redress
    ADD CONSTRAINT evaluations_redress_evaluation_id_key UNIQUE (evaluation_id);

ALTER TABLE ONLY public.evaluations_redress
    ADD CONSTRAINT evaluations_redress_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.evaluations_spotcheck
    ADD CONSTRAINT evaluations_spotcheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_planevidence
    ADD CONSTRAINT evidence_once UNIQUE (target_id, number);

ALTER TABLE ONLY public.workforce_exam
    ADD CONSTRAINT exam_once_a_seed UNIQUE (staff_id, level, seed);

ALTER TABLE ONLY public.parties_federatedidentity
    ADD CONSTRAINT federated_subject_once UNIQUE (provider, subject);

ALTER TABLE ONLY public.fees_charge
    ADD CONSTRAINT fees_charge_code_key UNIQUE (code);

ALTER TABLE ONLY public.fees_charge
    ADD CONSTRAINT fees_charge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fees_movement
    ADD CONSTRAINT fees_movement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fees_movement
    ADD CONSTRAINT fees_movement_receipt_id_key UNIQUE (receipt_id);

ALTER TABLE ONLY public.fees_order
    ADD CONSTRAINT fees_order_code_key UNIQUE (code);

ALTER TABLE ONLY public.fees_order
    ADD CONSTRAINT fees_order_number_key UNIQUE (number);

ALTER TABLE ONLY public.fees_order
    ADD CONSTRAINT fees_order_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fees_paymentday
    ADD CONSTRAINT fees_paymentday_day_key UNIQUE (day);

ALTER TABLE ONLY public.fees_paymentday
    ADD CONSTRAINT fees_paymentday_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.fees_till
    ADD CONSTRAINT fees_till_code_key UNIQUE (code);

ALTER TABLE ONLY public.fees_till
    ADD CONSTRAINT fees_till_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.financing_bank
    ADD CONSTRAINT financing_bank_code_key UNIQUE (code);

ALTER TABLE ONLY public.financing_bank
    ADD CONSTRAINT financing_bank_party_id_key UNIQUE (party_id);

ALTER TABLE ONLY public.financing_bank
    ADD CONSTRAINT financing_bank_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.financing_financingneed
    ADD CONSTRAINT financing_financingneed_code_key UNIQUE (code);

ALTER TABLE ONLY public.financing_financingneed
    ADD CONSTRAINT financing_financingneed_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.financing_match
    ADD CONSTRAINT financing_match_code_key UNIQUE (code);

ALTER TABLE ONLY public.financing_match
    ADD CONSTRAINT financing_match_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.financing_product
    ADD CONSTRAINT financing_product_code_key UNIQUE (code);

ALTER TABLE ONLY public.financing_product
    ADD CONSTRAINT financing_product_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.financing_proof
    ADD CONSTRAINT financing_proof_code_key UNIQUE (code);

ALTER TABLE ONLY public.financing_proof
    ADD CONSTRAINT financing_proof_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grassroots_agreement
    ADD CONSTRAINT grassroots_agreement_delegation_id_key UNIQUE (delegation_id);

ALTER TABLE ONLY public.grassroots_agreement
    ADD CONSTRAINT grassroots_agreement_number_key UNIQUE (number);

ALTER TABLE ONLY public.grassroots_agreement
    ADD CONSTRAINT grassroots_agreement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grassroots_handeddown
    ADD CONSTRAINT grassroots_handeddown_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.grassroots_sealuse
    ADD CONSTRAINT grassroots_sealuse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_guidetick
    ADD CONSTRAINT guide_tick_once UNIQUE (guidance_id, task);

ALTER TABLE ONLY public.halls_appointment
    ADD CONSTRAINT halls_appointment_code_key UNIQUE (code);

ALTER TABLE ONLY public.halls_appointment
    ADD CONSTRAINT halls_appointment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_appointmentslot
    ADD CONSTRAINT halls_appointmentslot_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_consultation
    ADD CONSTRAINT halls_consultation_contact_id_key UNIQUE (contact_id);

ALTER TABLE ONLY public.halls_consultation
    ADD CONSTRAINT halls_consultation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_consultation
    ADD CONSTRAINT halls_consultation_ticket_id_key UNIQUE (ticket_id);

ALTER TABLE ONLY public.halls_extendedsession
    ADD CONSTRAINT halls_extendedsession_code_key UNIQUE (code);

ALTER TABLE ONLY public.halls_extendedsession
    ADD CONSTRAINT halls_extendedsession_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_guidance
    ADD CONSTRAINT halls_guidance_code_key UNIQUE (code);

ALTER TABLE ONLY public.halls_guidance
    ADD CONSTRAINT halls_guidance_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_guidance
    ADD CONSTRAINT halls_guidance_ticket_id_key UNIQUE (ticket_id);

ALTER TABLE ONLY public.halls_guidetick
    ADD CONSTRAINT halls_guidetick_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_guideturn
    ADD CONSTRAINT halls_guideturn_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_kiosk
    ADD CONSTRAINT halls_kiosk_binding_hash_key UNIQUE (binding_hash);

ALTER TABLE ONLY public.halls_kiosk
    ADD CONSTRAINT halls_kiosk_code_key UNIQUE (code);

ALTER TABLE ONLY public.halls_kiosk
    ADD CONSTRAINT halls_kiosk_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_kiosk
    ADD CONSTRAINT halls_kiosk_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.halls_lastnumber
    ADD CONSTRAINT halls_lastnumber_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_overtime
    ADD CONSTRAINT halls_overtime_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_overtime
    ADD CONSTRAINT halls_overtime_shift_id_key UNIQUE (shift_id);

ALTER TABLE ONLY public.halls_sessionduty
    ADD CONSTRAINT halls_sessionduty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_ticket
    ADD CONSTRAINT halls_ticket_appointment_id_key UNIQUE (appointment_id);

ALTER TABLE ONLY public.halls_ticket
    ADD CONSTRAINT halls_ticket_code_key UNIQUE (code);

ALTER TABLE ONLY public.halls_ticket
    ADD CONSTRAINT halls_ticket_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_windowpause
    ADD CONSTRAINT halls_windowpause_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_windowskill
    ADD CONSTRAINT halls_windowskill_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_zone
    ADD CONSTRAINT halls_zone_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hotline_jointpart
    ADD CONSTRAINT hotline_jointpart_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hotline_publicanswer
    ADD CONSTRAINT hotline_publicanswer_order_id_key UNIQUE (order_id);

ALTER TABLE ONLY public.hotline_publicanswer
    ADD CONSTRAINT hotline_publicanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.hotline_workorder
    ADD CONSTRAINT hotline_workorder_code_key UNIQUE (code);

ALTER TABLE ONLY public.hotline_workorder
    ADD CONSTRAINT hotline_workorder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incidents_affectedparty
    ADD CONSTRAINT incidents_affectedparty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incidents_drill
    ADD CONSTRAINT incidents_drill_incident_id_key UNIQUE (incident_id);

ALTER TABLE ONLY public.incidents_drill
    ADD CONSTRAINT incidents_drill_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incidents_incident
    ADD CONSTRAINT incidents_incident_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incidents_incidentnotice
    ADD CONSTRAINT incidents_incidentnotice_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incidents_playmark
    ADD CONSTRAINT incidents_playmark_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_inspectionphoto
    ADD CONSTRAINT inspection_photo_position UNIQUE (record_id, "position");

ALTER TABLE ONLY public.intermediaries_bid
    ADD CONSTRAINT intermediaries_bid_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intermediaries_concentration
    ADD CONSTRAINT intermediaries_concentration_code_key UNIQUE (code);

ALTER TABLE ONLY public.intermediaries_concentration
    ADD CONSTRAINT intermediaries_concentration_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intermediaries_credititem
    ADD CONSTRAINT intermediaries_credititem_code_key UNIQUE (code);

ALTER TABLE ONLY public.intermediaries_credititem
    ADD CONSTRAINT intermediaries_credititem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intermediaries_intermediaryagency
    ADD CONSTRAINT intermediaries_intermediaryagency_code_key UNIQUE (code);

ALTER TABLE ONLY public.intermediaries_intermediaryagency
    ADD CONSTRAINT intermediaries_intermediaryagency_party_id_key UNIQUE (party_id);

ALTER TABLE ONLY public.intermediaries_intermediaryagency
    ADD CONSTRAINT intermediaries_intermediaryagency_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intermediaries_need
    ADD CONSTRAINT intermediaries_need_code_key UNIQUE (code);

ALTER TABLE ONLY public.intermediaries_need
    ADD CONSTRAINT intermediaries_need_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intermediaries_offering
    ADD CONSTRAINT intermediaries_offering_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intermediaries_qualification
    ADD CONSTRAINT intermediaries_qualification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interpretations_interpretationedition
    ADD CONSTRAINT interpretation_edition_number UNIQUE (interpretation_id, number);

ALTER TABLE ONLY public.interpretations_interpretationreads
    ADD CONSTRAINT interpretation_reads_once UNIQUE (interpretation_id, "on", came_from);

ALTER TABLE ONLY public.interpretations_interpretationsubject
    ADD CONSTRAINT interpretation_subject_once UNIQUE NULLS NOT DISTINCT (interpretation_id, option_id, policy_id);

ALTER TABLE ONLY public.interpretations_interpretation
    ADD CONSTRAINT interpretations_interpretation_code_key UNIQUE (code);

ALTER TABLE ONLY public.interpretations_interpretation
    ADD CONSTRAINT interpretations_interpretation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interpretations_interpretationedition
    ADD CONSTRAINT interpretations_interpretationedition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interpretations_interpretationreads
    ADD CONSTRAINT interpretations_interpretationreads_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.interpretations_interpretationsubject
    ADD CONSTRAINT interpretations_interpretationsubject_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.contacts_jointopinion
    ADD CONSTRAINT joint_opinion_once_each UNIQUE (contact_id, agency_id);

ALTER TABLE ONLY public.crossing_jointpart
    ADD CONSTRAINT joint_part_once UNIQUE (crossing_id, key);

ALTER TABLE ONLY public.hotline_jointpart
    ADD CONSTRAINT joint_part_once_for_a_body UNIQUE (order_id, agency_id);

ALTER TABLE ONLY public.halls_kiosk
    ADD CONSTRAINT kiosk_name_once_at_a_place UNIQUE (venue_id, name);

ALTER TABLE ONLY public.halls_lastnumber
    ADD CONSTRAINT last_number_once_for_a_line UNIQUE (venue_id, day, line);

ALTER TABLE ONLY public.ledger_anchor
    ADD CONSTRAINT ledger_anchor_block_id_key UNIQUE (block_id);

ALTER TABLE ONLY public.ledger_anchor
    ADD CONSTRAINT ledger_anchor_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_keptanswer
    ADD CONSTRAINT ledger_answer_once UNIQUE (owner, key);

ALTER TABLE ONLY public.ledger_block
    ADD CONSTRAINT ledger_block_pkey PRIMARY KEY (number);

ALTER TABLE ONLY public.ledger_cursor
    ADD CONSTRAINT ledger_cursor_pkey PRIMARY KEY (name);

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_chain_seq UNIQUE (chain, seq);

ALTER TABLE ONLY public.ledger_entry
    ADD CONSTRAINT ledger_entry_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_keptanswer
    ADD CONSTRAINT ledger_keptanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_outbox
    ADD CONSTRAINT ledger_outbox_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.ledger_parked
    ADD CONSTRAINT ledger_parked_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_letter
    ADD CONSTRAINT letter_once UNIQUE (number, sender, seq);

ALTER TABLE ONLY public.licenses_licensefile
    ADD CONSTRAINT license_file_once UNIQUE (edition_id, kind);

ALTER TABLE ONLY public.licenses_license
    ADD CONSTRAINT license_serial_once UNIQUE (type_id, issuer_id, serial);

ALTER TABLE ONLY public.licenses_licenseseries
    ADD CONSTRAINT license_series_once UNIQUE (type_id, issuer_id, year);

ALTER TABLE ONLY public.licenses_licenseuse
    ADD CONSTRAINT license_use_once UNIQUE (edition_id, case_number, material_code);

ALTER TABLE ONLY public.licenses_facecorrection
    ADD CONSTRAINT licenses_facecorrection_code_key UNIQUE (code);

ALTER TABLE ONLY public.licenses_facecorrection
    ADD CONSTRAINT licenses_facecorrection_edition_id_key UNIQUE (edition_id);

ALTER TABLE ONLY public.licenses_facecorrection
    ADD CONSTRAINT licenses_facecorrection_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.licenses_license
    ADD CONSTRAINT licenses_license_identifier_key UNIQUE (identifier);

ALTER TABLE ONLY public.licenses_license
    ADD CONSTRAINT licenses_license_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.licenses_license
    ADD CONSTRAINT licenses_license_public_id_key UNIQUE (public_id);

ALTER TABLE ONLY public.licenses_licenseanswer
    ADD CONSTRAINT licenses_licenseanswer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.licenses_licenseedition
    ADD CONSTRAINT licenses_licenseedition_identifier_key UNIQUE (identifier);

ALTER TABLE ONLY public.licenses_licenseedition
    ADD CONSTRAINT licenses_licenseedition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.licenses_licensefile
    ADD CONSTRAINT licenses_licensefile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.licenses_licenserefusal
    ADD CONSTRAINT licenses_licenserefusal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.licenses_licenseseries
    ADD CONSTRAINT licenses_licenseseries_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.licenses_licensetype
    ADD CONSTRAINT licenses_licensetype_code_key UNIQUE (code);

ALTER TABLE ONLY public.licenses_licensetype
    ADD CONSTRAINT licenses_licensetype_key_key UNIQUE (key);

ALTER TABLE ONLY public.licenses_licensetype
    ADD CONSTRAINT licenses_licensetype_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.licenses_licenseuse
    ADD CONSTRAINT licenses_licenseuse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_notice_id_key UNIQUE (notice_id);

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_number UNIQUE NULLS NOT DISTINCT (kind, institution_id, year, number);

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_previous_id_key UNIQUE (previous_id);

ALTER TABLE ONLY public.lists_editiondraft
    ADD CONSTRAINT lists_editiondraft_edition_id_key UNIQUE (edition_id);

ALTER TABLE ONLY public.lists_editiondraft
    ADD CONSTRAINT lists_editiondraft_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.lists_resolution
    ADD CONSTRAINT lists_resolution_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_materialfile
    ADD CONSTRAINT material_file_position UNIQUE (material_id, "position");

ALTER TABLE ONLY public.parties_membership
    ADD CONSTRAINT membership_once UNIQUE (person_id, enterprise_id, role, valid_from);

ALTER TABLE ONLY public.workforce_monthscore
    ADD CONSTRAINT month_score_once UNIQUE (month, staff_id);

ALTER TABLE ONLY public.fees_movement
    ADD CONSTRAINT movement_once_each_way UNIQUE (charge_id, kind);

ALTER TABLE ONLY public.norms_normalert
    ADD CONSTRAINT norm_alert_once UNIQUE (change_id, list_id);

ALTER TABLE ONLY public.norms_normchange
    ADD CONSTRAINT norm_change_once UNIQUE (norm_id, kind, "on");

ALTER TABLE ONLY public.norms_answerlimit
    ADD CONSTRAINT norms_answerlimit_kind_key UNIQUE (kind);

ALTER TABLE ONLY public.norms_answerlimit
    ADD CONSTRAINT norms_answerlimit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.norms_norm
    ADD CONSTRAINT norms_norm_key_key UNIQUE (key);

ALTER TABLE ONLY public.norms_norm
    ADD CONSTRAINT norms_norm_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.norms_normalert
    ADD CONSTRAINT norms_normalert_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.norms_normchange
    ADD CONSTRAINT norms_normchange_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.norms_normreview
    ADD CONSTRAINT norms_normreview_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_outgoing_key UNIQUE (outgoing);

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.intermediaries_offering
    ADD CONSTRAINT offering_once UNIQUE (agency_id, service);

ALTER TABLE ONLY public.offline_numberblock
    ADD CONSTRAINT offline_numberblock_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.offline_paperintake
    ADD CONSTRAINT offline_paperintake_number_key UNIQUE (number);

ALTER TABLE ONLY public.offline_paperintake
    ADD CONSTRAINT offline_paperintake_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.crossing_original
    ADD CONSTRAINT original_once UNIQUE (crossing_id, code);

ALTER TABLE ONLY public.outreach_heldpaper
    ADD CONSTRAINT outreach_heldpaper_code_key UNIQUE (code);

ALTER TABLE ONLY public.outreach_heldpaper
    ADD CONSTRAINT outreach_heldpaper_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outreach_outreach
    ADD CONSTRAINT outreach_outreach_code_key UNIQUE (code);

ALTER TABLE ONLY public.outreach_outreach
    ADD CONSTRAINT outreach_outreach_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outreach_visit
    ADD CONSTRAINT outreach_visit_key_key UNIQUE (key);

ALTER TABLE ONLY public.outreach_visit
    ADD CONSTRAINT outreach_visit_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outreach_visitphoto
    ADD CONSTRAINT outreach_visitphoto_file_id_key UNIQUE (file_id);

ALTER TABLE ONLY public.outreach_visitphoto
    ADD CONSTRAINT outreach_visitphoto_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outreach_volunteer
    ADD CONSTRAINT outreach_volunteer_code_key UNIQUE (code);

ALTER TABLE ONLY public.outreach_volunteer
    ADD CONSTRAINT outreach_volunteer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outside_bodies_bodyfaults
    ADD CONSTRAINT outside_bodies_bodyfaults_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.outside_bodies_simulatedorder
    ADD CONSTRAINT outside_bodies_simulatedorder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parity_rectification
    ADD CONSTRAINT parity_rectification_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parity_referencelist
    ADD CONSTRAINT parity_referencelist_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_account
    ADD CONSTRAINT parties_account_person_id_key UNIQUE (person_id);

ALTER TABLE ONLY public.parties_account
    ADD CONSTRAINT parties_account_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_apicalls
    ADD CONSTRAINT parties_apicalls_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_apiclient
    ADD CONSTRAINT parties_apiclient_name_key UNIQUE (name);

ALTER TABLE ONLY public.parties_apiclient
    ADD CONSTRAINT parties_apiclient_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_apitoken
    ADD CONSTRAINT parties_apitoken_access_id_key UNIQUE (access_id);

ALTER TABLE ONLY public.parties_apitoken
    ADD CONSTRAINT parties_apitoken_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_apitoken
    ADD CONSTRAINT parties_apitoken_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.parties_appaccess
    ADD CONSTRAINT parties_appaccess_code_key UNIQUE (code);

ALTER TABLE ONLY public.parties_appaccess
    ADD CONSTRAINT parties_appaccess_grant_hash_key UNIQUE (grant_hash);

ALTER TABLE ONLY public.parties_appaccess
    ADD CONSTRAINT parties_appaccess_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_federatedidentity
    ADD CONSTRAINT parties_federatedidentity_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_loginattempt
    ADD CONSTRAINT parties_loginattempt_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_mandate
    ADD CONSTRAINT parties_mandate_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_mandatecode
    ADD CONSTRAINT parties_mandatecode_code_index_key UNIQUE (code_index);

ALTER TABLE ONLY public.parties_mandatecode
    ADD CONSTRAINT parties_mandatecode_mandate_id_key UNIQUE (mandate_id);

ALTER TABLE ONLY public.parties_mandatecode
    ADD CONSTRAINT parties_mandatecode_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_membership
    ADD CONSTRAINT parties_membership_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_party
    ADD CONSTRAINT parties_party_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_session
    ADD CONSTRAINT parties_session_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_session
    ADD CONSTRAINT parties_session_token_hash_key UNIQUE (token_hash);

ALTER TABLE ONLY public.partner_city_simulatedletter
    ADD CONSTRAINT partner_city_simulatedletter_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.parties_party
    ADD CONSTRAINT party_once_per_id UNIQUE (id_kind, id_index);

ALTER TABLE ONLY public.payment_platform_simulatedpayment
    ADD CONSTRAINT payment_platform_simulatedpayment_number_key UNIQUE (number);

ALTER TABLE ONLY public.payment_platform_simulatedpayment
    ADD CONSTRAINT payment_platform_simulatedpayment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.payment_platform_simulatedpaymentfaults
    ADD CONSTRAINT payment_platform_simulatedpaymentfaults_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_provision
    ADD CONSTRAINT places_provision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_rename
    ADD CONSTRAINT places_rename_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_sign
    ADD CONSTRAINT places_sign_code_key UNIQUE (code);

ALTER TABLE ONLY public.places_sign
    ADD CONSTRAINT places_sign_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_signbatch
    ADD CONSTRAINT places_signbatch_number_key UNIQUE (number);

ALTER TABLE ONLY public.places_signbatch
    ADD CONSTRAINT places_signbatch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_signspec
    ADD CONSTRAINT places_signspec_edition_key UNIQUE (edition);

ALTER TABLE ONLY public.places_signspec
    ADD CONSTRAINT places_signspec_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_standard
    ADD CONSTRAINT places_standard_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_subcentre
    ADD CONSTRAINT places_subcentre_key_key UNIQUE (key);

ALTER TABLE ONLY public.places_subcentre
    ADD CONSTRAINT places_subcentre_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_subcentre
    ADD CONSTRAINT places_subcentre_venue_id_key UNIQUE (venue_id);

ALTER TABLE ONLY public.places_subcentrestep
    ADD CONSTRAINT places_subcentrestep_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_taskprovision
    ADD CONSTRAINT places_taskprovision_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.benefits_policyedition
    ADD CONSTRAINT policy_edition_number UNIQUE (policy_id, number);

ALTER TABLE ONLY public.post_simulatedparcel
    ADD CONSTRAINT post_simulatedparcel_number_key UNIQUE (number);

ALTER TABLE ONLY public.post_simulatedparcel
    ADD CONSTRAINT post_simulatedparcel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.post_simulatedpostfaults
    ADD CONSTRAINT post_simulatedpostfaults_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.posting_shipment
    ADD CONSTRAINT posting_shipment_code_key UNIQUE (code);

ALTER TABLE ONLY public.posting_shipment
    ADD CONSTRAINT posting_shipment_number_key UNIQUE (number);

ALTER TABLE ONLY public.posting_shipment
    ADD CONSTRAINT posting_shipment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.posting_shipmentevent
    ADD CONSTRAINT posting_shipmentevent_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.cases_precheckresult
    ADD CONSTRAINT precheck_once_for_a_set UNIQUE (case_id, digest);

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_unique UNIQUE (task_name, periodic_id, defer_timestamp);

ALTER TABLE ONLY public.procrastinate_workers
    ADD CONSTRAINT procrastinate_workers_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT projects_project_number_key UNIQUE (number);

ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT projects_project_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.projects_projectpaper
    ADD CONSTRAINT projects_projectpaper_file_id_key UNIQUE (file_id);

ALTER TABLE ONLY public.projects_projectpaper
    ADD CONSTRAINT projects_projectpaper_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.projects_projectstage
    ADD CONSTRAINT projects_projectstage_bundle_id_key UNIQUE (bundle_id);

ALTER TABLE ONLY public.projects_projectstage
    ADD CONSTRAINT projects_projectstage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_catalogue_batch
    ADD CONSTRAINT provincial_batch_turn UNIQUE (edition_id, turn);

ALTER TABLE ONLY public.provincial_catalogue_batch
    ADD CONSTRAINT provincial_catalogue_batch_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_catalogue_batch
    ADD CONSTRAINT provincial_catalogue_batch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_catalogue_difference
    ADD CONSTRAINT provincial_catalogue_difference_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_catalogue_pulleditem
    ADD CONSTRAINT provincial_catalogue_pulleditem_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_catalogue_reconciliation
    ADD CONSTRAINT provincial_catalogue_reconciliation_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_catalogue_simulatedbatch
    ADD CONSTRAINT provincial_catalogue_simulatedbatch_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_catalogue_simulatedbatch
    ADD CONSTRAINT provincial_catalogue_simulatedbatch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_catalogue_simulatedfaults
    ADD CONSTRAINT provincial_catalogue_simulatedfaults_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_catalogue_simulatedpush
    ADD CONSTRAINT provincial_catalogue_simulatedpush_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_catalogue_simulatedpush
    ADD CONSTRAINT provincial_catalogue_simulatedpush_source_ref_key UNIQUE (source_ref);

ALTER TABLE ONLY public.provincial_catalogue_simulatedrecord
    ADD CONSTRAINT provincial_catalogue_simulatedrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_code_platefiling
    ADD CONSTRAINT provincial_code_platefiling_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_code_platefiling
    ADD CONSTRAINT provincial_code_platefiling_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_data_returnedbatch
    ADD CONSTRAINT provincial_data_returnedbatch_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_data_returneddataset
    ADD CONSTRAINT provincial_data_returneddataset_key_key UNIQUE (key);

ALTER TABLE ONLY public.provincial_data_returneddataset
    ADD CONSTRAINT provincial_data_returneddataset_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_data_returnedrow
    ADD CONSTRAINT provincial_data_returnedrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_hotline_handedorder
    ADD CONSTRAINT provincial_hotline_handedorder_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_hotline_handedorder
    ADD CONSTRAINT provincial_hotline_handedorder_order_id_key UNIQUE (order_id);

ALTER TABLE ONLY public.provincial_hotline_handedorder
    ADD CONSTRAINT provincial_hotline_handedorder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_hotline_handedreport
    ADD CONSTRAINT provincial_hotline_handedreport_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_hotline_handedreport
    ADD CONSTRAINT provincial_hotline_handedreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_hotline_simulatedhotlinefaults
    ADD CONSTRAINT provincial_hotline_simulatedhotlinefaults_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_hotline_simulatedorder
    ADD CONSTRAINT provincial_hotline_simulatedorder_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_hotline_simulatedorder
    ADD CONSTRAINT provincial_hotline_simulatedorder_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_hotline_simulatedreport
    ADD CONSTRAINT provincial_hotline_simulatedreport_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_hotline_simulatedreport
    ADD CONSTRAINT provincial_hotline_simulatedreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_catalogue_pulleditem
    ADD CONSTRAINT provincial_pulled_once UNIQUE (source_ref, source_hash, defect);

ALTER TABLE ONLY public.provincial_ratings_ratingpush
    ADD CONSTRAINT provincial_ratings_ratingpush_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_ratings_ratingpush
    ADD CONSTRAINT provincial_ratings_ratingpush_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_ratings_simulatedrating
    ADD CONSTRAINT provincial_ratings_simulatedrating_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_ratings_simulatedrating
    ADD CONSTRAINT provincial_ratings_simulatedrating_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_ratings_simulatedratingfaults
    ADD CONSTRAINT provincial_ratings_simulatedratingfaults_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_rectification_provincialtask
    ADD CONSTRAINT provincial_rectification_provincialtask_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_rectification_provincialtask
    ADD CONSTRAINT provincial_rectification_provincialtask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_rectification_provincialtask
    ADD CONSTRAINT provincial_rectification_provincialtask_redress_id_key UNIQUE (redress_id);

ALTER TABLE ONLY public.provincial_rectification_simulatedtask
    ADD CONSTRAINT provincial_rectification_simulatedtask_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_rectification_simulatedtask
    ADD CONSTRAINT provincial_rectification_simulatedtask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_rectification_simulatedtaskfaults
    ADD CONSTRAINT provincial_rectification_simulatedtaskfaults_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_rectification_simulatedtaskmessage
    ADD CONSTRAINT provincial_rectification_simulatedtaskmessage_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_rectification_simulatedtaskmessage
    ADD CONSTRAINT provincial_rectification_simulatedtaskmessage_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_rectification_taskreport
    ADD CONSTRAINT provincial_rectification_taskreport_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_rectification_taskreport
    ADD CONSTRAINT provincial_rectification_taskreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_supervision_deliveredfile
    ADD CONSTRAINT provincial_supervision_deliveredfile_digest_key UNIQUE (digest);

ALTER TABLE ONLY public.provincial_supervision_deliveredfile
    ADD CONSTRAINT provincial_supervision_deliveredfile_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_supervision_deliveredrecord
    ADD CONSTRAINT provincial_supervision_deliveredrecord_key_key UNIQUE (key);

ALTER TABLE ONLY public.provincial_supervision_deliveredrecord
    ADD CONSTRAINT provincial_supervision_deliveredrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_supervision_droppedrow
    ADD CONSTRAINT provincial_supervision_droppedrow_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_supervision_simulatedsupervisionrecord
    ADD CONSTRAINT provincial_supervision_simulatedsupervisionrecord_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_supervision_simulatedsupervisionrecord
    ADD CONSTRAINT provincial_supervision_simulatedsupervisionrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_supervision_supervisionreport
    ADD CONSTRAINT provincial_supervision_supervisionreport_delivered_id_key UNIQUE (delivered_id);

ALTER TABLE ONLY public.provincial_supervision_supervisionreport
    ADD CONSTRAINT provincial_supervision_supervisionreport_number_key UNIQUE (number);

ALTER TABLE ONLY public.provincial_supervision_supervisionreport
    ADD CONSTRAINT provincial_supervision_supervisionreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_provision
    ADD CONSTRAINT provision_once_a_year_for_a_place UNIQUE (venue_id, year);

ALTER TABLE ONLY public.benefits_push
    ADD CONSTRAINT push_once UNIQUE (edition_id, party_id);

ALTER TABLE ONLY public.intermediaries_qualification
    ADD CONSTRAINT qualification_once UNIQUE (agency_id, name);

ALTER TABLE ONLY public.cases_quotaplace
    ADD CONSTRAINT quota_place_in_order UNIQUE (option_code, period, place);

ALTER TABLE ONLY public.documents_reservedrange
    ADD CONSTRAINT range_begins_once UNIQUE (series_id, first);

ALTER TABLE ONLY public.reading_lookfinding
    ADD CONSTRAINT reading_lookfinding_key_key UNIQUE (key);

ALTER TABLE ONLY public.reading_lookfinding
    ADD CONSTRAINT reading_lookfinding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reading_policyedition
    ADD CONSTRAINT reading_policyedition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reading_readquestion
    ADD CONSTRAINT reading_readquestion_entry_key UNIQUE (entry);

ALTER TABLE ONLY public.reading_readquestion
    ADD CONSTRAINT reading_readquestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reading_watchedparty
    ADD CONSTRAINT reading_watchedparty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.regulation_cancelledtask
    ADD CONSTRAINT regulation_cancelledtask_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmentcheck_case_id_key UNIQUE (case_id);

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmentcheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmentcheck_rectification_id_key UNIQUE (rectification_id);

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmentcheck_revocation_id_key UNIQUE (revocation_id);

ALTER TABLE ONLY public.regulation_creditrecord
    ADD CONSTRAINT regulation_creditrecord_check_of_id_key UNIQUE (check_of_id);

ALTER TABLE ONLY public.regulation_creditrecord
    ADD CONSTRAINT regulation_creditrecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.regulation_endingproposal
    ADD CONSTRAINT regulation_endingproposal_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.regulation_supervisionfinding
    ADD CONSTRAINT regulation_supervisionfinding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisionpush_entry_id_key UNIQUE (entry_id);

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisionpush_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reimbursements_invoiceused
    ADD CONSTRAINT reimbursements_invoiceused_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.reimbursements_settlement
    ADD CONSTRAINT reimbursements_settlement_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.enterprises_renewalnotice
    ADD CONSTRAINT renewal_told_once UNIQUE (license_id, valid_to, threshold);

ALTER TABLE ONLY public.supervision_frozenreport
    ADD CONSTRAINT report_once UNIQUE (kind, about_on);

ALTER TABLE ONLY public.resolving_pair
    ADD CONSTRAINT resolving_pair_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resolving_sourced
    ADD CONSTRAINT resolving_sourced_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resolving_sourced
    ADD CONSTRAINT resolving_sourced_row_id_key UNIQUE (row_id);

ALTER TABLE ONLY public.resolving_subject
    ADD CONSTRAINT resolving_subject_index_key UNIQUE (index);

ALTER TABLE ONLY public.resolving_subject
    ADD CONSTRAINT resolving_subject_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_resourcefield
    ADD CONSTRAINT resource_field_once UNIQUE (resource_id, code);

ALTER TABLE ONLY public.resources_stageduty
    ADD CONSTRAINT resource_stage_once UNIQUE (resource_id, stage);

ALTER TABLE ONLY public.resources_censusround
    ADD CONSTRAINT resources_censusround_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_censusround
    ADD CONSTRAINT resources_censusround_title_key UNIQUE (title);

ALTER TABLE ONLY public.resources_censussheet
    ADD CONSTRAINT resources_censussheet_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_dataofficer
    ADD CONSTRAINT resources_dataofficer_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_dataresource
    ADD CONSTRAINT resources_dataresource_code_key UNIQUE (code);

ALTER TABLE ONLY public.resources_dataresource
    ADD CONSTRAINT resources_dataresource_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_resourcefield
    ADD CONSTRAINT resources_resourcefield_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.resources_stageduty
    ADD CONSTRAINT resources_stageduty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.provincial_data_returnedbatch
    ADD CONSTRAINT returned_batch_once UNIQUE (dataset, number, digest);

ALTER TABLE ONLY public.provincial_data_returnedrow
    ADD CONSTRAINT returned_row_once UNIQUE (dataset, key);

ALTER TABLE ONLY public.workforce_roster
    ADD CONSTRAINT roster_once_a_week UNIQUE (venue_id, week);

ALTER TABLE ONLY public.codes_scan
    ADD CONSTRAINT scan_of_a_code_once UNIQUE (showing_id, issued);

ALTER TABLE ONLY public.scene_terminals_simulateduse
    ADD CONSTRAINT scene_terminals_simulateduse_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.scene_terminals_simulateduse
    ADD CONSTRAINT scene_terminals_simulateduse_scan_key UNIQUE (scan);

ALTER TABLE ONLY public.scenes_scene
    ADD CONSTRAINT scenes_scene_key_key UNIQUE (key);

ALTER TABLE ONLY public.scenes_scene
    ADD CONSTRAINT scenes_scene_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_scorecard
    ADD CONSTRAINT scorecard_once UNIQUE (period, agency_id);

ALTER TABLE ONLY public.documents_numberseries
    ADD CONSTRAINT series_per_agency_kind_year UNIQUE (agency_id, kind, year);

ALTER TABLE ONLY public.halls_sessionduty
    ADD CONSTRAINT session_duty_once_each UNIQUE (session_id, staff_id);

ALTER TABLE ONLY public.sharing_datademand
    ADD CONSTRAINT sharing_datademand_number_key UNIQUE (number);

ALTER TABLE ONLY public.sharing_datademand
    ADD CONSTRAINT sharing_datademand_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sharing_sharingrequest
    ADD CONSTRAINT sharing_sharingrequest_number_key UNIQUE (number);

ALTER TABLE ONLY public.sharing_sharingrequest
    ADD CONSTRAINT sharing_sharingrequest_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.sharing_userecord
    ADD CONSTRAINT sharing_userecord_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.posting_shipmentevent
    ADD CONSTRAINT shipment_event_once UNIQUE (shipment_id, number);

ALTER TABLE ONLY public.codes_shownlicense
    ADD CONSTRAINT shown_license_once UNIQUE (showing_id, edition_id);

ALTER TABLE ONLY public.partner_city_simulatedletter
    ADD CONSTRAINT simulated_letter_once UNIQUE (city, number, sender, seq);

ALTER TABLE ONLY public.outside_bodies_simulatedorder
    ADD CONSTRAINT simulated_order_once UNIQUE (event, case_number);

ALTER TABLE ONLY public.workforce_skilllevel
    ADD CONSTRAINT skill_level_once UNIQUE (staff_id, level);

ALTER TABLE ONLY public.cases_slotofficer
    ADD CONSTRAINT slot_officer_in_one_place EXCLUDE USING gist (int8range(staff_id, staff_id, '[]'::text) WITH &&, tstzrange(starts_at, ends_at, '[)'::text) WITH &&) WHERE (is_held);

ALTER TABLE ONLY public.cases_slotofficer
    ADD CONSTRAINT slot_officer_once UNIQUE (slot_id, staff_id);

ALTER TABLE ONLY public.halls_appointmentslot
    ADD CONSTRAINT slot_once_for_a_line UNIQUE (venue_id, line, starts_at);

ALTER TABLE ONLY public.crossing_spoiled
    ADD CONSTRAINT spoiled_once UNIQUE (partner_code, sha256);

ALTER TABLE ONLY public.evaluations_spotcheck
    ADD CONSTRAINT spot_check_once_a_draw UNIQUE (redress_id, draw_id);

ALTER TABLE ONLY public.places_standard
    ADD CONSTRAINT standard_once_a_year_for_a_level UNIQUE (year, level);

ALTER TABLE ONLY public.standards_compliancereport
    ADD CONSTRAINT standards_compliancereport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.standards_evidence
    ADD CONSTRAINT standards_evidence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.incidents_playmark
    ADD CONSTRAINT step_marked_once UNIQUE (incident_id, key);

ALTER TABLE ONLY public.resolving_pair
    ADD CONSTRAINT subject_pair_once UNIQUE (left_id, right_id);

ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT supervision_card_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_countedmonth
    ADD CONSTRAINT supervision_countedmonth_pkey PRIMARY KEY (month);

ALTER TABLE ONLY public.supervision_frozenreport
    ADD CONSTRAINT supervision_frozenreport_document_id_key UNIQUE (document_id);

ALTER TABLE ONLY public.supervision_frozenreport
    ADD CONSTRAINT supervision_frozenreport_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_gathering
    ADD CONSTRAINT supervision_gathering_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_issue
    ADD CONSTRAINT supervision_issue_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_libraryedition
    ADD CONSTRAINT supervision_libraryedition_number_key UNIQUE (number);

ALTER TABLE ONLY public.supervision_libraryedition
    ADD CONSTRAINT supervision_libraryedition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_libraryedition
    ADD CONSTRAINT supervision_libraryedition_since_key UNIQUE (since);

ALTER TABLE ONLY public.supervision_monthcount
    ADD CONSTRAINT supervision_monthcount_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_planevidence
    ADD CONSTRAINT supervision_planevidence_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_plantarget
    ADD CONSTRAINT supervision_plantarget_key_key UNIQUE (key);

ALTER TABLE ONLY public.supervision_plantarget
    ADD CONSTRAINT supervision_plantarget_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_scorecard
    ADD CONSTRAINT supervision_scorecard_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_urge
    ADD CONSTRAINT supervision_urge_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_venuefinding
    ADD CONSTRAINT supervision_venuefinding_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.supervision_venuerun
    ADD CONSTRAINT supervision_venuerun_day_key UNIQUE (day);

ALTER TABLE ONLY public.supervision_venuerun
    ADD CONSTRAINT supervision_venuerun_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.places_taskprovision
    ADD CONSTRAINT task_provision_once_a_year UNIQUE (task, year);

ALTER TABLE ONLY public.tax_office_simulatedtaxpayment
    ADD CONSTRAINT tax_office_simulatedtaxpayment_case_number_key UNIQUE (case_number);

ALTER TABLE ONLY public.tax_office_simulatedtaxpayment
    ADD CONSTRAINT tax_office_simulatedtaxpayment_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.halls_ticket
    ADD CONSTRAINT ticket_number_once_a_day UNIQUE (venue_id, day, number);

ALTER TABLE ONLY public.incidents_incidentnotice
    ADD CONSTRAINT told_once_each UNIQUE (incident_id, kind);

ALTER TABLE ONLY public.workforce_trainee
    ADD CONSTRAINT trainee_once_in_a_training UNIQUE (training_id, staff_id);

ALTER TABLE ONLY public.upkeep_guideflaw
    ADD CONSTRAINT upkeep_flaw_once UNIQUE (option_id, kind, pointer);

ALTER TABLE ONLY public.upkeep_guidecheck
    ADD CONSTRAINT upkeep_guidecheck_on_key UNIQUE ("on");

ALTER TABLE ONLY public.upkeep_guidecheck
    ADD CONSTRAINT upkeep_guidecheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.upkeep_guideflaw
    ADD CONSTRAINT upkeep_guideflaw_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.upkeep_guideowner
    ADD CONSTRAINT upkeep_guideowner_option_id_key UNIQUE (option_id);

ALTER TABLE ONLY public.upkeep_guideowner
    ADD CONSTRAINT upkeep_guideowner_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.upkeep_report
    ADD CONSTRAINT upkeep_report_code_index_key UNIQUE (code_index);

ALTER TABLE ONLY public.upkeep_report
    ADD CONSTRAINT upkeep_report_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.devices_dailyuse
    ADD CONSTRAINT use_counted_once_a_day UNIQUE (kiosk_id, "on", service);

ALTER TABLE ONLY public.workforce_windowpost
    ADD CONSTRAINT window_post_once UNIQUE (venue_id, "window");

ALTER TABLE ONLY public.documents_paperwording
    ADD CONSTRAINT wording_numbered_once UNIQUE (kind, edition);

ALTER TABLE ONLY public.workforce_clerkquestion
    ADD CONSTRAINT workforce_clerkquestion_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_dailycheck
    ADD CONSTRAINT workforce_dailycheck_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_duty
    ADD CONSTRAINT workforce_duty_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_exam
    ADD CONSTRAINT workforce_exam_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_leave
    ADD CONSTRAINT workforce_leave_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_monthscore
    ADD CONSTRAINT workforce_monthscore_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_roster
    ADD CONSTRAINT workforce_roster_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_skilllevel
    ADD CONSTRAINT workforce_skilllevel_exam_id_key UNIQUE (exam_id);

ALTER TABLE ONLY public.workforce_skilllevel
    ADD CONSTRAINT workforce_skilllevel_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_trainee
    ADD CONSTRAINT workforce_trainee_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_training
    ADD CONSTRAINT workforce_training_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.workforce_windowpost
    ADD CONSTRAINT workforce_windowpost_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worktime_calendaredition
    ADD CONSTRAINT worktime_calendaredition_pkey PRIMARY KEY (id);

ALTER TABLE ONLY public.worktime_calendaredition
    ADD CONSTRAINT worktime_edition_year_number UNIQUE (year, number);

CREATE UNIQUE INDEX account_login_once ON public.parties_account USING btree (lower((login)::text));

CREATE INDEX agencies_agency_division_id_93795dc8 ON public.agencies_agency USING btree (division_id);

CREATE INDEX agencies_agency_key_4ca5b00f_like ON public.agencies_agency USING btree (key varchar_pattern_ops);

CREATE INDEX agencies_agency_parent_id_2087cd0c ON public.agencies_agency USING btree (parent_id);

CREATE INDEX agencies_agency_uscc_a14fbc72_like ON public.agencies_agency USING btree (uscc varchar_pattern_ops);

CREATE INDEX agencies_delegation_agency_id_a7877608 ON public.agencies_delegation USING btree (agency_id);

CREATE INDEX agencies_delegation_deputy_of_id_e7a45201 ON public.agencies_delegation USING btree (deputy_of_id);

CREATE INDEX agencies_delegation_document_number_37b26155_like ON public.agencies_delegation USING btree (document_number varchar_pattern_ops);

CREATE INDEX agencies_delegation_staff_id_e3ed90f2 ON public.agencies_delegation USING btree (staff_id);

CREATE INDEX agencies_delegation_venue_id_84964484 ON public.agencies_delegation USING btree (venue_id);

CREATE INDEX agencies_division_code_75ff6cb5_like ON public.agencies_division USING btree (code varchar_pattern_ops);

CREATE INDEX agencies_division_parent_id_6bd02d3f ON public.agencies_division USING btree (parent_id);

CREATE INDEX agencies_staff_agency_id_e8a82506 ON public.agencies_staff USING btree (agency_id);

CREATE INDEX agencies_staff_number_e519d6df_like ON public.agencies_staff USING btree (number varchar_pattern_ops);

CREATE INDEX agencies_staff_venue_id_69c9241e ON public.agencies_staff USING btree (venue_id);

CREATE INDEX agencies_venue_agency_id_28f0d092 ON public.agencies_venue USING btree (agency_id);

CREATE INDEX agencies_venue_division_id_fa2ee652 ON public.agencies_venue USING btree (division_id);

CREATE INDEX agencies_venue_key_e8de7b5d_like ON public.agencies_venue USING btree (key varchar_pattern_ops);

CREATE INDEX agencies_venue_name_6cea9313_like ON public.agencies_venue USING btree (name varchar_pattern_ops);

CREATE INDEX alert_unseen ON public.cases_alert USING btree (at) WHERE (seen_at IS NULL);

CREATE INDEX answers_by_times ON public.answers_guidetask USING btree (status, times DESC);

CREATE INDEX answers_guidetask_option_id_cabc0e47 ON public.answers_guidetask USING btree (option_id);

CREATE INDEX answers_guidetask_settled_by_id_cffad2b8 ON public.answers_guidetask USING btree (settled_by_id);

CREATE INDEX app_access_of_account ON public.parties_appaccess USING btree (account_id, id DESC);

CREATE UNIQUE INDEX appointment_one_for_a_matter ON public.halls_appointment USING btree (account_id, party_id, option_code) WHERE ((status)::text = 'booked'::text);

CREATE INDEX archive_longest_unchecked ON public.dossiers_archiverecord USING btree (checked_at);

CREATE INDEX archive_term_over ON public.dossiers_archiverecord USING btree (retain_until) WHERE (retain_until IS NOT NULL);

CREATE INDEX archive_unsound ON public.dossiers_archiverecord USING btree (id) WHERE (NOT ((finding)::text = ''::text));

CREATE INDEX assistance_assistance_account_id_89055f4c ON public.assistance_assistance USING btree (account_id);

CREATE INDEX assistance_assistance_helper_id_236f6d5e ON public.assistance_assistance USING btree (helper_id);

CREATE INDEX assistance_assistance_offered_to_id_50924dc4 ON public.assistance_assistance USING btree (offered_to_id);

CREATE INDEX assistance_message_assistance_id_14358811 ON public.assistance_message USING btree (assistance_id);

CREATE INDEX assistance_of_helper ON public.assistance_assistance USING btree (helper_id, status);

CREATE UNIQUE INDEX assistance_one_open_each ON public.assistance_assistance USING btree (account_id) WHERE ((status)::text = ANY (ARRAY[('asked'::character varying)::text, ('taken'::character varying)::text]));

CREATE INDEX assistance_queue ON public.assistance_assistance USING btree (asked_at) WHERE ((status)::text = 'asked'::text);

CREATE INDEX assistance_talk ON public.assistance_message USING btree (assistance_id, id);

CREATE INDEX attempt_by_ip ON public.parties_loginattempt USING btree (ip, at);

CREATE INDEX attempt_by_login ON public.parties_loginattempt USING btree (login_index, at);

CREATE INDEX benefits_benefitgrant_batch_id_9f290c91 ON public.benefits_benefitgrant USING btree (batch_id);

CREATE INDEX benefits_benefitgrant_checker_id_c170b8dd ON public.benefits_benefitgrant USING btree (checker_id);

CREATE INDEX benefits_benefitgrant_decider_id_61c30559 ON public.benefits_benefitgrant USING btree (decider_id);

CREATE INDEX benefits_benefitgrant_edition_id_6f3f73a8 ON public.benefits_benefitgrant USING btree (edition_id);

CREATE INDEX benefits_benefitgrant_party_id_efffacec ON public.benefits_benefitgrant USING btree (party_id);

CREATE INDEX benefits_benefitgrant_policy_id_ef44e378 ON public.benefits_benefitgrant USING btree (policy_id);

CREATE INDEX benefits_declaredfact_party_id_152a9fd0 ON public.benefits_declaredfact USING btree (party_id);

CREATE INDEX benefits_matchrun_edition_id_a2caefa9 ON public.benefits_matchrun USING btree (edition_id);

CREATE INDEX benefits_paymentbatch_agency_id_5c30e22a ON public.benefits_paymentbatch USING btree (agency_id);

CREATE INDEX benefits_paymentbatch_made_by_id_038bf3d4 ON public.benefits_paymentbatch USING btree (made_by_id);

CREATE INDEX benefits_paymentbatch_policy_id_68c14e38 ON public.benefits_paymentbatch USING btree (policy_id);

CREATE INDEX benefits_policy_agency_id_8bf1f800 ON public.benefits_policy USING btree (agency_id);

CREATE INDEX benefits_policy_code_ea3c541f_like ON public.benefits_policy USING btree (code varchar_pattern_ops);

CREATE INDEX benefits_policydraft_approver_id_c145fd94 ON public.benefits_policydraft USING btree (approver_id);

CREATE INDEX benefits_policydraft_base_id_604c7f4d ON public.benefits_policydraft USING btree (base_id);

CREATE INDEX benefits_policydraft_drafter_id_9b3640bb ON public.benefits_policydraft USING btree (drafter_id);

CREATE INDEX benefits_policydraft_policy_id_b2e7a9f1 ON public.benefits_policydraft USING btree (policy_id);

CREATE INDEX benefits_policydraft_proposer_id_e1fe25ae ON public.benefits_policydraft USING btree (proposer_id);

CREATE INDEX benefits_policyedition_approved_by_id_3b21b0bd ON public.benefits_policyedition USING btree (approved_by_id);

CREATE INDEX benefits_policyedition_policy_id_bf68978b ON public.benefits_policyedition USING btree (policy_id);

CREATE INDEX benefits_policyedition_proposed_by_id_deebfad5 ON public.benefits_policyedition USING btree (proposed_by_id);

CREATE INDEX benefits_policytrial_asked_by_id_33a7a1ef ON public.benefits_policytrial USING btree (asked_by_id);

CREATE INDEX benefits_policytrial_draft_id_525208f5 ON public.benefits_policytrial USING btree (draft_id);

CREATE INDEX benefits_push_edition_id_a050cc3e ON public.benefits_push USING btree (edition_id);

CREATE INDEX benefits_push_party_id_9bd16f7a ON public.benefits_push USING btree (party_id);

CREATE INDEX blocked_ask_at ON public.cases_blockedask USING btree (at, agency_id);

CREATE INDEX bundle_case_by_applicant ON public.bundle_cases_bundlecase USING btree (applicant_id, id DESC);

CREATE INDEX bundle_case_open ON public.bundle_cases_bundlecase USING btree (id) WHERE ((status)::text = 'open'::text);

CREATE INDEX bundle_cases_bundlecase_applicant_id_2b5ffadb ON public.bundle_cases_bundlecase USING btree (applicant_id);

CREATE INDEX bundle_cases_bundlecase_edition_id_e3120494 ON public.bundle_cases_bundlecase USING btree (edition_id);

CREATE INDEX bundle_cases_bundlecase_mandate_id_a1e1e659 ON public.bundle_cases_bundlecase USING btree (mandate_id);

CREATE INDEX bundle_cases_bundlecase_number_47815136_like ON public.bundle_cases_bundlecase USING btree (number varchar_pattern_ops);

CREATE INDEX bundle_cases_bundlechild_bundle_id_439fd030 ON public.bundle_cases_bundlechild USING btree (bundle_id);

CREATE INDEX bundle_cases_report_child_id_74017a6e ON public.bundle_cases_report USING btree (child_id);

CREATE INDEX bundle_cases_sourcestate_event_7e4ff516_like ON public.bundle_cases_sourcestate USING btree (event varchar_pattern_ops);

CREATE INDEX bundle_edition_as_of ON public.bundles_bundleedition USING btree (bundle_id, effective_on DESC);

CREATE UNIQUE INDEX bundle_one_open_draft ON public.bundles_bundledraft USING btree (bundle_id) WHERE ((status)::text = ANY (ARRAY[('draft'::character varying)::text, ('proposed'::character varying)::text, ('returned'::character varying)::text]));

CREATE UNIQUE INDEX bundle_report_opens_once ON public.bundle_cases_report USING btree (child_id, event) WHERE ((trouble)::text = ''::text);

CREATE INDEX bundles_bundle_code_3ad1d642_like ON public.bundles_bundle USING btree (code varchar_pattern_ops);

CREATE INDEX bundles_bundle_lead_id_afeaffeb ON public.bundles_bundle USING btree (lead_id);

CREATE INDEX bundles_bundledraft_approver_id_db33343d ON public.bundles_bundledraft USING btree (approver_id);

CREATE INDEX bundles_bundledraft_base_id_7a977e49 ON public.bundles_bundledraft USING btree (base_id);

CREATE INDEX bundles_bundledraft_bundle_id_d0f5909c ON public.bundles_bundledraft USING btree (bundle_id);

CREATE INDEX bundles_bundledraft_drafter_id_daf4846a ON public.bundles_bundledraft USING btree (drafter_id);

CREATE INDEX bundles_bundledraft_proposer_id_37330311 ON public.bundles_bundledraft USING btree (proposer_id);

CREATE INDEX bundles_bundleedition_approved_by_id_0893e82e ON public.bundles_bundleedition USING btree (approved_by_id);

CREATE INDEX bundles_bundleedition_bundle_id_adef90e5 ON public.bundles_bundleedition USING btree (bundle_id);

CREATE INDEX bundles_bundleedition_proposed_by_id_d6941d60 ON public.bundles_bundleedition USING btree (proposed_by_id);

CREATE INDEX bundles_bundlemember_edition_id_90c62a3e ON public.bundles_bundlemember USING btree (edition_id);

CREATE INDEX bundles_bundlemember_option_code_85006e6d ON public.bundles_bundlemember USING btree (option_code);

CREATE INDEX bundles_bundlemember_option_code_85006e6d_like ON public.bundles_bundlemember USING btree (option_code varchar_pattern_ops);

CREATE INDEX card_by_agency ON public.supervision_card USING btree (agency_id, id DESC);

CREATE INDEX card_by_status ON public.supervision_card USING btree (status, agency_id, id DESC);

CREATE INDEX case_by_applicant ON public.cases_case USING btree (applicant_id, received_at DESC);

CREATE INDEX case_decided ON public.cases_case USING btree (decided_at) WHERE (decided_at IS NOT NULL);

CREATE INDEX case_ended ON public.cases_case USING btree (ended_at, id) WHERE (ended_at IS NOT NULL);

CREATE INDEX case_front_desk ON public.cases_case USING btree (due_on, id, status);

CREATE INDEX case_open ON public.cases_case USING btree (status, agency_id, due_on) WHERE (ended_at IS NULL);

CREATE INDEX case_worklist ON public.cases_case USING btree (agency_id, due_on, id, status);

CREATE INDEX cases_blockedask_case_id_ce9fcbad ON public.cases_blockedask USING btree (case_id);

CREATE INDEX cases_case_agency_id_062136fa ON public.cases_case USING btree (agency_id);

CREATE INDEX cases_case_applicant_id_756c921c ON public.cases_case USING btree (applicant_id);

CREATE INDEX cases_case_assignee_id_28343c2e ON public.cases_case USING btree (assignee_id);

CREATE INDEX cases_case_mandate_id_97e2c57c ON public.cases_case USING btree (mandate_id);

CREATE INDEX cases_case_number_980c9551_like ON public.cases_case USING btree (number varchar_pattern_ops);

CREATE INDEX cases_clock_case_id_bf0c46ff ON public.cases_clock USING btree (case_id);

CREATE INDEX cases_correctionnotice_given_by_id_0bd2bbf5 ON public.cases_correctionnotice USING btree (given_by_id);

CREATE INDEX cases_dispatchtable_agency_id_ab191fbb ON public.cases_dispatchtable USING btree (agency_id);

CREATE INDEX cases_draft_account_id_150688e0 ON public.cases_draft USING btree (account_id);

CREATE INDEX cases_draft_number_075cbbb4_like ON public.cases_draft USING btree (number varchar_pattern_ops);

CREATE INDEX cases_draft_option_version_id_cfbaebbd ON public.cases_draft USING btree (option_version_id);

CREATE INDEX cases_draft_owner_id_344a54d9 ON public.cases_draft USING btree (owner_id);

CREATE INDEX cases_inspectionphoto_record_id_2182a7e6 ON public.cases_inspectionphoto USING btree (record_id);

CREATE INDEX cases_material_case_id_972fd638 ON public.cases_material USING btree (case_id);

CREATE INDEX cases_materialfile_file_id_b6ced53c ON public.cases_materialfile USING btree (file_id);

CREATE INDEX cases_materialfile_material_id_b4a6a8e1 ON public.cases_materialfile USING btree (material_id);

CREATE INDEX cases_opinion_case_id_2f32e550 ON public.cases_opinion USING btree (case_id);

CREATE INDEX cases_opinion_staff_id_7579bfda ON public.cases_opinion USING btree (staff_id);

CREATE INDEX cases_overdueexplanation_case_id_4391273d ON public.cases_overdueexplanation USING btree (case_id);

CREATE INDEX cases_slot_case_id_fcc9d3c7 ON public.cases_slot USING btree (case_id);

CREATE INDEX cases_slot_run_id_e2dc23ba ON public.cases_slot USING btree (run_id);

CREATE INDEX cases_slotofficer_slot_id_89de3919 ON public.cases_slotofficer USING btree (slot_id);

CREATE INDEX cases_specialrun_case_id_9f863398 ON public.cases_specialrun USING btree (case_id);

CREATE INDEX cases_unlistedstep_agency_id_f1b817b6 ON public.cases_unlistedstep USING btree (agency_id);

CREATE INDEX cases_unlistedstep_case_id_da3ff2c1 ON public.cases_unlistedstep USING btree (case_id);

CREATE INDEX cases_unlistedstep_started_by_id_0ccb9f16 ON public.cases_unlistedstep USING btree (started_by_id);

CREATE INDEX catalog_basicitem_code_e02e2e3e_like ON public.catalog_basicitem USING btree (code varchar_pattern_ops);

CREATE INDEX catalog_editedsynonym_said_4be7c0cd_like ON public.catalog_editedsynonym USING btree (said varchar_pattern_ops);

CREATE INDEX catalog_frequentmatter_code_5f598566_like ON public.catalog_frequentmatter USING btree (code varchar_pattern_ops);

CREATE INDEX catalog_handlingoption_code_d1005234_like ON public.catalog_handlingoption USING btree (code varchar_pattern_ops);

CREATE INDEX catalog_handlingoption_current_id_1bcf58d7 ON public.catalog_handlingoption USING btree (current_id);

CREATE INDEX catalog_handlingoption_list_id_eba08468 ON public.catalog_handlingoption USING btree (list_id);

CREATE INDEX catalog_implementationlist_agency_id_e4f074e8 ON public.catalog_implementationlist USING btree (agency_id);

CREATE INDEX catalog_implementationlist_basic_id_7296b50e ON public.catalog_implementationlist USING btree (basic_id);

CREATE INDEX catalog_implementationlist_code_4de9f28a_like ON public.catalog_implementationlist USING btree (code varchar_pattern_ops);

CREATE INDEX catalog_lineage_ancestor_id_bfa7806b ON public.catalog_lineage USING btree (ancestor_id);

CREATE INDEX catalog_lineage_descendant_id_e77324d2 ON public.catalog_lineage USING btree (descendant_id);

CREATE INDEX catalog_lineage_edition_id_a691a5ec ON public.catalog_lineage USING btree (edition_id);

CREATE INDEX catalog_listversion_list_id_a0134c69 ON public.catalog_listversion USING btree (list_id);

CREATE UNIQUE INDEX catalog_only_one_revision ON public.catalog_revision USING btree ((true));

CREATE INDEX catalog_option_as_of ON public.catalog_optionversion USING btree (option_id, effective_on DESC);

CREATE INDEX catalog_optionversion_edition_id_d38b6ec0 ON public.catalog_optionversion USING btree (edition_id);

CREATE INDEX catalog_optionversion_option_id_e092bde9 ON public.catalog_optionversion USING btree (option_id);

CREATE INDEX catalog_settledmiss_text_f80a1d0b_like ON public.catalog_settledmiss USING btree (text varchar_pattern_ops);

CREATE INDEX catalog_synonym_said_824c3603_like ON public.catalog_synonym USING btree (said varchar_pattern_ops);

CREATE UNIQUE INDEX charge_once_for_a_fee ON public.fees_charge USING btree (case_id, fee) WHERE ((status)::text = ANY (ARRAY[('due'::character varying)::text, ('paid'::character varying)::text, ('refunding'::character varying)::text]));

CREATE INDEX check_worklist ON public.regulation_commitmentcheck USING btree (agency_id, due_on) WHERE (ended_at IS NULL);

CREATE INDEX checklists_expiry ON public.checklists_keptchecklist USING btree (expires_on);

CREATE INDEX checklists_keptchecklist_option_version_id_ef69ddff ON public.checklists_keptchecklist USING btree (option_version_id);

CREATE INDEX clock_by_case ON public.cases_clock USING btree (case_id);

CREATE UNIQUE INDEX clock_one_running ON public.cases_clock USING btree (case_id, kind, code) WHERE (ended_at IS NULL);

CREATE INDEX clock_running ON public.cases_clock USING btree (kind, due_at) WHERE ((ended_at IS NULL) AND (paused_since IS NULL));

CREATE INDEX clock_stopped_late ON public.cases_clock USING btree (ended_at) WHERE (ended_at > due_at);

CREATE UNIQUE INDEX coaching_one_for_each_number ON public.contacts_coaching USING btree (number) WHERE (NOT ((number)::text = ''::text));

CREATE INDEX codes_doorplate_address_34889933_like ON public.codes_doorplate USING btree (address varchar_pattern_ops);

CREATE INDEX codes_doorplate_division_id_a99268f3 ON public.codes_doorplate USING btree (division_id);

CREATE INDEX codes_scan_party_id_be45d807 ON public.codes_scan USING btree (party_id);

CREATE INDEX codes_scan_showing_id_fdc43062 ON public.codes_scan USING btree (showing_id);

CREATE INDEX codes_showing_party_id_ed6c6fca ON public.codes_showing USING btree (party_id);

CREATE INDEX codes_showing_shown_by_id_10c5ee7c ON public.codes_showing USING btree (shown_by_id);

CREATE INDEX codes_shownlicense_edition_id_5d904f40 ON public.codes_shownlicense USING btree (edition_id);

CREATE INDEX codes_shownlicense_showing_id_4f3b5eae ON public.codes_shownlicense USING btree (showing_id);

CREATE INDEX compiling_by_code ON public.compiling_listdraft USING btree (basic_code);

CREATE INDEX compiling_elementtemplate_version_30649ec8_like ON public.compiling_elementtemplate USING btree (version varchar_pattern_ops);

CREATE INDEX compiling_foundingopinion_agency_id_89cd8ff4 ON public.compiling_foundingopinion USING btree (agency_id);

CREATE INDEX compiling_foundingopinion_edition_id_4b67fade ON public.compiling_foundingopinion USING btree (edition_id);

CREATE INDEX compiling_foundingopinion_staff_id_d0e5f4b7 ON public.compiling_foundingopinion USING btree (staff_id);

CREATE INDEX compiling_import_newest ON public.compiling_importrun USING btree (uploaded_at DESC);

CREATE INDEX compiling_import_under_way ON public.compiling_importrun USING btree (uploaded_at) WHERE ((status)::text = ANY (ARRAY[('waiting'::character varying)::text, ('queued'::character varying)::text]));

CREATE INDEX compiling_importrun_agency_id_cc3a129a ON public.compiling_importrun USING btree (agency_id);

CREATE INDEX compiling_importrun_uploaded_by_id_92d07092 ON public.compiling_importrun USING btree (uploaded_by_id);

CREATE INDEX compiling_inbox ON public.compiling_listdraft USING btree (status, agency_id, due_on);

CREATE INDEX compiling_listdraft_agency_id_a2f7a99f ON public.compiling_listdraft USING btree (agency_id);

CREATE INDEX compiling_listdraft_base_id_8854988f ON public.compiling_listdraft USING btree (base_id);

CREATE INDEX compiling_listdraft_compiler_id_8ae0e99d ON public.compiling_listdraft USING btree (compiler_id);

CREATE INDEX compiling_listdraft_publisher_id_5eb0b24b ON public.compiling_listdraft USING btree (publisher_id);

CREATE INDEX compiling_listdraft_round_id_2c156443 ON public.compiling_listdraft USING btree (round_id);

CREATE INDEX compiling_listdraft_submitter_id_415ee37d ON public.compiling_listdraft USING btree (submitter_id);

CREATE INDEX compiling_newest ON public.compiling_listdraft USING btree (updated_at DESC, id DESC);

CREATE INDEX compiling_opinion_agency_id_c80d174f ON public.compiling_opinion USING btree (agency_id);

CREATE INDEX compiling_opinion_draft_id_6a03ae91 ON public.compiling_opinion USING btree (draft_id);

CREATE INDEX compiling_opinion_staff_id_a01194b6 ON public.compiling_opinion USING btree (staff_id);

CREATE UNIQUE INDEX compiling_pushed_once ON public.compiling_listdraft USING btree (source_ref, source_hash) WHERE (NOT ((source_ref)::text = ''::text));

CREATE INDEX compiling_round_title_96fbcf6a_like ON public.compiling_round USING btree (title varchar_pattern_ops);

CREATE INDEX compiling_roundmember_agency_id_23a9cff3 ON public.compiling_roundmember USING btree (agency_id);

CREATE INDEX compiling_roundmember_round_id_f813f71e ON public.compiling_roundmember USING btree (round_id);

CREATE UNIQUE INDEX concentration_one_open ON public.intermediaries_concentration USING btree (department_id, agency_id) WHERE ((status)::text = 'open'::text);

CREATE INDEX consultation_of_a_day ON public.halls_consultation USING btree (venue_id, day, outcome);

CREATE INDEX contact_by_phone ON public.contacts_firstcontact USING btree (phone_index, opened_at);

CREATE INDEX contact_by_time ON public.contacts_firstcontact USING btree (opened_at);

CREATE INDEX contact_of_owner ON public.contacts_firstcontact USING btree (owner_id, status);

CREATE INDEX contact_open_by_due ON public.contacts_firstcontact USING btree (due_on) WHERE (closed_at IS NULL);

CREATE INDEX contacts_answer_contact_id_9214cadf ON public.contacts_answer USING btree (contact_id);

CREATE INDEX contacts_answer_slip_id_e77870ef ON public.contacts_answer USING btree (slip_id);

CREATE INDEX contacts_answer_staff_id_6981e72b ON public.contacts_answer USING btree (staff_id);

CREATE INDEX contacts_answer_version_id_6e48a961 ON public.contacts_answer USING btree (version_id);

CREATE INDEX contacts_coaching_agent_id_70953a4d ON public.contacts_coaching USING btree (agent_id);

CREATE INDEX contacts_coaching_contact_id_b961e7e9 ON public.contacts_coaching USING btree (contact_id);

CREATE INDEX contacts_coaching_party_id_3980be1d ON public.contacts_coaching USING btree (party_id);

CREATE INDEX contacts_coaching_version_id_05f119e4 ON public.contacts_coaching USING btree (version_id);

CREATE INDEX contacts_coachingnote_coaching_id_fc3e9e15 ON public.contacts_coachingnote USING btree (coaching_id);

CREATE INDEX contacts_coachingnote_staff_id_c202cfe5 ON public.contacts_coachingnote USING btree (staff_id);

CREATE INDEX contacts_firstcontact_account_id_a5b7780d ON public.contacts_firstcontact USING btree (account_id);

CREATE INDEX contacts_firstcontact_leader_id_e020905b ON public.contacts_firstcontact USING btree (leader_id);

CREATE INDEX contacts_firstcontact_offered_to_id_e6f850e7 ON public.contacts_firstcontact USING btree (offered_to_id);

CREATE INDEX contacts_firstcontact_owner_id_ff799082 ON public.contacts_firstcontact USING btree (owner_id);

CREATE INDEX contacts_firstcontact_party_id_fb253eb4 ON public.contacts_firstcontact USING btree (party_id);

CREATE INDEX contacts_firstcontact_repeats_id_23bd2ffd ON public.contacts_firstcontact USING btree (repeats_id);

CREATE INDEX contacts_firstcontact_root_report_id_e11b5b48 ON public.contacts_firstcontact USING btree (root_report_id);

CREATE INDEX contacts_firstcontact_seen_id_810a57ed ON public.contacts_firstcontact USING btree (seen_id);

CREATE INDEX contacts_jointopinion_agency_id_fe492ad1 ON public.contacts_jointopinion USING btree (agency_id);

CREATE INDEX contacts_jointopinion_contact_id_582a63d9 ON public.contacts_jointopinion USING btree (contact_id);

CREATE INDEX contacts_jointopinion_staff_id_8ca498ff ON public.contacts_jointopinion USING btree (staff_id);

CREATE INDEX contacts_shift_staff_id_e58123cd ON public.contacts_shift USING btree (staff_id);

CREATE INDEX contacts_shift_venue_id_29e0de1f ON public.contacts_shift USING btree (venue_id);

CREATE UNIQUE INDEX correction_open_once ON public.licenses_facecorrection USING btree (license_id, field) WHERE (ended_at IS NULL);

CREATE INDEX correction_worklist ON public.licenses_facecorrection USING btree (agency_id, due_on) WHERE (ended_at IS NULL);

CREATE INDEX credit_by_party ON public.regulation_creditrecord USING btree (party_id, ends_on);

CREATE INDEX credit_of_agency ON public.intermediaries_credititem USING btree (agency_id, "on");

CREATE UNIQUE INDEX credit_one_breach_per_contract ON public.intermediaries_credititem USING btree (need_id, breach, agency_id) WHERE (NOT ((breach)::text = ''::text));

CREATE UNIQUE INDEX credit_one_review_per_contract ON public.intermediaries_credititem USING btree (need_id, kind) WHERE (NOT ((kind)::text = 'breach'::text));

CREATE INDEX credit_platform_creditbatch_entry_id_6c1c5814 ON public.credit_platform_creditbatch USING btree (entry_id);

CREATE INDEX credit_platform_creditbatch_number_6c82c31a_like ON public.credit_platform_creditbatch USING btree (number varchar_pattern_ops);

CREATE INDEX credit_platform_creditpush_commitment_id_ffeedd61 ON public.credit_platform_creditpush USING btree (commitment_id);

CREATE INDEX credit_platform_creditpush_entry_id_0731f2f6 ON public.credit_platform_creditpush USING btree (entry_id);

CREATE INDEX credit_platform_creditpush_number_5757a2e3_like ON public.credit_platform_creditpush USING btree (number varchar_pattern_ops);

CREATE INDEX credit_platform_simulatedcreditmessage_number_326aab75_like ON public.credit_platform_simulatedcreditmessage USING btree (number varchar_pattern_ops);

CREATE INDEX credit_push_open ON public.credit_platform_creditpush USING btree (id) WHERE (received_at IS NULL);

CREATE INDEX crossing_crossing_agency_id_f8f5cca6 ON public.crossing_crossing USING btree (agency_id);

CREATE INDEX crossing_crossing_applicant_id_cff4e345 ON public.crossing_crossing USING btree (applicant_id);

CREATE INDEX crossing_crossing_number_35d52ebd_like ON public.crossing_crossing USING btree (number varchar_pattern_ops);

CREATE INDEX crossing_custodyevent_original_id_1c1e9c84 ON public.crossing_custodyevent USING btree (original_id);

CREATE INDEX crossing_jointpart_crossing_id_689f9947 ON public.crossing_jointpart USING btree (crossing_id);

CREATE INDEX crossing_of_applicant ON public.crossing_crossing USING btree (applicant_id);

CREATE INDEX crossing_open ON public.crossing_crossing USING btree (status, due_on);

CREATE INDEX crossing_original_crossing_id_c4a57e16 ON public.crossing_original USING btree (crossing_id);

CREATE INDEX daily_check_by_status ON public.workforce_dailycheck USING btree (status, id DESC);

CREATE INDEX daily_check_of_staff ON public.workforce_dailycheck USING btree (staff_id, day);

CREATE INDEX deferral_open ON public.cases_deferral USING btree (signed_at) WHERE (((choice)::text = 'deferred'::text) AND (made_good_at IS NULL));

CREATE INDEX delivered_by_time ON public.provincial_supervision_deliveredfile USING btree (delivered_at);

CREATE INDEX devices_fault_kiosk_id_835e3d43 ON public.devices_fault USING btree (kiosk_id);

CREATE INDEX document_by_subject ON public.documents_officialdocument USING btree (subject, issued_at);

CREATE INDEX document_without_pdf ON public.documents_officialdocument USING btree (issued_at) WHERE ((pdf_sha256)::text = ''::text);

CREATE INDEX documents_agencymark_mark_913d4959_like ON public.documents_agencymark USING btree (mark varchar_pattern_ops);

CREATE INDEX documents_numberseries_agency_id_6c39c8e3 ON public.documents_numberseries USING btree (agency_id);

CREATE INDEX documents_officialdocument_agency_id_c1d8d935 ON public.documents_officialdocument USING btree (agency_id);

CREATE INDEX documents_officialdocument_number_e5ffb7ec_like ON public.documents_officialdocument USING btree (number varchar_pattern_ops);

CREATE INDEX documents_officialdocument_party_id_e333ab4e ON public.documents_officialdocument USING btree (party_id);

CREATE INDEX documents_officialdocument_verification_code_d5949dac_like ON public.documents_officialdocument USING btree (verification_code varchar_pattern_ops);

CREATE INDEX documents_paperwording_decided_by_id_98de0c10 ON public.documents_paperwording USING btree (decided_by_id);

CREATE INDEX documents_paperwording_proposed_by_id_b25fc8e3 ON public.documents_paperwording USING btree (proposed_by_id);

CREATE INDEX documents_reservedrange_series_id_1f6fe04f ON public.documents_reservedrange USING btree (series_id);

CREATE INDEX dossiers_archiverecord_number_d7fbfafb_like ON public.dossiers_archiverecord USING btree (number varchar_pattern_ops);

CREATE INDEX dossiers_destructionline_archive_id_ac71d875 ON public.dossiers_destructionline USING btree (archive_id);

CREATE INDEX dossiers_destructionline_listed_id_c1dd76b3 ON public.dossiers_destructionline USING btree (listed_id);

CREATE INDEX dossiers_destructionlist_carried_out_by_id_b6817f25 ON public.dossiers_destructionlist USING btree (carried_out_by_id);

CREATE INDEX dossiers_destructionlist_decided_by_id_c80f4851 ON public.dossiers_destructionlist USING btree (decided_by_id);

CREATE INDEX dossiers_destructionlist_proposed_by_id_11f74d9d ON public.dossiers_destructionlist USING btree (proposed_by_id);

CREATE INDEX dossiers_slip_agency_id_1393ec61 ON public.dossiers_slip USING btree (agency_id);

CREATE INDEX draft_by_owner ON public.cases_draft USING btree (owner_id, updated_at);

CREATE INDEX dropped_by_whom ON public.provincial_supervision_droppedrow USING btree (dropped_by, id);

CREATE INDEX enterprises_renewalnotice_license_id_0d906303 ON public.enterprises_renewalnotice USING btree (license_id);

CREATE INDEX entrances_departmentmatter_agency_id_eefdbecf ON public.entrances_departmentmatter USING btree (agency_id);

CREATE INDEX entrances_departmentmatter_entrance_id_6883b123 ON public.entrances_departmentmatter USING btree (entrance_id);

CREATE INDEX entrances_entrance_agency_id_6ac6f467 ON public.entrances_entrance USING btree (agency_id);

CREATE INDEX entrances_entrance_key_ece27719_like ON public.entrances_entrance USING btree (key varchar_pattern_ops);

CREATE INDEX evaluation_by_time ON public.evaluations_evaluation USING btree (rated_at);

CREATE UNIQUE INDEX evaluation_once_from_a_source ON public.evaluations_evaluation USING btree (source, source_ref) WHERE (NOT ((source)::text = ''::text));

CREATE INDEX evaluations_evaluation_invitation_id_281c9d21 ON public.evaluations_evaluation USING btree (invitation_id);

CREATE INDEX evaluations_invitation_party_id_751cae86 ON public.evaluations_invitation USING btree (party_id);

CREATE INDEX evaluations_invitation_subject_9b608429_like ON public.evaluations_invitation USING btree (subject varchar_pattern_ops);

CREATE INDEX evaluations_ratingimport_agency_id_ccc3141c ON public.evaluations_ratingimport USING btree (agency_id);

CREATE INDEX evaluations_ratingimport_digest_3d44a30a_like ON public.evaluations_ratingimport USING btree (digest varchar_pattern_ops);

CREATE INDEX evaluations_redress_agency_id_13b8f59b ON public.evaluations_redress USING btree (agency_id);

CREATE INDEX evaluations_spotcheck_draw_id_a040f571 ON public.evaluations_spotcheck USING btree (draw_id);

CREATE INDEX evaluations_spotcheck_redress_id_da6d1f8d ON public.evaluations_spotcheck USING btree (redress_id);

CREATE INDEX evidence_newest ON public.standards_evidence USING btree (standard, clause, id DESC);

CREATE INDEX exam_by_status ON public.workforce_exam USING btree (status, id DESC);

CREATE INDEX explanation_disputed ON public.cases_overdueexplanation USING btree (disputed_at) WHERE (disputed_at IS NOT NULL);

CREATE UNIQUE INDEX fault_one_open_of_a_kind ON public.devices_fault USING btree (kiosk_id, kind) WHERE (closed_at IS NULL);

CREATE INDEX fees_charge_case_id_84153089 ON public.fees_charge USING btree (case_id);

CREATE INDEX fees_movement_till_id_ff90228e ON public.fees_movement USING btree (till_id);

CREATE INDEX fees_order_number_ab02e4ee_like ON public.fees_order USING btree (number varchar_pattern_ops);

CREATE INDEX fees_till_staff_id_9ae42a49 ON public.fees_till USING btree (staff_id);

CREATE INDEX file_by_client ON public.documents_storedfile USING btree (client, uploaded_at) WHERE (NOT ((client)::text = ''::text));

CREATE INDEX file_by_content ON public.documents_storedfile USING btree (sha256);

CREATE INDEX file_by_uploader ON public.documents_storedfile USING btree (uploaded_by_id, uploaded_at);

CREATE INDEX financing_financingneed_account_id_b1ec6101 ON public.financing_financingneed USING btree (account_id);

CREATE INDEX financing_financingneed_party_id_f061ece8 ON public.financing_financingneed USING btree (party_id);

CREATE INDEX financing_match_bank_id_fe737df3 ON public.financing_match USING btree (bank_id);

CREATE INDEX financing_match_need_id_f131dc6b ON public.financing_match USING btree (need_id);

CREATE INDEX financing_match_product_id_577803df ON public.financing_match USING btree (product_id);

CREATE INDEX financing_need_of_party ON public.financing_financingneed USING btree (party_id, id DESC);

CREATE INDEX financing_product_bank_id_495981ca ON public.financing_product USING btree (bank_id);

CREATE INDEX financing_proof_match_id_51fd2054 ON public.financing_proof USING btree (match_id);

CREATE UNIQUE INDEX financing_proof_one_at_a_time ON public.financing_proof USING btree (match_id) WHERE ((status)::text = 'granted'::text);

CREATE INDEX grant_in_public ON public.benefits_benefitgrant USING btree (public_until) WHERE ((status)::text = 'public'::text);

CREATE INDEX grant_of_party ON public.benefits_benefitgrant USING btree (party_id);

CREATE UNIQUE INDEX grant_once_for_a_period ON public.benefits_benefitgrant USING btree (policy_id, party_id, period) WHERE (NOT ((status)::text = ANY (ARRAY[('given_up'::character varying)::text, ('refused'::character varying)::text])));

CREATE INDEX grant_worklist ON public.benefits_benefitgrant USING btree (policy_id, status);

CREATE INDEX grassroots_agreement_agency_id_1a43e346 ON public.grassroots_agreement USING btree (agency_id);

CREATE INDEX grassroots_agreement_number_0463b314_like ON public.grassroots_agreement USING btree (number varchar_pattern_ops);

CREATE INDEX grassroots_agreement_venue_id_85d69be6 ON public.grassroots_agreement USING btree (venue_id);

CREATE INDEX grassroots_handeddown_agreement_id_cdea12bb ON public.grassroots_handeddown USING btree (agreement_id);

CREATE INDEX grassroots_sealuse_agreement_id_ab6733fb ON public.grassroots_sealuse USING btree (agreement_id);

CREATE INDEX guidance_of_a_day ON public.halls_guidance USING btree (venue_id, day, id);

CREATE INDEX guidance_under_way ON public.halls_guidance USING btree (guide_id) WHERE (NOT ((status)::text = 'ended'::text));

CREATE UNIQUE INDEX guide_one_at_a_time ON public.halls_guideturn USING btree (guidance_id) WHERE (until IS NULL);

CREATE INDEX guide_turn_of_staff ON public.halls_guideturn USING btree (staff_id, since DESC);

CREATE INDEX halls_appointment_account_id_d9871ec6 ON public.halls_appointment USING btree (account_id);

CREATE INDEX halls_appointment_party_id_448a56f8 ON public.halls_appointment USING btree (party_id);

CREATE INDEX halls_appointment_slot_id_3d64b9bb ON public.halls_appointment USING btree (slot_id);

CREATE INDEX halls_guidetick_guidance_id_8b8047f3 ON public.halls_guidetick USING btree (guidance_id);

CREATE INDEX halls_guideturn_guidance_id_416c1964 ON public.halls_guideturn USING btree (guidance_id);

CREATE INDEX halls_kiosk_venue_id_a9c92327 ON public.halls_kiosk USING btree (venue_id);

CREATE INDEX halls_sessionduty_session_id_0884e282 ON public.halls_sessionduty USING btree (session_id);

CREATE INDEX halls_sessionduty_staff_id_1cc6ea5f ON public.halls_sessionduty USING btree (staff_id);

CREATE INDEX halls_windowpause_shift_id_cc392910 ON public.halls_windowpause USING btree (shift_id);

CREATE UNIQUE INDEX handed_down_once_to_a_place ON public.grassroots_handeddown USING btree (venue_id, option_code) WHERE (ended_at IS NULL);

CREATE INDEX held_paper_out ON public.outreach_heldpaper USING btree (request_id) WHERE (acknowledged_at IS NULL);

CREATE INDEX hotline_jointpart_agency_id_fb969fb3 ON public.hotline_jointpart USING btree (agency_id);

CREATE INDEX hotline_jointpart_answered_by_id_4d4c446d ON public.hotline_jointpart USING btree (answered_by_id);

CREATE INDEX hotline_jointpart_order_id_1742cd65 ON public.hotline_jointpart USING btree (order_id);

CREATE INDEX hotline_publicanswer_published_by_id_3481c055 ON public.hotline_publicanswer USING btree (published_by_id);

CREATE INDEX hotline_workorder_account_id_a58c621b ON public.hotline_workorder USING btree (account_id);

CREATE INDEX hotline_workorder_agency_id_7b672ebf ON public.hotline_workorder USING btree (agency_id);

CREATE INDEX hotline_workorder_into_id_bfec1358 ON public.hotline_workorder USING btree (into_id);

CREATE INDEX hotline_workorder_party_id_4182de8e ON public.hotline_workorder USING btree (party_id);

CREATE INDEX hotline_workorder_repeats_id_241181cd ON public.hotline_workorder USING btree (repeats_id);

CREATE INDEX hotline_workorder_replier_id_73e69113 ON public.hotline_workorder USING btree (replier_id);

CREATE INDEX idx_procrastinate_jobs_worker_not_null ON public.procrastinate_jobs USING btree (worker_id) WHERE ((worker_id IS NOT NULL) AND (status = 'doing'::public.procrastinate_job_status));

CREATE INDEX idx_procrastinate_workers_last_heartbeat ON public.procrastinate_workers USING btree (last_heartbeat);

CREATE INDEX incident_open ON public.incidents_incident USING btree (authority_by) WHERE (ended_at IS NULL);

CREATE INDEX incidents_affectedparty_party_id_02cfa93e ON public.incidents_affectedparty USING btree (party_id);

CREATE INDEX intermediaries_bid_agency_id_e16b4a77 ON public.intermediaries_bid USING btree (agency_id);

CREATE INDEX intermediaries_bid_need_id_6f17ed50 ON public.intermediaries_bid USING btree (need_id);

CREATE INDEX intermediaries_concentration_agency_id_daf66df8 ON public.intermediaries_concentration USING btree (agency_id);

CREATE INDEX intermediaries_concentration_department_id_078f7962 ON public.intermediaries_concentration USING btree (department_id);

CREATE INDEX intermediaries_credititem_agency_id_ca3dbee9 ON public.intermediaries_credititem USING btree (agency_id);

CREATE INDEX intermediaries_credititem_need_id_adb5d1b6 ON public.intermediaries_credititem USING btree (need_id);

CREATE INDEX intermediaries_credititem_written_by_id_a4c89bd7 ON public.intermediaries_credititem USING btree (written_by_id);

CREATE INDEX intermediaries_intermediaryagency_affiliated_to_id_7e6611cf ON public.intermediaries_intermediaryagency USING btree (affiliated_to_id);

CREATE INDEX intermediaries_intermediaryagency_checked_by_id_6936c855 ON public.intermediaries_intermediaryagency USING btree (checked_by_id);

CREATE INDEX intermediaries_intermediaryagency_listed_by_id_6792f96d ON public.intermediaries_intermediaryagency USING btree (listed_by_id);

CREATE INDEX intermediaries_intermediaryagency_supervisor_id_92bc0732 ON public.intermediaries_intermediaryagency USING btree (supervisor_id);

CREATE INDEX intermediaries_need_account_id_a2d16e71 ON public.intermediaries_need USING btree (account_id);

CREATE INDEX intermediaries_need_case_id_47b45b8c ON public.intermediaries_need USING btree (case_id);

CREATE INDEX intermediaries_need_client_id_a33e2058 ON public.intermediaries_need USING btree (client_id);

CREATE INDEX intermediaries_need_contract_id_5e78b2e5 ON public.intermediaries_need USING btree (contract_id);

CREATE INDEX intermediaries_need_department_id_9ae9bdf7 ON public.intermediaries_need USING btree (department_id);

CREATE INDEX intermediaries_need_result_id_691de6a2 ON public.intermediaries_need USING btree (result_id);

CREATE INDEX intermediaries_need_selected_id_b6b99513 ON public.intermediaries_need USING btree (selected_id);

CREATE INDEX intermediaries_offering_agency_id_1e5bd6d4 ON public.intermediaries_offering USING btree (agency_id);

CREATE INDEX intermediaries_qualification_agency_id_fe4c67ec ON public.intermediaries_qualification USING btree (agency_id);

CREATE INDEX interpretation_calendar ON public.interpretations_interpretation USING btree (planned_on);

CREATE INDEX interpretations_interpreta_interpretation_id_5b231907 ON public.interpretations_interpretationsubject USING btree (interpretation_id);

CREATE INDEX interpretations_interpreta_interpretation_id_e2652066 ON public.interpretations_interpretationedition USING btree (interpretation_id);

CREATE INDEX interpretations_interpretation_agency_id_656ef7b7 ON public.interpretations_interpretation USING btree (agency_id);

CREATE INDEX interpretations_interpretation_drafter_id_0062ef91 ON public.interpretations_interpretation USING btree (drafter_id);

CREATE INDEX interpretations_interpretationedition_published_by_id_5a123bf7 ON public.interpretations_interpretationedition USING btree (published_by_id);

CREATE INDEX interpretations_interpretationedition_written_by_id_a15bdb00 ON public.interpretations_interpretationedition USING btree (written_by_id);

CREATE INDEX interpretations_interpretationreads_interpretation_id_a1926fb7 ON public.interpretations_interpretationreads USING btree (interpretation_id);

CREATE INDEX interpretations_interpretationsubject_option_id_8a6bf6e7 ON public.interpretations_interpretationsubject USING btree (option_id);

CREATE INDEX interpretations_interpretationsubject_policy_id_7f71c6fa ON public.interpretations_interpretationsubject USING btree (policy_id);

CREATE INDEX invitation_by_service ON public.evaluations_invitation USING btree (served_at, option_code);

CREATE INDEX invitation_of_person ON public.evaluations_invitation USING btree (party_id, id DESC);

CREATE INDEX invitation_open ON public.evaluations_invitation USING btree (closes_on) WHERE ((status)::text = 'open'::text);

CREATE UNIQUE INDEX invoice_reimbursed_once ON public.reimbursements_invoiceused USING btree (issuer, number) WHERE (released_at IS NULL);

CREATE INDEX issue_by_lead ON public.supervision_issue USING btree (lead_id, status, due_on);

CREATE INDEX issue_open ON public.supervision_issue USING btree (due_on) WHERE ((status)::text = 'open'::text);

CREATE INDEX joint_part_open ON public.hotline_jointpart USING btree (agency_id) WHERE (answered_at IS NULL);

CREATE INDEX leave_by_status ON public.workforce_leave USING btree (status, id DESC);

CREATE INDEX ledger_cursor_name_ecaf1fa4_like ON public.ledger_cursor USING btree (name varchar_pattern_ops);

CREATE INDEX ledger_entry_about ON public.ledger_entry USING btree (about, id) WHERE (NOT ((about)::text = ''::text));

CREATE INDEX ledger_entry_by_time ON public.ledger_entry USING brin (at) WITH (pages_per_range='32');

CREATE INDEX ledger_entry_order ON public.ledger_entry USING btree (txid, id);

CREATE INDEX ledger_keptanswer_created_at_257e7353 ON public.ledger_keptanswer USING btree (created_at);

CREATE INDEX ledger_outbox_entry_id_2b801f3d ON public.ledger_outbox USING btree (entry_id);

CREATE INDEX ledger_outbox_open ON public.ledger_outbox USING btree (id) WHERE ((dead_at IS NULL) AND (delivered_at IS NULL));

CREATE INDEX ledger_parked_entry_id_9f9397c1 ON public.ledger_parked USING btree (entry_id);

CREATE INDEX ledger_parked_open ON public.ledger_parked USING btree (id) WHERE ((closed_at IS NULL) AND (heard_at IS NULL));

CREATE INDEX letter_waiting ON public.crossing_letter USING btree (partner_code, number) WHERE (applied_at IS NULL);

CREATE INDEX license_answer_by_holder ON public.licenses_licenseanswer USING btree (holder_id, answered_at DESC);

CREATE INDEX license_by_case ON public.licenses_license USING btree (case_number) WHERE (NOT ((case_number)::text = ''::text));

CREATE INDEX license_by_holder ON public.licenses_license USING btree (holder_id, type_id);

CREATE INDEX license_refusal_by_time ON public.licenses_licenserefusal USING btree (refused_at);

CREATE INDEX license_running_out ON public.licenses_license USING btree (valid_to) WHERE ((status)::text = 'valid'::text);

CREATE INDEX license_use_by_case ON public.licenses_licenseuse USING btree (case_number);

CREATE INDEX licenses_facecorrection_agency_id_d4c02517 ON public.licenses_facecorrection USING btree (agency_id);

CREATE INDEX licenses_facecorrection_answered_by_id_ae3a4335 ON public.licenses_facecorrection USING btree (answered_by_id);

CREATE INDEX licenses_facecorrection_asker_id_913fb66f ON public.licenses_facecorrection USING btree (asker_id);

CREATE INDEX licenses_facecorrection_license_id_306a1b2b ON public.licenses_facecorrection USING btree (license_id);

CREATE INDEX licenses_license_holder_id_789ee392 ON public.licenses_license USING btree (holder_id);

CREATE INDEX licenses_license_identifier_f2cfe94f_like ON public.licenses_license USING btree (identifier varchar_pattern_ops);

CREATE INDEX licenses_license_issuer_id_e22668e8 ON public.licenses_license USING btree (issuer_id);

CREATE INDEX licenses_license_previous_id_c752482c ON public.licenses_license USING btree (previous_id);

CREATE INDEX licenses_license_type_id_466e6420 ON public.licenses_license USING btree (type_id);

CREATE INDEX licenses_licenseanswer_holder_id_b05795d3 ON public.licenses_licenseanswer USING btree (holder_id);

CREATE INDEX licenses_licenseedition_identifier_9068fc51_like ON public.licenses_licenseedition USING btree (identifier varchar_pattern_ops);

CREATE INDEX licenses_licenseedition_license_id_318445de ON public.licenses_licenseedition USING btree (license_id);

CREATE INDEX licenses_licensefile_edition_id_5a902103 ON public.licenses_licensefile USING btree (edition_id);

CREATE INDEX licenses_licenserefusal_agency_id_4536d096 ON public.licenses_licenserefusal USING btree (agency_id);

CREATE INDEX licenses_licenserefusal_license_id_b5f28b03 ON public.licenses_licenserefusal USING btree (license_id);

CREATE INDEX licenses_licenseseries_issuer_id_ea2bbfbd ON public.licenses_licenseseries USING btree (issuer_id);

CREATE INDEX licenses_licenseseries_type_id_009bb732 ON public.licenses_licenseseries USING btree (type_id);

CREATE INDEX licenses_licensetype_code_ea8521ee_like ON public.licenses_licensetype USING btree (code varchar_pattern_ops);

CREATE INDEX licenses_licensetype_key_d8e68c99_like ON public.licenses_licensetype USING btree (key varchar_pattern_ops);

CREATE INDEX licenses_licenseuse_edition_id_429ae803 ON public.licenses_licenseuse USING btree (edition_id);

CREATE INDEX lists_edition_agency_id_8b98fe68 ON public.lists_edition USING btree (agency_id);

CREATE INDEX lists_edition_in_force ON public.lists_edition USING btree (kind, institution_id, dated_on DESC);

CREATE INDEX lists_edition_institution_id_85009b0c ON public.lists_edition USING btree (institution_id);

CREATE INDEX lists_edition_proposed_by_id_670a7315 ON public.lists_edition USING btree (proposed_by_id);

CREATE INDEX lists_edition_published_by_id_299e6cc6 ON public.lists_edition USING btree (published_by_id);

CREATE INDEX lists_editiondraft_base_id_598bf9f0 ON public.lists_editiondraft USING btree (base_id);

CREATE INDEX lists_editiondraft_drafter_id_24a44593 ON public.lists_editiondraft USING btree (drafter_id);

CREATE INDEX lists_editiondraft_institution_id_45f83e3d ON public.lists_editiondraft USING btree (institution_id);

CREATE INDEX lists_editiondraft_proposer_id_469df9e7 ON public.lists_editiondraft USING btree (proposer_id);

CREATE INDEX lists_editiondraft_publisher_id_7d98a62d ON public.lists_editiondraft USING btree (publisher_id);

CREATE INDEX lists_last_word ON public.lists_resolution USING btree (kind, name, id DESC);

CREATE UNIQUE INDEX lists_one_first_edition ON public.lists_edition USING btree (kind, institution_id) NULLS NOT DISTINCT WHERE (previous_id IS NULL);

CREATE UNIQUE INDEX lists_one_open_draft ON public.lists_editiondraft USING btree (kind, institution_id) NULLS NOT DISTINCT WHERE ((status)::text = ANY (ARRAY[('draft'::character varying)::text, ('proposed'::character varying)::text, ('returned'::character varying)::text]));

CREATE INDEX lists_resolution_staff_id_47830a32 ON public.lists_resolution USING btree (staff_id);

CREATE INDEX mandate_agent_principal ON public.parties_mandate USING btree (agent_id, principal_id);

CREATE INDEX mandate_code_of_principal ON public.parties_mandatecode USING btree (principal_id, option_code);

CREATE UNIQUE INDEX match_of_need_and_bank_once ON public.financing_match USING btree (need_id, bank_id) WHERE ((status)::text = ANY (ARRAY[('offered'::character varying)::text, ('sent'::character varying)::text, ('contacted'::character varying)::text, ('credited'::character varying)::text, ('lent'::character varying)::text]));

CREATE INDEX match_run_last ON public.benefits_matchrun USING btree (edition_id, ran_at);

CREATE UNIQUE INDEX material_one_in_force ON public.cases_material USING btree (case_id, requirement_code) WHERE (replaced_at IS NULL);

CREATE INDEX message_by_party ON public.notices_message USING btree (party_id, at DESC);

CREATE INDEX need_by_deadline ON public.intermediaries_need USING btree (status, entries_until);

CREATE INDEX need_by_department ON public.intermediaries_need USING btree (department_id, selected_at);

CREATE INDEX need_of_agency ON public.intermediaries_need USING btree (selected_id, id DESC);

CREATE INDEX need_of_client ON public.intermediaries_need USING btree (client_id, id DESC);

CREATE INDEX norm_alert_inbox ON public.norms_normalert USING btree (status, agency_id, due_on);

CREATE UNIQUE INDEX norm_reviewed_once_at_a_time ON public.norms_normreview USING btree (norm_id) WHERE (ended_at IS NULL);

CREATE INDEX norms_answerlimit_kind_f87f0376_like ON public.norms_answerlimit USING btree (kind varchar_pattern_ops);

CREATE INDEX norms_norm_key_e761b238_like ON public.norms_norm USING btree (key varchar_pattern_ops);

CREATE INDEX norms_norm_replaced_by_id_dfdd38a9 ON public.norms_norm USING btree (replaced_by_id);

CREATE INDEX norms_normalert_agency_id_6f7776df ON public.norms_normalert USING btree (agency_id);

CREATE INDEX norms_normalert_change_id_fd3a51ba ON public.norms_normalert USING btree (change_id);

CREATE INDEX norms_normalert_list_id_f1a4c2d8 ON public.norms_normalert USING btree (list_id);

CREATE INDEX norms_normchange_norm_id_05ae14fd ON public.norms_normchange USING btree (norm_id);

CREATE INDEX norms_normreview_agency_id_8e614a78 ON public.norms_normreview USING btree (agency_id);

CREATE INDEX norms_normreview_norm_id_500174ca ON public.norms_normreview USING btree (norm_id);

CREATE INDEX notices_message_party_id_1d0c2d30 ON public.notices_message USING btree (party_id);

CREATE INDEX offering_by_service ON public.intermediaries_offering USING btree (service);

CREATE UNIQUE INDEX officer_once ON public.resources_dataofficer USING btree (staff_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX officer_one_of_each ON public.resources_dataofficer USING btree (agency_id, is_backup) WHERE (ended_at IS NULL);

CREATE INDEX offline_numberblock_venue_id_cac2a603 ON public.offline_numberblock USING btree (venue_id);

CREATE INDEX offline_paperintake_block_id_f083d2d4 ON public.offline_paperintake USING btree (block_id);

CREATE INDEX offline_paperintake_number_e004ef22_like ON public.offline_paperintake USING btree (number varchar_pattern_ops);

CREATE INDEX order_by_charge ON public.fees_order USING btree (charge_id, id DESC);

CREATE INDEX order_by_payment ON public.fees_order USING btree (paid_at) WHERE (paid_at IS NOT NULL);

CREATE INDEX order_by_refund ON public.fees_order USING btree (refunded_at) WHERE (refunded_at IS NOT NULL);

CREATE UNIQUE INDEX order_one_open_each ON public.fees_order USING btree (charge_id) WHERE ((status)::text = 'open'::text);

CREATE UNIQUE INDEX order_paid_once ON public.fees_order USING btree (charge_id) WHERE ((status)::text = 'paid'::text);

CREATE UNIQUE INDEX order_transaction_once ON public.fees_order USING btree (transaction) WHERE (NOT ((transaction)::text = ''::text));

CREATE INDEX order_unsettled ON public.fees_order USING btree (id) WHERE ((status)::text = ANY (ARRAY[('open'::character varying)::text, ('left'::character varying)::text, ('surplus'::character varying)::text, ('refunding'::character varying)::text]));

CREATE INDEX outreach_by_day ON public.outreach_outreach USING btree (status, visit_on);

CREATE INDEX outreach_heldpaper_given_by_id_e880171f ON public.outreach_heldpaper USING btree (given_by_id);

CREATE INDEX outreach_heldpaper_request_id_0086109e ON public.outreach_heldpaper USING btree (request_id);

CREATE INDEX outreach_heldpaper_taken_by_id_47f019b4 ON public.outreach_heldpaper USING btree (taken_by_id);

CREATE INDEX outreach_of_case ON public.outreach_outreach USING btree (case_number) WHERE (NOT ((case_number)::text = ''::text));

CREATE INDEX outreach_of_companion ON public.outreach_outreach USING btree (companion_id, visit_on);

CREATE INDEX outreach_of_helper ON public.outreach_outreach USING btree (helper_id, visit_on);

CREATE INDEX outreach_outreach_account_id_30beeb4b ON public.outreach_outreach USING btree (account_id);

CREATE INDEX outreach_outreach_companion_id_942040b7 ON public.outreach_outreach USING btree (companion_id);

CREATE INDEX outreach_outreach_helper_id_9331bb89 ON public.outreach_outreach USING btree (helper_id);

CREATE INDEX outreach_outreach_party_id_df5c05d1 ON public.outreach_outreach USING btree (party_id);

CREATE INDEX outreach_outreach_venue_id_5dfa3667 ON public.outreach_outreach USING btree (venue_id);

CREATE INDEX outreach_visit_request_id_70f1714b ON public.outreach_visit USING btree (request_id);

CREATE INDEX outreach_visit_settled_by_id_bfd6a691 ON public.outreach_visit USING btree (settled_by_id);

CREATE INDEX outreach_visit_staff_id_cad09ab2 ON public.outreach_visit USING btree (staff_id);

CREATE INDEX outreach_visitphoto_visit_id_dd690c54 ON public.outreach_visitphoto USING btree (visit_id);

CREATE INDEX outreach_volunteer_party_id_313552a5 ON public.outreach_volunteer USING btree (party_id);

CREATE INDEX outreach_volunteer_registered_by_id_36077ca8 ON public.outreach_volunteer USING btree (registered_by_id);

CREATE INDEX outreach_volunteer_venue_id_27a52e97 ON public.outreach_volunteer USING btree (venue_id);

CREATE INDEX override_by_case ON public.cases_tellingoverride USING btree (case_id);

CREATE INDEX override_by_day ON public.cases_tellingoverride USING btree (given_at);

CREATE UNIQUE INDEX override_one_open ON public.cases_tellingoverride USING btree (case_id) WHERE (answered_at IS NULL);

CREATE INDEX overtime_of_a_day ON public.halls_overtime USING btree (day);

CREATE INDEX parity_inbox ON public.parity_rectification USING btree (status, agency_id, due_on);

CREATE INDEX parity_newest_reference ON public.parity_referencelist USING btree (basic_code, origin, place, id DESC);

CREATE UNIQUE INDEX parity_one_open_per_option ON public.parity_rectification USING btree (option_code) WHERE (NOT ((status)::text = 'verified'::text));

CREATE INDEX parity_rectification_agency_id_f4b2882a ON public.parity_rectification USING btree (agency_id);

CREATE INDEX parity_rectification_list_id_855ecc4b ON public.parity_rectification USING btree (list_id);

CREATE INDEX parties_apicalls_client_id_57f7a3e8 ON public.parties_apicalls USING btree (client_id);

CREATE INDEX parties_apiclient_name_10f81bae_like ON public.parties_apiclient USING btree (name varchar_pattern_ops);

CREATE INDEX parties_apitoken_account_id_2d2558d3 ON public.parties_apitoken USING btree (account_id);

CREATE INDEX parties_apitoken_client_id_58716e6d ON public.parties_apitoken USING btree (client_id);

CREATE INDEX parties_appaccess_account_id_d5a24e79 ON public.parties_appaccess USING btree (account_id);

CREATE INDEX parties_appaccess_client_id_b4502b6b ON public.parties_appaccess USING btree (client_id);

CREATE INDEX parties_federatedidentity_account_id_0bf1b2eb ON public.parties_federatedidentity USING btree (account_id);

CREATE INDEX parties_mandate_agent_id_4746ea64 ON public.parties_mandate USING btree (agent_id);

CREATE INDEX parties_mandate_principal_id_8d09113b ON public.parties_mandate USING btree (principal_id);

CREATE INDEX parties_mandatecode_agent_id_448ca9a8 ON public.parties_mandatecode USING btree (agent_id);

CREATE INDEX parties_mandatecode_principal_id_2c7c9f17 ON public.parties_mandatecode USING btree (principal_id);

CREATE INDEX parties_membership_enterprise_id_8fc5f4bb ON public.parties_membership USING btree (enterprise_id);

CREATE INDEX parties_membership_person_id_6a0ce50d ON public.parties_membership USING btree (person_id);

CREATE INDEX parties_party_legal_representative_id_0757167a ON public.parties_party USING btree (legal_representative_id);

CREATE INDEX parties_party_merged_into_id_83b7b758 ON public.parties_party USING btree (merged_into_id);

CREATE INDEX parties_session_account_id_4cd31afe ON public.parties_session USING btree (account_id);

CREATE INDEX parties_session_acting_for_id_b70fefd4 ON public.parties_session USING btree (acting_for_id);

CREATE INDEX parties_session_mandate_id_054b6486 ON public.parties_session USING btree (mandate_id);

CREATE INDEX party_phone ON public.parties_party USING btree (phone_index) WHERE (phone_index IS NOT NULL);

CREATE UNIQUE INDEX pause_one_open_for_a_shift ON public.halls_windowpause USING btree (shift_id) WHERE (ended_at IS NULL);

CREATE INDEX payment_platform_simulatedpayment_number_8e6b98a4_like ON public.payment_platform_simulatedpayment USING btree (number varchar_pattern_ops);

CREATE INDEX places_sign_batch_id_cc907c98 ON public.places_sign USING btree (batch_id);

CREATE INDEX places_sign_venue_id_d96cdb95 ON public.places_sign USING btree (venue_id);

CREATE INDEX places_signbatch_number_fefb0f6a_like ON public.places_signbatch USING btree (number varchar_pattern_ops);

CREATE INDEX places_signbatch_spec_id_30cc56e3 ON public.places_signbatch USING btree (spec_id);

CREATE INDEX places_subcentre_key_e1c5f2fe_like ON public.places_subcentre USING btree (key varchar_pattern_ops);

CREATE INDEX places_subcentrestep_sub_centre_id_22c2f58a ON public.places_subcentrestep USING btree (sub_centre_id);

CREATE INDEX policy_edition_as_of ON public.benefits_policyedition USING btree (policy_id, effective_on DESC);

CREATE UNIQUE INDEX policy_one_open_draft ON public.benefits_policydraft USING btree (policy_id) WHERE ((status)::text = ANY (ARRAY[('draft'::character varying)::text, ('proposed'::character varying)::text, ('returned'::character varying)::text]));

CREATE UNIQUE INDEX policy_one_running_trial ON public.benefits_policytrial USING btree (draft_id) WHERE ((status)::text = 'running'::text);

CREATE INDEX post_simulatedparcel_number_64535d53_like ON public.post_simulatedparcel USING btree (number varchar_pattern_ops);

CREATE INDEX posting_shipment_case_id_787d1b8a ON public.posting_shipment USING btree (case_id);

CREATE INDEX posting_shipment_number_7addddbb_like ON public.posting_shipment USING btree (number varchar_pattern_ops);

CREATE INDEX precheck_by_set ON public.cases_precheckresult USING btree (digest);

CREATE INDEX procrastinate_events_job_id_fkey_v1 ON public.procrastinate_events USING btree (job_id);

CREATE INDEX procrastinate_jobs_id_lock_idx_v1 ON public.procrastinate_jobs USING btree (id, lock) WHERE (status = ANY (ARRAY['todo'::public.procrastinate_job_status, 'doing'::public.procrastinate_job_status]));

CREATE UNIQUE INDEX procrastinate_jobs_lock_idx_v1 ON public.procrastinate_jobs USING btree (lock) WHERE (status = 'doing'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_priority_idx_v1 ON public.procrastinate_jobs USING btree (priority DESC, id) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_jobs_queue_name_idx_v1 ON public.procrastinate_jobs USING btree (queue_name);

CREATE UNIQUE INDEX procrastinate_jobs_queueing_lock_idx_v1 ON public.procrastinate_jobs USING btree (queueing_lock) WHERE (status = 'todo'::public.procrastinate_job_status);

CREATE INDEX procrastinate_periodic_defers_job_id_fkey_v1 ON public.procrastinate_periodic_defers USING btree (job_id);

CREATE UNIQUE INDEX product_offered_once ON public.financing_product USING btree (bank_id, name) WHERE (withdrawn_at IS NULL);

CREATE INDEX project_by_applicant ON public.projects_project USING btree (applicant_id, id DESC);

CREATE UNIQUE INDEX project_once_a_code ON public.projects_project USING btree (applicant_id, code) WHERE (NOT ((status)::text = 'closed'::text));

CREATE INDEX project_paper_now ON public.projects_projectpaper USING btree (project_id, key) WHERE (replaced_at IS NULL);

CREATE INDEX projects_project_applicant_id_a3316b82 ON public.projects_project USING btree (applicant_id);

CREATE INDEX projects_project_mandate_id_57d8fd14 ON public.projects_project USING btree (mandate_id);

CREATE INDEX projects_project_number_578befa6_like ON public.projects_project USING btree (number varchar_pattern_ops);

CREATE INDEX projects_projectpaper_project_id_0b834e66 ON public.projects_projectpaper USING btree (project_id);

CREATE INDEX projects_projectstage_project_id_e422daea ON public.projects_projectstage USING btree (project_id);

CREATE UNIQUE INDEX proposal_one_open ON public.regulation_endingproposal USING btree (push_id) WHERE ((status)::text = ANY (ARRAY[('proposed'::character varying)::text, ('taken_up'::character varying)::text]));

CREATE INDEX provincial_batch_open ON public.provincial_catalogue_batch USING btree (due_on) WHERE (received_at IS NULL);

CREATE INDEX provincial_by_list ON public.provincial_catalogue_difference USING btree (list_code, repair);

CREATE INDEX provincial_catalogue_batch_edition_id_3351c5bb ON public.provincial_catalogue_batch USING btree (edition_id);

CREATE INDEX provincial_catalogue_batch_number_e6467b7c_like ON public.provincial_catalogue_batch USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_catalogue_difference_reconciliation_id_b43d4935 ON public.provincial_catalogue_difference USING btree (reconciliation_id);

CREATE INDEX provincial_catalogue_difference_repaired_by_id_b41601ca ON public.provincial_catalogue_difference USING btree (repaired_by_id);

CREATE INDEX provincial_catalogue_simulatedbatch_number_920534b7_like ON public.provincial_catalogue_simulatedbatch USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_catalogue_simulatedpush_source_ref_6cfe4430_like ON public.provincial_catalogue_simulatedpush USING btree (source_ref varchar_pattern_ops);

CREATE INDEX provincial_catalogue_simulatedrecord_list_code_6ec49442 ON public.provincial_catalogue_simulatedrecord USING btree (list_code);

CREATE INDEX provincial_catalogue_simulatedrecord_list_code_6ec49442_like ON public.provincial_catalogue_simulatedrecord USING btree (list_code varchar_pattern_ops);

CREATE INDEX provincial_code_platefiling_entry_id_699adbe3 ON public.provincial_code_platefiling USING btree (entry_id);

CREATE INDEX provincial_code_platefiling_number_e8c1370c_like ON public.provincial_code_platefiling USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_code_platefiling_plate_id_30479db0 ON public.provincial_code_platefiling USING btree (plate_id);

CREATE INDEX provincial_data_returnedbatch_dataset_cf8a96e6 ON public.provincial_data_returnedbatch USING btree (dataset);

CREATE INDEX provincial_data_returnedbatch_dataset_cf8a96e6_like ON public.provincial_data_returnedbatch USING btree (dataset varchar_pattern_ops);

CREATE INDEX provincial_data_returneddataset_key_ba67133b_like ON public.provincial_data_returneddataset USING btree (key varchar_pattern_ops);

CREATE INDEX provincial_data_returnedrow_batch_id_2b0138eb ON public.provincial_data_returnedrow USING btree (batch_id);

CREATE INDEX provincial_data_returnedrow_dataset_e7f18abb ON public.provincial_data_returnedrow USING btree (dataset);

CREATE INDEX provincial_data_returnedrow_dataset_e7f18abb_like ON public.provincial_data_returnedrow USING btree (dataset varchar_pattern_ops);

CREATE INDEX provincial_hotline_handedorder_number_aaa2d3d6_like ON public.provincial_hotline_handedorder USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_hotline_handedreport_entry_id_a9823915 ON public.provincial_hotline_handedreport USING btree (entry_id);

CREATE INDEX provincial_hotline_handedreport_handed_id_eb05dda4 ON public.provincial_hotline_handedreport USING btree (handed_id);

CREATE INDEX provincial_hotline_handedreport_number_b66a1c26_like ON public.provincial_hotline_handedreport USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_hotline_simulatedorder_number_9579773c_like ON public.provincial_hotline_simulatedorder USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_hotline_simulatedreport_number_563ef6e5_like ON public.provincial_hotline_simulatedreport USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_newest ON public.provincial_catalogue_reconciliation USING btree (made_at DESC);

CREATE INDEX provincial_ratings_ratingpush_entry_id_3da51996 ON public.provincial_ratings_ratingpush USING btree (entry_id);

CREATE INDEX provincial_ratings_ratingpush_evaluation_id_144122b2 ON public.provincial_ratings_ratingpush USING btree (evaluation_id);

CREATE INDEX provincial_ratings_ratingpush_number_0105c6ed_like ON public.provincial_ratings_ratingpush USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_ratings_simulatedrating_number_9a707a52_like ON public.provincial_ratings_simulatedrating USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_rectification_number_579ca7bf_like ON public.provincial_rectification_simulatedtaskmessage USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_rectification_provincialtask_number_5acb33f8_like ON public.provincial_rectification_provincialtask USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_rectification_simulatedtask_number_d53fb35b_like ON public.provincial_rectification_simulatedtask USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_rectification_taskreport_entry_id_7a168875 ON public.provincial_rectification_taskreport USING btree (entry_id);

CREATE INDEX provincial_rectification_taskreport_number_5c9898a5_like ON public.provincial_rectification_taskreport USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_rectification_taskreport_task_id_297e7cc0 ON public.provincial_rectification_taskreport USING btree (task_id);

CREATE INDEX provincial_supervision_deliveredfile_agency_id_40f88d28 ON public.provincial_supervision_deliveredfile USING btree (agency_id);

CREATE INDEX provincial_supervision_deliveredfile_digest_041ffbab_like ON public.provincial_supervision_deliveredfile USING btree (digest varchar_pattern_ops);

CREATE INDEX provincial_supervision_deliveredrecord_agency_id_a2d969be ON public.provincial_supervision_deliveredrecord USING btree (agency_id);

CREATE INDEX provincial_supervision_deliveredrecord_file_id_0ceffaf7 ON public.provincial_supervision_deliveredrecord USING btree (file_id);

CREATE INDEX provincial_supervision_s_number_b78c6de8_like ON public.provincial_supervision_simulatedsupervisionrecord USING btree (number varchar_pattern_ops);

CREATE INDEX provincial_supervision_supervisionreport_edition_id_79674de8 ON public.provincial_supervision_supervisionreport USING btree (edition_id);

CREATE INDEX provincial_supervision_supervisionreport_entry_id_8ff02826 ON public.provincial_supervision_supervisionreport USING btree (entry_id);

CREATE INDEX provincial_supervision_supervisionreport_finding_id_4f256b59 ON public.provincial_supervision_supervisionreport USING btree (finding_id);

CREATE INDEX provincial_supervision_supervisionreport_number_220d6b86_like ON public.provincial_supervision_supervisionreport USING btree (number varchar_pattern_ops);

CREATE INDEX public_answers_shown ON public.hotline_publicanswer USING btree (topic, published_at DESC) WHERE (taken_down_at IS NULL);

CREATE INDEX push_rulings ON public.regulation_supervisionpush USING btree (option_code, ruled_at) WHERE (ruled_at IS NOT NULL);

CREATE INDEX push_worklist ON public.regulation_supervisionpush USING btree (agency_id, due_on) WHERE (due_on IS NOT NULL);

CREATE INDEX question_by_asker ON public.reading_readquestion USING btree (asker_id);

CREATE INDEX question_of_agency ON public.workforce_clerkquestion USING btree (agency_id, status, id DESC);

CREATE INDEX question_worklist ON public.reading_readquestion USING btree (agency_id, due_on) WHERE (ended_at IS NULL);

CREATE INDEX rating_push_by_day ON public.provincial_ratings_ratingpush USING btree (day);

CREATE INDEX rating_push_open ON public.provincial_ratings_ratingpush USING btree (id) WHERE (received_at IS NULL);

CREATE INDEX reading_lookfinding_agency_id_dae6db11 ON public.reading_lookfinding USING btree (agency_id);

CREATE INDEX reading_lookfinding_key_b6c4e8a4_like ON public.reading_lookfinding USING btree (key varchar_pattern_ops);

CREATE INDEX reading_lookfinding_reader_id_f71d0c5c ON public.reading_lookfinding USING btree (reader_id);

CREATE INDEX reading_policyedition_by_id_df5b5c68 ON public.reading_policyedition USING btree (by_id);

CREATE INDEX reading_readquestion_agency_id_90ac168e ON public.reading_readquestion USING btree (agency_id);

CREATE INDEX reading_readquestion_answered_by_id_fdc3e8a5 ON public.reading_readquestion USING btree (answered_by_id);

CREATE INDEX reading_readquestion_asker_id_78c4b31c ON public.reading_readquestion USING btree (asker_id);

CREATE INDEX reading_watchedparty_added_by_id_ad6f22a4 ON public.reading_watchedparty USING btree (added_by_id);

CREATE INDEX reading_watchedparty_ended_by_id_669673f8 ON public.reading_watchedparty USING btree (ended_by_id);

CREATE INDEX reading_watchedparty_party_id_bcc55bf9 ON public.reading_watchedparty USING btree (party_id);

CREATE INDEX redress_by_status ON public.evaluations_redress USING btree (status, agency_id, id DESC);

CREATE INDEX redress_of_agency ON public.evaluations_redress USING btree (agency_id, id DESC);

CREATE INDEX redress_untold_by_due ON public.evaluations_redress USING btree (due_on) WHERE (told_at IS NULL);

CREATE INDEX regulation_cancelledtask_agency_id_e8a2f464 ON public.regulation_cancelledtask USING btree (agency_id);

CREATE INDEX regulation_cancelledtask_done_by_id_048189a0 ON public.regulation_cancelledtask USING btree (done_by_id);

CREATE INDEX regulation_commitmentcheck_advice_id_4706081b ON public.regulation_commitmentcheck USING btree (advice_id);

CREATE INDEX regulation_commitmentcheck_agency_id_a9571d80 ON public.regulation_commitmentcheck USING btree (agency_id);

CREATE INDEX regulation_commitmentcheck_assignee_id_9485c4bf ON public.regulation_commitmentcheck USING btree (assignee_id);

CREATE INDEX regulation_creditrecord_agency_id_a47900a7 ON public.regulation_creditrecord USING btree (agency_id);

CREATE INDEX regulation_creditrecord_party_id_d6acccee ON public.regulation_creditrecord USING btree (party_id);

CREATE INDEX regulation_endingproposal_agency_id_82925752 ON public.regulation_endingproposal USING btree (agency_id);

CREATE INDEX regulation_endingproposal_answered_by_id_a876596b ON public.regulation_endingproposal USING btree (answered_by_id);

CREATE INDEX regulation_endingproposal_proposer_id_b8a35ec5 ON public.regulation_endingproposal USING btree (proposer_id);

CREATE INDEX regulation_endingproposal_push_id_eae314cd ON public.regulation_endingproposal USING btree (push_id);

CREATE INDEX regulation_supervisionfinding_agency_id_a85da72d ON public.regulation_supervisionfinding USING btree (agency_id);

CREATE INDEX regulation_supervisionfinding_push_id_f555448b ON public.regulation_supervisionfinding USING btree (push_id);

CREATE INDEX regulation_supervisionfinding_staff_id_b5e74f5a ON public.regulation_supervisionfinding USING btree (staff_id);

CREATE INDEX regulation_supervisionpush_agency_id_5b3d7c20 ON public.regulation_supervisionpush USING btree (agency_id);

CREATE INDEX regulation_supervisionpush_arbiter_id_15ca3074 ON public.regulation_supervisionpush USING btree (arbiter_id);

CREATE INDEX regulation_supervisionpush_case_id_115f340f ON public.regulation_supervisionpush USING btree (case_id);

CREATE INDEX regulation_supervisionpush_disputed_by_id_903d7496 ON public.regulation_supervisionpush USING btree (disputed_by_id);

CREATE INDEX regulation_supervisionpush_permit_agency_id_0840fed2 ON public.regulation_supervisionpush USING btree (permit_agency_id);

CREATE INDEX regulation_supervisionpush_ruled_by_id_dd5fc98b ON public.regulation_supervisionpush USING btree (ruled_by_id);

CREATE INDEX regulation_supervisionpush_signed_by_id_72610948 ON public.regulation_supervisionpush USING btree (signed_by_id);

CREATE INDEX reimbursements_invoiceused_case_id_a9633b7e ON public.reimbursements_invoiceused USING btree (case_id);

CREATE INDEX reimbursements_settlement_case_id_f4604eda ON public.reimbursements_settlement USING btree (case_id);

CREATE INDEX reimbursements_settlement_settled_by_id_4c72489b ON public.reimbursements_settlement USING btree (settled_by_id);

CREATE INDEX rename_of_a_place ON public.places_rename USING btree (venue_id, id);

CREATE UNIQUE INDEX rename_one_planned_for_a_place ON public.places_rename USING btree (venue_id) WHERE (done_at IS NULL);

CREATE INDEX resolving_pair_left_id_ebe23695 ON public.resolving_pair USING btree (left_id);

CREATE INDEX resolving_pair_right_id_91f6da2b ON public.resolving_pair USING btree (right_id);

CREATE INDEX resolving_sourced_batch_id_0c93c9f9 ON public.resolving_sourced USING btree (batch_id);

CREATE INDEX resolving_sourced_subject_id_bb3cf13d ON public.resolving_sourced USING btree (subject_id);

CREATE INDEX resolving_subject_block_address_9936b1a5 ON public.resolving_subject USING btree (block_address);

CREATE INDEX resolving_subject_block_address_9936b1a5_like ON public.resolving_subject USING btree (block_address varchar_pattern_ops);

CREATE INDEX resolving_subject_block_name_88bbdd8d ON public.resolving_subject USING btree (block_name);

CREATE INDEX resolving_subject_block_name_88bbdd8d_like ON public.resolving_subject USING btree (block_name varchar_pattern_ops);

CREATE INDEX resolving_subject_group_3e52283a ON public.resolving_subject USING btree ("group");

CREATE INDEX resource_by_owner ON public.resources_dataresource USING btree (owner_id);

CREATE INDEX resources_censusround_title_5fd0469f_like ON public.resources_censusround USING btree (title varchar_pattern_ops);

CREATE INDEX resources_censussheet_agency_id_32fe8526 ON public.resources_censussheet USING btree (agency_id);

CREATE INDEX resources_censussheet_handed_in_by_id_f28329e9 ON public.resources_censussheet USING btree (handed_in_by_id);

CREATE INDEX resources_censussheet_round_id_8f9be54d ON public.resources_censussheet USING btree (round_id);

CREATE INDEX resources_dataofficer_agency_id_546e922e ON public.resources_dataofficer USING btree (agency_id);

CREATE INDEX resources_dataofficer_staff_id_e6ab260e ON public.resources_dataofficer USING btree (staff_id);

CREATE INDEX resources_dataresource_code_5888acf2_like ON public.resources_dataresource USING btree (code varchar_pattern_ops);

CREATE INDEX resources_dataresource_owner_id_9132a6ab ON public.resources_dataresource USING btree (owner_id);

CREATE INDEX resources_resourcefield_code_e6761c10 ON public.resources_resourcefield USING btree (code);

CREATE INDEX resources_resourcefield_code_e6761c10_like ON public.resources_resourcefield USING btree (code varchar_pattern_ops);

CREATE INDEX resources_resourcefield_owner_id_a8659efc ON public.resources_resourcefield USING btree (owner_id);

CREATE INDEX resources_resourcefield_resource_id_cec899cf ON public.resources_resourcefield USING btree (resource_id);

CREATE INDEX resources_stageduty_agency_id_388e1d9b ON public.resources_stageduty USING btree (agency_id);

CREATE INDEX resources_stageduty_resource_id_dac0a3ec ON public.resources_stageduty USING btree (resource_id);

CREATE UNIQUE INDEX rollout_one_trial_at_a_time ON public.devices_rollout USING btree (status) WHERE ((status)::text = 'trial'::text);

CREATE INDEX routed_by_partner ON public.crossing_routed USING btree (partner_code, at);

CREATE INDEX scan_by_party ON public.codes_scan USING btree (party_id, scanned_at DESC);

CREATE INDEX scene_use_kept_until ON public.scene_terminals_simulateduse USING btree (kept_until);

CREATE INDEX scene_use_of_scene ON public.scene_terminals_simulateduse USING btree (scene, id DESC);

CREATE INDEX scenes_scene_agency_id_8a8b51e7 ON public.scenes_scene USING btree (agency_id);

CREATE INDEX scenes_scene_key_94878b2c_like ON public.scenes_scene USING btree (key varchar_pattern_ops);

CREATE INDEX session_of_a_place ON public.halls_extendedsession USING btree (venue_id, starts_at);

CREATE INDEX session_open ON public.parties_session USING btree (account_id) WHERE (ended_at IS NULL);

CREATE INDEX session_to_come ON public.halls_extendedsession USING btree (ends_at) WHERE ((status)::text = 'planned'::text);

CREATE UNIQUE INDEX settlement_one_in_force ON public.reimbursements_settlement USING btree (case_id) WHERE (replaced_at IS NULL);

CREATE INDEX sharing_by_asker ON public.sharing_sharingrequest USING btree (agency_id, status);

CREATE INDEX sharing_datademand_agency_id_61140861 ON public.sharing_datademand USING btree (agency_id);

CREATE INDEX sharing_datademand_asked_by_id_9c84ec45 ON public.sharing_datademand USING btree (asked_by_id);

CREATE INDEX sharing_datademand_number_7565f8ef_like ON public.sharing_datademand USING btree (number varchar_pattern_ops);

CREATE INDEX sharing_datademand_resource_id_90eb1fb2 ON public.sharing_datademand USING btree (resource_id);

CREATE INDEX sharing_sharingrequest_agency_id_2ac52d21 ON public.sharing_sharingrequest USING btree (agency_id);

CREATE INDEX sharing_sharingrequest_answered_by_id_e9591a54 ON public.sharing_sharingrequest USING btree (answered_by_id);

CREATE INDEX sharing_sharingrequest_asked_by_id_60f29439 ON public.sharing_sharingrequest USING btree (asked_by_id);

CREATE INDEX sharing_sharingrequest_demand_id_cf6a0427 ON public.sharing_sharingrequest USING btree (demand_id);

CREATE INDEX sharing_sharingrequest_number_cf86e12e_like ON public.sharing_sharingrequest USING btree (number varchar_pattern_ops);

CREATE INDEX sharing_sharingrequest_resource_id_edbe6170 ON public.sharing_sharingrequest USING btree (resource_id);

CREATE INDEX sharing_sharingrequest_ruled_by_id_b5df7cef ON public.sharing_sharingrequest USING btree (ruled_by_id);

CREATE INDEX sharing_userecord_request_id_86c3b0d4 ON public.sharing_userecord USING btree (request_id);

CREATE INDEX sharing_worklist ON public.sharing_sharingrequest USING btree (due_on) WHERE ((status)::text = 'asked'::text);

CREATE INDEX shift_note_of_window ON public.contacts_shift USING btree (venue_id, "window", signed_off_at DESC);

CREATE UNIQUE INDEX shift_one_open_each ON public.contacts_shift USING btree (staff_id) WHERE (signed_off_at IS NULL);

CREATE UNIQUE INDEX shipment_one_under_way ON public.posting_shipment USING btree (case_id) WHERE ((status)::text = ANY (ARRAY[('wanted'::character varying)::text, ('sent'::character varying)::text]));

CREATE INDEX shipment_open ON public.posting_shipment USING btree (id) WHERE ((status)::text = ANY (ARRAY[('wanted'::character varying)::text, ('sent'::character varying)::text, ('returned'::character varying)::text]));

CREATE UNIQUE INDEX shipment_tracking_once ON public.posting_shipment USING btree (tracking) WHERE (NOT ((tracking)::text = ''::text));

CREATE INDEX showing_own ON public.codes_showing USING btree (shown_by_id, opened_at DESC);

CREATE UNIQUE INDEX sign_one_hangs ON public.places_sign USING btree (venue_id) WHERE ((status)::text = 'installed'::text);

CREATE UNIQUE INDEX sign_one_on_its_way ON public.places_sign USING btree (venue_id) WHERE ((status)::text = ANY (ARRAY[('ordered'::character varying)::text, ('delivered'::character varying)::text]));

CREATE INDEX simulated_letter_by_city ON public.partner_city_simulatedletter USING btree (city, at);

CREATE UNIQUE INDEX skill_once_for_a_domain ON public.halls_windowskill USING btree (staff_id, line) WHERE (until IS NULL);

CREATE INDEX slip_by_day ON public.dossiers_slip USING btree (closed_on, agency_id);

CREATE UNIQUE INDEX slot_one_booked ON public.cases_slot USING btree (run_id) WHERE ((status)::text = 'booked'::text);

CREATE INDEX slot_unreminded ON public.cases_slot USING btree (starts_at) WHERE ((reminded_at IS NULL) AND ((status)::text = 'booked'::text));

CREATE UNIQUE INDEX special_one_running ON public.cases_specialrun USING btree (case_id, code) WHERE (finished_at IS NULL);

CREATE INDEX subject_pair_right ON public.resolving_pair USING btree (right_id);

CREATE INDEX supervision_card_agency_id_2c7c5c84 ON public.supervision_card USING btree (agency_id);

CREATE INDEX supervision_card_case_id_9f585f36 ON public.supervision_card USING btree (case_id);

CREATE INDEX supervision_issue_gathering_id_3f210bdc ON public.supervision_issue USING btree (gathering_id);

CREATE INDEX supervision_plantarget_key_32b2ad73_like ON public.supervision_plantarget USING btree (key varchar_pattern_ops);

CREATE INDEX supervision_urge_agency_id_0ddc8fbc ON public.supervision_urge USING btree (agency_id);

CREATE INDEX supervision_urge_case_id_ec4fa9ea ON public.supervision_urge USING btree (case_id);

CREATE INDEX supervision_venuefinding_run_id_b3c873c7 ON public.supervision_venuefinding USING btree (run_id);

CREATE INDEX tax_office_simulatedtaxpayment_case_number_cb38eacf_like ON public.tax_office_simulatedtaxpayment USING btree (case_number varchar_pattern_ops);

CREATE INDEX ticket_held_by ON public.halls_ticket USING btree (clerk_id) WHERE ((status)::text = 'held'::text);

CREATE INDEX ticket_left_over ON public.halls_ticket USING btree (day) WHERE ((status)::text = ANY (ARRAY[('waiting'::character varying)::text, ('called'::character varying)::text, ('serving'::character varying)::text, ('held'::character varying)::text]));

CREATE INDEX ticket_of_a_day ON public.halls_ticket USING btree (venue_id, day, id);

CREATE UNIQUE INDEX ticket_one_at_hand_each ON public.halls_ticket USING btree (clerk_id) WHERE ((status)::text = ANY (ARRAY[('called'::character varying)::text, ('serving'::character varying)::text]));

CREATE UNIQUE INDEX ticket_one_waiting_for_an_account ON public.halls_ticket USING btree (account_id) WHERE ((status)::text = 'waiting'::text);

CREATE INDEX ticket_visits_of_a_case ON public.halls_ticket USING btree (result_case) WHERE (NOT ((result_case)::text = ''::text));

CREATE INDEX ticket_whose_turn ON public.halls_ticket USING btree (venue_id, day, line, turn_at, id) WHERE ((status)::text = 'waiting'::text);

CREATE INDEX till_by_time ON public.fees_till USING btree (opened_at DESC);

CREATE UNIQUE INDEX till_one_open_each ON public.fees_till USING btree (staff_id) WHERE ((status)::text = 'open'::text);

CREATE UNIQUE INDEX trainee_certificate_once ON public.workforce_trainee USING btree (certificate) WHERE (NOT ((certificate)::text = ''::text));

CREATE INDEX training_of_course ON public.workforce_training USING btree (course, id DESC);

CREATE UNIQUE INDEX training_once_an_edition ON public.workforce_training USING btree (course, edition) WHERE ((kind)::text = 'matter'::text);

CREATE INDEX unlisted_step_by_agency ON public.cases_unlistedstep USING btree (agency_id, started_at);

CREATE UNIQUE INDEX unlisted_step_one_open ON public.cases_unlistedstep USING btree (case_id) WHERE (finished_at IS NULL);

CREATE INDEX upkeep_by_light ON public.upkeep_guideowner USING btree (light);

CREATE INDEX upkeep_guideflaw_option_id_c0c788c4 ON public.upkeep_guideflaw USING btree (option_id);

CREATE INDEX upkeep_guideowner_reviewed_by_id_cc1c6ef3 ON public.upkeep_guideowner USING btree (reviewed_by_id);

CREATE INDEX upkeep_guideowner_staff_id_64a5f5ab ON public.upkeep_guideowner USING btree (staff_id);

CREATE INDEX upkeep_open_by_due ON public.upkeep_report USING btree (due_on) WHERE (settled_at IS NULL);

CREATE INDEX upkeep_report_fixed_by_id_ccd0f4aa ON public.upkeep_report USING btree (fixed_by_id);

CREATE INDEX upkeep_report_option_id_0307b999 ON public.upkeep_report USING btree (option_id);

CREATE INDEX upkeep_report_seen_id_c608768a ON public.upkeep_report USING btree (seen_id);

CREATE INDEX upkeep_report_settled_by_id_da3f3d9c ON public.upkeep_report USING btree (settled_by_id);

CREATE INDEX upkeep_reports_of_option ON public.upkeep_report USING btree (option_id, status);

CREATE UNIQUE INDEX urge_one_open ON public.supervision_urge USING btree (case_id) WHERE (NOT ((status)::text = 'answered'::text));

CREATE INDEX urge_open ON public.supervision_urge USING btree (agency_id, answer_by_on) WHERE (answered_at IS NULL);

CREATE INDEX use_by_request ON public.sharing_userecord USING btree (request_id, id DESC);

CREATE INDEX venue_differences ON public.supervision_venuefinding USING btree (run_id, is_difference, option_code);

CREATE UNIQUE INDEX volunteer_once_at_a_place ON public.outreach_volunteer USING btree (party_id, venue_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX watched_once ON public.reading_watchedparty USING btree (party_id) WHERE (ended_at IS NULL);

CREATE UNIQUE INDEX wording_one_in_force ON public.documents_paperwording USING btree (kind) WHERE ((status)::text = 'in_force'::text);

CREATE UNIQUE INDEX wording_one_proposed ON public.documents_paperwording USING btree (kind) WHERE ((status)::text = 'proposed'::text);

CREATE INDEX work_order_by_phone ON public.hotline_workorder USING btree (phone_index, opened_at);

CREATE INDEX work_order_by_status ON public.hotline_workorder USING btree (status, opened_at);

CREATE INDEX work_order_by_time ON public.hotline_workorder USING btree (opened_at);

CREATE INDEX work_order_by_topic ON public.hotline_workorder USING btree (topic, opened_at);

CREATE INDEX work_order_checks ON public.hotline_workorder USING btree (check_state) WHERE (NOT ((check_state)::text = ''::text));

CREATE INDEX work_order_of_agency ON public.hotline_workorder USING btree (agency_id, status);

CREATE INDEX workforce_clerkquestion_agency_id_9c553fec ON public.workforce_clerkquestion USING btree (agency_id);

CREATE INDEX workforce_duty_roster_id_34a98d3e ON public.workforce_duty USING btree (roster_id);

CREATE INDEX workforce_exam_staff_id_dedd3e2d ON public.workforce_exam USING btree (staff_id);

CREATE INDEX workforce_leave_staff_id_bc33fc0b ON public.workforce_leave USING btree (staff_id);

CREATE INDEX workforce_trainee_staff_id_98f12c0e ON public.workforce_trainee USING btree (staff_id);

CREATE INDEX workforce_trainee_training_id_c9066666 ON public.workforce_trainee USING btree (training_id);

CREATE INDEX workforce_training_agency_id_bfc7f07b ON public.workforce_training USING btree (agency_id);

CREATE INDEX zone_of_a_place ON public.halls_zone USING btree (venue_id, since);

CREATE TRIGGER archives_prove_for_ever BEFORE DELETE OR UPDATE ON public.dossiers_archiverecord FOR EACH ROW EXECUTE FUNCTION public.archives_prove_for_ever();

CREATE TRIGGER blocked_ask_never_changes BEFORE DELETE OR UPDATE ON public.cases_blockedask FOR EACH ROW EXECUTE FUNCTION public.blocked_ask_never_changes();

CREATE TRIGGER bundles_never_change BEFORE DELETE OR UPDATE ON public.bundles_bundleedition FOR EACH ROW EXECUTE FUNCTION public.bundles_never_change();

CREATE TRIGGER bundles_never_change BEFORE DELETE OR UPDATE ON public.bundles_bundlemember FOR EACH ROW EXECUTE FUNCTION public.bundles_never_change();

CREATE TRIGGER catalog_never_change BEFORE DELETE OR UPDATE ON public.catalog_lineage FOR EACH ROW EXECUTE FUNCTION public.catalog_never_change();

CREATE TRIGGER catalog_never_change BEFORE DELETE OR UPDATE ON public.catalog_listversion FOR EACH ROW EXECUTE FUNCTION public.catalog_never_change();

CREATE TRIGGER catalog_never_change BEFORE DELETE OR UPDATE ON public.catalog_optionversion FOR EACH ROW EXECUTE FUNCTION public.catalog_never_change();

CREATE TRIGGER compiling_never_change BEFORE DELETE OR UPDATE ON public.compiling_elementtemplate FOR EACH ROW EXECUTE FUNCTION public.compiling_never_change();

CREATE TRIGGER compiling_never_change BEFORE DELETE OR UPDATE ON public.compiling_foundingopinion FOR EACH ROW EXECUTE FUNCTION public.compiling_never_change();

CREATE TRIGGER compiling_never_change BEFORE DELETE OR UPDATE ON public.compiling_opinion FOR EACH ROW EXECUTE FUNCTION public.compiling_never_change();

CREATE TRIGGER contacts_owner_by_acceptance BEFORE DELETE OR UPDATE ON public.contacts_firstcontact FOR EACH ROW EXECUTE FUNCTION public.contacts_owner_by_acceptance();

CREATE TRIGGER destruction_lines_never_change BEFORE DELETE OR UPDATE ON public.dossiers_destructionline FOR EACH ROW EXECUTE FUNCTION public.archives_prove_for_ever();

CREATE TRIGGER destruction_lists_stay BEFORE DELETE ON public.dossiers_destructionlist FOR EACH ROW EXECUTE FUNCTION public.destruction_lists_stay();

CREATE TRIGGER dispatch_never_changes BEFORE DELETE OR UPDATE ON public.cases_dispatchtable FOR EACH ROW EXECUTE FUNCTION public.dispatch_never_changes();

CREATE TRIGGER documents_never_change BEFORE DELETE OR UPDATE ON public.documents_officialdocument FOR EACH ROW EXECUTE FUNCTION public.documents_never_change();

CREATE TRIGGER evaluations_said_is_said BEFORE DELETE OR UPDATE ON public.evaluations_evaluation FOR EACH ROW EXECUTE FUNCTION public.evaluations_said_is_said();

CREATE TRIGGER halls_no_overbooking AFTER INSERT OR UPDATE OF slot_id, status ON public.halls_appointment FOR EACH ROW WHEN (((new.status)::text <> 'cancelled'::text)) EXECUTE FUNCTION public.halls_no_overbooking();

CREATE TRIGGER interpretations_never_change BEFORE DELETE OR UPDATE ON public.interpretations_interpretationedition FOR EACH ROW EXECUTE FUNCTION public.interpretations_never_change();

CREATE TRIGGER ledger_anchor_is_kept BEFORE DELETE OR UPDATE ON public.ledger_anchor FOR EACH ROW EXECUTE FUNCTION public.ledger_is_kept();

CREATE TRIGGER ledger_anchor_is_not_emptied BEFORE TRUNCATE ON public.ledger_anchor FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_is_kept();

CREATE TRIGGER ledger_block_is_kept BEFORE DELETE OR UPDATE ON public.ledger_block FOR EACH ROW EXECUTE FUNCTION public.ledger_is_kept();

CREATE TRIGGER ledger_block_is_not_emptied BEFORE TRUNCATE ON public.ledger_block FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_is_kept();

CREATE TRIGGER ledger_entry_is_kept BEFORE DELETE OR UPDATE ON public.ledger_entry FOR EACH ROW EXECUTE FUNCTION public.ledger_is_kept();

CREATE TRIGGER ledger_entry_is_not_emptied BEFORE TRUNCATE ON public.ledger_entry FOR EACH STATEMENT EXECUTE FUNCTION public.ledger_is_kept();

CREATE TRIGGER licenses_never_change BEFORE DELETE OR UPDATE ON public.licenses_licenseedition FOR EACH ROW EXECUTE FUNCTION public.licenses_never_change();

CREATE TRIGGER lists_never_change BEFORE DELETE OR UPDATE ON public.lists_edition FOR EACH ROW EXECUTE FUNCTION public.lists_never_change();

CREATE TRIGGER lists_never_change BEFORE DELETE OR UPDATE ON public.lists_resolution FOR EACH ROW EXECUTE FUNCTION public.lists_never_change();

CREATE TRIGGER norms_never_change BEFORE DELETE OR UPDATE ON public.norms_normchange FOR EACH ROW EXECUTE FUNCTION public.norms_never_change();

CREATE TRIGGER parity_never_change BEFORE DELETE OR UPDATE ON public.parity_referencelist FOR EACH ROW EXECUTE FUNCTION public.parity_never_change();

CREATE TRIGGER policies_never_change BEFORE DELETE OR UPDATE ON public.benefits_policyedition FOR EACH ROW EXECUTE FUNCTION public.policies_never_change();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_aborted_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN (((old.abort_requested = false) AND (new.abort_requested = true) AND (new.status = 'doing'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_notify_queue_abort_job_v1();

CREATE TRIGGER procrastinate_jobs_notify_queue_job_inserted_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_notify_queue_job_inserted_v1();

CREATE TRIGGER procrastinate_trigger_abort_requested_events_v1 AFTER UPDATE OF abort_requested ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.abort_requested = true)) EXECUTE FUNCTION public.procrastinate_trigger_abort_requested_events_procedure_v1();

CREATE TRIGGER procrastinate_trigger_delete_jobs_v1 BEFORE DELETE ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_unlink_periodic_defers_v1();

CREATE TRIGGER procrastinate_trigger_scheduled_events_v1 AFTER INSERT OR UPDATE ON public.procrastinate_jobs FOR EACH ROW WHEN (((new.scheduled_at IS NOT NULL) AND (new.status = 'todo'::public.procrastinate_job_status))) EXECUTE FUNCTION public.procrastinate_trigger_function_scheduled_events_v1();

CREATE TRIGGER procrastinate_trigger_status_events_insert_v1 AFTER INSERT ON public.procrastinate_jobs FOR EACH ROW WHEN ((new.status = 'todo'::public.procrastinate_job_status)) EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_insert_v1();

CREATE TRIGGER procrastinate_trigger_status_events_update_v1 AFTER UPDATE OF status ON public.procrastinate_jobs FOR EACH ROW EXECUTE FUNCTION public.procrastinate_trigger_function_status_events_update_v1();

CREATE TRIGGER provincial_never_change BEFORE DELETE OR UPDATE ON public.provincial_catalogue_reconciliation FOR EACH ROW EXECUTE FUNCTION public.provincial_never_change();

CREATE TRIGGER reading_never_change BEFORE DELETE OR UPDATE ON public.reading_policyedition FOR EACH ROW EXECUTE FUNCTION public.reading_never_change();

CREATE TRIGGER slips_never_change BEFORE DELETE OR UPDATE ON public.dossiers_slip FOR EACH ROW EXECUTE FUNCTION public.slips_never_change();

CREATE TRIGGER standards_never_change BEFORE DELETE OR UPDATE ON public.standards_compliancereport FOR EACH ROW EXECUTE FUNCTION public.standards_never_change();

CREATE TRIGGER standards_never_change BEFORE DELETE OR UPDATE ON public.standards_evidence FOR EACH ROW EXECUTE FUNCTION public.standards_never_change();

CREATE TRIGGER supervision_never_change BEFORE DELETE OR UPDATE ON public.supervision_frozenreport FOR EACH ROW EXECUTE FUNCTION public.supervision_never_change();

CREATE TRIGGER supervision_never_change BEFORE DELETE OR UPDATE ON public.supervision_gathering FOR EACH ROW EXECUTE FUNCTION public.supervision_never_change();

CREATE TRIGGER supervision_never_change BEFORE DELETE OR UPDATE ON public.supervision_libraryedition FOR EACH ROW EXECUTE FUNCTION public.supervision_never_change();

CREATE TRIGGER supervision_never_change BEFORE DELETE OR UPDATE ON public.supervision_scorecard FOR EACH ROW EXECUTE FUNCTION public.supervision_never_change();

CREATE TRIGGER workforce_never_change BEFORE DELETE OR UPDATE ON public.workforce_monthscore FOR EACH ROW EXECUTE FUNCTION public.workforce_never_change();

CREATE TRIGGER workforce_never_change BEFORE DELETE OR UPDATE ON public.workforce_skilllevel FOR EACH ROW EXECUTE FUNCTION public.workforce_never_change();

CREATE TRIGGER workforce_paper_stays BEFORE UPDATE ON public.workforce_exam FOR EACH ROW EXECUTE FUNCTION public.workforce_paper_stays();

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_division_id_93795dc8_fk_agencies_division_id FOREIGN KEY (division_id) REFERENCES public.agencies_division(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_agency
    ADD CONSTRAINT agencies_agency_parent_id_2087cd0c_fk_agencies_agency_id FOREIGN KEY (parent_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_delegation
    ADD CONSTRAINT agencies_delegation_agency_id_a7877608_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_delegation
    ADD CONSTRAINT agencies_delegation_deputy_of_id_e7a45201_fk_agencies_ FOREIGN KEY (deputy_of_id) REFERENCES public.agencies_delegation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_delegation
    ADD CONSTRAINT agencies_delegation_staff_id_e3ed90f2_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_delegation
    ADD CONSTRAINT agencies_delegation_venue_id_84964484_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_division
    ADD CONSTRAINT agencies_division_parent_id_6bd02d3f_fk_agencies_division_id FOREIGN KEY (parent_id) REFERENCES public.agencies_division(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_staff
    ADD CONSTRAINT agencies_staff_account_id_f8035eda_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_staff
    ADD CONSTRAINT agencies_staff_agency_id_e8a82506_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_staff
    ADD CONSTRAINT agencies_staff_venue_id_69c9241e_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_venue
    ADD CONSTRAINT agencies_venue_agency_id_28f0d092_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.agencies_venue
    ADD CONSTRAINT agencies_venue_division_id_fa2ee652_fk_agencies_division_id FOREIGN KEY (division_id) REFERENCES public.agencies_division(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.answers_guidetask
    ADD CONSTRAINT answers_guidetask_option_id_cabc0e47_fk_catalog_h FOREIGN KEY (option_id) REFERENCES public.catalog_handlingoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.answers_guidetask
    ADD CONSTRAINT answers_guidetask_settled_by_id_cffad2b8_fk_agencies_staff_id FOREIGN KEY (settled_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assistance_assistance
    ADD CONSTRAINT assistance_assistanc_offered_to_id_50924dc4_fk_agencies_ FOREIGN KEY (offered_to_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assistance_assistance
    ADD CONSTRAINT assistance_assistance_account_id_89055f4c_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assistance_assistance
    ADD CONSTRAINT assistance_assistance_helper_id_236f6d5e_fk_agencies_staff_id FOREIGN KEY (helper_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.assistance_message
    ADD CONSTRAINT assistance_message_assistance_id_14358811_fk_assistanc FOREIGN KEY (assistance_id) REFERENCES public.assistance_assistance(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_benefitgrant
    ADD CONSTRAINT benefits_benefitgran_batch_id_9f290c91_fk_benefits_ FOREIGN KEY (batch_id) REFERENCES public.benefits_paymentbatch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_benefitgrant
    ADD CONSTRAINT benefits_benefitgran_edition_id_6f3f73a8_fk_benefits_ FOREIGN KEY (edition_id) REFERENCES public.benefits_policyedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_benefitgrant
    ADD CONSTRAINT benefits_benefitgrant_checker_id_c170b8dd_fk_agencies_staff_id FOREIGN KEY (checker_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_benefitgrant
    ADD CONSTRAINT benefits_benefitgrant_decider_id_61c30559_fk_agencies_staff_id FOREIGN KEY (decider_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_benefitgrant
    ADD CONSTRAINT benefits_benefitgrant_party_id_efffacec_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_benefitgrant
    ADD CONSTRAINT benefits_benefitgrant_policy_id_ef44e378_fk_benefits_policy_id FOREIGN KEY (policy_id) REFERENCES public.benefits_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_declaredfact
    ADD CONSTRAINT benefits_declaredfact_party_id_152a9fd0_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_matchingchoice
    ADD CONSTRAINT benefits_matchingchoice_party_id_8ce51f2a_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_matchrun
    ADD CONSTRAINT benefits_matchrun_edition_id_a2caefa9_fk_benefits_ FOREIGN KEY (edition_id) REFERENCES public.benefits_policyedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_paymentbatch
    ADD CONSTRAINT benefits_paymentbatch_agency_id_5c30e22a_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_paymentbatch
    ADD CONSTRAINT benefits_paymentbatch_made_by_id_038bf3d4_fk_agencies_staff_id FOREIGN KEY (made_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_paymentbatch
    ADD CONSTRAINT benefits_paymentbatch_policy_id_68c14e38_fk_benefits_policy_id FOREIGN KEY (policy_id) REFERENCES public.benefits_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policy
    ADD CONSTRAINT benefits_policy_agency_id_8bf1f800_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policydraft
    ADD CONSTRAINT benefits_policydraft_approver_id_c145fd94_fk_agencies_staff_id FOREIGN KEY (approver_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policydraft
    ADD CONSTRAINT benefits_policydraft_base_id_604c7f4d_fk_benefits_ FOREIGN KEY (base_id) REFERENCES public.benefits_policyedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policydraft
    ADD CONSTRAINT benefits_policydraft_drafter_id_9b3640bb_fk_agencies_staff_id FOREIGN KEY (drafter_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policydraft
    ADD CONSTRAINT benefits_policydraft_edition_id_1e5462c2_fk_benefits_ FOREIGN KEY (edition_id) REFERENCES public.benefits_policyedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policydraft
    ADD CONSTRAINT benefits_policydraft_policy_id_b2e7a9f1_fk_benefits_policy_id FOREIGN KEY (policy_id) REFERENCES public.benefits_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policydraft
    ADD CONSTRAINT benefits_policydraft_proposer_id_e1fe25ae_fk_agencies_staff_id FOREIGN KEY (proposer_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policyedition
    ADD CONSTRAINT benefits_policyediti_approved_by_id_3b21b0bd_fk_agencies_ FOREIGN KEY (approved_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policyedition
    ADD CONSTRAINT benefits_policyediti_proposed_by_id_deebfad5_fk_agencies_ FOREIGN KEY (proposed_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policyedition
    ADD CONSTRAINT benefits_policyedition_policy_id_bf68978b_fk_benefits_policy_id FOREIGN KEY (policy_id) REFERENCES public.benefits_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policytrial
    ADD CONSTRAINT benefits_policytrial_asked_by_id_33a7a1ef_fk_agencies_staff_id FOREIGN KEY (asked_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_policytrial
    ADD CONSTRAINT benefits_policytrial_draft_id_525208f5_fk_benefits_ FOREIGN KEY (draft_id) REFERENCES public.benefits_policydraft(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_push
    ADD CONSTRAINT benefits_push_edition_id_a050cc3e_fk_benefits_policyedition_id FOREIGN KEY (edition_id) REFERENCES public.benefits_policyedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.benefits_push
    ADD CONSTRAINT benefits_push_party_id_9bd16f7a_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_bundlecase
    ADD CONSTRAINT bundle_cases_bundlec_account_id_28392a7a_fk_parties_a FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_bundlecase
    ADD CONSTRAINT bundle_cases_bundlec_applicant_id_2b5ffadb_fk_parties_p FOREIGN KEY (applicant_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_bundlechild
    ADD CONSTRAINT bundle_cases_bundlec_bundle_id_439fd030_fk_bundle_ca FOREIGN KEY (bundle_id) REFERENCES public.bundle_cases_bundlecase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_bundlecase
    ADD CONSTRAINT bundle_cases_bundlec_edition_id_e3120494_fk_bundles_b FOREIGN KEY (edition_id) REFERENCES public.bundles_bundleedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_bundlecase
    ADD CONSTRAINT bundle_cases_bundlec_mandate_id_a1e1e659_fk_parties_m FOREIGN KEY (mandate_id) REFERENCES public.parties_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_bundlecase
    ADD CONSTRAINT bundle_cases_bundlec_receiver_id_f9949f04_fk_agencies_ FOREIGN KEY (receiver_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_bundlecase
    ADD CONSTRAINT bundle_cases_bundlecase_agent_id_0336cd32_fk_parties_party_id FOREIGN KEY (agent_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_bundlecase
    ADD CONSTRAINT bundle_cases_bundlecase_venue_id_5f7f1a03_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_bundlechild
    ADD CONSTRAINT bundle_cases_bundlechild_case_id_27b41a2e_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundle_cases_report
    ADD CONSTRAINT bundle_cases_report_child_id_74017a6e_fk_bundle_ca FOREIGN KEY (child_id) REFERENCES public.bundle_cases_bundlechild(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundle
    ADD CONSTRAINT bundles_bundle_lead_id_afeaffeb_fk_agencies_agency_id FOREIGN KEY (lead_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundledraft
    ADD CONSTRAINT bundles_bundledraft_approver_id_db33343d_fk_agencies_staff_id FOREIGN KEY (approver_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundledraft
    ADD CONSTRAINT bundles_bundledraft_base_id_7a977e49_fk_bundles_b FOREIGN KEY (base_id) REFERENCES public.bundles_bundleedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundledraft
    ADD CONSTRAINT bundles_bundledraft_bundle_id_d0f5909c_fk_bundles_bundle_id FOREIGN KEY (bundle_id) REFERENCES public.bundles_bundle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundledraft
    ADD CONSTRAINT bundles_bundledraft_drafter_id_daf4846a_fk_agencies_staff_id FOREIGN KEY (drafter_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundledraft
    ADD CONSTRAINT bundles_bundledraft_edition_id_5fd64d34_fk_bundles_b FOREIGN KEY (edition_id) REFERENCES public.bundles_bundleedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundledraft
    ADD CONSTRAINT bundles_bundledraft_proposer_id_37330311_fk_agencies_staff_id FOREIGN KEY (proposer_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundleedition
    ADD CONSTRAINT bundles_bundleeditio_approved_by_id_0893e82e_fk_agencies_ FOREIGN KEY (approved_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundleedition
    ADD CONSTRAINT bundles_bundleeditio_proposed_by_id_d6941d60_fk_agencies_ FOREIGN KEY (proposed_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundleedition
    ADD CONSTRAINT bundles_bundleedition_bundle_id_adef90e5_fk_bundles_bundle_id FOREIGN KEY (bundle_id) REFERENCES public.bundles_bundle(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.bundles_bundlemember
    ADD CONSTRAINT bundles_bundlemember_edition_id_90c62a3e_fk_bundles_b FOREIGN KEY (edition_id) REFERENCES public.bundles_bundleedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_alert
    ADD CONSTRAINT cases_alert_clock_id_e41fbd81_fk_cases_clock_id FOREIGN KEY (clock_id) REFERENCES public.cases_clock(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_alert
    ADD CONSTRAINT cases_alert_seen_by_id_7580782f_fk_agencies_staff_id FOREIGN KEY (seen_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_blockedask
    ADD CONSTRAINT cases_blockedask_agency_id_48cb3047_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_blockedask
    ADD CONSTRAINT cases_blockedask_case_id_ce9fcbad_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_blockedask
    ADD CONSTRAINT cases_blockedask_staff_id_cb95c40a_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_blockedask
    ADD CONSTRAINT cases_blockedask_venue_id_dfde63ba_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_acceptor_id_6a60b5d9_fk_agencies_staff_id FOREIGN KEY (acceptor_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_account_id_18367a6b_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_agency_id_062136fa_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_agent_id_9d88692e_fk_parties_party_id FOREIGN KEY (agent_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_applicant_id_756c921c_fk_parties_party_id FOREIGN KEY (applicant_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_assignee_id_28343c2e_fk_agencies_staff_id FOREIGN KEY (assignee_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_decider_id_35ae3633_fk_agencies_staff_id FOREIGN KEY (decider_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_examiner_id_a87494eb_fk_agencies_staff_id FOREIGN KEY (examiner_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_issuer_id_3d4640af_fk_agencies_staff_id FOREIGN KEY (issuer_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_mandate_id_97e2c57c_fk_parties_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.parties_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_option_version_id_9fc5920a_fk_catalog_o FOREIGN KEY (option_version_id) REFERENCES public.catalog_optionversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_receiver_id_c7cf0b67_fk_agencies_staff_id FOREIGN KEY (receiver_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_reviewer_id_52f0897d_fk_agencies_staff_id FOREIGN KEY (reviewer_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_case
    ADD CONSTRAINT cases_case_venue_id_c3ea0770_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_clock
    ADD CONSTRAINT cases_clock_case_id_bf0c46ff_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_commitment
    ADD CONSTRAINT cases_commitment_case_id_97a36a52_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_commitment
    ADD CONSTRAINT cases_commitment_document_id_a58328cd_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_commitment
    ADD CONSTRAINT cases_commitment_file_id_bde68b8a_fk_documents_storedfile_id FOREIGN KEY (file_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_correctionnotice
    ADD CONSTRAINT cases_correctionnoti_document_id_cda947a4_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_correctionnotice
    ADD CONSTRAINT cases_correctionnoti_given_by_id_0bd2bbf5_fk_agencies_ FOREIGN KEY (given_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_correctionnotice
    ADD CONSTRAINT cases_correctionnotice_case_id_b8a21ee5_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_deferral
    ADD CONSTRAINT cases_deferral_case_id_bd70bfcf_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_deferral
    ADD CONSTRAINT cases_deferral_paper_id_01c28c76_fk_documents_storedfile_id FOREIGN KEY (paper_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_delivery
    ADD CONSTRAINT cases_delivery_case_id_89c6e15d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_dispatchtable
    ADD CONSTRAINT cases_dispatchtable_agency_id_ab191fbb_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_account_id_150688e0_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_option_version_id_cfbaebbd_fk_catalog_o FOREIGN KEY (option_version_id) REFERENCES public.catalog_optionversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_draft
    ADD CONSTRAINT cases_draft_owner_id_344a54d9_fk_parties_party_id FOREIGN KEY (owner_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_inspectionphoto
    ADD CONSTRAINT cases_inspectionphot_file_id_3e94fae5_fk_documents FOREIGN KEY (file_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_inspectionphoto
    ADD CONSTRAINT cases_inspectionphot_record_id_2182a7e6_fk_cases_ins FOREIGN KEY (record_id) REFERENCES public.cases_inspectionrecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_inspectionrecord
    ADD CONSTRAINT cases_inspectionreco_document_id_7c6f262c_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_inspectionrecord
    ADD CONSTRAINT cases_inspectionreco_first_officer_id_638c29e8_fk_agencies_ FOREIGN KEY (first_officer_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_inspectionrecord
    ADD CONSTRAINT cases_inspectionreco_recorded_by_id_da4f64e1_fk_agencies_ FOREIGN KEY (recorded_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_inspectionrecord
    ADD CONSTRAINT cases_inspectionreco_second_officer_id_4034e5c4_fk_agencies_ FOREIGN KEY (second_officer_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_inspectionrecord
    ADD CONSTRAINT cases_inspectionreco_signature_file_id_4260f2f8_fk_documents FOREIGN KEY (signature_file_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_inspectionrecord
    ADD CONSTRAINT cases_inspectionrecord_run_id_ff65174c_fk_cases_specialrun_id FOREIGN KEY (run_id) REFERENCES public.cases_specialrun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_material
    ADD CONSTRAINT cases_material_case_id_972fd638_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_materialfile
    ADD CONSTRAINT cases_materialfile_file_id_b6ced53c_fk_documents_storedfile_id FOREIGN KEY (file_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_materialfile
    ADD CONSTRAINT cases_materialfile_material_id_b4a6a8e1_fk_cases_material_id FOREIGN KEY (material_id) REFERENCES public.cases_material(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_opinion
    ADD CONSTRAINT cases_opinion_case_id_2f32e550_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_opinion
    ADD CONSTRAINT cases_opinion_staff_id_7579bfda_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_overdueexplanation
    ADD CONSTRAINT cases_overdueexplana_document_id_b952195c_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_overdueexplanation
    ADD CONSTRAINT cases_overdueexplana_published_by_id_813bc6db_fk_agencies_ FOREIGN KEY (published_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_overdueexplanation
    ADD CONSTRAINT cases_overdueexplanation_case_id_4391273d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_precheckresult
    ADD CONSTRAINT cases_precheckresult_case_id_14f81f84_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_precheckresult
    ADD CONSTRAINT cases_precheckresult_document_id_820cda9a_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_precheckresult
    ADD CONSTRAINT cases_precheckresult_given_by_id_4e6c57f6_fk_agencies_staff_id FOREIGN KEY (given_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_quotaplace
    ADD CONSTRAINT cases_quotaplace_case_id_6c21ba79_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_slot
    ADD CONSTRAINT cases_slot_case_id_fcc9d3c7_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_slot
    ADD CONSTRAINT cases_slot_run_id_e2dc23ba_fk_cases_specialrun_id FOREIGN KEY (run_id) REFERENCES public.cases_specialrun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_slotofficer
    ADD CONSTRAINT cases_slotofficer_slot_id_89de3919_fk_cases_slot_id FOREIGN KEY (slot_id) REFERENCES public.cases_slot(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_slotofficer
    ADD CONSTRAINT cases_slotofficer_staff_id_24fed070_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_specialrun
    ADD CONSTRAINT cases_specialrun_case_id_9f863398_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_specialrun
    ADD CONSTRAINT cases_specialrun_document_id_bf8223b6_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_tellingoverride
    ADD CONSTRAINT cases_tellingoverrid_document_id_64e222d8_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_tellingoverride
    ADD CONSTRAINT cases_tellingoverrid_notice_id_f66b3600_fk_cases_cor FOREIGN KEY (notice_id) REFERENCES public.cases_correctionnotice(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_tellingoverride
    ADD CONSTRAINT cases_tellingoverrid_precheck_id_01966c21_fk_cases_pre FOREIGN KEY (precheck_id) REFERENCES public.cases_precheckresult(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_tellingoverride
    ADD CONSTRAINT cases_tellingoverride_case_id_b29ebd9d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_tellingoverride
    ADD CONSTRAINT cases_tellingoverride_given_by_id_a60cc534_fk_agencies_staff_id FOREIGN KEY (given_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_unlistedstep
    ADD CONSTRAINT cases_unlistedstep_agency_id_f1b817b6_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_unlistedstep
    ADD CONSTRAINT cases_unlistedstep_case_id_da3ff2c1_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.cases_unlistedstep
    ADD CONSTRAINT cases_unlistedstep_started_by_id_0ccb9f16_fk_agencies_staff_id FOREIGN KEY (started_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_handlingoption
    ADD CONSTRAINT catalog_handlingopti_ended_by_id_f0e4b878_fk_catalog_l FOREIGN KEY (ended_by_id) REFERENCES public.catalog_listversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_handlingoption
    ADD CONSTRAINT catalog_handlingopti_list_id_eba08468_fk_catalog_i FOREIGN KEY (list_id) REFERENCES public.catalog_implementationlist(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_implementationlist
    ADD CONSTRAINT catalog_implementati_agency_id_e4f074e8_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_implementationlist
    ADD CONSTRAINT catalog_implementati_basic_id_7296b50e_fk_catalog_b FOREIGN KEY (basic_id) REFERENCES public.catalog_basicitem(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_lineage
    ADD CONSTRAINT catalog_lineage_ancestor_id_bfa7806b_fk_catalog_i FOREIGN KEY (ancestor_id) REFERENCES public.catalog_implementationlist(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_lineage
    ADD CONSTRAINT catalog_lineage_descendant_id_e77324d2_fk_catalog_i FOREIGN KEY (descendant_id) REFERENCES public.catalog_implementationlist(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_lineage
    ADD CONSTRAINT catalog_lineage_edition_id_a691a5ec_fk_catalog_listversion_id FOREIGN KEY (edition_id) REFERENCES public.catalog_listversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_listversion
    ADD CONSTRAINT catalog_listversion_list_id_a0134c69_fk_catalog_i FOREIGN KEY (list_id) REFERENCES public.catalog_implementationlist(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_optionversion
    ADD CONSTRAINT catalog_optionversio_edition_id_d38b6ec0_fk_catalog_l FOREIGN KEY (edition_id) REFERENCES public.catalog_listversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.catalog_optionversion
    ADD CONSTRAINT catalog_optionversio_option_id_e092bde9_fk_catalog_h FOREIGN KEY (option_id) REFERENCES public.catalog_handlingoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.checklists_keptchecklist
    ADD CONSTRAINT checklists_keptcheck_option_version_id_ef69ddff_fk_catalog_o FOREIGN KEY (option_version_id) REFERENCES public.catalog_optionversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.codes_doorplate
    ADD CONSTRAINT codes_doorplate_division_id_a99268f3_fk_agencies_division_id FOREIGN KEY (division_id) REFERENCES public.agencies_division(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.codes_scan
    ADD CONSTRAINT codes_scan_party_id_be45d807_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.codes_scan
    ADD CONSTRAINT codes_scan_showing_id_fdc43062_fk_codes_showing_id FOREIGN KEY (showing_id) REFERENCES public.codes_showing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.codes_showing
    ADD CONSTRAINT codes_showing_party_id_ed6c6fca_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.codes_showing
    ADD CONSTRAINT codes_showing_shown_by_id_10c5ee7c_fk_parties_account_id FOREIGN KEY (shown_by_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.codes_shownlicense
    ADD CONSTRAINT codes_shownlicense_edition_id_5d904f40_fk_licenses_ FOREIGN KEY (edition_id) REFERENCES public.licenses_licenseedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.codes_shownlicense
    ADD CONSTRAINT codes_shownlicense_showing_id_4f3b5eae_fk_codes_showing_id FOREIGN KEY (showing_id) REFERENCES public.codes_showing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_foundingopinion
    ADD CONSTRAINT compiling_foundingop_agency_id_89cd8ff4_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_foundingopinion
    ADD CONSTRAINT compiling_foundingop_edition_id_4b67fade_fk_catalog_l FOREIGN KEY (edition_id) REFERENCES public.catalog_listversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_foundingopinion
    ADD CONSTRAINT compiling_foundingop_staff_id_d0e5f4b7_fk_agencies_ FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_importrun
    ADD CONSTRAINT compiling_importrun_agency_id_cc3a129a_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_importrun
    ADD CONSTRAINT compiling_importrun_uploaded_by_id_92d07092_fk_agencies_ FOREIGN KEY (uploaded_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_agency_id_a2f7a99f_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_base_id_8854988f_fk_catalog_listversion_id FOREIGN KEY (base_id) REFERENCES public.catalog_listversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_compiler_id_8ae0e99d_fk_agencies_staff_id FOREIGN KEY (compiler_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_notice_id_b97e95ac_fk_documents FOREIGN KEY (notice_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_published_id_11ced188_fk_catalog_l FOREIGN KEY (published_id) REFERENCES public.catalog_listversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_publisher_id_5eb0b24b_fk_agencies_staff_id FOREIGN KEY (publisher_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_round_id_2c156443_fk_compiling_round_id FOREIGN KEY (round_id) REFERENCES public.compiling_round(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_listdraft
    ADD CONSTRAINT compiling_listdraft_submitter_id_415ee37d_fk_agencies_staff_id FOREIGN KEY (submitter_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_opinion
    ADD CONSTRAINT compiling_opinion_agency_id_c80d174f_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_opinion
    ADD CONSTRAINT compiling_opinion_draft_id_6a03ae91_fk_compiling_listdraft_id FOREIGN KEY (draft_id) REFERENCES public.compiling_listdraft(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_opinion
    ADD CONSTRAINT compiling_opinion_staff_id_a01194b6_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_roundmember
    ADD CONSTRAINT compiling_roundmember_agency_id_23a9cff3_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.compiling_roundmember
    ADD CONSTRAINT compiling_roundmember_round_id_f813f71e_fk_compiling_round_id FOREIGN KEY (round_id) REFERENCES public.compiling_round(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_answer
    ADD CONSTRAINT contacts_answer_contact_id_9214cadf_fk_contacts_firstcontact_id FOREIGN KEY (contact_id) REFERENCES public.contacts_firstcontact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_answer
    ADD CONSTRAINT contacts_answer_slip_id_e77870ef_fk_documents FOREIGN KEY (slip_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_answer
    ADD CONSTRAINT contacts_answer_staff_id_6981e72b_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_answer
    ADD CONSTRAINT contacts_answer_version_id_6e48a961_fk_catalog_optionversion_id FOREIGN KEY (version_id) REFERENCES public.catalog_optionversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_coaching
    ADD CONSTRAINT contacts_coaching_agent_id_70953a4d_fk_agencies_staff_id FOREIGN KEY (agent_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_coaching
    ADD CONSTRAINT contacts_coaching_contact_id_b961e7e9_fk_contacts_ FOREIGN KEY (contact_id) REFERENCES public.contacts_firstcontact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_coaching
    ADD CONSTRAINT contacts_coaching_party_id_3980be1d_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_coaching
    ADD CONSTRAINT contacts_coaching_version_id_05f119e4_fk_catalog_o FOREIGN KEY (version_id) REFERENCES public.catalog_optionversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_coachingfailure
    ADD CONSTRAINT contacts_coachingfai_coaching_id_d9160b2a_fk_contacts_ FOREIGN KEY (coaching_id) REFERENCES public.contacts_coaching(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_coachingnote
    ADD CONSTRAINT contacts_coachingnot_coaching_id_fc3e9e15_fk_contacts_ FOREIGN KEY (coaching_id) REFERENCES public.contacts_coaching(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_coachingnote
    ADD CONSTRAINT contacts_coachingnote_staff_id_c202cfe5_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontac_offered_to_id_e6f850e7_fk_agencies_ FOREIGN KEY (offered_to_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontac_repeats_id_23bd2ffd_fk_contacts_ FOREIGN KEY (repeats_id) REFERENCES public.contacts_firstcontact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontac_root_report_id_e11b5b48_fk_upkeep_re FOREIGN KEY (root_report_id) REFERENCES public.upkeep_report(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontac_seen_id_810a57ed_fk_catalog_o FOREIGN KEY (seen_id) REFERENCES public.catalog_optionversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontact_account_id_a5b7780d_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontact_leader_id_e020905b_fk_agencies_staff_id FOREIGN KEY (leader_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontact_owner_id_ff799082_fk_agencies_staff_id FOREIGN KEY (owner_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontact_party_id_fb253eb4_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_firstcontact
    ADD CONSTRAINT contacts_firstcontact_venue_id_2c4e0320_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_jointopinion
    ADD CONSTRAINT contacts_jointopinio_contact_id_582a63d9_fk_contacts_ FOREIGN KEY (contact_id) REFERENCES public.contacts_firstcontact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_jointopinion
    ADD CONSTRAINT contacts_jointopinion_agency_id_fe492ad1_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_jointopinion
    ADD CONSTRAINT contacts_jointopinion_staff_id_8ca498ff_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_shift
    ADD CONSTRAINT contacts_shift_staff_id_e58123cd_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.contacts_shift
    ADD CONSTRAINT contacts_shift_venue_id_29e0de1f_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.credit_platform_creditpush
    ADD CONSTRAINT credit_platform_cred_commitment_id_ffeedd61_fk_cases_com FOREIGN KEY (commitment_id) REFERENCES public.cases_commitment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.credit_platform_waitingcredit
    ADD CONSTRAINT credit_platform_wait_item_id_90b2da07_fk_intermedi FOREIGN KEY (item_id) REFERENCES public.intermediaries_credititem(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_agency_id_f8f5cca6_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_applicant_id_cff4e345_fk_parties_party_id FOREIGN KEY (applicant_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_case_id_58ec87a9_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_gave_back_letter_id_d89d3c5e_fk_crossing_ FOREIGN KEY (gave_back_letter_id) REFERENCES public.crossing_letter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_given_letter_id_c56b4867_fk_crossing_ FOREIGN KEY (given_letter_id) REFERENCES public.crossing_letter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_receiver_id_73af631f_fk_agencies_staff_id FOREIGN KEY (receiver_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_returned_letter_id_97fed0dd_fk_crossing_ FOREIGN KEY (returned_letter_id) REFERENCES public.crossing_letter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_crossing
    ADD CONSTRAINT crossing_crossing_taken_letter_id_a9ede2e3_fk_crossing_ FOREIGN KEY (taken_letter_id) REFERENCES public.crossing_letter(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_custodyevent
    ADD CONSTRAINT crossing_custodyeven_original_id_1c1e9c84_fk_crossing_ FOREIGN KEY (original_id) REFERENCES public.crossing_original(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_jointpart
    ADD CONSTRAINT crossing_jointpart_crossing_id_689f9947_fk_crossing_crossing_id FOREIGN KEY (crossing_id) REFERENCES public.crossing_crossing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.crossing_original
    ADD CONSTRAINT crossing_original_crossing_id_c4a57e16_fk_crossing_crossing_id FOREIGN KEY (crossing_id) REFERENCES public.crossing_crossing(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.devices_condition
    ADD CONSTRAINT devices_condition_kiosk_id_8a11fa23_fk_halls_kiosk_id FOREIGN KEY (kiosk_id) REFERENCES public.halls_kiosk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.devices_condition
    ADD CONSTRAINT devices_condition_pinned_id_ccda52e7_fk_devices_config_id FOREIGN KEY (pinned_id) REFERENCES public.devices_config(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.devices_dailyuse
    ADD CONSTRAINT devices_dailyuse_kiosk_id_f5cb94cf_fk_halls_kiosk_id FOREIGN KEY (kiosk_id) REFERENCES public.halls_kiosk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.devices_fault
    ADD CONSTRAINT devices_fault_kiosk_id_835e3d43_fk_halls_kiosk_id FOREIGN KEY (kiosk_id) REFERENCES public.halls_kiosk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.devices_fault
    ADD CONSTRAINT devices_fault_taken_by_id_4f48232e_fk_agencies_staff_id FOREIGN KEY (taken_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.devices_placement
    ADD CONSTRAINT devices_placement_kiosk_id_b78236a5_fk_halls_kiosk_id FOREIGN KEY (kiosk_id) REFERENCES public.halls_kiosk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.devices_rollout
    ADD CONSTRAINT devices_rollout_config_id_7604e0ad_fk_devices_config_id FOREIGN KEY (config_id) REFERENCES public.devices_config(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.documents_agencymark
    ADD CONSTRAINT documents_agencymark_agency_id_309223f0_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.documents_numberseries
    ADD CONSTRAINT documents_numberseries_agency_id_6c39c8e3_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.documents_officialdocument
    ADD CONSTRAINT documents_officialdo_agency_id_c1d8d935_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.documents_officialdocument
    ADD CONSTRAINT documents_officialdo_party_id_e333ab4e_fk_parties_p FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.documents_paperwording
    ADD CONSTRAINT documents_paperwordi_decided_by_id_98de0c10_fk_agencies_ FOREIGN KEY (decided_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.documents_paperwording
    ADD CONSTRAINT documents_paperwordi_proposed_by_id_b25fc8e3_fk_agencies_ FOREIGN KEY (proposed_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.documents_reservedrange
    ADD CONSTRAINT documents_reservedra_series_id_1f6fe04f_fk_documents FOREIGN KEY (series_id) REFERENCES public.documents_numberseries(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.documents_storedfile
    ADD CONSTRAINT documents_storedfile_uploaded_by_id_dd88fc20_fk_parties_a FOREIGN KEY (uploaded_by_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.dossiers_archiverecord
    ADD CONSTRAINT dossiers_archiverecord_case_id_d24c18e4_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.dossiers_destructionline
    ADD CONSTRAINT dossiers_destruction_archive_id_ac71d875_fk_dossiers_ FOREIGN KEY (archive_id) REFERENCES public.dossiers_archiverecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.dossiers_destructionlist
    ADD CONSTRAINT dossiers_destruction_carried_out_by_id_b6817f25_fk_agencies_ FOREIGN KEY (carried_out_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.dossiers_destructionlist
    ADD CONSTRAINT dossiers_destruction_decided_by_id_c80f4851_fk_agencies_ FOREIGN KEY (decided_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.dossiers_destructionline
    ADD CONSTRAINT dossiers_destruction_listed_id_c1dd76b3_fk_dossiers_ FOREIGN KEY (listed_id) REFERENCES public.dossiers_destructionlist(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.dossiers_destructionlist
    ADD CONSTRAINT dossiers_destruction_proposed_by_id_11f74d9d_fk_agencies_ FOREIGN KEY (proposed_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.dossiers_slip
    ADD CONSTRAINT dossiers_slip_agency_id_1393ec61_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.dossiers_slip
    ADD CONSTRAINT dossiers_slip_case_id_746e634d_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.dossiers_slip
    ADD CONSTRAINT dossiers_slip_document_id_09438377_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.enterprises_renewalnotice
    ADD CONSTRAINT enterprises_renewaln_license_id_0d906303_fk_licenses_ FOREIGN KEY (license_id) REFERENCES public.licenses_license(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entrances_departmentmatter
    ADD CONSTRAINT entrances_department_agency_id_eefdbecf_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entrances_departmentmatter
    ADD CONSTRAINT entrances_department_entrance_id_6883b123_fk_entrances FOREIGN KEY (entrance_id) REFERENCES public.entrances_entrance(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.entrances_entrance
    ADD CONSTRAINT entrances_entrance_agency_id_6ac6f467_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_draw
    ADD CONSTRAINT evaluations_draw_drawn_by_id_dd77bb33_fk_agencies_staff_id FOREIGN KEY (drawn_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_evaluation
    ADD CONSTRAINT evaluations_evaluati_invitation_id_281c9d21_fk_evaluatio FOREIGN KEY (invitation_id) REFERENCES public.evaluations_invitation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_invitation
    ADD CONSTRAINT evaluations_invitation_agency_id_81c7228a_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_invitation
    ADD CONSTRAINT evaluations_invitation_kiosk_id_f6e79b40_fk_halls_kiosk_id FOREIGN KEY (kiosk_id) REFERENCES public.halls_kiosk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_invitation
    ADD CONSTRAINT evaluations_invitation_party_id_751cae86_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_invitation
    ADD CONSTRAINT evaluations_invitation_staff_id_ef5a3296_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_invitation
    ADD CONSTRAINT evaluations_invitation_venue_id_86f160d7_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_ratingimport
    ADD CONSTRAINT evaluations_ratingim_agency_id_ccc3141c_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_ratingimport
    ADD CONSTRAINT evaluations_ratingim_imported_by_id_63e3c362_fk_agencies_ FOREIGN KEY (imported_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_redress
    ADD CONSTRAINT evaluations_redress_agency_id_13b8f59b_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_redress
    ADD CONSTRAINT evaluations_redress_decided_by_id_4ec4a486_fk_agencies_staff_id FOREIGN KEY (decided_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_redress
    ADD CONSTRAINT evaluations_redress_evaluation_id_f5ee70ac_fk_evaluatio FOREIGN KEY (evaluation_id) REFERENCES public.evaluations_evaluation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_redress
    ADD CONSTRAINT evaluations_redress_staff_id_f88d0a6c_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_redress
    ADD CONSTRAINT evaluations_redress_verified_by_id_44e6ce82_fk_agencies_ FOREIGN KEY (verified_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_spotcheck
    ADD CONSTRAINT evaluations_spotchec_checked_by_id_0adadef5_fk_agencies_ FOREIGN KEY (checked_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_spotcheck
    ADD CONSTRAINT evaluations_spotchec_redress_id_da6d1f8d_fk_evaluatio FOREIGN KEY (redress_id) REFERENCES public.evaluations_redress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.evaluations_spotcheck
    ADD CONSTRAINT evaluations_spotcheck_draw_id_a040f571_fk_evaluations_draw_id FOREIGN KEY (draw_id) REFERENCES public.evaluations_draw(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fees_charge
    ADD CONSTRAINT fees_charge_case_id_84153089_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fees_movement
    ADD CONSTRAINT fees_movement_charge_id_686e7264_fk_fees_charge_id FOREIGN KEY (charge_id) REFERENCES public.fees_charge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fees_movement
    ADD CONSTRAINT fees_movement_receipt_id_d893ccf6_fk_documents FOREIGN KEY (receipt_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fees_movement
    ADD CONSTRAINT fees_movement_staff_id_54a05f52_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fees_movement
    ADD CONSTRAINT fees_movement_till_id_ff90228e_fk_fees_till_id FOREIGN KEY (till_id) REFERENCES public.fees_till(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fees_order
    ADD CONSTRAINT fees_order_charge_id_67c38294_fk_fees_charge_id FOREIGN KEY (charge_id) REFERENCES public.fees_charge(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fees_till
    ADD CONSTRAINT fees_till_staff_id_9ae42a49_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.fees_till
    ADD CONSTRAINT fees_till_venue_id_aa6bdf65_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.financing_bank
    ADD CONSTRAINT financing_bank_party_id_772973e6_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.financing_financingneed
    ADD CONSTRAINT financing_financingn_account_id_b1ec6101_fk_parties_a FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.financing_financingneed
    ADD CONSTRAINT financing_financingneed_party_id_f061ece8_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.financing_match
    ADD CONSTRAINT financing_match_bank_id_fe737df3_fk_financing_bank_id FOREIGN KEY (bank_id) REFERENCES public.financing_bank(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.financing_match
    ADD CONSTRAINT financing_match_need_id_f131dc6b_fk_financing_financingneed_id FOREIGN KEY (need_id) REFERENCES public.financing_financingneed(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.financing_match
    ADD CONSTRAINT financing_match_product_id_577803df_fk_financing_product_id FOREIGN KEY (product_id) REFERENCES public.financing_product(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.financing_product
    ADD CONSTRAINT financing_product_bank_id_495981ca_fk_financing_bank_id FOREIGN KEY (bank_id) REFERENCES public.financing_bank(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.financing_proof
    ADD CONSTRAINT financing_proof_match_id_51fd2054_fk_financing_match_id FOREIGN KEY (match_id) REFERENCES public.financing_match(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grassroots_agreement
    ADD CONSTRAINT grassroots_agreement_agency_id_1a43e346_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grassroots_agreement
    ADD CONSTRAINT grassroots_agreement_delegation_id_0dd3b1b6_fk_agencies_ FOREIGN KEY (delegation_id) REFERENCES public.agencies_delegation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grassroots_agreement
    ADD CONSTRAINT grassroots_agreement_venue_id_85d69be6_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grassroots_handeddown
    ADD CONSTRAINT grassroots_handeddow_agreement_id_cdea12bb_fk_grassroot FOREIGN KEY (agreement_id) REFERENCES public.grassroots_agreement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grassroots_handeddown
    ADD CONSTRAINT grassroots_handeddown_venue_id_413a793c_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grassroots_sealuse
    ADD CONSTRAINT grassroots_sealuse_agreement_id_ab6733fb_fk_grassroot FOREIGN KEY (agreement_id) REFERENCES public.grassroots_agreement(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.grassroots_sealuse
    ADD CONSTRAINT grassroots_sealuse_staff_id_2a45a106_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_appointment
    ADD CONSTRAINT halls_appointment_account_id_d9871ec6_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_appointment
    ADD CONSTRAINT halls_appointment_party_id_448a56f8_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_appointment
    ADD CONSTRAINT halls_appointment_slot_id_3d64b9bb_fk_halls_appointmentslot_id FOREIGN KEY (slot_id) REFERENCES public.halls_appointmentslot(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_appointmentslot
    ADD CONSTRAINT halls_appointmentslot_venue_id_17b0a499_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_consultation
    ADD CONSTRAINT halls_consultation_contact_id_22b04977_fk_contacts_ FOREIGN KEY (contact_id) REFERENCES public.contacts_firstcontact(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_consultation
    ADD CONSTRAINT halls_consultation_ticket_id_f55713d7_fk_halls_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.halls_ticket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_consultation
    ADD CONSTRAINT halls_consultation_venue_id_5da9f5ea_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_extendedsession
    ADD CONSTRAINT halls_extendedsession_venue_id_30bf274a_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_guidance
    ADD CONSTRAINT halls_guidance_guide_id_961f8475_fk_agencies_staff_id FOREIGN KEY (guide_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_guidance
    ADD CONSTRAINT halls_guidance_ticket_id_7dcc756b_fk_halls_ticket_id FOREIGN KEY (ticket_id) REFERENCES public.halls_ticket(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_guidance
    ADD CONSTRAINT halls_guidance_venue_id_8fc44867_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_guidetick
    ADD CONSTRAINT halls_guidetick_guidance_id_8b8047f3_fk_halls_guidance_id FOREIGN KEY (guidance_id) REFERENCES public.halls_guidance(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_guidetick
    ADD CONSTRAINT halls_guidetick_staff_id_9f0a2824_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_guideturn
    ADD CONSTRAINT halls_guideturn_guidance_id_416c1964_fk_halls_guidance_id FOREIGN KEY (guidance_id) REFERENCES public.halls_guidance(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_guideturn
    ADD CONSTRAINT halls_guideturn_staff_id_7d52b121_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_kiosk
    ADD CONSTRAINT halls_kiosk_venue_id_a9c92327_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_lastnumber
    ADD CONSTRAINT halls_lastnumber_venue_id_db50b3d5_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_overtime
    ADD CONSTRAINT halls_overtime_shift_id_809ce550_fk_contacts_shift_id FOREIGN KEY (shift_id) REFERENCES public.contacts_shift(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_sessionduty
    ADD CONSTRAINT halls_sessionduty_session_id_0884e282_fk_halls_ext FOREIGN KEY (session_id) REFERENCES public.halls_extendedsession(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_sessionduty
    ADD CONSTRAINT halls_sessionduty_staff_id_1cc6ea5f_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_ticket
    ADD CONSTRAINT halls_ticket_account_id_b8cadc75_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_ticket
    ADD CONSTRAINT halls_ticket_appointment_id_535a4d67_fk_halls_appointment_id FOREIGN KEY (appointment_id) REFERENCES public.halls_appointment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_ticket
    ADD CONSTRAINT halls_ticket_clerk_id_31233ad0_fk_agencies_staff_id FOREIGN KEY (clerk_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_ticket
    ADD CONSTRAINT halls_ticket_kiosk_id_be1c12c8_fk_halls_kiosk_id FOREIGN KEY (kiosk_id) REFERENCES public.halls_kiosk(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_ticket
    ADD CONSTRAINT halls_ticket_venue_id_35d7422b_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_windowpause
    ADD CONSTRAINT halls_windowpause_shift_id_cc392910_fk_contacts_shift_id FOREIGN KEY (shift_id) REFERENCES public.contacts_shift(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_windowskill
    ADD CONSTRAINT halls_windowskill_staff_id_502aa3e6_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.halls_zone
    ADD CONSTRAINT halls_zone_venue_id_86697e3b_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_jointpart
    ADD CONSTRAINT hotline_jointpart_agency_id_fb969fb3_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_jointpart
    ADD CONSTRAINT hotline_jointpart_answered_by_id_4d4c446d_fk_agencies_staff_id FOREIGN KEY (answered_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_jointpart
    ADD CONSTRAINT hotline_jointpart_order_id_1742cd65_fk_hotline_workorder_id FOREIGN KEY (order_id) REFERENCES public.hotline_workorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_publicanswer
    ADD CONSTRAINT hotline_publicanswer_order_id_d560d0d9_fk_hotline_workorder_id FOREIGN KEY (order_id) REFERENCES public.hotline_workorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_publicanswer
    ADD CONSTRAINT hotline_publicanswer_published_by_id_3481c055_fk_agencies_ FOREIGN KEY (published_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_workorder
    ADD CONSTRAINT hotline_workorder_account_id_a58c621b_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_workorder
    ADD CONSTRAINT hotline_workorder_agency_id_7b672ebf_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_workorder
    ADD CONSTRAINT hotline_workorder_into_id_bfec1358_fk_hotline_workorder_id FOREIGN KEY (into_id) REFERENCES public.hotline_workorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_workorder
    ADD CONSTRAINT hotline_workorder_party_id_4182de8e_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_workorder
    ADD CONSTRAINT hotline_workorder_repeats_id_241181cd_fk_hotline_workorder_id FOREIGN KEY (repeats_id) REFERENCES public.hotline_workorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.hotline_workorder
    ADD CONSTRAINT hotline_workorder_replier_id_73e69113_fk_agencies_staff_id FOREIGN KEY (replier_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_affectedparty
    ADD CONSTRAINT incidents_affectedpa_incident_id_e8ea9213_fk_incidents FOREIGN KEY (incident_id) REFERENCES public.incidents_incident(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_affectedparty
    ADD CONSTRAINT incidents_affectedparty_party_id_02cfa93e_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_drill
    ADD CONSTRAINT incidents_drill_incident_id_76f56f85_fk_incidents_incident_id FOREIGN KEY (incident_id) REFERENCES public.incidents_incident(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_incident
    ADD CONSTRAINT incidents_incident_reported_by_id_17f53566_fk_agencies_staff_id FOREIGN KEY (reported_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_incidentnotice
    ADD CONSTRAINT incidents_incidentno_document_id_67756117_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_incidentnotice
    ADD CONSTRAINT incidents_incidentno_incident_id_170c8313_fk_incidents FOREIGN KEY (incident_id) REFERENCES public.incidents_incident(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_playmark
    ADD CONSTRAINT incidents_playmark_done_by_id_ee599251_fk_agencies_staff_id FOREIGN KEY (done_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.incidents_playmark
    ADD CONSTRAINT incidents_playmark_incident_id_36b15ce5_fk_incidents FOREIGN KEY (incident_id) REFERENCES public.incidents_incident(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_bid
    ADD CONSTRAINT intermediaries_bid_agency_id_e16b4a77_fk_intermedi FOREIGN KEY (agency_id) REFERENCES public.intermediaries_intermediaryagency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_bid
    ADD CONSTRAINT intermediaries_bid_need_id_6f17ed50_fk_intermediaries_need_id FOREIGN KEY (need_id) REFERENCES public.intermediaries_need(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_concentration
    ADD CONSTRAINT intermediaries_conce_agency_id_daf66df8_fk_intermedi FOREIGN KEY (agency_id) REFERENCES public.intermediaries_intermediaryagency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_concentration
    ADD CONSTRAINT intermediaries_conce_department_id_078f7962_fk_agencies_ FOREIGN KEY (department_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_credititem
    ADD CONSTRAINT intermediaries_credi_agency_id_ca3dbee9_fk_intermedi FOREIGN KEY (agency_id) REFERENCES public.intermediaries_intermediaryagency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_credititem
    ADD CONSTRAINT intermediaries_credi_need_id_adb5d1b6_fk_intermedi FOREIGN KEY (need_id) REFERENCES public.intermediaries_need(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_credititem
    ADD CONSTRAINT intermediaries_credi_written_by_id_a4c89bd7_fk_agencies_ FOREIGN KEY (written_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_intermediaryagency
    ADD CONSTRAINT intermediaries_inter_affiliated_to_id_7e6611cf_fk_agencies_ FOREIGN KEY (affiliated_to_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_intermediaryagency
    ADD CONSTRAINT intermediaries_inter_checked_by_id_6936c855_fk_agencies_ FOREIGN KEY (checked_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_intermediaryagency
    ADD CONSTRAINT intermediaries_inter_listed_by_id_6792f96d_fk_agencies_ FOREIGN KEY (listed_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_intermediaryagency
    ADD CONSTRAINT intermediaries_inter_party_id_77ad300a_fk_parties_p FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_intermediaryagency
    ADD CONSTRAINT intermediaries_inter_supervisor_id_92bc0732_fk_agencies_ FOREIGN KEY (supervisor_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_need
    ADD CONSTRAINT intermediaries_need_account_id_a2d16e71_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_need
    ADD CONSTRAINT intermediaries_need_case_id_47b45b8c_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_need
    ADD CONSTRAINT intermediaries_need_client_id_a33e2058_fk_parties_party_id FOREIGN KEY (client_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_need
    ADD CONSTRAINT intermediaries_need_contract_id_5e78b2e5_fk_documents FOREIGN KEY (contract_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_need
    ADD CONSTRAINT intermediaries_need_department_id_9ae9bdf7_fk_agencies_ FOREIGN KEY (department_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_need
    ADD CONSTRAINT intermediaries_need_result_id_691de6a2_fk_documents FOREIGN KEY (result_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_need
    ADD CONSTRAINT intermediaries_need_selected_id_b6b99513_fk_intermedi FOREIGN KEY (selected_id) REFERENCES public.intermediaries_intermediaryagency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_offering
    ADD CONSTRAINT intermediaries_offer_agency_id_1e5bd6d4_fk_intermedi FOREIGN KEY (agency_id) REFERENCES public.intermediaries_intermediaryagency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.intermediaries_qualification
    ADD CONSTRAINT intermediaries_quali_agency_id_fe4c67ec_fk_intermedi FOREIGN KEY (agency_id) REFERENCES public.intermediaries_intermediaryagency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interpretations_interpretation
    ADD CONSTRAINT interpretations_inte_agency_id_656ef7b7_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interpretations_interpretation
    ADD CONSTRAINT interpretations_inte_drafter_id_0062ef91_fk_agencies_ FOREIGN KEY (drafter_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interpretations_interpretationsubject
    ADD CONSTRAINT interpretations_inte_interpretation_id_5b231907_fk_interpret FOREIGN KEY (interpretation_id) REFERENCES public.interpretations_interpretation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interpretations_interpretationreads
    ADD CONSTRAINT interpretations_inte_interpretation_id_a1926fb7_fk_interpret FOREIGN KEY (interpretation_id) REFERENCES public.interpretations_interpretation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interpretations_interpretationedition
    ADD CONSTRAINT interpretations_inte_interpretation_id_e2652066_fk_interpret FOREIGN KEY (interpretation_id) REFERENCES public.interpretations_interpretation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interpretations_interpretationsubject
    ADD CONSTRAINT interpretations_inte_option_id_8a6bf6e7_fk_catalog_h FOREIGN KEY (option_id) REFERENCES public.catalog_handlingoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interpretations_interpretationsubject
    ADD CONSTRAINT interpretations_inte_policy_id_7f71c6fa_fk_benefits_ FOREIGN KEY (policy_id) REFERENCES public.benefits_policy(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interpretations_interpretationedition
    ADD CONSTRAINT interpretations_inte_published_by_id_5a123bf7_fk_agencies_ FOREIGN KEY (published_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.interpretations_interpretationedition
    ADD CONSTRAINT interpretations_inte_written_by_id_a15bdb00_fk_agencies_ FOREIGN KEY (written_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_anchor
    ADD CONSTRAINT ledger_anchor_block_id_89fbb7a8_fk_ledger_block_number FOREIGN KEY (block_id) REFERENCES public.ledger_block(number) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.ledger_parked
    ADD CONSTRAINT ledger_parked_entry_id_9f9397c1_fk_ledger_entry_id FOREIGN KEY (entry_id) REFERENCES public.ledger_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_facecorrection
    ADD CONSTRAINT licenses_facecorrect_agency_id_d4c02517_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_facecorrection
    ADD CONSTRAINT licenses_facecorrect_answered_by_id_ae3a4335_fk_agencies_ FOREIGN KEY (answered_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_facecorrection
    ADD CONSTRAINT licenses_facecorrect_edition_id_c4012473_fk_licenses_ FOREIGN KEY (edition_id) REFERENCES public.licenses_licenseedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_facecorrection
    ADD CONSTRAINT licenses_facecorrect_license_id_306a1b2b_fk_licenses_ FOREIGN KEY (license_id) REFERENCES public.licenses_license(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_facecorrection
    ADD CONSTRAINT licenses_facecorrection_asker_id_913fb66f_fk_parties_party_id FOREIGN KEY (asker_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_license
    ADD CONSTRAINT licenses_license_holder_id_789ee392_fk_parties_party_id FOREIGN KEY (holder_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_license
    ADD CONSTRAINT licenses_license_issuer_id_e22668e8_fk_agencies_agency_id FOREIGN KEY (issuer_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_license
    ADD CONSTRAINT licenses_license_previous_id_c752482c_fk_licenses_license_id FOREIGN KEY (previous_id) REFERENCES public.licenses_license(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_license
    ADD CONSTRAINT licenses_license_type_id_466e6420_fk_licenses_licensetype_id FOREIGN KEY (type_id) REFERENCES public.licenses_licensetype(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_licenseanswer
    ADD CONSTRAINT licenses_licenseanswer_holder_id_b05795d3_fk_parties_party_id FOREIGN KEY (holder_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_licenseedition
    ADD CONSTRAINT licenses_licenseedit_license_id_318445de_fk_licenses_ FOREIGN KEY (license_id) REFERENCES public.licenses_license(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_licensefile
    ADD CONSTRAINT licenses_licensefile_edition_id_5a902103_fk_licenses_ FOREIGN KEY (edition_id) REFERENCES public.licenses_licenseedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_licenserefusal
    ADD CONSTRAINT licenses_licenserefu_agency_id_4536d096_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_licenserefusal
    ADD CONSTRAINT licenses_licenserefu_license_id_b5f28b03_fk_licenses_ FOREIGN KEY (license_id) REFERENCES public.licenses_license(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_licenseseries
    ADD CONSTRAINT licenses_licenseseri_type_id_009bb732_fk_licenses_ FOREIGN KEY (type_id) REFERENCES public.licenses_licensetype(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_licenseseries
    ADD CONSTRAINT licenses_licenseseries_issuer_id_ea2bbfbd_fk_agencies_agency_id FOREIGN KEY (issuer_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.licenses_licenseuse
    ADD CONSTRAINT licenses_licenseuse_edition_id_429ae803_fk_licenses_ FOREIGN KEY (edition_id) REFERENCES public.licenses_licenseedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_agency_id_8b98fe68_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_institution_id_85009b0c_fk_agencies_agency_id FOREIGN KEY (institution_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_notice_id_45a300b4_fk_documents FOREIGN KEY (notice_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_previous_id_039960f9_fk_lists_edition_id FOREIGN KEY (previous_id) REFERENCES public.lists_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_proposed_by_id_670a7315_fk_agencies_staff_id FOREIGN KEY (proposed_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_edition
    ADD CONSTRAINT lists_edition_published_by_id_299e6cc6_fk_agencies_staff_id FOREIGN KEY (published_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_editiondraft
    ADD CONSTRAINT lists_editiondraft_base_id_598bf9f0_fk_lists_edition_id FOREIGN KEY (base_id) REFERENCES public.lists_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_editiondraft
    ADD CONSTRAINT lists_editiondraft_drafter_id_24a44593_fk_agencies_staff_id FOREIGN KEY (drafter_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_editiondraft
    ADD CONSTRAINT lists_editiondraft_edition_id_cb25479b_fk_lists_edition_id FOREIGN KEY (edition_id) REFERENCES public.lists_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_editiondraft
    ADD CONSTRAINT lists_editiondraft_institution_id_45f83e3d_fk_agencies_ FOREIGN KEY (institution_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_editiondraft
    ADD CONSTRAINT lists_editiondraft_proposer_id_469df9e7_fk_agencies_staff_id FOREIGN KEY (proposer_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_editiondraft
    ADD CONSTRAINT lists_editiondraft_publisher_id_7d98a62d_fk_agencies_staff_id FOREIGN KEY (publisher_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.lists_resolution
    ADD CONSTRAINT lists_resolution_staff_id_47830a32_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.norms_norm
    ADD CONSTRAINT norms_norm_replaced_by_id_dfdd38a9_fk_norms_norm_id FOREIGN KEY (replaced_by_id) REFERENCES public.norms_norm(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.norms_normalert
    ADD CONSTRAINT norms_normalert_agency_id_6f7776df_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.norms_normalert
    ADD CONSTRAINT norms_normalert_change_id_fd3a51ba_fk_norms_normchange_id FOREIGN KEY (change_id) REFERENCES public.norms_normchange(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.norms_normalert
    ADD CONSTRAINT norms_normalert_list_id_f1a4c2d8_fk_catalog_i FOREIGN KEY (list_id) REFERENCES public.catalog_implementationlist(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.norms_normchange
    ADD CONSTRAINT norms_normchange_norm_id_05ae14fd_fk_norms_norm_id FOREIGN KEY (norm_id) REFERENCES public.norms_norm(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.norms_normreview
    ADD CONSTRAINT norms_normreview_agency_id_8e614a78_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.norms_normreview
    ADD CONSTRAINT norms_normreview_norm_id_500174ca_fk_norms_norm_id FOREIGN KEY (norm_id) REFERENCES public.norms_norm(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.notices_message
    ADD CONSTRAINT notices_message_party_id_1d0c2d30_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offline_numberblock
    ADD CONSTRAINT offline_numberblock_staff_id_c827d4f2_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offline_numberblock
    ADD CONSTRAINT offline_numberblock_venue_id_cac2a603_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offline_paperintake
    ADD CONSTRAINT offline_paperintake_block_id_f083d2d4_fk_offline_numberblock_id FOREIGN KEY (block_id) REFERENCES public.offline_numberblock(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.offline_paperintake
    ADD CONSTRAINT offline_paperintake_staff_id_6da08bf5_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_heldpaper
    ADD CONSTRAINT outreach_heldpaper_given_by_id_e880171f_fk_agencies_staff_id FOREIGN KEY (given_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_heldpaper
    ADD CONSTRAINT outreach_heldpaper_request_id_0086109e_fk_outreach_outreach_id FOREIGN KEY (request_id) REFERENCES public.outreach_outreach(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_heldpaper
    ADD CONSTRAINT outreach_heldpaper_taken_by_id_47f019b4_fk_agencies_staff_id FOREIGN KEY (taken_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_outreach
    ADD CONSTRAINT outreach_outreach_account_id_30beeb4b_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_outreach
    ADD CONSTRAINT outreach_outreach_companion_id_942040b7_fk_agencies_staff_id FOREIGN KEY (companion_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_outreach
    ADD CONSTRAINT outreach_outreach_helper_id_9331bb89_fk_agencies_staff_id FOREIGN KEY (helper_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_outreach
    ADD CONSTRAINT outreach_outreach_party_id_df5c05d1_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_outreach
    ADD CONSTRAINT outreach_outreach_venue_id_5dfa3667_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_visit
    ADD CONSTRAINT outreach_visit_request_id_70f1714b_fk_outreach_outreach_id FOREIGN KEY (request_id) REFERENCES public.outreach_outreach(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_visit
    ADD CONSTRAINT outreach_visit_settled_by_id_bfd6a691_fk_agencies_staff_id FOREIGN KEY (settled_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_visit
    ADD CONSTRAINT outreach_visit_staff_id_cad09ab2_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_visitphoto
    ADD CONSTRAINT outreach_visitphoto_file_id_ba161d96_fk_documents_storedfile_id FOREIGN KEY (file_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_visitphoto
    ADD CONSTRAINT outreach_visitphoto_visit_id_dd690c54_fk_outreach_visit_id FOREIGN KEY (visit_id) REFERENCES public.outreach_visit(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_volunteer
    ADD CONSTRAINT outreach_volunteer_party_id_313552a5_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_volunteer
    ADD CONSTRAINT outreach_volunteer_registered_by_id_36077ca8_fk_agencies_ FOREIGN KEY (registered_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.outreach_volunteer
    ADD CONSTRAINT outreach_volunteer_venue_id_27a52e97_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parity_rectification
    ADD CONSTRAINT parity_rectification_agency_id_f4b2882a_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parity_rectification
    ADD CONSTRAINT parity_rectification_list_id_855ecc4b_fk_catalog_i FOREIGN KEY (list_id) REFERENCES public.catalog_implementationlist(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_account
    ADD CONSTRAINT parties_account_person_id_951f8954_fk_parties_party_id FOREIGN KEY (person_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_apicalls
    ADD CONSTRAINT parties_apicalls_client_id_57f7a3e8_fk_parties_apiclient_id FOREIGN KEY (client_id) REFERENCES public.parties_apiclient(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_apitoken
    ADD CONSTRAINT parties_apitoken_access_id_6c5d605e_fk_parties_appaccess_id FOREIGN KEY (access_id) REFERENCES public.parties_appaccess(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_apitoken
    ADD CONSTRAINT parties_apitoken_account_id_2d2558d3_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_apitoken
    ADD CONSTRAINT parties_apitoken_client_id_58716e6d_fk_parties_apiclient_id FOREIGN KEY (client_id) REFERENCES public.parties_apiclient(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_appaccess
    ADD CONSTRAINT parties_appaccess_account_id_d5a24e79_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_appaccess
    ADD CONSTRAINT parties_appaccess_client_id_b4502b6b_fk_parties_apiclient_id FOREIGN KEY (client_id) REFERENCES public.parties_apiclient(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_federatedidentity
    ADD CONSTRAINT parties_federatedide_account_id_0bf1b2eb_fk_parties_a FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_mandate
    ADD CONSTRAINT parties_mandate_agent_id_4746ea64_fk_parties_party_id FOREIGN KEY (agent_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_mandate
    ADD CONSTRAINT parties_mandate_principal_id_8d09113b_fk_parties_party_id FOREIGN KEY (principal_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_mandatecode
    ADD CONSTRAINT parties_mandatecode_agent_id_448ca9a8_fk_parties_party_id FOREIGN KEY (agent_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_mandatecode
    ADD CONSTRAINT parties_mandatecode_mandate_id_0b0575f6_fk_parties_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.parties_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_mandatecode
    ADD CONSTRAINT parties_mandatecode_principal_id_2c7c9f17_fk_parties_party_id FOREIGN KEY (principal_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_membership
    ADD CONSTRAINT parties_membership_enterprise_id_8fc5f4bb_fk_parties_party_id FOREIGN KEY (enterprise_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_membership
    ADD CONSTRAINT parties_membership_person_id_6a0ce50d_fk_parties_party_id FOREIGN KEY (person_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_party
    ADD CONSTRAINT parties_party_legal_representative_0757167a_fk_parties_p FOREIGN KEY (legal_representative_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_party
    ADD CONSTRAINT parties_party_merged_into_id_83b7b758_fk_parties_party_id FOREIGN KEY (merged_into_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_session
    ADD CONSTRAINT parties_session_account_id_4cd31afe_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_session
    ADD CONSTRAINT parties_session_acting_for_id_b70fefd4_fk_parties_party_id FOREIGN KEY (acting_for_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.parties_session
    ADD CONSTRAINT parties_session_mandate_id_054b6486_fk_parties_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.parties_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_provision
    ADD CONSTRAINT places_provision_venue_id_fa982c54_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_rename
    ADD CONSTRAINT places_rename_venue_id_ab044722_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_sign
    ADD CONSTRAINT places_sign_batch_id_cc907c98_fk_places_signbatch_id FOREIGN KEY (batch_id) REFERENCES public.places_signbatch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_sign
    ADD CONSTRAINT places_sign_photo_id_a8b8dd6b_fk_documents_storedfile_id FOREIGN KEY (photo_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_sign
    ADD CONSTRAINT places_sign_venue_id_d96cdb95_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_signbatch
    ADD CONSTRAINT places_signbatch_spec_id_30cc56e3_fk_places_signspec_id FOREIGN KEY (spec_id) REFERENCES public.places_signspec(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_subcentre
    ADD CONSTRAINT places_subcentre_agency_id_2c47670a_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_subcentre
    ADD CONSTRAINT places_subcentre_venue_id_c99d864a_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.places_subcentrestep
    ADD CONSTRAINT places_subcentrestep_sub_centre_id_22c2f58a_fk_places_su FOREIGN KEY (sub_centre_id) REFERENCES public.places_subcentre(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.posting_shipment
    ADD CONSTRAINT posting_shipment_case_id_787d1b8a_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.posting_shipmentevent
    ADD CONSTRAINT posting_shipmenteven_shipment_id_3cb026de_fk_posting_s FOREIGN KEY (shipment_id) REFERENCES public.posting_shipment(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.procrastinate_events
    ADD CONSTRAINT procrastinate_events_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id) ON DELETE CASCADE;

ALTER TABLE ONLY public.procrastinate_jobs
    ADD CONSTRAINT procrastinate_jobs_worker_id_fkey FOREIGN KEY (worker_id) REFERENCES public.procrastinate_workers(id) ON DELETE SET NULL;

ALTER TABLE ONLY public.procrastinate_periodic_defers
    ADD CONSTRAINT procrastinate_periodic_defers_job_id_fkey FOREIGN KEY (job_id) REFERENCES public.procrastinate_jobs(id);

ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT projects_project_account_id_af614496_fk_parties_account_id FOREIGN KEY (account_id) REFERENCES public.parties_account(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT projects_project_applicant_id_a3316b82_fk_parties_party_id FOREIGN KEY (applicant_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.projects_project
    ADD CONSTRAINT projects_project_mandate_id_57d8fd14_fk_parties_mandate_id FOREIGN KEY (mandate_id) REFERENCES public.parties_mandate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.projects_projectpaper
    ADD CONSTRAINT projects_projectpape_file_id_c7f7346b_fk_documents FOREIGN KEY (file_id) REFERENCES public.documents_storedfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.projects_projectpaper
    ADD CONSTRAINT projects_projectpape_project_id_0b834e66_fk_projects_ FOREIGN KEY (project_id) REFERENCES public.projects_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.projects_projectstage
    ADD CONSTRAINT projects_projectstag_bundle_id_cbe31184_fk_bundle_ca FOREIGN KEY (bundle_id) REFERENCES public.bundle_cases_bundlecase(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.projects_projectstage
    ADD CONSTRAINT projects_projectstag_project_id_e422daea_fk_projects_ FOREIGN KEY (project_id) REFERENCES public.projects_project(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_catalogue_batch
    ADD CONSTRAINT provincial_catalogue_edition_id_3351c5bb_fk_catalog_l FOREIGN KEY (edition_id) REFERENCES public.catalog_listversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_catalogue_difference
    ADD CONSTRAINT provincial_catalogue_reconciliation_id_b43d4935_fk_provincia FOREIGN KEY (reconciliation_id) REFERENCES public.provincial_catalogue_reconciliation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_catalogue_difference
    ADD CONSTRAINT provincial_catalogue_repaired_by_id_b41601ca_fk_agencies_ FOREIGN KEY (repaired_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_code_platefiling
    ADD CONSTRAINT provincial_code_plat_plate_id_30479db0_fk_codes_doo FOREIGN KEY (plate_id) REFERENCES public.codes_doorplate(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_data_returnedrow
    ADD CONSTRAINT provincial_data_retu_batch_id_2b0138eb_fk_provincia FOREIGN KEY (batch_id) REFERENCES public.provincial_data_returnedbatch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_hotline_handedreport
    ADD CONSTRAINT provincial_hotline_h_follows_id_76bb6dcf_fk_provincia FOREIGN KEY (follows_id) REFERENCES public.provincial_hotline_handedreport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_hotline_handedreport
    ADD CONSTRAINT provincial_hotline_h_handed_id_eb05dda4_fk_provincia FOREIGN KEY (handed_id) REFERENCES public.provincial_hotline_handedorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_hotline_handedorder
    ADD CONSTRAINT provincial_hotline_h_order_id_dd669dc5_fk_hotline_w FOREIGN KEY (order_id) REFERENCES public.hotline_workorder(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_ratings_ratingpush
    ADD CONSTRAINT provincial_ratings_r_evaluation_id_144122b2_fk_evaluatio FOREIGN KEY (evaluation_id) REFERENCES public.evaluations_evaluation(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_ratings_ratingpush
    ADD CONSTRAINT provincial_ratings_r_follows_id_56233657_fk_provincia FOREIGN KEY (follows_id) REFERENCES public.provincial_ratings_ratingpush(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_rectification_taskreport
    ADD CONSTRAINT provincial_rectifica_follows_id_a3d9cf79_fk_provincia FOREIGN KEY (follows_id) REFERENCES public.provincial_rectification_taskreport(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_rectification_provincialtask
    ADD CONSTRAINT provincial_rectifica_redress_id_79b3c3af_fk_evaluatio FOREIGN KEY (redress_id) REFERENCES public.evaluations_redress(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_rectification_taskreport
    ADD CONSTRAINT provincial_rectifica_task_id_297e7cc0_fk_provincia FOREIGN KEY (task_id) REFERENCES public.provincial_rectification_provincialtask(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_supervision_deliveredfile
    ADD CONSTRAINT provincial_supervisi_agency_id_40f88d28_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_supervision_deliveredrecord
    ADD CONSTRAINT provincial_supervisi_agency_id_a2d969be_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_supervision_supervisionreport
    ADD CONSTRAINT provincial_supervisi_delivered_id_e4ed194e_fk_provincia FOREIGN KEY (delivered_id) REFERENCES public.provincial_supervision_deliveredrecord(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_supervision_supervisionreport
    ADD CONSTRAINT provincial_supervisi_edition_id_79674de8_fk_lists_edi FOREIGN KEY (edition_id) REFERENCES public.lists_edition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_supervision_deliveredrecord
    ADD CONSTRAINT provincial_supervisi_file_id_0ceffaf7_fk_provincia FOREIGN KEY (file_id) REFERENCES public.provincial_supervision_deliveredfile(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.provincial_supervision_supervisionreport
    ADD CONSTRAINT provincial_supervisi_finding_id_4f256b59_fk_regulatio FOREIGN KEY (finding_id) REFERENCES public.regulation_supervisionfinding(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reading_lookfinding
    ADD CONSTRAINT reading_lookfinding_agency_id_dae6db11_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reading_lookfinding
    ADD CONSTRAINT reading_lookfinding_reader_id_f71d0c5c_fk_agencies_staff_id FOREIGN KEY (reader_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reading_policyedition
    ADD CONSTRAINT reading_policyedition_by_id_df5b5c68_fk_agencies_staff_id FOREIGN KEY (by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reading_readquestion
    ADD CONSTRAINT reading_readquestion_agency_id_90ac168e_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reading_readquestion
    ADD CONSTRAINT reading_readquestion_answered_by_id_fdc3e8a5_fk_agencies_ FOREIGN KEY (answered_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reading_readquestion
    ADD CONSTRAINT reading_readquestion_asker_id_78c4b31c_fk_parties_party_id FOREIGN KEY (asker_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reading_watchedparty
    ADD CONSTRAINT reading_watchedparty_added_by_id_ad6f22a4_fk_agencies_staff_id FOREIGN KEY (added_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reading_watchedparty
    ADD CONSTRAINT reading_watchedparty_ended_by_id_669673f8_fk_agencies_staff_id FOREIGN KEY (ended_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reading_watchedparty
    ADD CONSTRAINT reading_watchedparty_party_id_bcc55bf9_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_cancelledtask
    ADD CONSTRAINT regulation_cancelled_agency_id_e8a2f464_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_cancelledtask
    ADD CONSTRAINT regulation_cancelled_done_by_id_048189a0_fk_agencies_ FOREIGN KEY (done_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmen_advice_id_4706081b_fk_documents FOREIGN KEY (advice_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmen_agency_id_a9571d80_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmen_assignee_id_9485c4bf_fk_agencies_ FOREIGN KEY (assignee_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmen_rectification_id_0027dc26_fk_documents FOREIGN KEY (rectification_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmen_revocation_id_537420c1_fk_documents FOREIGN KEY (revocation_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_commitmentcheck
    ADD CONSTRAINT regulation_commitmentcheck_case_id_d6baea63_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_creditrecord
    ADD CONSTRAINT regulation_creditrec_agency_id_a47900a7_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_creditrecord
    ADD CONSTRAINT regulation_creditrec_check_of_id_4045b145_fk_regulatio FOREIGN KEY (check_of_id) REFERENCES public.regulation_commitmentcheck(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_creditrecord
    ADD CONSTRAINT regulation_creditrecord_party_id_d6acccee_fk_parties_party_id FOREIGN KEY (party_id) REFERENCES public.parties_party(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_endingproposal
    ADD CONSTRAINT regulation_endingpro_agency_id_82925752_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_endingproposal
    ADD CONSTRAINT regulation_endingpro_answered_by_id_a876596b_fk_agencies_ FOREIGN KEY (answered_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_endingproposal
    ADD CONSTRAINT regulation_endingpro_proposer_id_b8a35ec5_fk_agencies_ FOREIGN KEY (proposer_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_endingproposal
    ADD CONSTRAINT regulation_endingpro_push_id_eae314cd_fk_regulatio FOREIGN KEY (push_id) REFERENCES public.regulation_supervisionpush(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisi_agency_id_5b3d7c20_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionfinding
    ADD CONSTRAINT regulation_supervisi_agency_id_a85da72d_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisi_arbiter_id_15ca3074_fk_agencies_ FOREIGN KEY (arbiter_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisi_disputed_by_id_903d7496_fk_agencies_ FOREIGN KEY (disputed_by_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisi_permit_agency_id_0840fed2_fk_agencies_ FOREIGN KEY (permit_agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionfinding
    ADD CONSTRAINT regulation_supervisi_push_id_f555448b_fk_regulatio FOREIGN KEY (push_id) REFERENCES public.regulation_supervisionpush(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisi_ruled_by_id_dd5fc98b_fk_agencies_ FOREIGN KEY (ruled_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisi_signed_by_id_72610948_fk_agencies_ FOREIGN KEY (signed_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionfinding
    ADD CONSTRAINT regulation_supervisi_staff_id_b5e74f5a_fk_agencies_ FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisionpush_case_id_115f340f_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.regulation_supervisionpush
    ADD CONSTRAINT regulation_supervisionpush_entry_id_58d47ae7_fk_ledger_entry_id FOREIGN KEY (entry_id) REFERENCES public.ledger_entry(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reimbursements_invoiceused
    ADD CONSTRAINT reimbursements_invoiceused_case_id_a9633b7e_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reimbursements_settlement
    ADD CONSTRAINT reimbursements_settl_settled_by_id_4c72489b_fk_agencies_ FOREIGN KEY (settled_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.reimbursements_settlement
    ADD CONSTRAINT reimbursements_settlement_case_id_f4604eda_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resolving_pair
    ADD CONSTRAINT resolving_pair_left_id_ebe23695_fk_resolving_subject_id FOREIGN KEY (left_id) REFERENCES public.resolving_subject(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resolving_pair
    ADD CONSTRAINT resolving_pair_right_id_91f6da2b_fk_resolving_subject_id FOREIGN KEY (right_id) REFERENCES public.resolving_subject(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resolving_sourced
    ADD CONSTRAINT resolving_sourced_batch_id_0c93c9f9_fk_provincia FOREIGN KEY (batch_id) REFERENCES public.provincial_data_returnedbatch(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resolving_sourced
    ADD CONSTRAINT resolving_sourced_row_id_2ec754a8_fk_provincia FOREIGN KEY (row_id) REFERENCES public.provincial_data_returnedrow(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resolving_sourced
    ADD CONSTRAINT resolving_sourced_subject_id_bb3cf13d_fk_resolving_subject_id FOREIGN KEY (subject_id) REFERENCES public.resolving_subject(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_censussheet
    ADD CONSTRAINT resources_censusshee_handed_in_by_id_f28329e9_fk_agencies_ FOREIGN KEY (handed_in_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_censussheet
    ADD CONSTRAINT resources_censusshee_round_id_8f9be54d_fk_resources FOREIGN KEY (round_id) REFERENCES public.resources_censusround(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_censussheet
    ADD CONSTRAINT resources_censussheet_agency_id_32fe8526_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_dataofficer
    ADD CONSTRAINT resources_dataofficer_agency_id_546e922e_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_dataofficer
    ADD CONSTRAINT resources_dataofficer_staff_id_e6ab260e_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_dataresource
    ADD CONSTRAINT resources_dataresource_owner_id_9132a6ab_fk_agencies_agency_id FOREIGN KEY (owner_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_resourcefield
    ADD CONSTRAINT resources_resourcefi_resource_id_cec899cf_fk_resources FOREIGN KEY (resource_id) REFERENCES public.resources_dataresource(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_resourcefield
    ADD CONSTRAINT resources_resourcefield_owner_id_a8659efc_fk_agencies_agency_id FOREIGN KEY (owner_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_stageduty
    ADD CONSTRAINT resources_stageduty_agency_id_388e1d9b_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.resources_stageduty
    ADD CONSTRAINT resources_stageduty_resource_id_dac0a3ec_fk_resources FOREIGN KEY (resource_id) REFERENCES public.resources_dataresource(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.scenes_scene
    ADD CONSTRAINT scenes_scene_agency_id_8a8b51e7_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_datademand
    ADD CONSTRAINT sharing_datademand_agency_id_61140861_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_datademand
    ADD CONSTRAINT sharing_datademand_asked_by_id_9c84ec45_fk_agencies_staff_id FOREIGN KEY (asked_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_datademand
    ADD CONSTRAINT sharing_datademand_resource_id_90eb1fb2_fk_resources FOREIGN KEY (resource_id) REFERENCES public.resources_dataresource(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_sharingrequest
    ADD CONSTRAINT sharing_sharingreque_answered_by_id_e9591a54_fk_agencies_ FOREIGN KEY (answered_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_sharingrequest
    ADD CONSTRAINT sharing_sharingreque_asked_by_id_60f29439_fk_agencies_ FOREIGN KEY (asked_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_sharingrequest
    ADD CONSTRAINT sharing_sharingreque_demand_id_cf6a0427_fk_sharing_d FOREIGN KEY (demand_id) REFERENCES public.sharing_datademand(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_sharingrequest
    ADD CONSTRAINT sharing_sharingreque_resource_id_edbe6170_fk_resources FOREIGN KEY (resource_id) REFERENCES public.resources_dataresource(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_sharingrequest
    ADD CONSTRAINT sharing_sharingreque_ruled_by_id_b5df7cef_fk_agencies_ FOREIGN KEY (ruled_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_sharingrequest
    ADD CONSTRAINT sharing_sharingrequest_agency_id_2ac52d21_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.sharing_userecord
    ADD CONSTRAINT sharing_userecord_request_id_86c3b0d4_fk_sharing_s FOREIGN KEY (request_id) REFERENCES public.sharing_sharingrequest(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standards_compliancereport
    ADD CONSTRAINT standards_compliance_frozen_by_id_05309212_fk_agencies_ FOREIGN KEY (frozen_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.standards_evidence
    ADD CONSTRAINT standards_evidence_by_id_dd678dbd_fk_agencies_staff_id FOREIGN KEY (by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT supervision_card_agency_id_2c7c5c84_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT supervision_card_case_id_9f585f36_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT supervision_card_contested_by_id_20f6af2e_fk_agencies_staff_id FOREIGN KEY (contested_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT supervision_card_decided_by_id_571c6c93_fk_agencies_staff_id FOREIGN KEY (decided_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_card
    ADD CONSTRAINT supervision_card_staff_id_401f426c_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_frozenreport
    ADD CONSTRAINT supervision_frozenre_document_id_097d8fac_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_frozenreport
    ADD CONSTRAINT supervision_frozenre_frozen_by_id_a3b482f9_fk_agencies_ FOREIGN KEY (frozen_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_gathering
    ADD CONSTRAINT supervision_gatherin_recorded_by_id_cb0cff90_fk_agencies_ FOREIGN KEY (recorded_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_issue
    ADD CONSTRAINT supervision_issue_escalated_to_id_789f74e1_fk_agencies_staff_id FOREIGN KEY (escalated_to_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_issue
    ADD CONSTRAINT supervision_issue_gathering_id_3f210bdc_fk_supervisi FOREIGN KEY (gathering_id) REFERENCES public.supervision_gathering(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_issue
    ADD CONSTRAINT supervision_issue_lead_id_643ebb0e_fk_agencies_agency_id FOREIGN KEY (lead_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_issue
    ADD CONSTRAINT supervision_issue_owner_id_5c92597b_fk_agencies_staff_id FOREIGN KEY (owner_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_issue
    ADD CONSTRAINT supervision_issue_raised_by_id_b9c1555f_fk_agencies_staff_id FOREIGN KEY (raised_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_issue
    ADD CONSTRAINT supervision_issue_verified_by_id_d3e6e2ac_fk_agencies_staff_id FOREIGN KEY (verified_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_libraryedition
    ADD CONSTRAINT supervision_librarye_published_by_id_5e431213_fk_agencies_ FOREIGN KEY (published_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_monthcount
    ADD CONSTRAINT supervision_monthcou_month_id_1c68a1ff_fk_supervisi FOREIGN KEY (month_id) REFERENCES public.supervision_countedmonth(month) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_monthcount
    ADD CONSTRAINT supervision_monthcount_agency_id_d28d560c_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_planevidence
    ADD CONSTRAINT supervision_planevid_document_id_70ece415_fk_documents FOREIGN KEY (document_id) REFERENCES public.documents_officialdocument(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_planevidence
    ADD CONSTRAINT supervision_planevid_linked_by_id_7c2f4003_fk_agencies_ FOREIGN KEY (linked_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_planevidence
    ADD CONSTRAINT supervision_planevid_target_id_d82b2980_fk_supervisi FOREIGN KEY (target_id) REFERENCES public.supervision_plantarget(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_scorecard
    ADD CONSTRAINT supervision_scorecar_edition_id_97496b1b_fk_supervisi FOREIGN KEY (edition_id) REFERENCES public.supervision_libraryedition(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_scorecard
    ADD CONSTRAINT supervision_scorecard_agency_id_4a26d9e2_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_urge
    ADD CONSTRAINT supervision_urge_agency_id_0ddc8fbc_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_urge
    ADD CONSTRAINT supervision_urge_answered_by_id_a4caaddb_fk_agencies_staff_id FOREIGN KEY (answered_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_urge
    ADD CONSTRAINT supervision_urge_case_id_ec4fa9ea_fk_cases_case_id FOREIGN KEY (case_id) REFERENCES public.cases_case(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_urge
    ADD CONSTRAINT supervision_urge_staff_id_eff27e15_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_urge
    ADD CONSTRAINT supervision_urge_urged_by_id_9948f3d9_fk_agencies_staff_id FOREIGN KEY (urged_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_venuefinding
    ADD CONSTRAINT supervision_venuefin_run_id_b3c873c7_fk_supervisi FOREIGN KEY (run_id) REFERENCES public.supervision_venuerun(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_venuefinding
    ADD CONSTRAINT supervision_venuefinding_clerk_id_04cb7f72_fk_agencies_staff_id FOREIGN KEY (clerk_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.supervision_venuefinding
    ADD CONSTRAINT supervision_venuefinding_venue_id_336ade4b_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.upkeep_guideflaw
    ADD CONSTRAINT upkeep_guideflaw_option_id_c0c788c4_fk_catalog_h FOREIGN KEY (option_id) REFERENCES public.catalog_handlingoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.upkeep_guideowner
    ADD CONSTRAINT upkeep_guideowner_option_id_d25d6989_fk_catalog_h FOREIGN KEY (option_id) REFERENCES public.catalog_handlingoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.upkeep_guideowner
    ADD CONSTRAINT upkeep_guideowner_reviewed_by_id_cc1c6ef3_fk_agencies_staff_id FOREIGN KEY (reviewed_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.upkeep_guideowner
    ADD CONSTRAINT upkeep_guideowner_staff_id_64a5f5ab_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.upkeep_report
    ADD CONSTRAINT upkeep_report_fixed_by_id_ccd0f4aa_fk_catalog_optionversion_id FOREIGN KEY (fixed_by_id) REFERENCES public.catalog_optionversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.upkeep_report
    ADD CONSTRAINT upkeep_report_option_id_0307b999_fk_catalog_handlingoption_id FOREIGN KEY (option_id) REFERENCES public.catalog_handlingoption(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.upkeep_report
    ADD CONSTRAINT upkeep_report_seen_id_c608768a_fk_catalog_optionversion_id FOREIGN KEY (seen_id) REFERENCES public.catalog_optionversion(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.upkeep_report
    ADD CONSTRAINT upkeep_report_settled_by_id_da3f3d9c_fk_agencies_staff_id FOREIGN KEY (settled_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_clerkquestion
    ADD CONSTRAINT workforce_clerkquest_agency_id_9c553fec_fk_agencies_ FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_clerkquestion
    ADD CONSTRAINT workforce_clerkquest_answered_by_id_c0c4fe97_fk_agencies_ FOREIGN KEY (answered_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_clerkquestion
    ADD CONSTRAINT workforce_clerkquestion_asker_id_00bc8a94_fk_agencies_staff_id FOREIGN KEY (asker_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_dailycheck
    ADD CONSTRAINT workforce_dailycheck_decided_by_id_9b023ec3_fk_agencies_ FOREIGN KEY (decided_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_dailycheck
    ADD CONSTRAINT workforce_dailycheck_noted_by_id_6604957b_fk_agencies_staff_id FOREIGN KEY (noted_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_dailycheck
    ADD CONSTRAINT workforce_dailycheck_staff_id_2efbafef_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_duty
    ADD CONSTRAINT workforce_duty_instead_of_id_ffc5c4f1_fk_agencies_staff_id FOREIGN KEY (instead_of_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_duty
    ADD CONSTRAINT workforce_duty_post_id_fb01434b_fk_workforce_windowpost_id FOREIGN KEY (post_id) REFERENCES public.workforce_windowpost(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_duty
    ADD CONSTRAINT workforce_duty_roster_id_34a98d3e_fk_workforce_roster_id FOREIGN KEY (roster_id) REFERENCES public.workforce_roster(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_duty
    ADD CONSTRAINT workforce_duty_staff_id_da798b71_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_exam
    ADD CONSTRAINT workforce_exam_audited_by_id_13a57e4b_fk_agencies_staff_id FOREIGN KEY (audited_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_exam
    ADD CONSTRAINT workforce_exam_staff_id_dedd3e2d_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_leave
    ADD CONSTRAINT workforce_leave_decided_by_id_91beecd0_fk_agencies_staff_id FOREIGN KEY (decided_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_leave
    ADD CONSTRAINT workforce_leave_staff_id_bc33fc0b_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_monthscore
    ADD CONSTRAINT workforce_monthscore_staff_id_8f8c1923_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_roster
    ADD CONSTRAINT workforce_roster_venue_id_dea42cd0_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_skilllevel
    ADD CONSTRAINT workforce_skilllevel_exam_id_d1e148de_fk_workforce_exam_id FOREIGN KEY (exam_id) REFERENCES public.workforce_exam(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_skilllevel
    ADD CONSTRAINT workforce_skilllevel_granted_by_id_fe165e0b_fk_agencies_ FOREIGN KEY (granted_by_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_skilllevel
    ADD CONSTRAINT workforce_skilllevel_staff_id_6998fb1e_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_trainee
    ADD CONSTRAINT workforce_trainee_staff_id_98f12c0e_fk_agencies_staff_id FOREIGN KEY (staff_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_trainee
    ADD CONSTRAINT workforce_trainee_training_id_c9066666_fk_workforce_training_id FOREIGN KEY (training_id) REFERENCES public.workforce_training(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_training
    ADD CONSTRAINT workforce_training_agency_id_bfc7f07b_fk_agencies_agency_id FOREIGN KEY (agency_id) REFERENCES public.agencies_agency(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_training
    ADD CONSTRAINT workforce_training_trainer_id_ceeffd49_fk_agencies_staff_id FOREIGN KEY (trainer_id) REFERENCES public.agencies_staff(id) DEFERRABLE INITIALLY DEFERRED;

ALTER TABLE ONLY public.workforce_windowpost
    ADD CONSTRAINT workforce_windowpost_venue_id_d802ca9f_fk_agencies_venue_id FOREIGN KEY (venue_id) REFERENCES public.agencies_venue(id) DEFERRABLE INITIALLY DEFERRED;

SET LOCAL search_path TO DEFAULT;
