import texts from "../../i18n/en.json"
import { furtherSentences } from "../dispute-sentences"

const DISPUTE = {
  amount: 12_000,
  currency_code: "eur",
  balance_currency_code: "usd",
  withdrawn: 0,
  reinstated: 0,
  fees: 0,
  due_by: null,
}

const withdrawn = (minor: number) => ({
  key: "disputes.funds.withdrawn",
  money: [minor, "usd"],
})

const reinstated = (minor: number) => ({
  key: "disputes.funds.reinstated",
  money: [minor, "usd"],
})

const feeKept = { key: "disputes.funds.feeKept", money: [1500, "usd"] }

describe("What follows the sentence about a dispute", () => {
  it.each([
    [
      "an inquiry: nothing was withdrawn",
      "inquiry_opened",
      {},
      [{ key: "disputes.funds.none" }],
    ],
    [
      "an inquiry that has ended: nothing was withdrawn",
      "inquiry_closed",
      {},
      [{ key: "disputes.funds.none" }],
    ],
    ["a dispute before its money is withdrawn", "dispute_opened", {}, []],
    [
      "what was withdrawn and the fee",
      "dispute_opened",
      { withdrawn: 13_000, fees: 1500 },
      [withdrawn(13_000), { key: "disputes.funds.fee", money: [1500, "usd"] }],
    ],
    [
      "what came back and the fee that did not",
      "dispute_won",
      { withdrawn: 13_000, reinstated: 13_000, fees: 1500 },
      [reinstated(13_000), feeKept],
    ],
    [
      "a dispute that is won and not paid back yet",
      "dispute_won",
      { withdrawn: 13_000 },
      [{ key: "disputes.funds.awaited" }],
    ],
    [
      "what came back of a dispute that is won in part",
      "dispute_partly_won",
      { withdrawn: 13_000, reinstated: 5000, fees: 1500 },
      [withdrawn(13_000), reinstated(5000), feeKept],
    ],
    [
      "the fee of a lost dispute",
      "dispute_lost",
      { withdrawn: 13_000, fees: 1500 },
      [feeKept],
    ],
    [
      "what a settlement has cost",
      "dispute_prevented",
      { withdrawn: 13_000, reinstated: 3000 },
      [withdrawn(10_000)],
    ],
    [
      "until when to answer",
      "dispute_appealed",
      { due_by: "2026-12-09T00:00:00.000Z" },
      [{ key: "disputes.answerBy", date: "2026-12-09T00:00:00.000Z" }],
    ],
    ["nothing about any other reason", "in_sync", { withdrawn: 13_000 }, []],
  ] as const)("is %s", (_what, code, params, expected) => {
    expect(furtherSentences(code, { ...DISPUTE, ...params })).toEqual(expected)
  })

  it("has a text for each", () => {
    for (const key of [
      "none",
      "withdrawn",
      "reinstated",
      "awaited",
      "fee",
      "feeKept",
    ]) {
      expect(texts.disputes.funds).toHaveProperty(key)
    }
    expect(texts.disputes).toHaveProperty("answerBy")
  })
})
