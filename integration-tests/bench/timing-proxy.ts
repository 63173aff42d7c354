import { once } from "node:events"
import {
  Agent,
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http"
import type { AddressInfo } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import { now } from "./now"

export type Passage = {
  readonly method: string
  readonly path: string
  readonly body: string
  /** When the request arrived. */
  readonly from: number
  /** When the whole response had been forwarded. */
  readonly to: number
}

/** A proxy between two programs that forwards their traffic and records how long each response took. */
export class TimingProxy {
  readonly passages: Passage[] = []
  private readonly server: Server
  private readonly agent = new Agent({ keepAlive: true })
  private readonly target: string
  private inFlight = 0
  private lastActivity = now()

  constructor(target: string) {
    this.target = target
    this.server = createServer((incoming, response) => {
      void this.pass(incoming, response)
    })
  }

  /** @returns its address. */
  async listen(): Promise<string> {
    this.server.listen(0, "127.0.0.1")
    await once(this.server, "listening")
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Resolves once there has been no traffic for the given time. */
  async quiet(forMs: number): Promise<void> {
    while (this.inFlight > 0 || now() - this.lastActivity < forMs) {
      await pause(20)
    }
  }

  /** How long the client waited for responses within a time span; overlapping waits count once. */
  busyMs(from: number, to: number): number {
    let busy = 0
    let until = from
    for (const passage of this.passages) {
      if (passage.from >= to || passage.to <= until) continue
      busy += Math.min(passage.to, to) - Math.max(passage.from, until)
      until = passage.to
    }
    return busy
  }

  close(): void {
    this.server.close()
    this.server.closeAllConnections()
    this.agent.destroy()
  }

  private async pass(
    incoming: IncomingMessage,
    response: ServerResponse
  ): Promise<void> {
    const from = now()
    this.inFlight += 1
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const body = Buffer.concat(chunks)
    const { headers, method = "GET", url: path = "/" } = incoming
    const outgoing = request(`${this.target}${path}`, {
      agent: this.agent,
      method,
      headers,
    })
    outgoing.once("error", () => response.destroy())
    outgoing.once("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers)
      answer.pipe(response)
    })
    response.once("close", () => {
      this.inFlight -= 1
      this.lastActivity = now()
      const text = body.toString("utf8")
      this.passages.push({
        method,
        path,
        body: text,
        from,
        to: this.lastActivity,
      })
    })
    outgoing.end(body)
  }
}
