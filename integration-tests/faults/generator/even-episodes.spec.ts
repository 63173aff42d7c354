import { describeHalf } from "./halves"

describeHalf("even")
