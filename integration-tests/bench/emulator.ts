import { type EmulatorProcess, startEmulatorProcess } from "./start-emulator"
import { rate, send } from "./many-requests"

const SIZES = [1_000, 10_000, 100_000] as const
const SAMPLE = 2_000

type Row = Readonly<Record<string, number>>

/** Measures how fast the emulator starts and responds, also with a hundred thousand payments. */
export async function benchEmulator(port: number): Promise<void> {
  const emulator = await startEmulatorProcess(port)
  try {
    console.log(
      `emulator: ready after ${Math.round(emulator.readyAfterMs)} ms\n`
    )
    await warmUp(emulator)
    const rows: Row[] = []
    const intents: string[] = []
    for (const size of SIZES) {
      await growTo(emulator, intents, size)
      rows.push(await measure(emulator, intents))
    }
    print(rows)
  } finally {
    await emulator.stop()
  }
}

/** Not measured: the JavaScript engine compiles hot code. */
async function warmUp({ url }: EmulatorProcess): Promise<void> {
  await rate(SAMPLE, () => send(url, { method: "GET", path: "/v1/balance" }))
  await rate(SAMPLE / 4, () => createPayment(url))
}

async function growTo(
  { url }: EmulatorProcess,
  intents: string[],
  size: number
): Promise<void> {
  await rate(size - intents.length, async () => {
    intents.push(await createPayment(url))
  })
}

async function measure(
  { megabytes, url }: EmulatorProcess,
  intents: readonly string[]
): Promise<Row> {
  const one = () => intents[Math.floor(Math.random() * intents.length)] ?? ""
  const get = (path: string) => send(url, { method: "GET", path })
  const perSecond = {
    "GET the account": () => get("/v1/account"),
    "GET a PaymentIntent": () => get(`/v1/payment_intents/${one()}`),
    "GET it with its Charge": () =>
      get(`/v1/payment_intents/${one()}?expand[0]=latest_charge.refunds`),
    "GET the newest 100 events": () => get("/v1/events?limit=100"),
    "GET the session of a PaymentIntent": () =>
      get(`/v1/checkout/sessions?payment_intent=${one()}`),
    "GET the refunds of a PaymentIntent": () =>
      get(`/v1/refunds?payment_intent=${one()}`),
    "POST a Checkout Session": () => createSession(url),
  }
  const row: Record<string, number> = { payments: intents.length }
  for (const [name, work] of Object.entries(perSecond)) {
    row[name] = Math.round(await rate(SAMPLE, work))
  }
  // A payment can be captured only once, so the capture gets new ones.
  const held = await Promise.all(
    Array.from({ length: SAMPLE / 4 }, () => createPayment(url))
  )
  row["POST a capture"] = Math.round(
    await rate(held.length, (index) =>
      send(url, {
        method: "POST",
        path: `/v1/payment_intents/${held[index] ?? ""}/capture`,
      })
    )
  )
  return { ...row, "megabytes of memory": await megabytes() }
}

async function createPayment(url: string): Promise<string> {
  const { id } = await createSession(url)
  await send(url, {
    method: "POST",
    path: "/_emulator/pay",
    body: JSON.stringify({ checkout_session: id }),
  })
  const session = await send(url, {
    method: "GET",
    path: `/v1/checkout/sessions/${String(id)}`,
  })
  return String(session["payment_intent"])
}

const SESSION = new URLSearchParams({
  mode: "payment",
  success_url: "https://shop.example/return",
  "line_items[0][quantity]": "1",
  "line_items[0][price_data][currency]": "eur",
  "line_items[0][price_data][unit_amount]": "12000",
  "line_items[0][price_data][product_data][name]": "Your order",
  "payment_intent_data[capture_method]": "manual",
}).toString()

function createSession(url: string): Promise<Record<string, unknown>> {
  return send(url, {
    method: "POST",
    path: "/v1/checkout/sessions",
    body: SESSION,
  })
}

function print(rows: readonly Row[]): void {
  const [first] = rows
  for (const name of Object.keys(first ?? {})) {
    const cells = rows.map((row) => String(row[name] ?? "").padStart(9))
    console.log(name.padEnd(36), ...cells)
  }
  console.log("\nRequests per second, 16 at a time, by the number of payments.")
}
