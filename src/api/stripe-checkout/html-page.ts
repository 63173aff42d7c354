/**
 * The few pages that a shopper may see between the store and Stripe: what happened, what
 * to do, and a link to continue. No scripts, no assets.
 */

export interface Page {
  readonly status: number
  readonly title: string
  readonly text: string
  readonly link?: { readonly href: string; readonly label: string } | undefined
  /** Continues to this URL by itself. */
  readonly refresh?:
    { readonly seconds: number; readonly href: string } | undefined
}

export function renderPage(page: Page): string {
  const refresh = page.refresh
    ? `<meta http-equiv="refresh" content="${page.refresh.seconds};url=${escapeHtml(page.refresh.href)}">`
    : ""
  const link = page.link
    ? `<p><a class="button" href="${escapeHtml(page.link.href)}">${escapeHtml(page.link.label)}</a></p>`
    : ""
  const spinner = page.refresh
    ? `<div class="spinner" role="status" aria-label="Waiting"></div>`
    : ""
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
${refresh}
<title>${escapeHtml(page.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<main>
${spinner}
<h1>${escapeHtml(page.title)}</h1>
<p>${escapeHtml(page.text)}</p>
${link}
</main>
</body>
</html>
`
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1a1f36; --soft: #4f566b; --paper: #f6f8fa; --card: #fff; --line: #e3e8ee; --accent: #4f46e5 }
@media (prefers-color-scheme: dark) { :root { --ink: #f5f6f8; --soft: #b3b9c9; --paper: #14161c; --card: #1d2029; --line: #2d3240; --accent: #8b85ff } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, -apple-system, "Segoe UI", sans-serif }
main { width: 100%; max-width: 28rem; padding: 2rem; background: var(--card); border: 1px solid var(--line); border-radius: 12px }
h1 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.3 }
p { margin: 0 0 1.25rem; color: var(--soft) }
p:last-child { margin-bottom: 0 }
.button { display: inline-block; padding: .6rem 1rem; border-radius: 8px; background: var(--accent); color: #fff; font-weight: 600; text-decoration: none }
.button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
@media (prefers-color-scheme: dark) { .button { color: #14161c } }
.spinner { width: 28px; height: 28px; margin-bottom: 1rem; border: 3px solid var(--line); border-top-color: var(--accent); border-radius: 50%; animation: turn 1s linear infinite }
@keyframes turn { to { transform: rotate(360deg) } }
@media (prefers-reduced-motion: reduce) { .spinner { animation: none } }
`

function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;")
}
