import type Medusa from "@medusajs/js-sdk"
import type { EmulatorControls } from "../../integration-tests/stripe-emulator/controls"
import { waitUntil } from "../../integration-tests/support/wait-until"
import { areEqual, type Books, describeBooks, readBooks } from "./books"

/** Does something, sees to it that the books of both sides agree with what is expected, and says how long it took. */
export type Step = <Result>(
  title: string,
  expected: Books,
  work: () => Promise<Result>
) => Promise<Result>

type Witnesses = {
  readonly admin: Medusa
  readonly emulator: EmulatorControls
}

export function createNarrator(
  { admin, emulator }: Witnesses,
  tell: (line: string) => void
): Step {
  return async (title, expected, work) => {
    const started = Date.now()
    try {
      const result = await work()
      const duration = Date.now() - started
      await expectBooks(expected)
      tell(`✓ ${title.padEnd(72)}${String(duration).padStart(6)} ms`)
      tell(`    Medusa = Stripe: ${describeBooks(expected)}`)
      return result
    } catch (cause) {
      tell(`✗ ${title}`)
      throw new Error(`${title}: failed after ${Date.now() - started} ms`, {
        cause,
      })
    }
  }

  /** Webhooks may still be on their way, so both sides get a moment. */
  async function expectBooks(expected: Books): Promise<void> {
    await waitUntil(
      `both books to say "${describeBooks(expected)}"`,
      async () => {
        const { medusa, stripe } = await readBooks(admin, emulator)
        return areEqual(medusa, expected) && areEqual(stripe, expected)
          ? true
          : Promise.reject(
              new Error(
                `Medusa: ${describeBooks(medusa)}. Stripe: ${describeBooks(stripe)}.`
              )
            )
      },
      { timeoutMs: 15_000, everyMs: 100 }
    )
  }
}
