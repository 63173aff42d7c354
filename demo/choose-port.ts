import { once } from "node:events"
import { createServer } from "node:net"
import { findFreePort } from "../integration-tests/support/free-port"

/** The only address on which anything here listens: the demo has known passwords. */
export const LOOPBACK = "127.0.0.1"

/** `localhost` may mean either. */
const BOTH_LOOPBACKS = [LOOPBACK, "::1"]

const NEIGHBOURS = 20

/** The wished port, or the next one that nobody listens on. */
export async function choosePort(wished: number): Promise<number> {
  for (let port = wished; port < wished + NEIGHBOURS; port++) {
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
    // A machine without IPv6 has nobody listening there either.
    return (error as NodeJS.ErrnoException).code !== "EADDRINUSE"
  }
  probe.close()
  await once(probe, "close")
  return true
}
