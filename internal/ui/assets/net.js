// The one way to send something without leaving the page. The server knows it by the header and answers with a fragment or plain text.
export function send(url, fields, options = {}) {
  return fetch(url, {
    method: "POST",
    body: new URLSearchParams(fields),
    headers: { "Siil-Fetch": "1" },
    credentials: "same-origin",
    redirect: "error",
    ...options,
  });
}

// parse makes the first element of an answer's HTML, without running anything in it.
export function parse(html, selector) {
  const doc = new DOMParser().parseFromString(html, "text/html");
  const found = doc.querySelector(selector);
  return found ? document.adoptNode(found) : null;
}
