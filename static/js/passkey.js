// Passkeys: a form with data-passkey asks the device to create ("create") or use ("get") one, and posts the response.
// The options are on the page (#passkey-options) or, at sign-in, fetched from the URL of the form.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (window.PublicKeyCredential) prepare(form);
}

function prepare(form) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const error = form.querySelector("[data-passkey-error]");
    error.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch {
      error.hidden = false;
    }
  });
}

async function ask(form) {
  const options = await optionsOf(form);
  const publicKey = options.publicKey;
  publicKey.challenge = bytes(publicKey.challenge);
  if (form.dataset.passkey === "get") {
    publicKey.allowCredentials = decoded(publicKey.allowCredentials);
    return serialise(await navigator.credentials.get({ publicKey }));
  }
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = decoded(publicKey.excludeCredentials);
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return serialise(await navigator.credentials.create({ publicKey }));
}

async function optionsOf(form) {
  const here = document.getElementById("passkey-options");
  if (here) {
    const found = JSON.parse(here.textContent);
    return found.creation_options ?? found.request_options;
  }
  const response = await fetch(form.action, { headers: { Accept: "application/json" } });
  return (await response.json()).request_options;
}

function decoded(credentials) {
  return (credentials ?? []).map((credential) => ({ ...credential, id: bytes(credential.id) }));
}

// The format the server expects: every buffer in base64url.
function serialise(credential) {
  const { response } = credential;
  const result = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) result[name] = text(response[name]);
  }
  if (response.getTransports) result.transports = response.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    response: result,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

function bytes(text) {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(plain, (character) => character.codePointAt(0));
}

function text(buffer) {
  const plain = Array.from(new Uint8Array(buffer), (byte) => String.fromCodePoint(byte)).join("");
  return btoa(plain).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}
