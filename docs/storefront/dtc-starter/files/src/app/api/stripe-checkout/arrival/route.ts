import { getCacheTag, getCartId, removeCartId } from "@lib/data/cookies"
import { revalidateTag } from "next/cache"
import { NextRequest } from "next/server"

/**
 * Where shoppers arrive after Stripe: the plugin's `storefrontPaths` point to this route.
 *
 * The starter's cookies are SameSite=Strict, and browsers withhold those from a visit
 * that another site started, regardless of redirects. So the first visit is answered
 * with a page that navigates to the same URL: that second visit starts here.
 */
export async function GET(request: NextRequest) {
  const query = request.nextUrl.searchParams
  if (!query.has("arrived")) {
    return goOnHere(request)
  }
  await forgetCaches()
  const country = query.get("country_code")
  const orderId = query.get("order_id")
  if (!orderId) {
    const reason = encodeURIComponent(query.get("reason") ?? "")
    return redirectTo([country, "checkout"], `?step=payment&reason=${reason}`)
  }
  // A cart started in another tab in the meantime is kept.
  if ((await getCartId()) === query.get("cart_id")) {
    await removeCartId()
  }
  return redirectTo([country, "order", orderId, "confirmed"])
}

function goOnHere(request: NextRequest) {
  const query = new URLSearchParams(request.nextUrl.searchParams)
  query.set("arrived", "1")
  const address = `?${query}`.replaceAll("&", "&amp;")
  return new Response(
    `<!doctype html><meta http-equiv="refresh" content="0; url=${address}"><title>One moment</title>`,
    {
      headers: {
        "content-type": "text/html; charset=utf-8",
        "cache-control": "no-store",
      },
    }
  )
}

/** Each segment is encoded, so that no value can lead to another site. */
function redirectTo(pieces: (string | null)[], query = "") {
  const path = pieces.flatMap((piece) =>
    piece ? [encodeURIComponent(piece)] : []
  )
  return new Response(null, {
    status: 303,
    headers: { location: `/${path.join("/")}${query}` },
  })
}

/** Next.js 16 takes a time; Next.js 15 always revalidates immediately and takes none. */
const revalidate: (tag: string, when: { expire: number }) => void =
  revalidateTag

/** The starter caches carts and the account's orders. */
async function forgetCaches() {
  for (const name of ["carts", "orders"]) {
    const tag = await getCacheTag(name)
    if (tag) {
      revalidate(tag, { expire: 0 })
    }
  }
}
