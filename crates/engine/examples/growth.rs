//! How time and memory grow with the number of papers: `cargo run --release -p skimmark-engine
//! --example growth [PAPERS...]`; 1,000 to 1,000,000 if none are given, which takes a minute and 5 GB.
//!
//! Each number of papers has a process of its own, so that none finds the memory of another. Time is
//! that for which the processor worked; memory is what Linux says of the process, the text in it. The
//! exponent is how often a figure grows tenfold while the papers do: 1 is in proportion.

#![allow(clippy::unwrap_used)] // A measurement that cannot go on fails.

use std::fmt::Write;
use std::fs;
use std::process::Command;
use std::time::Duration;

use skimmark_engine::engine::{Content, Engine, Opening, Source};
use skimmark_paper::date::PartialDate;
use skimmark_protocol::{
    Answer, Group, Listing, Millis, OrderId, Request, Show, Shown, Sort, View,
};

/// Words are as unevenly frequent as in abstracts: the one of rank n is n times as rare as the first.
const WORDS: usize = 40_000;
const SURNAMES: usize = 4_000;
const SYLLABLES: [&str; 16] = [
    "ba", "cle", "dor", "fi", "gan", "hu", "lem", "ma", "nor", "pi", "ras", "sto", "ta", "ver",
    "xi", "zu",
];
const GIVEN: [&str; 8] = ["Ana", "Bo", "Chidi", "Dana", "Emil", "Farah", "Goran", "Hana"];
const CATEGORIES: [&str; 6] = ["LG", "CL", "CV", "AI", "RO", "DS"];

/// Of which ranks the words are that are asked for, alone and together.
const ASKED: [&[usize]; 4] = [&[3], &[90], &[2_000], &[40, 300, 5]];

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [one, papers] = arguments.as_slice()
        && one == "one"
    {
        let row = measure(papers.parse().unwrap());
        return println!("{}", row.map(|figure| figure.to_string()).join(" "));
    }
    let mut sizes: Vec<usize> = arguments.iter().map(|size| size.parse().unwrap()).collect();
    if sizes.is_empty() {
        sizes = vec![1_000, 10_000, 100_000, 1_000_000];
    }
    println!("| papers | text, MB | read, ms | index, ms | query, ms | peak, MB | kept, MB |");
    println!("| --- | --- | --- | --- | --- | --- | --- |");
    let mut before: Option<(usize, [f64; FIGURES])> = None;
    for papers in sizes {
        let row = in_a_process(papers);
        if let Some((fewer, known)) = before {
            let tens = (papers as f64 / fewer as f64).log10();
            let exponents = (0..FIGURES).map(|at| (row[at] / known[at]).log10() / tens);
            println!("| exponent |{} |", cells(exponents, 2));
        }
        println!("| {papers} |{} |", cells(row.into_iter(), 1));
        before = Some((papers, row));
    }
}

/// Text, reading, index, query, the most memory and that at the end.
const FIGURES: usize = 6;

fn cells(figures: impl Iterator<Item = f64>, decimals: usize) -> String {
    let cells: Vec<String> = figures.map(|figure| format!(" {figure:.decimals$}")).collect();
    cells.join(" |")
}

fn in_a_process(papers: usize) -> [f64; FIGURES] {
    let mut own = Command::new(std::env::current_exe().unwrap());
    let output = own.args(["one", &papers.to_string()]).output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let figures: Vec<f64> = text.split_whitespace().map(|it| it.parse().unwrap()).collect();
    figures.try_into().unwrap()
}

fn measure(papers: usize) -> [f64; FIGURES] {
    let words = invented(WORDS);
    let text = digest(papers, &words);
    let bytes = text.len();
    let own = resident("VmRSS") - bytes as f64 / 1e6;
    let today: PartialDate = "2026-06-20".parse().unwrap();
    let mut opening = Opening::new(1, today, bytes as u64, |_, _| None);
    let source = Source { name: String::new(), content: Content::Text(text) };
    let (_, read) = timed(|| opening.read(source, &mut |_| {}));
    let mut engine = Engine::new();
    let (_, index) = timed(|| engine.open(opening, &mut |_| {}));
    let mut query = Duration::ZERO;
    for asked in ASKED {
        let asked: Vec<&str> = asked.iter().map(|rank| words[*rank].as_str()).collect();
        let (shown, took) = timed(|| show(&mut engine, asked.join(" "), today));
        assert_eq!(shown.total as usize, papers, "papers were lost");
        query += took;
    }
    let ms = |time: Duration| time.as_secs_f64() * 1e3;
    let queries = ms(query) / ASKED.len() as f64;
    let (most, kept) = (resident("VmHWM") - own, resident("VmRSS") - own);
    [bytes as f64 / 1e6, ms(read), ms(index), queries, most, kept]
}

