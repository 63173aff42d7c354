export type Run = <Result>(command: string, given?: object) => Promise<Result>

/** Sends commands to an emulator. */
export function commandRunner(url: string): Run {
  return async <Result>(command: string, given: object = {}) => {
    const response = await fetch(`${url}/_emulator/${command}`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(given),
    })
    const result: unknown = await response.json()
    if (!response.ok) {
      const { error } = result as { error?: string }
      throw new Error(`Stripe emulator: ${error ?? String(response.status)}`)
    }
    return result as Result
  }
}
