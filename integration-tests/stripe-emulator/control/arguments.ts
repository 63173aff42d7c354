import type { CommandArguments } from "./commands"

export function text(given: CommandArguments, name: string): string {
  const value = given[name]
  if (typeof value !== "string" || value === "") {
    throw new Error(`"${name}" is missing.`)
  }
  return value
}

export function optionalText(
  given: CommandArguments,
  name: string
): string | undefined {
  return given[name] === undefined || given[name] === ""
    ? undefined
    : text(given, name)
}

/** Forms of the control page send numbers as text. */
export function number(given: CommandArguments, name: string): number {
  const value = Number(given[name])
  if (given[name] === undefined || !Number.isFinite(value)) {
    throw new Error(`"${name}" has to be a number.`)
  }
  return value
}

export function optionalNumber(
  given: CommandArguments,
  name: string
): number | undefined {
  return given[name] === undefined || given[name] === ""
    ? undefined
    : number(given, name)
}
