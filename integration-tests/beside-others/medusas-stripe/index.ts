import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { MedusasStripeService } from "./service"

export default ModuleProvider(Modules.PAYMENT, {
  services: [MedusasStripeService],
})
