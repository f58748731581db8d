package org.imageinventory.standin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults that send a response other than a page. */
final class AnswerFaultTest {

    private final StandIn api = StandIn.builder().images(3).build().start();

    @AfterEach
    void stop() {
        api.close();
    }

    @Test
    void throttlingSaysWhenToComeBackInThreeWaysOrNot() throws IOException {
        var plain = with(Fault.throttled());
        assertThat(plain.status()).isEqualTo(400);
        assertThat(plain.json().path("Code").asString()).isEqualTo("Throttling.User");
        assertThat(plain.headers()).doesNotContainKeys("x-acs-retry-after", "x-ratelimit-user-api", "retry-after");

        assertThat(with(Fault.throttled(Duration.ofMillis(200))).headers())
                .containsEntry("x-acs-retry-after", "200")
                .containsEntry("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:200,Reset:1");
        assertThat(with(Fault.throttledByRateLimitHeader(Duration.ofSeconds(2))).headers())
                .containsEntry("x-ratelimit-user-api", "Limit:1,Remain:0,TimeLeft:2000,Reset:1")
                .doesNotContainKey("x-acs-retry-after");
        var tooMany = with(Fault.tooManyRequests(Duration.ofSeconds(3)));
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.headers()).containsEntry("retry-after", "3");
    }

    @Test
    void errorsComeAsJsonAndAsHtml() throws IOException {
        assertThat(with(Fault.error(500)).json().path("Code").asString()).isEqualTo("InternalError");
        assertThat(with(Fault.error(503)).json().path("Code").asString()).isEqualTo("ServiceUnavailable");
        var page = with(Fault.errorPage(503));
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.headers().get("content-type")).startsWith("text/html");
        assertThat(page.body()).startsWith("<html>");
        var login = with(Fault.html());
        assertThat(login.status()).isEqualTo(200);
        assertThat(login.body()).startsWith("<html>");
    }

    @Test
    void apiErrorsAreAsDocumented() throws IOException {
        var internal = with(Fault.internalError());
        assertThat(internal.status()).isEqualTo(400);
        assertThat(internal.json().path("Code").asString()).isEqualTo("InternalError");
        var denied = with(Fault.noPermission());
        assertThat(denied.status()).isEqualTo(403);
        assertThat(denied.json().at("/AccessDeniedDetail/NoPermissionType").asString())
                .isEqualTo("ImplicitDeny");
        assertThat(with(Fault.tokenExpired()).json().path("Code").asString()).isEqualTo("InvalidSecurityToken.Expired");
        var invented = with(Fault.error(418, "Teapot", "Short and stout."));
        assertThat(invented.status()).isEqualTo(418);
        assertThat(invented.json().path("Message").asString()).isEqualTo("Short and stout.");
    }

    @Test
    void faultsAreRememberedWithTheirRequest() throws IOException {
        with(Fault.error(500));

        assertThat(api.requests()).singleElement().satisfies(request -> {
            assertThat(request.faulty()).isTrue();
            assertThat(request.faults()).containsExactly("error");
            assertThat(request.status()).isEqualTo(500);
            assertThat(request.code()).isEqualTo("InternalError");
            assertThat(request.images()).isZero();
        });
    }

    @ParameterizedTest
    @EnumSource
    void eachFaultCanBeNamed(FaultKind kind) {
        String argument = kind == FaultKind.BODY ? "x" : null;

        assertThat(FaultKind.named(kind.label()).fault(argument).name()).isEqualTo(kind.label());
    }

    private RawConnection.Reply with(Fault fault) throws IOException {
        api.faults().next(1, fault);
        try (var connection = new RawConnection(api)) {
            return connection.list(Map.of());
        }
    }
}
