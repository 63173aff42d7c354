import type { Command } from "./command"
import { dashboardCommands } from "./dashboard-commands"
import { faultCommands } from "./fault-commands"
import { holdCommands } from "./hold-commands"
import { moneyCommands } from "./money-commands"
import { observationCommands } from "./observation-commands"
import { shopperCommands } from "./shopper-commands"
import { webhookCommands } from "./webhook-commands"

/** All commands of `POST /_emulator/<name>`. `controls.ts` is the typed client. */
export const commands: Readonly<Record<string, Command>> = {
  ...dashboardCommands,
  ...faultCommands,
  ...holdCommands,
  ...moneyCommands,
  ...observationCommands,
  ...shopperCommands,
  ...webhookCommands,
}
