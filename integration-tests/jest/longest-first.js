const { existsSync, readdirSync, statSync } = require("node:fs")
const { basename, dirname, join } = require("node:path")
const { default: Sequencer } = require("@jest/test-sequencer")
const ownShops = require("./own-shops.json")

const SPEC = ".spec.ts"

/**
 * Two files run at a time, so the longest should not come last. Jest tells by its size how long a new file may take;
 * here the folder that its parts are in, which has its name, counts as well, and what describes many specs together
 * is as large as its share of them.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sizes = new Map(tests.map(({ path }) => [path, sizeOf(path)]))
    return [...tests].sort((a, b) => sizes.get(b.path) - sizes.get(a.path))
  }
}

function sizeOf(path) {
  const folder = dirname(path)
  return basename(folder) === "together"
    ? sizeOfShared(dirname(folder)) / readdirSync(folder).length
    : sizeOfSpec(path)
}

function sizeOfShared(folder) {
  const alone = ownShops[basename(folder)]
  return readdirSync(folder)
    .filter((name) => name.endsWith(SPEC))
    .filter((name) => !alone.includes(basename(name, SPEC)))
    .reduce((sum, name) => sum + sizeOfSpec(join(folder, name)), 0)
}

function sizeOfSpec(path) {
  const parts = path.slice(0, -SPEC.length)
  const files = existsSync(parts)
    ? readdirSync(parts).map((part) => join(parts, part))
    : []
  return [path, ...files].reduce((sum, file) => sum + statSync(file).size, 0)
}
