import type { StripeCheckoutOptions } from "../option-types"
import type { SchemaInput } from "../schema"

/** Spelled out key by key, so that an interface and an inferred type compare equal. */
type Flat<T> = T extends readonly (infer Item)[]
  ? Flat<Item>[]
  : T extends object
    ? { [Key in keyof T]: Flat<T[Key]> }
    : T

/** Also tells an optional key from a missing one, which assignability does not. */
type IsSame<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2
    ? true
    : false

/** Stripe's own types, the same on both sides and too large to be spelled out. */
type OurOwn<T> = Flat<Omit<T, "checkout">>

describe("The documented options", () => {
  it("are those that the schema accepts; the compiler checks it", () => {
    const options: IsSame<
      OurOwn<StripeCheckoutOptions>,
      OurOwn<SchemaInput>
    > = true
    const checkout: IsSame<
      Pick<StripeCheckoutOptions, "checkout">,
      Pick<SchemaInput, "checkout">
    > = true

    expect([options, checkout]).toEqual([true, true])
  })
})
