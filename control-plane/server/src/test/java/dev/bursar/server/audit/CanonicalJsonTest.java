package dev.bursar.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    @Test
    void hasOneTextWhateverTheOrder() {
        Map<String, @Nullable Object> value = new LinkedHashMap<>();
        value.put("b", Arrays.asList(1, null, true));
        value.put("a", Long.MAX_VALUE);
        value.put("ä", "ü\n\"\\\u0001/");
        assertThat(CanonicalJson.of(value))
                .isEqualTo("{\"a\":9223372036854775807,\"b\":[1,null,true],\"ä\":\"ü\\n\\\"\\\\\\u0001/\"}");
    }

    @Test
    void refusesFractions() {
        assertThatThrownBy(() -> CanonicalJson.of(Map.of("x", 0.1))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> CanonicalJson.of(Map.of("x", new BigDecimal("0.1"))))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
