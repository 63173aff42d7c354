/**
 * The changes of the settings, one row each. The newest one is in force.
 */
import type { SettingsDifference } from "../domain/order-status/order-settings"
import type { RulesSince } from "../domain/order-status/order-rules"
import type { SqlRunner } from "./sql"

export interface SettingsRow {
  readonly id: string
  readonly version: number
  readonly difference: SettingsDifference
  readonly rules_since: RulesSince
  readonly actor: string | null
  /** 0 for the options. */
  readonly restored_version: number | null
  readonly created_at: Date
}

export interface NewSettings {
  readonly id: string
  readonly version: number
  readonly difference: SettingsDifference
  readonly rulesSince: RulesSince
  readonly actor: string | null
  readonly restoredVersion: number | null
}

export class Settings {
  private readonly sql: SqlRunner

  constructor(sql: SqlRunner) {
    this.sql = sql
  }

  async newest(): Promise<SettingsRow | null> {
    const [row] = await this.sql<SettingsRow>(
      `select * from stripe_checkout_settings
        where deleted_at is null order by version desc limit 1`,
      []
    )
    return row ?? null
  }

  async find(version: number): Promise<SettingsRow | null> {
    const [row] = await this.sql<SettingsRow>(
      `select * from stripe_checkout_settings
        where version = ? and deleted_at is null`,
      [version]
    )
    return row ?? null
  }

  /** Newest first. */
  list({
    limit,
    offset,
  }: {
    readonly limit: number
    readonly offset: number
  }): Promise<SettingsRow[]> {
    return this.sql<SettingsRow>(
      `select * from stripe_checkout_settings
        where deleted_at is null order by version desc limit ? offset ?`,
      [limit, offset]
    )
  }

  /** @returns null when somebody else has stored that version. */
  async store({
    id,
    version,
    difference,
    rulesSince,
    actor,
    restoredVersion,
  }: NewSettings): Promise<SettingsRow | null> {
    const [row] = await this.sql<SettingsRow>(
      `insert into stripe_checkout_settings
         (id, version, difference, rules_since, actor, restored_version)
       values (?, ?, ?, ?, ?, ?)
       on conflict (version) where deleted_at is null do nothing
       returning *`,
      [
        id,
        version,
        JSON.stringify(difference),
        JSON.stringify(rulesSince),
        actor,
        restoredVersion,
      ]
    )
    return row ?? null
  }
}
