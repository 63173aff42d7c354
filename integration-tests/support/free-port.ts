import { once } from "node:events"
import { createServer } from "node:net"

/** A free port. Needed where an address must be known before its server starts. */
export async function findFreePort(): Promise<number> {
  const probe = createServer().listen(0, "localhost")
  await once(probe, "listening")
  const address = probe.address()
  probe.close()
  await once(probe, "close")
  if (address === null || typeof address === "string") {
    throw new Error("The system named no free port")
  }
  return address.port
}
