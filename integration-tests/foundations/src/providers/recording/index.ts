import { ModuleProvider, Modules } from "@medusajs/framework/utils"
import { RecordingProviderService } from "./service"

export default ModuleProvider(Modules.PAYMENT, {
  services: [RecordingProviderService],
})
