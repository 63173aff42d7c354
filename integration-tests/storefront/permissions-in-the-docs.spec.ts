/**
 * The permissions of a restricted key are the same in the guides and in the code that checks them.
 */
import { readFileSync } from "node:fs"
import { join } from "node:path"
import type Stripe from "stripe"
import { readPermissions } from "../../src/modules/stripe-checkout/stripe/key-permissions"

const ROOT = join(__dirname, "../..")

/** Grants everything: it answers each call of each resource. */
const everything: unknown = new Proxy(() => Promise.resolve({}), {
  get: () => everything,
})

describe("the permissions of a restricted key", () => {
  it.each(["docs/go-live.md", "README.md", "SECURITY.md"])(
    "are all named in %s",
    async (file) => {
      const text = readFileSync(join(ROOT, file), "utf8").toLowerCase()
      const permissions = await readPermissions(everything as Stripe, {
        timeout: 1_000,
        maxNetworkRetries: 0,
      })

      const missing = permissions
        .map(({ resource }) => resource)
        .filter((resource) => !text.includes(resource.toLowerCase()))
      expect(permissions.length).toBeGreaterThan(5)
      expect(missing).toEqual([])
    }
  )
})
