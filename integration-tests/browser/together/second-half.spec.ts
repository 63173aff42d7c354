import { describeShare } from "../../jest/shares"

describeShare({ kind: "browser", number: 2, of: 2 })
