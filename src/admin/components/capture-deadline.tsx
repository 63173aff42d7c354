import { useDate } from "@medusajs/dashboard/hooks"
import { clx } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

const HOUR_MS = 3_600_000
const SOON_HOURS = 72
const URGENT_HOURS = 24

/** The real day from the issuer, louder as it comes closer. */
export const CaptureDeadline = ({ date }: { readonly date: string }) => {
  const { t } = useTranslation("stripeCheckout")
  const { getFullDate, getRelativeDate } = useDate()
  const hoursLeft = (new Date(date).getTime() - Date.now()) / HOUR_MS
  return (
    <div className="flex flex-col">
      <time dateTime={date} className="tabular-nums">
        {getFullDate({ date, includeTime: true })}
      </time>
      <span
        className={clx({
          "text-ui-tag-orange-text":
            hoursLeft <= SOON_HOURS && hoursLeft > URGENT_HOURS,
          "text-ui-tag-red-text": hoursLeft <= URGENT_HOURS,
        })}
      >
        {getRelativeDate(date)}
      </span>
      {hoursLeft <= 0 && <span>{t("order.deadlinePassed")}</span>}
    </div>
  )
}
