const ownShops = require("./integration-tests/jest/own-shops.json")

const compile = (tsx) => [
  "@swc/jest",
  {
    jsc: {
      parser: { syntax: "typescript", tsx, decorators: true },
      transform: {
        legacyDecorator: true,
        decoratorMetadata: true,
        react: { runtime: "automatic" },
      },
      target: "es2022",
    },
    // import() stays import(), or packages that are ESM only could not be loaded.
    module: { type: "commonjs", ignoreDynamic: true },
    sourceMaps: "inline",
  },
]

const common = {
  rootDir: __dirname,
  testEnvironment: "node",
  transform: { "\\.tsx$": compile(true), "\\.[jt]s$": compile(false) },
  modulePathIgnorePatterns: ["<rootDir>/.medusa/"],
}

// Jest runs the global setup of the selected projects only, so the unit tests need no database.
const onPostgres = {
  ...common,
  globalSetup: "<rootDir>/integration-tests/jest/start-postgres.ts",
  globalTeardown: "<rootDir>/integration-tests/jest/stop-postgres.ts",
  setupFilesAfterEnv: ["<rootDir>/integration-tests/jest/allow-slow-tests.ts"],
}

/** The specs of one kind: all of them, those that have something in common together; or some, each alone. */
const specs = (kind) => {
  const folder = `<rootDir>/integration-tests/${kind}`
  const alone = ownShops[kind].map((name) => `${folder}/${name}.spec.ts`)
  return [
    {
      ...onPostgres,
      displayName: kind,
      testMatch: [`${folder}/together/*.spec.ts`, ...alone],
    },
    {
      ...onPostgres,
      displayName: `${kind} alone`,
      testMatch: [`${folder}/*.spec.ts`],
    },
  ]
}

/** @type {import("jest").Config} */
module.exports = {
  passWithNoTests: true,
  testSequencer: "<rootDir>/integration-tests/jest/longest-first.js",
  projects: [
    {
      ...common,
      displayName: "unit",
      testMatch: [
        "<rootDir>/src/**/__tests__/**/*.unit.spec.ts",
        "<rootDir>/integration-tests/stripe-emulator/**/*.spec.ts",
        "<rootDir>/integration-tests/auditor/**/*.spec.ts",
        "<rootDir>/integration-tests/storefront/**/*.spec.ts",
      ],
    },
    {
      ...onPostgres,
      displayName: "modules",
      testMatch: ["<rootDir>/integration-tests/modules/**/*.spec.ts"],
    },
    ...specs("http"),
    ...specs("browser"),
    {
      ...onPostgres,
      displayName: "faults",
      testMatch: [
        "<rootDir>/integration-tests/faults/*.spec.ts",
        "<rootDir>/integration-tests/faults/{database,generator,shop}/**/*.spec.ts",
      ],
    },
    {
      ...onPostgres,
      displayName: "instances",
      testMatch: ["<rootDir>/integration-tests/instances/*.spec.ts"],
    },
  ],
}
