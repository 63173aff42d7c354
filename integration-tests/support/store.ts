import { resolve } from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import Medusa from "@medusajs/js-sdk"
import { bootMedusa, type RunningMedusa } from "./boot-medusa"
import { findFreePort } from "./free-port"
import { createRequest, type Request } from "./request"
import { seedStore, type StoreSeed } from "./seed-store"

/** A running shop. Usable inside hooks and tests only: it does not exist yet while the tests are being described. */
export type Store = {
  readonly container: MedusaContainer
  readonly baseUrl: string
  readonly databaseUrl: string
  readonly seed: StoreSeed
  /** What a storefront uses: Medusa's SDK with the publishable key of the seeded sales channel. */
  readonly storefront: Medusa
  /** What the admin uses: Medusa's SDK, logged in. */
  readonly admin: Medusa
  /** Plain HTTP, for routes where status, headers and redirects matter. */
  readonly request: Request
}

export type StoreOptions = {
  /** The folder with medusa-config; without it, the repository itself is the application. */
  readonly appDir?: string
  /** Runs before Medusa reads its configuration, e.g. to start an emulator. What it returns becomes the environment. */
  readonly environment?: (address: {
    baseUrl: string
  }) => Promise<Record<string, string>> | Record<string, string>
}

const REPOSITORY = resolve(__dirname, "../..")

/**
 * Describes tests against one real Medusa with a seeded shop. It starts once per spec file and is not reset between
 * tests: each test makes the carts that it needs, and looks only at them.
 *
 * @example
 * describeStore("Completing a cart", (store) => {
 *   it("places an order", async () => {
 *     const cart = await createCart(store)
 *     await startPaymentSession(store, cart, "pp_system_default")
 *     expect(await completeCart(store, cart)).toMatchObject({ type: "order" })
 *   })
 * })
 */
export function describeStore(
  title: string,
  suite: (store: Store) => void,
  options: StoreOptions = {}
): void {
  describe(title, () => {
    const store = {} as { -readonly [Key in keyof Store]: Store[Key] }
    let medusa: RunningMedusa | undefined

    beforeAll(async () => {
      const port = await findFreePort()
      const baseUrl = `http://localhost:${port}`
      const environment = (await options.environment?.({ baseUrl })) ?? {}
      Object.assign(process.env, { MEDUSA_BACKEND_URL: baseUrl }, environment)
      medusa = await bootMedusa(options.appDir ?? REPOSITORY, port)
      const seed = await seedStore(medusa.container)
      Object.assign(store, {
        container: medusa.container,
        baseUrl,
        databaseUrl: medusa.databaseUrl,
        seed,
        storefront: new Medusa({
          baseUrl,
          publishableKey: seed.publishableKey,
        }),
        admin: await logIn(baseUrl, seed),
        request: createRequest(baseUrl, seed.publishableKey),
      } satisfies Store)
    })

    afterAll(async () => {
      await medusa?.stop()
    })

    suite(store)
  })
}

async function logIn(baseUrl: string, seed: StoreSeed): Promise<Medusa> {
  const admin = new Medusa({
    baseUrl,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  await admin.auth.login("user", "emailpass", seed.administrator)
  return admin
}
