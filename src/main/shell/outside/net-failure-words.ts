const PROXY_ASKS_WHO = 'the proxy asks for a user and a password, which Switchboard cannot give it';

/** Chromium's names for what went wrong, in words a person can act on; they complete "<host>: …". */
const WORDS: Readonly<Record<string, string>> = {
  ERR_PROXY_CONNECTION_FAILED: 'the system’s proxy cannot be reached',
  ERR_TUNNEL_CONNECTION_FAILED: 'the system’s proxy does not let it through',
  ERR_PROXY_AUTH_UNSUPPORTED: PROXY_ASKS_WHO,
  ERR_PROXY_AUTH_REQUESTED: PROXY_ASKS_WHO,
  ERR_PROXY_CERTIFICATE_INVALID: 'the certificate of the system’s proxy is not trusted',
  ERR_MANDATORY_PROXY_CONFIGURATION_FAILED: 'the system’s proxy settings could not be read',
  ERR_NAME_NOT_RESOLVED: 'the host name does not exist',
  ERR_CONNECTION_REFUSED: 'the connection was refused',
  ERR_CONNECTION_RESET: 'the connection was cut',
  ERR_CONNECTION_CLOSED: 'the connection was cut',
  ERR_CONNECTION_TIMED_OUT: 'the connection timed out',
  ERR_ADDRESS_UNREACHABLE: 'the host cannot be reached',
  ERR_INTERNET_DISCONNECTED: 'this machine has no connection',
  ERR_CERT_DATE_INVALID: 'its certificate has expired',
  ERR_CERT_AUTHORITY_INVALID: 'its certificate is signed by an unknown authority',
  ERR_CERT_COMMON_NAME_INVALID: 'its certificate is for another host',
};

/** Says what Electron's network stack means by an error's message, such as `net::ERR_CONNECTION_REFUSED`. */
export function netFailureWords(message: string): string {
  const code = /net::(ERR_[A-Z_]+)/.exec(message)?.[1];
  if (code === undefined) return 'the connection failed (no reason given)';
  return WORDS[code] ?? `the connection failed (${code})`;
}
