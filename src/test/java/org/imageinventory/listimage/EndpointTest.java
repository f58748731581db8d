package org.imageinventory.listimage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @ValueSource(strings = {"cn-shanghai", "ap-southeast-1"})
    void knownRegionsHaveTheServicesOwnAddress(String region) {
        assertThat(Endpoint.resolve(region, Map.of()).url())
                .isEqualTo("https://appstream-center." + region + ".aliyuncs.com");
    }

    @Test
    void anUnknownRegionNeedsAnAddressAndTheMessageSaysWhere() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.resolve("cn-shangai", Map.of()))
                .withMessageContaining("cn-shangai")
                .withMessageContaining("inventory.endpoints.cn-shangai")
                .withMessageContaining("ap-southeast-1, cn-shanghai");
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com, https://example.com",
        "https://example.com/, https://example.com",
        "https://example.com:8443, https://example.com:8443",
        "appstream-center.vpc-proxy.aliyuncs.com, https://appstream-center.vpc-proxy.aliyuncs.com",
        "http://127.0.0.1:8080, http://127.0.0.1:8080",
        "http://127.1.2.3, http://127.1.2.3",
        "http://localhost:1, http://localhost:1",
        "HTTP://LOCALHOST, http://LOCALHOST",
        "http://[::1]:8080, http://[::1]:8080",
        "http://[0:0:0:0:0:0:0:1], http://[0:0:0:0:0:0:0:1]"
    })
    void overridesGoFirst(String override, String url) {
        assertThat(Endpoint.resolve("cn-shanghai", Map.of("cn-shanghai", override))
                        .url())
                .isEqualTo(url);
    }

    @Test
    void overridesMatchAsEnvironmentVariablesWriteThem() {
        assertThat(Endpoint.resolve("cn-shanghai", Map.of("cnshanghai", "https://a.example"))
                        .url())
                .isEqualTo("https://a.example");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://128.0.0.1",
                "http://0.0.0.0",
                "http://[::2]",
                "http://10.0.0.1"
            })
    void plainHttpIsForLoopbackOnly(String override) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.resolve("cn-shanghai", Map.of("cn-shanghai", override)))
                .withMessageContaining("inventory.endpoints.cn-shanghai")
                .withMessageContaining("loopback");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "https://",
                "ftp://example.com",
                "https://example.com/path",
                "https://example.com?x=1",
                "https://a b",
                "http://127.0.0.256",
                "https://user:pass1234@example.com",
                "https://user:pass1234@exa mple.com",
                "https://user:1@pass1234@example.com",
                "https://user:1@pass1234@exa mple.com",
                "https://user:1/pass1234@example.com",
                "https://user:1?pass1234@example.com",
                "ftp://user:1/pass1234@example.com",
                "user:pass1234@example.com"
            })
    void refusesWhatIsNoAddressAndNeverShowsAPassword(String override) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.resolve("cn-shanghai", Map.of("cn-shanghai", override)))
                .withMessageContaining("inventory.endpoints.cn-shanghai")
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain("pass1234"));
    }
}
