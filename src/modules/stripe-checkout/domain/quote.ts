/**
 * Foreign text in our own sentences: an order's status may be anything of any length, and
 * so may an id that somebody sent.
 */

/** Longer than any real status or id, and still a sentence that can be read. */
const LONGEST = 100

export function shorten(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text
}

export function quote(text: string): string {
  return `"${shorten(text)}"`
}
