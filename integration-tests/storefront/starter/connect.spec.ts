import { execFile } from "node:child_process"
import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"

import { removeCopies, STARTERS } from "./starter-copies"

const CONNECT = join(
  __dirname,
  "../../../docs/storefront/dtc-starter/connect.mjs"
)
const CONSTANTS = "src/lib/constants.tsx"
const BUTTON = "src/modules/checkout/components/payment-button/index.tsx"
const PAYMENT = "src/modules/checkout/components/payment/index.tsx"
const ARRIVAL = "src/app/api/stripe-checkout/arrival/route.ts"

/** Each test may compile a whole storefront. */
jest.setTimeout(180_000)

afterAll(removeCopies)

describe.each(STARTERS)("connecting $name", (starter) => {
  it("adds no compile errors to the storefront", async () => {
    const folder = await starter.copy()
    await connect(folder)
    const after = await starter.compile(folder)
    const before = after.length
      ? await starter.compile(await starter.copy())
      : []
    expect(after.filter((error) => !before.includes(error))).toEqual([])
    expect(await read(folder, ARRIVAL)).toContain("export async function GET")
  })

  it("adds a title, a button and a notice to the payment step", async () => {
    const folder = await starter.copy()
    await connect(folder)
    expect(await read(folder, CONSTANTS)).toMatch(
      /"pp_stripe-checkout_default": \{\s+title: "Card, wallet or bank",/
    )
    const button = await read(folder, BUTTON)
    expect(button.indexOf("<StripeCheckoutButton")).toBeLessThan(
      button.indexOf("case isManual(")
    )
    expect(await read(folder, PAYMENT)).toContain("<StripeCheckoutNotice />\n")
  })

  it("only adds lines, and adds nothing the second time", async () => {
    const folder = await starter.copy()
    const files = [CONSTANTS, BUTTON, PAYMENT]
    const original = await Promise.all(files.map((file) => read(folder, file)))
    await connect(folder)
    const once = await Promise.all(files.map((file) => read(folder, file)))
    await connect(folder)
    const twice = await Promise.all(files.map((file) => read(folder, file)))
    expect(twice).toEqual(once)
    once.forEach((text, at) => {
      const lines = text.split("\n")
      const kept = (original[at] ?? "").split("\n")
      expect(kept.filter((line) => !lines.includes(line))).toEqual([])
      expect(lines.length - kept.length).toBeLessThan(12)
    })
  })

  it("writes nothing if the storefront does not match, and says what to add by hand", async () => {
    const folder = await starter.copy()
    const button = (await read(folder, BUTTON)).replace("isManual(", "byHand(")
    await writeFile(join(folder, BUTTON), button)
    const constants = await read(folder, CONSTANTS)
    await expect(connect(folder)).rejects.toThrow(
      /Nothing was changed[\s\S]*payment-button[\s\S]*<StripeCheckoutButton/
    )
    expect(await read(folder, CONSTANTS)).toBe(constants)
    await expect(read(folder, ARRIVAL)).rejects.toThrow("ENOENT")
  })

  it("does not overwrite a file that the store has changed", async () => {
    const folder = await starter.copy()
    await connect(folder)
    await writeFile(join(folder, ARRIVAL), "// ours")
    await connect(folder)
    expect(await read(folder, ARRIVAL)).toBe("// ours")
  })
})

it("reports a folder that is not a storefront", async () => {
  await expect(connect(__dirname)).rejects.toThrow(
    "Name the folder of the storefront."
  )
})

async function connect(folder: string): Promise<void> {
  await promisify(execFile)(process.execPath, [CONNECT, folder])
}

function read(folder: string, file: string): Promise<string> {
  return readFile(join(folder, file), "utf8")
}
