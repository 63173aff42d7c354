import { isContested, type OtherPayment, owedBeside } from "../order-money"
import { anOtherPayment } from "./fixtures"

const HOLD_OF_50 = anOtherPayment({ held: 5000 })

describe("What an order owes beside its other payments", () => {
  it.each<[string, Partial<OtherPayment>, number]>([
    ["all of it, while they hold money", { held: 5000 }, 12000],
    ["less what they captured and nobody recorded", { unrecorded: 3000 }, 9000],
    ["never less than nothing", { unrecorded: 15000 }, 0],
  ])("is %s", (_what, other, owed) => {
    expect(owedBeside(12000, [anOtherPayment(other)])).toBe(owed)
  })
})

describe("An order's holds", () => {
  it.each([
    ["take nothing from one another where it owes them all", 17000, false],
    ["compete where it owes less than they hold", 16999, true],
  ])("%s", (_what, owed, isCompeting) => {
    expect(isContested({ held: 12000, owed }, [HOLD_OF_50])).toBe(isCompeting)
  })

  it("do not compete where there is only one", () => {
    expect(isContested({ held: 12000, owed: 12000 }, [])).toBe(false)
  })
})
