import { describeShare } from "../../jest/shares"

describeShare({ kind: "http", number: 1, of: 2 })
