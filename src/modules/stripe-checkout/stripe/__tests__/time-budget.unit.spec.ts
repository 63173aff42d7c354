import { startTimeBudget, TIME_BUDGETS } from "../time-budget"

describe("A time budget", () => {
  afterEach(() => {
    jest.useRealTimers()
  })

  it("shares what is left among the tries of each request", () => {
    jest.useFakeTimers({ now: 0 })
    const limits = startTimeBudget({ totalMs: 10_000, retries: 1 })

    expect(limits()).toEqual({ timeout: 5000, maxNetworkRetries: 1 })
    jest.setSystemTime(6000)
    expect(limits()).toEqual({ timeout: 2000, maxNetworkRetries: 1 })
  })

  it("gives even the last request a fair chance", () => {
    jest.useFakeTimers({ now: 0 })
    const limits = startTimeBudget({ totalMs: 1000, retries: 0 })

    jest.setSystemTime(60_000)

    expect(limits().timeout).toBeGreaterThan(0)
  })

  it("never outlasts the locks that core holds meanwhile", () => {
    expect(TIME_BUDGETS.authorize.totalMs).toBeLessThanOrEqual(20_000)
    expect(TIME_BUDGETS.deletePayment.totalMs).toBeLessThanOrEqual(3000)
    expect(TIME_BUDGETS.deletePayment.retries).toBe(0)
    expect(TIME_BUDGETS.payRoute.totalMs).toBeLessThanOrEqual(10_000)
  })
})
