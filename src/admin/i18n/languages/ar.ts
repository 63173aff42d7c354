import texts from "../ar.json"
import reason from "../reasons/ar.json"
import settings from "../settings/ar.json"

export default { ...texts, reason, settings }
