//! The table of contents: every address of the product with its handler, full paths, nothing hidden.

use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::extract::Request;
use axum::http::{Extensions, HeaderMap, StatusCode, Version};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::{DefaultPredicate, Predicate as _};
use tower_http::csrf::{CsrfLayer, ProtectionError};
use tower_http::timeout::TimeoutLayer;
use ui::paths;

use crate::app::App;
use crate::company::{self, account, calendar_feed, mail, mail_sent, people, person, rules, settings, told};
use crate::door::{invitation, leave, preferences, set_up, sign_in};
use crate::error::Error;
use crate::import::{self, batch, draft, undo, upload};
use crate::live;
use crate::records::{
    board, bulk, calendar, card, change, comments, export, figures, files, follow, form, funnel, hand_over, home,
    later, list, list_parts, moves, reach, row, search, several, sharing, views, why,
};
use crate::setup::{self, field, kind, layout, object, stages};
use crate::start;
use crate::truth::{self, mend};
use crate::{assets, failure, headers, in_place, notifications, once};

/// A form or an API body.
pub(crate) const FORM_BYTES: usize = 1 << 20;
/// The longest a page may take, slow body included.
const PAGE_WITHIN: Duration = Duration::from_secs(30);

/// The longest address: the longest filter, with every letter escaped, and the rest of a list's state. A page repeats
/// its address in each of its links, so a longer one would be answered by megabytes.
const ADDRESS_BYTES: usize = 16 << 10;

/// An upload, all files together: of an import, of a card, and what of a form with a file beyond its own limit is read past.
pub(crate) const UPLOAD_BYTES: usize = 100 << 20;
/// How long an upload may take, over a slow line and with its reading.
const UPLOAD_WITHIN: Duration = Duration::from_secs(600);

/// Every page, with the layers that all of them pass.
pub fn router(app: App) -> Router {
    let late = |within| TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, within);
    let pages = pages(&app).layer(DefaultBodyLimit::max(FORM_BYTES)).layer(late(PAGE_WITHIN));
    let uploads = uploads(&app).layer(DefaultBodyLimit::max(UPLOAD_BYTES)).layer(late(UPLOAD_WITHIN));
    // A review or preview reads every row of the files again.
    let imports = import_pages().layer(DefaultBodyLimit::max(FORM_BYTES)).layer(late(UPLOAD_WITHIN));
    // A step on all of a list picks its records, and its undo reads them all.
    let lists = whole_list_pages(&app).layer(DefaultBodyLimit::max(FORM_BYTES)).layer(late(UPLOAD_WITHIN));
    // A large file is written before it is sent.
    let exports = export_pages().layer(DefaultBodyLimit::max(FORM_BYTES)).layer(late(UPLOAD_WITHIN));
    pages
        .merge(uploads)
        .merge(imports)
        .merge(exports)
        .merge(lists)
        .layer(CatchPanicLayer::custom(report_panic))
        .layer(from_fn(refuse_endless))
        .layer(from_fn(in_place::lead_on))
        .layer(CsrfLayer::new().with_rejection_response(refuse_cross_site))
        .layer(from_fn_with_state(app.clone(), failure::face))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(is_no_file)))
        .layer(from_fn_with_state(app.clone(), headers::dress))
        .with_state(app)
}

fn pages(app: &App) -> Router<App> {
    let records = record_pages().layer(from_fn_with_state(app.clone(), once::answer_once));
    Router::new().merge(open_pages()).merge(truth_pages()).merge(company_pages()).merge(setup_pages()).merge(records)
}

/// Pages that take files. A form without one is held to its own limit when it is read.
fn uploads(app: &App) -> Router<App> {
    Router::new()
        .route(paths::LIST, post(form::create_record))
        .route(paths::RECORD, post(form::update_record))
        .layer(from_fn_with_state(app.clone(), once::answer_once))
        .route(paths::IMPORT, get(upload::list_imports).post(upload::upload_files))
        .route(paths::FILES, post(files::add_files))
        .route(paths::FILE, get(files::download_file))
}

fn whole_list_pages(app: &App) -> Router<App> {
    Router::new()
        .route(paths::SEVERAL, post(several::take_step))
        .route(paths::BULK_UNDO, get(bulk::ask_undo).post(bulk::undo_work))
        .layer(from_fn_with_state(app.clone(), once::answer_once))
}

fn export_pages() -> Router<App> {
    Router::new().route(paths::EXPORT, get(export::ask_export).post(export::export_records))
}

fn import_pages() -> Router<App> {
    Router::new()
        .route(import::DRAFT, get(draft::show_draft).post(draft::decide))
        .route(import::PREVIEW, get(draft::show_preview))
        .route(import::ACCEPT, post(draft::accept_import))
        .route(import::DISCARD, post(draft::discard_draft))
        .route(import::BATCH, get(batch::show_batch))
        .route(import::PROGRESS, get(batch::show_progress))
        .route(import::REFUSED, get(batch::download_refused))
        .route(import::UNDO, get(undo::ask_undo).post(undo::undo_import))
}

