/** Where the engine writes what happened; lines carry no secret, no query string and no caller's number. */
export interface EngineLog {
  info(message: string): void;
  warn(message: string): void;
  error(message: string, cause?: unknown): void;
}
