/**
 * Whether this Medusa is the one that the plugin knows. What the checks found, which
 * repairs that turns off, and what the health report says about it.
 */
import type { CheckName, CheckState, SelfCheckHealth } from "../domain/health"
import {
  judgeVersion,
  readMedusaVersion,
  TESTED_RANGE,
  writesAuthorOfCapture,
} from "./medusa-version"

/** Repairing nothing is better than a repair that cannot tell right from wrong. */
const REPAIRS_NEED: readonly CheckName[] = [
  "statements",
  "methods",
  "columns",
  "executions",
  "summaries",
  "lock",
]

/** Without one of them the provider may ask Stripe for money that Stripe has moved already. */
const RECORDING_NEEDS: readonly CheckName[] = [
  "async_context",
  "recorded_moves",
]

const ALL: readonly CheckName[] = [
  ...REPAIRS_NEED,
  ...RECORDING_NEEDS,
  "events",
  "order_changes",
]

const REMEDY =
  "Update the plugin, or go back to the previous version of Medusa."

type Report = (text: string) => void

export class SelfCheck {
  readonly version: string | null
  private readonly report: Report
  private readonly results = new Map<CheckName, readonly string[]>()
  private isComplete = false

  /** @param report logs one error; it may be called with the same one again */
  constructor(report: Report, version = readMedusaVersion()) {
    this.report = report
    this.version = version
  }

  get isTested(): boolean {
    return judgeVersion(this.version) === "tested"
  }

  /** How this Medusa differs from what the plugin knows; one sentence each. */
  get failures(): readonly string[] {
    return [...this.results.values()].flat()
  }

  /** Whether core's rows can be trusted to be what the plugin takes them for. */
  get canRepair(): boolean {
    return !this.hasFailed(REPAIRS_NEED)
  }

  /** Whether the provider knows which captures only record what Stripe has done. */
  get canRecord(): boolean {
    return (
      writesAuthorOfCapture(this.version) || !this.hasFailed(RECORDING_NEEDS)
    )
  }

  /** Replaces what the check found before. */
  record(name: CheckName, failures: readonly string[]): void {
    this.results.set(name, failures)
    if (failures.length) {
      this.report(
        `the self-check "${name}" failed on Medusa ${this.version ?? "of an unknown version"} (tested with ${TESTED_RANGE}): ${failures.join(" ")} ${this.canRepair ? "" : "Rows that Medusa leaves half written are only reported, not repaired. "}${REMEDY}`
      )
    }
  }

  /** The whole was checked, also where Medusa's other modules are needed. */
  markComplete(): void {
    this.isComplete = true
  }

  get isPending(): boolean {
    return !this.isComplete
  }

  describe(): SelfCheckHealth {
    return {
      medusa_version: this.version,
      tested_versions: TESTED_RANGE,
      is_tested: this.isTested,
      checks: ALL.map((name) => ({ name, state: this.stateOf(name) })),
    }
  }

  private hasFailed(names: readonly CheckName[]): boolean {
    return names.some((name) => this.results.get(name)?.length)
  }

  private stateOf(name: CheckName): CheckState {
    const failures = this.results.get(name)
    if (!failures) {
      return "pending"
    }
    return failures.length ? "failed" : "ok"
  }
}
