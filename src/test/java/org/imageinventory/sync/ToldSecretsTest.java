package org.imageinventory.sync;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.imageinventory.sync.Elements.elements;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.imageinventory.standin.AccessKey;
import org.imageinventory.standin.Fault;
import org.imageinventory.standin.StandIn;
import org.imageinventory.testing.EmbeddedServer;
import org.imageinventory.testing.PostgresDatabase;
import org.imageinventory.testing.Program;
import org.imageinventory.testing.Sql;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Real processes with full logging of their own code and their libraries, on a server that requires a password. No
 * secret is in their output, in the process list, or in any table.
 */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the process list is read from /proc")
class ToldSecretsTest {

    private static final String KEY_SECRET = "keySecretOfTheTest7f3a9c";
    private static final String TOKEN = "securityTokenOfTheTest5b1e8d";
    private static final String PASSWORD = "databasePasswordOfTheTest2d6f";
    private static final String CERTIFICATE_PASSWORD = "certificatePasswordOfTheTest9c4b";
    private static final List<String> SECRETS = List.of(KEY_SECRET, TOKEN, PASSWORD, CERTIFICATE_PASSWORD);
    private static final List<String> TALKATIVE = List.of(
            "root",
            "org.imageinventory",
            "com.aliyun",
            "com.zaxxer.hikari",
            "org.postgresql",
            "org.flywaydb",
            "okhttp3",
            "org.springframework.boot.SpringApplication",
            "org.springframework.context.annotation.AnnotationConfigApplicationContext",
            "org.springframework.batch.core.listener",
            "org.springframework.batch.core.step.AbstractStep",
            "org.springframework.batch.core.step.item.ChunkOrientedStep");
    /** The runs have separate databases, because they run at the same time. */
    private static final List<String> RUNS =
            List.of("good", "in_the_url", "wrong_secret", "wrong_password", "no_credentials");

    /** Keeps the default chain from using the network or the files of the current user. */
    private static final Map<String, String> ALONE =
            Map.of("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true", "ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true");

    @RegisterExtension
    static final PostgresDatabase UNUSED = new PostgresDatabase();

    @TempDir
    static Path directory;

    private static EmbeddedServer server;
    private static StandIn api;

    @BeforeAll
    static void begin() throws IOException {
        server = EmbeddedServer.start(EmbeddedServer.Durability.FAST);
        var admin = Sql.on(source("postgres", "postgres", ""));
        admin.run("CREATE ROLE scribe LOGIN SUPERUSER PASSWORD '" + PASSWORD + "'");
        RUNS.forEach(run -> server.server().createDatabase(run, "template0"));
        Files.writeString(Path.of(admin.rows("SHOW hba_file").get(0)), "host all all all scram-sha-256\n");
        admin.rows("SELECT pg_reload_conf()");
        api = StandIn.builder()
                .documents(elements("CloudApp", 20))
                .accessKey(AccessKey.of("test-id", KEY_SECRET).withSecurityToken(TOKEN))
                .build()
                .start();
        api.faults().next(1, Fault.resetBeforeAnswer());
    }

    @AfterAll
    static void end() {
        api.close();
        server.close();
    }

