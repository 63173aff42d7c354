import { announce } from "./announce"
import { createInterruption, type Interruption } from "./interruption"
import { type Options, readOptions, USAGE } from "./options"
import { PlainError } from "./plain-error"
import { type Demo, startDemo } from "./start-demo"
import { playStory } from "./story/play-story"

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), process.env)
  if (options.help) {
    console.log(USAGE)
    return
  }
  const interruption = createInterruption()
  interruption.listen()
  const demo = await start(options, interruption.signal)
  interruption.listen()
  try {
    await (options.once ? playStory(demo, say) : stay(demo, interruption))
  } finally {
    await demo.stop()
  }
  if (options.once)
    say("Everything worked as expected, and everything has been stopped.")
}

async function start(options: Options, signal: AbortSignal): Promise<Demo> {
  say("")
  say("Starting Postgres, Medusa, the storefront and Stripe …")
  const started = Date.now()
  const demo = await startDemo({
    admin: !options.once,
    watch: options.watch,
    stripe: options.stripe,
    signal,
  })
  say(`Ready after ${((Date.now() - started) / 1000).toFixed(1)} s.`)
  return demo
}

async function stay(demo: Demo, { requested }: Interruption): Promise<void> {
  console.log(announce(demo))
  await requested
  say("Stopping …")
}

function say(line: string): void {
  console.log(`  ${line}`.trimEnd())
}

main().catch((error: unknown) => {
  console.error(error instanceof PlainError ? error.message : error)
  // Setting the exit code is not enough: the embedded Postgres exits an idle process with 0.
  process.exit(1)
})
