import type { IUserModuleService } from "@medusajs/framework/types"
import {
  ContainerRegistrationKeys,
  FeatureFlag,
  Modules,
} from "@medusajs/framework/utils"
import Medusa, { type FetchError } from "@medusajs/js-sdk"
import { createUserAccountWorkflow } from "@medusajs/medusa/core-flows"
import { ADMIN_ROUTES } from "../../src/api/admin/stripe-checkout/admin-routes"
import type { PermissionsAnswer } from "../../src/api/admin/stripe-checkout/permissions/responses"
import { paymentOf, placeHeldOrder } from "../support/held-order"
import { only } from "../support/only"
import { cardPath, readCardPayment } from "../support/order-card"
import { orderReads } from "../support/order-records"
import { describeStripeStore } from "../support/stripe-store"

/** Medusa reads its flags when it starts. */
process.env["MEDUSA_FF_RBAC"] = "true"
FeatureFlag.setFlag("rbac", true)

const READ = "stripe_checkout:read"
const UPDATE = "stripe_checkout:update"
const SETTINGS = "stripe_checkout_settings:update"
const REFUND = "refund:create"
/** Medusa's routes for one payment ask for it as well. */
const READ_PAYMENT = "payment:read"

interface Roles {
  listRbacPolicies(
    filters: object,
    config: object
  ): Promise<{ id: string; key: string }[]>
  createRbacRoles(role: { name: string }): Promise<{ id: string }>
  createRbacRolePolicies(
    policies: { role_id: string; policy_id: string }[]
  ): Promise<unknown>
}

