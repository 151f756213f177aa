//! Sealing goes on: every event gets its place in the signed tree soon after it was written.

use std::time::{Duration, Instant};

use crate::bare::Candor;
use crate::fault::Fault;
use crate::house::House;
use crate::look::int;

/// Sealing beats once a second; a busy machine is given some beats.
const WITHIN: Duration = Duration::from_secs(15);

/// Waits until nothing waits for its place any more; a finding when that does not come.
///
/// # Errors
/// The driver's.
pub fn wait(house: &House) -> Result<Vec<String>, Fault> {
    let until = Instant::now() + WITHIN;
    loop {
        let still = house.bare().hold(Candor::Running)?;
        let waiting = still.rows("SELECT COUNT(*) FROM candor_unsealed")?.first().map_or(0, |row| int(row, 0));
        if waiting == 0 {
            return Ok(Vec::new());
        }
        if Instant::now() > until {
            return Ok(vec![format!("{waiting} events still wait for their place in the tree")]);
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}
