import type { IncomingMessage, ServerResponse } from "node:http"
import type { Emulator } from "../state/emulator"
import type { Fault } from "./faults"
import type { LoggedRequest } from "./request-log"

/** One request under /v1, with the fault that a test set for it, if any. */
export type Exchange = {
  emulator: Emulator
  incoming: IncomingMessage
  response: ServerResponse
  id: string
  method: string
  path: string
  encodedParams: string
  fault: Fault | null
  log: LoggedRequest
}
