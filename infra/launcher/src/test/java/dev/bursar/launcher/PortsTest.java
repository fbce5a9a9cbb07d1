package dev.bursar.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class PortsTest {
    private static final Properties NEW = new Properties();

    @Test
    void areTheUsualOnesUnlessToldOtherwise() {
        assertThat(Ports.choose(Map.of(), OptionalInt.empty(), NEW))
                .isEqualTo(new Ports(8400, 8401, 8402, 8403, 8404, 8405, 8406));
    }

    @Test
    void followTheBaseExceptWhereOneIsNamed() {
        assertThat(Ports.choose(Map.of("BURSAR_GATEWAY_PORT", "7777"), OptionalInt.of(9400), NEW))
                .isEqualTo(new Ports(9400, 9401, 9402, 7777, 9404, 9405, 9406));
    }

    @Test
    void stayAsTheInstallationHadThem() {
        Properties stored = new Ports(9000, 9001, 9002, 9003, 9004, 9005, 9006).toProperties();

        assertThat(Ports.choose(Map.of(), OptionalInt.empty(), stored).postgres())
                .isEqualTo(9005);
        assertThat(Ports.choose(Map.of("BURSAR_PORT_BASE", "9500"), OptionalInt.empty(), stored)
                        .console())
                .isEqualTo(9500);
    }
}
