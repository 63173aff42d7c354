/**
 * Stripe refuses the whole page for an address that is none; without one, it asks the
 * shopper. Stricter than Stripe, so that nothing it refuses passes.
 */
export function isEmail(text: string | null): text is string {
  return /^[^\s@<>()[\],;:"\\]+@([^\s@._-][^\s@._]*\.)+[a-z]{2,}$/i.test(
    text ?? ""
  )
}
