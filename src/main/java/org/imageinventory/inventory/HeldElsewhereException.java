package org.imageinventory.inventory;

/** Another run holds the inventory, so nothing was done; the message names the holder's host, process and start. */
public final class HeldElsewhereException extends RuntimeException {

    public HeldElsewhereException(String message) {
        super(message);
    }
}
