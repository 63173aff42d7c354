/**
 * Sits between the shop and Postgres, and can hold the conversation at a chosen moment: before Postgres receives a
 * statement, or after it has executed it and before the shop receives the result.
 */
import type { Socket } from "node:net"
import { NetworkProxy } from "../network/network-proxy"
import type { DatabaseMoment } from "./database-moment"
import { ProxiedConnection } from "./proxied-connection"

export class DatabaseProxy extends NetworkProxy<ProxiedConnection> {
  private readonly port: number
  private moments: DatabaseMoment[] = []

  constructor(target: { readonly port: number }) {
    super()
    this.port = target.port
  }

  /** Holds the conversation the next time that this moment comes. */
  holdNext(moment: DatabaseMoment): void {
    this.moments.push(moment)
  }

  clearMoments(): void {
    this.moments = []
  }

  held(): number {
    return this.holders().length
  }

  /** Whose conversations are held, by the names that the clients gave their connections; null for one without a name. */
  holders(): (string | null)[] {
    return [...this.connections]
      .filter(({ isHeld }) => isHeld)
      .map(({ client }) => client)
  }

  release(): void {
    for (const connection of this.connections) connection.release()
  }

  protected override accept(
    shop: Socket,
    delayMs: () => number
  ): ProxiedConnection {
    return new ProxiedConnection(shop, this.port, {
      delayMs,
      takeMoment: (isNow) => this.takeMoment(isNow),
    })
  }

  private takeMoment(
    isNow: (moment: DatabaseMoment) => boolean
  ): DatabaseMoment | null {
    const index = this.moments.findIndex(isNow)
    return index < 0 ? null : (this.moments.splice(index, 1)[0] ?? null)
  }
}
