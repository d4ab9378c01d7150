// Passkeys: a form with data-passkey asks the device to make ("create") or show ("get") one, and posts what it says.
// The options stand on the page (#passkey-options) or, at sign-in, come from where the form posts to.

for (const form of document.querySelectorAll("form[data-passkey]")) {
  if (window.PublicKeyCredential) prepare(form);
}

function prepare(form) {
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const trouble = form.querySelector("[data-passkey-trouble]");
    trouble.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch {
      trouble.hidden = false;
    }
  });
}

async function ask(form) {
  const options = await optionsOf(form);
  const publicKey = options.publicKey;
  publicKey.challenge = bytes(publicKey.challenge);
  if (form.dataset.passkey === "get") {
    publicKey.allowCredentials = listed(publicKey.allowCredentials);
    return told(await navigator.credentials.get({ publicKey }));
  }
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = listed(publicKey.excludeCredentials);
  publicKey.authenticatorSelection = {
    ...publicKey.authenticatorSelection,
    residentKey: "required",
    requireResidentKey: true,
    userVerification: "required",
  };
  return told(await navigator.credentials.create({ publicKey }));
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

function listed(credentials) {
  return (credentials ?? []).map((credential) => ({ ...credential, id: bytes(credential.id) }));
}

// What the server reads: every buffer in base64url.
function told(credential) {
  const { response } = credential;
  const said = { clientDataJSON: text(response.clientDataJSON) };
  for (const name of ["attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  if (response.getTransports) said.transports = response.getTransports();
  return {
    type: credential.type,
    id: credential.id,
    rawId: text(credential.rawId),
    authenticatorAttachment: credential.authenticatorAttachment ?? undefined,
    response: said,
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
