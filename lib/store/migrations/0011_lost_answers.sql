ALTER TABLE "intent" ADD COLUMN "sealed" text;--> statement-breakpoint
ALTER TABLE "intent" ADD COLUMN "before" jsonb;