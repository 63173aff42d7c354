/**
 * Without the hooks of the test runner: jest's change how modules are resolved, and tsx's break Medusa's loading of
 * TypeScript.
 */
export function inheritedEnvironment(): NodeJS.ProcessEnv {
  const foreign =
    /^(NODE_OPTIONS|NODE_ENV|LOG_LEVEL|DATABASE_URL|TSX_.*|TS_NODE_.*|JEST_.*)$/
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !foreign.test(name))
  )
}
