/** `/line_items/0/price_data` to `line_items[0][price_data]`. */
export function bracketed(instancePath: string, last?: string): string {
  return nameOf([
    ...instancePath.split("/").slice(1),
    ...(last === undefined ? [] : [last]),
  ])
}

export function nameOf([first = "", ...rest]: readonly string[]): string {
  return `${first}${rest.map((segment) => `[${segment}]`).join("")}`
}
