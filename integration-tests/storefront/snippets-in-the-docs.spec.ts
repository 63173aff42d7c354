/**
 * The code in the documentation is the code that the compiler checks.
 *
 * A code block after `<!-- docs/snippets/NAME -->` shows the whole of that file.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs"
import { join } from "node:path"

const ROOT = join(__dirname, "../..")
const SHOWN =
  /<!-- (docs\/\S+) -->\n+(?<indent> *)```\w+\n(?<code>[\s\S]*?)\n\k<indent>```/g

interface Shown {
  readonly file: string
  readonly code: string
}

const guides = readdirSync(join(ROOT, "docs"))
  .filter((name) => name.endsWith(".md"))
  .map((name) => `docs/${name}`)

const shown = ["README.md", ...guides].flatMap(readShown)

describe("the documentation", () => {
  it.each(shown)("shows $file unchanged", ({ file, code }) => {
    expect(code).toBe(readFileSync(join(ROOT, file), "utf8").trimEnd())
  })

  it("shows every snippet", () => {
    const snippets = readdirSync(join(ROOT, "docs/snippets"))
      .filter((name) => /\.tsx?$/.test(name) && !name.endsWith(".d.ts"))
      .map((name) => `docs/snippets/${name}`)
    expect(shown.map(({ file }) => file)).toEqual(
      expect.arrayContaining(snippets)
    )
    expect(snippets).not.toHaveLength(0)
  })

  it.each(guides)("has no broken links in %s", (guide) => {
    const broken = linksIn(read(guide)).filter((link) => {
      const [path = "", heading] = link.split("#")
      const target = path === "" ? guide : join("docs", path)
      return (
        !existsSync(join(ROOT, target)) ||
        (heading !== undefined && !headingsIn(read(target)).includes(heading))
      )
    })
    expect(broken).toEqual([])
  })

  // npm shows the README, and the package contains no documentation.
  it("has only links in the README that work outside the repository", () => {
    const text = read("README.md")
    const own = linksIn(text).filter((link) => !link.startsWith("#"))
    expect(own).toEqual([])
    const broken = linksIn(text).filter(
      (link) => !headingsIn(text).includes(link.slice(1))
    )
    expect(broken).toEqual([])
  })

  it("has no broken links from the README to guides", () => {
    const links = [...read("README.md").matchAll(/\/blob\/main\/([^)\s]+)\)/g)]
    const broken = links.flatMap(([, link = ""]) => {
      const [path = "", heading] = link.split("#")
      const isThere =
        existsSync(join(ROOT, path)) &&
        (heading === undefined || headingsIn(read(path)).includes(heading))
      return isThere ? [] : [link]
    })
    expect(broken).toEqual([])
    expect(links).not.toHaveLength(0)
  })

  it("is linked from the README, each guide", () => {
    const readme = read("README.md")
    expect(guides.filter((guide) => !readme.includes(guide))).toEqual([])
  })
})

function read(file: string): string {
  return readFileSync(join(ROOT, file), "utf8")
}

/** Links within the repository: not those with a protocol. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(
    ([, link = ""]) => link
  )
}

/** As GitHub names them in addresses. */
function headingsIn(text: string): string[] {
  return [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
    title
      .toLowerCase()
      .replace(/[^\w\- ]/g, "")
      .replaceAll(" ", "-")
  )
}

function readShown(markdown: string): Shown[] {
  const text = readFileSync(join(ROOT, markdown), "utf8")
  return [...text.matchAll(SHOWN)].map(({ 1: file = "", groups = {} }) => ({
    file,
    code: (groups["code"] ?? "").replaceAll(
      new RegExp(`^${groups["indent"] ?? ""}`, "gm"),
      ""
    ),
  }))
}
