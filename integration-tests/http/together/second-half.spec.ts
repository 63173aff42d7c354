import { describeShare } from "../../jest/shares"

describeShare({ number: 2, of: 2 })
