import type {
  IPaymentModuleService,
  MedusaContainer,
} from "@medusajs/framework/types"
import { Modules } from "@medusajs/framework/utils"
import { deletePaymentSessionsWorkflow } from "@medusajs/medusa/core-flows"
import type { ShopCommand, ShopCommands, ShopRequest } from "./messages"

type Commands = {
  readonly [Command in ShopCommand]: (
    given: ShopCommands[Command]["given"]
  ) => Promise<ShopCommands[Command]["answer"]>
}

export async function runCommand(
  container: MedusaContainer,
  { command, given }: ShopRequest,
  countOpenRequests: () => number
): Promise<unknown> {
  const engine = container.resolve(Modules.WORKFLOW_ENGINE)
  const payments: IPaymentModuleService = container.resolve(Modules.PAYMENT)
  const runWorkflow = async <Result>(
    name: string,
    input: object
  ): Promise<Result> => {
    const { result } = (await engine.run(name, { input })) as {
      result: unknown
    }
    return result as Result
  }
  const commands: Commands = {
    tick: () => runWorkflow("reconcile-payments", {}),
    sweep: () => runWorkflow("reconcile-payments", { now: true }),
    openRequests: () => Promise.resolve(countOpenRequests()),
    authorize: async ({ paymentSessionId }) => {
      await payments.authorizePaymentSession(paymentSessionId, {})
      return null
    },
    deletePaymentSession: async ({ paymentSessionId }) => {
      await deletePaymentSessionsWorkflow(container).run({
        input: { ids: [paymentSessionId] },
      })
      return null
    },
    synchronize: async ({ paymentSessionId }) => {
      await runWorkflow("synchronize-payment", {
        payment_session_id: paymentSessionId,
      })
      return null
    },
  }
  return commands[command](given as never)
}
