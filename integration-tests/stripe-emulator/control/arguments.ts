import type { CommandArguments } from "./command"

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

export function oneOf<Choice extends string>(
  given: CommandArguments,
  name: string,
  choices: readonly Choice[]
): Choice {
  const value = text(given, name)
  const choice = choices.find((candidate) => candidate === value)
  if (choice === undefined) {
    throw new Error(`"${name}" must be one of ${choices.join(", ")}.`)
  }
  return choice
}

/** Range of a number, both ends included. */
type Bounds = { least: number; most: number }

/** For times and amounts. */
const wholes: Bounds = { least: 0, most: Number.MAX_SAFE_INTEGER }

/** Forms of the control page send numbers as text. */
export function number(
  given: CommandArguments,
  name: string,
  { least, most }: Bounds
): number {
  const value = asNumber(given[name])
  if (value === null) {
    throw new Error(`"${name}" must be a number.`)
  }
  if (value < least || value > most) {
    throw new Error(`"${name}" must be from ${least} to ${most}.`)
  }
  return value
}

export function wholeNumber(
  given: CommandArguments,
  name: string,
  bounds: Bounds = wholes
): number {
  const value = number(given, name, bounds)
  if (!Number.isInteger(value)) {
    throw new Error(`"${name}" must be a whole number.`)
  }
  return value
}

export function optionalWholeNumber(
  given: CommandArguments,
  name: string,
  bounds: Bounds = wholes
): number | undefined {
  return given[name] === undefined || given[name] === ""
    ? undefined
    : wholeNumber(given, name, bounds)
}

function asNumber(value: unknown): number | null {
  if (typeof value === "number") {
    return Number.isFinite(value) ? value : null
  }
  return typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value)
    ? Number(value)
    : null
}
