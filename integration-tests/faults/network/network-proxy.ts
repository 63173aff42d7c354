/** Sits between a client and its server, and does what a bad network does. */
import { once } from "node:events"
import {
  type AddressInfo,
  createServer,
  type Server,
  type Socket,
} from "node:net"
import { setTimeout as pause } from "node:timers/promises"

export type ProxyConnection = {
  onEnd(listener: () => void): void
  end(): void
}

export abstract class NetworkProxy<Connection extends ProxyConnection> {
  protected readonly connections = new Set<Connection>()
  private readonly server: Server
  private isCut = false
  private delay = { milliseconds: 0, until: 0 }

  constructor() {
    this.server = createServer((socket) => {
      if (this.isCut) {
        socket.destroy()
        return
      }
      const connection = this.accept(socket, () => this.delayMs())
      this.connections.add(connection)
      connection.onEnd(() => this.connections.delete(connection))
    })
  }

  async listen(): Promise<number> {
    this.server.listen(0, "localhost")
    await once(this.server, "listening")
    return (this.server.address() as AddressInfo).port
  }

  /** Ends every connection, and refuses new ones for a while. */
  async cut(milliseconds: number): Promise<void> {
    this.isCut = true
    this.endConnections()
    await pause(milliseconds)
    this.isCut = false
  }

  /** For a while, what clients send arrives later. */
  slowDown(milliseconds: number, forMs: number): void {
    this.delay = { milliseconds, until: Date.now() + forMs }
  }

  async close(): Promise<void> {
    const closed = once(this.server, "close")
    this.server.close()
    this.endConnections()
    await closed
  }

  protected abstract accept(client: Socket, delayMs: () => number): Connection

  private endConnections(): void {
    for (const connection of this.connections) connection.end()
  }

  private delayMs(): number {
    return Date.now() < this.delay.until ? this.delay.milliseconds : 0
  }
}
