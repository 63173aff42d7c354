/**
 * Sends each request to the next instance, or to any. Like nginx it takes another one only where the connection was
 * refused, since an instance that died later may have begun to act: then the answer is 502.
 */
import { once } from "node:events"
import {
  createServer,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from "node:http"
import { buffer } from "node:stream/consumers"

type Answer = Pick<IncomingMessage, "statusCode" | "headers"> & {
  readonly body: Buffer
}

type Forwarded = Pick<IncomingMessage, "method" | "url" | "headers"> & {
  readonly body: Buffer
}

const BAD_GATEWAY: Answer = {
  statusCode: 502,
  headers: {},
  body: Buffer.from("The instance did not answer"),
}

export class LoadBalancer {
  /** The share of webhooks that every instance receives, from 0 to 1. */
  copiedWebhooks = 0
  private readonly server: Server
  private targets: readonly number[] = []
  private requests = 0
  private random: (() => number) | null = null

  constructor() {
    this.server = createServer((incoming, outgoing) => {
      this.handle(incoming, outgoing).catch(() => outgoing.destroy())
    })
  }

  async listen(port: number): Promise<void> {
    if (this.server.listening) return
    this.server.listen(port, "localhost")
    await once(this.server, "listening")
  }

  /** @param ports of the instances that serve requests */
  sendTo(ports: readonly number[]): void {
    this.targets = ports
  }

  /** From now on any instance gets a request. @param random from 0 to 1 */
  sendAtRandom(random: () => number): void {
    this.random = random
  }

  async close(): Promise<void> {
    const closed = once(this.server, "close")
    this.server.close()
    this.server.closeAllConnections()
    await closed
  }

  private async handle(
    incoming: IncomingMessage,
    outgoing: ServerResponse
  ): Promise<void> {
    const { method, url = "", headers } = incoming
    const forwarded = { method, url, headers, body: await buffer(incoming) }
    const answer = await this.answer(forwarded)
    outgoing.writeHead(answer.statusCode ?? 502, answer.headers)
    outgoing.end(answer.body)
  }

  private async answer(forwarded: Forwarded): Promise<Answer> {
    const ports = this.inTurn()
    const isCopied =
      forwarded.url?.startsWith("/hooks/") === true &&
      (this.random ?? Math.random)() < this.copiedWebhooks
    if (!isCopied) return firstAnswer(forwarded, ports)
    const answers = await Promise.all(
      ports.map((port) => firstAnswer(forwarded, [port]))
    )
    return answers[0] ?? BAD_GATEWAY
  }

  private inTurn(): number[] {
    this.requests += 1
    const next = this.random
      ? Math.floor(this.random() * this.targets.length)
      : this.requests
    const first = next % (this.targets.length || 1)
    return [...this.targets.slice(first), ...this.targets.slice(0, first)]
  }
}

async function firstAnswer(
  forwarded: Forwarded,
  ports: readonly number[]
): Promise<Answer> {
  for (const port of ports) {
    const answer = await forward(forwarded, port)
    if (answer) return answer
  }
  return BAD_GATEWAY
}

/** @returns null if the connection was refused */
async function forward(
  { body, headers, method, url }: Forwarded,
  port: number
): Promise<Answer | null> {
  // A connection of its own for each request: one that is kept may end just when it is used again.
  const outgoing = request({
    ...{ host: "localhost", port, path: url, method, agent: false },
    headers: { ...headers, connection: "close" },
  })
  try {
    outgoing.end(body)
    const [response] = (await once(outgoing, "response")) as [IncomingMessage]
    const { statusCode, headers: answered } = response
    return { statusCode, headers: answered, body: await buffer(response) }
  } catch (error) {
    return isRefused(error) ? null : BAD_GATEWAY
  }
}

function isRefused(error: unknown): boolean {
  return (error as { code?: unknown }).code === "ECONNREFUSED"
}
