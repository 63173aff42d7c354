import type { AdminUser } from "@medusajs/framework/types"
import type { FetchError } from "@medusajs/js-sdk"
import { useQuery } from "@tanstack/react-query"

import { sdk } from "../lib/sdk"

/** Under the dashboard's own query key, so a user that it has read is not read again. */
function useUser(
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

/** A user's name or email address; any other actor as it identifies itself. */
export function useActorName(actor: string | null): string | null {
  const isUser = actor?.startsWith("user_") ?? false
  const user = useUser(actor ?? "", { enabled: isUser })
  if (!user) {
    return actor
  }
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ")
  return name || user.email
}
