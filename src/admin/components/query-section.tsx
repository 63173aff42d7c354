import { Container, Heading, Skeleton } from "@medusajs/ui"
import type { UseQueryResult } from "@tanstack/react-query"
import { type ReactNode, useId } from "react"
import { useTranslation } from "react-i18next"

import { LoadingFailed } from "./loading-failed"

interface QuerySectionProps<Data> {
  readonly title: string
  readonly query: UseQueryResult<Data>
  /** Rows of the skeleton. */
  readonly rows: number
  readonly children: (data: Data) => ReactNode
}

/** What was read is shown, also when it could not be read once more; that is said above it. */
export function QuerySection<Data>({
  title,
  query,
  rows,
  children,
}: QuerySectionProps<Data>) {
  const { data, error, isPending } = query
  if (data !== undefined) {
    return (
      <>
        {error && <FailedQuery title={title} query={query} isStale />}
        {children(data)}
      </>
    )
  }
  return isPending ? (
    <SectionSkeleton title={title} rows={rows} />
  ) : (
    <FailedQuery title={title} query={query} />
  )
}

const FailedQuery = ({
  title,
  query: { error, isFetching, refetch },
  isStale = false,
}: {
  readonly title: string
  readonly query: UseQueryResult
  readonly isStale?: boolean
}) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <Container className="divide-y p-0">
      {!isStale && (
        <div className="px-6 py-4">
          <Heading level="h2">{title}</Heading>
        </div>
      )}
      <LoadingFailed
        title={t(isStale ? "settings.error.stale" : "settings.error.title")}
        message={error?.message ?? ""}
        isRetrying={isFetching}
        onRetry={() => void refetch()}
      />
    </Container>
  )
}

const SectionSkeleton = ({
  title,
  rows,
}: {
  readonly title: string
  readonly rows: number
}) => {
  const { t } = useTranslation("stripeCheckout")
  const headingId = useId()
  return (
    <Container
      className="divide-y p-0"
      role="status"
      aria-label={t("settings.loading", { title })}
    >
      <div className="px-6 py-4">
        <Heading level="h2" id={headingId}>
          {title}
        </Heading>
      </div>
      {Array.from({ length: rows }, (_row, index) => (
        <div key={index} className="grid grid-cols-2 gap-4 px-6 py-4">
          <Skeleton className="h-5 w-24" />
          <Skeleton className="h-5 w-full" />
        </div>
      ))}
    </Container>
  )
}
