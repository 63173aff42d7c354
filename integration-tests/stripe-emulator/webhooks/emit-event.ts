import type Stripe from "stripe"
import { apiVersion } from "../api/wire"
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

function publish(act: Act, happening: Happening): EventRecord {
  const snapshot = takeSnapshot(happening)
  const event: Stripe.EventBase = {
    id: newId.event(),
    object: "event",
    api_version: apiVersion,
    created: act.emulator.clock.now(),
    get data() {
      return readSnapshot(snapshot)
    },
    livemode: false,
    pending_webhooks: 0,
    request: act.request,
    type: happening.type,
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

/** Kept as bytes: a busy shop has half a million events and reads few of them again. */
function takeSnapshot({ object, previous }: Happening): Buffer {
  const data = {
    object,
    ...(previous === undefined ? {} : { previous_attributes: previous }),
  }
  return Buffer.from(JSON.stringify(data))
}

function readSnapshot(snapshot: Buffer): Stripe.EventBase["data"] {
  return JSON.parse(snapshot.toString("utf8")) as Stripe.EventBase["data"]
}
