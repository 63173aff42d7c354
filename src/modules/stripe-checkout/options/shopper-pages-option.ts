/**
 * The shape of `shopperPages`. Its values become part of a page, so a name is text without
 * control characters, and a color is nothing but hexadecimal digits.
 */
import { z } from "@medusajs/framework/zod"

import { READABLE_CONTRAST, isHexColor } from "../domain/colors"
import { findUnreadableText } from "../domain/shopper-colors"

const MAXIMUM_NAME = 60

/** Line breaks, and what turns the direction of the text around it. Joiners are part of names. */
const CONTROLS = /[\p{Cc}\p{Zl}\p{Zp}\u202A-\u202E\u2066-\u2069]/u

const color = z
  .string()
  .refine(isHexColor, "must be a color such as #4f46e5 or #fff")
  .optional()

const colors = z
  .strictObject({
    accent: color,
    background: color,
    surface: color,
    text: color,
  })
  .optional()

export const shopperPagesOption = z.strictObject({
  name: z
    .string()
    .trim()
    .min(1, "must not be empty; leave it out to use the store's name in Medusa")
    .max(MAXIMUM_NAME, `must have at most ${MAXIMUM_NAME} characters`)
    .refine(
      (name) => !CONTROLS.test(name),
      "must not contain line breaks or other control characters"
    )
    .optional(),
  colors: z
    .strictObject({ light: colors, dark: colors })
    .superRefine((chosen, context) => {
      for (const { theme, on, contrast } of findUnreadable(chosen)) {
        context.addIssue({
          code: "custom",
          path: [theme, "text"],
          message: `cannot be read on the ${on}: the contrast is ${contrast.toFixed(1)}, and text needs ${READABLE_CONTRAST}. Set text, ${on} or both.`,
        })
      }
    })
    .optional(),
})

type Chosen = Parameters<typeof findUnreadableText>[0]

/** What is no color has been reported already. */
function findUnreadable(chosen: Chosen) {
  const given = [chosen.light, chosen.dark].flatMap((theme) =>
    Object.values(theme ?? {})
  )
  const areColors = given.every(
    (value) => value === undefined || isHexColor(value)
  )
  return areColors ? findUnreadableText(chosen) : []
}
