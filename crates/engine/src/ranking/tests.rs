//! The ranking as a whole.

use proptest::prelude::*;
use skimmark_paper::entry::{Category, Entry};

use super::{Decided, Papers, Ranking};

fn paper(title: &str, abstract_text: &str) -> Entry {
    let abstract_text = Some(abstract_text.to_owned()).filter(|text| !text.is_empty());
    Entry { title: title.into(), abstract_text, ..Entry::default() }
}

fn papers<'e>(entries: impl IntoIterator<Item = &'e Entry>) -> Papers {
    let mut papers = Papers::default();
    entries.into_iter().for_each(|entry| papers.push(entry));
    papers
}

fn decided(liked: &[Entry], passed: &[Entry]) -> Decided {
    Decided { liked: papers(liked), strengths: Vec::new(), passed: papers(passed) }
}

/// Two hundred papers of ten subjects, with words of their own and words that all share.
fn meadow() -> Vec<Entry> {
    let subjects = [
        ["wool", "shearing", "fleece"],
        ["hay", "mowing", "clover"],
        ["barn", "rafters", "shingles"],
        ["honey", "hives", "nectar"],
        ["plough", "furrows", "tillage"],
        ["ponds", "ducks", "reeds"],
        ["orchard", "grafting", "cider"],
        ["fences", "hedges", "gates"],
        ["cheese", "rennet", "curdling"],
        ["goats", "climbing", "bells"],
    ];
    let shared = ["season", "village", "weather", "market", "morning", "tradition", "labor"];
    let paper_of = |number: usize| {
        let [a, b, c] = subjects[number % subjects.len()];
        let [d, e] = [1, 4].map(|step| shared[(number * step + number / 7) % shared.len()]);
        let text = format!("We count {b} and {c} by {d} in each {e} of farm {}x.", number % 23);
        paper(&format!("On {a} and {d}"), &text)
    };
    (0..200).map(paper_of).collect()
}

/// Returns the places of the papers, the first in the order first.
fn order(scores: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..scores.len()).collect();
    order.sort_by(|a, b| scores[*b].total_cmp(&scores[*a]));
    order
}

#[test]
fn the_first_papers_are_of_what_was_liked() {
    let all = meadow();
    let liked: Vec<Entry> = (0..5).map(|number| all[number * 10].clone()).collect();
    let ranking = Ranking::new(&papers(&all[50..]), &decided(&liked, &all[1..5]));
    let first = order(ranking.scores());
    assert!(first[..15].iter().all(|place| place % 10 == 0), "{:?}", &first[..15]);
    let why = ranking.why(&all[50 + first[0]]);
    assert!(["wool", "shearing", "fleece"].contains(&why.because[0].as_str()), "{why:?}");
    assert!(why.like.is_some());
}

#[test]
fn a_second_interest_keeps_its_share_of_the_first_papers() {
    let all = meadow();
    let of = |subject: usize, from: usize, to: usize| (from..to).map(move |row| row * 10 + subject);
    let liked: Vec<Entry> =
        of(0, 0, 7).chain(of(3, 0, 3)).map(|place| all[place].clone()).collect();
    let ranking = Ranking::new(&papers(&all[70..]), &decided(&liked, &[]));
    let first = order(ranking.scores());
    let count = |subject| first[..20].iter().filter(|place| *place % 10 == subject).count();
    assert!(count(0) >= 10 && count(3) >= 5, "{} {}", count(0), count(3));
}

#[test]
fn a_paper_like_a_liked_one_is_before_one_like_a_passed_one() {
    let liked = paper("Shearing sheep", "Wool of many sheep.");
    let passed = paper("Mowing meadows", "Hay of many meadows.");
    let listed = [paper("Hay and meadows", ""), paper("Wool and sheep", "")];
    let ranking = Ranking::new(&papers(&listed), &decided(&[liked], &[passed]));
    assert!(ranking.scores()[1] > ranking.scores()[0], "{:?}", ranking.scores());
    assert_eq!(ranking.why(&listed[1]).because[0], "sheep");
}

