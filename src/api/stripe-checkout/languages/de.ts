// cspell:disable
import type { ShopperTexts } from "./shopper-texts"

export const de: ShopperTexts = {
  backToShop: "Zurück zu {shop}",
  tryAgain: "Erneut versuchen",
  waiting: "Bitte warten",
  stopReloading: "Diese Seite nicht mehr neu laden",
  amountTooSmall:
    "Der kleinste Betrag, der hier bezahlt werden kann, ist {limit}.",
  amountTooLarge:
    "Der größte Betrag, der hier bezahlt werden kann, ist {limit}.",
  pages: {
    unknown: {
      title: "Dieser Zahlungslink ist nicht bekannt",
      text: "Prüfen Sie, ob die Adresse vollständig ist, oder kehren Sie zum Shop zurück und starten Sie die Zahlung noch einmal.",
    },
    already_paid: {
      title: "Das ist bereits bezahlt",
      text: "Hier ist nichts mehr zu bezahlen. Ihre Bestellbestätigung ist unterwegs.",
    },
    canceled: {
      title: "Diese Zahlung wurde abgebrochen",
      text: "Es wurde kein Geld abgebucht. Kehren Sie zum Shop zurück, um eine neue Zahlung zu starten.",
    },
    order_canceled: {
      title: "Diese Bestellung wurde storniert",
      text: "Für sie ist nichts mehr zu bezahlen, und hier kann kein Geld mehr abgebucht werden. Bitte wenden Sie sich an den Shop, wenn Sie das nicht erwartet haben.",
    },
    link_closed: {
      title: "Dieser Zahlungslink ist nicht mehr gültig",
      text: "Die Bestellung hat sich geändert, seit der Link erstellt wurde; dieser Betrag wird nicht mehr verlangt. Es wurde kein Geld abgebucht. Falls noch etwas offen ist, kann der Shop Ihnen einen neuen Link senden.",
    },
    link_expired: {
      title: "Dieser Zahlungslink ist abgelaufen",
      text: "Er war nur eine begrenzte Zeit gültig. Es wurde kein Geld abgebucht. Wenn Sie noch bezahlen möchten, bitten Sie den Shop um einen neuen Link.",
    },
    amount_changed: {
      title: "Ihr Warenkorb hat sich geändert",
      text: "Der Betrag hat sich geändert, seit diese Zahlung gestartet wurde. Kehren Sie zum Shop zurück und gehen Sie noch einmal zur Zahlung. Es wurde kein Geld abgebucht.",
    },
    not_ready: {
      title: "Ihre Bestellung ist noch nicht vollständig",
      text: "Ihr Warenkorb ist leer, oder es wurde keine Versandart gewählt. Kehren Sie zum Shop zurück, um Ihre Bestellung zu vervollständigen. Es wurde kein Geld abgebucht.",
    },
    nothing_to_pay: {
      title: "Es ist nichts zu bezahlen",
      text: "Kehren Sie zum Shop zurück und schließen Sie Ihre Bestellung dort ab.",
    },
    amount_too_small: {
      title: "Dieser Betrag kann hier nicht bezahlt werden",
      text: "Es wurde kein Geld abgebucht. Kehren Sie zum Shop zurück, um Ihre Bestellung zu ändern oder anders zu bezahlen.",
    },
    amount_too_large: {
      title: "Dieser Betrag kann hier nicht bezahlt werden",
      text: "Es wurde kein Geld abgebucht. Kehren Sie zum Shop zurück, um Ihre Bestellung zu ändern oder anders zu bezahlen.",
    },
    busy: {
      title: "Einen Moment bitte",
      text: "Ihre Zahlung wird vorbereitet. Diese Seite geht von selbst weiter.",
    },
    too_many_attempts: {
      title: "Diese Zahlung wurde zu oft gestartet",
      text: "Kehren Sie zum Shop zurück und starten Sie eine neue Zahlung. Es wurde kein Geld abgebucht.",
    },
    stripe_unavailable: {
      title: "Die Zahlungsseite ist gerade nicht erreichbar",
      text: "Bitte versuchen Sie es gleich noch einmal. Falls Sie schon bezahlt haben, bezahlen Sie nicht ein zweites Mal: Die Bestellbestätigung erreicht Sie per E-Mail.",
    },
    stripe_refused: {
      title: "Diese Zahlung konnte nicht gestartet werden",
      text: "Der Zahlungsdienst hat sie nicht angenommen. Es wurde kein Geld abgebucht. Bitte wenden Sie sich an den Shop.",
    },
    paid: {
      title: "Danke, das ist bezahlt",
      text: "Sie erhalten die Bestellbestätigung per E-Mail.",
    },
    released: {
      title: "Die Reservierung wurde aufgehoben",
      text: "Das Geld, das für diese Bestellung reserviert war, ist wieder frei. Bis Ihre Bank das anzeigt, können einige Tage vergehen.",
    },
    not_paid: {
      title: "Das ist nicht bezahlt",
      text: "Es wurde kein Geld abgebucht. Kehren Sie zum Shop zurück, um es noch einmal zu versuchen.",
    },
    held_up: {
      title:
        "Sie haben bezahlt, aber Ihre Bestellung konnte noch nicht angelegt werden",
      text: "Vielleicht ist inzwischen etwas ausverkauft. Der Shop versucht es weiter; bitte bezahlen Sie nicht ein zweites Mal. Sobald die Bestellung angelegt ist, erhalten Sie die Bestätigung per E-Mail. Ist das nicht möglich, wird die Reservierung aufgehoben.",
    },
    confirming: {
      title: "Wir bestätigen Ihre Zahlung",
      text: "Das dauert einen Moment. Die Seite geht von selbst weiter; bitte bezahlen Sie nicht ein zweites Mal.",
    },
    still_confirming: {
      title: "Ihre Zahlung wird noch bestätigt",
      text: "Sie müssen hier nicht warten. Bitte bezahlen Sie nicht noch einmal: Sobald die Zahlung bestätigt ist, erhalten Sie die Bestellbestätigung per E-Mail.",
    },
    unknown_payment: {
      title: "Diese Zahlung ist nicht bekannt",
      text: "Kehren Sie zum Shop zurück. Wenn Sie bezahlt haben, erhalten Sie die Bestellbestätigung per E-Mail.",
    },
    failed: {
      title: "Im Shop ist etwas schiefgegangen",
      text: "Bitte versuchen Sie es gleich noch einmal. Falls Sie schon bezahlt haben, bezahlen Sie nicht ein zweites Mal: Die Bestellbestätigung erreicht Sie per E-Mail.",
    },
  },
}
