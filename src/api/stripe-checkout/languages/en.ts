import type { ShopperTexts } from "./shopper-texts"

export const en: ShopperTexts = {
  backToShop: "Back to {shop}",
  tryAgain: "Try again",
  waiting: "Waiting",
  stopReloading: "Stop reloading this page",
  amountTooSmall: "The least that can be paid here is {limit}.",
  amountTooLarge: "The most that can be paid here is {limit}.",
  pages: {
    unknown: {
      title: "This payment link is not known",
      text: "Check that the address is complete, or go back to the store and start the payment again.",
    },
    already_paid: {
      title: "This has already been paid",
      text: "There is nothing left to pay here. Your order confirmation is on its way.",
    },
    canceled: {
      title: "This payment was canceled",
      text: "No money was taken. Go back to the store to start a new payment.",
    },
    order_canceled: {
      title: "This order was canceled",
      text: "There is nothing left to pay for it, and no money can be taken here any more. Please contact the store if you did not expect this.",
    },
    link_closed: {
      title: "This payment link is no longer valid",
      text: "The order has changed since the link was created, so this amount is not requested any more. No money was taken. If you still owe something, the store can send you a new link.",
    },
    link_expired: {
      title: "This payment link has expired",
      text: "It was valid for a limited time. No money was taken. If you still want to pay, ask the store for a new link.",
    },
    amount_changed: {
      title: "Your cart has changed",
      text: "The amount has changed since this payment was started. Go back to the store and continue to payment again. No money was taken.",
    },
    not_ready: {
      title: "Your order is not complete yet",
      text: "Your cart is empty, or no delivery option was chosen. Go back to the store to complete your order. No money was taken.",
    },
    nothing_to_pay: {
      title: "There is nothing to pay",
      text: "Go back to the store and finish your order there.",
    },
    amount_too_small: {
      title: "This amount cannot be paid here",
      text: "No money was taken. Go back to the store to change your order or to pay in another way.",
    },
    amount_too_large: {
      title: "This amount cannot be paid here",
      text: "No money was taken. Go back to the store to change your order or to pay in another way.",
    },
    busy: {
      title: "One moment, please",
      text: "Your payment is being prepared. This page continues by itself.",
    },
    too_many_attempts: {
      title: "This payment was started too often",
      text: "Go back to the store and start a new payment. No money was taken.",
    },
    stripe_unavailable: {
      title: "The payment page cannot be reached right now",
      text: "Please try again in a moment. If you have paid already, do not pay a second time: the order confirmation will reach you by e-mail.",
    },
    stripe_refused: {
      title: "This payment could not be started",
      text: "The payment service did not accept it. No money was taken. Please contact the store.",
    },
    paid: {
      title: "Thank you, this has been paid",
      text: "You will receive the order confirmation by e-mail.",
    },
    released: {
      title: "This payment was released",
      text: "The money that was set aside for this order has been released. Your bank may take a few days to show it.",
    },
    not_paid: {
      title: "This has not been paid",
      text: "No money was taken. Go back to the store to try again.",
    },
    held_up: {
      title: "You have paid, but your order could not be placed yet",
      text: "Something in it may have sold out in the meantime. The store keeps trying; please do not pay a second time. Once the order is placed, you will receive its confirmation by e-mail. If it cannot be placed, the money that is set aside will be released.",
    },
    confirming: {
      title: "We are confirming your payment",
      text: "This takes a moment. The page continues by itself; please do not pay a second time.",
    },
    still_confirming: {
      title: "Your payment is still being confirmed",
      text: "You do not have to wait here. Please do not pay again: once the payment is confirmed, you will receive the order confirmation by e-mail.",
    },
    unknown_payment: {
      title: "This payment is not known",
      text: "Go back to the store. If you have paid, you will receive the order confirmation by e-mail.",
    },
    failed: {
      title: "Something went wrong in the store",
      text: "Please try again in a moment. If you have paid already, do not pay a second time: the order confirmation will reach you by e-mail.",
    },
  },
}
