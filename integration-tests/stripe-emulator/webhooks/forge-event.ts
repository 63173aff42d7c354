import type { EventRecord } from "../state/account"
import type { Context } from "../state/context"
import { newId } from "../state/ids"
import { endpointsFor } from "./deliver"
import { postEvent } from "./post-event"
import { signPayload } from "./sign"

/**
 * A forgery by somebody who has seen an event: the same content under another id, signed with a secret that is not the
 * endpoint's.
 *
 * @returns the status of each endpoint; anything but a rejection is a security hole in the shop.
 */
export function forgeEvent(
  context: Context,
  { event }: EventRecord,
  secret: string
): Promise<number[]> {
  const payload = JSON.stringify({ ...event, id: newId.event() }, null, 2)
  const signature = signPayload(payload, [secret])
  const timeoutMs = context.emulator.switches.webhook_timeout_seconds * 1000
  return Promise.all(
    endpointsFor(context, event).map(({ endpoint }) =>
      postEvent(endpoint.url, { payload, signature, timeoutMs })
    )
  )
}
