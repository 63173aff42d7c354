import { planCapture, sumReleased } from "../capture-plan"

function hold(
  id: string,
  held: number,
  offer: {
    turn: number | null
    amount?: number
    beyond?: number
    keeps?: boolean
  }
) {
  const { turn, amount = held, beyond, keeps } = offer
  return {
    payment_session_id: id,
    amounts: { held, captured: 0, released: 0, refunded: 0 },
    actions: {
      capture: {
        allowed: true,
        reason: null,
        amount,
        turn,
        ...(beyond === undefined ? {} : { beyond_hold: beyond }),
        ...(keeps === undefined ? {} : { keeps_rest: keeps }),
      },
      release: { allowed: true, reason: null },
    },
  }
}

describe("The preview of a capture", () => {
  it("says what one hold covers, and that the rest of it is released", () => {
    const plan = planCapture([hold("a", 120, { turn: 0, amount: 100 })], null)

    expect(plan).toEqual([
      { paymentSessionId: "a", held: 120, captured: 100, released: 20 },
    ])
  })

  it("captures the holds in turn, whatever their order on the card", () => {
    const holds = [
      hold("later", 100, { turn: 1, amount: 50 }),
      hold("first", 120, { turn: 0 }),
    ]

    expect(
      planCapture(holds, null).map(
        ({ paymentSessionId, captured, released }) => [
          paymentSessionId,
          captured,
          released,
        ]
      )
    ).toEqual([
      ["first", 120, 0],
      ["later", 50, 50],
    ])
  })

  it("leaves a hold alone that a part does not need", () => {
    const holds = [
      hold("first", 120, { turn: 0 }),
      hold("later", 100, { turn: 1 }),
    ]

    const plan = planCapture(holds, 50)

    expect(plan).toEqual([
      { paymentSessionId: "first", held: 120, captured: 50, released: 70 },
    ])
    expect(sumReleased(plan)).toBe(70)
  })

  it("shares a part out exactly", () => {
    const holds = [hold("a", 0.1, { turn: 0 }), hold("b", 0.2, { turn: 1 })]

    expect(planCapture(holds, 0.3).map(({ captured }) => captured)).toEqual([
      0.1, 0.2,
    ])
    expect(sumReleased(planCapture(holds, 0.3))).toBe(0)
  })

  it("takes beyond a hold only what all of them do not hold", () => {
    const holds = [
      hold("a", 100, { turn: 0, amount: 110, beyond: 20 }),
      hold("b", 20, { turn: 1 }),
    ]
    const amounts = (amount: number | null) =>
      planCapture(holds, amount).map(({ captured }) => captured)

    expect(amounts(110)).toEqual([100, 10])
    expect(amounts(130)).toEqual([110, 20])
    expect(amounts(null)).toEqual([110, 20])
    expect(sumReleased(planCapture(holds, 130))).toBe(0)
  })

  it("keeps the rest of a part with multicapture, and releases it with the last one", () => {
    const parts = hold("a", 120, { turn: 0, amount: 100, keeps: true })
    const plan = (amount: number | null) => planCapture([parts], amount)

    expect(plan(50)).toEqual([
      { paymentSessionId: "a", held: 120, captured: 50, released: 0, kept: 70 },
    ])
    expect(plan(null)).toEqual([
      { paymentSessionId: "a", held: 120, captured: 100, released: 20 },
    ])
  })

  it("has nothing to say of what holds nothing, or covers nothing", () => {
    expect(
      planCapture(
        [
          hold("gone", 0, { turn: null }),
          hold("surplus", 100, { turn: 0, amount: 0 }),
        ],
        null
      )
    ).toEqual([])
  })
})
