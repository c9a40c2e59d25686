/** The namespaces a message may carry (mongoose-spc.md 2). */
export const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
export const SPC = 'urn:example:spc:session-numbers:v1';
export const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
export const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
/** What a practice server adds at the extension points when it is asked to. */
export const EXTENSION = 'urn:example:practice:extension';
