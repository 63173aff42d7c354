import { findFreePort } from "../support/free-port"
import { benchEmulator } from "./emulator"

/** `npm run bench`: figures to look at, never a test. */
async function run(): Promise<void> {
  await benchEmulator(await findFreePort())
}

run().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
