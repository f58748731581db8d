package org.imageinventory.inventory.database;

/** The database cannot hold an inventory as it is; nothing was migrated or written. */
public final class UnsuitableDatabaseException extends RuntimeException {

    private final String advice;

    UnsuitableDatabaseException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    /** Returns what you can do. */
    public String advice() {
        return advice;
    }
}
