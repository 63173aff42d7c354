import { Text } from "@medusajs/ui"

/** A reason that the server wrote, which it does in English whatever the admin speaks. */
export const ServerMessage = ({ children }: { readonly children: string }) => (
  <Text
    size="small"
    leading="compact"
    className="text-ui-fg-subtle text-pretty break-words"
  >
    <bdi lang="en">{children}</bdi>
  </Text>
)
