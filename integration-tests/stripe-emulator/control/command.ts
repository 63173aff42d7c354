import type { Emulator } from "../state/emulator"

export type CommandArguments = Record<string, unknown>

export type Command = (emulator: Emulator, given: CommandArguments) => unknown
