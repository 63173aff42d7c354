/**
 * The languages that are loaded when they are used: each is a file of its own in the store's
 * admin, because nothing imports it at first.
 */
export const LANGUAGES = {
  ar: () => import("./languages/ar"),
  de: () => import("./languages/de"),
  es: () => import("./languages/es"),
  fr: () => import("./languages/fr"),
}