/// Open to everybody; every other page takes a `Visitor`, which needs a session.
fn open_pages() -> Router<App> {
    Router::new()
        .route("/health", get(show_health))
        .route("/assets/{name}", get(assets::show_asset))
        .route(paths::SIGN_IN, get(sign_in::show_sign_in).post(sign_in::sign_in))
        .route(set_up::SET_UP, get(set_up::show_set_up).post(set_up::set_up))
        .route(invitation::INVITATION, get(invitation::show_invitation).post(invitation::accept_invitation))
        // opened by its own secret
        .route(paths::FEED, get(calendar::show_feed))
        .route(paths::LEAVE, get(leave::ask_leave).post(leave::end_mail))
        .route(paths::LANGUAGE, post(preferences::choose_language))
        .route(paths::THEME, post(preferences::choose_theme))
        // needs a session
        .route(paths::SIGN_OUT, post(sign_in::sign_out))
}

fn truth_pages() -> Router<App> {
    Router::new()
        .route(paths::TRUTH, get(truth::show_truth))
        .route(truth::PLAN, get(mend::show_plan).post(mend::plan_tasks))
        .route(truth::TRANSFER, get(mend::show_transfer).post(mend::transfer_records))
        .route(truth::COMPARE, get(truth::compare::compare_alike))
}

/// Every object of the catalogue, by its plural; fixed addresses win over it.
fn record_pages() -> Router<App> {
    Router::new()
        .route(paths::HOME, get(home::begin::show_first_page))
        .route(paths::DAY, get(home::show_home))
        .route(paths::CALENDAR, get(calendar::show_calendar))
        .route(paths::CALENDAR_ENTRY, get(calendar::show_move).post(calendar::move_entry))
        .route(paths::SEARCH, get(search::show_search))
        .route(paths::PALETTE, get(search::show_palette))
        .route(paths::SUGGEST, get(search::suggest_records))
        .route(paths::LIVE, get(live::hear_changes))
        .route(paths::NOTIFICATIONS, get(notifications::list_notifications).post(notifications::mark_notifications))
        .route(paths::BELL, get(notifications::show_bell))
        .route(paths::NOTIFICATION, get(notifications::open_notification))
        .route(paths::LIST, get(list::list_records))
        .route(paths::MORE, get(list_parts::show_more))
        .route(paths::REACH, get(reach::show_reach))
        .route(paths::NEW, get(form::show_new))
        .route(paths::BOARD, get(board::show_board))
        .route(paths::BOARD_CARDS, get(board::show_cards))
        .route(paths::BOARD_LIMIT, post(board::set_limit))
        .route(paths::FUNNEL, get(funnel::show_funnel))
        .route(paths::FIGURES, get(figures::show_figures))
        .route(paths::SEVERAL_UNDO, get(several::ask_undo).post(several::undo_step))
        .route(paths::BULK, get(bulk::list_works))
        .route(paths::BULK_WORK, get(bulk::show_work))
        .route(paths::BULK_PROGRESS, get(bulk::show_progress))
        .route(paths::BULK_STOP, post(bulk::stop_work))
        .route(paths::BULK_GO_ON, post(bulk::go_on))
        .route(paths::VIEWS, post(views::keep_view))
        .route(paths::VIEW, get(views::open_view).post(views::mark_view))
        .route(paths::REMOVE_VIEW, get(views::ask_remove).post(views::remove_view))
        .route(paths::RECORD, get(card::show_record))
        .route(paths::EDIT, get(form::show_edit))
        .route(paths::ROW, get(row::show_row).post(row::change_row))
        .route(paths::ARCHIVE, get(change::ask_archive).post(change::archive_record))
        .route(paths::LATER, get(later::ask_later).post(later::make_later))
        .route(paths::RESTORE, post(change::restore_record))
        .route(paths::TRANSFER, get(hand_over::ask_transfer).post(hand_over::transfer_record))
        .route(paths::STAGE, post(moves::move_record))
        .route(paths::ADD, post(change::add_to_record))
        .route(paths::COMMENTS, post(comments::say_comment))
        .route(paths::COMMENT, get(comments::show_comment).post(comments::change_comment))
        .route(paths::REMOVE_COMMENT, get(comments::ask_remove).post(comments::remove_comment))
        .route(paths::MENTION, get(comments::propose_mentions))
        .route(paths::UNDO, post(change::undo_change))
        .route(paths::WHY, get(why::show_why))
        .route(paths::HERE, get(live::show_here))
        .route(paths::FOLLOW, post(follow::follow_record))
        .route(paths::SHARE, get(sharing::show_shares).post(sharing::share_record))
        .route(paths::END_SHARE, post(sharing::end_share))
}

