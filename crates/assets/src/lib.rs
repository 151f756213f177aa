//! The files a browser is sent beside pages: style sheet, islands, icon sprite. Built and precompressed by
//! `build.rs`, embedded, each under a name with its content's hash. Must not know HTTP or what a page shows.

include!(concat!(env!("OUT_DIR"), "/files.rs"));

/// One embedded file, in three encodings.
#[derive(Debug, Clone, Copy)]
pub struct File {
    /// With its hash: it may be cached for ever.
    pub name: &'static str,
    pub plain: &'static [u8],
    pub gzip: &'static [u8],
    pub brotli: &'static [u8],
}

impl File {
    /// The value of `Content-Type`.
    #[must_use]
    pub fn media_type(&self) -> &'static str {
        match self.name.rsplit_once('.').map(|(_, extension)| extension) {
            Some("css") => "text/css; charset=utf-8",
            Some("js") => "text/javascript; charset=utf-8",
            Some("svg") => "image/svg+xml",
            _ => "application/octet-stream",
        }
    }

    /// The smallest form that a request's `Accept-Encoding` allows, with the value of `Content-Encoding`.
    #[must_use]
    pub fn encoded(&self, accepted: &str) -> (&'static [u8], Option<&'static str>) {
        let takes = |coding: &str| {
            accepted.split(',').any(|part| {
                let mut words = part.split(';').map(str::trim);
                words.next().is_some_and(|name| name.eq_ignore_ascii_case(coding))
                    && !words.any(|weight| matches!(weight, "q=0" | "q=0.0"))
            })
        };
        if takes("br") {
            (self.brotli, Some("br"))
        } else if takes("gzip") {
            (self.gzip, Some("gzip"))
        } else {
            (self.plain, None)
        }
    }
}

/// The file of this name (the last part of its address).
#[must_use]
pub fn file(name: &str) -> Option<&'static File> {
    FILES.iter().find(|file| file.name == name)
}

/// True when the sprite holds the icon: a page that names another shows an empty square.
#[must_use]
pub fn has_icon(name: &str) -> bool {
    ICONS.contains(&format!("<symbol id=\"{name}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_to_its_file() {
        for address in [CANDOR_CSS, CANDOR_JS, BOARD_JS, ICONS_SVG, FAVICON_SVG] {
            let name = address.strip_prefix("/assets/").expect("an address under /assets/");
            assert_eq!(file(name).expect("embedded").name, name);
        }
        assert!(file("candor.css").is_none());
    }

    #[test]
    fn the_browser_gets_the_smallest_form_it_takes() {
        let style = file(&CANDOR_CSS["/assets/".len()..]).expect("embedded");
        assert_eq!(style.encoded("gzip, deflate, br, zstd").1, Some("br"));
        assert_eq!(style.encoded("gzip;q=0.5, br;q=0").1, Some("gzip"));
        assert_eq!(style.encoded("").1, None);
        assert_eq!(style.media_type(), "text/css; charset=utf-8");
    }

    /// The first visit to a list may transfer 150 kB (design, part 11); what is fixed of it stays far below.
    #[test]
    fn what_every_page_loads_stays_within_its_budget() {
        let sum: usize = FILES.iter().map(|file| file.brotli.len()).sum();
        assert!(sum < 60_000, "{sum} bytes of assets");
    }
}
