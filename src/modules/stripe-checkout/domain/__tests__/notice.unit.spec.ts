import { isNoticed, NOTICED, type NoticedFacts, writeNotice } from "../notice"

const NOW = new Date("2026-11-30T10:00:00Z")

const CAPTURE: NoticedFacts = {
  payment_session_id: "payses_1",
  order_id: "order_1",
  order_display_id: 1042,
  amount: 120,
  currency_code: "eur",
  reason: "The capture failed.",
  reason_code: "capture_failed",
  reason_params: {},
}

describe("A notice for the admin's bell", () => {
  it("names the order, the amount and the reason", () => {
    const { title, description } = writeNotice("capture_failed", CAPTURE, NOW)

    expect(title).toBe("Capture failed")
    expect(description).toBe("Order #1042, 120.00 EUR: The capture failed.")
  })

  it("is the reason alone where there is neither an order nor an amount", () => {
    const unpaid = { ...CAPTURE, order_display_id: null, amount: null }

    const { description } = writeNotice("order_not_placeable", unpaid, NOW)

    expect(description).toBe("The capture failed.")
  })

  it.each(NOTICED)(
    "is the same one when %s is emitted twice after a crash",
    (event) => {
      const [one, other] = [0, 60_000].map(
        (later) =>
          writeNotice(event, CAPTURE, new Date(NOW.getTime() + later)).key
      )

      expect(one).toBe(other)
    }
  )

  it("is written of a refused payment only where an order was placed with it", () => {
    expect(isNoticed("payment_failed", { payment_id: null })).toBe(false)
    expect(isNoticed("payment_failed", { payment_id: "pay_1" })).toBe(true)
    expect(isNoticed("capture_failed", { payment_id: null })).toBe(true)
  })

  it("is another one when a capture fails again on another day", () => {
    const tomorrow = new Date("2026-12-01T10:00:00Z")

    expect(writeNotice("capture_failed", CAPTURE, tomorrow).key).not.toBe(
      writeNotice("capture_failed", CAPTURE, NOW).key
    )
  })

  it("is one for each step of a dispute, and says the amount once", () => {
    const dispute = {
      ...CAPTURE,
      reason: "The shopper's bank disputes 120.00 EUR.",
      reason_code: "dispute_opened",
      reason_params: { stripe_id: "du_1" },
    }
    const inquiry = { ...dispute, reason_code: "inquiry_opened" }

    const notices = [inquiry, dispute].map((facts) =>
      writeNotice("dispute_opened", facts, NOW)
    )

    expect(notices[1]?.description).toBe(
      "Order #1042: The shopper's bank disputes 120.00 EUR."
    )
    expect(new Set(notices.map(({ key }) => key)).size).toBe(2)
  })

  it("is one for each dead event of a payment", () => {
    const keys = ["evt_1", "evt_2"].map(
      (event_id) =>
        writeNotice(
          "event_dead",
          { ...CAPTURE, reason_params: { event_id } },
          NOW
        ).key
    )

    expect(new Set(keys).size).toBe(2)
  })
})
