interface ModuleConfiguration {
  readonly resolve?: unknown
  readonly options?: {
    readonly providers?: readonly {
      readonly resolve?: unknown
      readonly id?: unknown
      readonly is_default?: unknown
    }[]
  }
}

/** What warnings at startup read of a store's `medusa-config`, which may hold anything. */
export interface Configuration {
  readonly modules?: Record<string, ModuleConfiguration | false | undefined>
  readonly projectConfig?: {
    readonly workerMode?: string
    readonly redisUrl?: string
  }
}
