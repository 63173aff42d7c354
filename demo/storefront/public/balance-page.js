/** Where Medusa's admin sends the customer of an order that has become dearer: on to Stripe. */
import { showNotice, start } from "./page.js"
import { payBalance } from "./pay.js"

start(async () => {
  showNotice("One moment", "You are being taken to the payment page.")
  await payBalance(location.pathname.split("/").at(-1))
})
