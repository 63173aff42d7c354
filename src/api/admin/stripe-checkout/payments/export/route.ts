import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"

import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import type { MedusaContainer } from "@medusajs/framework/types"

import {
  LARGEST_COUNT,
  type ListedPayment,
} from "../../../../../modules/stripe-checkout/repositories/payment-list"
import { CSV_HEAD, toCsvLines } from "../csv"
import { describeListed, readListed } from "../list-payments"
import type { ExportPayments } from "../validators"

/** The first 10,000 payments of the list as CSV. A header says where there are more. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ExportPayments>,
  res: MedusaResponse
): Promise<void> {
  const listed = await readListed(
    req.scope,
    req.validatedQuery,
    LARGEST_COUNT + 1
  )
  const day = new Date().toISOString().slice(0, 10)
  res.setHeader("content-type", "text/csv; charset=utf-8")
  res.setHeader("cache-control", "no-store")
  res.setHeader(
    "content-disposition",
    `attachment; filename="payments-${req.validatedQuery.view}-${day}.csv"`
  )
  res.setHeader("x-truncated", String(listed.length > LARGEST_COUNT))
  await pipeline(
    Readable.from(describeInTurn(req.scope, listed.slice(0, LARGEST_COUNT))),
    res
  )
}

/** So many orders are read from Medusa at once. */
const BATCH = 500

async function* describeInTurn(
  container: MedusaContainer,
  listed: readonly ListedPayment[]
): AsyncGenerator<string> {
  yield CSV_HEAD
  for (let start = 0; start < listed.length; start += BATCH) {
    const batch = listed.slice(start, start + BATCH)
    yield toCsvLines(await describeListed(container, batch))
  }
}
