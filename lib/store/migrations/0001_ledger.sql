-- The ledger: append-only, partitioned by month; and the rights of the role the application runs as.
CREATE TABLE charge_line (
  workspace_id uuid NOT NULL,
  account_id uuid NOT NULL,
  day date NOT NULL,
  source text NOT NULL,
  item text NOT NULL,
  segment integer NOT NULL,
  revision integer NOT NULL,
  amount numeric NOT NULL,
  delta numeric NOT NULL,
  type text NOT NULL,
  contract_id bigint,
  description text NOT NULL,
  label text,
  template_id bigint,
  endpoint_id bigint,
  workergroup_id bigint,
  known_from timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, account_id, day, source, item, segment, revision)
) PARTITION BY RANGE (day);
--> statement-breakpoint
CREATE INDEX charge_line_contract ON charge_line (workspace_id, account_id, contract_id);
--> statement-breakpoint
CREATE TABLE money_movement (
  workspace_id uuid NOT NULL,
  account_id uuid NOT NULL,
  movement_id text NOT NULL,
  revision integer NOT NULL,
  type text NOT NULL,
  service text,
  amount numeric NOT NULL,
  description text NOT NULL,
  started_at timestamptz NOT NULL,
  ended_at timestamptz,
  known_from timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, account_id, movement_id, revision)
);
--> statement-breakpoint
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: % is not allowed', TG_TABLE_NAME, TG_OP USING ERRCODE = 'integrity_constraint_violation';
END $$;
--> statement-breakpoint
CREATE TRIGGER charge_line_append_only BEFORE UPDATE OR DELETE ON charge_line FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER charge_line_no_truncate BEFORE TRUNCATE ON charge_line FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER money_movement_append_only BEFORE UPDATE OR DELETE ON money_movement FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER money_movement_no_truncate BEFORE TRUNCATE ON money_movement FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_event_append_only BEFORE UPDATE OR DELETE ON audit_event FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER audit_event_no_truncate BEFORE TRUNCATE ON audit_event FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
-- Roles belong to the server, not to a database, and several databases may be migrated at once.
DO $$
BEGIN
  CREATE ROLE gantry_app NOLOGIN NOSUPERUSER NOBYPASSRLS;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$;
--> statement-breakpoint
DO $$
BEGIN
  PERFORM pg_advisory_xact_lock(7463001);
  EXECUTE format('GRANT gantry_app TO %I', current_user);
END $$;
--> statement-breakpoint
-- A month's partition is made on demand. The application may not create tables, so this runs as the owner.
CREATE FUNCTION ensure_charge_month(any_day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first_day date := date_trunc('month', any_day)::date;
  partition_name text := 'charge_line_' || to_char(any_day, 'YYYY_MM');
BEGIN
  IF to_regclass(partition_name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(7463002);
  IF to_regclass(partition_name) IS NOT NULL THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF charge_line FOR VALUES FROM (%L) TO (%L)',
    partition_name, first_day, (first_day + interval '1 month')::date);
  EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', partition_name);
  EXECUTE format('REVOKE ALL ON %I FROM gantry_app', partition_name);
  EXECUTE format('GRANT SELECT, INSERT ON %I TO gantry_app', partition_name);
END $$;
--> statement-breakpoint
REVOKE ALL ON FUNCTION ensure_charge_month(date) FROM PUBLIC;
--> statement-breakpoint
GRANT EXECUTE ON FUNCTION ensure_charge_month(date) TO gantry_app;
--> statement-breakpoint
GRANT USAGE ON SCHEMA public TO gantry_app;
--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO gantry_app;
--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO gantry_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO gantry_app;
--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO gantry_app;
--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON charge_line, money_movement, audit_event FROM gantry_app;
--> statement-breakpoint
-- pg-boss keeps its own tables: the application owns that schema and nothing else.
DO $$
BEGIN
  EXECUTE 'CREATE SCHEMA IF NOT EXISTS pgboss AUTHORIZATION gantry_app';
END $$;
