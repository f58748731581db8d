package org.imageinventory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.imageinventory.cli.ImageInventory;
import org.imageinventory.standin.StandIn;
import org.imageinventory.standin.StandInCommand;

/**
 * The program on a machine that has only a JDK. It runs a command ({@code sync} by default) on an embedded PostgreSQL,
 * which keeps running afterwards, and a stand-in for the API.
 *
 * <p>With {@code --config FILE}, the file names the API, and only the database is embedded. {@code stand-in} starts
 * only the stand-in. {@code stop} stops PostgreSQL.
 */
public final class TryIt {

    private static final String RUN = "./mvnw -q spring-boot:test-run -Dspring-boot.run.arguments=";
    private static final Set<String> SHOW_AND_END = Set.of("-h", "--help", "-V", "--version");
    private static final int WRONG_USAGE = 2;
    private static final String REGION = "cn-shanghai";
    private static final String KEY_ID = "try-it-id";
    private static final String KEY_SECRET = "try-it-secret";
    private static final int IMAGES = 3000;
    private static final long SEED = 1;

    private final PrintStream out = utf8(FileDescriptor.out);
    private final PrintStream err = utf8(FileDescriptor.err);

    private TryIt() {}

    public static void main(String[] arguments) {
        System.exit(new TryIt().run(arguments.length == 0 ? List.of("sync") : List.of(arguments)));
    }

    private int run(List<String> arguments) {
        return switch (arguments.get(0)) {
            case "stand-in" ->
                StandInCommand.run(arguments.subList(1, arguments.size()).toArray(String[]::new));
            case "stop" -> stop();
            default -> arguments.stream().anyMatch(SHOW_AND_END::contains) ? program(arguments) : onDatabase(arguments);
        };
    }

    private int stop() {
        err.println(KeptDatabase.stop() ? "PostgreSQL is stopped; its data stays." : "No PostgreSQL is running here.");
        return 0;
    }

    private int onDatabase(List<String> arguments) {
        err.println("Starting PostgreSQL, whose data is in target/postgres");
        var database = KeptDatabase.running();
        // System properties take precedence over the file and the environment.
        set(Map.of(
                "spring.datasource.url",
                database.url(),
                "spring.datasource.username",
                KeptDatabase.USER,
                "spring.datasource.password",
                ""));
        var ownApi = arguments.stream().anyMatch(argument -> argument.matches("--config(=.*)?"));
        int exitCode = ownApi ? program(arguments) : onStandIn(arguments);
        if (exitCode != WRONG_USAGE) {
            announce(database);
        }
        return exitCode;
    }

    private int onStandIn(List<String> arguments) {
        try (var api = StandIn.builder()
                .region(REGION)
                .images(IMAGES)
                .seed(SEED)
                .accessKey(KEY_ID, KEY_SECRET)
                .build()
                .start()) {
            set(Map.of(
                    "inventory.accounts[0].name",
                    "main",
                    "inventory.regions[0]",
                    REGION,
                    "inventory.products[0]",
                    "CloudApp",
                    "inventory.products[1]",
                    "CloudDesktop",
                    "inventory.products[2]",
                    "WuyingServer",
                    "inventory.endpoints." + REGION,
                    api.endpoint().toString(),
                    "inventory.rate-limit",
                    "1000",
                    // Alibaba Cloud's default chain looks here first.
                    "alibabacloud.accessKeyId",
                    KEY_ID,
                    "alibabacloud.accessKeySecret",
                    KEY_SECRET));
            err.printf(
                    "Running %s against a stand-in for the API with %d generated images%n",
                    String.join(" ", arguments), IMAGES);
            return program(arguments);
        }
    }

    private int program(List<String> arguments) {
        return ImageInventory.run(arguments.toArray(String[]::new), out, err);
    }

    /** Prints to standard error, because standard output belongs to the command. */
    private void announce(KeptDatabase database) {
        err.printf("%nThe tables are in a PostgreSQL that keeps running:%n");
        err.printf(
                "  psql %s -c 'SELECT product_type, status, count(*) FROM inventory.image GROUP BY 1, 2 ORDER BY 1, 2'%n",
                database.address());
        if (!isOnPath("psql")) {
            err.printf("psql is not on the PATH. Use any other client:%n");
            err.printf("  %s, user %s, no password%n", database.url(), KeptDatabase.USER);
        }
        err.printf("Another command:  %s\"status\"%n", RUN);
        err.printf("Stop PostgreSQL:  %sstop%n", RUN);
    }

    private static boolean isOnPath(String program) {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .flatMap(folder -> Stream.of(Path.of(folder, program), Path.of(folder, program + ".exe")))
                .anyMatch(Files::isExecutable);
    }

    private static void set(Map<String, String> properties) {
        properties.forEach(System::setProperty);
    }

    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(new FileOutputStream(descriptor), true, UTF_8);
    }
}