    private static PGSimpleDataSource source(String database, String user, String password) {
        var source = new PGSimpleDataSource();
        source.setUrl(server.server().jdbcUrl(database));
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    @Test
    void noneIsPrintedListedOrStored() throws Exception {
        var credentials = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        credentials.createContext("/", exchange -> {
            var answer = "{\"Code\":\"Fail\",\"AccessKeySecret\":\"" + KEY_SECRET + "\",\"SecurityToken\":\"" + TOKEN
                    + "\"}";
            exchange.sendResponseHeaders(500, answer.length());
            exchange.getResponseBody().write(answer.getBytes(UTF_8));
            exchange.close();
        });
        credentials.start();
        try {
            var good = start("good", PASSWORD, key(KEY_SECRET));
            var commands = commandLines();
            var inTheUrl = start(
                    "in_the_url",
                    "",
                    inTheEnvironment(server.server().jdbcUrl("in_the_url") + "?user=scribe&password=" + PASSWORD
                            + "&sslpassword=" + CERTIFICATE_PASSWORD));
            var refusedUrl = start(
                    "refused_url", "", inTheEnvironment("jdbc:postgresql://scribe:" + PASSWORD + "@localhost:5432/x"));
            var wrongSecret = start("wrong_secret", PASSWORD, key("another" + KEY_SECRET));
            var wrongPassword = start("wrong_password", "another" + PASSWORD, key(KEY_SECRET));
            var noCredentials = start(
                    "no_credentials",
                    PASSWORD,
                    Map.of(
                            "ALIBABA_CLOUD_CREDENTIALS_URI",
                            "http://127.0.0.1:" + credentials.getAddress().getPort() + "/"));

            // The driver and the HTTP client also log.
            assertSaid(end(good, "good"), "run 1 complete", "TRACE ScramAuthenticator", "DEBUG TaskRunner");
            assertSaid(end(inTheUrl, "in_the_url"), "run 1 complete", "TRACE ScramAuthenticator", "DEBUG HikariPool");
            assertSaid(end(refusedUrl, "refused_url"), "spring.datasource.url has a user or password before an '@'");
            assertThat(commands).anyMatch(line -> line.contains("cli.ImageInventory sync"));
            assertSaid(end(wrongSecret, "wrong_secret"), "SignatureDoesNotMatch");
            assertSaid(end(wrongPassword, "wrong_password"), "password authentication failed");
            assertSaid(end(noCredentials, "no_credentials"), "CredentialsUnreachable");
            commands.forEach(ToldSecretsTest::assertClean);
        } finally {
            credentials.stop(0);
        }
        assertTablesAreClean("good", "");
        assertTablesAreClean("in_the_url", "");
        assertTablesAreClean("wrong_secret", "SignatureDoesNotMatch");
        assertTablesAreClean("no_credentials", "CredentialsUnreachable");
    }

    private static Map<String, String> key(String secret) {
        return Map.of(
                "ALIBABA_CLOUD_ACCESS_KEY_ID", "test-id",
                "ALIBABA_CLOUD_ACCESS_KEY_SECRET", secret,
                "ALIBABA_CLOUD_SECURITY_TOKEN", TOKEN);
    }

    private static Map<String, String> inTheEnvironment(String url) {
        var environment = new HashMap<>(key(KEY_SECRET));
        environment.put("SPRING_DATASOURCE_URL", url);
        return environment;
    }

    private static Process start(String name, String password, Map<String, String> environment) throws IOException {
        var program = Program.on(UNUSED, api)
                .with("inventory.products", "CloudApp")
                .with("inventory.api.retry-budget", "1s")
                .with("spring.datasource.url", server.server().jdbcUrl(name))
                .with("spring.datasource.username", "scribe")
                .with("spring.datasource.password", password);
        TALKATIVE.forEach(logger -> program.with("logging.level." + logger, "trace"));
        var output = directory.resolve(name).toFile();
        var builder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.imageinventory.cli.ImageInventory",
                        "sync",
                        "--debug",
                        "--fresh",
                        "--config",
                        program.configuration().toString())
                .redirectErrorStream(true)
                .redirectOutput(output);
        builder.environment().putAll(ALONE);
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Waits for a process to end. Returns its output. */
    private static String end(Process process, String name) throws Exception {
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).as(name).isTrue();
        var printed = Files.readString(directory.resolve(name));
        assertClean(printed);
        return printed;
    }

    private static void assertSaid(String printed, String... texts) {
        for (var text : texts) {
            assertThat(printed.contains(text)).as(text).isTrue();
        }
    }

    private static List<String> commandLines() throws IOException {
        var lines = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                var commandLine = process.resolve("cmdline");
                if (Files.isReadable(commandLine)) {
                    lines.add(Files.readString(commandLine).replace('\0', ' '));
                }
            }
        }
        return lines;
    }

    private static void assertTablesAreClean(String run, String code) {
        var database = Sql.on(source(run, "scribe", PASSWORD));
        var tables = database.rows(
                """
                SELECT format('%I.%I', table_schema, table_name) FROM information_schema.tables
                WHERE table_schema IN ('inventory', 'batch') AND table_type = 'BASE TABLE'
                """);
        assertThat(tables).hasSizeGreaterThan(20);
        assertThat(database.rows("SELECT coalesce(error_code, '') FROM inventory.walk"))
                .containsExactly(code);
        for (var table : tables) {
            database.rows("SELECT t::text FROM " + table + " t").forEach(ToldSecretsTest::assertClean);
        }
    }

    private static void assertClean(String text) {
        for (var secret : SECRETS) {
            var at = text.indexOf(secret);
            assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 300), Math.min(text.length(), at + 60)))
                    .as("text around a disclosed secret")
                    .isEmpty();
        }
    }
}
