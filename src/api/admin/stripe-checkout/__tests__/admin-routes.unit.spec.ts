import { readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { ADMIN_ROUTES } from "../admin-routes"

const FOLDER = join(__dirname, "..")

/** It answers everybody what they may do. */
const FOR_EVERYBODY = "GET /admin/stripe-checkout/permissions"

/** "GET /admin/stripe-checkout/orders/:id", of each file that Medusa makes a route of. */
const ROUTES = readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
  .filter((file) => /(?:^|[/\\])route\.ts$/.test(file))
  .flatMap((file) => {
    const source = readFileSync(join(FOLDER, file), "utf8")
    const path = file
      .split(/[/\\]/)
      .slice(0, -1)
      .map((part) => part.replace(/^\[(\w+)\]$/, ":$1"))
      .join("/")
    return [
      ...source.matchAll(/export (?:async )?(?:function|const) ([A-Z]+)\b/g),
    ].map(([, method]) => `${String(method)} /admin/stripe-checkout/${path}`)
  })

const GUARDED = ADMIN_ROUTES.flatMap(({ matcher, methods }) =>
  (methods ?? []).map((method) => `${method} ${String(matcher)}`)
)

describe("Each admin route", () => {
  it("has a policy, and no policy is for a route that is gone", () => {
    expect([...GUARDED, FOR_EVERYBODY].sort()).toEqual([...ROUTES].sort())
  })

  it("has the policy of what it does: what only shows something asks for no more than seeing", () => {
    const writing = ADMIN_ROUTES.filter(
      ({ methods, policies }) =>
        methods?.includes("POST") &&
        [policies].flat().some((policy) => policy?.operation === "read")
    ).map(({ matcher }) => String(matcher))

    expect(writing.sort()).toEqual([
      "/admin/stripe-checkout/bulk-requests/preview",
      "/admin/stripe-checkout/settings/try",
    ])
    for (const { methods, policies } of ADMIN_ROUTES) {
      const operations = [policies].flat().map((policy) => policy?.operation)
      expect(operations).toHaveLength(1)
      if (methods?.includes("GET")) {
        expect(operations).toEqual(["read"])
      }
    }
  })
})
