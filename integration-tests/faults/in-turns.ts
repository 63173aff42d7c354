/** So many at a time, in the order of the list. */
export async function inTurns<Item, Result>(
  items: readonly Item[],
  atATime: number,
  work: (item: Item, index: number) => Promise<Result>
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = [...items.entries()]
  const workers = Array.from({ length: atATime }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, item] = next
      results[index] = await work(item, index)
    }
  })
  await Promise.all(workers)
  return results
}
