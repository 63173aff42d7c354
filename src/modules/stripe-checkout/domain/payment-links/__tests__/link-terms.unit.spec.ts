import fc from "fast-check"

import {
  type ChosenTerms,
  chooseTerms,
  dueAmount,
  hasExpired,
  hasTerms,
  isAllowedExpiry,
  type LinkTerms,
  nextLinkMoment,
  NO_TERMS,
  readTerms,
  reminderDue,
} from "../link-terms"

const HOUR = 60 * 60 * 1000
const NOW = Date.parse("2027-03-01T12:00:00.000Z")

function at(hours: number): string {
  return new Date(NOW + hours * HOUR).toISOString()
}

function terms(changes: Partial<LinkTerms> = {}): LinkTerms {
  return { ...NO_TERMS, ...changes }
}

describe("What a payment link requests", () => {
  it.each<[number | null, number, number]>([
    [null, 12000, 12000],
    [3000, 12000, 3000],
    [3000, 2000, 2000],
    [3000, 0, 0],
  ])("is, of %s chosen and %d missing, %d", (amount, missing, due) => {
    expect(dueAmount({ amount }, missing)).toBe(due)
  })

  it("is never more than what is missing", () => {
    fc.assert(
      fc.property(
        fc.option(fc.integer({ min: 1 })),
        fc.nat(),
        (amount, missing) => {
          const due = dueAmount({ amount }, missing)
          expect(due).toBeLessThanOrEqual(missing)
          expect(due).toBeGreaterThanOrEqual(0)
        }
      )
    )
  })
})

describe("The terms of a payment link", () => {
  const OPEN = terms({ amount: 3000, expiresAt: at(48), remindedAt: at(-1) })
  const EXPIRED = terms({ ...OPEN, expiresAt: at(-1) })

  it.each<[string, LinkTerms, ChosenTerms, LinkTerms]>([
    ["left alone", OPEN, {}, OPEN],
    ["another part", OPEN, { amount: 4000 }, terms({ ...OPEN, amount: 4000 })],
    ["everything", OPEN, { amount: null }, terms({ ...OPEN, amount: null })],
    [
      "no expiry",
      OPEN,
      { expiresAt: null },
      terms({ ...OPEN, expiresAt: null }),
    ],
    ["expired, renewed", EXPIRED, {}, terms({ renewedAt: at(0) })],
    [
      "expired, renewed for a part",
      EXPIRED,
      { amount: 1000, expiresAt: at(24) },
      terms({ amount: 1000, expiresAt: at(24), renewedAt: at(0) }),
    ],
    ["never chosen", NO_TERMS, {}, NO_TERMS],
  ])("are as requested: %s", (_what, known, chosen, expected) => {
    expect(chooseTerms(known, chosen, NOW)).toEqual(expected)
  })

  it("are read as they were stored, and nothing else is believed", () => {
    expect(readTerms(JSON.parse(JSON.stringify(OPEN)))).toEqual(OPEN)
    for (const odd of [
      null,
      "3000",
      [],
      { amount: "3000", expiresAt: "soon" },
    ]) {
      expect(readTerms(odd)).toEqual(NO_TERMS)
    }
    expect(hasTerms(NO_TERMS)).toBe(false)
    expect(hasTerms(OPEN)).toBe(true)
  })

  it.each([
    [0.9, false],
    [1, true],
    [90 * 24, true],
    [90 * 24 + 1, false],
    [-1, false],
  ])("may end in %d hours: %s", (hours, isAllowed) => {
    expect(isAllowedExpiry(at(hours), NOW)).toBe(isAllowed)
  })

  it("end at their moment, and without one never", () => {
    expect(hasExpired(terms({ expiresAt: at(0) }), NOW)).toBe(true)
    expect(hasExpired(terms({ expiresAt: at(0.01) }), NOW)).toBe(false)
    expect(hasExpired(NO_TERMS, NOW)).toBe(false)
  })
})

describe("The reminder of a payment link", () => {
  const created = { createdAt: at(0), afterHours: 72 }

  it.each<[string, Partial<LinkTerms>, number]>([
    ["created", {}, 72],
    ["sent later", { emailedAt: at(10) }, 82],
    ["renewed later", { renewedAt: at(20), emailedAt: at(10) }, 92],
    ["valid for longer", { expiresAt: at(200) }, 72],
    ["valid for four days", { expiresAt: at(80) }, 56],
    ["valid for a day", { expiresAt: at(24) }, 12],
  ])("of a link that was %s is due after its hours", (_what, changes, due) => {
    const link = { ...created, terms: terms(changes) }
    expect(reminderDue(link)).toBe(NOW + due * HOUR)
  })

  it("is never due twice, and never without the option", () => {
    const reminded = terms({ remindedAt: at(72) })
    expect(reminderDue({ ...created, terms: reminded })).toBeNull()
    expect(
      reminderDue({ ...created, terms: NO_TERMS, afterHours: null })
    ).toBeNull()
  })

  it("or the expiry, whichever comes first, is the link's next moment", () => {
    const link = { ...created, terms: terms({ expiresAt: at(80) }) }
    expect(nextLinkMoment(link, NOW)).toBe(at(56))
    expect(nextLinkMoment(link, NOW + 60 * HOUR)).toBe(at(80))
    expect(nextLinkMoment(link, NOW + 80 * HOUR)).toBeNull()
    expect(
      nextLinkMoment({ ...link, terms: NO_TERMS, afterHours: null }, NOW)
    ).toBeNull()
  })
})