fn show(engine: &mut Engine, query: String, today: PartialDate) -> Shown {
    let answer = engine.take(Request::Show(Show {
        order: OrderId(1),
        view: View::Digest,
        query,
        sort: Sort::Relevance,
        group: Group::None,
        listing: Listing::default(),
        today,
        likes_since: Millis(0),
        fresh: true,
        around: Vec::new(),
        room: 24,
    }));
    let Answer::Show(shown) = answer else { unreachable!() };
    shown
}

/// Numbers from 0 to 1, the same in each run.
struct Random(u64);

impl Random {
    fn next(&mut self) -> f64 {
        self.0 = self.0.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        (self.0 >> 33) as f64 / f64::from(1_u32 << 31)
    }

    fn below(&mut self, count: usize) -> usize {
        (self.next() * count as f64) as usize
    }

    /// Returns a rank by Zipf's law.
    fn rank(&mut self, count: usize) -> usize {
        ((count as f64 + 1.0).powf(self.next()) - 1.0) as usize
    }
}

/// Returns words that differ, the more frequent ones shorter.
fn invented(count: usize) -> Vec<String> {
    let word = |mut number: usize| {
        let mut word = String::new();
        while number > 0 {
            word.push_str(SYLLABLES[number % SYLLABLES.len()]);
            number /= SYLLABLES.len();
        }
        word
    };
    (1..=count).map(word).collect()
}

fn capital(word: &str) -> String {
    word[..1].to_uppercase() + &word[1..]
}

/// Returns a ranked digest, as it is copied: badges, a line of title and authors, an abstract.
fn digest(papers: usize, words: &[String]) -> String {
    let mut random = Random(papers as u64);
    let mut text = String::with_capacity(papers * 1_700);
    for at in 0..papers {
        let score = 999 - at * 890 / papers;
        let category = CATEGORIES[random.below(CATEGORIES.len())];
        let (day, year) = (1 + random.below(28), 2024 + random.below(2));
        writeln!(text, "{}.{}{category}Mar {day}, {year}", score / 10, score % 10).unwrap();
        for _ in 0..5 + random.below(6) {
            write!(text, "{} ", capital(&words[40 + random.rank(words.len() - 40)])).unwrap();
        }
        text.pop();
        for author in 0..1 + random.below(5) {
            let comma = if author == 0 { "" } else { ", " };
            let surname = capital(&words[random.rank(SURNAMES)]);
            write!(text, "{comma}{} {surname}", GIVEN[random.below(GIVEN.len())]).unwrap();
        }
        text.push('\n');
        let end = text.len() + 900 + random.below(900);
        while text.len() < end {
            text.push_str(&capital(&words[random.rank(words.len())]));
            for _ in 0..8 + random.below(18) {
                write!(text, " {}", words[random.rank(words.len())]).unwrap();
            }
            text.push_str(". ");
        }
        text.pop();
        text.push('\n');
    }
    text
}

/// Returns what comes of it, and for how long the processor worked for that.
fn timed<T>(run: impl FnOnce() -> T) -> (T, Duration) {
    let begun = processor_time();
    let found = run();
    (found, processor_time() - begun)
}

/// Returns for how long the processor has worked for this thread, as Linux tells.
fn processor_time() -> Duration {
    let told = fs::read_to_string("/proc/thread-self/schedstat").unwrap();
    Duration::from_nanos(told.split(' ').next().unwrap().parse().unwrap())
}

/// Returns this figure of the process, in megabytes.
fn resident(name: &str) -> f64 {
    let told = fs::read_to_string("/proc/self/status").unwrap();
    let line = told.lines().find(|line| line.starts_with(name)).unwrap();
    let kilobytes: f64 = line.split_whitespace().nth(1).unwrap().parse().unwrap();
    kilobytes * 1024.0 / 1e6
}
