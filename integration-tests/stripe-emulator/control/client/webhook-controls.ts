import type { ForgeryKind } from "../../webhooks/forge-event"
import type { Run } from "./command-runner"

/** Faults between Stripe and the plugin. */
export function webhookControls(run: Run) {
  return {
    pause: () => run("webhooks/pause"),
    resume: (
      order: "oldest_first" | "newest_first" | "shuffled" = "oldest_first"
    ) => run("webhooks/resume", { order }),
    /** The next events are never delivered. */
    dropNext: (times: number) => run("webhooks/drop_next", { times }),
    duplicateNext: (times: number) => run("webhooks/duplicate_next", { times }),
    /** For each of the next changes, Stripe creates two event objects. */
    doubleNext: (times: number) => run("webhooks/double_next", { times }),
    delayNext: (times: number, seconds: number) =>
      run("webhooks/delay_next", { times, seconds }),
    signNextWith: (secret: string, times = 1) =>
      run("webhooks/sign_next_with", { secret, times }),
    rollSecret: (endpoint: string, secret?: string) =>
      run<{ secret: string }>("webhooks/roll_secret", { endpoint, secret }),
    setRetryDelays: (seconds: readonly number[]) =>
      run("webhooks/set_retry_delays", { seconds }),
    /** Like "Resend" in the Dashboard; returns the status of each endpoint. */
    deliver: (event: string) =>
      run<{ statuses: number[] }>("webhooks/deliver", { event }),
    /**
     * Sends what somebody else could send: the event under another id, with one thing wrong. Signed with `secret`, or with
     * the endpoint's own where the kind does not say otherwise. Returns each endpoint's status.
     */
    forge: (
      event: string,
      { kind, secret }: { kind?: ForgeryKind; secret?: string } = {}
    ) => run<{ statuses: number[] }>("webhooks/forge", { event, kind, secret }),
    /** Resolves when no delivery is in flight and nothing is due, nor will be in the next seconds. */
    idle: (forSeconds?: number) =>
      run<{ idle: true }>("webhooks/idle", { for_seconds: forSeconds }),
  }
}
