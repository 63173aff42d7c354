/**
 * Objects by id, in the order in which they were made, so that a page of a list costs what it shows and not what there
 * is. Objects may be filed under a key, such as the PaymentIntent that they belong to.
 */
export class Collection<T> extends Map<string, T> {
  private readonly order: (string | null)[] = []
  private readonly places = new Map<string, number>()
  private readonly files = new Map<string, string[]>()
  private readonly keyOf: (item: T) => string | null

  constructor(keyOf: (item: T) => string | null = () => null) {
    super()
    this.keyOf = keyOf
  }

  override set(id: string, item: T): this {
    if (!this.has(id)) {
      this.places.set(id, this.order.length)
      this.order.push(id)
      this.file(this.keyOf(item), id)
    }
    return super.set(id, item)
  }

  override delete(id: string): boolean {
    const place = this.places.get(id)
    if (place !== undefined) {
      this.order[place] = null
      this.places.delete(id)
    }
    return super.delete(id)
  }

  /** For a key that is known only after the object was made. */
  file(key: string | null, id: string): void {
    if (key === null) {
      return
    }
    const filed = this.files.get(key) ?? []
    filed.push(id)
    this.files.set(key, filed)
  }

  /** What is filed under this key, oldest first. */
  under(key: string): T[] {
    return (this.files.get(key) ?? []).flatMap((id) => this.get(id) ?? [])
  }

  /** From the newest on, or from the one before `id` on. */
  *newestFirst(id?: string): Generator<T> {
    const start = id === undefined ? this.order.length : this.placeOf(id)
    for (let place = start - 1; place >= 0; place--) {
      yield* this.at(place)
    }
  }

  /** From the one after `id` on, towards the newest. */
  *after(id: string): Generator<T> {
    for (let place = this.placeOf(id) + 1; place < this.order.length; place++) {
      yield* this.at(place)
    }
  }

  private placeOf(id: string): number {
    return this.places.get(id) ?? this.order.length
  }

  private at(place: number): T[] {
    const item = this.get(this.order[place] ?? "")
    return item === undefined ? [] : [item]
  }
}
