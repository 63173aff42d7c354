import { describeShare } from "../../jest/shares"

describeShare({ number: 1, of: 2 })