#[test]
fn an_author_and_a_category_are_reasons() {
    let mut all = meadow();
    for (place, entry) in all.iter_mut().enumerate() {
        entry.authors = vec![format!("Ana Lee {}", place % 50)];
        entry.categories = vec![Category("cs.CL".into())];
    }
    let mut liked = paper("Unheard", "");
    (liked.authors, liked.categories) = (vec!["Bo Ek".into()], vec![Category("math.GT".into())]);
    all[7].authors = vec!["Bo  EK".into()];
    all[8].categories = vec![Category("math.GT".into())];
    let ranking = Ranking::new(&papers(&all), &decided(&[liked], &[]));
    assert_eq!(order(ranking.scores())[..2], [7, 8]);
    assert_eq!(ranking.why(&all[7]).because[0], "author: Bo  EK");
    assert_eq!(ranking.why(&all[8]).because[0], "math.GT");
}

#[test]
fn reasons_read_as_in_a_sentence() {
    let all = meadow();
    let title = "Cross-lingual Judges";
    let found = paper(title, "Cross lingual talk of Bayes; LLMs and judges, cross-lingual Bayes.");
    let mut again = found.clone();
    again.title = "Cross-lingual judges and more".into();
    let ranking = Ranking::new(&papers(all.iter().chain([&found])), &decided(&[again], &[]));
    let because = ranking.why(&found).because;
    assert_eq!(because[..2], ["cross-lingual judges", "Bayes"]);
    assert!(!because.contains(&"cross".into()) && !because.contains(&"lingual".into()));
}

#[test]
fn half_of_a_compound_is_no_reason() {
    let all = meadow();
    let found =
        paper("Counting", "With open-source scales, source scales by themselves, de-icing.");
    let like = paper("Of source scales", "Source scales, source scales, and icing.");
    let ranking = Ranking::new(
        &papers(all.iter().chain([&found])),
        &decided(std::slice::from_ref(&like), &[]),
    );
    // It is told by itself if it is somewhere by itself.
    assert_eq!(ranking.why(&found).because, ["source scales", "de-icing"]);
    let found = paper("Counting", "With open-source scales, de-icing.");
    let ranking = Ranking::new(&papers(all.iter().chain([&found])), &decided(&[like], &[]));
    assert_eq!(ranking.why(&found).because, ["open-source scales", "de-icing"]);
}

#[test]
fn a_word_is_no_reason_beside_another_form_of_it() {
    let wool =
        |number: usize| paper(&format!("Harvesting {number}"), "A harvester of woollen fleece.");
    let mut listed: Vec<Entry> =
        (0..30).map(|number| paper(&format!("Tides {number}"), "Rain falls.")).collect();
    listed.push(paper(
        "A harvester of sheep",
        "Harvesting is done by harvesters, and the fleece is left.",
    ));
    let liked: Vec<Entry> = (0..5).map(wool).collect();
    let ranking = Ranking::new(&papers(&listed), &decided(&liked, &[]));
    let because = ranking.why(&listed[30]).because;
    let forms = because.iter().filter(|reason| reason.to_lowercase().contains("harvest"));
    assert_eq!(forms.count(), 1, "{because:?}");
    assert!(because.iter().any(|reason| reason.contains("fleece")), "{because:?}");
}

#[test]
fn how_likely_a_paper_is_liked_rises_with_its_score() {
    let likely: Vec<u32> =
        [-9.0, -0.75, 0.9, 1.85, 3.5, 99.0].into_iter().map(super::likely).collect();
    assert_eq!(likely, [0, 10, 50, 80, 95, 100]);
}

#[test]
fn what_was_liked_more_counts_more() {
    let all = meadow();
    let mut decided = decided(&[all[0].clone(), all[3].clone()], &[]);
    let score = |decided: &Decided, place: usize| {
        Ranking::new(&papers(&all[20..]), decided).scores()[place]
    };
    let even = (score(&decided, 0), score(&decided, 3));
    decided.strengths = vec![1.0, 0.3];
    let uneven = (score(&decided, 0), score(&decided, 3));
    assert!(uneven.0 > even.0 && uneven.1 < even.1, "{even:?} {uneven:?}");
}

