const { readdirSync, statSync } = require("node:fs")
const { dirname, join } = require("node:path")
const { default: Sequencer } = require("@jest/test-sequencer")

/**
 * Two files run at a time, so the longest should not come last. Jest tells by its size how long a new file may take;
 * here the folder that its parts are in, which has its name, counts as well.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sizes = new Map(tests.map(({ path }) => [path, sizeOf(path)]))
    return [...tests].sort((a, b) => sizes.get(b.path) - sizes.get(a.path))
  }
}

function sizeOf(path) {
  const name = path.replace(/\.spec\.ts$/, "")
  const parts = readdirSync(dirname(path), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && join(dirname(path), entry.name) === name
    )
    .flatMap(() => readdirSync(name).map((part) => join(name, part)))
  return [path, ...parts].reduce((sum, part) => sum + statSync(part).size, 0)
}
