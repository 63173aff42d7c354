import type { CheckoutSessionRecord } from "../state/account"
import { challengeScript } from "./challenge-script"
import type { Html } from "./html"
import { markup } from "./html"
import type { Page } from "./page"
import { showMoney } from "./show-money"

const badge = markup`<span class="badge">Test mode</span>
  <p class="emulator">Emulator. No real money moves.</p>`

export function expiredPage({
  session,
  shopName,
}: CheckoutSessionRecord): Page {
  return notice(
    410,
    "This page has expired",
    markup` <h1>This page has expired</h1>
      <p>
        This checkout session has timed out. Nothing was charged. Please return
        to <bdi>${shopName}</bdi> to start again.
      </p>
      ${returnLink(session.cancel_url, `Return to ${shopName}`)}`
  )
}

export function alreadyPaidPage(
  record: CheckoutSessionRecord,
  returnUrl: string
): Page {
  return notice(
    200,
    "You are all done here",
    markup` <h1>You’re all done here</h1>
      <p>
        You have already paid <bdi>${record.shopName}</bdi>. You cannot pay a
        second time.
      </p>
      ${returnLink(returnUrl, `Return to ${record.shopName}`)}`
  )
}

export function unknownPage(): Page {
  return notice(
    404,
    "Page not found",
    markup` <h1>Something went wrong</h1>
      <p>
        The page you were looking for could not be found. Please check the URL
        or contact the merchant.
      </p>`
  )
}

export function wrongMethodPage(): Page {
  return notice(
    405,
    "Method not allowed",
    markup` <h1>Something went wrong</h1>
      <p>This page accepts GET and POST requests only.</p>`
  )
}

/** The bank's challenge. A real bank asks for a code; this page asks for the outcome. */
export function challengePage(record: CheckoutSessionRecord): Page {
  const { session, shopName } = record
  const content = markup` <h1>3D Secure test page</h1>
      <p>
        A real bank would now ask you to confirm the payment of
        <strong>${showMoney(record)(session.amount_total)}</strong> to
        <bdi>${shopName}</bdi>.
      </p>
      <form
        class="actions"
        method="post"
        action="/c/pay/${session.id}/authenticate"
      >
        <button class="pay" name="outcome" value="complete">
          Complete authentication
        </button>
        <button class="quiet" name="outcome" value="fail">
          Fail authentication
        </button>
        <button class="quiet" name="outcome" value="cancel">Cancel</button>
        <p class="hidden" role="status"></p>
      </form>`
  return {
    ...notice(200, "3D Secure test page", content),
    script: challengeScript,
  }
}

function returnLink(url: string | null, label: string): Html | null {
  return url === null
    ? null
    : markup`<p class="actions"><a href="${url}">${label}</a></p>`
}

function notice(status: number, title: string, content: Html): Page {
  return {
    status,
    title,
    body: markup`<main class="notice"><div>${badge}${content}</div></main>`,
  }
}
