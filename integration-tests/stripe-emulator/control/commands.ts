import type { Emulator } from "../state/emulator"
import { dashboardCommands } from "./dashboard-commands"
import { faultCommands } from "./fault-commands"
import { observationCommands } from "./observation-commands"
import { shopperCommands } from "./shopper-commands"
import { webhookCommands } from "./webhook-commands"

export type CommandArguments = Record<string, unknown>

export type Command = (emulator: Emulator, given: CommandArguments) => unknown

/** Everything that `POST /_emulator/<name>` understands. `controls.ts` is the typed way to call it. */
export const commands: Readonly<Record<string, Command>> = {
  ...dashboardCommands,
  ...faultCommands,
  ...observationCommands,
  ...shopperCommands,
  ...webhookCommands,
}
