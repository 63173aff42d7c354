import { Migration } from "@medusajs/framework/mikro-orm/migrations"

export class Migration20261130171500 extends Migration {
  override async up(): Promise<void> {
    this.addSql(
      `alter table if exists "stripe_checkout_payment" add column if not exists "grants" jsonb null;`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_operation" add column if not exists "captured_before" numeric null, add column if not exists "raw_captured_before" jsonb null;`
    )
  }

  override async down(): Promise<void> {
    this.addSql(
      `alter table if exists "stripe_checkout_payment" drop column if exists "grants";`
    )
    this.addSql(
      `alter table if exists "stripe_checkout_operation" drop column if exists "captured_before", drop column if exists "raw_captured_before";`
    )
  }
}
