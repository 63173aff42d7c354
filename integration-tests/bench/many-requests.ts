import { Agent, request } from "node:http"

const agent = new Agent({ keepAlive: true, maxSockets: 32 })

export type Sent = {
  readonly method: "GET" | "POST"
  readonly path: string
  readonly body?: string
}

/** Plain HTTP, because the SDK would dominate the measurement. @returns the parsed response. */
export function send(
  url: string,
  { body = "", method, path }: Sent
): Promise<Record<string, unknown>> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      `${url}${path}`,
      {
        agent,
        method,
        headers: {
          Authorization: "Bearer sk_test_bench",
          "Content-Type": path.startsWith("/v1")
            ? "application/x-www-form-urlencoded"
            : "application/json",
          "Content-Length": Buffer.byteLength(body),
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response.on("data", (chunk: Buffer) => chunks.push(chunk))
        response.on("end", () => {
          const text = Buffer.concat(chunks).toString("utf8")
          if (response.statusCode === 200) {
            resolve(JSON.parse(text) as Record<string, unknown>)
          } else {
            reject(new Error(`${method} ${path}: ${text}`))
          }
        })
      }
    )
    outgoing.once("error", reject)
    outgoing.end(body)
  })
}

/** Runs the work `times` times, `atOnce` at a time. @returns runs per second. */
export async function rate(
  times: number,
  work: (index: number) => Promise<unknown>,
  atOnce = 16
): Promise<number> {
  const start = performance.now()
  let next = 0
  const worker = async () => {
    while (next < times) {
      const index = next
      next += 1
      await work(index)
    }
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return times / ((performance.now() - start) / 1000)
}
