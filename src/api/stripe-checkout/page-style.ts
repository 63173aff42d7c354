/**
 * The style of the pages, in the store's colors, for light and dark mode.
 */
import {
  mixColors,
  readableOn,
} from "../../modules/stripe-checkout/domain/colors"
import {
  type ColorChoice,
  type ShopperColors,
  shopperColors,
} from "../../modules/stripe-checkout/domain/shopper-colors"

/** Every color is `#` and hexadecimal digits, which the options have checked. */
export function pageStyle(choice: ColorChoice): string {
  return `
:root { color-scheme: light dark; ${variables(shopperColors(choice, "light"))} }
@media (prefers-color-scheme: dark) { :root { ${variables(shopperColors(choice, "dark"))} } }
${LAYOUT}`
}

function variables({
  accent,
  background,
  surface,
  text,
}: ShopperColors): string {
  return [
    `--accent: ${accent}`,
    `--on-accent: ${readableOn(accent)}`,
    `--background: ${background}`,
    `--surface: ${surface}`,
    `--text: ${text}`,
    `--line: ${mixColors(text, surface, 0.15)}`,
    // A button in the color of the box is still one.
    `--edge: ${mixColors(text, accent, 0.15)}`,
  ].join("; ")
}

/** No left and right, so that it fits languages that are written from right to left. */
const LAYOUT = `* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--background); color: var(--text); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif; overflow-wrap: anywhere }
main { width: 100%; max-width: 28rem; padding: 2rem; background: var(--surface); border: 1px solid var(--line); border-radius: 12px }
.shop { margin: 0 0 1.5rem; padding-bottom: 1rem; border-bottom: 1px solid var(--line); font-weight: 600 }
h1 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3 }
p { margin: 0 0 1.25rem }
.ways { display: flex; flex-wrap: wrap; align-items: center; gap: .5rem 1.25rem; margin: 0 }
a { color: inherit }
.ways a { padding: .4rem 0 }
.ways .button { padding: .6rem 1rem; border: 1px solid var(--edge); border-radius: 8px; background: var(--accent); color: var(--on-accent); font-weight: 600; text-decoration: none }
a:focus-visible { outline: 3px solid var(--text); outline-offset: 2px }
.spinner { width: 28px; height: 28px; margin-bottom: 1rem; border: 3px solid var(--line); border-top-color: var(--accent); border-radius: 50%; animation: turn 1s linear infinite }
@keyframes turn { to { transform: rotate(360deg) } }
@media (prefers-reduced-motion: reduce) { .spinner { animation: none } }
`
