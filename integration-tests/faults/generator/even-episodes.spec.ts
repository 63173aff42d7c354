import { describeEpisodes } from "./episodes"

describeEpisodes("even")
