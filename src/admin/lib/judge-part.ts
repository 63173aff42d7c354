export type PartVerdict =
  | {
      readonly isPossible: true
      readonly amount: number
      /** What is released with it. */
      readonly rest: number
    }
  | { readonly isPossible: false; readonly problem: "tooLittle" | "tooMuch" }

/** Decimals of the finest currency; what is smaller is noise of floating point. */
const DECIMALS = 3

/** Whether a part of the held money can be captured, and what is left of it then. */
export function judgePart(amount: number | null, held: number): PartVerdict {
  if (amount === null || amount <= 0) {
    return { isPossible: false, problem: "tooLittle" }
  }
  if (amount > held) {
    return { isPossible: false, problem: "tooMuch" }
  }
  const rest = Number((held - amount).toFixed(DECIMALS))
  return { isPossible: true, amount, rest }
}
