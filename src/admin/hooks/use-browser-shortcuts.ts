import { useEffect } from "react"

/**
 * Lets Ctrl+C copy and Ctrl+R reload while a command bar has the shortcuts C and R: it takes
 * them for its own, whatever else is pressed.
 */
export function useBrowserShortcuts(shortcuts: readonly string[]): void {
  useEffect(() => {
    const keepFromBar = (event: KeyboardEvent) => {
      const isBrowsers = event.ctrlKey || event.metaKey || event.altKey
      if (isBrowsers && shortcuts.includes(event.key.toLowerCase())) {
        event.stopPropagation()
      }
    }
    // Before the bar, which listens on the document.
    window.addEventListener("keydown", keepFromBar, { capture: true })
    return () =>
      window.removeEventListener("keydown", keepFromBar, { capture: true })
  }, [shortcuts])
}
