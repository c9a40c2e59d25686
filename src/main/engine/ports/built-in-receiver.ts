/** A request as it arrived, readable: its first line, its headers a line each, the start of its body. */
export interface ArrivedRequest {
  readonly line: string;
  readonly headers: string;
  readonly body: string;
}

/** A receiver inside the app: it answers every request with 200 and keeps what arrived. */
export interface BuiltInReceiver {
  /** Where it listens, such as `http://127.0.0.1:40123`. */
  readonly origin: string;
  /** In the order they arrived. */
  arrived(): readonly ArrivedRequest[];
  close(): Promise<void>;
}

/** Opens one, reachable from this machine only. */
export type OpenBuiltInReceiver = () => Promise<BuiltInReceiver>;
