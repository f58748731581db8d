package org.imageinventory.inventory.run;

/** Numbers of images by what a run found or did. */
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
