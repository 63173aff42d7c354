import { InvalidOptionsError } from "../invalid-options-error"
import { readAtStart } from "../refuse-start"

describe("Options that cannot be used", () => {
  it("are listed in the log once, and the errors only refer to it", () => {
    const error = jest.fn()
    const read = () => {
      throw new InvalidOptionsError(["apiKey is missing."])
    }

    for (const _module of ["the plugin", "its provider", "another provider"]) {
      expect(() => readAtStart(read, { error })).toThrow(
        /does not start: the log above lists/
      )
    }

    expect(error.mock.calls).toEqual([
      [expect.stringContaining("- apiKey is missing.")],
    ])
  })

  it("are listed again when they are others", () => {
    const error = jest.fn()

    for (const problem of ["one", "another"]) {
      expect(() =>
        readAtStart(
          () => {
            throw new InvalidOptionsError([problem])
          },
          { error }
        )
      ).toThrow()
    }

    expect(error).toHaveBeenCalledTimes(2)
  })

  it("hide no other error", () => {
    const error = jest.fn()
    const failure = new TypeError("a mistake of ours")

    expect(() =>
      readAtStart(
        () => {
          throw failure
        },
        { error }
      )
    ).toThrow(failure)
    expect(error).not.toHaveBeenCalled()
  })

  it("are in the message and not in the stack, because Medusa logs both", () => {
    const error = new InvalidOptionsError(["a is wrong.", "a is wrong."])

    expect(error.message.match(/a is wrong/g)).toHaveLength(1)
    expect(error.problems).toEqual(["a is wrong."])
    expect(error.stack).toMatch(/cannot be used\n +at /)
    expect(error.stack).not.toContain("a is wrong")
  })
})
