import { describeShare } from "../../jest/shares"

describeShare({ kind: "browser", number: 1, of: 2 })
