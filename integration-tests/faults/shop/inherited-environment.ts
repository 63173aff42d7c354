/**
 * Without the hooks of whoever runs the tests: those of jest change how modules are found, those of tsx make Medusa's
 * loading of TypeScript fail.
 */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(NODE_OPTIONS|NODE_ENV|LOG_LEVEL|DATABASE_URL|TSX_.*|TS_NODE_.*|JEST_.*)$/
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !foreign.test(name))
  )
}
