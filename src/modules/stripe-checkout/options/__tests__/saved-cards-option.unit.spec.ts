import { InvalidOptionsError, resolveOptions } from "../schema"

const OPTIONS = {
  apiKey: "sk_test_needed",
  webhookSecret: "whsec_needed_by_every_store",
  backendUrl: "https://api.shop.example",
  storefrontUrl: "https://shop.example",
}

function problemsOf(options: object): string[] {
  try {
    resolveOptions({ ...OPTIONS, ...options })
    return []
  } catch (error) {
    if (error instanceof InvalidOptionsError) {
      return [...error.problems]
    }
    throw error
  }
}

describe("savedCards", () => {
  it("is off unless the store says otherwise", () => {
    expect(resolveOptions(OPTIONS).savedCards).toBe("off")
  })

  it.each(["off", "ask", "off_session"])("may be %s", (savedCards) => {
    expect(problemsOf({ savedCards })).toEqual([])
  })

  it("cannot be anything else", () => {
    expect(problemsOf({ savedCards: true })).toEqual([
      expect.stringContaining("savedCards: "),
    ])
  })

  const saved = {
    saved_payment_method_options: { payment_method_save: "enabled" },
  }
  const saving = { payment_intent_data: { setup_future_usage: "on_session" } }
  const savingCards = {
    payment_method_options: { card: { setup_future_usage: "off_session" } },
  }
  const savingNothing = {
    payment_method_options: { card: { setup_future_usage: "none" } },
  }

  it.each([
    [saved, "checkout.saved_payment_method_options: "],
    [saving, "checkout.payment_intent_data.setup_future_usage: "],
    [savingCards, "checkout.payment_method_options.card.setup_future_usage: "],
  ])("does not go together with %j", (checkout, problem) => {
    const problems = problemsOf({ savedCards: "ask", checkout })

    expect(problems).toEqual([expect.stringContaining(problem)])
    expect(problems[0]).toContain("Remove one of the two.")
  })

  it.each([
    [saving, ["checkout.payment_intent_data.setup_future_usage: "]],
    [
      {
        consent_collection: {
          payment_method_reuse_agreement: { position: "hidden" },
        },
      },
      ["checkout.consent_collection.payment_method_reuse_agreement: "],
    ],
    [saved, []],
  ])("as off_session, accepts %j but for %j", (checkout, problems) => {
    expect(problemsOf({ savedCards: "off_session", checkout })).toEqual(
      problems.map((problem) => expect.stringContaining(problem) as string)
    )
  })

  it("goes together with what saves nothing", () => {
    expect(problemsOf({ savedCards: "ask", checkout: savingNothing })).toEqual(
      []
    )
  })

  it.each([saved, saving, savingCards])(
    "says nothing about %j while it is off",
    (checkout) => {
      expect(problemsOf({ checkout })).toEqual([])
    }
  )
})
