import { generateRequestSchemas } from "./generate"
import committed from "./request-schemas.json"

describe("the committed request schemas", () => {
  it("are what the installed stripe package says; run schemas/generate.ts when they are not", () => {
    expect(generateRequestSchemas()).toEqual(committed)
  }, 60_000)
})
