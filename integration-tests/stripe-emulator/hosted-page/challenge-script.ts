/** Runs in the browser. Submits the challenge once, however often a button is pressed. */
export const challengeScript = `
(() => {
  let isSent = false
  document.querySelector("form").addEventListener("submit", (event) => {
    if (isSent) {
      event.preventDefault()
      return
    }
    isSent = true
    event.submitter.textContent = "Processing…"
    for (const button of document.querySelectorAll("button")) button.setAttribute("aria-disabled", "true")
    document.querySelector("[role=status]").textContent = "Processing your answer"
  })
})()
`
