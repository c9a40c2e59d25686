/** Names and numbers of a network, as the network's own API lists them (invoca.md 5, 7). */
export interface Catalogue {
  readonly partners: readonly {
    readonly partnerId: string;
    readonly name: string;
    readonly status: string;
    readonly invocaId: string;
  }[];
  readonly offers: readonly {
    readonly offerId: string;
    readonly name: string;
    readonly status: string;
    readonly advertiserId: string;
    readonly invocaId: string;
    readonly clickUrl: string;
  }[];
  readonly numbers: readonly {
    readonly idFromNetwork: string;
    readonly invocaId: string;
    /** Ten digits. */
    readonly number: string;
    readonly description: string;
    readonly mediaType: string;
    readonly partnerId: string;
    readonly offerId: string;
    readonly customData: Readonly<Record<string, string>>;
    /** The tracking link without `us`: host, `/c/<network>/<partner>-<campaign>-<number>` (invoca.md 6). */
    readonly baseLink: string;
  }[];
}
