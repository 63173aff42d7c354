/** What a piece of work took. */
export type Figures = {
  /** Orders per second, until the last one was ready. */
  readonly rate: number
  /** The others are per order, and count what comes afterwards, too. */
  readonly statements: number
  readonly cpuMs: number
  readonly stripeCalls: number
}

/** Against core's own completion of as many carts. */
export function compare(one: Figures, floor: Figures): string {
  return `${perSecond(one.rate)} = ${ratio(one.rate, floor.rate)}; per order ${describe(one)} = ${ratio(one.cpuMs, floor.cpuMs)} of the CPU, ${one.stripeCalls.toFixed(1)} calls to Stripe`
}

export function describe({ cpuMs, statements }: Figures): string {
  return `${Math.round(statements)} statements, ${Math.round(cpuMs)} ms of CPU`
}

export const perSecond = (value: number): string => `${value.toFixed(1)}/s`
export const ratio = (value: number, base: number): string =>
  (value / base).toFixed(2)
export const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`
