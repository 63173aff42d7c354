import { Skeleton, Text } from "@medusajs/ui"
import type { ReactNode } from "react"
import { useTranslation } from "react-i18next"

import type { Listed } from "../hooks/use-inbox"
import { ActionButton } from "./action-button"
import { LoadingFailed } from "./loading-failed"

interface ListStatesProps<Answer> {
  readonly list: Listed<Answer>
  readonly isEmpty: boolean
  /** What an empty list says. */
  readonly empty: string
  readonly children: ReactNode
}

/** What is around the rows of a list: loading, an error, nothing, and the next page. */
export function ListStates<Answer>({
  list,
  isEmpty,
  empty,
  children,
}: ListStatesProps<Answer>) {
  if (list.isPending) {
    return <LoadingRows />
  }
  if (!list.data) {
    return <LoadError list={list} />
  }
  return (
    <>
      {list.isError && <LoadError list={list} />}
      {isEmpty && (
        <div className="px-6 py-10" role="status">
          <Text size="small" className="text-ui-fg-subtle text-center">
            <bdi>{empty}</bdi>
          </Text>
        </div>
      )}
      {children}
      <NextPage list={list} />
    </>
  )
}

const ROWS = 5

const LoadingRows = () => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <div
      className="flex flex-col divide-y"
      role="status"
      aria-label={t("inbox.loading")}
    >
      {Array.from({ length: ROWS }, (_, index) => (
        <div key={index} className="flex flex-col gap-y-2 px-6 py-4">
          <Skeleton className="h-5 w-48" />
          <Skeleton className="h-5 w-full" />
        </div>
      ))}
    </div>
  )
}

function LoadError<Answer>({ list }: { readonly list: Listed<Answer> }) {
  const { t } = useTranslation("stripeCheckout")
  const { error, isFetching, refetch } = list
  return (
    <LoadingFailed
      title={t("inbox.loadFailed")}
      message={error?.message ?? ""}
      isRetrying={isFetching}
      onRetry={() => void refetch()}
    />
  )
}

function NextPage<Answer>({ list }: { readonly list: Listed<Answer> }) {
  const { t } = useTranslation("stripeCheckout")
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = list
  return hasNextPage ? (
    <div className="flex justify-center px-6 py-4">
      <ActionButton
        variant="secondary"
        isLoading={isFetchingNextPage}
        onClick={() => void fetchNextPage()}
      >
        {t("inbox.older")}
      </ActionButton>
    </div>
  ) : null
}
