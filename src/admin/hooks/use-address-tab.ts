import { useState } from "react"

export type AddressTab = "discrepancies" | "events" | "runs"

const NAMES: readonly string[] = ["discrepancies", "events", "runs"]

const PARAMETER = "tab"

/** The chosen tab is in the address, so that it can be sent to a colleague. */
export function useAddressTab(): [AddressTab, (tab: AddressTab) => void] {
  const [tab, setTab] = useState(readTab)
  return [
    tab,
    (chosen) => {
      writeTab(chosen)
      setTab(chosen)
    },
  ]
}

function readTab(): AddressTab {
  const name = new URLSearchParams(location.search).get(PARAMETER) ?? ""
  return NAMES.includes(name) ? (name as AddressTab) : "discrepancies"
}

/** With the dashboard's own state of the entry, and without a new one in the history. */
function writeTab(tab: AddressTab): void {
  const address = new URL(location.href)
  address.searchParams.set(PARAMETER, tab)
  history.replaceState(history.state, "", address)
}
