/**
 * The mail that a real store would send. Like a store's own subscribers, it listens to the plugin's events about payment
 * links; it writes each mail to the terminal and shows the last ones at /mailbox.
 */
import type { MedusaContainer } from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"

type LinkEvent = {
  readonly email: string | null
  readonly order_display_id: number | null
  readonly amount: number | null
  readonly currency_code: string
  readonly url?: string
  readonly expires_at?: string | null
  readonly money?: string
  readonly method?: string | null
  readonly last_four?: string | null
}

type Mail = {
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly url: string | null
}

const MOST_MAILS = 50

const WRITERS: Readonly<Record<string, (event: LinkEvent) => Mail>> = {
  "stripe_checkout.payment_link_email_requested": (event) =>
    linkMail(event, "What is still to be paid for"),
  "stripe_checkout.payment_link_reminder": (event) =>
    linkMail(event, "Reminder: what is still to be paid for"),
  "stripe_checkout.payment_link_paid": receipt,
}

export class Mailbox {
  private readonly mails: Mail[] = []

  /** To be called once the store runs. */
  listen(container: MedusaContainer): void {
    const bus = container.resolve(Modules.EVENT_BUS)
    for (const [name, write] of Object.entries(WRITERS)) {
      bus.subscribe(
        name,
        ({ data }) => {
          this.keep(write(data as LinkEvent))
          return Promise.resolve()
        },
        { subscriberId: `demo-mailbox-${name}` }
      )
    }
  }

  page(): string {
    const list = this.mails
      .map(
        ({ to, subject, text, url }) =>
          `<article><h2>${escape(subject)}</h2><p>To: ${escape(to)}</p><p>${escape(text)}</p>${url === null ? "" : `<p><a href="${escape(url)}">${escape(url)}</a></p>`}</article>`
      )
      .join("\n")
    return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Mailbox of the demo</title>
<style>
  body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; background: Canvas; color: CanvasText; }
  a { color: inherit; }
  h1 { font-size: 1.5rem; }
  h2 { font-size: 1.125rem; }
  article { border-top: 1px solid; }
</style>
<h1>Mails that the demo would send</h1>
${list || "<p>None yet. Send a payment link from an order's card.</p>"}
</html>`
  }

  private keep(mail: Mail): void {
    this.mails.unshift(mail)
    this.mails.splice(MOST_MAILS)
    // The terminal shows the plugin's lines, which begin like this.
    console.log(
      `stripe-checkout: mail to ${mail.to}: ${mail.subject}. ${mail.text} ${mail.url ?? ""}`.trimEnd()
    )
  }
}

function linkMail(event: LinkEvent, subject: string): Mail {
  const until = event.expires_at
    ? ` The link is valid until ${new Date(event.expires_at).toUTCString()}.`
    : ""
  return {
    to: String(event.email),
    subject: `${subject} order #${event.order_display_id}`,
    text: `Please pay ${amountOf(event)}.${until}`,
    url: event.url ?? null,
  }
}

function receipt(event: LinkEvent): Mail {
  const how = [event.method, event.last_four].filter(Boolean).join(" ")
  return {
    to: String(event.email),
    subject: `Thank you for your payment for order #${event.order_display_id}`,
    text: `${amountOf(event)} ${event.money === "held" ? "is held" : "was paid"}${how ? ` (${how})` : ""}.`,
    url: null,
  }
}

function amountOf({ amount, currency_code }: LinkEvent): string {
  return new Intl.NumberFormat("en", {
    style: "currency",
    currency: currency_code.toUpperCase(),
  }).format(amount ?? 0)
}

function escape(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
}
