/**
 * Teaches Medusa's Next.js starter to pay with Stripe Checkout:
 *
 *   node connect.mjs path/to/apps/storefront
 *
 * Adds the files of `files/` and a few lines to three of the starter's. Nothing is written
 * unless all of it fits, and what is there already is left alone.
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

/** Each `text` goes in front of the one line that `before` finds. */
const ADDITIONS = [
  {
    file: "src/lib/constants.tsx",
    why: "the order's page breaks on a provider that has no title",
    before: /^ *["']?pp_system_default["']?: \{/gm,
    text: TITLE,
  },
  {
    file: "src/modules/checkout/components/payment-button/index.tsx",
    why: "the button of a provider that it does not know stays disabled",
    before: /^ *case isManual\(/gm,
    text: BUTTON,
  },
  {
    file: "src/modules/checkout/components/payment-button/index.tsx",
    why: "the button is imported",
    before: /^import ErrorMessage from /gm,
    text: `import StripeCheckoutButton from "@modules/checkout/components/stripe-checkout/button"\n`,
  },
  {
    file: "src/modules/checkout/components/payment/index.tsx",
    why: "shoppers are told why they are back",
    before: /^ *<ErrorMessage\b/gm,
    text: `          <StripeCheckoutNotice />\n`,
  },
  {
    file: "src/modules/checkout/components/payment/index.tsx",
    why: "the notice is imported",
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
    throw new Error(`${file} is not there. Name the folder of the storefront.`)
  }
}

function add(text, { file, why, before, text: addition }) {
  if (text.includes(addition)) {
    return text
  }
  const places = [...text.matchAll(before)]
  if (places.length !== 1) {
    throw new Error(
      `${file} is not as expected (${before} fits ${places.length} lines). Add this by hand, since ${why}:\n\n${addition}`
    )
  }
  const [{ index }] = places
  return text.slice(0, index) + addition + text.slice(index)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const files = await connect(process.argv[2] ?? ".")
    console.log(`Connected. Look through it with git diff: ${files.join(", ")}`)
  } catch (error) {
    console.error(`Nothing was changed. ${error.message}`)
    process.exitCode = 1
  }
}
