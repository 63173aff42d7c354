export type CardBrand = {
  readonly name: string
  /** Prefix of its numbers, as a regular expression that the browser also uses. */
  readonly prefix: string
  /** Sizes of the digit groups; their sum is the longest number. */
  readonly groups: readonly number[]
  readonly shortest: number
  readonly cvcDigits: number
}

const inFours = { groups: [4, 4, 4, 4], shortest: 16, cvcDigits: 3 } as const

/** For numbers too short to show the brand, and for unknown prefixes. */
export const unknownBrand: CardBrand = { ...inFours, name: "", prefix: "^" }

/** The first brand with a matching prefix wins. */
export const cardBrands: readonly CardBrand[] = [
  { ...inFours, name: "Visa", prefix: "^4" },
  { ...inFours, name: "Mastercard", prefix: "^(5[1-5]|2[2-7])" },
  {
    name: "Amex",
    prefix: "^3[47]",
    groups: [4, 6, 5],
    shortest: 15,
    cvcDigits: 4,
  },
  { ...inFours, name: "Discover", prefix: "^6(011|4[4-9]|5)" },
  {
    name: "Diners Club",
    prefix: "^3[689]",
    groups: [4, 6, 4],
    shortest: 14,
    cvcDigits: 3,
  },
  { ...inFours, name: "Diners Club", prefix: "^30" },
  { ...inFours, name: "JCB", prefix: "^35" },
  {
    ...inFours,
    name: "UnionPay",
    prefix: "^(62|81)",
    groups: [4, 4, 4, 4, 3],
  },
]

export function brandOf(digits: string): CardBrand {
  return (
    cardBrands.find(({ prefix }) => new RegExp(prefix).test(digits)) ??
    unknownBrand
  )
}

export function longestNumber({ groups }: CardBrand): number {
  return groups.reduce((total, size) => total + size, 0)
}

export function groupDigits(digits: string): string {
  let from = 0
  return brandOf(digits)
    .groups.map((size) => digits.slice(from, (from += size)))
    .filter((group) => group !== "")
    .join(" ")
}
