export const controlStyles = `
* { box-sizing: border-box }
body { margin: 0; background: #f6f8fa; color: #1a1a1a; font: 14px/1.5 -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Arial, sans-serif }
main { max-width: 1280px; margin: 0 auto; padding: 24px }
header { display: flex; align-items: center; flex-wrap: wrap; gap: 12px; margin-bottom: 16px }
h1 { margin: 0; font-size: 20px }
h2 { margin: 24px 0 8px; font-size: 16px }
.badge { padding: 1px 8px; border-radius: 4px; background: #ffde92; color: #5f3a00; font-size: 12px; font-weight: 600 }
.problem { padding: 10px 14px; border: 1px solid #f5b5c4; border-radius: 6px; background: #fff5f7; color: #b3093c }
.bar { display: flex; align-items: center; flex-wrap: wrap; gap: 8px; margin-bottom: 8px }
.bar > span { margin-right: 8px }
.scroll { overflow-x: auto; border: 1px solid #e3e8ee; border-radius: 8px; background: #fff }
table { width: 100%; border-collapse: collapse }
th, td { padding: 8px 12px; border-bottom: 1px solid #eef1f4; text-align: left; vertical-align: middle; white-space: nowrap }
tbody tr:last-child td { border-bottom: 0 }
th { color: #58636f; font-size: 12px; font-weight: 600 }
code { font-size: 12px; color: #58636f }
form { display: inline-flex; align-items: center; gap: 6px }
input:not([type=hidden]) { width: 72px; padding: 3px 6px; border: 1px solid #c9ced6; border-radius: 5px; font: inherit }
button { padding: 3px 10px; border: 1px solid #c9ced6; border-radius: 5px; background: #fff; font: inherit; cursor: pointer }
button:hover { background: #eef2f6 }
:focus-visible { outline: 3px solid #0570de66 }
.actions { display: flex; align-items: center; gap: 6px }
.actions a { padding: 3px 4px; color: #0069d0 }
.status { padding: 1px 7px; border-radius: 4px; background: #e9edf2; font-size: 12px; font-weight: 600 }
.status.succeeded, .status.complete { background: #d3f5dd; color: #0b5a2a }
.status.requires_capture, .status.open { background: #dcebff; color: #08427e }
.status.canceled, .status.expired { background: #f1e3e6; color: #7a1431 }
p code, .bar code { overflow-wrap: anywhere }
button { max-width: 100% }
.days { display: grid; grid-template-columns: repeat(auto-fill, minmax(220px, 1fr)); gap: 12px; margin-bottom: 12px }
.days > div { padding: 12px; border: 1px solid #e3e8ee; border-radius: 8px; background: #fff }
.days button { font-weight: 600 }
.days p { margin: 6px 0 0; color: #58636f; font-size: 13px }
.faults { margin: 0 8px 0 0; padding: 6px 12px 6px 28px; border-radius: 6px; background: #fff3dc; color: #5f3a00 }
.calm { color: #0b5a2a }
.switches { display: grid; grid-template-columns: repeat(auto-fill, minmax(340px, 1fr)); gap: 8px }
.switches form { justify-content: space-between; padding: 8px 12px; border: 1px solid #e3e8ee; border-radius: 8px; background: #fff }
label { display: inline-flex; align-items: center; gap: 6px }
select { max-width: 230px; padding: 3px 6px; border: 1px solid #c9ced6; border-radius: 5px; background: #fff; color: inherit; font: inherit }
details { margin-bottom: 8px; border: 1px solid #e3e8ee; border-radius: 8px; background: #fff }
summary { padding: 8px 12px; cursor: pointer }
pre { margin: 0; padding: 12px; overflow-x: auto; font-size: 12px }
@media (max-width: 600px) { main { padding: 16px } .bar form { flex-wrap: wrap } .switches { grid-template-columns: minmax(0, 1fr) } .switches form, label { flex-wrap: wrap } }
`
