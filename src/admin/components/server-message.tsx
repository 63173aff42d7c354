import { Text } from "@medusajs/ui"

/** A sentence written by the server, which is English whatever the admin's language. */
export const ServerMessage = ({ children }: { readonly children: string }) => (
  <Text
    size="small"
    leading="compact"
    className="text-ui-fg-subtle text-pretty break-words"
  >
    <bdi lang="en">{children}</bdi>
  </Text>
)
