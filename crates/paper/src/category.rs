//! The subject classes of arXiv: their codes and full names.

use std::sync::OnceLock;

use crate::entry::Category;
use crate::pairs;
use crate::texts::Pairs;

/// Every code in use, and those of archives that were closed, with its full name.
static CATEGORIES: Pairs = pairs![
    ("cs.AI", "Artificial Intelligence"),
    ("cs.AR", "Hardware Architecture"),
    ("cs.CC", "Computational Complexity"),
    ("cs.CE", "Computational Engineering, Finance, and Science"),
    ("cs.CG", "Computational Geometry"),
    ("cs.CL", "Computation and Language"),
    ("cs.CR", "Cryptography and Security"),
    ("cs.CV", "Computer Vision and Pattern Recognition"),
    ("cs.CY", "Computers and Society"),
    ("cs.DB", "Databases"),
    ("cs.DC", "Distributed, Parallel, and Cluster Computing"),
    ("cs.DL", "Digital Libraries"),
    ("cs.DM", "Discrete Mathematics"),
    ("cs.DS", "Data Structures and Algorithms"),
    ("cs.ET", "Emerging Technologies"),
    ("cs.FL", "Formal Languages and Automata Theory"),
    ("cs.GL", "General Literature"),
    ("cs.GR", "Graphics"),
    ("cs.GT", "Computer Science and Game Theory"),
    ("cs.HC", "Human-Computer Interaction"),
    ("cs.IR", "Information Retrieval"),
    ("cs.IT", "Information Theory"),
    ("cs.LG", "Machine Learning"),
    ("cs.LO", "Logic in Computer Science"),
    ("cs.MA", "Multiagent Systems"),
    ("cs.MM", "Multimedia"),
    ("cs.MS", "Mathematical Software"),
    ("cs.NA", "Numerical Analysis"),
    ("cs.NE", "Neural and Evolutionary Computing"),
    ("cs.NI", "Networking and Internet Architecture"),
    ("cs.OH", "Other Computer Science"),
    ("cs.OS", "Operating Systems"),
    ("cs.PF", "Performance"),
    ("cs.PL", "Programming Languages"),
    ("cs.RO", "Robotics"),
    ("cs.SC", "Symbolic Computation"),
    ("cs.SD", "Sound"),
    ("cs.SE", "Software Engineering"),
    ("cs.SI", "Social and Information Networks"),
    ("cs.SY", "Systems and Control"),
    ("econ.EM", "Econometrics"),
    ("econ.GN", "General Economics"),
    ("econ.TH", "Theoretical Economics"),
    ("eess.AS", "Audio and Speech Processing"),
    ("eess.IV", "Image and Video Processing"),
    ("eess.SP", "Signal Processing"),
    ("eess.SY", "Systems and Control"),
    ("math.AC", "Commutative Algebra"),
    ("math.AG", "Algebraic Geometry"),
    ("math.AP", "Analysis of PDEs"),
    ("math.AT", "Algebraic Topology"),
    ("math.CA", "Classical Analysis and ODEs"),
    ("math.CO", "Combinatorics"),
    ("math.CT", "Category Theory"),
    ("math.CV", "Complex Variables"),
    ("math.DG", "Differential Geometry"),
    ("math.DS", "Dynamical Systems"),
    ("math.FA", "Functional Analysis"),
    ("math.GM", "General Mathematics"),
    ("math.GN", "General Topology"),
    ("math.GR", "Group Theory"),
    ("math.GT", "Geometric Topology"),
    ("math.HO", "History and Overview"),
    ("math.IT", "Information Theory"),
    ("math.KT", "K-Theory and Homology"),
    ("math.LO", "Logic"),
    ("math.MG", "Metric Geometry"),
    ("math.MP", "Mathematical Physics"),
    ("math.NA", "Numerical Analysis"),
    ("math.NT", "Number Theory"),
    ("math.OA", "Operator Algebras"),
    ("math.OC", "Optimization and Control"),
    ("math.PR", "Probability"),
    ("math.QA", "Quantum Algebra"),
    ("math.RA", "Rings and Algebras"),
    ("math.RT", "Representation Theory"),
    ("math.SG", "Symplectic Geometry"),
    ("math.SP", "Spectral Theory"),
    ("math.ST", "Statistics Theory"),
    ("astro-ph.CO", "Cosmology and Nongalactic Astrophysics"),
    ("astro-ph.EP", "Earth and Planetary Astrophysics"),
    ("astro-ph.GA", "Astrophysics of Galaxies"),
    ("astro-ph.HE", "High Energy Astrophysical Phenomena"),
    ("astro-ph.IM", "Instrumentation and Methods for Astrophysics"),
    ("astro-ph.SR", "Solar and Stellar Astrophysics"),
    ("cond-mat.dis-nn", "Disordered Systems and Neural Networks"),
    ("cond-mat.mes-hall", "Mesoscale and Nanoscale Physics"),
    ("cond-mat.mtrl-sci", "Materials Science"),
    ("cond-mat.other", "Other Condensed Matter"),
    ("cond-mat.quant-gas", "Quantum Gases"),
    ("cond-mat.soft", "Soft Condensed Matter"),
    ("cond-mat.stat-mech", "Statistical Mechanics"),
    ("cond-mat.str-el", "Strongly Correlated Electrons"),
    ("cond-mat.supr-con", "Superconductivity"),
    ("nlin.AO", "Adaptation and Self-Organizing Systems"),
    ("nlin.CD", "Chaotic Dynamics"),
    ("nlin.CG", "Cellular Automata and Lattice Gases"),
    ("nlin.PS", "Pattern Formation and Solitons"),
    ("nlin.SI", "Exactly Solvable and Integrable Systems"),
    ("physics.acc-ph", "Accelerator Physics"),
    ("physics.ao-ph", "Atmospheric and Oceanic Physics"),
    ("physics.app-ph", "Applied Physics"),
    ("physics.atm-clus", "Atomic and Molecular Clusters"),
    ("physics.atom-ph", "Atomic Physics"),
    ("physics.bio-ph", "Biological Physics"),
    ("physics.chem-ph", "Chemical Physics"),
    ("physics.class-ph", "Classical Physics"),
    ("physics.comp-ph", "Computational Physics"),
    ("physics.data-an", "Data Analysis, Statistics and Probability"),
    ("physics.ed-ph", "Physics Education"),
    ("physics.flu-dyn", "Fluid Dynamics"),
    ("physics.gen-ph", "General Physics"),
    ("physics.geo-ph", "Geophysics"),
    ("physics.hist-ph", "History and Philosophy of Physics"),
    ("physics.ins-det", "Instrumentation and Detectors"),
    ("physics.med-ph", "Medical Physics"),
    ("physics.optics", "Optics"),
    ("physics.plasm-ph", "Plasma Physics"),
    ("physics.pop-ph", "Popular Physics"),
    ("physics.soc-ph", "Physics and Society"),
    ("physics.space-ph", "Space Physics"),
    ("q-bio.BM", "Biomolecules"),
    ("q-bio.CB", "Cell Behavior"),
    ("q-bio.GN", "Genomics"),
    ("q-bio.MN", "Molecular Networks"),
    ("q-bio.NC", "Neurons and Cognition"),
    ("q-bio.OT", "Other Quantitative Biology"),
    ("q-bio.PE", "Populations and Evolution"),
    ("q-bio.QM", "Quantitative Methods"),
    ("q-bio.SC", "Subcellular Processes"),
    ("q-bio.TO", "Tissues and Organs"),
    ("q-fin.CP", "Computational Finance"),
    ("q-fin.EC", "Economics"),
    ("q-fin.GN", "General Finance"),
    ("q-fin.MF", "Mathematical Finance"),
    ("q-fin.PM", "Portfolio Management"),
    ("q-fin.PR", "Pricing of Securities"),
    ("q-fin.RM", "Risk Management"),
    ("q-fin.ST", "Statistical Finance"),
    ("q-fin.TR", "Trading and Market Microstructure"),
    ("stat.AP", "Applications"),
    ("stat.CO", "Computation"),
    ("stat.ME", "Methodology"),
    ("stat.ML", "Machine Learning"),
    ("stat.OT", "Other Statistics"),
    ("stat.TH", "Statistics Theory"),
    ("gr-qc", "General Relativity and Quantum Cosmology"),
    ("hep-ex", "High Energy Physics - Experiment"),
    ("hep-lat", "High Energy Physics - Lattice"),
    ("hep-ph", "High Energy Physics - Phenomenology"),
    ("hep-th", "High Energy Physics - Theory"),
    ("math-ph", "Mathematical Physics"),
    ("nucl-ex", "Nuclear Experiment"),
    ("nucl-th", "Nuclear Theory"),
    ("quant-ph", "Quantum Physics"),
    ("astro-ph", "Astrophysics"),
    ("cond-mat", "Condensed Matter"),
    ("cs", "Computer Science"),
    ("econ", "Economics"),
    ("eess", "Electrical Engineering and Systems Science"),
    ("math", "Mathematics"),
    ("nlin", "Nonlinear Sciences"),
    ("physics", "Physics"),
    ("q-bio", "Quantitative Biology"),
    ("q-fin", "Quantitative Finance"),
    ("stat", "Statistics"),
    ("acc-phys", "Accelerator Physics"),
    ("adap-org", "Adaptation, Noise, and Self-Organizing Systems"),
    ("alg-geom", "Algebraic Geometry"),
    ("ao-sci", "Atmospheric-Oceanic Sciences"),
    ("atom-ph", "Atomic, Molecular and Optical Physics"),
    ("bayes-an", "Bayesian Analysis"),
    ("chao-dyn", "Chaotic Dynamics"),
    ("chem-ph", "Chemical Physics"),
    ("cmp-lg", "Computation and Language"),
    ("comp-gas", "Cellular Automata and Lattice Gases"),
    ("dg-ga", "Differential Geometry"),
    ("funct-an", "Functional Analysis"),
    ("mtrl-th", "Materials Theory"),
    ("patt-sol", "Pattern Formation and Solitons"),
    ("plasm-ph", "Plasma Physics"),
    ("q-alg", "Quantum Algebra and Topology"),
    ("solv-int", "Exactly Solvable and Integrable Systems"),
    ("supr-con", "Superconductivity"),
];

