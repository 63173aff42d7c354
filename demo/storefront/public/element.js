/** `h("p", { class: "note" }, "Text", child)`. Functions become listeners; null and false are omitted. */
export function h(tag, properties, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (typeof value === "function") element.addEventListener(name, value)
    else if (value === true) element.setAttribute(name, "")
    else if (value !== null && value !== undefined && value !== false)
      element.setAttribute(name, value)
  }
  element.append(...children.flat().filter((child) => child != null))
  return element
}
