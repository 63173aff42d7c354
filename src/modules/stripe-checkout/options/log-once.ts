/**
 * What the log says once per process, even if several modules or providers find it.
 */
const logged = new Set<string>()

export function logOnce(text: string, print: (text: string) => void): void {
  if (logged.has(text)) {
    return
  }
  logged.add(text)
  print(text)
}
