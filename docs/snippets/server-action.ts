"use server"

import { redirect } from "next/navigation"

import { readCart, sdk } from "@/lib/medusa"

import { startPayment } from "./start-payment"

/** `<form action={pay}>`. In a server action, `redirect` responds with 303. */
export async function pay(): Promise<never> {
  const cart = await readCart()
  if (!cart) {
    redirect("/cart")
  }
  const { url } = await startPayment(sdk, cart)
  redirect(url)
}
