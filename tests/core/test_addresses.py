"""Which of a computer's addresses phones are told first."""

from trainer.core.addresses import Address, Link, likely_first, link_of


def wifi(digits: str, interface: str = "wlan0") -> Address:
    return Address(digits, interface, Link.WIRELESS)


def cable(digits: str, interface: str = "eth0") -> Address:
    return Address(digits, interface, Link.WIRED)


def order(*addresses: Address) -> list[str]:
    return [one.digits for one in likely_first(addresses)]


def test_the_wireless_network_comes_before_the_cable() -> None:
    assert order(cable("192.168.1.4"), wifi("192.168.1.20")) == ["192.168.1.20", "192.168.1.4"]


def test_what_leads_into_machines_and_tunnels_comes_after_real_networks() -> None:
    inside = [
        Address("172.17.0.1", "docker0", Link.WIRED),
        Address("192.168.56.1", "vboxnet0", Link.WIRED),
        Address("10.8.0.6", "tun0", Link.OTHER),
        Address("192.168.122.1", "virbr0", Link.WIRED),
        Address("172.28.0.1", "vEthernet (WSL)", Link.WIRED),
    ]

    assert order(*inside, wifi("10.20.3.4"))[0] == "10.20.3.4"
    assert order(*inside, cable("10.20.3.4"))[0] == "10.20.3.4"
    assert all(link_of(one.interface, one.link) is Link.OTHER for one in inside)


def test_a_hotspot_that_is_shared_comes_before_the_network_it_comes_from() -> None:
    assert order(wifi("192.168.1.20"), wifi("10.42.0.1", "ap0"))[0] == "10.42.0.1"
    assert order(wifi("192.168.1.20"), wifi("192.168.137.1", "Local Area Connection* 2")) == [
        "192.168.137.1",
        "192.168.1.20",
    ]


def test_a_public_address_comes_late_and_ipv6_last() -> None:
    assert order(wifi("fd00::2"), wifi("130.60.1.9"), cable("172.16.4.4")) == [
        "172.16.4.4",
        "130.60.1.9",
        "fd00::2",
    ]


def test_what_no_phone_can_reach_is_left_out() -> None:
    assert (
        order(
            Address("127.0.0.1", "lo", Link.OTHER),
            wifi("169.254.7.7"),
            wifi("fe80::1%wlan0"),
            wifi("fe80::1"),
            wifi("0.0.0.0"),  # noqa: S104  it is refused
            wifi("224.0.0.1"),
            wifi("nonsense"),
        )
        == []
    )


def test_an_address_that_stands_twice_is_offered_once_and_the_order_is_always_the_same() -> None:
    several = [cable("192.168.1.5"), wifi("192.168.1.5"), cable("192.168.1.4")]

    assert order(*several) == order(*reversed(several))
    assert len(order(*several)) == 2
