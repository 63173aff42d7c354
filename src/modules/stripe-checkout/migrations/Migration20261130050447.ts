import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261130050447 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "stripe_checkout_settings" drop constraint if exists "stripe_checkout_settings_version_unique";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_run" drop constraint if exists "stripe_checkout_run_one_at_a_time_unique";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_payment" drop constraint if exists "stripe_checkout_payment_payment_intent_id_unique";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_payment" drop constraint if exists "stripe_checkout_payment_checkout_session_id_unique";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_payment" drop constraint if exists "stripe_checkout_payment_payment_session_id_unique";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_operation" drop constraint if exists "stripe_checkout_operation_request_id_unique";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_operation" drop constraint if exists "stripe_checkout_operation_payment_session_id_trigger_unique";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_event" drop constraint if exists "stripe_checkout_event_event_id_stripe_account_unique";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_dispute" drop constraint if exists "stripe_checkout_dispute_stripe_id_unique";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_discrepancy" drop constraint if exists "stripe_checkout_discrepancy_payment_session_id_kind_unique";`
    )
    this.addSql(
      `create table if not exists "stripe_checkout_discrepancy" ("id" text not null, "payment_session_id" text not null, "order_id" text null, "kind" text not null, "status" text check ("status" in ('open', 'repaired', 'resolved')) not null, "reason_code" text not null, "reason_params" jsonb not null, "currency_code" text not null, "medusa_captured" numeric not null, "medusa_refunded" numeric not null, "stripe_capturable" numeric not null, "stripe_captured" numeric not null, "stripe_refunded" numeric not null, "resolved_at" timestamptz null, "resolved_by" text null, "note" text null, "raw_medusa_captured" jsonb not null, "raw_medusa_refunded" jsonb not null, "raw_stripe_capturable" jsonb not null, "raw_stripe_captured" jsonb not null, "raw_stripe_refunded" jsonb not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_checkout_discrepancy_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_discrepancy_deleted_at" ON "stripe_checkout_discrepancy" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_discrepancy_payment_session_id_kind_unique" ON "stripe_checkout_discrepancy" ("payment_session_id", "kind") WHERE status = 'open' and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_discrepancy_status_id" ON "stripe_checkout_discrepancy" ("status", "id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_discrepancy_status_kind_id" ON "stripe_checkout_discrepancy" ("status", "kind", "id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_discrepancy_payment_session_id_id" ON "stripe_checkout_discrepancy" ("payment_session_id", "id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_discrepancy_resolved_at" ON "stripe_checkout_discrepancy" ("resolved_at") WHERE status in ('repaired', 'resolved') AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stripe_checkout_dispute" ("id" text not null, "kind" text check ("kind" in ('dispute', 'review', 'fraud_warning')) not null, "stripe_id" text not null, "stripe_account" text not null, "payment_session_id" text not null, "status" text not null, "outcome" text null, "is_open" boolean not null, "reason" text not null, "amount" numeric null, "currency_code" text null, "evidence_due_by" timestamptz null, "evidence_state" text check ("evidence_state" in ('missing', 'staged', 'submitted', 'submitted_late', 'not_possible')) null, "is_refundable" boolean null, "balance_currency_code" text null, "withdrawn" numeric not null default 0, "reinstated" numeric not null default 0, "fees" numeric not null default 0, "opened_at" timestamptz not null, "closed_at" timestamptz null, "closed_by" text null, "reported_stage" text null, "synced_at" timestamptz not null, "raw_amount" jsonb null, "raw_withdrawn" jsonb not null default '{"value":"0","precision":20}', "raw_reinstated" jsonb not null default '{"value":"0","precision":20}', "raw_fees" jsonb not null default '{"value":"0","precision":20}', "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_checkout_dispute_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_dispute_stripe_id_unique" ON "stripe_checkout_dispute" ("stripe_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_dispute_deleted_at" ON "stripe_checkout_dispute" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_dispute_payment_session_id" ON "stripe_checkout_dispute" ("payment_session_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_dispute_open" ON "stripe_checkout_dispute" ("kind", "payment_session_id") WHERE is_open and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_dispute_outdated" ON "stripe_checkout_dispute" ("stripe_account", "synced_at") WHERE is_open and deleted_at is null;`
    )

    this.addSql(
      `create table if not exists "stripe_checkout_event" ("id" text not null, "stripe_account" text not null, "event_id" text not null, "type" text not null, "api_version" text null, "object_id" text null, "payment_session_id" text null, "occurred_at" timestamptz not null, "claim" jsonb null, "delivered_at" timestamptz null, "status" text check ("status" in ('received', 'processed', 'ignored', 'failed', 'dead')) not null default 'received', "reason_code" text null, "reason_params" jsonb null, "attempts" integer not null default 0, "processed_at" timestamptz null, "replayed_at" timestamptz null, "replayed_by" text null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_checkout_event_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_event_deleted_at" ON "stripe_checkout_event" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_event_event_id_stripe_account_unique" ON "stripe_checkout_event" ("event_id", "stripe_account") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_event_payment_session_id" ON "stripe_checkout_event" ("payment_session_id") WHERE payment_session_id is not null AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_event_stripe_account_status_created_at" ON "stripe_checkout_event" ("stripe_account", "status", "created_at") WHERE status in ('received', 'failed', 'dead') AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_event_stripe_account_delivered_at" ON "stripe_checkout_event" ("stripe_account", "delivered_at") WHERE delivered_at is not null AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_event_updated_at" ON "stripe_checkout_event" ("updated_at") WHERE status in ('processed', 'ignored') AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stripe_checkout_operation" ("id" text not null, "payment_session_id" text not null, "order_id" text null, "kind" text check ("kind" in ('capture', 'release', 'refund', 'place_order', 'record', 'tag_payment_intent', 'repair', 'payment_link', 'payment_link_email', 'saved_card_charge', 'hold_increment')) not null, "source" text check ("source" in ('request', 'rule', 'system')) not null, "amount" numeric null, "requested_amount" numeric null, "request_id" text null, "bulk_id" text null, "claimed_until" timestamptz null, "currency_code" text not null, "trigger" text not null, "rule" text null, "actor" text null, "requested_by_status" text null, "status" text check ("status" in ('pending', 'succeeded', 'failed', 'rejected')) not null default 'pending', "reason_code" text not null, "reason_params" jsonb not null, "attempts" integer not null default 0, "begun_at" timestamptz null, "settled_at" timestamptz null, "raw_amount" jsonb null, "raw_requested_amount" jsonb null, "captured_before" numeric null, "raw_captured_before" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_checkout_operation_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_operation_deleted_at" ON "stripe_checkout_operation" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_operation_payment_session_id_trigger_unique" ON "stripe_checkout_operation" ("payment_session_id", "trigger") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_operation_request_id_unique" ON "stripe_checkout_operation" ("request_id") WHERE request_id is not null AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_operation_order_id" ON "stripe_checkout_operation" ("order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_operation_status" ON "stripe_checkout_operation" ("status") WHERE status = 'pending' AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_operation_bulk_id" ON "stripe_checkout_operation" ("bulk_id") WHERE bulk_id is not null AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_operation_bulk_pending" ON "stripe_checkout_operation" ("created_at") WHERE bulk_id is not null and status = 'pending' and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_operation_settled_at" ON "stripe_checkout_operation" ("settled_at") WHERE source = 'system' and kind in ('place_order', 'record', 'tag_payment_intent', 'repair') AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stripe_checkout_payment" ("id" text not null, "payment_session_id" text not null, "stripe_account" text not null, "cart_id" text null, "order_id" text null, "purchase_id" text not null, "payment_id" text null, "checkout_session_id" text null, "payment_intent_id" text null, "currency_code" text not null, "amount" numeric not null, "page_hash" text null, "contents_hash" text null, "checkout_session_attempt" integer not null default 0, "checkout_session_expires_at" timestamptz null, "state" text not null default 'awaiting_customer', "reason_code" text null, "reason_params" jsonb null, "amount_capturable" numeric not null default 0, "amount_captured" numeric not null default 0, "amount_refunded" numeric not null default 0, "refunds" jsonb null, "capture_before" timestamptz null, "reported_status" text null, "release_requested" boolean not null default false, "synced_at" timestamptz null, "kept_reading" jsonb null, "next_sync_at" timestamptz null, "order_failing_since" timestamptz null, "sync_failures" integer not null default 0, "sync_failed_since" timestamptz null, "sync_failure_code" text null, "sync_failure_params" jsonb null, "replaces_payment_session_id" text null, "expiry_notified_at" timestamptz null, "resync_requested" boolean not null default false, "resync_stripe" boolean not null default false, "raw_amount" jsonb not null, "raw_amount_capturable" jsonb not null default '{"value":"0","precision":20}', "raw_amount_captured" jsonb not null default '{"value":"0","precision":20}', "raw_amount_refunded" jsonb not null default '{"value":"0","precision":20}', "grants" jsonb null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_checkout_payment_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_payment_session_id_unique" ON "stripe_checkout_payment" ("payment_session_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_checkout_session_id_unique" ON "stripe_checkout_payment" ("checkout_session_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_payment_intent_id_unique" ON "stripe_checkout_payment" ("payment_intent_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_deleted_at" ON "stripe_checkout_payment" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_cart_id" ON "stripe_checkout_payment" ("cart_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_order_id" ON "stripe_checkout_payment" ("order_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_next_sync_at" ON "stripe_checkout_payment" ("next_sync_at") WHERE next_sync_at is not null AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_purchase_id" ON "stripe_checkout_payment" ("purchase_id") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_synced_at" ON "stripe_checkout_payment" ("synced_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_held" ON "stripe_checkout_payment" ("stripe_account", "capture_before") WHERE state = 'authorized' and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_awaited" ON "stripe_checkout_payment" ("stripe_account", "checkout_session_expires_at") WHERE state = 'awaiting_customer' and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_without_order" ON "stripe_checkout_payment" ("created_at") WHERE order_id is null and state in ('authorized', 'captured') and (amount_capturable > 0 or amount_captured > amount_refunded) and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_with_money" ON "stripe_checkout_payment" ("created_at", "id") WHERE state in ('authorized', 'captured', 'canceled') and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_by_amount" ON "stripe_checkout_payment" ("amount", "id") WHERE state in ('authorized', 'captured', 'canceled') and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_lapsed" ON "stripe_checkout_payment" ("created_at") WHERE state = 'canceled' and reported_status = 'lapsed' and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_unpaid_link" ON "stripe_checkout_payment" ("order_id") WHERE cart_id is null and payment_id is null and deleted_at is null;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_replaces_payment_session_id" ON "stripe_checkout_payment" ("replaces_payment_session_id") WHERE replaces_payment_session_id is not null AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_sync_failed_since" ON "stripe_checkout_payment" ("sync_failed_since") WHERE sync_failed_since is not null AND deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_payment_order_failing_since" ON "stripe_checkout_payment" ("order_failing_since") WHERE order_failing_since is not null AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stripe_checkout_purchase" ("id" text not null, "reported_status" text null, "medusa_status" text null, "medusa_status_since" timestamptz null, "lease_owner" text null, "lease_fence" integer not null default 0, "lease_until" timestamptz null, "resync_requested" boolean not null default false, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_checkout_purchase_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_purchase_deleted_at" ON "stripe_checkout_purchase" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_purchase_lease_until" ON "stripe_checkout_purchase" ("lease_until") WHERE lease_until is not null AND deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stripe_checkout_rate_limit" ("id" text not null, "reserved_until" timestamptz not null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_checkout_rate_limit_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_rate_limit_deleted_at" ON "stripe_checkout_rate_limit" ("deleted_at") WHERE deleted_at IS NULL;`
    )

    this.addSql(
      `create table if not exists "stripe_checkout_run" ("id" text not null, "stripe_account" text not null, "status" text check ("status" in ('running', 'succeeded', 'failed')) not null default 'running', "actor" text null, "events_until" integer null, "objects_until" integer null, "changes_until" integer null, "found_more" boolean not null default false, "stage" text not null, "stage_interruptions" integer not null default 0, "payments_checked" integer not null default 0, "repaired" integer not null default 0, "open_discrepancies" integer not null default 0, "reason" text null, "finished_at" timestamptz null, "lease_owner" text null, "lease_fence" integer not null default 0, "lease_until" timestamptz null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_checkout_run_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_run_deleted_at" ON "stripe_checkout_run" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_run_stripe_account_created_at" ON "stripe_checkout_run" ("stripe_account", "created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_run_created_at" ON "stripe_checkout_run" ("created_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_run_one_at_a_time_unique" ON "stripe_checkout_run" ("stripe_account") WHERE status = 'running' and deleted_at is null;`
    )

    this.addSql(
      `create table if not exists "stripe_checkout_settings" ("id" text not null, "version" integer not null, "difference" jsonb not null, "rules_since" jsonb not null, "actor" text null, "restored_version" integer null, "created_at" timestamptz not null default now(), "updated_at" timestamptz not null default now(), "deleted_at" timestamptz null, constraint "stripe_checkout_settings_pkey" primary key ("id"));`
    )
    this.addSql(
      `CREATE INDEX IF NOT EXISTS "IDX_stripe_checkout_settings_deleted_at" ON "stripe_checkout_settings" ("deleted_at") WHERE deleted_at IS NULL;`
    )
    this.addSql(
      `CREATE UNIQUE INDEX IF NOT EXISTS "IDX_stripe_checkout_settings_version_unique" ON "stripe_checkout_settings" ("version") WHERE deleted_at IS NULL;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(`drop table if exists "stripe_checkout_discrepancy" cascade;`)

    this.addSql(`drop table if exists "stripe_checkout_dispute" cascade;`)

    this.addSql(`drop table if exists "stripe_checkout_event" cascade;`)

    this.addSql(`drop table if exists "stripe_checkout_operation" cascade;`)

    this.addSql(`drop table if exists "stripe_checkout_payment" cascade;`)

    this.addSql(`drop table if exists "stripe_checkout_purchase" cascade;`)

    this.addSql(`drop table if exists "stripe_checkout_rate_limit" cascade;`)

    this.addSql(`drop table if exists "stripe_checkout_run" cascade;`)

    this.addSql(`drop table if exists "stripe_checkout_settings" cascade;`)
  }
}
