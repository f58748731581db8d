package org.imageinventory.image;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * A comparison of two states of an image: whether they are equivalent, and if not, how they differ. It ignores the
 * order of elements and keys, white space, and exact duplicates. Null, absent and an empty list are equivalent. Safe
 * for use by several threads.
 */
public final class ImageComparison {

    /** Increment it if you change how columns or facts are derived. Then every image is compared and rewritten once. */
    private static final int MAPPING = 2;

    private final FlattenedImage facts;
    private final String salt;
    private final UUID textSalt;

    /**
     * Makes a comparison.
     *
     * @param volatileFields API paths without keys of fields that are kept current but have no history, such as
     *     {@code ImageRegionDistributeList.Progress}
     * @param zone the time zone of times without an offset. Another zone changes columns, and so fingerprints
     */
    public ImageComparison(Set<String> volatileFields, ZoneId zone) {
        this.facts = new FlattenedImage(Set.copyOf(volatileFields));
        this.salt = MAPPING + "|" + zone.getId() + "|" + new TreeSet<>(volatileFields);
        this.textSalt = new Digest().add(salt).get();
    }

    /**
     * Returns a fingerprint of the received text. If two text fingerprints are equal, so are the fingerprints of the
     * images. The reverse is not true, because equivalent images can have different texts.
     */
    public UUID textFingerprint(ReceivedElement element) {
        var digest = element.textDigest();
        return new UUID(
                digest.getMostSignificantBits() ^ textSalt.getMostSignificantBits(),
                digest.getLeastSignificantBits() ^ textSalt.getLeastSignificantBits());
    }

    public Fingerprint fingerprint(Image image) {
        var state = new Digest().add(salt);
        var volatileState = new Digest();
        var volatileFacts = new int[1];
        facts.report(image, (isVolatile, path, json) -> {
            (isVolatile ? volatileState : state).add(path).add(json);
            volatileFacts[0] += isVolatile ? 1 : 0;
        });
        return new Fingerprint(state.get(), volatileFacts[0] == 0 ? null : volatileState.get());
    }

    /** Whether a field or member, given by its API path without keys, is kept current but has no history. */
    public boolean isVolatile(String field) {
        return facts.isVolatile(field);
    }

    /** Returns the differences in fields with history, by path; empty exactly if {@link Fingerprint#state} is equal. */
    public List<Change> differences(Image before, Image after) {
        var old = factsOf(before);
        var current = factsOf(after);
        var paths = new TreeSet<>(old.keySet());
        paths.addAll(current.keySet());
        return paths.stream()
                .map(path -> new Change(path, old.get(path), current.get(path)))
                .filter(Change::isOne)
                .toList();
    }

    private Map<String, String> factsOf(Image image) {
        var map = new TreeMap<String, String>();
        facts.report(image, (isVolatile, path, json) -> {
            if (!isVolatile) {
                map.put(path, json);
            }
        });
        return map;
    }
}
