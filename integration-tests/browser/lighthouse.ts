import { execFile } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { chromium, type Page } from "playwright-core"
import { findFreePort } from "../support/free-port"
import { CHROMIUM } from "./chromium"

const run = promisify(execFile)

/** In its own process: Lighthouse consists of ES modules, which jest would have to load in a sandbox. */
const LIGHTHOUSE = require.resolve("lighthouse/cli/index.js")

const REPORT_BYTES = 32 * 1024 * 1024

/** The part of the report that is read. */
type Report = {
  readonly categories: {
    readonly accessibility?: { readonly score: number | null }
  }
  readonly audits: Readonly<Record<string, Audit>>
  readonly runtimeError?: { readonly message: string }
}

type Audit = {
  readonly title: string
  readonly score: number | null
  readonly details?: {
    readonly items?: readonly { readonly node?: { readonly snippet: string } }[]
  }
}

/** A busy machine never becomes idle, and the pages are complete long before. */
const QUIET_AFTER_MS = 15_000

export type Inspector = {
  readonly page: Page
  /** What keeps the page from a full score, one line per element; empty for a full score. */
  inspect(): Promise<string[]>
  close(): Promise<void>
}

/** A browser that Lighthouse can inspect: it has the shopper's cart, order and login. */
export async function openInspectedBrowser(): Promise<Inspector> {
  const port = await findFreePort()
  const profile = await mkdtemp(join(tmpdir(), "lighthouse-"))
  const context = await chromium.launchPersistentContext(profile, {
    ...CHROMIUM,
    args: [...CHROMIUM.args, `--remote-debugging-port=${port}`],
  })
  const [page = await context.newPage()] = context.pages()
  return {
    page,
    inspect: () => inspect(page.url(), port),
    async close() {
      await context.close()
      await rm(profile, { recursive: true, force: true })
    },
  }
}

async function inspect(address: string, port: number): Promise<string[]> {
  const { stdout } = await run(
    process.execPath,
    [
      LIGHTHOUSE,
      address,
      `--port=${port}`,
      "--only-categories=accessibility",
      "--output=json",
      "--quiet",
      "--disable-storage-reset",
      "--throttling-method=provided",
      "--disable-full-page-screenshot",
      `--max-wait-for-load=${QUIET_AFTER_MS}`,
      "--no-enable-error-reporting",
    ],
    { maxBuffer: REPORT_BYTES }
  )
  return problemsOf(JSON.parse(stdout) as Report)
}

function problemsOf({ audits, categories, runtimeError }: Report): string[] {
  if (runtimeError) return [runtimeError.message]
  const score = categories.accessibility?.score ?? 0
  if (score === 1) return []
  const failed = Object.values(audits).filter((audit) => audit.score === 0)
  return [
    `The score is ${score}.`,
    ...failed.flatMap(({ details, title }) =>
      (details?.items ?? [{}]).map(
        ({ node }) => `${title}: ${node?.snippet ?? "the page"}`
      )
    ),
  ]
}
