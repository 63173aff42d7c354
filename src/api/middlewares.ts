import { authenticate, defineMiddlewares } from "@medusajs/framework/http"

/** Stripe's events can exceed Express's 100 kB; none comes near this. */
const LARGEST_EVENT = "1mb"

export default defineMiddlewares({
  routes: [
    {
      matcher: "/hooks/stripe-checkout",
      methods: ["POST"],
      bodyParser: { preserveRawBody: true, sizeLimit: LARGEST_EVENT },
    },
    {
      matcher: "/hooks/stripe-checkout/:account",
      methods: ["POST"],
      bodyParser: { preserveRawBody: true, sizeLimit: LARGEST_EVENT },
    },
    {
      // Whoever is signed in may see their order; guests go on without.
      matcher: "/store/stripe-checkout/payments/:payment_session_id",
      methods: ["GET"],
      middlewares: [
        authenticate("customer", ["session", "bearer"], {
          allowUnauthenticated: true,
        }),
      ],
    },
  ],
})
