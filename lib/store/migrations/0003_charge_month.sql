-- Of two that make a month at once, the second waited and then asked `to_regclass` again: that answers from a cache
-- which it had just filled with "no such table". A query of the catalogue sees what the first one made.
CREATE OR REPLACE FUNCTION ensure_charge_month(any_day date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  first_day date := date_trunc('month', any_day)::date;
  partition_name text := 'charge_line_' || to_char(any_day, 'YYYY_MM');
BEGIN
  IF to_regclass(partition_name) IS NOT NULL THEN RETURN; END IF;
  PERFORM pg_advisory_xact_lock(7463002);
  IF EXISTS (SELECT FROM pg_class WHERE relname = partition_name AND relnamespace = 'public'::regnamespace) THEN RETURN; END IF;
  EXECUTE format('CREATE TABLE %I PARTITION OF charge_line FOR VALUES FROM (%L) TO (%L)',
    partition_name, first_day, (first_day + interval '1 month')::date);
  EXECUTE format('CREATE TRIGGER no_truncate BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()', partition_name);
  EXECUTE format('REVOKE ALL ON %I FROM gantry_app', partition_name);
  EXECUTE format('GRANT SELECT, INSERT ON %I TO gantry_app', partition_name);
END $$;