describeStripeStore("In a store with roles,", (store) => {
  const roles = () => store.container.resolve<Roles>(Modules.RBAC)
  let people = 0

  beforeAll(async () => {
    const users = store.container.resolve<IUserModuleService>(Modules.USER)
    const { id } = only(await users.listUsers({}))
    await give(id, "role_super_admin")
    // Roles are in the token.
    const { administrator } = store.seed
    await store.admin.auth.login("user", "emailpass", administrator)
  })

  it("roles can be given each policy, those of Medusa's that nobody else registers included", async () => {
    const policies = await roles().listRbacPolicies({}, { take: 1000 })
    const keys = policies.map(({ key }) => key)

    expect(keys).toEqual(
      expect.arrayContaining([READ, UPDATE, SETTINGS, REFUND, "capture:create"])
    )
    expect(new Set(keys).size).toBe(keys.length)
  })

  it("each route is refused to whoever lacks its policy, and only to them", async () => {
    const every = [READ, UPDATE, SETTINGS]
    for (const lacking of every) {
      const user = await logInAs(every.filter((policy) => policy !== lacking))
      for (const { method, path, policy } of routes()) {
        const status = await statusOf(user, method, path)
        const isRefused = status === 403
        expect([method, path, isRefused]).toEqual([
          method,
          path,
          policy === lacking,
        ])
      }
    }
  })

  it("somebody without a role is refused everything, and learns which policies are missing", async () => {
    const user = await logInAs([])

    for (const { method, path } of routes()) {
      expect([path, await statusOf(user, method, path)]).toEqual([path, 403])
    }
    expect(await permissionsOf(user)).toEqual({
      read: { allowed: false, policy: READ },
      update: { allowed: false, policy: UPDATE },
      settings: { allowed: false, policy: SETTINGS },
      refund: { allowed: false, policy: REFUND },
    })
  })

  it("the admin learns what a role allows, wildcards included", async () => {
    const allowedFor = async (policies: readonly string[]) => {
      const answer = await permissionsOf(await logInAs(policies))
      return (["read", "update", "settings", "refund"] as const).filter(
        (name) => answer[name].allowed
      )
    }

    expect(await allowedFor([READ])).toEqual(["read"])
    expect(await allowedFor([READ, UPDATE])).toEqual(["read", "update"])
    expect(await allowedFor([SETTINGS, REFUND, READ_PAYMENT])).toEqual([
      "settings",
      "refund",
    ])
    expect((await permissionsOf(await logInAs([REFUND]))).refund).toEqual({
      allowed: false,
      policy: READ_PAYMENT,
    })
    const { read, update, settings, refund } = await permissionsOf(store.admin)
    for (const { allowed } of [read, update, settings, refund]) {
      expect(allowed).toBe(true)
    }
  })

  it("a clerk who may only see captures nothing; one who may act does, under their own name", async () => {
    const order = await placeHeldOrder(store)
    const capture = (user: Medusa) =>
      user.client.fetch(`${cardPath(order.orderId)}/capture`, {
        method: "POST",
        body: {},
      })
    await expect(capture(await logInAs([READ]))).rejects.toMatchObject({
      status: 403,
      message: `Insufficient permissions. Required policies: ${UPDATE}`,
    })
    const clerk = await logInAs([READ, UPDATE], { name: "clerk" })

    await capture(clerk)

    await orderReads(store, order.orderId, "paid")
    const { operations } = await readCardPayment(store, order)
    expect(operations.find(({ kind }) => kind === "capture")).toMatchObject({
      source: "request",
      status: "succeeded",
      actor: await idOf("clerk"),
    })
  })

  it("refunds are for those whom Medusa's own policy allows them", async () => {
    const order = await placeHeldOrder(store)
    await store.admin.client.fetch(`${cardPath(order.orderId)}/capture`, {
      method: "POST",
      body: {},
    })
    await orderReads(store, order.orderId, "paid")
    const { id } = await paymentOf(store, order.session.id)
    const refund = (user: Medusa) =>
      user.admin.payment.refund(id, { amount: 20 })

    for (const policies of [[READ, UPDATE, SETTINGS, READ_PAYMENT], [REFUND]]) {
      await expect(refund(await logInAs(policies))).rejects.toMatchObject({
        status: 403,
      })
    }
    const { payment } = await refund(await logInAs([REFUND, READ_PAYMENT]))

    expect(payment.refunds?.map(({ amount }) => amount)).toEqual([20])
  })

  /** With ids that nothing has: whoever is let in finds nothing, or says what is missing. */
  function routes(): { method: string; path: string; policy: string }[] {
    return ADMIN_ROUTES.map(({ matcher, methods, policies }) => {
      const policy = only([policies ?? []].flat())
      return {
        method: only(methods ?? []),
        path: String(matcher).replaceAll(/:\w+/g, "none"),
        policy: `${policy.resource}:${String(policy.operation)}`,
      }
    })
  }

  async function statusOf(
    user: Medusa,
    method: string,
    path: string
  ): Promise<number> {
    try {
      // A field that no route knows: what is let in is refused before it does anything.
      await user.client.fetch(path, {
        method,
        ...(method === "GET" ? {} : { body: { unknown_field: true } }),
      })
      return 200
    } catch (error) {
      return (error as FetchError).status ?? 0
    }
  }

  async function permissionsOf(user: Medusa): Promise<PermissionsAnswer> {
    return user.client.fetch("/admin/stripe-checkout/permissions")
  }

  async function logInAs(
    policies: readonly string[],
    { name }: { readonly name?: string } = {}
  ): Promise<Medusa> {
    people += 1
    const email = `${name ?? `user-${people}`}@shop.example`
    const credentials = { email, password: "battery staple" }
    const { authIdentity } = await store.container
      .resolve(Modules.AUTH)
      .register("emailpass", { body: credentials })
    const { result } = await createUserAccountWorkflow(store.container).run({
      input: {
        authIdentityId: String(authIdentity?.id),
        userData: { email },
      },
    })
    if (policies.length > 0) {
      await give((result as { id: string }).id, await createRole(policies))
    }
    const user = new Medusa({
      baseUrl: store.baseUrl,
      auth: { type: "jwt", jwtTokenStorageMethod: "memory" },
    })
    await user.auth.login("user", "emailpass", credentials)
    return user
  }

  async function createRole(policies: readonly string[]): Promise<string> {
    // A role's name is its own.
    const { id } = await roles().createRbacRoles({ name: `role ${people}` })
    const known = await roles().listRbacPolicies({}, { take: 1000 })
    await roles().createRbacRolePolicies(
      policies.map((key) => ({
        role_id: id,
        policy_id: only(known.filter((policy) => policy.key === key)).id,
      }))
    )
    return id
  }

  async function give(userId: string, roleId: string): Promise<void> {
    await store.container.resolve(ContainerRegistrationKeys.LINK).create({
      [Modules.USER]: { user_id: userId },
      [Modules.RBAC]: { rbac_role_id: roleId },
    })
  }

  async function idOf(name: string): Promise<string> {
    const users = store.container.resolve<IUserModuleService>(Modules.USER)
    return only(await users.listUsers({ email: `${name}@shop.example` })).id
  }
})
