/** What has to be put away at the end, the latest first. */
export class CleanUp {
  private readonly works: (() => Promise<void>)[] = []

  later(work: () => Promise<void>): void {
    this.works.push(work)
  }

  async run(): Promise<void> {
    for (const work of this.works.splice(0).reverse()) {
      await work().catch((error: unknown) => {
        console.error("While tidying up:", error)
      })
    }
  }
}
