import { resolve } from "node:path"
import type { MedusaContainer } from "@medusajs/framework/types"
import Medusa from "@medusajs/js-sdk"
import { bootMedusa } from "./boot-medusa"
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

/** What there is of a store before anybody has opened a tab. */
export type Shop = Pick<
  Store,
  "container" | "baseUrl" | "databaseUrl" | "seed"
> & { stop(): Promise<void> }

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
  describeShop(title, suite, {
    open: () => startShop(options),
    close: (shop) => shop.stop(),
  })
}

/** The same with a shop that may have been running before, or goes on running for others. */
export function describeShop<Opened extends Omit<Shop, "stop">>(
  title: string,
  suite: (store: Store) => void,
  {
    open,
    close,
  }: {
    readonly open: () => Promise<Opened>
    readonly close: (shop: Opened) => Promise<void>
  }
): void {
  describe(title, () => {
    const store = {} as { -readonly [Key in keyof Store]: Store[Key] }
    let shop: Opened | undefined

    beforeAll(async () => {
      shop = await open()
      const { baseUrl, container, databaseUrl, seed } = shop
      Object.assign(store, {
        container,
        baseUrl,
        databaseUrl,
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
      if (shop) await close(shop)
    })

    suite(store)
  })
}

export async function startShop(options: StoreOptions): Promise<Shop> {
  const port = await findFreePort()
  const baseUrl = `http://localhost:${port}`
  const environment = (await options.environment?.({ baseUrl })) ?? {}
  Object.assign(process.env, { MEDUSA_BACKEND_URL: baseUrl }, environment)
  const medusa = await bootMedusa(options.appDir ?? REPOSITORY, port)
  const seed = await seedStore(medusa.container)
  return { ...medusa, baseUrl, seed }
}

async function logIn(baseUrl: string, seed: StoreSeed): Promise<Medusa> {
  const admin = new Medusa({
    baseUrl,
    auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
  })
  await admin.auth.login("user", "emailpass", seed.administrator)
  return admin
}
