/** Stripe refuses the whole page for one address that is none. */
const LONGEST_ADDRESS = 2048

/** An item's picture where Stripe could fetch it, and null where not. */
export function readImageUrl(
  thumbnail: string | null | undefined
): string | null {
  if (!thumbnail || !URL.canParse(thumbnail)) {
    return null
  }
  const { protocol, href } = new URL(thumbnail)
  const isWeb = protocol === "https:" || protocol === "http:"
  return isWeb && href.length <= LONGEST_ADDRESS ? href : null
}
