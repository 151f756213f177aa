//! The catalogue that ships: it has no fault, and what it declares is read in review through golden files.

use catalogue::{Catalogue, load, shipped_files};

#[test]
fn the_shipped_catalogue_has_no_fault() {
    let faults = load(&shipped_files()).err().unwrap_or_default();
    let lines: Vec<String> = faults.iter().map(ToString::to_string).collect();
    assert!(lines.is_empty(), "{}", lines.join("\n"));
}

#[test]
fn objects_stand_in_menu_order() {
    let catalogue = Catalogue::shipped();
    let menu: Vec<&str> = catalogue.objects.values().filter(|o| o.menu).map(|o| &*o.name).collect();
    assert_eq!(menu[..4], ["company", "contact", "deal", "activity"]);
}
