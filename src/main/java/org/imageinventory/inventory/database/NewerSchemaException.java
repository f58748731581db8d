package org.imageinventory.inventory.database;

/** A later version of this program has migrated the schema, so this version must not write to it. */
public final class NewerSchemaException extends RuntimeException {

    NewerSchemaException(String version) {
        super("the schema is newer than this program: it is at version " + version
                + ", which this program does not know");
    }

    /** Returns what you can do. */
    public String advice() {
        return "Run the program that migrated it, or a later one. To go back to an older schema, restore a backup.";
    }
}
