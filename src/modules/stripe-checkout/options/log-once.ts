/**
 * What the log says once per process, although several modules or providers find it out.
 */
const logged = new Set<string>()

export function logOnce(text: string, print: (text: string) => void): void {
  if (logged.has(text)) {
    return
  }
  logged.add(text)
  print(text)
}
