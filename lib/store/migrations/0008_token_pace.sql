CREATE UNLOGGED TABLE "token_turn" (
	"workspace_id" uuid NOT NULL,
	"token_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"even_at" timestamp with time zone NOT NULL,
	CONSTRAINT "token_turn_workspace_id_token_id_kind_pk" PRIMARY KEY("workspace_id","token_id","kind")
);
--> statement-breakpoint
ALTER TABLE "api_token" ADD COLUMN "reads_minute" integer;--> statement-breakpoint
ALTER TABLE "api_token" ADD COLUMN "writes_minute" integer;--> statement-breakpoint
ALTER TABLE "token_turn" ADD CONSTRAINT "token_turn_of" FOREIGN KEY ("workspace_id","token_id") REFERENCES "public"."api_token"("workspace_id","id") ON DELETE cascade ON UPDATE no action;