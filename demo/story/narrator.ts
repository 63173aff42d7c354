import type Medusa from "@medusajs/js-sdk"
import type { EmulatorControls } from "../../integration-tests/stripe-emulator/controls"
import { waitUntil } from "../../integration-tests/support/wait-until"
import { areEqual, describeTotals, readTotals, type Totals } from "./totals"

/** Runs a step, checks that Medusa's and Stripe's ledgers both show the expected amounts, and prints how long it took. */
export type Step = <Result>(
  title: string,
  expected: Totals,
  work: () => Promise<Result>
) => Promise<Result>

type Ledgers = {
  readonly admin: Medusa
  readonly emulator: EmulatorControls
}

export function createNarrator(
  { admin, emulator }: Ledgers,
  print: (line: string) => void
): Step {
  return async (title, expected, work) => {
    const started = Date.now()
    try {
      const result = await work()
      const duration = Date.now() - started
      await expectTotals(expected)
      print(`✓ ${title.padEnd(72)}${String(duration).padStart(6)} ms`)
      print(`    Medusa = Stripe: ${describeTotals(expected)}`)
      return result
    } catch (cause) {
      print(`✗ ${title}`)
      throw new Error(`${title}: failed after ${Date.now() - started} ms`, {
        cause,
      })
    }
  }

  /** Webhooks may still be on their way, so both sides get some time. */
  async function expectTotals(expected: Totals): Promise<void> {
    await waitUntil(
      `both ledgers to show "${describeTotals(expected)}"`,
      async () => {
        const { medusa, stripe } = await readTotals(admin, emulator)
        return areEqual(medusa, expected) && areEqual(stripe, expected)
          ? true
          : Promise.reject(
              new Error(
                `Medusa: ${describeTotals(medusa)}. Stripe: ${describeTotals(stripe)}.`
              )
            )
      },
      { timeoutMs: 15_000, everyMs: 100 }
    )
  }
}
