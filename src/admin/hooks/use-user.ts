import type { AdminUser } from "@medusajs/framework/types"
import type { FetchError } from "@medusajs/js-sdk"
import { useQuery } from "@tanstack/react-query"

import { sdk } from "../lib/sdk"

/** Under the dashboard's own query key, so a user that it has read is not read again. */
export function useUser(
  id: string,
  { enabled }: { readonly enabled: boolean }
): AdminUser | undefined {
  const { data } = useQuery<{ user: AdminUser }, FetchError>({
    queryKey: ["users", "detail", id],
    queryFn: () => sdk.admin.user.retrieve(id),
    enabled,
  })
  return data?.user
}
