/**
 * Sits between the shop and Postgres, and can hold the conversation at a chosen moment: before Postgres receives a
 * statement, or after it has executed it and before the shop receives the result.
 */
import { once } from "node:events"
import { type AddressInfo, createServer, type Server } from "node:net"
import { setTimeout as pause } from "node:timers/promises"
import type { DatabaseMoment } from "./database-moment"
import { ProxiedConnection } from "./proxied-connection"

export class DatabaseProxy {
  private readonly server: Server
  private readonly connections = new Set<ProxiedConnection>()
  private moments: DatabaseMoment[] = []
  private isCut = false

  constructor(target: { readonly port: number }) {
    this.server = createServer((socket) => {
      if (this.isCut) {
        socket.destroy()
        return
      }
      const connection = new ProxiedConnection(socket, target.port, (moment) =>
        this.takeMoment(moment)
      )
      this.connections.add(connection)
      connection.onEnd(() => this.connections.delete(connection))
    })
  }

  async listen(): Promise<number> {
    this.server.listen(0, "localhost")
    await once(this.server, "listening")
    return (this.server.address() as AddressInfo).port
  }

  /** Holds the conversation the next time that this moment comes. */
  holdNext(moment: DatabaseMoment): void {
    this.moments.push(moment)
  }

  clearMoments(): void {
    this.moments = []
  }

  held(): number {
    return [...this.connections].filter(({ isHeld }) => isHeld).length
  }

  release(): void {
    for (const connection of this.connections) connection.release()
  }

  /** Ends every connection, and refuses new ones for a while. */
  async cut(milliseconds: number): Promise<void> {
    this.isCut = true
    this.endConnections()
    await pause(milliseconds)
    this.isCut = false
  }

  async close(): Promise<void> {
    const closed = once(this.server, "close")
    this.server.close()
    this.endConnections()
    await closed
  }

  private endConnections(): void {
    for (const connection of this.connections) connection.end()
  }

  private takeMoment(isNow: (moment: DatabaseMoment) => boolean) {
    const index = this.moments.findIndex(isNow)
    return index < 0 ? null : (this.moments.splice(index, 1)[0] ?? null)
  }
}
