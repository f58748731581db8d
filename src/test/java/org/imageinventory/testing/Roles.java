package org.imageinventory.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The three roles of {@code db/roles.sql} under other names, for the databases of tests. */
final class Roles {

    private static final String PREFIX = "test_inventory_";
    private static final String PASSWORD = "of-a-test";

    private Roles() {}

    /** The job's role: no DDL, and of history only to read and append. */
    static String writer() {
        return PREFIX + "writer";
    }

    static String password() {
        return PASSWORD;
    }

    /** What gives a migrated database its roles. */
    static List<String> script() {
        try {
            return List.of(
                    Files.readString(Path.of("db/roles.sql")).replace("image_inventory_", PREFIX),
                    "ALTER ROLE " + writer() + " PASSWORD '" + PASSWORD + "'");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
