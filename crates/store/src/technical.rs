//! The few technical tables: credentials, sessions, settings, jobs, import batches, saved views, evidence heads.
//! Each row is a typed struct; the statements are built once for both engines.

use catalogue::{Id, Name};
use serde::{Deserialize, Serialize};

/// A write to a technical table, atomic with the change it is in.
#[derive(Debug, Clone)]
pub enum TechnicalWrite {
    /// Insert or replace by user and kind (`password`).
    PutCredential(Credential),
    RemoveCredentials {
        user: Id,
    },
    PutSession(Session),
    RemoveSession {
        token_hash: String,
    },
    RemoveSessionsOf {
        user: Id,
    },
    /// Insert or replace by key: company name, zone, currency, country, language, fiscal month...
    PutSetting {
        key: Name,
        value: String,
    },
    /// Insert or replace by id.
    PutBatch(Batch),
    PutBatchRow(BatchRow),
    RemoveBatchRows {
        batch: Id,
    },
    /// How a batch stands by now, if it stands as `from` says: else the whole change fails as for a record whose version differs.
    MoveBatch {
        from: Name,
        batch: Batch,
    },
    /// Says what became of a record of a batch. Exactly one row must be hit that says `from` so far, or the whole change fails as
    /// for a record whose version differs: two that work on one batch never do a record twice.
    SettleBatchRow {
        from: Name,
        row: BatchRow,
    },
    /// All rows of a batch that say `from` say `to`.
    MoveBatchRows {
        batch: Id,
        from: Name,
        to: Name,
    },
    /// Takes away the rows of a batch that still wait: nobody settles them any more.
    RemoveWaitingBatchRows {
        batch: Id,
    },
    PutView(SavedView),
    RemoveView {
        id: Id,
    },
    /// Insert or replace by user and view.
    PutFavourite(Favourite),
    RemoveFavourite {
        user: Id,
        view: Id,
    },
    RemoveFavouritesOf {
        view: Id,
    },
    PutInvitation(Invitation),
    RemoveInvitation {
        token_hash: String,
    },
    RemoveInvitationsOf {
        user: Id,
    },
    /// Insert or replace by user: an older address of theirs opens nothing any more.
    PutCalendarFeed(CalendarFeed),
    RemoveCalendarFeedOf {
        user: Id,
    },
    /// Notes that the feed of this token was asked for; nothing when there is none any more.
    UseCalendarFeed {
        token_hash: String,
        at: i64,
        hour: i64,
        asked: i64,
    },
    /// Insert or replace by id. One that ended keeps its row, with its last instant.
    PutShare(Share),
    /// Insert or replace by id. One that ended keeps its row, with its last instant.
    PutRule(Rule),
    /// Insert: what was said stays, and what stands now is the last row of its comment.
    AddComment(Comment),
    /// Insert: a version that is there already fails the change.
    AddSetup(KeptSetup),
    /// Insert or replace by user, object and record.
    PutFollower(Follower),
    RemoveFollower {
        user: Id,
        object: Name,
        record: Id,
    },
    /// Insert or replace by user and topic.
    PutNotification(Notification),
    /// Marks a person's notifications up to this one as read, or this one alone.
    ReadNotifications {
        user: Id,
        upto: Id,
        alone: bool,
        at: i64,
    },
    /// Insert or replace by user.
    PutTelling(Telling),
    /// Insert or replace by user.
    PutMenu(KeptMenu),
    RemoveMenuOf {
        user: Id,
    },
    /// Insert; nothing when there is one on its topic already.
    AddPost(Post),
    /// What became of a message, by the node that has it.
    SettlePost {
        id: Id,
        node: Id,
        settled: Settled,
    },
    /// A message that did not leave waits anew.
    RetryPost {
        id: Id,
        at: i64,
    },
    /// Insert or replace by user.
    PutPostWish(PostWish),
    /// How far the notifications are that were told by mail; never less far than before.
    PostTold {
        user: Id,
        upto: Id,
    },
    /// Insert or replace by user, object, record and node.
    PutPresence(Presence),
    RemovePresence {
        user: Id,
        object: Name,
        record: Id,
        node: Id,
    },
}

/// A secret of a person; hashed, where it lets somebody in. One table, so that freezing a person is one statement.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Credential {
    pub user: Id,
    pub kind: Name,
    /// PHC string for passwords.
    pub secret: String,
    pub created_at: i64,
    /// Failed tries in a row, and until when further ones are refused.
    pub failures: i64,
    pub locked_until: Option<i64>,
}

