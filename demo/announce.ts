import { relative } from "node:path"
import type { Demo } from "./start-demo"

const WIDTH = 12

/** What to print once everything is running. */
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
    row("Mailbox", `${urls.backend}/mailbox`),
    row("Test card", "4242 4242 4242 4242, any future date, any CVC"),
    row("Log", relative(process.cwd(), demo.logFile)),
  ]
  const steps = [
    "1. Buy something in the storefront and pay with the test card.",
    '2. Open the order in the admin and set its status to "ready_for_capture".',
    "3. Watch the payment being captured, in the admin and at Stripe. Press Ctrl-C to stop everything.",
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
    "To receive Stripe's events on this machine, run Stripe's CLI in another terminal:",
    `  stripe listen --forward-to ${webhooks}`,
    "Set STRIPE_WEBHOOK_SECRET to its signing secret (stripe listen --print-secret) before you start the demo.",
  ]
}

function row(name: string, value: string): string {
  return name.padEnd(WIDTH) + value
}
