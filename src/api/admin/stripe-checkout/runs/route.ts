import type {
  AuthenticatedMedusaRequest,
  MedusaResponse,
} from "@medusajs/framework/http"
import {
  ContainerRegistrationKeys,
  MedusaError,
} from "@medusajs/framework/utils"

import { quote } from "../../../../modules/stripe-checkout/domain/quote"
import { requestSweeps } from "../../../../workflows/reconciliation/request-sweep"
import { resolveModule } from "../../../../workflows/support/module"
import { describeListedRun, listRuns } from "./describe-runs"
import { describeDryRun } from "./dry-run-view"
import type { DryRunAnswer, RunsAnswer, StartedRunsAnswer } from "./responses"
import type { ListRuns, StartRun } from "./validators"

/** What the sweeps of the last month found. */
export async function GET(
  req: AuthenticatedMedusaRequest<unknown, ListRuns>,
  res: MedusaResponse<RunsAnswer>
): Promise<void> {
  res.json(await listRuns(req.scope, req.validatedQuery))
}

/** Starts a sweep in the background, or says what one would check. */
export async function POST(
  req: AuthenticatedMedusaRequest<StartRun>,
  res: MedusaResponse<StartedRunsAnswer | DryRunAnswer>
): Promise<void> {
  const { account, dry_run } = req.validatedBody
  const accounts = chooseAccounts(
    resolveModule(req.scope).accounts.names(),
    account
  )
  const actor = req.auth_context.actor_id
  if (dry_run) {
    req.scope
      .resolve(ContainerRegistrationKeys.LOGGER)
      .info(
        `stripe-checkout: dry run of ${accounts.join(", ")}, requested by ${actor}`
      )
    res.json(await describeDryRun(req.scope, accounts, actor))
    return
  }
  const requested = await requestSweeps(req.scope, accounts, actor)
  const isStarted = requested.some(({ outcome }) => outcome !== "running")
  res.status(isStarted ? 202 : 409).json({
    ...(isStarted ? {} : REFUSED),
    runs: requested.map(({ run, ...one }) => ({
      ...one,
      run: describeListedRun(run),
    })),
  })
}

const REFUSED = {
  type: MedusaError.Types.CONFLICT,
  message: "A run is in progress. Wait until it has ended.",
}

function chooseAccounts(
  names: readonly string[],
  name: string | undefined
): readonly string[] {
  if (name !== undefined && !names.includes(name)) {
    throw new MedusaError(
      MedusaError.Types.INVALID_DATA,
      `There is no Stripe account ${quote(name)} in the options; there is ${names.join(", ")}.`
    )
  }
  return name === undefined ? names : [name]
}
