package org.imageinventory.image;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Whether two states of an image are the same, and if not, in what they differ. The order of elements and keys, white
 * space, exact duplicates, and null versus absent versus empty list make no difference. Safe for use by several threads.
 */
public final class ImageComparison {

    /** Raise it when an image's columns or facts are derived differently: then every image is compared and rewritten once. */
    private static final int MAPPING = 2;

    private final FlattenedImage facts;
    private final String salt;
    private final UUID textSalt;

    /**
     * Makes a comparison.
     *
     * @param volatileFields API paths without keys that are kept current but have no history, such as
     *     {@code ImageRegionDistributeList.Progress}
     * @param zone in which times without one are read; another one makes other columns, hence other fingerprints
     */
    public ImageComparison(Set<String> volatileFields, ZoneId zone) {
        this.facts = new FlattenedImage(Set.copyOf(volatileFields));
        this.salt = MAPPING + "|" + zone.getId() + "|" + new TreeSet<>(volatileFields);
        this.textSalt = new Digest().add(salt).get();
    }

    /**
     * A fingerprint of the text that was received. Two of them are equal only if the fingerprints of what the texts say
     * are; the other way round does not hold, since one image can be told in several ways.
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
        facts.tell(image, (isVolatile, path, json) -> {
            (isVolatile ? volatileState : state).add(path).add(json);
            volatileFacts[0] += isVolatile ? 1 : 0;
        });
        return new Fingerprint(state.get(), volatileFacts[0] == 0 ? null : volatileState.get());
    }

    /** Whether a field or member, by its API path without keys, is kept current without history of its own. */
    public boolean isVolatile(String field) {
        return facts.isVolatile(field);
    }

    /** What has history and differs, by path; empty exactly if the fingerprints' states are equal. */
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
        facts.tell(image, (isVolatile, path, json) -> {
            if (!isVolatile) {
                map.put(path, json);
            }
        });
        return map;
    }
}
