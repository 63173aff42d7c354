import { readFile } from "node:fs/promises"
import { isAbsolute, join } from "node:path"
import { run } from "./processes"

const BUILT = ".medusa/server/src"

const MUST_CONTAIN = [
  "CHANGELOG.md",
  "LICENSE",
  "README.md",
  "package.json",
  `${BUILT}/admin/index.js`,
  `${BUILT}/admin/index.mjs`,
  `${BUILT}/config.d.ts`,
  `${BUILT}/config.js`,
  `${BUILT}/modules/stripe-checkout/index.js`,
  `${BUILT}/providers/stripe-checkout/index.js`,
  `${BUILT}/scripts/medusa-stripe-checkout.js`,
  `${BUILT}/workflows/index.d.ts`,
  `${BUILT}/workflows/index.js`,
]

const MUST_NOT_BE_NAMED =
  /__tests__|[.](spec|test)[.]|integration-tests|emulator|demo\/|[.]env|[.]map$|[.]tsbuildinfo$|medusa-config|[.]tsx?$(?<![.]d[.]ts)/

type ForbiddenContent = { readonly what: string; readonly pattern: RegExp }

const NOWHERE: readonly ForbiddenContent[] = [
  { what: "a Stripe key", pattern: /\b[srp]k_(live|test)_[A-Za-z0-9]{8,}/ },
  { what: "a webhook secret", pattern: /\bwhsec_[A-Za-z0-9]{8,}/ },
  { what: "a private key", pattern: /-----BEGIN [A-Z ]*PRIVATE KEY/ },
  { what: "a path of this machine", pattern: /["'\s(]\/(home|root|Users)\// },
]

/** Card data is entered only on Stripe's hosted page; the published code must have no way to collect it. */
const NOT_IN_CODE: readonly ForbiddenContent[] = [
  { what: "Stripe's script", pattern: /js[.]stripe[.]com/ },
  { what: "a frame", pattern: /<iframe|createElement\(["']iframe/ },
]

/** Packs the plugin like a release, and returns the tarball's path. */
export async function packPlugin(
  repository: string,
  folder: string
): Promise<string> {
  const printed = await run({
    line: `npm pack --json --pack-destination "${folder}"`,
    cwd: repository,
    env: process.env,
  })
  const [{ filename }] = JSON.parse(printed.slice(printed.indexOf("["))) as [
    { filename: string },
  ]
  return join(folder, filename)
}

/** Returns all problems of the package to be published; there should be none. */
export async function inspectTarball(
  tarball: string,
  folder: string
): Promise<string[]> {
  const tar = (options: string): Promise<string> =>
    run({ line: `tar ${options} "${tarball}"`, cwd: folder, env: process.env })
  await tar("--extract --gzip --file")
  const paths = (await tar("--list --gzip --file"))
    .split("\n")
    .filter((path) => path !== "" && !path.endsWith("/"))
    .map((path) => path.replace(/^package\//, ""))
  const problems = [
    ...MUST_CONTAIN.filter((path) => !paths.includes(path)).map(
      (path) => `${path} is missing`
    ),
    ...paths
      .filter((path) => MUST_NOT_BE_NAMED.test(path))
      .map((path) => `${path} must not be published`),
  ]
  if (!paths.some((path) => /\/migrations\/Migration\w+[.]js$/.test(path))) {
    problems.push("there are no migrations")
  }
  for (const path of paths) {
    const text = await readFile(join(folder, "package", path), "utf8")
    problems.push(...inspectText(path, text))
  }
  return problems
}

function inspectText(path: string, text: string): string[] {
  const forbidden = /[.]m?js$/.test(path)
    ? [...NOWHERE, ...NOT_IN_CODE]
    : NOWHERE
  const found = forbidden
    .filter(({ pattern }) => pattern.test(text))
    .map(({ what }) => what)
  return [...found, ...inspectSourceMap(text)].map(
    (what) => `${path} contains ${what}`
  )
}

/**
 * Medusa's compiler appends an inline source map to each file, which cannot be turned off. The mappings make stack traces
 * readable and may stay, as long as they do not include the sources.
 */
function inspectSourceMap(text: string): string[] {
  const [, encoded] =
    /sourceMappingURL=data:application\/json;base64,(\S+)/.exec(text) ?? []
  if (encoded === undefined) {
    return text.includes("sourceMappingURL=") ? ["a link to a source map"] : []
  }
  const map = JSON.parse(Buffer.from(encoded, "base64").toString()) as {
    sources: string[]
    sourcesContent?: string[]
  }
  return [
    ...(map.sourcesContent ? ["its source"] : []),
    ...(map.sources.some(isAbsolute) ? ["an absolute path"] : []),
  ]
}
