import texts from "../fr.json"
import reason from "../reasons/fr.json"
import settings from "../settings/fr.json"

export default { ...texts, reason, settings }