fn company_pages() -> Router<App> {
    Router::new()
        .route(paths::PEOPLE, get(people::list_people))
        .route(company::ADD_PERSON, get(people::show_add).post(people::add_person))
        .route(company::PERSON, get(person::show_person).post(person::change_person))
        .route(company::INVITE, post(person::invite_person))
        .route(company::FREEZE, get(person::ask_freeze).post(person::freeze_person))
        .route(company::THAW, post(person::thaw_person))
        .route(company::ROLES, get(company::roles::show_roles))
        .route(setup::NEW_ROLE, get(setup::role::show_new_role).post(setup::role::add_role))
        .route(setup::ROLE, get(setup::role::show_role).post(setup::role::change_role))
        .route(setup::REMOVE_ROLE, get(setup::role::ask_remove_role).post(setup::role::remove_role))
        .route(setup::ROLE_MENU, get(setup::menu::show_role_menu).post(setup::menu::arrange_role_menu))
        .route(setup::RESET_ROLE_MENU, get(setup::menu::ask_reset_role_menu).post(setup::menu::reset_role_menu))
        .route(company::RULES, get(rules::list_rules).post(rules::add_rule))
        .route(company::END_RULE, post(rules::end_rule))
        .route(paths::EVIDENCE, get(company::evidence::list_evidence))
        .route(paths::START, get(start::show_start))
        .route(start::BRANCHES, post(start::branches::add_branches))
        .route(start::PEOPLE, post(start::people::add_people))
        .route(start::SAMPLE, post(start::sample::add_sample))
        .route(start::OVER, post(start::end_start))
        .route(paths::LOOK, get(company::look::show_look))
        .route(paths::SETTINGS, get(settings::show_settings).post(settings::save_settings))
        .route(paths::MAIL, get(mail::show_mail).post(mail::save_mail))
        .route(paths::MAIL_TEST, post(mail::test_mail))
        .route(paths::MAIL_FORGET, post(mail::forget_mail))
        .route(paths::MAIL_SENT, get(mail_sent::list_sent).post(mail_sent::send_again))
        .route(paths::ACCOUNT, get(account::show_account))
        .route(company::OWN_MENU, get(company::menu::show_own_menu).post(company::menu::arrange_own_menu))
        .route(company::TOLD, post(told::save_told))
        .route(company::MAIL_WISH, post(told::save_mail_wish))
        .route(company::CALENDAR_FEED, post(calendar_feed::make_calendar_feed))
        .route(company::END_CALENDAR_FEED, post(calendar_feed::end_calendar_feed))
        .route(company::PASSWORD, post(account::change_password))
        .route(company::END_SESSION, post(account::end_session))
}

/// The company's own fields and kinds of record.
fn setup_pages() -> Router<App> {
    Router::new()
        .route(paths::FIELDS, get(setup::list_kinds))
        .route(setup::NEW_KIND, get(kind::show_new_kind).post(kind::add_kind))
        .route(setup::OBJECT, get(object::show_fields).post(object::add_field))
        .route(setup::FIELD, get(field::show_field).post(field::rename_field))
        .route(setup::STAGES, get(stages::show_stages).post(stages::arrange_stages))
        .route(setup::OPTION, post(field::add_option))
        .route(setup::RETIRE, get(field::ask_retire_field).post(field::retire_field))
        .route(setup::RESTORE, post(field::restore_field))
        .route(setup::LAYOUT, get(layout::show_layout).post(layout::arrange_layout))
        .route(setup::RESET_LAYOUT, get(layout::ask_reset_layout).post(layout::reset_layout))
        .route(setup::RENAME_KIND, post(kind::rename_kind))
        .route(setup::RETIRE_KIND, get(kind::ask_retire_kind).post(kind::retire_kind))
        .route(setup::RESTORE_KIND, post(kind::restore_kind))
}

/// For whoever watches the process: says that it answers, and nothing else.
async fn show_health() -> Response {
    ([("content-type", "application/json")], r#"{"status":"ok"}"#).into_response()
}

/// A file goes out as it is, with its length.
fn is_no_file(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<headers::Sandboxed>().is_none()
}

async fn refuse_endless(request: Request, next: Next) -> Response {
    let length = request.uri().path_and_query().map_or(0, |address| address.as_str().len());
    if length > ADDRESS_BYTES { Error::LongAddress.into_response() } else { next.run(request).await }
}

fn refuse_cross_site(_: ProtectionError) -> Response {
    Error::CrossSite.into_response()
}

fn report_panic(_: Box<dyn std::any::Any + Send>) -> Response {
    Error::Broken { what: "a handler panicked", source: "see the line before".into() }.into_response()
}
