import type { StripeCheckoutOptions } from "../option-types"
import type { SchemaInput } from "../schema"

/** Every key present: optional keys that only one side has would otherwise not be noticed. */
type Complete<T> = T extends readonly (infer Item)[]
  ? Complete<Item>[]
  : T extends object
    ? { [Key in keyof T]-?: Complete<T[Key]> }
    : T

type Accepts<A, B> = [B] extends [A] ? true : false

type IsSame<A, B> = [
  Accepts<A, B>,
  Accepts<B, A>,
  Accepts<Complete<A>, Complete<B>>,
  Accepts<Complete<B>, Complete<A>>,
]

/** Stripe's own types, the same on both sides and too large to be spelled out. */
type OurOwn<T> = Omit<T, "checkout">

describe("The documented options", () => {
  it("are those that the schema accepts; the compiler checks it", () => {
    const options: IsSame<
      OurOwn<StripeCheckoutOptions>,
      OurOwn<SchemaInput>
    > = [true, true, true, true]
    const checkout: [
      Accepts<StripeCheckoutOptions["checkout"], SchemaInput["checkout"]>,
      Accepts<SchemaInput["checkout"], StripeCheckoutOptions["checkout"]>,
    ] = [true, true]

    expect([...options, ...checkout]).not.toContain(false)
  })
})
