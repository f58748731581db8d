package org.imageinventory.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The three roles of {@code db/roles.sql} with other names, for the databases of tests. */
final class Roles {

    private static final String PREFIX = "test_inventory_";
    private static final String PASSWORD = "of-a-test";

    private Roles() {}

    /** Returns the job's role. It has no DDL, and may only read history and append to it. */
    static String writer() {
        return PREFIX + "writer";
    }

    static String password() {
        return PASSWORD;
    }

    /** Returns the script that creates the roles of a migrated database. */
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