/// A sign-in that holds. Times are UTC microseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Session {
    /// SHA-256 of the 256-bit token, hex; the token itself is never kept.
    pub token_hash: String,
    pub user: Id,
    pub created_at: i64,
    pub seen_at: i64,
    pub expires_at: i64,
    pub address: String,
    pub agent: String,
}

/// A link that lets its person set a password once. Times are UTC microseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Invitation {
    pub token_hash: String,
    pub user: Id,
    pub created_at: i64,
    pub expires_at: i64,
}

/// The secret address of one person's calendar. Times are UTC microseconds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct CalendarFeed {
    pub user: Id,
    /// SHA-256 of the 256-bit token, hex; the token itself is never kept.
    pub token_hash: String,
    pub created_at: i64,
    pub seen_at: Option<i64>,
    /// The hour (since 1970) in which it was last asked for, and how often in it.
    pub hour: i64,
    pub asked: i64,
}

/// One import, or one change of a whole list: its state, progress and report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Batch {
    pub id: Id,
    pub by: Id,
    pub at: i64,
    /// `read`, `running`, `done`, `failed`, `undone`, `undone_in_part`.
    pub state: Name,
    pub done: i64,
    pub total: i64,
    /// The plan: JSON of `intake`.
    pub plan: String,
    /// The report: JSON of `intake`.
    pub report: String,
}

impl Batch {
    /// The records of the list are being picked.
    pub const LIST_PICKING: &str = "list_picking";
    /// Somebody's process works on them.
    pub const LIST_RUNNING: &str = "list_running";
    /// Somebody stopped it, or a process ended under it: it can go on.
    pub const LIST_STOPPED: &str = "list_stopped";
    /// Every record of it was met: changed, or refused with its reason.
    pub const LIST_DONE: &str = "list_done";
    /// It is being taken back.
    pub const LIST_UNDOING: &str = "list_undoing";
    /// Taken back whole.
    pub const LIST_UNDONE: &str = "list_undone";
    /// Taken back in part: somebody stopped it, or records were left as they are.
    pub const LIST_UNDONE_IN_PART: &str = "list_undone_in_part";
    /// The states of batches that change records of a list; all others are imports.
    pub const OF_LIST: [&str; 7] = [
        Self::LIST_PICKING,
        Self::LIST_RUNNING,
        Self::LIST_STOPPED,
        Self::LIST_DONE,
        Self::LIST_UNDOING,
        Self::LIST_UNDONE,
        Self::LIST_UNDONE_IN_PART,
    ];
}

/// Which process works on a batch: nobody else does before `until` (UTC microseconds).
#[derive(Debug, Clone, PartialEq)]
pub struct BatchClaim {
    pub batch: Id,
    /// Of whoever works: made anew for each work.
    pub node: Id,
    pub until: i64,
}

/// What a batch did to one record; enough to undo it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct BatchRow {
    pub batch: Id,
    pub object: Name,
    pub record: Id,
    /// `created` or `updated`; of a change of a list also what waits, was refused, or became of it in an undo.
    pub action: Name,
    /// The record's version after the batch's write.
    pub version: i64,
    /// The change that wrote it.
    pub change: Id,
    /// For `updated`: JSON map of field to the value before (system fields too).
    pub before: String,
}

/// A list's filter, sort and columns kept under a name.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SavedView {
    pub id: Id,
    pub user: Id,
    pub object: Name,
    pub name: String,
    /// The list's query string; checked again when it is opened.
    pub query: String,
    pub shared: bool,
}

/// A view that a person keeps at hand.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Favourite {
    pub user: Id,
    pub view: Id,
    /// The list opens with it.
    pub opens: bool,
}

/// One record given to one person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Share {
    pub id: Id,
    pub object: Name,
    pub record: Id,
    pub user: Id,
    /// May also update it.
    pub write: bool,
    pub by: Id,
    pub at: i64,
    /// Its last instant; `None` until somebody ends it.
    pub until: Option<i64>,
}

/// A special rule: takes rows away from a person or a role, whatever the roles give.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    pub id: Id,
    /// Whom it binds: one person, or everybody with a role.
    pub user: Option<Id>,
    pub role: Option<Name>,
    pub object: Name,
    /// The actions that it takes, with commas between.
    pub actions: String,
    /// An expression of the query language, checked again whenever it is used; blank for every record.
    pub filter: String,
    /// Takes the records too that refer to these.
    pub related: bool,
    pub reason: String,
    pub by: Id,
    pub at: i64,
    pub until: i64,
}

