import { type FaultWorld, startFaultWorld } from "../faults/fault-world"
import { startRedis, type RedisServer } from "./redis/redis-server"
import { ShopInstances } from "./shop/shop-instances"

/** The faults' world with two instances of its shop, and the Redis that they share. */
export type InstancesWorld = FaultWorld & {
  readonly shop: ShopInstances
  readonly redis: RedisServer
}

export async function startInstancesWorld(
  name: string
): Promise<InstancesWorld> {
  const redis = await startRedis()
  const shop = new ShopInstances(redis.url)
  const world = await startFaultWorld(name, {
    createShop: (surroundings) => shop.at(surroundings),
  })
  return {
    ...world,
    shop,
    redis,
    async stop() {
      await world.stop()
      await shop.loadBalancer.close()
      await redis.kill()
    },
  }
}
