CREATE TABLE "api_token" (
	"workspace_id" uuid NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"person_id" uuid,
	"role" text,
	"team_ids" jsonb NOT NULL,
	"operations" jsonb,
	"effects" jsonb NOT NULL,
	"accounts" jsonb,
	"day_usd" numeric,
	"rent_hour_usd" numeric,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" uuid,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone,
	CONSTRAINT "api_token_workspace_id_id_pk" PRIMARY KEY("workspace_id","id")
);
--> statement-breakpoint
CREATE TABLE "api_token_secret" (
	"workspace_id" uuid NOT NULL,
	"secret_hash" text NOT NULL,
	"token_id" uuid NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone,
	CONSTRAINT "api_token_secret_workspace_id_secret_hash_pk" PRIMARY KEY("workspace_id","secret_hash")
);
--> statement-breakpoint
ALTER TABLE "intent" ADD COLUMN "request_hash" text;--> statement-breakpoint
ALTER TABLE "api_token_secret" ADD CONSTRAINT "api_token_secret_of" FOREIGN KEY ("workspace_id","token_id") REFERENCES "public"."api_token"("workspace_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "api_token_secret_hash" ON "api_token_secret" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "api_token_secret_token" ON "api_token_secret" USING btree ("workspace_id","token_id");