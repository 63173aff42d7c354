import type { StoreSeed } from "../../support/seed-store"
import type { ShopCommand, ShopCommands } from "./messages"

/** A shop whose process or processes can be killed at any moment and restarted at the same address. */
export type Shop = {
  readonly isRunning: boolean
  /** Resolves when the shop is ready; with its seed data, if it is new. */
  start(isNew?: boolean): Promise<StoreSeed | null>
  ask<Command extends ShopCommand>(
    command: Command,
    given: ShopCommands[Command]["given"]
  ): Promise<ShopCommands[Command]["answer"]>
  /** Without a graceful shutdown: what was in memory is lost, and nothing more is written. */
  kill(): Promise<void>
}
