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
  // The only sale is paid, so the command ends well.
  await command("unfinished")
  const refusal = await command("replay --everything").catch((error: unknown) =>
    String(error)
  )
  if (!/exit code 1[^]*Usage/.test(refusal)) throw new Error(refusal)
}
