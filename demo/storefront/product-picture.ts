import { PRODUCTS, type Picture } from "../catalog"

const SIZE = 600

/** Flat drawings in the product's colours: nothing to download, and sharp at any size. */
export function drawProduct(
  handle: string
): { readonly type: string; readonly body: string } | null {
  const product = PRODUCTS.find((candidate) => candidate.handle === handle)
  if (!product) return null
  const { picture } = product
  return {
    type: "image/svg+xml",
    body: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${SIZE} ${SIZE}" width="${SIZE}" height="${SIZE}">
<rect width="${SIZE}" height="${SIZE}" fill="${picture.background}"/>
<ellipse cx="300" cy="500" rx="190" ry="18" fill="#000" opacity=".08"/>
${MOTIFS[picture.motif](picture)}
</svg>`,
  }
}

const MOTIFS: Readonly<Record<Picture["motif"], (colours: Picture) => string>> =
  {
    shirt: ({ accent, main }) => `
<path fill="${main}" d="M222 128 L120 178 L92 312 L158 326 L170 282 L164 490 H436 L430 282 L442 326 L508 312 L480 178 L378 128 C352 168 248 168 222 128 Z"/>
<path fill="none" stroke="${accent}" stroke-width="6" stroke-linejoin="round" d="M222 128 C248 168 352 168 378 128 L342 196 L300 160 L258 196 Z"/>
<path stroke="${accent}" stroke-width="4" opacity=".5" d="M300 162 V490 M170 282 L176 214 M430 282 L424 214"/>
<g fill="${accent}"><circle cx="300" cy="232" r="6"/><circle cx="300" cy="296" r="6"/><circle cx="300" cy="360" r="6"/><circle cx="300" cy="424" r="6"/></g>
<rect x="336" y="252" width="62" height="70" rx="6" fill="none" stroke="${accent}" stroke-width="4" opacity=".6"/>`,
    blanket: ({ accent, main }) => `
<path fill="${main}" d="M130 210 Q130 180 160 180 H440 Q470 180 470 210 V470 Q470 490 450 490 H150 Q130 490 130 470 Z"/>
<path stroke="#000" stroke-width="6" opacity=".12" d="M130 290 H470 M130 390 H470"/>
<g stroke="${accent}" stroke-width="12" opacity=".9"><path d="M130 220 H470"/><path d="M130 250 H470"/><path d="M130 440 H470"/></g>
<g stroke="${main}" stroke-width="6" stroke-linecap="round"><path d="M150 490 v24 M186 490 v24 M222 490 v24 M258 490 v24 M294 490 v24 M330 490 v24 M366 490 v24 M402 490 v24 M438 490 v24"/></g>`,
    mug: ({ accent, main }) => `
<path fill="none" stroke="${main}" stroke-width="30" d="M406 262 C506 244 506 414 392 398"/>
<path fill="${main}" d="M176 210 H424 L408 452 Q404 496 360 496 H240 Q196 496 192 452 Z"/>
<ellipse cx="300" cy="210" rx="124" ry="26" fill="${accent}"/>
<ellipse cx="300" cy="214" rx="104" ry="17" fill="#5b3a22"/>
<path fill="${accent}" opacity=".45" d="M179 260 C230 300 260 240 310 276 C350 304 390 262 421 270 L424 210 H176 Z"/>
<g fill="none" stroke="${accent}" stroke-width="8" stroke-linecap="round" opacity=".8"><path d="M262 160 q-18 -22 0 -44 q18 -22 0 -44"/><path d="M332 160 q-18 -22 0 -44 q18 -22 0 -44"/></g>`,
    tote: ({ accent, main }) => `
<path fill="none" stroke="${accent}" stroke-width="18" d="M226 268 V190 C226 96 374 96 374 190 V268"/>
<path fill="${main}" d="M150 240 H450 L470 480 Q471 496 454 496 H146 Q129 496 130 480 Z"/>
<path stroke="${accent}" stroke-width="5" stroke-dasharray="10 8" opacity=".6" d="M154 264 H448"/>
<path fill="none" stroke="${accent}" stroke-width="10" stroke-linecap="round" stroke-linejoin="round" d="M214 420 L270 340 L306 388 L336 350 L386 420 Z"/>
<circle cx="372" cy="326" r="18" fill="${accent}"/>`,
    candle: ({ accent, main }) => `
<path fill="${main}" d="M214 262 H386 V470 Q386 490 366 490 H234 Q214 490 214 470 Z"/>
<path fill="#fff" opacity=".35" d="M190 216 H410 V476 Q410 500 386 500 H214 Q190 500 190 476 Z"/>
<ellipse cx="300" cy="262" rx="86" ry="14" fill="${accent}"/>
<path stroke="#5b3a22" stroke-width="6" stroke-linecap="round" d="M300 262 V232"/>
<path fill="#f39c12" d="M300 120 C338 172 340 200 300 236 C260 200 262 172 300 120 Z"/>
<path fill="#ffe9a8" d="M300 166 C318 194 320 210 300 230 C280 210 282 194 300 166 Z"/>
<rect x="236" y="340" width="128" height="84" rx="8" fill="${accent}"/>
<path stroke="${main}" stroke-width="6" stroke-linecap="round" d="M262 372 H338 M276 396 H324"/>`,
    stool: ({ accent, main }) => `
<path stroke="${accent}" stroke-width="24" stroke-linecap="round" d="M216 262 L170 494 M384 262 L430 494"/>
<path stroke="${main}" stroke-width="24" stroke-linecap="round" d="M300 262 V500"/>
<path stroke="${accent}" stroke-width="14" stroke-linecap="round" d="M194 396 H406"/>
<ellipse cx="300" cy="246" rx="170" ry="46" fill="${accent}"/>
<ellipse cx="300" cy="230" rx="170" ry="46" fill="${main}"/>
<g fill="none" stroke="${accent}" stroke-width="4" opacity=".45"><ellipse cx="300" cy="230" rx="120" ry="30"/><ellipse cx="300" cy="230" rx="74" ry="17"/><ellipse cx="300" cy="230" rx="30" ry="6"/></g>`,
  }
