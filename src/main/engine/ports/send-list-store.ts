import type { GivenRecipient } from '#shared/domain/recipients.ts';
import type {
  AddedRows,
  ExcludedPage,
  LeftOutId,
  MessagePage,
  MessagePageRequest,
  MessageRow,
  PoolCheck,
  PostDetail,
  PostPage,
  PostSettings,
  PostState,
  RecipientPage,
  RecipientResultPage,
  RecipientResultRequest,
  RecipientResult,
  SendListDetail,
  SendListDraft,
  SendListResults,
  SendListRow,
} from '#shared/ipc/send-lists.ts';
import type { NewFollowerAccount, FollowerAccount } from './follower-client.ts';
import type { OutboxWrites } from './outbox.ts';

/** A reading of followers that goes on. */
export interface OpenReading {
  readonly listId: number;
  readonly accountId: number;
  readonly nextToken: string | null;
  readonly waitsUntil: number | null;
}

interface Paged {
  readonly id: number;
  readonly index: number;
  readonly limit: number;
}

/** Send lists with their recipients, messages, posts and results. */
export interface SendListReads {
  /** Newest first. */
  sendLists(input: { readonly now: number }): Promise<readonly SendListRow[]>;
  /** @throws DeskError not_found */
  sendList(input: { readonly id: number; readonly now: number }): Promise<SendListDetail>;
  /** The newest list of this name and campaign; null when there is none. */
  sendListNamed(input: {
    readonly name: string;
    readonly networkId: number;
    readonly campaignId: string;
  }): Promise<number | null>;
  recipientPage(input: Paged & { readonly text: string }): Promise<RecipientPage>;
  excludedPage(input: Paged): Promise<ExcludedPage>;
  messagePage(input: MessagePageRequest & { readonly now: number }): Promise<MessagePage>;
  /** Ready messages with enough time left, or handed out before, after this place, in order. */
  finishedMessages(input: {
    readonly id: number;
    readonly after: number;
    readonly limit: number;
    readonly now: number;
    /** Those that were handed out before as well. */
    readonly handed: boolean;
  }): Promise<readonly (MessageRow & { readonly place: number })[]>;
  poolCheck(input: {
    readonly id: number;
    readonly poolSize: number | null;
    readonly now: number;
  }): Promise<PoolCheck>;
  sendListResults(input: { readonly id: number }): Promise<SendListResults>;
  recipientResults(input: RecipientResultRequest): Promise<RecipientResultPage>;
  /** All messages that were called on, with what came of them. */
  calledRecipients(input: { readonly id: number }): Promise<readonly RecipientResult[]>;
  postPage(input: Paged & { readonly state: PostState | null }): Promise<PostPage>;
  /** @throws DeskError not_found */
  postDetail(input: { readonly deliveryId: string }): Promise<PostDetail>;
  /** Newest first, at most 1,000. */
  leftOutIds(): Promise<readonly LeftOutId[]>;
  followerAccounts(): Promise<readonly FollowerAccount[]>;
  openReadings(): Promise<readonly OpenReading[]>;
}

/** Making, filling and running send lists. Each call is one transaction. */
export interface SendListWrites {
  createSendList(input: { readonly draft: SendListDraft; readonly now: number }): Promise<number>;
  /** @throws DeskError not_found; conflict for what is frozen since the list started */
  saveSendList(input: { readonly id: number; readonly draft: SendListDraft }): Promise<void>;
  /** Takes a list off the screen; one that is running is stopped. Its numbers and calls stay. @throws DeskError not_found */
  removeSendList(input: { readonly id: number; readonly now: number }): Promise<void>;
  /**
   * Adds rows: each becomes a recipient or stands among the excluded with its reason. Also for a list that has started,
   * whose new recipients then wait for their numbers. `again`: the same file is given once more, perhaps with more in it;
   * who is in the list already stays, and the excluded are those of this file. @throws DeskError not_found
   */
  addRecipients(input: {
    readonly id: number;
    readonly rows: readonly GivenRecipient[];
    readonly again: boolean;
  }): Promise<AddedRows>;
  /** Takes all recipients out of a draft. @throws DeskError not_found, conflict */
  clearRecipients(input: { readonly id: number }): Promise<void>;
  /** Freezes the ad copies and divides the recipients among them. @throws DeskError not_found, conflict, invalid_input */
  startSendList(input: { readonly id: number; readonly now: number }): Promise<void>;
  /**
   * Stops a list or takes it up again. A person who takes it up has the pool asked at once, whatever it said before:
   * there may be more numbers in it by now. @throws DeskError not_found, conflict for a draft
   */
  stopSendList(input: { readonly id: number; readonly stopped: boolean }): Promise<void>;
  /**
   * Asks for the numbers of at most so many waiting messages: the request, the update that stores Twitter id, handle
   * and ad copy, and the message that waits for it, together. Says how many messages of lists that run still wait.
   */
  askNumbers(input: { readonly limit: number; readonly now: number }): Promise<{
    readonly asked: number;
    readonly left: number;
  }>;
  /** Asks for new numbers in place of ones with too little time left, or tries failed ones again; says how many. */
  renewMessages(input: {
    readonly id: number;
    readonly which: 'late' | 'failed';
    readonly now: number;
  }): Promise<number>;
  /** Marks messages as handed out. */
  handOut(input: {
    readonly messageIds: readonly number[];
    readonly by: 'file' | 'clipboard';
    readonly now: number;
  }): Promise<void>;
  savePostSettings(input: { readonly id: number; readonly post: PostSettings }): Promise<void>;
  /** Puts a post that is settled back to due now, under its id. @throws DeskError not_found, conflict */
  retryPost(input: { readonly deliveryId: string; readonly now: number }): Promise<void>;

  leaveOut(input: {
    readonly ids: readonly string[];
    readonly note: string;
    readonly now: number;
  }): Promise<number>;
  letIn(input: { readonly twitterId: string }): Promise<void>;

  addFollowerAccount(input: {
    readonly account: NewFollowerAccount;
    readonly now: number;
  }): Promise<FollowerAccount>;
  /** Begins, or takes up again, reading an account's followers into a list. @throws DeskError not_found, conflict */
  readFollowers(input: {
    readonly listId: number;
    readonly accountId: number;
    readonly now: number;
  }): Promise<void>;
  stopReading(input: { readonly listId: number }): Promise<void>;
  /** A page of followers and how far reading has come, together. A page that was not asked for now is passed over. */
  addFollowers(input: {
    readonly listId: number;
    readonly token: string | null;
    readonly nextToken: string | null;
    readonly followers: readonly Omit<GivenRecipient, 'line'>[];
    readonly now: number;
  }): Promise<AddedRows>;
  /** Reading waits until then, or ended for good with this reason. */
  pauseReading(input: {
    readonly listId: number;
    readonly reason: string;
    readonly waitsUntil: number | null;
    /** The place it had reached is no use any more: begun again, it begins at the first page. */
    readonly startOver: boolean;
    readonly now: number;
  }): Promise<void>;

  /** The outbox of messages, as the sender works it. */
  claimPosts: OutboxWrites['claimDeliveries'];
  releasePosts: OutboxWrites['releaseClaims'];
  recordPosts: OutboxWrites['recordAttempts'];
  nextPostAt: OutboxWrites['nextDueAt'];
  spreadPosts: OutboxWrites['spreadOverdue'];
}
