import texts from "../es.json"
import reason from "../reasons/es.json"
import settings from "../settings/es.json"

export default { ...texts, reason, settings }