/// Suffixes that several archives have, and that in a digest of papers mean computer science
/// all the same: the others are rare in comparison, or announced together with it.
const COMPUTER_SCIENCE: &[&str] = &["CG", "CV", "IT", "SI"];

/// Returns the category that a digest means by `code`. Upper and lower case do not matter. A bare
/// suffix (`CL`) gets its archive if only one has it, or if computer science is
/// overwhelmingly likely; otherwise it stays as it is.
pub fn resolve(code: &str) -> Category {
    let code = code.trim();
    if let Some((known, _)) = row(code) {
        return Category((*known).to_owned());
    }
    let bare = code.to_ascii_uppercase();
    if COMPUTER_SCIENCE.contains(&bare.as_str()) {
        return Category(format!("cs.{bare}"));
    }
    let mut homes = alike(code).filter(|(known, _)| suffix_is(known, code));
    match (homes.next(), homes.next()) {
        (Some((only, _)), None) => Category((*only).to_owned()),
        (Some(_), Some(_)) => Category(bare),
        (None, _) => Category(code.to_owned()),
    }
}

/// Returns the full name of a category; `None` if its code is unknown or belongs to several
/// archives.
pub fn full_name(category: &Category) -> Option<&'static str> {
    row(&category.0).map(|(_, name)| *name)
}

