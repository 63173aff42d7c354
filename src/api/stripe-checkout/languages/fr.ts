// cspell:disable
import type { ShopperTexts } from "./shopper-texts"

export const fr: ShopperTexts = {
  backToShop: "Retour à {shop}",
  tryAgain: "Réessayer",
  waiting: "Veuillez patienter",
  stopReloading: "Ne plus recharger cette page",
  amountTooSmall: "Le montant minimal que l’on peut payer ici est de {limit}.",
  amountTooLarge: "Le montant maximal que l’on peut payer ici est de {limit}.",
  pages: {
    unknown: {
      title: "Ce lien de paiement est inconnu",
      text: "Vérifiez que l’adresse est complète, ou retournez à la boutique et recommencez le paiement.",
    },
    already_paid: {
      title: "Le paiement a déjà été effectué",
      text: "Il n’y a plus rien à payer ici. La confirmation de votre commande est en route.",
    },
    canceled: {
      title: "Ce paiement a été annulé",
      text: "Aucun montant n’a été prélevé. Retournez à la boutique pour commencer un nouveau paiement.",
    },
    order_canceled: {
      title: "Cette commande a été annulée",
      text: "Il n’y a plus rien à payer pour elle, et aucun montant ne peut plus être prélevé ici. Si vous ne vous y attendiez pas, contactez la boutique.",
    },
    link_closed: {
      title: "Ce lien de paiement n’est plus valable",
      text: "La commande a changé depuis la création du lien : ce montant n’est plus demandé. Aucun montant n’a été prélevé. S’il reste quelque chose à payer, la boutique peut vous envoyer un nouveau lien.",
    },
    link_expired: {
      title: "Ce lien de paiement a expiré",
      text: "Il était valable pour une durée limitée. Aucun montant n’a été prélevé. Si vous souhaitez encore payer, demandez un nouveau lien à la boutique.",
    },
    amount_changed: {
      title: "Votre panier a changé",
      text: "Le montant a changé depuis le début de ce paiement. Retournez à la boutique et passez de nouveau au paiement. Aucun montant n’a été prélevé.",
    },
    not_ready: {
      title: "Votre commande n’est pas encore complète",
      text: "Votre panier est vide, ou aucun mode de livraison n’a été choisi. Retournez à la boutique pour compléter votre commande. Aucun montant n’a été prélevé.",
    },
    nothing_to_pay: {
      title: "Il n’y a rien à payer",
      text: "Retournez à la boutique pour y terminer votre commande.",
    },
    amount_too_small: {
      title: "Ce montant ne peut pas être payé ici",
      text: "Aucun montant n’a été prélevé. Retournez à la boutique pour modifier votre commande ou payer autrement.",
    },
    amount_too_large: {
      title: "Ce montant ne peut pas être payé ici",
      text: "Aucun montant n’a été prélevé. Retournez à la boutique pour modifier votre commande ou payer autrement.",
    },
    busy: {
      title: "Un instant, s’il vous plaît",
      text: "Votre paiement est en préparation. La page continue d’elle-même.",
    },
    too_many_attempts: {
      title: "Ce paiement a été commencé trop souvent",
      text: "Retournez à la boutique et commencez un nouveau paiement. Aucun montant n’a été prélevé.",
    },
    stripe_unavailable: {
      title: "La page de paiement est inaccessible pour le moment",
      text: "Veuillez réessayer dans un instant. Si vous avez déjà payé, ne payez pas une deuxième fois : la confirmation de commande vous parviendra par e-mail.",
    },
    stripe_refused: {
      title: "Ce paiement n’a pas pu commencer",
      text: "Le service de paiement ne l’a pas accepté. Aucun montant n’a été prélevé. Veuillez contacter la boutique.",
    },
    paid: {
      title: "Merci, le paiement a été effectué",
      text: "Vous recevrez la confirmation de commande par e-mail.",
    },
    released: {
      title: "La réservation a été levée",
      text: "La somme réservée pour cette commande est de nouveau disponible. Votre banque peut mettre quelques jours à l’afficher.",
    },
    not_paid: {
      title: "Le paiement n’a pas été effectué",
      text: "Aucun montant n’a été prélevé. Retournez à la boutique pour réessayer.",
    },
    held_up: {
      title:
        "Vous avez payé, mais votre commande n’a pas encore pu être passée",
      text: "Un article est peut-être épuisé entre-temps. La boutique continue d’essayer ; ne payez pas une deuxième fois. Dès que la commande sera passée, vous en recevrez la confirmation par e-mail. Si c’est impossible, la réservation sera levée.",
    },
    confirming: {
      title: "Nous confirmons votre paiement",
      text: "Cela prend un instant. La page continue d’elle-même ; ne payez pas une deuxième fois.",
    },
    still_confirming: {
      title: "Votre paiement est toujours en cours de confirmation",
      text: "Vous n’avez pas besoin d’attendre ici. Ne payez pas de nouveau : dès que le paiement sera confirmé, vous recevrez la confirmation de commande par e-mail.",
    },
    unknown_payment: {
      title: "Ce paiement est inconnu",
      text: "Retournez à la boutique. Si vous avez payé, vous recevrez la confirmation de commande par e-mail.",
    },
    failed: {
      title: "Un problème est survenu dans la boutique",
      text: "Veuillez réessayer dans un instant. Si vous avez déjà payé, ne payez pas une deuxième fois : la confirmation de commande vous parviendra par e-mail.",
    },
  },
}
