//! Posts under a key, each sent one to five times at once, with kills between: one effect each, and the same answer byte for
//! byte to every sending. Another body under the same key is refused.

use std::collections::BTreeSet;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use crate::bare::Candor;
use crate::dice::Dice;
use crate::fault::Fault;
use crate::house::{Base, House};
use crate::look::Look;
use crate::outcome::Outcome;
use crate::sound;
use crate::wire::{Request, send};

/// Senders at once.
const SENDERS: usize = 16;

/// How much.
pub struct Plan {
    pub posts: usize,
    pub kills: u64,
    pub seed: u64,
    pub sabotage: Option<&'static str>,
}

/// One post and what was heard of it.
struct Post {
    request: Request,
    name: String,
    heard: Mutex<BTreeSet<String>>,
    sent: AtomicU64,
}

/// Runs it.
///
/// # Errors
/// When the harness cannot go on.
pub fn run(base: Base<'_>, plan: &Plan) -> Result<Outcome, Fault> {
    let mut outcome = Outcome::new("each post sent up to five times", plan.seed);
    let mut house = House::build(base)?;
    let mut server = house.serve()?;
    house.sign_in(server.address)?;
    server = house.broken(server, plan.sabotage)?;
    let mut dice = Dice::new(plan.seed);
    let posts = posts(&house, plan, &mut dice);
    // Sendings of the same post stand side by side, so that they are on their way together.
    let queue: Vec<usize> = (0..posts.len()).flat_map(|at| (0..=dice.below(5)).map(move |_| at)).collect();
    let next = AtomicUsize::new(0);
    let faults = Mutex::new(Vec::new());
    for kill in 1..=plan.kills {
        let stop = AtomicBool::new(false);
        let up_to = queue.len() * usize::try_from(kill).unwrap_or(1) / usize::try_from(plan.kills).unwrap_or(1).max(1);
        let moment = Duration::from_micros(dice.below(3_000));
        let address = server.address;
        std::thread::scope(|scope| {
            for _ in 0..SENDERS {
                scope.spawn(|| deliver(address, &posts, &queue, (&next, &stop), &faults));
            }
            while next.load(Ordering::Relaxed) < up_to {
                std::thread::sleep(Duration::from_micros(200));
            }
            std::thread::sleep(moment);
            let killed = server.kill();
            stop.store(true, Ordering::Relaxed);
            killed
        })?;
        outcome.kills = kill;
        server = house.serve()?;
        outcome.ready.push(server.ready);
    }
    // Whoever has not heard an answer asks until one comes.
    for post in &posts {
        hear(server.address, post, &faults);
    }
    outcome.find("sending", faults.into_inner().unwrap_or_else(PoisonError::into_inner));
    outcome.find("another body", refused(server.address, &posts));
    compare(&house, &posts, &mut outcome)?;
    Ok(outcome)
}

fn posts(house: &House, plan: &Plan, dice: &mut Dice) -> Vec<Post> {
    let post = |at: usize| {
        let name = format!("once-{at}");
        let person = &house.people[dice.place(house.people.len())];
        let (path, number) = if dice.chance(50) { ("/companies", "employees") } else { ("/deals", "amount") };
        let fields = [("name", name.clone()), (number, at.to_string())];
        let request = Request { key: Some(format!("key-{at}")), ..Request::form(path, &person.cookie, &fields) };
        Post { request, name, heard: Mutex::default(), sent: AtomicU64::new(0) }
    };
    (0..plan.posts).map(post).collect()
}

fn deliver(
    to: SocketAddr,
    posts: &[Post],
    queue: &[usize],
    (next, stop): (&AtomicUsize, &AtomicBool),
    faults: &Mutex<Vec<String>>,
) {
    while !stop.load(Ordering::Relaxed) {
        let Some(post) = queue.get(next.fetch_add(1, Ordering::Relaxed)).and_then(|at| posts.get(*at)) else { return };
        hear(to, post, faults);
    }
}

fn hear(to: SocketAddr, post: &Post, faults: &Mutex<Vec<String>>) {
    post.sent.fetch_add(1, Ordering::Relaxed);
    let Some(answer) = send(to, &post.request) else { return };
    if answer.status == 200 {
        post.heard.lock().unwrap_or_else(PoisonError::into_inner).insert(answer.body);
    } else {
        let said = format!("{}: {} {}", post.name, answer.status, answer.body);
        faults.lock().unwrap_or_else(PoisonError::into_inner).push(said);
    }
}

/// The same key with something else in it.
fn refused(to: SocketAddr, posts: &[Post]) -> Vec<String> {
    let other = |post: &Post| {
        let mut request = post.request.clone();
        request.body.as_mut()?.extend_from_slice(b"9");
        let status = send(to, &request).map(|answer| answer.status);
        (status != Some(422)).then(|| format!("{}: another body was answered {status:?}", post.name))
    };
    posts.iter().step_by(7).filter_map(other).collect()
}

fn compare(house: &House, posts: &[Post], outcome: &mut Outcome) -> Result<(), Fault> {
    let still = house.bare().hold(Candor::Running)?;
    let look = Look::at(&still)?;
    let mut faults = sound::faults(&still, &look)?;
    for post in posts {
        let there = look.named(&post.name);
        let heard = post.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = post.sent.load(Ordering::Relaxed);
        *outcome.acknowledged.entry(format!("sent {sent} times")).or_default() += 1;
        let said = heard.iter().next().and_then(|body| serde_json::from_str::<serde_json::Value>(body).ok());
        let id = said.and_then(|said| said["id"].as_i64());
        if heard.len() != 1 || there.len() != 1 || there.first().map(|known| known.id) != id {
            faults.push(format!("{} sent {sent} times: {} effects, answers {heard:?}", post.name, there.len()));
        }
    }
    outcome.records = look.all().count();
    outcome.find("at last", faults);
    Ok(())
}
