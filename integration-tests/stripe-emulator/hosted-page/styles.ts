export const styles = `
*, *::before, *::after { box-sizing: border-box }
html { color-scheme: light; -webkit-text-size-adjust: 100% }
body { margin: 0; color: #1a1a1a; background: #fff; font: 400 16px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif }
a { color: inherit }
h1, h2, p, dl, dd, ol, ul { margin: 0; padding: 0 }
:focus-visible { outline: 3px solid #0570de66; outline-offset: 2px }
.checkout { display: grid; grid-template-columns: 1fr 1fr; min-height: 100vh }
.summary { display: flex; justify-content: flex-end; padding: 48px 64px 32px 32px; background: #f6f8fa }
.summary > div { width: 100%; max-width: 400px }
.payment { display: flex; justify-content: flex-start; padding: 48px 32px 32px 64px; box-shadow: 15px 0 30px 0 #00000030 }
.payment > div { width: 100%; max-width: 400px }
.top { display: flex; align-items: center; flex-wrap: wrap; gap: 8px 12px; min-height: 32px; font-size: 14px; font-weight: 500 }
.back { display: inline-flex; align-items: center; gap: 8px; text-decoration: none; border-radius: 4px }
.back:hover .shop { text-decoration: underline }
.arrow { color: #5c6b7a; font-size: 18px; line-height: 1 }
.badge { display: inline-block; padding: 1px 8px; border-radius: 4px; background: #ffde92; color: #5f3a00; font-size: 11px; font-weight: 700; letter-spacing: .04em; text-transform: uppercase }
.emulator { margin-top: 8px; color: #7a4b00; font-size: 13px }
.to-pay { margin-top: 28px; color: #58636f; font-size: 16px; font-weight: 500 }
.total { font-size: 36px; font-weight: 600; line-height: 1.3; letter-spacing: -.01em }
.order { margin-top: 32px; color: inherit }
.order > summary { display: none; width: fit-content; margin-bottom: 16px; border-radius: 4px; color: #0062c4; font-size: 14px; font-weight: 500 }
.lines { list-style: none }
.lines li { display: flex; gap: 16px; margin-bottom: 16px; font-size: 14px; font-weight: 500 }
.what { flex: 1; min-width: 0; overflow-wrap: anywhere }
.what > [dir] { display: block; text-align: left }
.picture { flex: none; width: 42px; height: 42px; border-radius: 5px; background: #e6ebf1; overflow: hidden }
.picture img[data-broken] { visibility: hidden }
.picture img { display: block; width: 42px; height: 42px; object-fit: cover }
.lines .amount { text-align: end }
.shop, bdi { min-width: 0; overflow-wrap: anywhere }
.total { overflow-wrap: anywhere }
.lines small, .sums small { display: block; color: #58636f; font-size: 12px; font-weight: 400 }
.amount { white-space: nowrap; font-variant-numeric: tabular-nums }
.sums { margin-top: 8px; border-top: 1px solid #1a1a1a1a; font-size: 14px; font-weight: 500 }
.sums div { display: flex; justify-content: space-between; gap: 24px; padding-top: 14px }
.sums dt { min-width: 0; overflow-wrap: anywhere }
.sums small { text-align: left }
.sums .due { margin-top: 14px; border-top: 1px solid #1a1a1a1a }
.payment h1 { margin-bottom: 20px; font-size: 20px; font-weight: 600 }
.payment h2 { margin: 24px 0 8px; font-size: 16px; font-weight: 600 }
label, legend { display: block; padding: 0; margin-bottom: 4px; color: #4a5560; font-size: 13px; font-weight: 500 }
form > .field:first-child { margin-top: 0 }
fieldset { margin: 20px 0 0; padding: 0; border: 0 }
input { width: 100%; height: 44px; padding: 8px 12px; border: 1px solid #c9ced6; border-radius: 6px; background: #fff; color: inherit; font: inherit; box-shadow: 0 1px 1px #00000008 }
input:focus { position: relative; z-index: 1; outline: 0; border-color: #0570de; box-shadow: 0 0 0 3px #0570de40 }
input[readonly] { background: #f6f8fa; color: #58636f }
input[aria-invalid=true] { border-color: #c0123c; box-shadow: 0 0 0 1px #c0123c }
.card { display: grid; grid-template-columns: 1fr 1fr }
.card > * { min-width: 0 }
.card .number { position: relative; grid-column: 1 / 3 }
.brand { position: absolute; z-index: 2; top: 11px; right: 10px; padding: 1px 7px; border-radius: 4px; background: #eef2f6; color: #3c4650; font-size: 12px; font-weight: 600; line-height: 20px; pointer-events: none }
.brand:empty { display: none }
.card .number input { border-radius: 6px 6px 0 0 }
.card .expiry input { border-top: 0; border-radius: 0 0 0 6px }
.card .cvc input { border-top: 0; border-left: 0; border-radius: 0 0 6px 0 }
.field { margin-top: 20px }
.error { margin-top: 4px; color: #b3093c; font-size: 13px; font-weight: 500 }
.error:empty { display: none }
.decline { margin-top: 20px; padding: 10px 14px; border: 1px solid #f5b5c4; border-radius: 6px; background: #fff5f7; color: #b3093c; font-size: 14px; font-weight: 500 }
.decline:empty { display: none }
.custom-text { margin-top: 16px; color: #4a5560; font-size: 13px; overflow-wrap: anywhere; white-space: pre-line }
.hidden, .card label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
button { font: inherit; cursor: pointer }
.pay { width: 100%; min-height: 48px; margin-top: 24px; border: 0; border-radius: 6px; background: #0069d0; color: #fff; font-weight: 600; box-shadow: 0 1px 2px #0000001a }
.pay:hover { background: #005bb5 }
.pay[aria-disabled=true] { background: #41709c; cursor: progress }
details { margin-top: 24px; color: #58636f; font-size: 13px }
summary { cursor: pointer }
.cards { margin-top: 8px; list-style: none }
.cards button { display: flex; justify-content: space-between; gap: 12px; width: 100%; padding: 4px 6px; border: 0; border-radius: 4px; background: none; color: #1a1a1a; font-size: 13px; text-align: left }
.cards button:hover { background: #eef2f6 }
.cards span:last-child { text-align: right }
.cards span:first-child { font-variant-numeric: tabular-nums; white-space: nowrap }
.saved { margin: 20px 0 0; padding: 0; border: 0 }
.saved label, .save label { display: flex; gap: 8px; align-items: center; min-height: 36px; font-size: 14px }
.saved input, .save input { flex: none; width: 16px; height: 16px; min-height: 0; margin: 0 }
.save { margin-top: 16px }
.footer { margin-top: 28px; color: #6a7383; font-size: 12px }
.notice { display: grid; grid-template-columns: minmax(0, 1fr); align-content: center; justify-items: center; gap: 12px; min-height: 100vh; padding: 32px; background: #f6f8fa; text-align: center; overflow-wrap: anywhere }
.notice > div { width: 100%; max-width: 460px; padding: 40px 32px; border-radius: 12px; background: #fff; box-shadow: 0 8px 30px #0000001a }
.notice h1 { margin: 16px 0 8px; font-size: 22px }
.notice p { color: #4a5560 }
.notice .actions { display: grid; grid-template-columns: minmax(0, 1fr); gap: 10px; margin-top: 24px }
.notice .pay { margin: 0 }
.quiet { min-height: 44px; border: 1px solid #c9ced6; border-radius: 6px; background: #fff; color: #1a1a1a; font-weight: 500 }
.quiet:hover { background: #f6f8fa }
@media (max-width: 900px) {
  .checkout { grid-template-columns: 1fr; align-content: start }
  .summary, .payment { justify-content: center; padding: 20px }
  .summary { padding-bottom: 28px }
  .payment { box-shadow: none; padding-top: 28px }
  .to-pay { margin-top: 20px }
  .order { margin-top: 20px }
  .order.long > summary { display: list-item }
}
`
