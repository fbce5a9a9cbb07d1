package dev.bursar.server.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bursar.server.platform.web.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {
    @Test
    void writesAnAddressInOneWay() {
        assertThat(BaseUrl.check(" HTTPS://API.Example.com./v1/chat/completions ", false))
                .isEqualTo("https://api.example.com/v1");
        assertThat(BaseUrl.check("https://api.example.com:8443/", false)).isEqualTo("https://api.example.com:8443");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.example.com/v1",
                "ftp://api.example.com",
                "api.example.com",
                "https://",
                "https://user:password@api.example.com",
                "https://api.example.com@evil.test",
                "https://api.example.com/v1#x",
                "https://api.example.com/v1?x=1",
                "https://api.example.com/v1/../x",
                "https://api.example.com//v1",
                "https://api.example.com/%2e%2e",
                "https://api.example.com\\@127.0.0.1/",
                "https://api.example.com:0",
                "https://api.example.com:99999",
                "https://localhost",
                "https://db",
                "https://x.localhost",
                "https://metadata.google.internal",
                "https://127.0.0.1",
                "https://127.1",
                "https://0x7f.1",
                "https://0x7f000001",
                "https://2130706433",
                "https://017700000001",
                "https://0.0.0.0",
                "https://10.1.2.3",
                "https://172.16.0.1",
                "https://192.168.1.1",
                "https://169.254.169.254",
                "https://100.64.0.1",
                "https://198.18.0.1",
                "https://224.0.0.1",
                "https://255.255.255.255",
                "https://[::1]",
                "https://[::]",
                "https://[::ffff:127.0.0.1]",
                "https://[::ffff:a00:1]",
                "https://[::127.0.0.1]",
                "https://[64:ff9b::7f00:1]",
                "https://[2002:7f00:1::]",
                "https://[fe80::1]",
                "https://[fd00::1]",
                "https://127.0.0.1.",
            })
    void refusesAddressesThatPointInwardOrHideSomething(String address) {
        assertThatThrownBy(() -> BaseUrl.check(address, false)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:11434/v1",
                "http://localhost:8000",
                "https://10.0.0.5/v1",
                "http://vllm:8000/v1"
            })
    void letsAnOperatorConnectAPrivateOne(String address) {
        assertThat(BaseUrl.check(address, true)).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://169.254.169.254/latest", "http://[fe80::1]/", "http://0.0.0.0/", "http://2852039166/"})
    void neverTakesMetadataServices(String address) {
        assertThatThrownBy(() -> BaseUrl.check(address, true)).isInstanceOf(ProblemException.class);
    }
}
