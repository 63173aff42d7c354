/** At most `limit` at a time; the results keep the order of the list. */
export async function mapConcurrently<Item, Result>(
  items: readonly Item[],
  limit: number,
  work: (item: Item, index: number) => Promise<Result>
): Promise<Result[]> {
  const results: Result[] = []
  const waiting = [...items.entries()]
  const workers = Array.from({ length: limit }, async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, item] = next
      results[index] = await work(item, index)
    }
  })
  await Promise.all(workers)
  return results
}
