import { isMissingResource, translateErrors } from "./translate-error"

/** What Stripe answers, or null where it knows no such object. */
export async function orNull<T>(call: () => Promise<T>): Promise<T | null> {
  try {
    return await translateErrors(call)
  } catch (error) {
    if (isMissingResource(error)) {
      return null
    }
    throw error
  }
}
