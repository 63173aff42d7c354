/**
 * Which addresses nobody outside can reach. Pure.
 */

export function isLoopback(hostname: string): boolean {
  return (
    hostname === "localhost" ||
    hostname.endsWith(".localhost") ||
    hostname.startsWith("127.") ||
    hostname === "[::1]"
  )
}

/** On this machine or in a private network. */
export function isUnreachable(hostname: string): boolean {
  return isLoopback(hostname) || isPrivateAddress(hostname)
}

function isPrivateAddress(hostname: string): boolean {
  return /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.)/.test(
    hostname
  )
}
