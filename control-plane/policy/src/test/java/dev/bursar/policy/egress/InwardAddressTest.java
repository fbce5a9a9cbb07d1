package dev.bursar.policy.egress;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InwardAddressTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.9.9.9",
                "0.0.0.0",
                "0.1.2.3",
                "10.0.0.1",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "169.254.169.254",
                "100.64.0.1",
                "100.127.255.255",
                "198.18.0.1",
                "192.0.0.8",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd00:ec2::254",
                "ff02::1",
                "::ffff:127.0.0.1",
                "::127.0.0.1",
                "64:ff9b::10.0.0.1",
                "2002:7f00:1::",
                "2002:a9fe:a9fe::1"
            })
    void callsInwardWhatLeadsInside(String address) throws UnknownHostException {
        assertThat(InwardAddress.is(InetAddress.getByName(address).getAddress()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.1.1.1",
                "104.18.7.192",
                "172.32.0.1",
                "172.15.0.1",
                "100.63.0.1",
                "100.128.0.1",
                "198.20.0.1",
                "2606:4700::1",
                "64:ff9b::1.1.1.1",
                "2002:101:101::1"
            })
    void leavesTheOutsideAlone(String address) throws UnknownHostException {
        assertThat(InwardAddress.is(InetAddress.getByName(address).getAddress()))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"0.0.0.0", "169.254.169.254", "224.0.0.1", "::", "fe80::1", "ff02::1", "64:ff9b::a9fe:a9fe"})
    void opensNoPrivateNetworkToMetadataAndMulticast(String address) throws UnknownHostException {
        assertThat(InwardAddress.never(InetAddress.getByName(address).getAddress()))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "10.0.0.1", "192.168.1.1", "::1", "fd00::1", "1.1.1.1"})
    void opensAPrivateNetworkToItsOwn(String address) throws UnknownHostException {
        assertThat(InwardAddress.never(InetAddress.getByName(address).getAddress()))
                .isFalse();
    }

    @Test
    void takesWhatIsNoAddressForInward() {
        assertThat(InwardAddress.is(new byte[0])).isTrue();
        assertThat(InwardAddress.is(new byte[5])).isTrue();
    }
}
