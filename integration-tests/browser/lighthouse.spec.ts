import { describeDemo } from "./demo-shop"
import { type Inspector, openInspectedBrowser } from "./lighthouse"
import {
  addToCart,
  CARDS,
  goToCheckout,
  goToStripe,
  openProduct,
  openProducts,
  payWith,
  waitForConfirmation,
} from "./shopper-steps"

/** Seven reports, each with its own visit. */
const PATIENCE_MS = 420_000

describeDemo("Lighthouse finds no accessibility problem", (shop) => {
  let inspector: Inspector

  beforeAll(async () => {
    inspector = await openInspectedBrowser()
  })
  afterAll(() => inspector.close())

  it(
    "from the product list to the order",
    async () => {
      const { page } = inspector
      const found: Record<string, string[]> = {}
      const inspect = async (name: string) => {
        found[name] = await inspector.inspect()
      }
      await openProducts(shop, page)
      await inspect("products")
      await openProduct(page, "Linen shirt")
      await inspect("product")
      await addToCart(page, "M")
      await inspect("cart")
      await goToCheckout(page)
      await inspect("checkout")
      await goToStripe(shop, page)
      await payWith(page, CARDS.good)
      await waitForConfirmation(page)
      await inspect("confirmation")
      await page.getByRole("link", { name: "See this order again" }).click()
      await page.getByRole("heading", { name: /^Order #/ }).waitFor()
      await inspect("order")
      await page.getByRole("link", { name: "Account" }).click()
      await page.getByRole("heading", { name: "Log in" }).waitFor()
      await inspect("account")

      expect(found).toEqual({
        products: [],
        product: [],
        cart: [],
        checkout: [],
        confirmation: [],
        order: [],
        account: [],
      })
    },
    PATIENCE_MS
  )
})
