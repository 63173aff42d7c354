/**
 * Allowed dependencies, downwards only:
 *
 *   api | subscribers | jobs | scripts -> workflows -> module service -> stripe/ -> domain/
 *   providers                                                         -> stripe/ -> domain/
 *   admin -> HTTP
 *
 * If a rule is in your way, the design may be wrong: record the answer in DECISIONS.md before you change the rule.
 */
const MODULE = "^src/modules/stripe-checkout"
const DOMAIN = `${MODULE}/domain/`
const STRIPE = `${MODULE}/stripe/`
const STRIPE_SDK = "node_modules/stripe/"
const TESTS = "/__tests__/"

/** Medusa loads these by folder, or people by name; everything else in src/ is reached from them. */
const LOADED_BY_MEDUSA = [
  "^src/(api|subscribers|jobs|policies|scripts)/",
  "^src/workflows/index[.]ts$",
  "^src/admin/(widgets|routes|i18n)/",
  "^src/config[.]ts$",
  "^src/modules/[^/]+/(index[.]ts$|models/|migrations/)",
  "^src/providers/[^/]+/index[.]ts$",
]

/** The folders of src/workflows, the highest layer first. A folder may use those below it. */
const LAYERS = [
  ["reconciliation"],
  ["webhooks", "checkout", "order-payments", "settings", "notices"],
  ["synchronization"],
  ["disputes"],
  ["medusa"],
  ["support"],
]

const foldersOf = (names) => `^src/workflows/(${names.join("|")})/`

const forbidUpwards = LAYERS.flatMap((folders, layer) =>
  folders.map((folder) => ({
    name: `workflows-${folder}-depends-downwards`,
    comment: `src/workflows/${folder} may use the folders below it, and no others.`,
    severity: "error",
    from: { path: foldersOf([folder]), pathNot: TESTS },
    to: {
      path: "^src/workflows/",
      pathNot: foldersOf([folder, ...LAYERS.slice(layer + 1).flat()]),
    },
  }))
)

