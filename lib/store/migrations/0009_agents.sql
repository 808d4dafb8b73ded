CREATE TABLE "agent_plan" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"token_id" uuid NOT NULL,
	"actor" jsonb NOT NULL,
	"operation" text NOT NULL,
	"effect" text NOT NULL,
	"account_id" uuid NOT NULL,
	"contract_id" bigint,
	"team_id" uuid,
	"input" jsonb NOT NULL,
	"input_sealed" text NOT NULL,
	"reason" text,
	"weight" jsonb NOT NULL,
	"weighed_at" timestamp with time zone NOT NULL,
	"beyond" text,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"decision" text,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"used_at" timestamp with time zone,
	CONSTRAINT "agent_plan_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "agents_stopped_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "workspace" ADD COLUMN "agents_stopped_by" uuid;--> statement-breakpoint
ALTER TABLE "api_token" ADD COLUMN "toolsets" jsonb;--> statement-breakpoint
ALTER TABLE "api_token" ADD COLUMN "agent_only" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "agent_plan_waiting" ON "agent_plan" USING btree ("workspace_id","expires_at") WHERE beyond is not null and decision is null and used_at is null;--> statement-breakpoint
CREATE INDEX "agent_plan_created" ON "agent_plan" USING btree ("workspace_id","created_at");