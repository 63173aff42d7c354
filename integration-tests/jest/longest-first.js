const { readdirSync, statSync } = require("node:fs")
const { basename, dirname, join } = require("node:path")
const { default: Sequencer } = require("@jest/test-sequencer")

/**
 * Two files run at a time, so the longest should not come last. Jest tells by its size how long a new file may take;
 * here the folder that its parts are in, which has its name, counts as well, and what describes many specs together
 * takes longest.
 */
module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    const sizes = new Map(tests.map(({ path }) => [path, sizeOf(path)]))
    return [...tests].sort((a, b) =>
      compare(sizes.get(b.path), sizes.get(a.path))
    )
  }
}

/** Two that are endless are equal. */
function compare(one, other) {
  return one === other ? 0 : one - other
}

function sizeOf(path) {
  if (basename(dirname(path)) === "together") return Infinity
  const name = path.replace(/\.spec\.ts$/, "")
  const parts = readdirSync(dirname(path), { withFileTypes: true })
    .filter(
      (entry) => entry.isDirectory() && join(dirname(path), entry.name) === name
    )
    .flatMap(() => readdirSync(name).map((part) => join(name, part)))
  return [path, ...parts].reduce((sum, part) => sum + statSync(part).size, 0)
}
