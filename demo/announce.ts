import { relative } from "node:path"
import type { Demo } from "./start-demo"

const WIDTH = 12

/** What a person needs to know once everything runs. */
export function announce(demo: Demo): string {
  const { credentials, urls } = demo
  const table = [
    row("Storefront", urls.storefront),
    row("Admin", urls.admin ?? "off"),
    row("", `${credentials.email} / ${credentials.password}`),
    ...(urls.emulator === null
      ? [row("Stripe", "test mode, https://dashboard.stripe.com/test/payments")]
      : [
          row(
            "Stripe",
            `${urls.emulator}/_emulator (emulated, no money moves)`
          ),
        ]),
    row("Test card", "4242 4242 4242 4242, any future date, any CVC"),
    row("Log", relative(process.cwd(), demo.logFile)),
  ]
  const steps = [
    "1. Buy something in the storefront and pay with the test card.",
    '2. In the admin, open the order and set its status to "ready_for_capture".',
    "3. See the money captured, in the admin and at Stripe. Ctrl-C ends everything.",
  ]
  return [
    "",
    ...table,
    "",
    ...steps,
    ...(urls.emulator === null ? forwarding(urls.webhooks) : []),
    "",
  ]
    .map((line) => `  ${line}`.trimEnd())
    .join("\n")
}

function forwarding(webhooks: string): string[] {
  return [
    "",
    "Stripe's events reach this machine with Stripe's CLI, in another terminal:",
    `  stripe listen --forward-to ${webhooks}`,
    "Its signing secret (stripe listen --print-secret) belongs into STRIPE_WEBHOOK_SECRET before the demo starts.",
  ]
}

function row(name: string, value: string): string {
  return name.padEnd(WIDTH) + value
}
