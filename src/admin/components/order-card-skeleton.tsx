import { clx, Container, Skeleton } from "@medusajs/ui"
import { useTranslation } from "react-i18next"

const ROWS = ["h-5", "h-10", "h-5"]

/** As large as the card of an order whose money is held, so that nothing jumps. */
export const OrderCardSkeleton = () => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <Container
      className="divide-y p-0"
      role="status"
      aria-label={t("order.loading")}
    >
      <div className="flex items-center justify-between px-6 py-4">
        <Skeleton className="h-7 w-36" />
        <Skeleton className="h-7 w-24" />
      </div>
      <div className="flex flex-col gap-y-1 px-6 py-4">
        <Skeleton className="h-5 w-48" />
        <Skeleton className="h-5 w-full" />
      </div>
      {ROWS.map((height, index) => (
        <div key={index} className="grid grid-cols-2 gap-4 px-6 py-4">
          <Skeleton className="h-5 w-20 self-center" />
          <Skeleton className={clx("w-28", height)} />
        </div>
      ))}
      <div className="flex flex-col gap-y-2 px-6 py-4">
        <Skeleton className="h-5 w-24" />
        <Skeleton className="h-7 w-full" />
      </div>
      <div className="flex items-center justify-between px-6 py-4">
        <Skeleton className="h-5 w-32" />
        <Skeleton className="h-7 w-28" />
      </div>
    </Container>
  )
}
