import type { WebhookSetup } from "../../../api/admin/stripe-checkout/setup/responses"
import { readOffers } from "../webhook-offers"

const ENDPOINT: WebhookSetup["endpoints"][number] = {
  id: "we_1",
  is_enabled: true,
  api_version: "2026-10-28.endive",
  created_at: "2026-11-30T10:00:00.000Z",
  secret: "configured",
  configured: null,
  missing_events: [],
  extra_events: [],
  has_other_version: false,
}

const OK: WebhookSetup = {
  expected_url: "https://shop.example/hooks/stripe-checkout",
  api_version: "2026-10-28.endive",
  state: "ok",
  endpoints: [ENDPOINT],
  create_refusal: null,
  retire_refusal: { code: "only_one", message: "There is only one." },
}

const UNREACHABLE = { code: "unreachable", message: "Nobody reaches it." }

describe("The buttons of the webhook endpoint", () => {
  it.each<[string, Partial<WebhookSetup>, object]>([
    [
      "rotate what is right",
      {},
      { main: null, second: { action: "rotate", isAllowed: true } },
    ],
    [
      "create what is missing",
      { state: "missing", endpoints: [] },
      { main: { label: "create", isAllowed: true }, second: null },
    ],
    [
      "do not create what Stripe would not reach",
      { state: "missing", endpoints: [], create_refusal: UNREACHABLE },
      {
        main: { label: "create", isAllowed: false },
        refusals: [UNREACHABLE],
      },
    ],
    [
      "repair what is different, wherever it is",
      { state: "different", create_refusal: UNREACHABLE },
      {
        main: { label: "repair", isAllowed: true },
        second: { action: "rotate", isAllowed: false },
        refusals: [UNREACHABLE],
      },
    ],
    [
      "do not replace another version where Stripe does not reach it",
      {
        state: "different",
        endpoints: [{ ...ENDPOINT, has_other_version: true }],
        create_refusal: UNREACHABLE,
      },
      {
        main: { label: "repair", isAllowed: false },
        refusals: [UNREACHABLE],
      },
    ],
    [
      "retire the older of two",
      { endpoints: [ENDPOINT, ENDPOINT], retire_refusal: null },
      { second: { action: "retire", isAllowed: true }, refusals: [] },
    ],
  ])("%s", (_what, changes, offers) => {
    expect(readOffers({ ...OK, ...changes })).toMatchObject(offers)
  })
})
