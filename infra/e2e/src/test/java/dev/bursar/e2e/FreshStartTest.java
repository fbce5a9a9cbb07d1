package dev.bursar.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The very last: forgets everything that the other tests did. */
@EndToEnd
@Order(100)
class FreshStartTest {
    private final House house;

    FreshStartTest(House house) {
        this.house = house;
    }

    @Test
    void forgetsAllStateAndWorksAtOnce() {
        Bursar.Result up = house.bursar.run("up", "--json", "--fresh", "--no-build");

        assertThat(up.code()).as(up.err()).isZero();
        JsonNode described = House.JSON.readTree(up.out());
        String key = described.path("key").asString("");
        assertThat(described.propertyNames())
                .containsExactlyInAnyOrder("console", "adminApi", "gateway", "key", "logins");
        assertThat(key).isNotEqualTo(house.key);
        assertThat(house.client(key).chat(GatewayClient.body("sandbox/echo")).status())
                .isEqualTo(200);
        assertThat(house.client(house.key)
                        .chat(GatewayClient.body("sandbox/echo"))
                        .code())
                .isEqualTo("key_unknown");
    }
}
