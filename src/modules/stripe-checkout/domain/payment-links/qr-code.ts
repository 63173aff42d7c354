/**
 * A text as a QR code, a square of dark and light modules. Pure. ISO/IEC 18004.
 */
import { encodeText } from "./qr-codewords"

/** Row by row; true is dark. Without the quiet zone around it. */
export type QrCode = readonly (readonly boolean[])[]

/** @throws RangeError when the text has more than 666 bytes. */
export function drawQrCode(text: string): QrCode {
  const { version, bytes } = encodeText(text)
  const plain = new Canvas(version)
  plain.drawPatterns()
  plain.drawBytes(bytes)
  const [best] = MASKS.map((_, mask) => {
    const rows = plain.masked(mask)
    return { rows, penalty: penaltyOf(rows) }
  }).sort((one, other) => one.penalty - other.penalty)
  return best?.rows ?? []
}

/** Which modules are inverted, so that no code looks like its own finders. */
const MASKS: readonly ((x: number, y: number) => boolean)[] = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
]

class Canvas {
  private readonly version: number
  private readonly side: number
  /** Null where the text's own modules go. */
  private readonly patterns: (boolean | null)[][]
  private data: boolean[][]

  constructor(version: number) {
    this.version = version
    this.side = 17 + 4 * version
    this.patterns = this.empty<boolean | null>(null)
    this.data = this.empty(false)
  }

  drawPatterns(): void {
    for (let at = 0; at < this.side; at += 1) {
      this.set(6, at, at % 2 === 0)
      this.set(at, 6, at % 2 === 0)
    }
    const far = this.side - 4
    this.drawSquare([3, 3], 4)
    this.drawSquare([far, 3], 4)
    this.drawSquare([3, far], 4)
    this.drawAlignments()
    this.drawVersion()
    // Reserves the place; each mask writes its own.
    this.drawFormat(this.patterns, 0)
  }

  /** In columns of two, upwards and downwards in turn, from the right. */
  drawBytes(bytes: readonly number[]): void {
    const bits = bytes.flatMap((byte) =>
      [7, 6, 5, 4, 3, 2, 1, 0].map((bit) => ((byte >>> bit) & 1) === 1)
    )
    let next = 0
    for (const [x, y] of this.path()) {
      if (this.patterns[y]?.[x] === null) {
        const row = this.data[y] ?? []
        row[x] = bits[next] ?? false
        next += 1
      }
    }
  }

  masked(mask: number): boolean[][] {
    const isInverted = MASKS[mask] ?? (() => false)
    const patterns = this.patterns.map((row) => [...row])
    this.drawFormat(patterns, mask)
    return this.data.map((row, y) =>
      row.map((bit, x) => patterns[y]?.[x] ?? bit !== isInverted(x, y))
    )
  }

  private *path(): Generator<readonly [number, number]> {
    let isUpwards = true
    for (let right = this.side - 1; right >= 1; right -= 2) {
      // The timing line has a column of its own.
      const column = right <= 6 ? right - 1 : right
      for (let step = 0; step < this.side; step += 1) {
        const y = isUpwards ? this.side - 1 - step : step
        yield [column, y]
        yield [column - 1, y]
      }
      isUpwards = !isUpwards
    }
  }

  /** Rings around a dark middle: a finder with its margin, or an alignment mark. */
  private drawSquare([x, y]: readonly [number, number], reach: number): void {
    for (let dy = -reach; dy <= reach; dy += 1) {
      for (let dx = -reach; dx <= reach; dx += 1) {
        const ring = Math.max(Math.abs(dx), Math.abs(dy))
        const isDark = reach === 2 ? ring !== 1 : ring !== 2 && ring !== 4
        this.set(x + dx, y + dy, isDark)
      }
    }
  }

  private drawAlignments(): void {
    const places = this.alignmentPlaces()
    const last = places.length - 1
    places.forEach((x, i) => {
      places.forEach((y, j) => {
        const isFinder =
          (i === 0 && (j === 0 || j === last)) || (i === last && j === 0)
        if (!isFinder) {
          this.drawSquare([x, y], 2)
        }
      })
    })
  }

