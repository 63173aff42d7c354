"use client"

import { useEffect, useState } from "react"

/** `getPayLink` fetches the pay link, in the browser or through a server action. */
export function PayButton({
  getPayLink,
}: {
  getPayLink: () => Promise<string>
}) {
  const [isLeaving, setIsLeaving] = useState(false)
  const [problem, setProblem] = useState("")

  // The back button may restore this page exactly as the shopper left it.
  useEffect(() => {
    const wakeUp = () => setIsLeaving(false)
    window.addEventListener("pageshow", wakeUp)
    return () => window.removeEventListener("pageshow", wakeUp)
  }, [])

  async function pay() {
    setIsLeaving(true)
    setProblem("")
    try {
      window.location.assign(await getPayLink())
    } catch {
      setIsLeaving(false)
      setProblem("The payment could not be started. Please try again.")
    }
  }

  return (
    <>
      <button type="button" disabled={isLeaving} onClick={() => void pay()}>
        Continue to payment
      </button>
      <p role="alert">{problem}</p>
    </>
  )
}
