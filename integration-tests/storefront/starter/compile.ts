/**
 * Checks whether a storefront compiles with the starter's own compiler settings.
 */
import { execFile } from "node:child_process"
import { access } from "node:fs/promises"
import { join } from "node:path"
import { promisify } from "node:util"

import ts from "typescript"

const NODE_MODULES = join(__dirname, "../../../node_modules")

/** The compiler's error messages, without line numbers. */
export type CompileErrors = readonly string[]

/** Uses this repository's packages, since the folder has none. */
export function compileStandIn(folder: string): CompileErrors {
  const program = ts.createProgram({
    rootNames: ts.sys.readDirectory(folder, [".ts", ".tsx"]),
    options: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ["lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.esnext.d.ts"],
      jsx: ts.JsxEmit.ReactJSX,
      paths: {
        "@lib/*": [join(folder, "src/lib/*")],
        "@modules/*": [join(folder, "src/modules/*")],
        "*": [join(NODE_MODULES, "@types/*"), join(NODE_MODULES, "*")],
      },
      types: [],
      strict: true,
      isolatedModules: true,
      skipLibCheck: true,
      noEmit: true,
    },
  })
  return ts.getPreEmitDiagnostics(program).map(({ file, messageText }) => {
    const text = ts.flattenDiagnosticMessageText(messageText, "\n")
    return `${file?.fileName.slice(folder.length + 1) ?? ""}: ${text}`
  })
}

/** Uses the starter's own compiler, which must be installed in the folder. */
export async function compileStarter(folder: string): Promise<CompileErrors> {
  await access(join(folder, "node_modules/typescript"))
  const tsc = join(folder, "node_modules/typescript/bin/tsc")
  const output = await promisify(execFile)(
    process.execPath,
    [tsc, "--noEmit", "--incremental", "false", "--pretty", "false"],
    { cwd: folder, maxBuffer: 64 * 1024 * 1024 }
  ).then(
    ({ stdout }) => stdout,
    (error: unknown) => (error as { stdout: string }).stdout
  )
  return output
    .split("\n")
    .filter((line) => line.includes("error TS"))
    .map((line) => line.replace(/\(\d+,\d+\)/, ""))
}
