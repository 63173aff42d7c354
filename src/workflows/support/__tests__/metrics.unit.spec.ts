import { metrics } from "@medusajs/framework/opentelemetry/api"
import { metrics as sdk } from "@medusajs/framework/opentelemetry/sdk-node"
import { count, measure } from "../metrics"

describe("Counters and durations", () => {
  const exporter = new sdk.InMemoryMetricExporter(
    sdk.AggregationTemporality.CUMULATIVE
  )
  const provider = new sdk.MeterProvider({
    readers: [new sdk.PeriodicExportingMetricReader({ exporter })],
  })

  beforeAll(() => {
    metrics.setGlobalMeterProvider(provider)
  })

  afterAll(async () => {
    await provider.shutdown()
  })

  it("reach whatever the store's instrumentation has registered", async () => {
    count("stripe_checkout.events", { outcome: "received", account: "eu" })
    count("stripe_checkout.events", { outcome: "received", account: "eu" }, 2)
    measure("stripe_checkout.event.lag", 1.5, { account: "eu" })

    await provider.forceFlush()

    const exported = exporter
      .getMetrics()
      .flatMap(({ scopeMetrics }) => scopeMetrics)
      .flatMap((scope) => scope.metrics)
      .map(({ descriptor, dataPoints }) => ({
        name: descriptor.name,
        unit: descriptor.unit,
        value: dataPoints[0]?.value,
        attributes: dataPoints[0]?.attributes,
      }))
    expect(exported).toMatchObject([
      {
        name: "stripe_checkout.events",
        value: 3,
        attributes: { outcome: "received", account: "eu" },
      },
      {
        name: "stripe_checkout.event.lag",
        unit: "s",
        value: { count: 1, sum: 1.5 },
      },
    ])
  })
})
