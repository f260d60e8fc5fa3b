//! The likes by what they are about, so that one topic does not drown another.

use skimmark_vectors::sparse::{Rows, dot};

/// How many interests are told apart at most.
const MOST: usize = 3;
/// With fewer likes there is nothing to tell apart.
const FEWEST: usize = 6;
/// How many likes there must be for each interest beyond the second.
const LIKES: usize = 8;
/// How often the likes are told apart again by what they then have in common.
const ROUNDS: usize = 8;

/// Parts the likes, numbers into `liked`, into groups that have most in common: k-means by cosine,
/// begun with the like in the middle of all and those farthest from it.
pub fn interests(likes: &[(usize, f64)], liked: &Rows, features: usize) -> Vec<Vec<(usize, f64)>> {
    if likes.len() < FEWEST {
        return Vec::new();
    }
    let many = (likes.len() / LIKES).clamp(2, MOST);
    let lengths: Vec<f64> = likes.iter().map(|(like, _)| liked.length(*like).max(1e-9)).collect();
    // By the place among the likes.
    let alike = |place: usize, middle: &[f64]| liked.dot(likes[place].0, middle) / lengths[place];
    let add = |place: usize, middle: &mut [f64]| {
        liked.add(likes[place].0, 1.0 / lengths[place], middle);
    };
    let mut middle = vec![0.0; features];
    likes.iter().for_each(|(like, _)| liked.add(*like, 1.0, &mut middle));
    let mut middles: Vec<Vec<f64>> = Vec::new();
    // How like the nearest middle so far each like is; at first, how unlike the middle of all.
    let mut near: Vec<f64> = (0..likes.len()).map(|place| -alike(place, &middle)).collect();
    for round in 0..many {
        let next = (0..likes.len()).min_by(|a, b| near[*a].total_cmp(&near[*b])).unwrap_or(0);
        let mut middle = vec![0.0; features];
        add(next, &mut middle);
        for (place, near) in near.iter_mut().enumerate() {
            let its = alike(place, &middle);
            *near = if round == 0 { its } else { near.max(its) };
        }
        middles.push(middle);
    }
    let mut nearest = vec![many; likes.len()];
    for _ in 0..ROUNDS {
        let mut moved = false;
        for (place, nearest) in nearest.iter_mut().enumerate() {
            let scores = middles.iter().map(|middle| alike(place, middle)).enumerate();
            let best = scores.max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            let best = best.map_or(0, |(group, _)| group);
            moved |= std::mem::replace(nearest, best) != best;
        }
        if !moved {
            break;
        }
        middles.iter_mut().for_each(|middle| middle.fill(0.0));
        nearest.iter().enumerate().for_each(|(place, group)| add(place, &mut middles[*group]));
        for middle in &mut middles {
            let length = dot(middle, middle).sqrt().max(1e-9);
            middle.iter_mut().for_each(|value| *value /= length);
        }
    }
    let mut groups = vec![Vec::new(); many];
    nearest.iter().zip(likes).for_each(|(group, like)| groups[*group].push(*like));
    // One like alone is no interest: it counts among all.
    groups.retain(|group| group.len() > 1);
    groups
}
