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

const shown = ["README.md", "docs/storefront.md", "docs/scaling.md"].flatMap(
  readShown
)

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

  it("has no broken links to files", () => {
    const text = readFileSync(join(ROOT, "docs/storefront.md"), "utf8")
    const links = [...text.matchAll(/\]\((?!https?:|#)([^)#]+)/g)]
    const targets = links.map(([, target]) => join("docs", target ?? ""))
    expect(targets.filter((target) => !existsSync(join(ROOT, target)))).toEqual(
      []
    )
  })

  it("has no broken links to headings", () => {
    const text = readFileSync(join(ROOT, "docs/storefront.md"), "utf8")
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
      (title ?? "")
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-")
    )
    const named = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, name]) => name)
    expect(named.filter((name) => !headings.includes(name ?? ""))).toEqual([])
  })
})

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
