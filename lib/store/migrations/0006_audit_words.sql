-- Part of every PostgreSQL; whoever may create things in the database may switch it on.
CREATE EXTENSION IF NOT EXISTS pg_trgm;--> statement-breakpoint
CREATE INDEX "audit_event_words" ON "audit_event" USING gin ((lower(("actor_name" || ' ' || "sentence" || ' ' || coalesce("detail" -> 'problem' ->> 'say', '') || ' ' || coalesce("detail" -> 'problem' ->> 'vastSays', '')) COLLATE "und-x-icu")) gin_trgm_ops);
