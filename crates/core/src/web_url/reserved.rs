//! The addresses that no caller from outside reaches: IANA's special-purpose registries (RFC 6890 and its updates).

use std::net::{Ipv4Addr, Ipv6Addr};

/// Network, prefix length, what it is for.
const RESERVED_V4: &[(Ipv4Addr, u32, &str)] = &[
    (Ipv4Addr::UNSPECIFIED, 8, "this network"),
    (Ipv4Addr::new(10, 0, 0, 0), 8, "private"),
    (Ipv4Addr::new(100, 64, 0, 0), 10, "carrier-grade NAT"),
    (Ipv4Addr::new(127, 0, 0, 0), 8, "loopback"),
    (Ipv4Addr::new(169, 254, 0, 0), 16, "link-local"),
    (Ipv4Addr::new(172, 16, 0, 0), 12, "private"),
    (Ipv4Addr::new(192, 0, 0, 0), 24, "IETF protocols"),
    (Ipv4Addr::new(192, 0, 2, 0), 24, "documentation"),
    (Ipv4Addr::new(192, 88, 99, 0), 24, "6to4 relays"),
    (Ipv4Addr::new(192, 168, 0, 0), 16, "private"),
    (Ipv4Addr::new(198, 18, 0, 0), 15, "benchmarking"),
    (Ipv4Addr::new(198, 51, 100, 0), 24, "documentation"),
    (Ipv4Addr::new(203, 0, 113, 0), 24, "documentation"),
    (Ipv4Addr::new(224, 0, 0, 0), 4, "multicast"),
    (Ipv4Addr::new(240, 0, 0, 0), 4, "reserved, broadcast"),
];

/// Inside `2000::/3`, the only part of IPv6 that is global unicast so far.
const RESERVED_V6: &[(Ipv6Addr, u32, &str)] = &[
    (Ipv6Addr::new(0x2001, 0, 0, 0, 0, 0, 0, 0), 23, "IETF protocols"),
    (Ipv6Addr::new(0x2001, 0xDB8, 0, 0, 0, 0, 0, 0), 32, "documentation"),
    (Ipv6Addr::new(0x3FFF, 0, 0, 0, 0, 0, 0, 0), 20, "documentation"),
];

const MAPPED: Ipv6Addr = Ipv6Addr::new(0, 0, 0, 0, 0, 0xFFFF, 0, 0);
const NAT64: Ipv6Addr = Ipv6Addr::new(0x64, 0xFF9B, 0, 0, 0, 0, 0, 0);
const SIX_TO_FOUR: Ipv6Addr = Ipv6Addr::new(0x2002, 0, 0, 0, 0, 0, 0, 0);
const GLOBAL_UNICAST: Ipv6Addr = Ipv6Addr::new(0x2000, 0, 0, 0, 0, 0, 0, 0);

pub(super) fn is_reserved_v4(address: Ipv4Addr) -> bool {
    RESERVED_V4.iter().any(|(network, length, _)| (address.to_bits() ^ network.to_bits()) >> (32 - length) == 0)
}

/// An address that carries an IPv4 one (mapped, NAT64, 6to4) is judged by that one.
pub(super) fn is_reserved_v6(address: Ipv6Addr) -> bool {
    let bits = address.to_bits();
    if within(address, MAPPED, 96) || within(address, NAT64, 96) {
        return carries_reserved(bits);
    }
    if within(address, SIX_TO_FOUR, 16) {
        return carries_reserved(bits >> 80);
    }
    !within(address, GLOBAL_UNICAST, 3)
        || RESERVED_V6.iter().any(|(network, length, _)| within(address, *network, *length))
}

fn within(address: Ipv6Addr, network: Ipv6Addr, length: u32) -> bool {
    (address.to_bits() ^ network.to_bits()) >> (128 - length) == 0
}

/// The IPv4 address in the last 32 bits.
fn carries_reserved(bits: u128) -> bool {
    u32::try_from(bits & 0xFFFF_FFFF).is_ok_and(|low| is_reserved_v4(Ipv4Addr::from_bits(low)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_and_the_last_address_of_each_range_are_reserved_and_their_neighbours_are_not() {
        for (network, length, name) in RESERVED_V4 {
            let first = network.to_bits();
            let last = first | (u32::MAX >> length);
            assert!(is_reserved_v4(Ipv4Addr::from_bits(first)), "{name}");
            assert!(is_reserved_v4(Ipv4Addr::from_bits(last)), "{name}");
        }
        for public in [
            "1.1.1.1",
            "9.255.255.255",
            "11.0.0.0",
            "100.63.255.255",
            "100.128.0.0",
            "126.255.255.255",
            "128.0.0.0",
            "169.253.255.255",
            "169.255.0.0",
            "172.15.255.255",
            "172.32.0.0",
            "192.0.1.0",
            "192.0.3.0",
            "192.88.98.255",
            "192.88.100.0",
            "192.167.255.255",
            "192.169.0.0",
            "198.17.255.255",
            "198.20.0.0",
            "198.51.99.255",
            "198.51.101.0",
            "203.0.112.255",
            "203.0.114.0",
            "223.255.255.255",
        ] {
            assert!(!is_reserved_v4(public.parse().unwrap()), "{public}");
        }
    }

    #[test]
    fn ipv6_addresses_are_judged_by_what_they_carry() {
        for reserved in [
            "::",
            "::1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:c0a8:1::",
            "fe80::1",
            "fc00::1",
            "ff02::1",
            "2001:db8::1",
            "2001:1ff:ffff::",
            "3fff::1",
            "3fff:fff::",
            "100::",
            "1fff::",
            "4000::",
        ] {
            assert!(is_reserved_v6(reserved.parse().unwrap()), "{reserved}");
        }
        for public in [
            "2606:4700::1",
            "2001:4860:4860::8888",
            "::ffff:8.8.8.8",
            "64:ff9b::808:808",
            "2002:808:808::",
            "2001:200::",
            "2001:db9::",
            "3fff:1000::",
            "2000::",
        ] {
            assert!(!is_reserved_v6(public.parse().unwrap()), "{public}");
        }
    }
}
