-- Rises with every stored change that a live stream must pass on.
CREATE SEQUENCE "live_version";--> statement-breakpoint
CREATE TABLE "first_run_link" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"workspace_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "membership_workspace_id_person_id_pk" PRIMARY KEY("workspace_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"password_hash" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "session" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"person_id" uuid NOT NULL,
	"workspace_id" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"revoked_at" timestamp with time zone,
	"address" text,
	"agent" text
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempt" (
	"key" text PRIMARY KEY NOT NULL,
	"window_start" timestamp with time zone NOT NULL,
	"failures" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "workspace" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"time_zone" text DEFAULT 'UTC' NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"identity_id" text NOT NULL,
	"name" text NOT NULL,
	"origin" text NOT NULL,
	"key_sealed" text NOT NULL,
	"key_hint" text NOT NULL,
	"scopes" jsonb,
	"state" text DEFAULT 'ok' NOT NULL,
	"state_detail" text,
	"state_since" timestamp with time zone DEFAULT now() NOT NULL,
	"credit" numeric,
	"credit_read_at" timestamp with time zone,
	"linked_by" uuid,
	"linked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone,
	CONSTRAINT "account_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "account_identity_once" UNIQUE("workspace_id","identity_id")
);
--> statement-breakpoint
CREATE TABLE "allocation_rule" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"position" integer NOT NULL,
	"label_pattern" text NOT NULL,
	"team_id" uuid,
	"project" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "allocation_rule_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "rate_slot" (
	"origin" text NOT NULL,
	"identity" text NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"next_at" timestamp with time zone NOT NULL,
	"learned_interval_ms" integer,
	CONSTRAINT "rate_slot_origin_identity_method_path_pk" PRIMARY KEY("origin","identity","method","path")
);
--> statement-breakpoint
CREATE TABLE "team" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"archived" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "team_workspace_id_id_pk" PRIMARY KEY("workspace_id","id"),
	CONSTRAINT "team_name_once" UNIQUE("workspace_id","name")
);
--> statement-breakpoint
CREATE TABLE "vast_identity" (
	"id" text PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"vast_user_id" bigint NOT NULL,
	"email" text,
	"instances_read_at" timestamp with time zone,
	"instances_noted_at" timestamp with time zone,
	"instances_read_ms" integer,
	"turn_holder" text,
	"turn_ends_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "burn_sample" (
	"workspace_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"hour_usd" numeric NOT NULL,
	"gpus" integer NOT NULL,
	CONSTRAINT "burn_sample_workspace_id_at_pk" PRIMARY KEY("workspace_id","at")
);
--> statement-breakpoint
CREATE TABLE "contract" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"contract_id" bigint NOT NULL,
	"origin" text NOT NULL,
	"team_id" uuid,
	"project" text,
	"owner_id" uuid,
	"ends_at" timestamp with time zone,
	"gpu_name" text,
	"num_gpus" integer,
	"machine_id" bigint,
	"host_id" bigint,
	"quote_hour_usd" numeric,
	"intent_id" uuid,
	"first_seen_at" timestamp with time zone NOT NULL,
	"assigned_by" uuid,
	"assigned_at" timestamp with time zone,
	CONSTRAINT "contract_workspace_id_account_id_contract_id_pk" PRIMARY KEY("workspace_id","account_id","contract_id")
);
--> statement-breakpoint
CREATE TABLE "contract_label" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"contract_id" bigint NOT NULL,
	"from_at" timestamp with time zone NOT NULL,
	"label" text,
	CONSTRAINT "contract_label_workspace_id_account_id_contract_id_from_at_pk" PRIMARY KEY("workspace_id","account_id","contract_id","from_at")
);
--> statement-breakpoint
CREATE TABLE "deferred_act" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"contract_id" bigint NOT NULL,
	"operation" text NOT NULL,
	"actor" jsonb NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"intent_id" uuid,
	"problem" jsonb,
	CONSTRAINT "deferred_act_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "instance" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"contract_id" bigint NOT NULL,
	"label" text,
	"gpu_name" text NOT NULL,
	"num_gpus" integer NOT NULL,
	"gpu_ram_mb" integer,
	"machine_id" bigint,
	"host_id" bigint,
	"geolocation" text,
	"hosting_type" integer,
	"reliability" real,
	"actual_status" text,
	"intended_status" text,
	"cur_state" text,
	"next_state" text,
	"status_msg" text,
	"is_bid" boolean NOT NULL,
	"min_bid" numeric,
	"dph_total" numeric,
	"dph_base" numeric,
	"storage_hour" numeric,
	"present_hour" numeric,
	"gpu_util" real,
	"gpu_temp" real,
	"cpu_util" real,
	"mem_usage" real,
	"mem_limit" real,
	"vmem_usage" real,
	"disk_usage" real,
	"disk_space" real,
	"image" text,
	"runtype" text,
	"template_name" text,
	"ssh_host" text,
	"ssh_port" integer,
	"public_address" text,
	"ports" jsonb,
	"intent_tag" text,
	"started_at" timestamp with time zone,
	"contract_ends_at" timestamp with time zone,
	"seen_at" timestamp with time zone NOT NULL,
	"status_since" timestamp with time zone NOT NULL,
	"absent_since" timestamp with time zone,
	"gone_at" timestamp with time zone,
	"version" bigint DEFAULT nextval('live_version') NOT NULL,
	CONSTRAINT "instance_workspace_id_account_id_contract_id_pk" PRIMARY KEY("workspace_id","account_id","contract_id")
);
--> statement-breakpoint
CREATE TABLE "instance_sample" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"contract_id" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"gpu_util" real,
	"gpu_temp" real,
	"mem_usage" real,
	"disk_usage" real,
	CONSTRAINT "instance_sample_workspace_id_account_id_contract_id_at_pk" PRIMARY KEY("workspace_id","account_id","contract_id","at")
);
--> statement-breakpoint
CREATE TABLE "audit_event" (
	"workspace_id" uuid NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "audit_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"via" text NOT NULL,
	"action" text NOT NULL,
	"result" text NOT NULL,
	"account_id" uuid,
	"contract_id" bigint,
	"intent_id" uuid,
	"sentence" text NOT NULL,
	"detail" jsonb,
	CONSTRAINT "audit_event_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "intent" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"account_id" uuid NOT NULL,
	"operation" text NOT NULL,
	"actor" jsonb NOT NULL,
	"input" jsonb NOT NULL,
	"contract_id" bigint,
	"idempotency_key" text,
	"state" text DEFAULT 'open' NOT NULL,
	"plan" jsonb,
	"reserved_hour_usd" numeric,
	"output" jsonb,
	"problem" jsonb,
	"opened_at" timestamp with time zone NOT NULL,
	"sent_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"lookups" integer DEFAULT 0 NOT NULL,
	"next_lookup_at" timestamp with time zone,
	"absent_since" timestamp with time zone,
	CONSTRAINT "intent_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "market_sweep" (
	"origin" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"searches" integer DEFAULT 0 NOT NULL,
	"offers" integer DEFAULT 0 NOT NULL,
	"largest_reply" integer DEFAULT 0 NOT NULL,
	"truncated" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "market_sweep_origin_started_at_pk" PRIMARY KEY("origin","started_at")
);
--> statement-breakpoint
CREATE TABLE "offer" (
	"origin" text NOT NULL,
	"offer_id" bigint NOT NULL,
	"machine_id" bigint NOT NULL,
	"host_id" bigint,
	"gpu_name" text NOT NULL,
	"num_gpus" integer NOT NULL,
	"gpu_ram_mb" integer NOT NULL,
	"dph_base" numeric NOT NULL,
	"min_bid" numeric,
	"storage_cost" numeric NOT NULL,
	"inet_up_cost" numeric,
	"inet_down_cost" numeric,
	"credit_discount_max" real,
	"reliability" real,
	"dlperf" real,
	"total_flops" real,
	"cpu_name" text,
	"cpu_cores_effective" real,
	"cpu_ghz" real,
	"cpu_arch" text,
	"cpu_ram_mb" integer,
	"disk_space" real,
	"disk_bw" real,
	"inet_up" real,
	"inet_down" real,
	"direct_port_count" integer,
	"static_ip" boolean,
	"cuda_max_good" real,
	"compute_cap" integer,
	"driver_version" text,
	"pcie_bw" real,
	"gpu_mem_bw" real,
	"bw_nvlink" real,
	"geolocation" text,
	"country" text,
	"hosting_type" integer,
	"verification" text,
	"vms_enabled" boolean,
	"ends_at" timestamp with time zone,
	"seen_at" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "offer_origin_offer_id_pk" PRIMARY KEY("origin","offer_id")
);
--> statement-breakpoint
CREATE TABLE "charge_day" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"day" date NOT NULL,
	"content_hash" text,
	"contracts" integer DEFAULT 0 NOT NULL,
	"total" numeric DEFAULT 0 NOT NULL,
	"mismatches" integer DEFAULT 0 NOT NULL,
	"read_began_at" timestamp with time zone,
	"revised_at" timestamp with time zone,
	"tried_at" timestamp with time zone NOT NULL,
	"problem" jsonb,
	CONSTRAINT "charge_day_workspace_id_account_id_day_pk" PRIMARY KEY("workspace_id","account_id","day")
);
--> statement-breakpoint
CREATE TABLE "contract_day" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"day" date NOT NULL,
	"source" text NOT NULL,
	"contract_id" bigint,
	"team_id" uuid,
	"project" text,
	"owner_id" uuid,
	"label" text,
	"gpu_name" text,
	"amount" numeric NOT NULL,
	CONSTRAINT "contract_day_workspace_id_account_id_day_source_pk" PRIMARY KEY("workspace_id","account_id","day","source")
);
--> statement-breakpoint
CREATE TABLE "cost_rollup" (
	"workspace_id" uuid NOT NULL,
	"dimension" text NOT NULL,
	"day" date NOT NULL,
	"account_id" uuid NOT NULL,
	"key" text NOT NULL,
	"amount" numeric NOT NULL,
	CONSTRAINT "cost_rollup_workspace_id_dimension_day_account_id_key_pk" PRIMARY KEY("workspace_id","dimension","day","account_id","key")
);
--> statement-breakpoint
CREATE TABLE "cost_sync" (
	"workspace_id" uuid NOT NULL,
	"account_id" uuid NOT NULL,
	"what" text NOT NULL,
	"clock_at" timestamp with time zone,
	"first_day" date,
	"read_through" timestamp with time zone,
	"read_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"retry_at" timestamp with time zone,
	"problem" jsonb,
	CONSTRAINT "cost_sync_workspace_id_account_id_what_pk" PRIMARY KEY("workspace_id","account_id","what")
);
--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "membership" ADD CONSTRAINT "membership_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_person_id_person_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."person"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "session" ADD CONSTRAINT "session_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_identity_id_vast_identity_id_fk" FOREIGN KEY ("identity_id") REFERENCES "public"."vast_identity"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "allocation_rule" ADD CONSTRAINT "allocation_rule_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "team" ADD CONSTRAINT "team_workspace_id_workspace_id_fk" FOREIGN KEY ("workspace_id") REFERENCES "public"."workspace"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "person_email" ON "person" USING btree ("email");--> statement-breakpoint
CREATE INDEX "deferred_act_due" ON "deferred_act" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "instance_version" ON "instance" USING btree ("workspace_id","version");--> statement-breakpoint
CREATE INDEX "audit_event_contract" ON "audit_event" USING btree ("workspace_id","account_id","contract_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "intent_idempotency" ON "intent" USING btree ("workspace_id","idempotency_key") WHERE idempotency_key is not null;--> statement-breakpoint
CREATE INDEX "intent_unsettled" ON "intent" USING btree ("state","next_lookup_at") WHERE state in ('open', 'unknown');--> statement-breakpoint
CREATE INDEX "intent_contract" ON "intent" USING btree ("workspace_id","account_id","contract_id");--> statement-breakpoint
CREATE INDEX "offer_model" ON "offer" USING btree ("origin","gpu_name","num_gpus");--> statement-breakpoint
CREATE INDEX "contract_day_contract" ON "contract_day" USING btree ("workspace_id","account_id","contract_id");