import { connect, type Socket } from "node:net"
import { DelayedWriter } from "../../faults/network/delayed-writer"
import {
  NetworkProxy,
  type ProxyConnection,
} from "../../faults/network/network-proxy"

/** Sits between the instances and Redis. */
export class RedisProxy extends NetworkProxy<ProxyConnection> {
  private readonly port: number

  constructor(target: { readonly port: number }) {
    super()
    this.port = target.port
  }

  protected override accept(
    client: Socket,
    delayMs: () => number
  ): ProxyConnection {
    const redis = connect({
      port: this.port,
      host: "127.0.0.1",
      noDelay: true,
    })
    client.setNoDelay(true)
    const toRedis = new DelayedWriter(redis, delayMs)
    client.on("data", (chunk: Buffer) => toRedis.write(chunk))
    redis.on("data", (chunk: Buffer) => client.write(chunk))
    const end = (): void => {
      client.destroy()
      redis.destroy()
    }
    for (const socket of [client, redis]) {
      socket.on("error", end)
      socket.on("close", end)
    }
    return { end, onEnd: (listener) => client.once("close", listener) }
  }
}
