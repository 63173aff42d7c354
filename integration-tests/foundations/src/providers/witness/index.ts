import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { WitnessProviderService } from "./service"

export default ModuleProvider(Modules.PAYMENT, {
  services: [WitnessProviderService],
})
