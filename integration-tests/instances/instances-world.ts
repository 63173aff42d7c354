import {
  type FaultWorld,
  type FaultWorldOptions,
  startFaultWorld,
} from "../faults/fault-world"
import { RedisProxy } from "./redis/redis-proxy"
import { startRedis, type RedisServer } from "./redis/redis-server"
import { ShopInstances } from "./shop/shop-instances"

/** The faults' world with two instances of its shop, and the Redis that they share. */
export type InstancesWorld = FaultWorld & {
  readonly shop: ShopInstances
  readonly redis: RedisServer
  /** Between the instances and Redis. */
  readonly redisProxy: RedisProxy
}

export async function startInstancesWorld(
  name: string,
  options: FaultWorldOptions = {}
): Promise<InstancesWorld> {
  const redis = await startRedis()
  const redisProxy = new RedisProxy(redis)
  const shop = new ShopInstances(
    `redis://localhost:${await redisProxy.listen()}`
  )
  const world = await startFaultWorld(name, {
    ...options,
    createShop: (surroundings) => shop.at(surroundings),
  })
  return {
    ...world,
    shop,
    redis,
    redisProxy,
    async letTimePass(seconds) {
      await world.letTimePass(seconds)
      await redis.letTimePass(seconds)
    },
    async stop() {
      await world.stop()
      await shop.loadBalancer.close()
      await redisProxy.close()
      await redis.kill()
    },
  }
}
