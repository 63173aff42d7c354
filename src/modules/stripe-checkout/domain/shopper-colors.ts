/**
 * The colors of the plugin's own pages: the merchant's, and defaults for the others.
 */
import { contrastOf, READABLE_CONTRAST } from "./colors"

export interface ShopperColors {
  /** Buttons, and what turns while the shopper waits. */
  readonly accent: string
  readonly background: string
  /** The box that contains the text. */
  readonly surface: string
  readonly text: string
}

export type Theme = "light" | "dark"

type ChosenColors = Readonly<
  Partial<Record<keyof ShopperColors, string | undefined>>
>

/** The merchant's choice for each theme. */
export type ColorChoice = Readonly<
  Partial<Record<Theme, ChosenColors | undefined>>
>

const DEFAULTS: Readonly<Record<Theme, ShopperColors>> = {
  light: {
    accent: "#4f46e5",
    background: "#f6f8fa",
    surface: "#ffffff",
    text: "#1a1f36",
  },
  dark: {
    accent: "#8b85ff",
    background: "#14161c",
    surface: "#1d2029",
    text: "#f5f6f8",
  },
}

/** An accent counts for both themes: the label on it is always readable. */
export function shopperColors(
  choice: ColorChoice,
  theme: Theme
): ShopperColors {
  const { light, dark } = choice
  const accent = (theme === "dark" ? dark?.accent : null) ?? light?.accent
  const defaults = { ...DEFAULTS[theme], ...(accent ? { accent } : {}) }
  const chosen = Object.entries(choice[theme] ?? {}).filter(
    ([, color]) => color !== undefined
  )
  return { ...defaults, ...Object.fromEntries(chosen) }
}

export interface UnreadableText {
  readonly theme: Theme
  readonly on: "background" | "surface"
  /** For example 1.3, where 4.5 is needed. */
  readonly contrast: number
}

/** Text that people with weak eyes could not read. */
export function findUnreadableText(choice: ColorChoice): UnreadableText[] {
  return (["light", "dark"] as const).flatMap((theme) => {
    const colors = shopperColors(choice, theme)
    return (["background", "surface"] as const)
      .map((on) => ({
        theme,
        on,
        contrast: contrastOf(colors.text, colors[on]),
      }))
      .filter(({ contrast }) => contrast < READABLE_CONTRAST)
  })
}
