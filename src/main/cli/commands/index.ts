import type { Command } from '../command.ts';
import { bundleCommand } from './bundle.ts';
import { callsExportCommand } from './calls-export.ts';
import { conversionsDecideCommand } from './conversions-decide.ts';
import { conversionsExportCommand } from './conversions-export.ts';
import { deliveriesListCommand } from './deliveries-list.ts';
import { deliveriesReplayCommand } from './deliveries-replay.ts';
import { goalAddCommand } from './goal-add.ts';
import { goalPixelCommand } from './goal-pixel.ts';
import { historyVerifyCommand } from './history-verify.ts';
import { jobsRunCommand } from './jobs-run.ts';
import { linkComposeCommand } from './link-compose.ts';
import { linkExplainCommand } from './link-explain.ts';
import { linksBulkCommand } from './links-bulk.ts';
import { linksCheckCommand } from './links-check.ts';
import { linksFollowCommand } from './links-follow.ts';
import { networkAddSpcCommand } from './network-add-spc.ts';
import { networkAddTuneCommand } from './network-add-tune.ts';
import { networkAddCommand } from './network-add.ts';
import { numbersListCommand } from './numbers-list.ts';
import { numbersRequestCommand } from './numbers-request.ts';
import { offerAddCommand } from './offer-add.ts';
import { offerListCommand } from './offer-list.ts';
import { partnerAddCommand } from './partner-add.ts';
import { partnerListCommand } from './partner-list.ts';
import { postbackAddCommand } from './postback-add.ts';
import { postbackSendCommand } from './postback-send.ts';
import { receiverSetCommand } from './receiver-set.ts';
import { reconcileCommand } from './reconcile.ts';
import { sandboxCommand } from './sandbox.ts';
import { sendlistRunCommand } from './sendlist-run.ts';
import { sessionListCommand } from './session-list.ts';
import { sessionRequestCommand } from './session-request.ts';
import { sessionUpdateCommand } from './session-update.ts';
import { statusCommand } from './status.ts';
import { syncCommand } from './sync.ts';
import { modeSetCommand, modeShowCommand } from './mode.ts';
import { tuneAcknowledgeCommand, tunePostbacksCommand } from './tune-postbacks.ts';
import { tunePullCommand } from './tune-pull.ts';
import { tuneReadCommand } from './tune-read.ts';

/** Every command, in the order the help lists them. */
export const COMMANDS: readonly Command[] = [
  linkComposeCommand,
  linkExplainCommand,
  linksBulkCommand,
  linksFollowCommand,
  linksCheckCommand,
  statusCommand,
  networkAddCommand,
  networkAddSpcCommand,
  networkAddTuneCommand,
  syncCommand,
  offerAddCommand,
  offerListCommand,
  partnerAddCommand,
  partnerListCommand,
  goalAddCommand,
  goalPixelCommand,
  postbackAddCommand,
  postbackSendCommand,
  receiverSetCommand,
  deliveriesListCommand,
  deliveriesReplayCommand,
  conversionsDecideCommand,
  conversionsExportCommand,
  callsExportCommand,
  sessionRequestCommand,
  sessionUpdateCommand,
  sessionListCommand,
  numbersRequestCommand,
  numbersListCommand,
  jobsRunCommand,
  sendlistRunCommand,
  reconcileCommand,
  historyVerifyCommand,
  bundleCommand,
  tuneReadCommand,
  tunePullCommand,
  tunePostbacksCommand,
  tuneAcknowledgeCommand,
  modeShowCommand,
  modeSetCommand,
  sandboxCommand,
];
