import type { CollectionSummary } from "../medusa-payment"
import {
  aCart,
  aCheckoutSession,
  anIntent,
  anOrder,
  aPayment,
  aPlacedOrder,
  AT_STRIPE,
  type AtStripe,
  described,
  TOTAL,
  decideFor,
} from "./fixtures"

const HELD = described(AT_STRIPE["held money"])
const RELEASED = described(AT_STRIPE["a released hold"])

describe("A completion that died on its way", () => {
  it.each<AtStripe>([
    "held money",
    "captured money",
    "an open Checkout Session",
  ])(
    "without authorizing the payment is undone, so that it can begin afresh: %s",
    (atStripe) => {
      const medusa = aCart({
        interruption: {
          kind: "payment_missing",
          orderId: "order_1",
          canBeDeleted: true,
          isRecent: false,
        },
      })

      expect(decideFor(medusa, AT_STRIPE[atStripe], null)).toMatchObject({
        kind: "delete_incomplete_order",
        orderId: "order_1",
      })
    }
  )

  it("and whose order somebody works with already is finished in place", () => {
    const medusa = aPlacedOrder({
      payment: null,
      interruption: {
        kind: "payment_missing",
        orderId: "order_1",
        canBeDeleted: false,
        isRecent: false,
      },
    })

    expect(decideFor(medusa, HELD, null).kind).toBe("authorize_session")
  })

  it("before the order was announced is announced", () => {
    const medusa = aPlacedOrder({ interruption: anUnannouncedOrder(false) })

    expect(decideFor(medusa, HELD, null)).toMatchObject({
      kind: "emit_order_placed",
      orderId: "order_1",
    })
  })

  it("may be finishing properly at this very moment: then it is checked again later", () => {
    const medusa = aPlacedOrder({ interruption: anUnannouncedOrder(true) })

    expect(decideFor(medusa, HELD, null).kind).toBe("recheck_later")
  })

  function anUnannouncedOrder(isRecent: boolean) {
    return { kind: "not_announced", orderId: "order_1", isRecent } as const
  }
})

describe("What Medusa asks for", () => {
  const own: CollectionSummary = {
    id: "paycol_own",
    status: "authorized",
    amount: TOTAL,
    captured: 0,
    isOwn: true,
    isOpen: false,
    hasFractionLeft: false,
    isPaymentLink: false,
    held: TOTAL,
    isOutOfSync: false,
  }
  const open: CollectionSummary = {
    id: "paycol_open",
    status: "not_paid",
    amount: TOTAL,
    captured: 0,
    isOwn: false,
    isOpen: true,
    hasFractionLeft: false,
    isPaymentLink: false,
    held: 0,
    isOutOfSync: false,
  }

  it("is nothing while the hold covers the order", () => {
    expect(decide([{ ...own, status: "canceled" }, open])).toEqual([
      { id: "paycol_own", kind: "set_status", status: "authorized" },
      { id: "paycol_open", kind: "remove" },
    ])
  })

  it("is what an edit has added to the order", () => {
    const asked = { ...open, amount: 15000 }

    expect(decide([own, asked], { outstanding: 15000 })).toEqual([
      { id: "paycol_open", kind: "set_amount", amount: 3000 },
    ])
  })

  it("stays in the newest of several collections only", () => {
    const older = { ...open, id: "paycol_older" }

    expect(decide([own, older, open], { outstanding: 15000 })).toEqual([
      { id: "paycol_older", kind: "remove" },
      { id: "paycol_open", kind: "set_amount", amount: 3000 },
    ])
  })

  it("is left alone where it is less than what is missing", () => {
    const asked = { ...open, amount: 1000 }

    expect(decide([own, asked], { outstanding: 15000 })).toBeUndefined()
  })

  it("counts what other payments hold as well", () => {
    const other = { ...own, id: "paycol_other", isOwn: false, held: 3000 }
    const asked = { ...open, amount: 3000 }

    expect(decide([own, other, asked], { outstanding: 15000 })).toEqual([
      { id: "paycol_open", kind: "remove" },
    ])
  })

  it("is left alone in an order that was never edited", () => {
    expect(decide([own, open], { isEdited: false })).toBeUndefined()
  })

  it("is not shown as authorized once the hold is gone", () => {
    const medusa = aPlacedOrder({
      payment: aPayment({ isCanceled: true }),
      collections: [{ ...own, held: 0 }],
    })

    expect(decideFor(medusa, RELEASED, null)).toMatchObject({
      kind: "repair_payment_collections",
      repairs: [{ id: "paycol_own", kind: "set_status", status: "canceled" }],
    })
  })

  it("is recalculated when a row was deleted", () => {
    const collections = [{ ...own, isOutOfSync: true }]
    const settled = aPlacedOrder({ collections })

    expect(decideFor(settled, HELD, null)).toMatchObject({
      kind: "repair_payment_collections",
      repairs: [{ id: "paycol_own", kind: "recalculate" }],
    })
  })

  it.each([
    ["only a part was captured on it", { captured: 3000 }],
    [
      "it is captured but for a fraction that Stripe cannot charge",
      { captured: TOTAL, hasFractionLeft: true },
    ],
  ])("is what was captured once the order is paid and %s", (_what, changes) => {
    const { captured } = changes
    const paid = aPlacedOrder(
      {
        payment: aPayment({ captured }),
        order: anOrder({ outstanding: 0, isPaidInFull: true }),
        collections: [{ ...own, status: "completed", held: 0, ...changes }],
      },
      "captured"
    )

    const intent = anIntent("succeeded", { amountReceived: captured })
    const stripe = described({
      checkoutSession: aCheckoutSession(),
      paymentIntent: intent,
    })
    expect(decideFor(paid, stripe, null)).toMatchObject({
      kind: "settle_payment_collection",
      amount: captured,
    })
  })

  it("is core's business once the order is canceled", () => {
    const medusa = aPlacedOrder({
      order: anOrder({ isCanceled: true, outstanding: 0 }),
      collections: [{ ...own, status: "canceled" }],
    })

    expect(decideFor(medusa, HELD, null).kind).toBe("release_authorization")
  })

  function decide(
    collections: readonly CollectionSummary[],
    order: Parameters<typeof anOrder>[0] = {}
  ) {
    const medusa = aPlacedOrder({
      collections,
      order: anOrder({ isEdited: true, ...order }),
    })
    const decision = decideFor(medusa, HELD, null)
    return decision.kind === "repair_payment_collections"
      ? decision.repairs
      : undefined
  }
})
