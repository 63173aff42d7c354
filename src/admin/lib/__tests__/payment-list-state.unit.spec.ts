import {
  countFilters,
  NO_FILTERS,
  type PaymentListState,
  readListState,
  toExportQuery,
  toListQuery,
  writeListState,
} from "../payment-list-state"

const FIRST: PaymentListState = {
  ...NO_FILTERS,
  view: "to_capture",
  q: "",
  order: "",
  page: 1,
}

describe("The address of the list of payments", () => {
  it("opens what is to be captured", () => {
    expect(readListState("")).toEqual(FIRST)
    expect(writeListState(FIRST)).toBe("")
  })

  it("leads back to what was chosen", () => {
    const chosen: PaymentListState = {
      view: "all",
      q: "ada+1@example.com & #7",
      order: "-amount",
      page: 3,
      account: "eu",
      currency: "usd",
      createdFrom: "2026-11-01",
      createdTo: "2026-11-30",
      captureFrom: "2026-12-01",
      captureTo: "",
    }

    expect(readListState(writeListState(chosen))).toEqual(chosen)
  })

  it.each(["0", "-1", "1.5", "last", ""])(
    "shows the first page for page=%s",
    (page) => {
      expect(readListState(`?page=${page}`).page).toBe(1)
    }
  )

  it("does not take over what it does not know", () => {
    expect(readListState("?view=lapsed&colour=red")).toEqual({
      ...FIRST,
      view: "lapsed",
    })
  })
})

describe("The request for a list of payments", () => {
  it("names the view and the page, and nothing that is not chosen", () => {
    expect(toListQuery({ ...FIRST, page: 3 })).toEqual({
      view: "to_capture",
      limit: 20,
      offset: 40,
    })
  })

  it("includes the whole of the last day, where the browser is", () => {
    const query = toExportQuery({
      ...FIRST,
      createdFrom: "2026-11-01",
      createdTo: "2026-11-30",
      captureTo: "2026-12-31",
    })

    expect(query).toEqual({
      view: "to_capture",
      created_at: {
        $gte: new Date(2026, 10, 1).toISOString(),
        $lt: new Date(2026, 11, 1).toISOString(),
      },
      capture_before: { $lt: new Date(2027, 0, 1).toISOString() },
    })
  })

  it("leaves out what is no day", () => {
    expect(
      toExportQuery({ ...FIRST, createdFrom: "soon", createdTo: "2026-1-1" })
    ).toEqual({ view: "to_capture" })
  })

  it("counts the filters that are set", () => {
    expect(countFilters(FIRST)).toBe(0)
    expect(
      countFilters({ ...FIRST, currency: "eur", captureTo: "2026-12-31" })
    ).toBe(2)
  })
})