/// Returns a category's code with its full name, if that is known.
pub fn in_full(category: &Category) -> String {
    match full_name(category) {
        Some(name) => [category.0.as_str(), name].join(" "),
        None => category.0.clone(),
    }
}

/// Returns true if `name` is the full name of a category or an archive, as arXiv writes it.
pub fn is_name(name: &str) -> bool {
    CATEGORIES.iter().any(|(_, known)| *known == name)
}

/// Returns true if `code` is a category of arXiv, whole or without its archive, in any case.
pub fn is_known(code: &str) -> bool {
    alike(code).any(|(known, _)| is(known, code) || suffix_is(known, code))
}

/// Returns true if `code` is a category of arXiv as fields write it: whole, or in capitals without
/// its archive. Words are neither (`as`, `to`, `in`).
pub fn is_written(code: &str) -> bool {
    is_whole(code) || code.bytes().all(|b| b.is_ascii_uppercase()) && is_known(code)
}

/// Returns true if `code` is a category of arXiv with its archive: `cs.CL`, `hep-th`.
pub fn is_whole(code: &str) -> bool {
    row(code).is_some()
}

fn row(code: &str) -> Option<&'static (&'static str, &'static str)> {
    alike(code).find(|(known, _)| is(known, code))
}

/// Returns the rows whose codes, whole or without their archive, have the hash of `code`, in the order of the
/// table. Each line of a digest may begin with a category, so they are not compared with all.
fn alike(code: &str) -> impl Iterator<Item = &'static (&'static str, &'static str)> {
    static PLACES: OnceLock<Vec<(u32, usize)>> = OnceLock::new();
    let places = PLACES.get_or_init(|| {
        let mut all = Vec::new();
        for (place, (known, _)) in CATEGORIES.iter().enumerate() {
            let suffix = known.split_once('.').map(|(_, suffix)| suffix);
            all.extend([Some(*known), suffix].into_iter().flatten().map(|it| (hash(it), place)));
        }
        all.sort_unstable();
        all
    });
    let hash = hash(code);
    let first = places.partition_point(|(other, _)| *other < hash);
    let same = places[first..].iter().take_while(move |(other, _)| *other == hash);
    same.map(|(_, place)| &CATEGORIES[*place])
}

