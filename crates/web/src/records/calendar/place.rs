//! Where entries stand in a day: quarters of an hour from the first one shown, and what overlaps beside each other. Pure.

use ui::calendar::Place;

/// Minutes of one day of an entry: from, to, both from 0 to 1440.
pub type Minutes = (u32, u32);

/// What stands beside each other in one width.
const WIDTHS: [u32; 5] = [1, 2, 3, 4, 6];
/// An entry is at least so high, so that its words can be read.
const LEAST: u32 = 2;

/// The hours of the day to show: those of work, and further where something stands outside.
pub fn hours(all: impl Iterator<Item = Minutes>, (from, to): (u32, u32), whole_day: bool) -> (u32, u32) {
    if whole_day {
        return (0, 24);
    }
    let wide = |(first, last): (u32, u32), (from, to): Minutes| (first.min(from / 60), last.max(to.div_ceil(60)));
    let (first, last) = all.fold((from, to), wide);
    (first.min(23), last.clamp(first.min(23) + 1, 24))
}

/// A place for each, in the same order. What overlaps stands beside each other, the earlier first.
pub fn places(all: &[Minutes], (first, last): (u32, u32)) -> Vec<Place> {
    let quarters: Vec<(u32, u32)> = all.iter().map(|minutes| quarters(*minutes, (first, last))).collect();
    let mut order: Vec<usize> = (0..quarters.len()).collect();
    order.sort_by_key(|at| quarters.get(*at).map(|(from, to)| (*from, std::cmp::Reverse(*to))));
    let mut places = vec![Place { from: 0, quarters: LEAST, lane: 0, lanes: 1 }; quarters.len()];
    let mut group: Vec<usize> = Vec::new();
    let mut ends: Vec<u32> = Vec::new();
    for at in order {
        let Some((from, to)) = quarters.get(at).copied() else { continue };
        if ends.iter().all(|end| *end <= from) {
            share_width(&mut places, &group, ends.len());
            group.clear();
            ends.clear();
        }
        let lane = ends.iter().position(|end| *end <= from).unwrap_or(ends.len());
        match ends.get_mut(lane) {
            Some(end) => *end = to,
            None => ends.push(to),
        }
        if let Some(place) = places.get_mut(at) {
            *place = Place { from, quarters: to - from, lane: u32::try_from(lane).unwrap_or(0), lanes: 1 };
        }
        group.push(at);
    }
    share_width(&mut places, &group, ends.len());
    places
}

/// What overlaps shares the width; of more than six the last ones lie over each other.
fn share_width(places: &mut [Place], group: &[usize], lanes: usize) {
    let lanes = u32::try_from(lanes).unwrap_or(u32::MAX);
    let width = WIDTHS.into_iter().find(|width| *width >= lanes).unwrap_or(6);
    for at in group {
        if let Some(place) = places.get_mut(*at) {
            place.lanes = width;
            place.lane = place.lane.min(width - 1);
        }
    }
}

/// Whole quarters from the first hour on: begun ones count, and at least two.
fn quarters((from, to): Minutes, (first, last): (u32, u32)) -> (u32, u32) {
    let end = (last - first) * 4;
    let from = (from / 15).saturating_sub(first * 4).min(end.saturating_sub(LEAST));
    let to = to.div_ceil(15).saturating_sub(first * 4);
    (from, to.max(from + LEAST).min(end.max(from + LEAST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lanes(all: &[Minutes]) -> Vec<(u32, u32)> {
        places(all, (8, 19)).iter().map(|place| (place.lane, place.lanes)).collect()
    }

    #[test]
    fn what_overlaps_stands_beside_each_other() {
        assert_eq!(lanes(&[(600, 660), (660, 720)]), [(0, 1), (0, 1)]);
        assert_eq!(lanes(&[(600, 690), (660, 720), (690, 720), (720, 750)]), [(0, 2), (1, 2), (0, 2), (0, 1)]);
        // Whatever the order they come in.
        assert_eq!(lanes(&[(660, 720), (600, 690)]), [(1, 2), (0, 2)]);
        let nine = vec![(600, 660); 9];
        let told = lanes(&nine);
        assert!(told.iter().all(|(lane, width)| *width == 6 && lane < width), "{told:?}");
    }

    #[test]
    fn two_places_that_share_a_lane_do_not_overlap() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            u32::try_from((seed >> 33) % below).unwrap_or(0)
        };
        for _ in 0..500 {
            let mut one = || {
                let from = 480 + next(600);
                (from, from + 15 + next(180))
            };
            let all: Vec<Minutes> = (0..5).map(|_| one()).collect();
            let places = places(&all, (0, 24));
            for (at, one) in places.iter().enumerate() {
                for other in places.iter().skip(at + 1).filter(|other| other.lane == one.lane) {
                    let apart = one.from + one.quarters <= other.from || other.from + other.quarters <= one.from;
                    assert!(apart, "{all:?}: {one:?} {other:?}");
                }
            }
        }
    }

    #[test]
    fn a_place_begins_at_the_first_hour_shown() {
        let place =
            |minutes, hours| places(&[minutes], hours).first().copied().map(|place| (place.from, place.quarters));
        assert_eq!(place((9 * 60, 10 * 60), (8, 19)), Some((4, 4)));
        assert_eq!(place((9 * 60 + 20, 9 * 60 + 25), (8, 19)), Some((5, 2)));
        assert_eq!(place((23 * 60 + 50, 1440), (0, 24)), Some((94, 2)));
    }

    #[test]
    fn hours_widen_where_something_stands_outside() {
        let work = (8, 19);
        assert_eq!(hours(std::iter::empty(), work, false), (8, 19));
        assert_eq!(hours([(430, 460), (1190, 1201)].into_iter(), work, false), (7, 21));
        assert_eq!(hours([(0, 1440)].into_iter(), work, false), (0, 24));
        assert_eq!(hours(std::iter::empty(), work, true), (0, 24));
    }
}
