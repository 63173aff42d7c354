/**
 * Objects by id, in the order of creation, so the cost of a list page depends on its length and not on the size of the
 * collection. Objects may be filed under a key, such as the PaymentIntent that they belong to.
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

  /** For a key that is known only after the object was created. */
  file(key: string | null, id: string): void {
    if (key === null) {
      return
    }
    const filed = this.files.get(key) ?? []
    filed.push(id)
    this.files.set(key, filed)
  }

  /** Objects filed under this key, oldest first. */
  under(key: string): T[] {
    return (this.files.get(key) ?? []).flatMap((id) => this.get(id) ?? [])
  }

  /** Starts with the newest object, or with the one created before `id`. */
  *newestFirst(id?: string): Generator<T> {
    const start = id === undefined ? this.order.length : this.placeOf(id)
    for (let place = start - 1; place >= 0; place--) {
      yield* this.at(place)
    }
  }

  /** Starts with the object created after `id` and ends with the newest. */
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
