/** SOAP 1.1. */
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';

const OASIS = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss';

export const WSSE = `${OASIS}-wssecurity-secext-1.0.xsd`;
export const WSU = `${OASIS}-wssecurity-utility-1.0.xsd`;
export const PASSWORD_TEXT = `${OASIS}-username-token-profile-1.0#PasswordText`;
export const BASE64_BINARY = `${OASIS}-soap-message-security-1.0#Base64Binary`;
