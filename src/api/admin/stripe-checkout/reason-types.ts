/**
 * Reasons in the API's answers. Types only, because the admin is compiled with them.
 */
export type {
  ReasonCode,
  ReasonParams,
} from "../../../modules/stripe-checkout/domain/reasons/reason"
