import { faultKinds } from "../../api/faults"
import type { Html } from "../../hosted-page/html"
import { markup } from "../../hosted-page/html"
import { testCards } from "../../payment/test-cards"
import type { Emulator } from "../../state/emulator"
import { switchChoices } from "../../state/switches"
import {
  button,
  type Choice,
  form,
  numberField,
  select,
  selected,
} from "./forms"
import { targets } from "./targets"

/** Every fault with its parameters, for what the one-click buttons do not offer. */
export function faultForms(emulator: Emulator): Html {
  return markup`<section aria-labelledby="faults">
    <h2 id="faults">Faults</h2>
    <div class="bar">${requestForm()}${rateLimitForm(emulator)}</div>
    <div class="bar">${deliveryForms(emulator)}</div>
    <div class="bar">${nextCardForm()}</div>
  </section>`
}

function requestForm(): Html {
  return form(
    "fail_next",
    {},
    markup`${select("kind", "The next", faultKinds.map(asChoice))}
      ${select("pattern", "at", targets)}
      ${numberField("times", "times", 1)}
      ${numberField("seconds", "seconds, if slow", 5)}
      <button>Set</button>`
  )
}

function rateLimitForm({ rateLimit }: Emulator): Html {
  return form(
    "set_rate_limit",
    {},
    markup`${numberField("per_second", "Requests per second, 0 for no limit", rateLimit ?? 0)}<button>Limit</button>`
  )
}

function deliveryForms({ delivery }: Emulator): Html[] {
  const orders = ["oldest_first", "newest_first", "shuffled"]
  const release = form(
    "webhooks/resume",
    {},
    markup`${select("order", "Release held webhooks", orders.map(asChoice))}<button>Release</button>`
  )
  return [
    delivery.paused ? release : button("Hold webhooks", "webhooks/pause", {}),
    button("Drop the next event", "webhooks/drop_next", { times: 1 }),
    button("Double the next event", "webhooks/double_next", { times: 1 }),
    button("Send the next event twice", "webhooks/duplicate_next", {
      times: 1,
    }),
    button("Delay the next event by 30 s", "webhooks/delay_next", {
      times: 1,
      seconds: 30,
    }),
    button(
      "Sign the next event with a wrong secret",
      "webhooks/sign_next_with",
      {
        times: 1,
        secret: "whsec_of_somebody_else",
      }
    ),
  ]
}

function nextCardForm(): Html {
  const cards = Object.entries(testCards).map(([value, { about }]) => ({
    value,
    label: `${value} ${about}`,
  }))
  return form(
    "set_next_card",
    {},
    markup`${select("card", "Whatever card comes next counts as", cards)}<button>Set</button>`
  )
}

/** Behavior that Stripe's documentation leaves open, with every possible value. */
export function switchSection({ switches }: Emulator): Html {
  const rows = Object.entries(switches).map(([name, value]) =>
    form(
      "set_switch",
      { name },
      markup`${selected("value", name.replaceAll("_", " "), {
        choices: switchChoices(name).map(asChoice),
        value: String(value),
      })}<button>Set</button>`
    )
  )
  return markup`<section aria-labelledby="switches">
    <h2 id="switches">Where Stripe's documentation leaves the behavior open</h2>
    <div class="switches">${rows}</div>
  </section>`
}

function asChoice(value: string): Choice {
  return { value, label: value.replaceAll("_", " ") }
}
