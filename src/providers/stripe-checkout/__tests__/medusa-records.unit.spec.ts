import { recordOnly } from "../../../modules/stripe-checkout/record-only"
import { MedusaRecords } from "../medusa-records"

type Row = {
  id: string
  payment_id: string
  raw_amount: unknown
  created_by?: string | null
}

describe("The step of money that the provider has to make", () => {
  it.each<[string, Row[], { amount: number; before: number }]>([
    ["the first", [row("c1", "30")], { amount: 3000, before: 0 }],
    [
      "one after others",
      [row("c1", "30"), row("c2", "20.5")],
      { amount: 2050, before: 3000 },
    ],
    [
      "the last one, with what is below a cent",
      [row("c1", "60"), row("c2", "60.004")],
      { amount: 6000, before: 6000 },
    ],
  ])("is for a capture %s", async (_what, captures, step) => {
    const records = recordsWith({ captures, refunds: [], amount: "120.004" })

    expect(await records.capture(captures.at(-1)?.id ?? "")).toMatchObject({
      ...step,
      currencyCode: "eur",
    })
  })

  it("is the same for each of two refunds that are made at the same moment, one after the other", async () => {
    const refunds = [row("r1", "10"), row("r2", "10")]
    const records = recordsWith({ captures: [row("c1", "120")], refunds })

    expect(await records.refund("r1")).toMatchObject({
      amount: 1000,
      before: 0,
    })
    expect(await records.refund("r2")).toMatchObject({
      amount: 1000,
      before: 1000,
    })
  })

  it("leaves the payment's other refunds to be accounted for", async () => {
    const refunds = [
      row("r1", "10"),
      row("r2", "30.5"),
      { ...row("r3", "5"), created_by: "stripe-checkout" },
    ]
    const records = recordsWith({ captures: [row("c1", "120")], refunds })

    expect(await records.otherRefunds("r1")).toEqual({
      total: 3550,
      madeInMedusa: [3050],
    })
  })

  it.each<[string, string | null, boolean]>([
    ["moves money where a merchant made it", "user_1", false],
    ["moves money where Medusa does not say who made it", null, false],
    ["moves none where the plugin made it", "stripe-checkout", true],
  ])("%s", async (_what, created_by, isRecordOnly) => {
    const captures = [{ ...row("c1", "120"), created_by }]
    const refunds = [{ ...row("r1", "10"), created_by }]
    const records = recordsWith({ captures, refunds })

    expect(await records.capture("c1")).toMatchObject({ isRecordOnly })
    expect(await records.refund("r1")).toMatchObject({ isRecordOnly })
  })

  it.each(["capture", "refund"] as const)(
    "moves none while a %s is only recorded, although Medusa does not say who made it",
    async (kind) => {
      const records = recordsWith({
        captures: [row("c1", "120")],
        refunds: [row("r1", "10")],
      })

      await recordOnly({ kind, paymentId: "pay_1" }, async () => {
        expect(await records.capture("c1")).toMatchObject({
          isRecordOnly: kind === "capture",
        })
        expect(await records.refund("r1")).toMatchObject({
          isRecordOnly: kind === "refund",
        })
      })
    }
  )

  it("is refused when it is a part that Stripe cannot move exactly", async () => {
    const captures = [row("c1", "10.005")]
    const records = recordsWith({ captures, refunds: [] })

    await expect(records.capture("c1")).rejects.toMatchObject({
      type: "invalid_data",
      code: "stripe_checkout_amount_off_step",
    })
  })

  it("may be the whole of an amount that Stripe rounds", async () => {
    const captures = [row("c1", "10.005")]
    const records = recordsWith({ captures, refunds: [], amount: "10.005" })

    expect(await records.capture("c1")).toMatchObject({ amount: 1001 })
  })

  it("cannot be found out in a Medusa that hides its rows, which is said at once", () => {
    expect(() => new MedusaRecords({ captureService: {} })).toThrow(
      /does not support this version of Medusa.*captureService\.retrieve, refundService\.retrieve.*Update the plugin/
    )
  })
})

function row(id: string, value: string): Row {
  return { id, payment_id: "pay_1", raw_amount: { value, precision: 20 } }
}

function recordsWith(payment: {
  captures: Row[]
  refunds: Row[]
  amount?: string
}): MedusaRecords {
  const owner = {
    raw_amount: { value: payment.amount ?? "120", precision: 20 },
    currency_code: "eur",
    captures: payment.captures,
    refunds: payment.refunds,
  }
  const serve = (rows: Row[]) => ({
    retrieve: async (id: string) => ({
      ...rows.find((candidate) => candidate.id === id),
      payment: owner,
    }),
  })
  return new MedusaRecords({
    captureService: serve(payment.captures),
    refundService: serve(payment.refunds),
    paymentSessionService: serve([]),
    paymentCollectionService: serve([]),
  })
}
