export type ScheduledTask = { readonly atMs: number; readonly run: () => void }

type Entry = { atMs: number; readonly run: () => void; readonly place: number }

/**
 * Tasks by due time; tasks that are due at the same moment come in the order in which they were added. A binary heap,
 * because a busy shop schedules a hundred thousand expiries of Checkout Sessions and authorizations.
 */
export class TaskQueue {
  private readonly heap: Entry[] = []
  private added = 0

  get earliest(): ScheduledTask | undefined {
    return this.heap[0]
  }

  add(task: ScheduledTask): void {
    this.added += 1
    this.heap.push({ ...task, place: this.added })
    this.rise(this.heap.length - 1)
  }

  /** Removes the earliest task and returns it. */
  take(): ScheduledTask | undefined {
    const [earliest] = this.heap
    const last = this.heap.pop()
    if (last !== undefined && this.heap.length > 0) {
      this.heap[0] = last
      this.sink(0)
    }
    return earliest
  }

  /** Everything is due that much sooner, in the same order. */
  bringForward(ms: number): void {
    for (const entry of this.heap) entry.atMs -= ms
  }

  clear(): void {
    this.heap.length = 0
  }

  private rise(index: number): void {
    const parent = Math.floor((index - 1) / 2)
    if (index > 0 && this.isEarlier(index, parent)) {
      this.swap(index, parent)
      this.rise(parent)
    }
  }

  private sink(index: number): void {
    const [left, right] = [2 * index + 1, 2 * index + 2]
    const child = this.isEarlier(right, left) ? right : left
    if (this.isEarlier(child, index)) {
      this.swap(child, index)
      this.sink(child)
    }
  }

  /** A missing entry is never earlier. */
  private isEarlier(one: number, other: number): boolean {
    const a = this.heap[one]
    const b = this.heap[other]
    if (a === undefined || b === undefined) {
      return a !== undefined
    }
    return a.atMs < b.atMs || (a.atMs === b.atMs && a.place < b.place)
  }

  private swap(one: number, other: number): void {
    const a = this.heap[one]
    const b = this.heap[other]
    if (a !== undefined && b !== undefined) {
      this.heap[one] = b
      this.heap[other] = a
    }
  }
}
