import texts from "../de.json"
import reason from "../reasons/de.json"
import settings from "../settings/de.json"

export default { ...texts, reason, settings }
