/**
 * What a store writes under `shopperPages`.
 */

export interface ShopperPagesOptions {
  /**
   * The store's name; 1 to 60 characters. Without it, `checkout.branding_settings.display_name`
   * is shown, else the store's name in Medusa, else the host of `storefrontUrl`.
   */
  name?: string | undefined

  /** Colors for browsers in light and in dark mode. What is left out keeps its default. */
  colors?: ShopperThemesOptions | undefined
}

interface ShopperThemesOptions {
  /** For light mode. */
  light?: ShopperColorsOptions | undefined

  /** For dark mode. */
  dark?: ShopperColorsOptions | undefined
}

/**
 * Each a color such as `#4f46e5` or `#fff`. Text that cannot be read, with a contrast below
 * 4.5, is refused at start.
 */
interface ShopperColorsOptions {
  /** Buttons. Black or white is written on it. That of light mode counts for dark mode, too. */
  accent?: string | undefined

  /** The page. */
  background?: string | undefined

  /** The box that contains the text. */
  surface?: string | undefined

  /** The text. */
  text?: string | undefined
}
