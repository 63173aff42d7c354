/**
 * Connects Medusa's Next.js starter to Stripe Checkout:
 *
 *   node connect.mjs path/to/apps/storefront
 *
 * Adds the files in `files/` and a few lines to three of the starter's. Nothing is written
 * unless all of it fits, and existing additions are left alone.
 */
import { cp, readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { fileURLToPath } from "node:url"

const NEW_FILES = fileURLToPath(new URL("files/", import.meta.url))

const TITLE = `  "pp_stripe-checkout_default": {
    title: "Card, wallet or bank",
    icon: <CreditCard />,
  },
`

const BUTTON = `    case paymentSession?.provider_id.startsWith("pp_stripe-checkout_"):
      return (
        <StripeCheckoutButton
          notReady={notReady}
          session={paymentSession}
          data-testid={dataTestId}
        />
      )
`

/** Each `text` is inserted before the one line that `before` matches. */
const ADDITIONS = [
  {
    file: "src/lib/constants.tsx",
    why: "the order page breaks for a provider without a title",
    before: /^ *["']?pp_system_default["']?: \{/gm,
    text: TITLE,
  },
  {
    file: "src/modules/checkout/components/payment-button/index.tsx",
    why: "the button stays disabled for an unknown provider",
    before: /^ *case isManual\(/gm,
    text: BUTTON,
  },
  {
    file: "src/modules/checkout/components/payment-button/index.tsx",
    why: "the button must be imported",
    before: /^import ErrorMessage from /gm,
    text: `import StripeCheckoutButton from "@modules/checkout/components/stripe-checkout/button"\n`,
  },
  {
    file: "src/modules/checkout/components/payment/index.tsx",
    why: "shoppers need to know why they are back",
    before: /^ *<ErrorMessage\b/gm,
    text: `          <StripeCheckoutNotice />\n`,
  },
  {
    file: "src/modules/checkout/components/payment/index.tsx",
    why: "the notice must be imported",
    before: /^import ErrorMessage from /gm,
    text: `import StripeCheckoutNotice from "@modules/checkout/components/stripe-checkout/notice"\n`,
  },
]

export async function connect(storefront) {
  const texts = new Map()
  for (const addition of ADDITIONS) {
    const text = texts.get(addition.file) ?? (await read(storefront, addition))
    texts.set(addition.file, add(text, addition))
  }
  for (const [file, text] of texts) {
    await writeFile(join(storefront, file), text)
  }
  await cp(NEW_FILES, storefront, { recursive: true, force: false })
  return [...texts.keys()]
}

async function read(storefront, { file }) {
  try {
    return await readFile(join(storefront, file), "utf8")
  } catch {
    throw new Error(
      `${file} does not exist. Name the folder of the storefront.`
    )
  }
}

function add(text, { file, why, before, text: addition }) {
  if (text.includes(addition)) {
    return text
  }
  const places = [...text.matchAll(before)]
  if (places.length !== 1) {
    throw new Error(
      `${file} is not as expected (${before} matches ${places.length} lines). Add this by hand, because ${why}:\n\n${addition}`
    )
  }
  const [{ index }] = places
  return text.slice(0, index) + addition + text.slice(index)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const files = await connect(process.argv[2] ?? ".")
    console.log(
      `Connected. Review the changes with git diff: ${files.join(", ")}`
    )
  } catch (error) {
    console.error(`Nothing was changed. ${error.message}`)
    process.exitCode = 1
  }
}
