import { readCart, sdk } from "@/lib/medusa"

import { startPayment } from "./start-payment"

/** For `<form method="post">`: a route handler in Next.js, SvelteKit, Astro, Hono … */
export async function POST(): Promise<Response> {
  const cart = await readCart()
  const url = cart ? (await startPayment(sdk, cart)).url : "/cart"
  return new Response(null, { status: 303, headers: { location: url } })
}
