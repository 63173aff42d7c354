import { chooseDelivery, loadCart } from "./cart.js"
import { showCheckout } from "./checkout.js"
import { loadCustomer } from "./customer.js"
import { offersFor } from "./delivery-choice.js"
import { showEmptyCart } from "./empty-cart.js"
import { redirectToCartRegion } from "./cart-region.js"
import { start } from "./page.js"
import { returnReason } from "./return-reason.js"
import { request } from "./store-api.js"

start(async () => {
  const cart = await loadCart()
  if (!cart || cart.items.length === 0) {
    showEmptyCart(returnReason()?.title)
    return
  }
  const [region, customer, { shipping_options: options }] = await Promise.all([
    redirectToCartRegion(cart),
    loadCustomer(),
    request(`shipping-options?cart_id=${cart.id}`),
  ])
  const offers = offersFor(options)
  const [method] = cart.shipping_methods ?? []
  const chosen = method?.shipping_option_id ?? offers[0].id
  showCheckout({
    cart: method ? cart : await chooseDelivery(cart, chosen),
    customer,
    countries: region.countries,
    offers,
    chosen,
  })
})
