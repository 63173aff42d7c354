export type Appointment = { readonly atMs: number; readonly run: () => void }

type Entry = Appointment & { readonly place: number }

/**
 * What is due later, the earliest first; what is due at the same moment in the order in which it was planned. A binary
 * heap, because a busy shop plans a hundred thousand ends of pages and of holds.
 */
export class Appointments {
  private readonly heap: Entry[] = []
  private planned = 0

  get earliest(): Appointment | undefined {
    return this.heap[0]
  }

  plan(appointment: Appointment): void {
    this.planned += 1
    this.heap.push({ ...appointment, place: this.planned })
    this.rise(this.heap.length - 1)
  }

  /** Takes the earliest away. */
  take(): Appointment | undefined {
    const [earliest] = this.heap
    const last = this.heap.pop()
    if (last !== undefined && this.heap.length > 0) {
      this.heap[0] = last
      this.sink(0)
    }
    return earliest
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

  /** What is not there is never earlier. */
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
