import { describeHalf } from "./halves"

describeHalf("odd")
