import { audit, type Difference } from "../auditor/audit"
import type { FaultWorld } from "./fault-world"

/** What the auditor finds in a shop that is idle. */
export async function auditWorld({
  capturedInAdmin,
  databaseUrl,
  logFile,
  stripe,
}: FaultWorld): Promise<Difference[]> {
  return audit({
    databaseUrl,
    emulatorUrl: stripe.url,
    logFiles: [logFile],
    capturedInAdmin,
  })
}
