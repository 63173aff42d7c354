// cspell:disable
import type { ShopperTexts } from "./shopper-texts"

export const es: ShopperTexts = {
  backToShop: "Volver a {shop}",
  tryAgain: "Intentar de nuevo",
  waiting: "Espera, por favor",
  stopReloading: "Dejar de recargar esta página",
  amountTooSmall: "El importe mínimo que se puede pagar aquí es {limit}.",
  amountTooLarge: "El importe máximo que se puede pagar aquí es {limit}.",
  pages: {
    unknown: {
      title: "Este enlace de pago no existe",
      text: "Comprueba que la dirección esté completa, o vuelve a la tienda e inicia el pago de nuevo.",
    },
    already_paid: {
      title: "Ya está pagado",
      text: "Aquí no queda nada por pagar. La confirmación de tu pedido está en camino.",
    },
    canceled: {
      title: "Este pago se canceló",
      text: "No se ha cobrado nada. Vuelve a la tienda para iniciar un nuevo pago.",
    },
    order_canceled: {
      title: "Este pedido se canceló",
      text: "No queda nada por pagar y aquí ya no se puede cobrar nada. Ponte en contacto con la tienda si no lo esperabas.",
    },
    link_closed: {
      title: "Este enlace de pago ya no es válido",
      text: "El pedido ha cambiado desde que se creó el enlace, así que este importe ya no se solicita. No se ha cobrado nada. Si aún debes algo, la tienda puede enviarte un nuevo enlace.",
    },
    link_expired: {
      title: "Este enlace de pago ha caducado",
      text: "Solo era válido por un tiempo limitado. No se ha cobrado nada. Si aún quieres pagar, pide un nuevo enlace a la tienda.",
    },
    amount_changed: {
      title: "Tu carrito ha cambiado",
      text: "El importe ha cambiado desde que se inició este pago. Vuelve a la tienda y continúa al pago de nuevo. No se ha cobrado nada.",
    },
    not_ready: {
      title: "Tu pedido aún no está completo",
      text: "Tu carrito está vacío o no se ha elegido ninguna forma de envío. Vuelve a la tienda para completar tu pedido. No se ha cobrado nada.",
    },
    nothing_to_pay: {
      title: "No hay nada que pagar",
      text: "Vuelve a la tienda y termina allí tu pedido.",
    },
    amount_too_small: {
      title: "Este importe no se puede pagar aquí",
      text: "No se ha cobrado nada. Vuelve a la tienda para cambiar tu pedido o pagar de otra forma.",
    },
    amount_too_large: {
      title: "Este importe no se puede pagar aquí",
      text: "No se ha cobrado nada. Vuelve a la tienda para cambiar tu pedido o pagar de otra forma.",
    },
    busy: {
      title: "Un momento, por favor",
      text: "Tu pago se está preparando. Esta página continúa sola.",
    },
    too_many_attempts: {
      title: "Este pago se ha iniciado demasiadas veces",
      text: "Vuelve a la tienda e inicia un nuevo pago. No se ha cobrado nada.",
    },
    stripe_unavailable: {
      title: "Ahora mismo no se puede acceder a la página de pago",
      text: "Inténtalo de nuevo en un momento. Si ya has pagado, no pagues otra vez: la confirmación del pedido te llegará por correo electrónico.",
    },
    stripe_refused: {
      title: "No se ha podido iniciar este pago",
      text: "El servicio de pago no lo ha aceptado. No se ha cobrado nada. Ponte en contacto con la tienda.",
    },
    paid: {
      title: "Gracias, está pagado",
      text: "Recibirás la confirmación del pedido por correo electrónico.",
    },
    released: {
      title: "La reserva se ha anulado",
      text: "El dinero reservado para este pedido vuelve a estar disponible. Tu banco puede tardar unos días en mostrarlo.",
    },
    not_paid: {
      title: "No está pagado",
      text: "No se ha cobrado nada. Vuelve a la tienda para intentarlo de nuevo.",
    },
    held_up: {
      title: "Has pagado, pero tu pedido aún no se ha podido realizar",
      text: "Puede que algo se haya agotado mientras tanto. La tienda sigue intentándolo; no pagues otra vez. Cuando el pedido se haya realizado, recibirás la confirmación por correo electrónico. Si no es posible, la reserva se anulará.",
    },
    confirming: {
      title: "Estamos confirmando tu pago",
      text: "Tardará un momento. La página continúa sola; no pagues otra vez.",
    },
    still_confirming: {
      title: "Tu pago aún se está confirmando",
      text: "No hace falta que esperes aquí. No pagues otra vez: cuando el pago se confirme, recibirás la confirmación del pedido por correo electrónico.",
    },
    unknown_payment: {
      title: "Este pago no existe",
      text: "Vuelve a la tienda. Si has pagado, recibirás la confirmación del pedido por correo electrónico.",
    },
    failed: {
      title: "Algo ha fallado en la tienda",
      text: "Inténtalo de nuevo en un momento. Si ya has pagado, no pagues otra vez: la confirmación del pedido te llegará por correo electrónico.",
    },
  },
}
