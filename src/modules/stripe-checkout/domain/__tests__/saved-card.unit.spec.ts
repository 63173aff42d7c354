import { newestFirst, type SavedCard } from "../saved-card"

const card = (id: string, savedAt: number): SavedCard => ({
  id,
  savedAt,
  brand: "visa",
  last4: "4242",
  expMonth: 12,
  expYear: 2034,
  wallet: null,
})

describe("A customer's saved cards", () => {
  it("are listed newest first, and each once", () => {
    const cards = [card("pm_old", 1), card("pm_new", 2), card("pm_old", 1)]

    expect(newestFirst(cards).map(({ id }) => id)).toEqual(["pm_new", "pm_old"])
  })
})
