//! Which passwords are taken, and that only the right one opens.

use super::*;

#[test]
fn length_counts_characters_and_known_ones_are_refused() {
    let key = |password: &str| faults(password).first().map(|f| f.message.key);
    assert_eq!(key("kurz aber gut!"), Some("fault-password-short"));
    assert_eq!(key("пятнадцать букв"), None);
    assert_eq!(key(&"x1".repeat(65)), Some("fault-password-long"));
    for known in ["password1234567", "Qwertyuiop12345", "abcabcabcabcabcabc", "123456789012345", "Пароль-Пароль-2026"]
    {
        assert_eq!(key(known), Some("fault-password-known"), "{known}");
    }
    assert_eq!(key("the heron waits by the mill"), None);
}

#[test]
fn random_ones_pass_the_rules_and_differ() {
    let (one, two) = (generate().unwrap(), generate().unwrap());
    assert!(faults(&one).is_empty(), "{one}");
    assert_ne!(one, two);
}

#[tokio::test]
async fn only_the_right_password_opens_and_nobody_opens_without_a_secret() {
    let secret = hash("the heron waits by the mill").await.unwrap();
    assert!(secret.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert!(is_right(Some(&secret), "the heron waits by the mill").await.unwrap());
    assert!(!is_right(Some(&secret), "the heron waits by the mall").await.unwrap());
    assert!(!is_right(None, "the heron waits by the mill").await.unwrap());
}
