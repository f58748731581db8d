package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests that no correct library sends. */
final class RequestCheckTest {

    private final StandIn api = StandIn.builder().images(3).build().start();
    private final RawConnection connection;

    RequestCheckTest() throws IOException {
        connection = new RawConnection(api);
    }

    @BeforeEach
    void isReachable() throws IOException {
        assertThat(connection.list(Map.of()).status()).isEqualTo(200);
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        api.close();
    }

    @Test
    void replayedRequestIsRefused() throws IOException {
        String target = SignedTarget.list(Map.of());

        assertThat(connection.get(target).status()).isEqualTo(200);
        var replayed = connection.get(target);

        assertThat(replayed.status()).isEqualTo(400);
        assertThat(replayed.json().path("Code").asString()).isEqualTo("SignatureNonceUsed");
    }

    @Test
    void oldRequestIsRefused() throws IOException {
        var old = connection.get(SignedTarget.list(Map.of(), "n", Instant.now().minus(Duration.ofMinutes(16))));

        assertThat(old.json().path("Code").asString()).isEqualTo("InvalidTimeStamp.Expired");
    }

    @Test
    void changedParameterBreaksTheSignature() throws IOException {
        var changed = connection.get(SignedTarget.list(Map.of("ImageName", "a")).replace("ImageName=a", "ImageName=b"));

        assertThat(changed.json().path("Code").asString()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void unsignedRequestIsRefused() throws IOException {
        var unsigned = connection.get("/?Action=ListImage&Version=2021-09-01");

        assertThat(unsigned.status()).isEqualTo(400);
        assertThat(unsigned.json().path("Code").asString()).isEqualTo("MissingAuthorization");
        assertThat(unsigned.headers().get("x-acs-request-id"))
                .isEqualTo(unsigned.json().path("RequestId").asString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bearer abc",
                "ACS3-HMAC-SHA256 Credential=test-id,Signature=00",
                "ACS3-HMAC-SHA256 Credential=test-id,SignedHeaders=host;x-acs-action,Signature=00"
            })
    void halfASignatureIsIncomplete(String authorization) throws IOException {
        connection.send("GET / HTTP/1.1\r\nHost: stand-in\r\nx-acs-action: ListImage\r\nAuthorization: " + authorization
                + "\r\n\r\n");

        assertThat(connection.receive().json().path("Code").asString()).isEqualTo("IncompleteSignature");
    }

    @ParameterizedTest
    @CsvSource({
        "PageNumber, x, InvalidPageNumber",
        "PageNumber, 0, InvalidPageNumber",
        "PageSize, -1, InvalidPageSize",
        "PageSize, 1.5, InvalidPageSize",
        "BizType, 2, InvalidBizType",
        "BizTypeList.1, 3, InvalidBizType"
    })
    void wrongValueIsRefused(String name, String value, String code) throws IOException {
        var got = connection.list(Map.of(name, value));

        assertThat(got.status()).isEqualTo(400);
        assertThat(got.json().path("Code").asString()).isEqualTo(code);
    }

    @Test
    void brokenPercentEncodingIsRefused() throws IOException {
        assertThat(connection.get("/?Action=ListImage&x=%zz").status()).isEqualTo(400);
    }
}