/// How a comment on a record stands from an instant on: said, changed or taken back.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Comment {
    pub id: Id,
    /// The id of its first row.
    pub comment: Id,
    pub object: Name,
    pub record: Id,
    /// Who wrote this row.
    pub author: Id,
    pub at: i64,
    /// `said`, `changed`, `removed`.
    pub state: Name,
    /// JSON of its pieces: texts and people.
    pub text: String,
    /// The text with the names of people, folded: what search looks at.
    pub folded: String,
}

/// What a request begins with.
#[derive(Debug, Clone, PartialEq)]
pub struct Beginning {
    pub session: Session,
    /// The version of the set-up that holds now.
    pub setup: i64,
    /// The mark of the settings that hold now; `None` when nobody changed them yet.
    pub settings: Option<String>,
}

/// The setting that changes with every other one: by it a node sees that it must read them anew.
pub const SETTINGS_MARK: &str = "mark";

/// A company's own set-up as it stood from a change on: all of them are kept, the latest holds.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptSetup {
    /// From 1.
    pub version: i64,
    pub by: Option<Id>,
    pub at: i64,
    /// JSON map of path to text.
    pub files: String,
}

/// A sealed head of the evidence tree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Head {
    /// Number of leaves.
    pub size: i64,
    /// Root hash, base64.
    pub root: String,
    /// The signed note (C2SP).
    pub note: String,
    pub at: i64,
}

/// Somebody who is told what others change in a record.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Follower {
    pub user: Id,
    pub object: Name,
    pub record: Id,
    pub at: i64,
}

/// What one person is told. Titles are never kept: whoever reads it sees what they may read at that moment.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Notification {
    pub user: Id,
    /// What it is about, the same however often it is made: a message that is read twice tells once.
    pub topic: String,
    /// Time-ordered, new whenever something is added to it.
    pub id: Id,
    /// `assigned`, `changed`, `comment`, `mention`, `shared`, `due`.
    pub kind: Name,
    pub object: Name,
    /// `None` when it is about several.
    pub record: Option<Id>,
    /// How many records.
    pub count: i64,
    /// Whose doing it is; `None` for the calendar's.
    pub by: Option<Id>,
    pub at: i64,
    /// The latest change that is part of it.
    pub change: Id,
    pub read_at: Option<i64>,
}

/// What a person wants to be told, and when not.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Telling {
    pub user: Id,
    /// The kinds of notification that are not wanted, with commas between.
    pub without: String,
    /// Quiet hours in minutes of the company's day, from and up to; both or none.
    pub quiet_from: Option<i64>,
    pub quiet_to: Option<i64>,
}

/// How a person arranged the menu for themselves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptMenu {
    pub user: Id,
    /// As the gate writes it.
    pub layout: String,
}

/// A message to one person, on its way. What it says is made when it is sent, by the rights of that moment; only what cannot be made
/// again is kept, sealed, until it has left.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Post {
    /// What it is, the same however often somebody wants to send it: two nodes make one.
    pub topic: String,
    /// The left part of its Message-ID.
    pub id: Id,
    pub user: Id,
    /// `digest`, `invitation`.
    pub kind: Name,
    pub at: i64,
    /// `waits`, `sent`, `failed`, `nothing` (there was nothing to tell any more).
    pub state: Name,
    /// Not before.
    pub next_at: i64,
    pub tries: i64,
    /// The process that sends it at present, and until when it has it.
    pub node: Id,
    pub until: i64,
    pub sent_at: Option<i64>,
    /// The word of what stood in the way at the last try, and what the server said.
    pub reason: String,
    pub said: String,
    /// Sealed by `mail`; blank where it is made anew, and once it has left.
    pub sealed: String,
    /// SHA-256 of what its link to take oneself off carries; blank before it is sent.
    pub leave_hash: String,
}

/// What became of a message at one try.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Settled {
    pub state: Name,
    pub next_at: i64,
    pub tries: i64,
    pub sent_at: Option<i64>,
    pub reason: String,
    pub said: String,
}

/// Whether and when a person is written to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PostWish {
    pub user: Id,
    /// `never`, `daily`, `hourly`, `at_once`.
    pub every: Name,
    /// Of a daily one, the hour of the company's day.
    pub hour: i64,
    /// Notifications up to here were told by mail.
    pub upto: Id,
    /// When it was chosen: what was due before is not sent.
    pub since: i64,
}

/// A card that somebody has open, as its node said last.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Presence {
    pub user: Id,
    pub object: Name,
    pub record: Id,
    /// The process that serves the open card.
    pub node: Id,
    pub seen_at: i64,
}

/// Who reads the outbox, and how far.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Subscriber {
    pub name: Name,
    /// Everything up to here is settled.
    pub upto: Id,
    /// The process that reads at present, and until when it may.
    pub node: Id,
    pub until: i64,
}
