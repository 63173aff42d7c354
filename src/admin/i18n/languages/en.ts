import texts from "../en.json"
import reason from "../reasons/en.json"
import settings from "../settings/en.json"

export default { ...texts, reason, settings }
