import { refuseUnknownWords } from "./core-constants"
import { refuseOldMedusa } from "./medusa-version"

/** A loader, because Medusa goes on when a hook fails. */
export default function refuseMedusa(): Promise<void> {
  return new Promise((resolve) => {
    refuseOldMedusa()
    refuseUnknownWords()
    resolve()
  })
}
