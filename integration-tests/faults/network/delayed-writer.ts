import type { Socket } from "node:net"
import { setTimeout as pause } from "node:timers/promises"

/** Writes to a socket in order; each write arrives later by what the delay is at that moment. */
export class DelayedWriter {
  private readonly socket: Socket
  private readonly delayMs: () => number
  private last = Promise.resolve()
  private waiting = 0

  constructor(socket: Socket, delayMs: () => number) {
    this.socket = socket
    this.delayMs = delayMs
  }

  write(bytes: Buffer): void {
    const delay = this.delayMs()
    if (delay === 0 && this.waiting === 0) this.socket.write(bytes)
    else this.writeAt(Date.now() + delay, bytes)
  }

  private writeAt(due: number, bytes: Buffer): void {
    this.waiting += 1
    this.last = this.last.then(async () => {
      await pause(Math.max(0, due - Date.now()))
      this.waiting -= 1
      if (!this.socket.destroyed) this.socket.write(bytes)
    })
  }
}