  private alignmentPlaces(): number[] {
    if (this.version === 1) {
      return []
    }
    const count = Math.floor(this.version / 7) + 2
    const step = Math.ceil((this.side - 13) / (2 * count - 2)) * 2
    const places = Array.from(
      { length: count - 1 },
      (_, index) => this.side - 7 - index * step
    )
    return [6, ...places.reverse()]
  }

  /** From 45 modules on; twice, each with twelve bits that repair it. */
  private drawVersion(): void {
    if (this.version < 7) {
      return
    }
    const bits = (this.version << 12) | remainderOf(this.version, 12, 0x1f25)
    for (let bit = 0; bit < 18; bit += 1) {
      const far = this.side - 11 + (bit % 3)
      const near = Math.floor(bit / 3)
      this.set(far, near, isSet(bits, bit))
      this.set(near, far, isSet(bits, bit))
    }
  }

  /** The error correction level M, which is 0, and the mask. Twice, with ten bits that repair it. */
  private drawFormat(rows: (boolean | null)[][], mask: number): void {
    const bits = ((mask << 10) | remainderOf(mask, 10, 0x537)) ^ 0x5412
    const set = (x: number, y: number, bit: number): void => {
      const row = rows[y] ?? []
      row[x] = isSet(bits, bit)
    }
    for (let bit = 0; bit < 15; bit += 1) {
      // Around the first finder, past the timing lines.
      set(8, bit < 6 ? bit : bit < 8 ? bit + 1 : this.side - 15 + bit, bit)
      set(bit < 8 ? this.side - 1 - bit : bit < 9 ? 7 : 14 - bit, 8, bit)
    }
    const row = rows[this.side - 8] ?? []
    row[8] = true
  }

  private set(x: number, y: number, isDark: boolean): void {
    const row = this.patterns[y]
    if (row && x >= 0 && x < this.side) {
      row[x] = isDark
    }
  }

  private empty<T>(value: T): T[][] {
    return Array.from({ length: this.side }, () =>
      new Array<T>(this.side).fill(value)
    )
  }
}

/** Of the value, followed by so many zero bits, divided by a polynomial over two elements. */
function remainderOf(value: number, count: number, polynomial: number): number {
  let remainder = value
  for (let step = 0; step < count; step += 1) {
    remainder = (remainder << 1) ^ ((remainder >>> (count - 1)) * polynomial)
  }
  return remainder
}

function isSet(bits: number, bit: number): boolean {
  return ((bits >>> bit) & 1) === 1
}

/** How hard the code is to read: long runs, blocks, likenesses of a finder, too dark or light. */
function penaltyOf(rows: QrCode): number {
  const columns = rows.map((_, x) => rows.map((row) => row[x] ?? false))
  const lines = [...rows, ...columns].map((line) =>
    line.map((isDark) => (isDark ? "1" : "0")).join("")
  )
  const runs = lines
    .flatMap((line) => line.match(/0{5,}|1{5,}/g) ?? [])
    .reduce((sum, run) => sum + run.length - 2, 0)
  const finders = lines.flatMap((line) => [
    ...line.matchAll(/(?=10111010000|00001011101)/g),
  ]).length
  const dark = rows.flat().filter(Boolean).length
  const share = (dark * 20) / rows.length ** 2
  return (
    runs +
    countBlocks(rows) * 3 +
    finders * 40 +
    Math.floor(Math.abs(share - 10)) * 10
  )
}

/** Of two by two modules of one color. */
function countBlocks(rows: QrCode): number {
  return rows.reduce((sum, row, y) => {
    const below = rows[y + 1] ?? []
    const blocks = row.filter(
      (isDark, x) =>
        row[x + 1] === isDark && below[x] === isDark && below[x + 1] === isDark
    )
    return sum + blocks.length
  }, 0)
}
