import type { IncomingMessage, ServerResponse } from "node:http"
import { readBody } from "../api/read-body"
import type { PayOutcome } from "../checkout/pay-session"
import {
  answerChallenge,
  knownEmail,
  payCheckoutSession,
  successUrl,
} from "../checkout/pay-session"
import type { Found } from "../control/find-anywhere"
import { findSession } from "../control/find-anywhere"
import { chooseSavedCard, shownCards } from "../payment/saved-cards"
import type { CheckoutSessionRecord } from "../state/account"
import type { Emulator } from "../state/emulator"
import type { Attempt } from "./card-form"
import { checkCardForm, readCardForm, readSavedCard } from "./card-form"
import {
  alreadyPaidPage,
  challengePage,
  expiredPage,
  unknownPage,
  wrongMethodPage,
} from "./notice-pages"
import { sendPage } from "./page"
import type { Checkout } from "./pay-page"
import { asksOf, payPage } from "./pay-page"

/** The pages that a shopper's browser sees under /c/pay/. */
export async function handleHostedPage(
  emulator: Emulator,
  incoming: IncomingMessage,
  response: ServerResponse
): Promise<void> {
  const { method = "" } = incoming
  if (!["GET", "HEAD", "POST"].includes(method)) {
    response.setHeader("Allow", "GET, HEAD, POST")
    sendPage(response, wrongMethodPage())
    return
  }
  const isPost = method === "POST"
  const body = isPost ? await readBody(incoming) : ""
  // No await between here and the decision, so two tabs cannot both find the session open.
  emulator.clock.runDue()
  await answerVisit(emulator, { incoming, response, body, isPost })
}

type Visit = {
  incoming: IncomingMessage
  response: ServerResponse
  body: string
  isPost: boolean
}

async function answerVisit(emulator: Emulator, visit: Visit): Promise<void> {
  const { pathname } = new URL(visit.incoming.url ?? "/", "http://localhost")
  const [, , , id = "", step = "", ...rest] = pathname.split("/")
  const found = rest.length === 0 ? sessionOrNull(emulator, id) : null
  if (found === null || !["", "authenticate"].includes(step)) {
    sendPage(visit.response, unknownPage())
  } else if (found.item.session.status !== "open") {
    showEnd(found.item, visit)
  } else if (step === "authenticate") {
    await challenge(found, visit)
  } else if (visit.isPost) {
    await pay(found, visit)
  } else {
    showForm(found, visit)
  }
}

async function pay(
  found: Found<CheckoutSessionRecord>,
  visit: Visit
): Promise<void> {
  const { context, item } = found
  const form = readCardForm(visit.body, knownEmail(context, item))
  const { isTicked, savedCard } = readSavedCard(visit.body)
  const asks = asksOf(item)
  // Expiry dates are compared with the emulator's clock, like everything else.
  const now = new Date(context.emulator.clock.nowMs())
  const errors = checkCardForm(
    form,
    { ...asks, card: asks.card && savedCard === "" },
    now
  )
  if (Object.keys(errors).length > 0) {
    refuse(found, visit, { form, errors, decline: "" })
    return
  }
  const { email, name, number, phone } = form
  const typed = {
    email,
    name,
    number,
    isTicked,
    ...(phone === "" ? {} : { phone }),
  }
  const shopper =
    savedCard === ""
      ? typed
      : chooseSavedCard(context, item, { id: savedCard, shopper: typed })
  const result = await payCheckoutSession(context, item, shopper)
  if (result.redirectUrl === undefined) {
    refuse(found, visit, { form, errors: {}, decline: result.message ?? "" })
  } else {
    leaveTo(visit, result.redirectUrl)
  }
}

async function challenge(
  found: Found<CheckoutSessionRecord>,
  visit: Visit
): Promise<void> {
  const { context, item } = found
  if (item.pendingCard === null) {
    leaveTo(visit, pageOf(item))
    return
  }
  if (!visit.isPost) {
    sendPage(visit.response, challengePage(item))
    return
  }
  const choice = new URLSearchParams(visit.body).get("outcome")
  const { email, name, phone = "" } = item.pendingCard
  const result: PayOutcome = await answerChallenge(
    context,
    item,
    choice === "complete" || choice === "fail" ? choice : "cancel"
  )
  if (result.redirectUrl === undefined) {
    pendingAttempts.set(item, {
      form: { email, name, phone },
      errors: {},
      decline: result.message ?? "",
    })
  }
  leaveTo(visit, result.redirectUrl ?? pageOf(item))
}

/** With the fragment, without which Stripe's page does not load. */
function pageOf({ session }: CheckoutSessionRecord): string {
  const { hash, pathname } = new URL(session.url ?? "", "http://localhost")
  return `${pathname}${hash}`
}

/** Shown once, after a redirect: a page in response to the challenge's POST could not be reloaded or returned to. */
const pendingAttempts = new WeakMap<CheckoutSessionRecord, Attempt>()

function showForm(found: Found<CheckoutSessionRecord>, visit: Visit): void {
  const attempt = pendingAttempts.get(found.item)
  pendingAttempts.delete(found.item)
  sendPage(visit.response, payPage(checkoutOf(found), attempt))
}

function showEnd(record: CheckoutSessionRecord, visit: Visit): void {
  const { session } = record
  if (wantsJson(visit.incoming)) {
    // The page in the browser is out of date; a reload shows the new state.
    leaveTo(visit, `/c/pay/${session.id}`)
  } else {
    sendPage(
      visit.response,
      session.status === "complete"
        ? alreadyPaidPage(record, successUrl(record))
        : expiredPage(record)
    )
  }
}

function checkoutOf({ context, item }: Found<CheckoutSessionRecord>): Checkout {
  return {
    record: item,
    knownEmail: knownEmail(context, item),
    savedCards: shownCards(context.account, item),
  }
}

function refuse(
  found: Found<CheckoutSessionRecord>,
  { incoming, response }: Visit,
  attempt: Attempt
): void {
  if (wantsJson(incoming)) {
    const { decline, errors } = attempt
    sendJson(response, 402, { errors, decline })
  } else {
    sendPage(response, payPage(checkoutOf(found), attempt))
  }
}

function leaveTo({ incoming, response }: Visit, redirectUrl: string): void {
  if (wantsJson(incoming)) {
    sendJson(response, 200, { redirectUrl })
  } else {
    response
      .writeHead(303, { Location: redirectUrl, "Cache-Control": "no-store" })
      .end()
  }
}

function sendJson(
  response: ServerResponse,
  status: number,
  body: object
): void {
  response.writeHead(status, {
    "Content-Type": "application/json",
    "Cache-Control": "no-store",
  })
  response.end(JSON.stringify(body))
}

function wantsJson(incoming: IncomingMessage): boolean {
  return incoming.headers.accept === "application/json"
}

function sessionOrNull(
  emulator: Emulator,
  id: string
): Found<CheckoutSessionRecord> | null {
  try {
    return findSession(emulator, id)
  } catch {
    return null
  }
}
