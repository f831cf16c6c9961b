// Starts what the page uses. Everything works without it.
import "./htmx.js";
import { Button, CharacterCount, Checkboxes, createAll, ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink } from "./govuk.js";
import { keepDrafts } from "./draft.js";
import { watchSession } from "./session.js";

document.body.classList.add("js-enabled", "govuk-frontend-supported");

const words = document.body.dataset;
const start = (scope) => {
  for (const component of [Button, Checkboxes, ErrorSummary, NotificationBanner, Radios, ServiceNavigation, SkipLink]) {
    createAll(component, undefined, scope);
  }
  createAll(PasswordInput, { i18n: { showPassword: words.show, hidePassword: words.hide, showPasswordAriaLabel: words.show, hidePasswordAriaLabel: words.hide } }, scope);
  createAll(CharacterCount, undefined, scope);
  // The larger kit loads only where one of its components stands.
  const moj = (scope ?? document).querySelector?.('[data-module^="moj-"]');
  if (moj) import("./moj.js").then((kit) => kit.initAll(scope));
};

start();
keepDrafts();
watchSession();
document.addEventListener("htmx:after:swap", (event) => start(event.detail?.ctx?.target?.parentElement ?? document));

// A print button is a link to the page itself without scripts.
for (const button of document.querySelectorAll("[data-print]")) {
  button.addEventListener("click", (event) => {
    event.preventDefault();
    window.print();
  });
}

// On a phone the filters would push the list off the screen.
if (matchMedia("(max-width: 40em)").matches) {
  for (const panel of document.querySelectorAll("details[data-filter]")) panel.open = false;
}
