import { considerateHttpClient, takingTurns } from "../considerate-calls"
import { StripeClock } from "../stripe-clock"

const EU = (clock = new StripeClock()) => ({ account: "eu", clock })

type Inner = NonNullable<Parameters<typeof considerateHttpClient>[1]>
type Response = Awaited<ReturnType<Inner["makeRequest"]>>

/** An HTTP client that answers with this status, and notes what happened. */
function answering(status: number, log: string[]): Inner {
  return {
    getClientName: () => "node",
    makeRequest: async () => {
      log.push("called")
      return {
        getStatusCode: () => status,
        getHeaders: () => ({ date: "Mon, 30 Nov 2026 00:00:00 GMT" }),
      } as unknown as Response
    },
  }
}

function noting(log: string[]) {
  return {
    next: async (account: string) => {
      log.push(`turn of ${account}`)
    },
    pause: async (account: string) => {
      log.push(`pause of ${account}`)
    },
  }
}

const call = async (client: Inner) =>
  client.makeRequest("host", "443", "/v1", "GET", {}, "", "https", 1_000)

describe("A call to Stripe", () => {
  it("waits for its turn where nobody waits for it", async () => {
    const log: string[] = []
    const client = considerateHttpClient(EU(), answering(200, log))

    await takingTurns(noting(log), async () => call(client))

    expect(log).toEqual(["turn of eu", "called"])
  })

  it("waits for nothing where a shopper or a merchant waits", async () => {
    const log: string[] = []
    const client = considerateHttpClient(EU(), answering(429, log))

    await call(client)

    expect(log).toEqual(["called"])
  })

  it("makes the others pause when Stripe asks for fewer requests", async () => {
    const log: string[] = []
    const client = considerateHttpClient(EU(), answering(429, log))

    await takingTurns(noting(log), async () => call(client))

    expect(log).toEqual(["turn of eu", "called", "pause of eu"])
  })

  it("tells Stripe's time", async () => {
    const clock = new StripeClock()
    const client = considerateHttpClient(EU(clock), answering(200, []))

    await call(client)

    const theirs = Date.parse("2026-11-30T00:00:00Z")
    expect(Math.abs(clock.now() - theirs)).toBeLessThan(10_000)
  })
})
