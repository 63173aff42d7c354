import type { StripeCheckoutOptions } from "../src/config"

export const SHOP_NAME = "Harbour & Hill"

/** The plugin's own pages look like the storefront, whose colors are in storefront/public/theme.css. */
export const SHOPPER_PAGES: StripeCheckoutOptions["shopperPages"] = {
  colors: {
    light: {
      accent: "#1f5f5b",
      background: "#faf8f5",
      surface: "#ffffff",
      text: "#20262b",
    },
    dark: {
      accent: "#7fcfc4",
      background: "#14181a",
      surface: "#1d2326",
      text: "#eef1f1",
    },
  },
}

export type Product = {
  readonly handle: string
  readonly title: string
  readonly subtitle: string
  readonly description: string
  readonly option: {
    readonly title: string
    readonly values: readonly string[]
  }
  /** Without tax, the same for every variant. */
  readonly prices: { readonly eur: number; readonly jpy: number }
  readonly picture: Picture
}

export type Picture = {
  readonly motif: "shirt" | "blanket" | "mug" | "tote" | "candle" | "stool"
  readonly background: string
  readonly main: string
  readonly accent: string
}

/**
 * What the demo shop sells. The first product costs 120.00 EUR including delivery. In Japan the tax on the mug ends in
 * half a yen, which cannot be charged, so the rounding becomes visible.
 */
export const PRODUCTS: readonly Product[] = [
  {
    handle: "linen-shirt",
    title: "Linen shirt",
    subtitle: "Washed, straight cut",
    description:
      "Woven from European flax and washed soft before it is sewn. Cool in the sun, warm under a jumper, and better with every summer.",
    option: { title: "Size", values: ["S", "M", "L"] },
    prices: { eur: 100, jpy: 14800 },
    picture: {
      motif: "shirt",
      background: "#dfe8ea",
      main: "#f7f3ea",
      accent: "#5c7f86",
    },
  },
  {
    handle: "wool-blanket",
    title: "Wool blanket",
    subtitle: "130 × 180 cm",
    description:
      "Undyed and mulesing-free wool, spun and woven in one mill. Large enough for two on a bench, light enough to take with you.",
    option: { title: "Colour", values: ["Oat", "Moss"] },
    prices: { eur: 89, jpy: 13200 },
    picture: {
      motif: "blanket",
      background: "#e9e2d6",
      main: "#b98d5f",
      accent: "#f3e9da",
    },
  },
  {
    handle: "stoneware-mug",
    title: "Stoneware mug",
    subtitle: "Holds 35 cl",
    description:
      "Thrown by hand and fired twice. The glaze pools where it likes, so no two are alike. Dishwasher safe.",
    option: { title: "Glaze", values: ["Sand", "Ink"] },
    prices: { eur: 24, jpy: 3455 },
    picture: {
      motif: "mug",
      background: "#e3e4ee",
      main: "#3d4a73",
      accent: "#c9cde4",
    },
  },
  {
    handle: "canvas-tote",
    title: "Canvas tote",
    subtitle: "Heavy cotton, inner pocket",
    description:
      "Carries a week of groceries or a weekend away. The handles are long enough for a winter coat.",
    option: { title: "Colour", values: ["Natural"] },
    prices: { eur: 36.5, jpy: 5400 },
    picture: {
      motif: "tote",
      background: "#f3e3dc",
      main: "#fbf6ee",
      accent: "#c0603f",
    },
  },
  {
    handle: "beeswax-candle",
    title: "Beeswax candle",
    subtitle: "Burns for 40 hours",
    description:
      "Pure beeswax from a single beekeeper, poured into a glass that you can use as a tumbler once the candle has burned down.",
    option: { title: "Scent", values: ["None", "Pine"] },
    prices: { eur: 18, jpy: 2650 },
    picture: {
      motif: "candle",
      background: "#efe6c8",
      main: "#e0a92e",
      accent: "#fff8e1",
    },
  },
  {
    handle: "oak-stool",
    title: "Oak stool",
    subtitle: "45 cm, oiled",
    description:
      "Three legs never wobble. Turned from local oak, finished with linseed oil, and easy to carry in one hand.",
    option: { title: "Finish", values: ["Oiled"] },
    prices: { eur: 149, jpy: 22000 },
    picture: {
      motif: "stool",
      background: "#dde6da",
      main: "#a9793f",
      accent: "#6f4c23",
    },
  },
]
