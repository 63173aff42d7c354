import type { EventRecord } from "../state/account"
import type { Act } from "../state/act"
import { newId } from "../state/ids"
import { endpointsFor } from "./deliver"
import { postEvent } from "./post-event"
import { signPayload } from "./sign"

/**
 * What somebody who has seen an event could send in Stripe's name: the same words under another id, signed with a
 * secret that is not the endpoint's.
 *
 * @returns what each endpoint said; anything but a refusal is a hole in the shop.
 */
export function forgeEvent(
  act: Act,
  { event }: EventRecord,
  secret: string
): Promise<number[]> {
  const payload = JSON.stringify({ ...event, id: newId.event() }, null, 2)
  const signature = signPayload(payload, [secret])
  const timeoutMs = act.emulator.switches.webhook_timeout_seconds * 1000
  return Promise.all(
    endpointsFor(act, event).map(({ endpoint }) =>
      postEvent(endpoint.url, { payload, signature, timeoutMs })
    )
  )
}
