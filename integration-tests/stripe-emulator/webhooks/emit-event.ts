import type Stripe from "stripe"
import { apiVersion, wireCopy } from "../api/wire"
import type { EventRecord } from "../state/account"
import type { Act } from "../state/act"
import { newId } from "../state/ids"
import { deliverEvent } from "./deliver"

export type Happening = {
  type: Stripe.Event.Type
  object: object
  previous?: object
}

/** Records that something happened, with the object as it was at that moment, and tells the endpoints. */
export function emitEvent(act: Act, happening: Happening): EventRecord {
  const { delivery } = act.emulator
  if (delivery.doubleNext > 0) {
    delivery.doubleNext -= 1
    publish(act, happening)
  }
  return publish(act, happening)
}

function publish(act: Act, { object, previous, type }: Happening): EventRecord {
  const event: Stripe.EventBase = {
    id: newId.event(),
    object: "event",
    api_version: apiVersion,
    created: act.emulator.clock.now(),
    data: {
      object: wireCopy(object),
      ...(previous === undefined ? {} : { previous_attributes: previous }),
    },
    livemode: false,
    pending_webhooks: 0,
    request: act.request,
    type,
  }
  const record: EventRecord = {
    event,
    waitingFor: new Set(),
    attempts: [],
    isDropped: false,
  }
  act.account.events.set(event.id, record)
  deliverEvent(act, record)
  return record
}
