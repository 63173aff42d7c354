import { useCallback, useEffect, useState } from "react"

import {
  type PaymentListState,
  readListState,
  writeListState,
} from "../lib/payment-list-state"

export type ChangeListState = (change: Partial<PaymentListState>) => void

/** Whatever is changed, reading starts at the first page, unless the page itself is. */
export function usePaymentListState(): readonly [
  PaymentListState,
  ChangeListState,
] {
  const [state, setState] = useState(() =>
    readListState(window.location.search)
  )
  useEffect(() => {
    const { hash, pathname } = window.location
    window.history.replaceState(
      window.history.state,
      "",
      `${pathname}${writeListState(state)}${hash}`
    )
  }, [state])
  const change = useCallback<ChangeListState>(
    (changed) => setState((current) => ({ ...current, page: 1, ...changed })),
    []
  )
  return [state, change]
}
