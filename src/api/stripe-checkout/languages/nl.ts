// cspell:disable
import type { ShopperTexts } from "./shopper-texts"

export const nl: ShopperTexts = {
  backToShop: "Terug naar {shop}",
  tryAgain: "Opnieuw proberen",
  waiting: "Even geduld",
  stopReloading: "Deze pagina niet meer herladen",
  amountTooSmall: "Het laagste bedrag dat je hier kunt betalen is {limit}.",
  amountTooLarge: "Het hoogste bedrag dat je hier kunt betalen is {limit}.",
  pages: {
    unknown: {
      title: "Deze betaallink is niet bekend",
      text: "Controleer of het adres volledig is, of ga terug naar de winkel en start de betaling opnieuw.",
    },
    already_paid: {
      title: "Dit is al betaald",
      text: "Hier valt niets meer te betalen. De bevestiging van je bestelling is onderweg.",
    },
    canceled: {
      title: "Deze betaling is geannuleerd",
      text: "Er is niets afgeschreven. Ga terug naar de winkel om een nieuwe betaling te starten.",
    },
    order_canceled: {
      title: "Deze bestelling is geannuleerd",
      text: "Er valt niets meer voor te betalen en hier kan niets meer worden afgeschreven. Neem contact op met de winkel als je dit niet had verwacht.",
    },
    link_closed: {
      title: "Deze betaallink is niet meer geldig",
      text: "De bestelling is veranderd sinds de link is gemaakt, dus dit bedrag wordt niet meer gevraagd. Er is niets afgeschreven. Als je nog iets moet betalen, kan de winkel je een nieuwe link sturen.",
    },
    link_expired: {
      title: "Deze betaallink is verlopen",
      text: "De link was maar een beperkte tijd geldig. Er is niets afgeschreven. Wil je nog betalen, vraag de winkel dan om een nieuwe link.",
    },
    amount_changed: {
      title: "Je winkelwagen is veranderd",
      text: "Het bedrag is veranderd sinds deze betaling is gestart. Ga terug naar de winkel en ga opnieuw naar de betaling. Er is niets afgeschreven.",
    },
    not_ready: {
      title: "Je bestelling is nog niet compleet",
      text: "Je winkelwagen is leeg of er is geen verzendoptie gekozen. Ga terug naar de winkel om je bestelling af te maken. Er is niets afgeschreven.",
    },
    nothing_to_pay: {
      title: "Er valt niets te betalen",
      text: "Ga terug naar de winkel en rond je bestelling daar af.",
    },
    amount_too_small: {
      title: "Dit bedrag kan hier niet worden betaald",
      text: "Er is niets afgeschreven. Ga terug naar de winkel om je bestelling te wijzigen of op een andere manier te betalen.",
    },
    amount_too_large: {
      title: "Dit bedrag kan hier niet worden betaald",
      text: "Er is niets afgeschreven. Ga terug naar de winkel om je bestelling te wijzigen of op een andere manier te betalen.",
    },
    busy: {
      title: "Een ogenblik geduld",
      text: "Je betaling wordt voorbereid. Deze pagina gaat vanzelf verder.",
    },
    too_many_attempts: {
      title: "Deze betaling is te vaak gestart",
      text: "Ga terug naar de winkel en start een nieuwe betaling. Er is niets afgeschreven.",
    },
    stripe_unavailable: {
      title: "De betaalpagina is op dit moment niet bereikbaar",
      text: "Probeer het zo meteen opnieuw. Als je al hebt betaald, betaal dan niet nog een keer: je krijgt de bevestiging van je bestelling per e-mail.",
    },
    stripe_refused: {
      title: "Deze betaling kon niet worden gestart",
      text: "De betaaldienst heeft haar niet geaccepteerd. Er is niets afgeschreven. Neem contact op met de winkel.",
    },
    paid: {
      title: "Bedankt, dit is betaald",
      text: "Je krijgt de bevestiging van je bestelling per e-mail.",
    },
    released: {
      title: "De reservering is opgeheven",
      text: "Het geld dat voor deze bestelling was gereserveerd, is weer beschikbaar. Het kan enkele dagen duren voordat je bank dat laat zien.",
    },
    not_paid: {
      title: "Dit is niet betaald",
      text: "Er is niets afgeschreven. Ga terug naar de winkel om het opnieuw te proberen.",
    },
    held_up: {
      title:
        "Je hebt betaald, maar je bestelling kon nog niet worden geplaatst",
      text: "Misschien is er intussen iets uitverkocht. De winkel blijft het proberen; betaal niet nog een keer. Zodra de bestelling is geplaatst, krijg je de bevestiging per e-mail. Als dat niet lukt, wordt de reservering opgeheven.",
    },
    confirming: {
      title: "We bevestigen je betaling",
      text: "Dit duurt even. De pagina gaat vanzelf verder; betaal niet nog een keer.",
    },
    still_confirming: {
      title: "Je betaling wordt nog bevestigd",
      text: "Je hoeft hier niet te wachten. Betaal niet opnieuw: zodra de betaling is bevestigd, krijg je de bevestiging van je bestelling per e-mail.",
    },
    unknown_payment: {
      title: "Deze betaling is niet bekend",
      text: "Ga terug naar de winkel. Als je hebt betaald, krijg je de bevestiging van je bestelling per e-mail.",
    },
    failed: {
      title: "Er is iets misgegaan in de winkel",
      text: "Probeer het zo meteen opnieuw. Als je al hebt betaald, betaal dan niet nog een keer: je krijgt de bevestiging van je bestelling per e-mail.",
    },
  },
}
