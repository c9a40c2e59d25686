/** What one postback request brought back. A `failure` means no answer came; `bodyStart` is at most 64 KiB. */
export type PostbackAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly bodyStart: string;
      readonly durationMs: number;
    }
  | {
      readonly kind: 'failure';
      readonly reason: 'timeout' | 'unreachable' | 'address_refused' | 'cancelled';
      readonly message: string;
      readonly durationMs: number;
    };

/** Sends one postback; never follows a redirect, never throws, never reaches an inner address unless allowed. */
export type PostbackTransport = (input: {
  readonly url: string;
  /** Sent by POST; without one the request is a GET. */
  readonly body?: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly allowLocal: boolean;
  readonly signal: AbortSignal;
}) => Promise<PostbackAnswer>;
