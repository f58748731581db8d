package org.imageinventory.inventory.run;

/** How many images met which fate. */
public record Tally(long created, long updated, long deleted, long restored, long unchanged) {

    public static final Tally NONE = new Tally(0, 0, 0, 0, 0);

    public Tally plus(Tally other) {
        return new Tally(
                created + other.created,
                updated + other.updated,
                deleted + other.deleted,
                restored + other.restored,
                unchanged + other.unchanged);
    }
}
