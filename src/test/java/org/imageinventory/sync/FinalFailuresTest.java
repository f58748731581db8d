package org.imageinventory.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.elements;
import static org.imageinventory.testing.Tables.assertExit;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Tables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Failures that only a person can fix. They are reported with what to do, and they are not retried. */
class FinalFailuresTest {

    private static final char[] STORE_PASSWORD = "of-a-test".toCharArray();

    @RegisterExtension
    final PostgresDatabase database = PostgresDatabase.migrated();

    private Tables tables() {
        return new Tables(database);
    }

    @ParameterizedTest
    @CsvSource({"20, behind", "-20, ahead of"})
    void aClockThatIsTooFarOffIsToldByHowMuch(int minutes, String where) {
        try (var api =
                StandIn.builder().documents(elements("CloudApp", 1)).build().start()) {
            api.clockSkew(Duration.ofMinutes(minutes));

            var outcome = assertExit(
                    Program.on(database, api)
                            .with("inventory.products", "CloudApp")
                            .run("sync"),
                    1);

            assertThat(outcome.out().replaceAll("\\s+", " "))
                    .contains("InvalidTimeStamp.Expired", "NTP")
                    .containsPattern("this machine's clock is (119|120)\\d s " + where + " the server's");
            assertThat(api.requests()).hasSize(1);
            assertThat(tables().walk("CloudApp")).containsEntry("error_code", "InvalidTimeStamp.Expired");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "403, IncorrectStatus.Arrears, Settle the bill",
        "400, UnsupportedOperation, check inventory.filter",
        "400, MissingSecurityToken, ALIBABA_CLOUD_SECURITY_TOKEN"
    })
    void whatTheApiRefusesForGoodIsNotLeftToTheNextSync(int status, String code, String advice) {
        try (var api =
                StandIn.builder().documents(elements("CloudApp", 1)).build().start()) {
            api.faults().always(Fault.error(status, code, "It is refused."));

            var outcome = assertExit(
                    Program.on(database, api)
                            .with("inventory.products", "CloudApp")
                            .run("sync"),
                    1);

            assertThat(outcome.out()).contains(code, advice).doesNotContain("The next sync tries again");
            assertThat(api.requests()).hasSize(1);
            assertThat(tables().walk("CloudApp")).containsEntry("error_code", code);
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsNotTriedAgain(@TempDir Path directory) throws Exception {
        var requests = new AtomicInteger();
        var server = selfSigned(directory);
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.close();
        });
        server.start();
        try {
            var outcome = assertExit(
                    Program.on(database)
                            .with("inventory.products", "CloudApp")
                            .with("inventory.api.retry-budget", "2s")
                            .with("inventory.regions", "cn-shanghai")
                            .with(
                                    "inventory.endpoints[cn-shanghai]",
                                    "https://127.0.0.1:" + server.getAddress().getPort())
                            .run("sync"),
                    1);

            assertThat(outcome.out()).contains("UntrustedCertificate", "is not trusted");
            assertThat(tables().run()).containsEntry("api_requests", 1L).containsEntry("api_retries", 0L);
            assertThat(requests).as("requests that were still sent").hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    /** Starts a TLS server with a self-signed certificate for its correct address. */
    private static HttpsServer selfSigned(Path directory) throws Exception {
        var file = directory.resolve("self-signed.p12");
        var password = String.valueOf(STORE_PASSWORD);
        var keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-alias",
                        "test",
                        "-dname",
                        "CN=127.0.0.1",
                        "-ext",
                        "SAN=ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        file.toString(),
                        "-storepass",
                        password)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        var keys = KeyStore.getInstance("PKCS12");
        try (var stored = Files.newInputStream(file)) {
            keys.load(stored, STORE_PASSWORD);
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, STORE_PASSWORD);
        var tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        var server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls));
        return server;
    }

    @Test
    void plainHttpToAnotherMachineIsRefusedBeforeAnythingIsContacted() {
        var outcome = assertExit(
                Program.on(database)
                        .with("inventory.regions", "cn-shanghai")
                        .with("inventory.endpoints[cn-shanghai]", "http://api.example:80")
                        .run("sync"),
                2);

        assertThat(outcome.err()).contains("inventory.endpoints.cn-shanghai", "use https");
        assertThat(tables().count("sync_run")).isZero();
    }
}
