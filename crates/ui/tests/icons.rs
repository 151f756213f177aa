//! Every icon that a page or the catalogue names is in the sprite: another one would show as nothing.

use std::path::{Path, PathBuf};

fn sources(folder: &Path, found: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            sources(&path, found)?;
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    Ok(())
}

#[test]
fn pages_name_icons_of_the_sprite() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the folder of crates");
    let mut files = Vec::new();
    sources(&crates.join("ui/src"), &mut files).expect("sources");
    sources(&crates.join("web/src"), &mut files).expect("sources");
    let mut named = 0;
    for file in files {
        let source = std::fs::read_to_string(&file).expect("a source");
        for rest in source.split("icon(\"").skip(1) {
            let name = rest.split('"').next().unwrap_or_default();
            assert!(assets::has_icon(name), "{}: `{name}` is not in islands/icons.txt", file.display());
            named += 1;
        }
    }
    assert!(named > 30, "the pattern finds the icons");
}

#[test]
fn objects_name_icons_of_the_sprite() {
    let catalogue = catalogue::Catalogue::shipped();
    for object in catalogue.objects.values() {
        assert!(assets::has_icon(&object.icon), "{}: `{}`", object.name, object.icon);
    }
}
