import { describeShare } from "../../jest/shares"

describeShare({ kind: "http", number: 2, of: 2 })
