//! The likes by what they are about, so that one topic does not drown another.

use super::space::Rows;

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
    let mut middle = vec![0.0; features];
    likes.iter().for_each(|(like, _)| liked.add(*like, 1.0, &mut middle));
    let alike =
        |like: usize, middle: &[f64]| liked.dot(like, middle) / liked.length(like).max(1e-9);
    let mut middles: Vec<Vec<f64>> = Vec::new();
    // How like the nearest middle so far each like is; at first, how unlike the middle of all.
    let mut near: Vec<f64> = likes.iter().map(|(like, _)| -alike(*like, &middle)).collect();
    for round in 0..many {
        let next = (0..likes.len()).min_by(|a, b| near[*a].total_cmp(&near[*b])).unwrap_or(0);
        let mut middle = vec![0.0; features];
        liked.add(likes[next].0, 1.0 / liked.length(likes[next].0).max(1e-9), &mut middle);
        for ((like, _), near) in likes.iter().zip(&mut near) {
            let its = alike(*like, &middle);
            *near = if round == 0 { its } else { near.max(its) };
        }
        middles.push(middle);
    }
    let mut groups = Vec::new();
    for _ in 0..ROUNDS {
        groups = vec![Vec::new(); many];
        for (like, strength) in likes {
            let scores = middles.iter().map(|middle| alike(*like, middle));
            let nearest = scores.enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)));
            groups[nearest.map_or(0, |(group, _)| group)].push((*like, *strength));
        }
        for (group, middle) in groups.iter().zip(&mut middles) {
            middle.fill(0.0);
            for (like, _) in group {
                liked.add(*like, 1.0 / liked.length(*like).max(1e-9), middle);
            }
            let length = middle.iter().map(|value| value * value).sum::<f64>().sqrt();
            middle.iter_mut().for_each(|value| *value /= length.max(1e-9));
        }
    }
    // One like alone is no interest: it counts among all.
    groups.retain(|group| group.len() > 1);
    groups
}
