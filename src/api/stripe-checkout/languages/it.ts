// cspell:disable
import type { ShopperTexts } from "./shopper-texts"

export const it: ShopperTexts = {
  backToShop: "Torna a {shop}",
  tryAgain: "Riprova",
  waiting: "Attendi",
  stopReloading: "Non ricaricare più questa pagina",
  amountTooSmall: "L’importo minimo che si può pagare qui è {limit}.",
  amountTooLarge: "L’importo massimo che si può pagare qui è {limit}.",
  pages: {
    unknown: {
      title: "Questo link di pagamento non esiste",
      text: "Controlla che l’indirizzo sia completo, oppure torna al negozio e avvia di nuovo il pagamento.",
    },
    already_paid: {
      title: "È già stato pagato",
      text: "Qui non resta nulla da pagare. La conferma del tuo ordine è in arrivo.",
    },
    canceled: {
      title: "Questo pagamento è stato annullato",
      text: "Non è stato addebitato nulla. Torna al negozio per avviare un nuovo pagamento.",
    },
    order_canceled: {
      title: "Questo ordine è stato annullato",
      text: "Non resta nulla da pagare e qui non può più essere addebitato nulla. Se non te lo aspettavi, contatta il negozio.",
    },
    link_closed: {
      title: "Questo link di pagamento non è più valido",
      text: "L’ordine è cambiato da quando il link è stato creato, quindi questo importo non è più richiesto. Non è stato addebitato nulla. Se devi ancora qualcosa, il negozio può inviarti un nuovo link.",
    },
    link_expired: {
      title: "Questo link di pagamento è scaduto",
      text: "Era valido per un periodo limitato. Non è stato addebitato nulla. Se vuoi ancora pagare, chiedi al negozio un nuovo link.",
    },
    amount_changed: {
      title: "Il tuo carrello è cambiato",
      text: "L’importo è cambiato da quando il pagamento è stato avviato. Torna al negozio e prosegui di nuovo al pagamento. Non è stato addebitato nulla.",
    },
    not_ready: {
      title: "Il tuo ordine non è ancora completo",
      text: "Il carrello è vuoto, o non è stata scelta una spedizione. Torna al negozio per completare l’ordine. Non è stato addebitato nulla.",
    },
    nothing_to_pay: {
      title: "Non c’è nulla da pagare",
      text: "Torna al negozio e completa lì il tuo ordine.",
    },
    amount_too_small: {
      title: "Questo importo non può essere pagato qui",
      text: "Non è stato addebitato nulla. Torna al negozio per modificare l’ordine o pagare in un altro modo.",
    },
    amount_too_large: {
      title: "Questo importo non può essere pagato qui",
      text: "Non è stato addebitato nulla. Torna al negozio per modificare l’ordine o pagare in un altro modo.",
    },
    busy: {
      title: "Un momento, per favore",
      text: "Il tuo pagamento è in preparazione. La pagina prosegue da sola.",
    },
    too_many_attempts: {
      title: "Questo pagamento è stato avviato troppe volte",
      text: "Torna al negozio e avvia un nuovo pagamento. Non è stato addebitato nulla.",
    },
    stripe_unavailable: {
      title: "La pagina di pagamento non è raggiungibile al momento",
      text: "Riprova tra un momento. Se hai già pagato, non pagare una seconda volta: la conferma dell’ordine ti arriverà per e-mail.",
    },
    stripe_refused: {
      title: "Non è stato possibile avviare questo pagamento",
      text: "Il servizio di pagamento non lo ha accettato. Non è stato addebitato nulla. Contatta il negozio.",
    },
    paid: {
      title: "Grazie, è stato pagato",
      text: "Riceverai la conferma dell’ordine per e-mail.",
    },
    released: {
      title: "La somma riservata è stata sbloccata",
      text: "La somma riservata per questo ordine è di nuovo disponibile. La tua banca può impiegare qualche giorno a mostrarlo.",
    },
    not_paid: {
      title: "Non è stato pagato",
      text: "Non è stato addebitato nulla. Torna al negozio per riprovare.",
    },
    held_up: {
      title: "Hai pagato, ma il tuo ordine non è ancora stato registrato",
      text: "Forse nel frattempo qualcosa si è esaurito. Il negozio continua a provare; non pagare una seconda volta. Quando l’ordine sarà registrato, riceverai la conferma per e-mail. Se non sarà possibile, la somma riservata verrà sbloccata.",
    },
    confirming: {
      title: "Stiamo confermando il tuo pagamento",
      text: "Ci vuole un momento. La pagina prosegue da sola; non pagare una seconda volta.",
    },
    still_confirming: {
      title: "Il tuo pagamento è ancora in fase di conferma",
      text: "Non devi aspettare qui. Non pagare di nuovo: quando il pagamento sarà confermato, riceverai la conferma dell’ordine per e-mail.",
    },
    unknown_payment: {
      title: "Questo pagamento non esiste",
      text: "Torna al negozio. Se hai pagato, riceverai la conferma dell’ordine per e-mail.",
    },
    failed: {
      title: "Qualcosa non ha funzionato nel negozio",
      text: "Riprova tra un momento. Se hai già pagato, non pagare una seconda volta: la conferma dell’ordine ti arriverà per e-mail.",
    },
  },
}
