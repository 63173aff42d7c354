import { refusalOf } from "../support/order-card"
import { sql } from "../support/order-records"
import {
  changeSettings,
  readSettings,
  restoreSettings,
} from "../support/settings"
import { describeStripeStore } from "../support/stripe-store"

describeStripeStore(
  "Settings that the options keep in code",
  (store) => {
    it("are shown and cannot be changed", async () => {
      const before = await readSettings(store)

      const refused = await Promise.all([
        refusalOf(changeSettings(store, { release_on: ["stopped"] })),
        refusalOf(restoreSettings(store, 0)),
      ])

      expect(before.is_locked).toBe(true)
      for (const refusal of refused) {
        expect(refusal).toMatchObject({
          status: 400,
          message: expect.stringContaining('settings is "locked"') as string,
        })
      }
      expect(await readSettings(store)).toEqual(before)
    })

    it("ignore what was changed before they were locked", async () => {
      await sql(
        store,
        `insert into stripe_checkout_settings (id, version, difference, rules_since)
         values ('scset_earlier', 1, '{"surplusHolds": "keep"}', '{}') returning id`
      )

      const { settings, version } = await readSettings(store)

      expect(settings.surplus_holds).toBe("release")
      expect(version).toBe(0)
    })
  },
  { settings: "locked" }
)
