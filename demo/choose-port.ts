import { once } from "node:events"
import { createServer } from "node:net"
import { findFreePort } from "../integration-tests/support/free-port"

/** The only address that anything here listens on, because the demo's passwords are public. */
export const LOOPBACK = "127.0.0.1"

/** `localhost` may resolve to either. */
const BOTH_LOOPBACKS = [LOOPBACK, "::1"]

const NEIGHBOURS = 20

/** The preferred port, or the next free one. */
export async function choosePort(preferred: number): Promise<number> {
  for (let port = preferred; port < preferred + NEIGHBOURS; port++) {
    if (await isFree(port)) return port
  }
  return findFreePort()
}

async function isFree(port: number): Promise<boolean> {
  const answers = await Promise.all(
    BOTH_LOOPBACKS.map((host) => canListen(port, host))
  )
  return answers.every(Boolean)
}

async function canListen(port: number, host: string): Promise<boolean> {
  const probe = createServer().listen(port, host)
  try {
    await once(probe, "listening")
  } catch (error) {
    // On a machine without IPv6, nothing can be listening there.
    return (error as NodeJS.ErrnoException).code !== "EADDRINUSE"
  }
  probe.close()
  await once(probe, "close")
  return true
}
