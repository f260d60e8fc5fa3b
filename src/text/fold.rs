//! Folding.
/// Folded letters and digits only.
pub fn squash(text: &str) -> String {
    text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}
