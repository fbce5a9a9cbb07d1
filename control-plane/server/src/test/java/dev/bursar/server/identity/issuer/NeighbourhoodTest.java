package dev.bursar.server.identity.issuer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighbourhoodTest {
    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "::ffff:192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 2001:db8:1:2::/64",
        "2001:db8:1:2:ffff:ffff:ffff:ffff, 2001:db8:1:2::/64",
        "2001:0db8:0001:0002:0:0:0:1, 2001:db8:1:2::/64",
        "2001:db8:1:2::, 2001:db8:1:2::/64",
        "2001:db8:1:2::9, 2001:db8:1:2::/64",
        "2001:db8::9, 2001:db8:0:0::/64",
        "::1, 0:0:0:0::/64",
        "0:0:0:0:0:0:0:1, 0:0:0:0::/64",
        "::2:3:4:5:6:7, 0:0:2:3::/64",
        "fe80::1%eth0, fe80:0:0:0::/64",
        "2001:db8:1:3::1, 2001:db8:1:3::/64",
    })
    void takesAnAddressForItsNetwork(String address, String whom) {
        assertThat(Neighbourhood.of(address)).isEqualTo(whom);
    }

    @Test
    void takesWhatIsNoAddressAsItIs() {
        assertThat(Neighbourhood.of("")).isEmpty();
        assertThat(Neighbourhood.of("unknown")).isEqualTo("unknown");
    }
}
