/**
 * Medusa's ids are ULIDs: after their prefix they begin with the time at which they were made. So whatever is newer
 * than a moment is a range of the primary key, also where no index has a time. Pure.
 */

// cspell:disable-next-line
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"

const CHARACTERS = 10

/** What the ids of that moment begin with, after their prefix. */
export function ulidTime(date: Date): string {
  let rest = date.getTime()
  let text = ""
  for (let place = 0; place < CHARACTERS; place += 1) {
    text = `${ALPHABET.charAt(rest % ALPHABET.length)}${text}`
    rest = Math.floor(rest / ALPHABET.length)
  }
  return text
}

/** When an id was made: the other way round. Null where it is no ULID behind a prefix. */
export function timeOfId(id: string): Date | null {
  const [, text = ""] = /_(\w{10})\w*$/.exec(id) ?? []
  const places = text.split("").map((letter) => ALPHABET.indexOf(letter))
  return text === "" || places.includes(-1)
    ? null
    : new Date(
        places.reduce((time, place) => time * ALPHABET.length + place, 0)
      )
}

/** The same in SQL, for a time that only the database knows; one without a zone is the session's, as in comparisons. */
export function ulidTimeInSql(time: string): string {
  return `(select string_agg(substr('${ALPHABET}',
              ((floor(extract(epoch from (${time})::timestamptz) * 1000)::bigint >> (5 * (${CHARACTERS - 1} - place))) & 31)::integer + 1,
              1), '' order by place)
             from generate_series(0, ${CHARACTERS - 1}) place)`
}
