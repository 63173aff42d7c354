import medusa from "@medusajs/eslint-plugin"
import prettier from "eslint-config-prettier"
import { defineConfig } from "eslint/config"
import tseslint from "typescript-eslint"

const TESTS = ["src/**/__tests__/**/*.ts", "integration-tests/**/*.ts"]
/** What integration-tests/tsconfig.json covers. */
const AROUND_THE_SOURCE = [
  ...TESTS,
  "demo/**/*.ts",
  "medusa-config.ts",
  "jest.config.ts",
]

const typeChecked = [
  ...tseslint.configs.strictTypeChecked,
  ...tseslint.configs.stylisticTypeChecked,
]

/** What storefronts copy, so nothing of the server is imported there. */
const FOR_STOREFRONTS = "docs/**/*.{ts,tsx,mjs}"
const SNIPPETS = "docs/snippets/**/*.{ts,tsx}"

/** The rules of Medusa's preset that ask what is imported, not where a file lies. */
const HOLDS_EVERYWHERE = [
  "import-from-framework-not-internal",
  "no-mikroorm-direct-import",
  "prefer-container-registration-keys",
  "prefer-modules-enum",
  "zod-import-source",
]

export default defineConfig([
  ...medusa.configs.recommended,
  {
    // Medusa's preset leaves tests out. Ours are read as often as the code they describe.
    ignores: ["!**/__tests__/**", "!**/integration-tests/**", "!**/*.spec.*"],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },

  // Types. Each file is checked by the program that compiles it.
  {
    files: ["src/**/*.{ts,tsx}"],
    ignores: TESTS,
    extends: typeChecked,
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },
  {
    // The nearest tsconfig.json of these files is the root's, which leaves them out of the package.
    files: AROUND_THE_SOURCE,
    extends: typeChecked,
    languageOptions: {
      parserOptions: {
        project: "integration-tests/tsconfig.json",
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },

  {
    files: [SNIPPETS],
    extends: typeChecked,
    languageOptions: {
      parserOptions: {
        project: "docs/snippets/tsconfig.json",
        tsconfigRootDir: import.meta.dirname,
      },
    },
  },

  // One style and one size for all of it.
  {
    files: ["src/**/*.{ts,tsx}", ...AROUND_THE_SOURCE, SNIPPETS],
    rules: {
      // An exhaustive switch is one decision, however many cases it has.
      complexity: ["error", { max: 10, variant: "modified" }],
      eqeqeq: "error",
      "max-depth": ["error", 2],
      "max-lines": [
        "error",
        { max: 250, skipBlankLines: true, skipComments: true },
      ],
      "max-params": ["error", 3],
      "no-console": "error",
      "no-param-reassign": "error",
      // Both are fine: an interface names a thing, a type also fits where Medusa asks for plain records.
      "@typescript-eslint/consistent-type-definitions": "off",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/restrict-template-expressions": [
        "error",
        { allowNumber: true },
      ],
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        {
          allowDefaultCaseForExhaustiveSwitch: false,
          considerDefaultExhaustiveForUnions: true,
        },
      ],
    },
  },

  // Where Medusa's contract decides, not taste.
  {
    // Medusa awaits these, whether there is something to await or not.
    files: [
      "src/{providers,jobs,subscribers,api}/**/*.ts",
      "src/modules/*/service.ts",
      "src/modules/*/{loaders,migrations}/**/*.ts",
    ],
    rules: { "@typescript-eslint/require-await": "off" },
  },
  {
    // Here MedusaError and Medusa's major units are unknown on purpose: decisions and the door to Stripe count in minor units.
    files: [
      "src/config.ts",
      "src/modules/stripe-checkout/{domain,stripe}/**/*.ts",
      "src/admin/**/*.ts",
      ...TESTS,
    ],
    rules: {
      "@medusajs/prices-in-major-units": "off",
      "@medusajs/use-medusa-error-not-generic-error": "off",
    },
  },
  {
    // Default exports are for the files that Medusa loads by folder.
    files: [
      "src/config.ts",
      "src/modules/stripe-checkout/{domain,stripe}/**/*.ts",
      "src/workflows/**/*.ts",
    ],
    rules: {
      "no-restricted-exports": [
        "error",
        { restrictDefaultExports: { direct: true, named: true } },
      ],
    },
  },

  // Tests and tools.
  {
    files: TESTS,
    languageOptions: {
      globals: {
        afterAll: "readonly",
        afterEach: "readonly",
        beforeAll: "readonly",
        beforeEach: "readonly",
        describe: "readonly",
        expect: "readonly",
        it: "readonly",
        jest: "readonly",
        test: "readonly",
      },
    },
    rules: {
      // Fakes keep the signature of what they stand for, and expect() takes a method without calling it.
      "@typescript-eslint/no-empty-function": "off",
      "@typescript-eslint/no-unsafe-class-instance-assignment": "off",
      "@typescript-eslint/require-await": "off",
      "@typescript-eslint/unbound-method": "off",
    },
  },
  {
    files: [
      "src/**/__tests__/**/*.ts",
      "integration-tests/**/*.spec.ts",
      "integration-tests/stripe-emulator/contract/*.ts",
    ],
    rules: {
      // A spec starts a whole store, so its sentences stay together; and the rows of a table have as many columns as they need.
      "max-lines": [
        "error",
        { max: 400, skipBlankLines: true, skipComments: true },
      ],
      "max-params": "off",
    },
  },
  {
    // The preset tells routes, modules and workflows by the names of folders, and these folders are not a store's.
    files: AROUND_THE_SOURCE,
    rules: Object.fromEntries(
      Object.keys(medusa.rules)
        .filter((name) => !HOLDS_EVERYWHERE.includes(name))
        .map((name) => [`@medusajs/${name}`, "off" as const])
    ),
  },
  {
    // A storefront is no Medusa application.
    files: [FOR_STOREFRONTS],
    rules: Object.fromEntries(
      Object.keys(medusa.rules).map((name) => [
        `@medusajs/${name}`,
        "off" as const,
      ])
    ),
  },
  {
    // The emulator and the set-up of tests complain aloud.
    files: ["integration-tests/**/*.ts"],
    rules: { "no-console": ["error", { allow: ["error"] }] },
  },
  {
    // These speak to a person at a terminal.
    files: [
      "demo/**/*.ts",
      "integration-tests/stripe-emulator/start.ts",
      "integration-tests/bench/**/*.ts",
      "integration-tests/{package,scale,versions}/**/*.ts",
    ],
    rules: { "no-console": "off" },
  },

  prettier,
])
