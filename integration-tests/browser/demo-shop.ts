import { type DemoShop, expectVisitors, openDemo } from "./open-demo"

export type { DemoShop } from "./open-demo"

/** Migrating, seeding and the first compilation of the admin, on a machine that is busy with other things. */
const PATIENCE_MS = 300_000

/**
 * Describes tests in a real browser against the demo, which starts once per process: several specs visit the same one.
 * Usable inside hooks and tests only.
 */
export function describeDemo(
  title: string,
  suite: (shop: DemoShop) => void,
  { admin }: { readonly admin: boolean } = { admin: false }
): void {
  expectVisitors(admin)
  describe(title, () => {
    const shop = {} as { -readonly [Key in keyof DemoShop]: DemoShop[Key] }

    beforeAll(async () => {
      Object.assign(shop, await openDemo(admin))
    }, PATIENCE_MS)

    suite(shop)
  })
}
