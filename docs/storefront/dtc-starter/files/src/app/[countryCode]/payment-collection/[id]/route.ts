import { sdk } from "@lib/config"
import { NextRequest } from "next/server"

type Context = { params: Promise<{ countryCode: string; id: string }> }

/**
 * Where the payment link of an edited order leads, which Medusa's admin offers: on to the
 * pay link, which requests what the order owes now.
 */
export async function GET(_request: NextRequest, { params }: Context) {
  const { id } = await params
  try {
    const { url } = await sdk.client.fetch<{ url: string }>(
      `/store/stripe-checkout/payment-collections/${encodeURIComponent(id)}/payment-link`,
      { method: "POST", cache: "no-store" }
    )
    return answer(303, null, { location: url })
  } catch (error) {
    console.error(error)
    return answer(
      410,
      "Nothing can be paid with this link now. If you still owe something, the store can send you a new one.",
      { "content-type": "text/plain; charset=utf-8" }
    )
  }
}

/** The address is enough to pay, so nobody else gets to know it. */
function answer(
  status: number,
  text: string | null,
  headers: Record<string, string>
) {
  return new Response(text, {
    status,
    headers: {
      "cache-control": "no-store",
      "referrer-policy": "no-referrer",
      "x-robots-tag": "noindex",
      ...headers,
    },
  })
}