module.exports = {
  forbidden: [
    {
      name: "no-cycles",
      comment:
        "Two files that need each other are one file, or three; also where only types are needed.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "no-orphans",
      comment: "A file that nobody uses and that uses nobody is left over.",
      severity: "error",
      from: {
        orphan: true,
        pathNot: ["[.]d[.]ts$", "^integration-tests/jest/"],
      },
      to: {},
    },
    {
      name: "no-unreachable-source",
      comment:
        "Whatever none of the files that are loaded leads to is dead, even if a test still visits it.",
      severity: "error",
      from: { path: LOADED_BY_MEDUSA },
      to: {
        path: "^src/",
        pathNot: [...LOADED_BY_MEDUSA, TESTS, "[.]d[.]ts$"],
        reachable: false,
      },
    },
    {
      name: "domain-is-pure",
      comment:
        "Decisions are plain functions over plain values: no Medusa, no Stripe, no I/O, not even their types.",
      severity: "error",
      from: { path: DOMAIN, pathNot: TESTS },
      to: { pathNot: [DOMAIN, "^(node:)?crypto$"] },
    },
    {
      name: "stripe-knows-only-the-domain",
      comment: "stripe/ does not know its callers.",
      severity: "error",
      from: { path: STRIPE, pathNot: TESTS },
      to: {
        path: "^src/",
        pathNot: [
          DOMAIN,
          STRIPE,
          `${MODULE}/options/(checkout-params|schema)[.]ts$`,
        ],
      },
    },
    {
      name: "stripe-takes-only-types-from-options",
      severity: "error",
      from: { path: STRIPE, pathNot: TESTS },
      to: {
        path: `${MODULE}/options/`,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "one-door-to-stripe",
      comment:
        "Only modules/stripe-checkout/stripe loads the SDK: one constructor, one pinned version, one translation of errors.",
      severity: "error",
      from: { path: "^src/", pathNot: [STRIPE, TESTS] },
      to: { path: STRIPE_SDK, dependencyTypesNot: ["type-only"] },
    },
    {
      name: "stripe-types-stay-behind-the-door",
      comment:
        "The SDK's types describe what crosses the wire. Only one option names them, since merchants pass Stripe's own parameters through.",
      severity: "error",
      from: {
        path: "^src/",
        pathNot: [STRIPE, TESTS, `${MODULE}/options/checkout-params[.]ts$`],
      },
      to: { path: STRIPE_SDK, dependencyTypes: ["type-only"] },
    },
    {
      name: "module-knows-no-callers",
      severity: "error",
      from: { path: `${MODULE}/` },
      to: {
        path: "^src/(api|subscribers|jobs|scripts|workflows|admin|providers|config)",
      },
    },
    {
      name: "models-are-tables",
      severity: "error",
      from: { path: `${MODULE}/models/` },
      to: { path: "^src/", pathNot: [`${MODULE}/models/`, DOMAIN] },
    },
    ...forbidUpwards,
    {
      name: "workflows-know-no-entry-points",
      severity: "error",
      from: { path: "^src/workflows/" },
      to: {
        path: "^src/(api|subscribers|jobs|scripts|admin|providers|config)",
      },
    },
    {
      name: "subscribers-and-jobs-call-workflows",
      comment:
        "Medusa's events, Medusa's clock and an operator's command each start one workflow. They decide nothing, and call neither Stripe nor the tables themselves.",
      severity: "error",
      from: { path: "^src/(subscribers|jobs|scripts)/", pathNot: TESTS },
      to: {
        path: "^src/",
        pathNot: [
          "^src/workflows/",
          `${MODULE}/(index|service)[.]ts$`,
          DOMAIN,
          // The command's own arguments.
          "^src/scripts/(read-command|replay-arguments|webhook-arguments)[.]ts$",
          // The operator's check prints what the health route answers.
          "^src/api/admin/stripe-checkout/health/health-report[.]ts$",
        ],
      },
    },
    {
      name: "api-calls-downwards",
      severity: "error",
      from: { path: "^src/api/" },
      to: {
        path: "^src/(subscribers|jobs|scripts|admin|providers|config)",
      },
    },
    {
      name: "provider-knows-no-tables",
      comment:
        "The provider lives in the payment module's container, where our module does not exist.",
      severity: "error",
      from: { path: "^src/providers/", pathNot: TESTS },
      to: {
        path: "^src/",
        pathNot: [
          "^src/providers/",
          STRIPE,
          DOMAIN,
          `${MODULE}/options/(account-secrets|log-once|refuse-start|schema)[.]ts$`,
          `${MODULE}/record-only[.]ts$`,
        ],
      },
    },
    {
      name: "config-needs-only-options",
      comment:
        "Every store loads this file at build time: no service, no route, no SDK behind it.",
      severity: "error",
      from: { path: "^src/config[.]ts$" },
      to: {
        path: "^src/",
        pathNot: [
          `${MODULE}/options/(schema|option-types|market-types|order-status-types|checkout-params)[.]ts$`,
          DOMAIN,
        ],
      },
    },
    {
      name: "admin-speaks-http",
      comment:
        "The browser has nothing of the server but the shape of its answers. A spec may compare both.",
      severity: "error",
      from: { path: "^src/admin/", pathNot: TESTS },
      to: {
        path: "^src/",
        pathNot: "^src/admin/",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "admin-reads-only-api-types",
      severity: "error",
      from: { path: "^src/admin/" },
      to: {
        path: "^src/",
        pathNot: "^src/(admin|api)/",
        dependencyTypes: ["type-only"],
      },
    },
    {
      name: "admin-runs-in-a-browser",
      severity: "error",
      from: { path: "^src/admin/", pathNot: TESTS },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "server-knows-no-admin",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/admin/" },
      to: { path: "^src/admin/" },
    },
    {
      name: "source-knows-no-tests",
      comment:
        "Neither the emulator nor the demo may ever be published, nor any code for faults.",
      severity: "error",
      from: { path: "^src/", pathNot: TESTS },
      to: { path: "^(integration-tests|demo)/" },
    },
    {
      name: "source-runs-without-test-files",
      severity: "error",
      from: { path: "^src/", pathNot: TESTS },
      to: { path: TESTS },
    },
    {
      name: "emulator-shares-no-code",
      comment:
        "It imitates Stripe from the outside; sharing code with the plugin would share its mistakes.",
      severity: "error",
      from: { path: "^integration-tests/stripe-emulator/" },
      to: { path: "^(src|demo)/" },
    },
    {
      name: "auditor-shares-no-code",
      comment:
        "The auditor reads rows and Stripe's ledger, and shares no code with the plugin that it audits.",
      severity: "error",
      from: { path: "^integration-tests/auditor/" },
      to: {
        pathNot: [
          "^integration-tests/auditor/",
          "^integration-tests/stripe-emulator/controls[.]ts$",
          "^node_modules/@medusajs/framework/dist/deps/pg",
          "^(node:)?fs/promises$",
        ],
      },
    },
    {
      name: "source-needs-what-a-store-installs",
      comment:
        "What the package imports at run time is a dependency or a peer of the package, never a development dependency.",
      severity: "error",
      from: { path: "^src/", pathNot: [TESTS, "[.]d[.]ts$"] },
      to: {
        dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"],
        dependencyTypesNot: ["npm-peer", "type-only"],
      },
    },
    {
      name: "no-broken-imports",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    combinedDependencies: false,
    doNotFollow: { path: "node_modules" },
    exclude: { path: "[.]medusa/" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
    },
    reporterOptions: { text: { highlightFocused: true } },
  },
}
