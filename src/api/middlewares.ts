import { authenticate, defineMiddlewares } from "@medusajs/framework/http"

import { refundInTurn } from "./admin/payments/refund-in-turn"
import { ADMIN_ROUTES } from "./admin/stripe-checkout/admin-routes"

export default defineMiddlewares({
  routes: [
    // Nothing is parsed before its signature was checked, so the route reads the body itself.
    {
      matcher: "/hooks/stripe-checkout",
      methods: ["POST"],
      bodyParser: false,
    },
    {
      matcher: "/hooks/stripe-checkout/:account",
      methods: ["POST"],
      bodyParser: false,
    },
    {
      // Signed-in customers may see their order's id; guests are let through without it.
      matcher: "/store/stripe-checkout/payments/:payment_session_id",
      methods: ["GET"],
      middlewares: [
        authenticate("customer", ["session", "bearer"], {
          allowUnauthenticated: true,
        }),
      ],
    },
    // Without this nobody could read them: signing in is what proves whose they are.
    {
      matcher: "/store/stripe-checkout/saved-cards",
      methods: ["GET"],
      middlewares: [authenticate("customer", ["session", "bearer"])],
    },
    {
      matcher: "/store/stripe-checkout/saved-cards/:id",
      methods: ["DELETE"],
      middlewares: [authenticate("customer", ["session", "bearer"])],
    },
    {
      matcher: "/admin/payments/:id/refund",
      methods: ["POST"],
      middlewares: [refundInTurn],
    },
    ...ADMIN_ROUTES,
  ],
})
