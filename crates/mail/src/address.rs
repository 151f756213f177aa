//! What is an address of a person, and which addresses of machines a relay may have. What is judged is the address that is connected
//! to, never the text it was written as: a name may lead anywhere, and one address has many spellings.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// The address at which clouds hand out secrets over IPv6.
const METADATA: Ipv6Addr = Ipv6Addr::new(0xfd00, 0xec2, 0, 0, 0, 0, 0, 0x254);
/// The same of another cloud, which has no link-local one.
const METADATA_V4: Ipv4Addr = Ipv4Addr::new(100, 100, 100, 200);

/// Whether a message may be handed to a server at this address. Offices have their own servers, so private networks may; what is
/// bound to the machine's own link, where clouds keep secrets, and what is no single machine may not.
#[must_use]
pub fn may_be_reached(address: IpAddr) -> bool {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [first, ..] = v4.octets();
            let is_nobody = first == 0 || first >= 224;
            !(is_nobody || v4.is_link_local() || v4 == METADATA_V4)
        }
        IpAddr::V6(v6) => {
            let carries_v4 = matches!(v6.segments(), [0x64, 0xff9b, ..] | [0x2002, ..] | [0, 0, 0, 0, 0, 0, ..]);
            let is_nobody = v6.is_unspecified() || v6.is_multicast() || (carries_v4 && !v6.is_loopback());
            !(is_nobody || v6.is_unicast_link_local() || v6 == METADATA)
        }
    }
}

/// Whether this can stand in an envelope and in a header: one mailbox, nothing that ends a line.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.len() <= 254 && !text.contains(char::is_control) && text.parse::<lettre::Address>().is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_on_the_own_link_or_is_no_machine_is_not_reached() {
        for denied in [
            "169.254.169.254",
            "::ffff:169.254.169.254",
            "::ffff:a9fe:a9fe",
            "::a9fe:a9fe",
            "64:ff9b::a9fe:a9fe",
            "2002:a9fe:a9fe::",
            "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1",
            "255.255.255.255",
            "::",
            "ff02::1",
            "fe80::1",
            "fd00:ec2::254",
            "100.100.100.200",
        ] {
            assert!(!may_be_reached(denied.parse().unwrap()), "{denied}");
        }
        for allowed in ["127.0.0.1", "::1", "10.1.2.3", "192.168.0.5", "203.0.113.7", "2001:db8::1", "fd12::5"] {
            assert!(may_be_reached(allowed.parse().unwrap()), "{allowed}");
        }
    }

    #[test]
    fn an_address_is_one_mailbox_on_one_line() {
        for good in ["ana@firm.example", "ana.lopez+crm@mail.firm.example"] {
            assert!(is_address(good), "{good}");
        }
        for bad in [
            "",
            "ana",
            "ana@",
            "ana@firm.example\r\nBcc: all@firm.example",
            "ana@firm.example, b@firm.example",
            "Ana <ana@firm.example>",
            "ana@firm.example\n",
        ] {
            assert!(!is_address(bad), "{bad:?}");
        }
    }
}
