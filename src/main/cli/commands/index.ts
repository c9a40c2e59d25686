import type { Command } from '../command.ts';
import { callsExportCommand } from './calls-export.ts';
import { conversionsExportCommand } from './conversions-export.ts';
import { linkComposeCommand } from './link-compose.ts';
import { linkExplainCommand } from './link-explain.ts';
import { linksBulkCommand } from './links-bulk.ts';
import { linksFollowCommand } from './links-follow.ts';
import { networkAddCommand } from './network-add.ts';
import { postbackAddCommand } from './postback-add.ts';
import { postbackSendCommand } from './postback-send.ts';
import { sandboxCommand } from './sandbox.ts';
import { statusCommand } from './status.ts';
import { syncCommand } from './sync.ts';

/** Every command, in the order the help lists them. */
export const COMMANDS: readonly Command[] = [
  linkComposeCommand,
  linkExplainCommand,
  linksBulkCommand,
  linksFollowCommand,
  statusCommand,
  networkAddCommand,
  syncCommand,
  postbackAddCommand,
  postbackSendCommand,
  conversionsExportCommand,
  callsExportCommand,
  sandboxCommand,
];
