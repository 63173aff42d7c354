/**
 * The text of a QR code as codewords: its bytes, and what repairs them where the print is
 * damaged. Pure. ISO/IEC 18004, byte mode, error correction level M, which survives 15 percent.
 */

/** Of a QR code in one size. */
interface Size {
  /** 1 to 20: a code has 17 + 4 * version modules on each side. */
  readonly version: number
  /** Codewords that repair, in each block. */
  readonly repairs: number
  readonly blocks: number
}

/** Level M, by version. 20 takes 666 bytes, more than any address that a browser opens. */
const SIZES: readonly Size[] = [
  [10, 1],
  [16, 1],
  [26, 1],
  [18, 2],
  [24, 2],
  [16, 4],
  [18, 4],
  [22, 4],
  [22, 5],
  [26, 5],
  [30, 5],
  [22, 8],
  [22, 9],
  [24, 9],
  [24, 10],
  [28, 10],
  [28, 11],
  [26, 13],
  [26, 14],
  [26, 16],
].map(([repairs = 0, blocks = 0], index) => ({
  version: index + 1,
  repairs,
  blocks,
}))

export interface Codewords {
  readonly version: number
  /** In the order in which they are drawn. */
  readonly bytes: readonly number[]
}

/** @throws RangeError when the text has more than 666 bytes. */
export function encodeText(text: string): Codewords {
  const data = new TextEncoder().encode(text)
  const size = SIZES.find(
    (each) => headBits(each) + data.length * 8 <= capacityOf(each) * 8
  )
  if (!size) {
    throw new RangeError("The text is too long for a QR code.")
  }
  const words = pack(data, size)
  return { version: size.version, bytes: interleave(words, size) }
}

/** Modules that carry codewords: all but the patterns by which a reader finds its way. */
export function countDataModules(version: number): number {
  const side = 17 + 4 * version
  const marks = version === 1 ? 0 : Math.floor(version / 7) + 2
  // Three finders with their margins, two timing lines, the format and the dark module.
  const fixed = 3 * 64 + 2 * (side - 16) + 31
  const alignments =
    marks === 0 ? 0 : (marks * marks - 3) * 25 - (marks - 2) * 2 * 5
  const versions = version >= 7 ? 36 : 0
  return side * side - fixed - alignments - versions
}

function capacityOf({ version, repairs, blocks }: Size): number {
  return Math.floor(countDataModules(version) / 8) - repairs * blocks
}

/** The mode, and how many bytes follow. */
function headBits({ version }: Size): number {
  return 4 + lengthBits(version)
}

function lengthBits(version: number): number {
  return version < 10 ? 8 : 16
}

function pack(data: Uint8Array, size: Size): number[] {
  const capacity = capacityOf(size)
  const head =
    "0100" + data.length.toString(2).padStart(lengthBits(size.version), "0")
  const body = [...data].map((byte) => byte.toString(2).padStart(8, "0"))
  const bits = head + body.join("")
  // A terminator of up to four bits, then whole bytes.
  const ended = bits + "0".repeat(Math.min(4, capacity * 8 - bits.length))
  const whole = ended.padEnd(Math.ceil(ended.length / 8) * 8, "0")
  const words = (whole.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2))
  const used = words.length
  return Array.from(
    { length: capacity },
    (_, index) => words[index] ?? ((index - used) % 2 === 0 ? 0xec : 0x11)
  )
}

/** The first blocks are a codeword shorter where they cannot all be equal. */
function interleave(
  words: readonly number[],
  { repairs, blocks }: Size
): number[] {
  const shortest = Math.floor(words.length / blocks)
  const longer = words.length % blocks
  let start = 0
  const parts = Array.from({ length: blocks }, (_, index) => {
    const end = start + shortest + (index >= blocks - longer ? 1 : 0)
    const part = words.slice(start, end)
    start = end
    return part
  })
  return [
    ...inTurn(parts),
    ...inTurn(parts.map((part) => repairsOf(part, repairs))),
  ]
}

function inTurn(parts: readonly (readonly number[])[]): number[] {
  const longest = Math.max(...parts.map(({ length }) => length))
  return Array.from({ length: longest }, (_, index) =>
    parts.flatMap((part) => part[index] ?? [])
  ).flat()
}

/** Reed and Solomon's: the remainder of the data by the generator. */
function repairsOf(data: readonly number[], count: number): number[] {
  const generator = generatorOf(count)
  const remainder = new Array<number>(count).fill(0)
  for (const word of data) {
    const factor = word ^ (remainder.shift() ?? 0)
    remainder.push(0)
    generator.forEach((coefficient, index) => {
      remainder[index] = (remainder[index] ?? 0) ^ multiply(coefficient, factor)
    })
  }
  return remainder
}

/** The coefficients of (x - 1)(x - 2)(x - 4)…, without the first, which is 1. */
function generatorOf(degree: number): number[] {
  const result = [...new Array<number>(degree - 1).fill(0), 1]
  let root = 1
  for (let step = 0; step < degree; step += 1) {
    for (let index = 0; index < degree; index += 1) {
      result[index] =
        multiply(result[index] ?? 0, root) ^ (result[index + 1] ?? 0)
    }
    root = multiply(root, 2)
  }
  return result
}

/** In the field of 256 elements that QR codes use. */
function multiply(x: number, y: number): number {
  let product = 0
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d)
    product ^= ((y >>> bit) & 1) * x
  }
  return product
}