/// Returns a number that two codes have in common if only their case differs.
fn hash(code: &str) -> u32 {
    let mix =
        |sum: u32, byte: u8| sum.wrapping_mul(31).wrapping_add(byte.to_ascii_lowercase().into());
    code.bytes().fold(0, mix)
}

fn is(known: &str, code: &str) -> bool {
    known.eq_ignore_ascii_case(code)
}

fn suffix_is(known: &str, suffix: &str) -> bool {
    let Some(dot) = known.len().checked_sub(suffix.len() + 1) else { return false };
    known.as_bytes()[dot] == b'.' && known[dot + 1..].eq_ignore_ascii_case(suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bare_suffix_gets_its_archive_only_where_that_is_certain() {
        let cases = [
            ("CL", "cs.CL"),
            ("cl", "cs.CL"),
            ("LG", "cs.LG"),
            ("CV", "cs.CV"),
            ("IT", "cs.IT"),
            ("ML", "stat.ML"),
            ("AG", "math.AG"),
            ("optics", "physics.optics"),
            ("GR", "GR"),
            ("na", "NA"),
            ("cs.cl", "cs.CL"),
            ("Hep-Th", "hep-th"),
            ("cs", "cs"),
            ("XX", "XX"),
            ("", ""),
        ];
        for (bare, expected) in cases {
            assert_eq!(resolve(bare).0, expected, "{bare}");
        }
    }

    #[test]
    fn every_code_stands_once_and_has_a_name() {
        for (i, (code, name)) in CATEGORIES.iter().enumerate() {
            assert!(!CATEGORIES[..i].iter().any(|(other, _)| other == code), "{code}");
            assert_eq!(full_name(&resolve(code)), Some(*name));
        }
        assert_eq!(full_name(&Category("GR".into())), None);
        assert!(is_known("cl") && !is_known("in"));
        for code in ["cs.CL", "CL", "NA", "hep-th", "q-bio.TO", "math"] {
            assert!(is_written(code), "{code}");
        }
        for word in ["as", "to", "To", "cl", "IN", "optics", "cs.XX", ""] {
            assert!(!is_written(word), "{word}");
        }
    }
}
