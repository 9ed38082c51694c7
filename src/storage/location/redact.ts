// Text without credentials: every message, report and log line that may quote an address passes through here.

const urlInText = /\b[a-z][a-z0-9+.-]*:\/\/[^\s"'<>`]+/gi;

// Loose parameters, as servers quote them in error bodies, for every signing scheme that this product knows.
const secretParameter =
  /\b((?:x-amz-(?:signature|credential|security-token)|x-goog-(?:signature|credential)|sig|se|skoid|sktid|signature|policy|key-pair-id|awsaccesskeyid|googleaccessid|token|access_token|sharedaccesssignature)=)[^\s&"'<>]+/gi;

/**
 * `text` with the query, fragment and user of every URL in it dropped, the values of known secret parameters dropped,
 * and each of `secrets` dropped wherever it stands, as it is or percent-decoded.
 */
export function redact(text: string, secrets: readonly string[] = []): string {
  const withoutSecrets = secrets
    .flatMap(spellings)
    .filter((secret) => secret.length > 0)
    .sort((left, right) => right.length - left.length)
    .reduce((rest, secret) => rest.replaceAll(secret, "…"), text);
  return withoutSecrets.replace(urlInText, bareUrl).replace(secretParameter, "$1…");
}

/** The query as a whole and each of its values. */
export function secretsOf(query: string): readonly string[] {
  const values = query
    .split("&")
    .map((pair) => pair.slice(pair.indexOf("=") + 1))
    // Short values (`sp=rl`, `sr=c`) are no secret, and dropping them would garble any text.
    .filter((value) => value.length >= 8);
  return [query, ...values];
}

function bareUrl(url: string): string {
  const end = url.search(/[?#]/);
  const path = end < 0 ? url : url.slice(0, end);
  const [scheme = "", rest = ""] = path.split(/:\/\/(.*)/s);
  const slash = rest.indexOf("/");
  const authority = slash < 0 ? rest : rest.slice(0, slash);
  // `abfss://container@account` names a container, with no secret before the @.
  const isContainer = /^(abfss?|wasbs?)$/i.test(scheme) && !authority.includes(":");
  const host = isContainer ? authority : authority.slice(authority.lastIndexOf("@") + 1);
  return `${scheme}://${host}${slash < 0 ? "" : rest.slice(slash)}`;
}

function spellings(secret: string): readonly string[] {
  const decoded = decode(secret);
  return [secret, encodeURIComponent(secret), decoded, encodeURIComponent(decoded)];
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
