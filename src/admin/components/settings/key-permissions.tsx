import { useTranslation } from "react-i18next"

import type { PermissionDescription } from "../../../api/admin/stripe-checkout/setup/responses"
import { SectionRow } from "../section-row"

interface KeyPermissionsProps {
  readonly keyKind: "secret" | "restricted"
  readonly permissions: readonly PermissionDescription[]
}

/** Only reading can be checked without writing anything; the rest is said to be unchecked. */
export const KeyPermissions = ({
  keyKind,
  permissions,
}: KeyPermissionsProps) => {
  const { t } = useTranslation("stripeCheckout")
  return (
    <SectionRow
      title={t("settings.connection.permissions")}
      value={
        keyKind === "secret" ? (
          t("settings.permission.all")
        ) : (
          <ul className="flex flex-col gap-y-1">
            {permissions.map((permission) => (
              <li key={permission.resource}>
                <Permission permission={permission} />
              </li>
            ))}
          </ul>
        )
      }
    />
  )
}

const Permission = ({
  permission: { is_optional: isOptional, needs, read, resource },
}: {
  readonly permission: PermissionDescription
}) => {
  const { t } = useTranslation("stripeCheckout")
  const isMissing = read === "missing"
  const state = read === "granted" && needs === "write" ? "readOnly" : read
  return (
    <>
      <bdi lang="en">{resource}</bdi>
      {": "}
      <span className={isMissing ? "text-ui-tag-red-text" : ""}>
        {t(`settings.permission.${state}`)}
      </span>
      {isOptional && ` (${t("settings.permission.optional")})`}
    </>
  )
}
