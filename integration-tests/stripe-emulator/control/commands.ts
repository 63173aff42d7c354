import type { Command } from "./command"
import { dashboardCommands } from "./dashboard-commands"
import { faultCommands } from "./fault-commands"
import { observationCommands } from "./observation-commands"
import { shopperCommands } from "./shopper-commands"
import { webhookCommands } from "./webhook-commands"

/** Everything that `POST /_emulator/<name>` understands. `controls.ts` is the typed way to call it. */
export const commands: Readonly<Record<string, Command>> = {
  ...dashboardCommands,
  ...faultCommands,
  ...observationCommands,
  ...shopperCommands,
  ...webhookCommands,
}
