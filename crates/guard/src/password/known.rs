//! Passwords of 15 characters and more that everybody tries first: keyboard walks, repetitions, famous phrases.

/// Stems that appear in lists of leaked passwords; compared without case, spaces and separators.
const STEMS: [&str; 28] = [
    "password",
    "passw0rd",
    "contrasena",
    "contraseña",
    "пароль",
    "qwertyuiop",
    "qwerty",
    "йцукен",
    "asdfghjkl",
    "zxcvbnm",
    "1234567890",
    "123456789",
    "0987654321",
    "abcdefghij",
    "letmein",
    "welcome",
    "iloveyou",
    "administrator",
    "superman",
    "football",
    "princess",
    "sunshine",
    "dragon",
    "monkey",
    "candor",
    "1q2w3e4r5t",
    "correcthorsebatterystaple",
    "changeme",
];

/// True when the password is a known stem, or several of them, with nothing but digits and signs around.
pub(crate) fn is_known(password: &str) -> bool {
    let plain: String = password.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    let mut left = plain.clone();
    for stem in STEMS {
        left = left.replace(stem, "");
    }
    let is_stems =
        left.chars().filter(|c| c.is_alphabetic()).count() < 5 && left.len() < plain.len() && left.chars().count() < 8;
    is_stems || is_repetition(&plain) || is_run(&plain)
}

/// A short piece over and over: `abcabcabcabcabc`.
fn is_repetition(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    (1..=5).any(|period| chars.len() > period && chars.iter().zip(&chars[period..]).all(|(a, b)| a == b))
}

/// Neighbouring signs in order: `abcdefghijklmno`, `987654321098765`.
fn is_run(text: &str) -> bool {
    let codes: Vec<u32> = text.chars().map(u32::from).collect();
    let steps = codes.windows(2).filter(|pair| pair[0].abs_diff(pair[1]) == 1).count();
    codes.len() > 1 && steps * 10 >= (codes.len() - 1) * 8
}
