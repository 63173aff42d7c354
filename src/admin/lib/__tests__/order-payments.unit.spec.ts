import type { OperationDescription } from "../../../api/admin/stripe-checkout/orders/responses"
import { adviseOnCapture, type NextStep } from "../order-payments"

function operation(
  status: OperationDescription["status"],
  error_code: string | null = null,
  kind: OperationDescription["kind"] = "capture"
): OperationDescription {
  return {
    id: "scop_1",
    kind,
    source: "request",
    amount: null,
    status,
    reason: "",
    reason_code: "external_error",
    reason_params: { error_code, message: "" },
    rule: null,
    requested_by_status: null,
    actor: null,
    attempts: 1,
    created_at: "2026-01-01T00:00:00.000Z",
    settled_at: null,
  }
}

describe("After a capture that failed, the merchant reads", () => {
  it.each<[string | null, NextStep]>([
    ["stripe_refused", "another_payment"],
    [null, "another_payment"],
    ["stripe_checkout_hold_gone", "payment_link"],
    ["stripe_checkout_rest_released", "payment_link"],
    ["stripe_checkout_amount_off_step", "other_amount"],
  ])("what to do next: %s", (code, step) => {
    expect(
      adviseOnCapture({
        payment_status: "capture_failed",
        operations: [operation("rejected"), operation("failed", code)],
      })
    ).toBe(step)
  })

  it("that the API key is to be checked, also while it is tried again", () => {
    expect(
      adviseOnCapture({
        payment_status: "held",
        operations: [operation("pending", "stripe_misconfigured")],
      })
    ).toBe("settings")
  })

  it.each([
    ["nothing was tried", []],
    [
      "it is tried again by itself",
      [operation("pending", "stripe_unavailable")],
    ],
    ["it succeeded later", [operation("succeeded"), operation("failed")]],
    ["only a release failed", [operation("failed", null, "release")]],
  ])("nothing where %s", (_what, operations) => {
    expect(adviseOnCapture({ payment_status: "held", operations })).toBeNull()
  })
})
