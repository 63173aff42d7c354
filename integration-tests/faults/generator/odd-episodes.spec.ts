import { describeEpisodes } from "./episodes"

describeEpisodes("odd")
