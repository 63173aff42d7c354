/**
 * Enough of Postgres's protocol to read a client's statements. A message is a letter, its length, and a body; only the
 * first one of a connection has no letter.
 */
export type FrontendMessage = {
  readonly bytes: Buffer
  /** The SQL text, where the message carries one. */
  readonly statement: string | null
}

const SIMPLE_QUERY = "Q"
const PARSE = "P"

export class FrontendMessages {
  /** What the first message of the connection says about the client, such as its user. */
  parameters: ReadonlyMap<string, string> = new Map()
  private rest = Buffer.alloc(0)
  private hasStarted = false

  /** The messages that have arrived completely. */
  take(chunk: Buffer): FrontendMessage[] {
    this.rest = Buffer.concat([this.rest, chunk])
    const messages: FrontendMessage[] = []
    for (let next = this.takeOne(); next !== null; next = this.takeOne()) {
      messages.push(next)
    }
    return messages
  }

  private takeOne(): FrontendMessage | null {
    const start = this.hasStarted ? 1 : 0
    if (this.rest.length < start + 4) return null
    const length = start + this.rest.readUInt32BE(start)
    if (this.rest.length < length) return null
    const bytes = this.rest.subarray(0, length)
    this.rest = this.rest.subarray(length)
    const statement = this.hasStarted ? readStatement(bytes) : null
    if (!this.hasStarted) this.parameters = readParameters(bytes)
    this.hasStarted = true
    return { bytes, statement }
  }
}

function readStatement(bytes: Buffer): string | null {
  const kind = String.fromCharCode(bytes[0] ?? 0)
  const body = bytes.subarray(5)
  if (kind === SIMPLE_QUERY) return textAt(body, 0)
  // A prepared statement's name comes first, and is mostly empty.
  if (kind === PARSE) return textAt(body, body.indexOf(0) + 1)
  return null
}

/** After the length and the version: names and values in turn, each with a zero at its end. */
function readParameters(bytes: Buffer): ReadonlyMap<string, string> {
  const texts = bytes.toString("utf8", 8).split("\0")
  const pairs = texts.flatMap((name, index) =>
    index % 2 === 0 ? [[name, texts[index + 1] ?? ""] as const] : []
  )
  return new Map(pairs)
}

function textAt(body: Buffer, start: number): string {
  return body.toString("utf8", start, body.indexOf(0, start))
}
