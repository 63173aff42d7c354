import { readFile } from "node:fs/promises"
import { join } from "node:path"
import { compileFunction } from "node:vm"

import ts from "typescript"

const ROUTE = join(
  __dirname,
  "../../../docs/storefront/dtc-starter/files/src/app/api/stripe-checkout/arrival/route.ts"
)
const SHOP = "https://shop.example"
const PAID = "country_code=dk&cart_id=cart_1&order_id=order_1"
const BACK = "country_code=dk&cart_id=cart_1&reason=canceled"

interface Visit {
  readonly status: number
  readonly location: string | null
  readonly text: string
  readonly cart: string | null
  readonly clearedTags: readonly string[]
}

describe("the starter's arrival route after Stripe", () => {
  it.each([PAID, BACK])(
    "answers the first visit with a page that redirects to itself: %s",
    async (query) => {
      const { status, text, cart } = await visit(query, "cart_1")
      expect(status).toBe(200)
      expect(cart).toBe("cart_1")
      const target = /url=([^"]+)"/.exec(text)?.[1]?.replaceAll("&amp;", "&")
      expect(target).toBe(`?${query}&arrived=1`)
    }
  )

  it("shows the order and removes the cart", async () => {
    const { status, location, cart } = await visit(
      `${PAID}&arrived=1`,
      "cart_1"
    )
    expect({ status, location }).toEqual({
      status: 303,
      location: "/dk/order/order_1/confirmed",
    })
    expect(cart).toBeNull()
  })

  it("keeps a cart that was started in the meantime", async () => {
    const { cart } = await visit(`${PAID}&arrived=1`, "cart_2")
    expect(cart).toBe("cart_2")
  })

  it("shows the payment step with the reason and keeps the cart", async () => {
    const { status, location, cart } = await visit(
      `${BACK}&arrived=1`,
      "cart_1"
    )
    expect({ status, location }).toEqual({
      status: 303,
      location: "/dk/checkout?step=payment&reason=canceled",
    })
    expect(cart).toBe("cart_1")
  })

  it("clears the starter's cache of carts and orders", async () => {
    const { clearedTags } = await visit(`${BACK}&arrived=1`, "cart_1")
    expect(clearedTags).toEqual(["carts-1", "orders-1"])
  })

  it.each([
    "country_code=/evil.example&order_id=order_1",
    "country_code=&order_id=order_1",
    "order_id=/evil.example",
    "country_code=%5C%5Cevil.example&order_id=x",
    "country_code=/evil.example&reason=canceled",
    "reason=%22%3E%3Cscript%3E",
  ])("never leaves the shop: %s", async (query) => {
    const { location } = await visit(`${query}&arrived=1`, "cart_1")
    expect(new URL(location ?? "", SHOP).origin).toBe(SHOP)
  })

  it("writes nothing from the address into the page", async () => {
    const { text } = await visit(`reason=%22%3E%3Cscript%3E`, null)
    expect(text).not.toContain("<script")
    expect(text).not.toContain('""')
  })
})

async function visit(query: string, cartId: string | null): Promise<Visit> {
  let cart = cartId
  const clearedTags: string[] = []
  const { GET } = await loadRoute({
    "@lib/data/cookies": {
      getCartId: async () => cart ?? undefined,
      removeCartId: async () => {
        cart = null
      },
      getCacheTag: async (tag: string) => `${tag}-1`,
    },
    "next/cache": {
      revalidateTag: (tag: string) => {
        clearedTags.push(tag)
      },
    },
  })
  const answer = await GET({
    nextUrl: new URL(`${SHOP}/api/stripe-checkout/arrival?${query}`),
  })
  return {
    status: answer.status,
    location: answer.headers.get("location"),
    text: await answer.text(),
    cart,
    clearedTags,
  }
}

type Route = (request: { nextUrl: URL }) => Promise<Response>

/** Next.js and the starter are not installed, so the route's imports are provided here. */
async function loadRoute(
  imports: Readonly<Record<string, object>>
): Promise<{ GET: Route }> {
  const { outputText } = ts.transpileModule(await readFile(ROUTE, "utf8"), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
    },
  })
  const exported: Partial<{ GET: Route }> = {}
  const run = compileFunction(outputText, ["require", "exports"]) as (
    load: (name: string) => unknown,
    exports: object
  ) => void
  run((name) => imports[name], exported)
  if (!exported.GET) {
    throw new Error("The route exports no GET.")
  }
  return { GET: exported.GET }
}
