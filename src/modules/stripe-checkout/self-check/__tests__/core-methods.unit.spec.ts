import {
  findChangedWorkflows,
  findMissingMethods,
  NEEDED_METHODS,
  type WorkflowDefinition,
} from "../core-methods"

const METHODS = Object.entries(NEEDED_METHODS).flatMap(([module, methods]) =>
  methods.map((method) => [module, method] as const)
)

describe("A Medusa without a part that is not in its interfaces", () => {
  it.each(METHODS)("in the module %s: %s, is named", (module, method) => {
    const findService = (name: string) =>
      Object.fromEntries(
        (NEEDED_METHODS[name] ?? [])
          .filter((other) => name !== module || other !== method)
          .map((other) => [other, () => undefined])
      )

    expect(findMissingMethods(findService)).toEqual([
      `The ${module} module has no method ${method}.`,
    ])
  })

  it("says nothing of a module that is not loaded", () => {
    expect(findMissingMethods(() => undefined)).toEqual([])
  })

  it.each<[string, Record<string, WorkflowDefinition>, RegExp]>([
    [
      "the workflow for a refund's credit line",
      { "complete-cart": { options: { store: true } } },
      /no workflow create-order-refund-credit-lines/,
    ],
    [
      "the completion of carts",
      { "create-order-refund-credit-lines": {} },
      /no workflow complete-cart/,
    ],
    [
      "the stored executions of completions",
      {
        "create-order-refund-credit-lines": {},
        "complete-cart": { options: { store: false } },
      },
      /no longer stores the executions of complete-cart/,
    ],
  ])("is named: %s", (_what, workflows, sentence) => {
    expect(findChangedWorkflows((id) => workflows[id])).toEqual([
      expect.stringMatching(sentence),
    ])
  })
})
