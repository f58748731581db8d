package org.imageinventory.inventory.database;

/** The schema was brought further by a later version of this program, which alone knows how to write it. */
public final class NewerSchemaException extends RuntimeException {

    NewerSchemaException(String version) {
        super("the schema is newer than this program: it is at version " + version
                + ", which this program does not know");
    }

    /** What a person can do about it. */
    public String advice() {
        return "Run the program that migrated it, or a later one; back to an older schema leads only a backup.";
    }
}
