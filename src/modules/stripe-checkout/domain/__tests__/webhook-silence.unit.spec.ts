import { isSilenceNews } from "../webhook-silence"

const NOON = Date.parse("2026-11-30T12:00:00Z")

const at = (minutes: number): Date => new Date(NOON + minutes * 60_000)

const MISSED = [at(0), at(1), at(2)]

describe("That Stripe sends no webhooks", () => {
  it.each([
    ["is no news before three events were missed", MISSED.slice(1), null, 60],
    ["is no news while a webhook may still come", MISSED, at(10), 11],
    ["is news ten minutes after the third", MISSED, at(10), 15],
    ["is news in the first run", MISSED, null, 15],
    ["is no news a second time", MISSED, at(15), 20],
  ])("%s", (_title, missedAt, lastCheckAt, minutes) => {
    const isNews = _title.startsWith("is news")

    expect(isSilenceNews({ missedAt, lastCheckAt, now: at(minutes) })).toBe(
      isNews
    )
  })
})