#[test]
fn the_most_alike_is_the_paper_itself() {
    let all = meadow();
    let ranking = Ranking::likeness(&papers(&all), &all[42]);
    assert_eq!(order(ranking.scores())[0], 42);
    assert_eq!(ranking.why(&all[42]).like, Some(0));
}

#[test]
fn nothing_to_go_by_is_no_error() {
    let none = Ranking::new(&Papers::default(), &Decided::default());
    assert!(none.scores().is_empty());
    let empty = Entry::default();
    let listed = papers([&empty, &empty]);
    let ranking = Ranking::new(&listed, &decided(std::slice::from_ref(&empty), &[]));
    assert_eq!(ranking.scores(), [0.0, 0.0]);
    assert_eq!(ranking.why(&empty), super::Why::default());
    let all = meadow();
    let ranking = Ranking::new(&papers(&all), &decided(&[], &all[..2]));
    assert!(ranking.scores().iter().all(|score| *score == 0.0));
}

#[test]
fn a_long_abstract_does_not_drown_the_others() {
    let mut all = meadow();
    let everything: Vec<String> = all.iter().filter_map(|it| it.abstract_text.clone()).collect();
    all.push(paper("All of it", &everything.join(" ").repeat(5)));
    let liked: Vec<Entry> = (0..5).map(|number| all[number * 10].clone()).collect();
    let ranking = Ranking::new(&papers(&all[50..]), &decided(&liked, &[]));
    assert!(!order(ranking.scores())[..10].contains(&150));
}

fn entries(most: usize) -> impl Strategy<Value = Vec<Entry>> {
    let text = "((wool|hay|LLMs|X-ray|\\$x_1\\$|naïve|大|the|42|Judge)[ ,-]?){0,6}";
    let authors = proptest::collection::vec("(Ana|Bo) (Lee|Ek)", 0..3);
    let categories = proptest::collection::vec("(cs\\.CL|hep-th|CL)", 0..2);
    let entry = (text, proptest::option::of(text), authors, categories);
    let entry = entry.prop_map(|(title, abstract_text, authors, categories)| Entry {
        title,
        abstract_text,
        authors,
        categories: categories.into_iter().map(Category).collect(),
        ..Entry::default()
    });
    proptest::collection::vec(entry, 0..most)
}

/// Returns whether a reason stands in the paper.
fn stands(entry: &Entry, reason: &str) -> bool {
    if let Some(author) = reason.strip_prefix("author: ") {
        return entry.authors.iter().any(|it| it == author);
    }
    let texts = [Some(&entry.title), entry.abstract_text.as_ref()];
    let holds = |text: &&String| text.to_lowercase().contains(&reason.to_lowercase());
    entry.categories.iter().any(|it| it.0 == reason) || texts.iter().flatten().any(holds)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn scores_are_numbers_and_always_the_same(
        listed in entries(30), liked in entries(9), passed in entries(5)
    ) {
        let rank = || Ranking::new(&papers(&listed), &decided(&liked, &passed));
        let ranking = rank();
        prop_assert_eq!(ranking.scores().len(), listed.len());
        prop_assert!(ranking.scores().iter().all(|score| score.is_finite()));
        let again = rank();
        prop_assert_eq!(ranking.scores(), again.scores());
        for entry in &listed {
            let why = ranking.why(entry);
            prop_assert!(why.because.iter().all(|reason| stands(entry, reason)), "{:?}", why);
            prop_assert!(why.like.is_none_or(|like| like < liked.len()));
        }
    }

    #[test]
    fn the_order_of_the_papers_does_not_matter(
        listed in entries(30), liked in entries(6), turn in 0_usize..30
    ) {
        let mut turned = listed.clone();
        turned.reverse();
        let by = turn.min(listed.len());
        turned.rotate_left(by);
        let scores = Ranking::new(&papers(&listed), &decided(&liked, &[])).scores().to_vec();
        let reversed: Vec<Entry> = liked.iter().rev().cloned().collect();
        let mut again =
            Ranking::new(&papers(&turned), &decided(&reversed, &[])).scores().to_vec();
        again.rotate_right(by);
        again.reverse();
        for (one, other) in scores.iter().zip(&again) {
            prop_assert!((one - other).abs() < 1e-6, "{} {}", one, other);
        }
    }
}
