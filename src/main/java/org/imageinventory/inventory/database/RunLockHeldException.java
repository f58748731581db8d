package org.imageinventory.inventory.database;

/** Another run holds the inventory, so nothing was done; the message names the holder's host, process and start. */
public final class RunLockHeldException extends RuntimeException {

    public RunLockHeldException(String message) {
        super(message);
    }
}
