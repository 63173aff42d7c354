/**
 * The settings in force: the options, with what was changed in the admin.
 */
import type { OrderSettings } from "./domain/order-status/order-settings"
import type { RulesSince } from "./domain/order-status/order-rules"
import {
  checkDifference,
  readSettings,
  type SettingsProblem,
} from "./options/order-settings-option"
import type { ResolvedOptions } from "./options/schema"
import type { Settings, SettingsRow } from "./repositories/settings"

export interface SettingsInForce {
  /** 0 while nothing was ever changed. */
  readonly version: number
  readonly settings: OrderSettings
  readonly rulesSince: RulesSince
  /** Why the changes do not apply: the options have changed since. */
  readonly problems: readonly SettingsProblem[]
}

/**
 * A pass costs at most one statement for them. Other instances notice a change within this
 * time; the one that made it, at once.
 */
const KEPT_MS = 2_000

export class CurrentSettings {
  readonly defaults: OrderSettings
  readonly isLocked: boolean
  private readonly rows: Settings
  /** The options alone. */
  private readonly unchanged: SettingsInForce
  private kept: {
    readonly until: number
    readonly read: Promise<SettingsInForce>
  } | null = null

  constructor(rows: Settings, options: ResolvedOptions) {
    this.rows = rows
    this.defaults = readSettings(options)
    this.isLocked = options.settings === "locked"
    this.unchanged = {
      version: 0,
      settings: this.defaults,
      rulesSince: {},
      problems: [],
    }
  }

  read(): Promise<SettingsInForce> {
    if (this.isLocked) {
      return Promise.resolve(this.unchanged)
    }
    const now = performance.now()
    if (this.kept === null || this.kept.until < now) {
      const read = this.readNow()
      this.kept = { until: now + KEPT_MS, read }
      // A failure is not kept: the next caller reads again.
      read.catch(() => {
        this.forget()
      })
    }
    return this.kept.read
  }

  async readNow(): Promise<SettingsInForce> {
    return this.fromRow(await this.rows.newest())
  }

  forget(): void {
    this.kept = null
  }

  /** Settings that do not fit together must capture nothing, so the options apply. */
  fromRow(row: SettingsRow | null): SettingsInForce {
    if (row === null) {
      return this.unchanged
    }
    const { version, difference, rules_since: rulesSince } = row
    const checked = checkDifference(this.defaults, difference)
    return checked.isValid
      ? { version, settings: checked.settings, rulesSince, problems: [] }
      : { ...this.unchanged, version, problems: checked.problems }
  }
}
