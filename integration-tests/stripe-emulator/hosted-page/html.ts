const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** Markup that is safe to insert into a page without escaping. */
export type Html = { readonly source: string }

type Part = Html | readonly Html[] | string | number | null

/** Interpolated values are escaped unless they are markup themselves. */
export function markup(strings: TemplateStringsArray, ...parts: Part[]): Html {
  const source = strings
    .map((string, index) => string + render(parts[index] ?? null))
    .join("")
  return { source }
}

export function trusted(source: string): Html {
  return { source }
}

function render(part: Part): string {
  if (part === null) {
    return ""
  }
  if (typeof part === "string" || typeof part === "number") {
    return String(part).replace(/[&<>"']/g, (char) => entities[char] ?? "")
  }
  return "source" in part ? part.source : part.map(render).join("")
}
