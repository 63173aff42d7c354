import { run } from "./processes"

/** Uses the command that the package brings, as an operator does in the store's folder. */
export async function operate(
  folder: string,
  env: NodeJS.ProcessEnv
): Promise<void> {
  const command = (line: string): Promise<string> =>
    run({ line: `npx medusa-stripe-checkout ${line}`, cwd: folder, env })
  const report = await command("reconcile")
  if (!report.includes('account "default"')) throw new Error(report)
  await command("replay --failed")
  const refusal = await command("replay --everything").catch((error: unknown) =>
    String(error)
  )
  if (!/exit code 1[^]*Usage/.test(refusal)) throw new Error(refusal)
}

/** Fails while money is held, or may still be paid. */
export async function expectNothingUnfinished(
  folder: string,
  env: NodeJS.ProcessEnv
): Promise<void> {
  await run({
    line: "npx medusa-stripe-checkout unfinished",
    cwd: folder,
    env,
  })
}
