import type Stripe from "stripe"
import { apiVersion } from "../api/wire"
import type { EventRecord } from "../state/account"
import type { Context } from "../state/context"
import { newId } from "../state/ids"
import { deliverEvent } from "./deliver"

export type NewEvent = {
  type: Stripe.Event.Type
  object: object
  previous?: object
}

/** Creates an event with a snapshot of the object, and delivers it to the endpoints. */
export function emitEvent(context: Context, newEvent: NewEvent): EventRecord {
  const { delivery } = context.emulator
  if (delivery.doubleNext > 0) {
    delivery.doubleNext -= 1
    publish(context, newEvent)
  }
  return publish(context, newEvent)
}

function publish(context: Context, newEvent: NewEvent): EventRecord {
  const snapshot = takeSnapshot(newEvent)
  const event: Stripe.EventBase = {
    id: newId.event(),
    object: "event",
    api_version: apiVersion,
    created: context.emulator.clock.now(),
    get data() {
      return readSnapshot(snapshot)
    },
    livemode: false,
    pending_webhooks: 0,
    request: context.request,
    type: newEvent.type,
  }
  const record: EventRecord = {
    event,
    waitingFor: new Set(),
    attempts: [],
    isDropped: false,
  }
  context.account.events.set(event.id, record)
  deliverEvent(context, record)
  return record
}

/** Stored as bytes, because a busy shop has half a million events and reads few of them again. */
function takeSnapshot({ object, previous }: NewEvent): Buffer {
  const data = {
    object,
    ...(previous === undefined ? {} : { previous_attributes: previous }),
  }
  return Buffer.from(JSON.stringify(data))
}

function readSnapshot(snapshot: Buffer): Stripe.EventBase["data"] {
  return JSON.parse(snapshot.toString("utf8")) as Stripe.EventBase["data"]
}
